"""What mending needs to know of a document, read from its object in the report."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from checker.errors import InputError

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class PageFacts(BaseModel):
    """One page as the report contract has it; None: not known."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    number: Annotated[int, Field(ge=1)]
    content: str | None = None
    blank: bool | None = None
    blank_confidence: Share | None = None
    orientation: int | None = None
    orientation_confidence: Share | None = None
    skew_deg: Annotated[float, Field(ge=-45, le=45, allow_inf_nan=False)] | None = None
    skew_confidence: Share | None = None


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """One document: ``signature_count`` None where that could not be determined."""

    sha256: str
    kind: str | None
    status: str | None
    page_count: int
    signature_count: int | None
    pages: tuple[PageFacts, ...] = ()

    def page(self, page_no: int) -> PageFacts:
        """Return what is known of a page, which may be nothing."""
        known = (one for one in self.pages if one.number == page_no)
        return next(known, PageFacts(number=page_no))


class _Document(BaseModel):
    """A *document* of the report contract, as far as it matters here."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    sha256: str
    kind: str | None = None
    status: str | None = None
    page_count: Annotated[int, Field(ge=0)] | None = None
    signatures: list[object] | None = None
    pages: tuple[PageFacts, ...] = ()


def facts_of(document: Mapping[str, object]) -> DocumentFacts:
    """Return the facts in a *document* object of the report contract.

    Raises:
        InputError: it is no such object.
    """
    try:
        read = _Document.model_validate(document)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(one) for one in fault["loc"])
        raise InputError(
            f"这不是报告里的文件对象: {where}: {fault['msg']} / "
            f"This is no document object of a report: {where}: {fault['msg']}"
        ) from error
    return DocumentFacts(
        sha256=read.sha256,
        kind=read.kind,
        status=read.status,
        page_count=read.page_count or 0,
        signature_count=None if read.signatures is None else len(read.signatures),
        pages=read.pages,
    )
