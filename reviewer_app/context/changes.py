"""What changed since the round before, page by page.

A page is the same where its fingerprint is, and nothing measured on it differs: dates,
seals, page number, header. A fingerprint alone would not see one digit. A page without
a fingerprint could not be measured, and is never called the same.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reviewer_app.context.case_rows import FileChange, PageChange

Report = Mapping[str, Any]
_Page = Mapping[str, Any]

_PICTURE = ("width_mm", "height_mm", "orientation", "fingerprint")
_SAID = ("blank", "years", "page_label", "cropped")


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of each file, by its path, and which paths are gone.

    Bytes that only changed their name are not gone.
    """

    files: Mapping[str, FileChange] = field(default_factory=dict)
    removed: tuple[str, ...] = ()


def changes_between(before: Report, now: Report) -> Changes:
    """Return what changed between two of the contract's reports of a case."""
    documents, earlier = now.get("documents", ()), before.get("documents", ())
    old = {one["path"]: one for one in earlier}
    hashes = {one["sha256"] for one in earlier}
    files = {
        one["path"]: _change(one, old.get(one["path"]), hashes) for one in documents
    }
    kept = {one["sha256"] for one in documents}
    removed = tuple(
        path
        for path, one in old.items()
        if path not in files and one["sha256"] not in kept
    )
    return Changes(files, removed)


def _change(now: Report, before: Report | None, hashes: Collection[str]) -> FileChange:
    if now["sha256"] in hashes:
        return FileChange("same")
    if before is None:
        return FileChange("new")
    earlier = before.get("pages") or ()
    pages = tuple(_pair(earlier, now.get("pages") or ()))
    kept = {one.before_no for one in pages}
    gone = tuple(page["number"] for page in earlier if page["number"] not in kept)
    return FileChange("replaced", pages, gone)


def _pair(before: Iterable[_Page], now: Iterable[_Page]) -> Iterator[PageChange]:
    """Pair equal pages first, wherever they went; then what is left by its number."""
    left = {page["number"]: _key(page) for page in before}
    places: dict[str, list[int]] = {}
    for number, key in left.items():
        if key is not None:
            places.setdefault(key, []).append(number)
    pages = {page["number"]: _key(page) for page in now}
    equal: dict[int, int] = {}
    for number, key in pages.items():
        same = places.get(key) if key is not None else None
        if same:
            equal[number] = min(same, key=lambda one: abs(one - number))
            same.remove(equal[number])
            del left[equal[number]]
    for number in pages:
        if number in equal:
            yield PageChange(number, "same", equal[number])
        elif number in left:
            yield PageChange(number, "changed", number)
        else:
            yield PageChange(number, "new", None)


def _key(page: _Page) -> str | None:
    if page.get("fingerprint") is None:
        return None
    seals = sorted(str(one["colour"]) for one in page.get("seals") or ())
    dates = sorted(str(one["text"]) for one in page.get("dates") or ())
    header = (page.get("red_header") or {}).get("text")
    facts = [page.get(name) for name in (*_PICTURE, *_SAID)]
    return repr((facts, seals, dates, header))
