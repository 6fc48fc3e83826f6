"""Any sign of a digital signature, also where no form lists it."""

from collections.abc import Iterator

import pikepdf
from pikepdf import Name

from checker.intake.pdf._straighten import annotations_of

_MAX_FIELDS = 10_000


def is_signed(pdf: pikepdf.Pdf) -> bool:
    """Return whether a field, an annotation or a permission holds a signature."""
    permissions = pdf.Root.get(Name.Perms)
    if isinstance(permissions, pikepdf.Dictionary) and Name.DocMDP in permissions:
        return True
    form = pdf.Root.get(Name.AcroForm)
    fields = form.get(Name.Fields) if isinstance(form, pikepdf.Dictionary) else None
    if any(_holds_signature(one) for one in _walk(fields)):
        return True
    return any(
        _holds_signature(one) for page in pdf.pages for one in annotations_of(page)
    )


def _holds_signature(field: pikepdf.Dictionary) -> bool:
    value = field.get(Name.V)
    if not isinstance(value, pikepdf.Dictionary):
        return False
    return (
        field.get(Name.FT) == Name.Sig
        or value.get(Name.Type) == Name.Sig
        or (Name.ByteRange in value)
    )


def _walk(fields: object) -> Iterator[pikepdf.Dictionary]:
    waiting, seen = [fields], 0
    while waiting and seen < _MAX_FIELDS:
        found = waiting.pop()
        if not isinstance(found, pikepdf.Array):
            continue
        for index in range(min(len(found), _MAX_FIELDS - seen)):
            seen += 1
            one = found[index]
            if isinstance(one, pikepdf.Dictionary):
                yield one
                waiting.append(one.get(Name.Kids))
