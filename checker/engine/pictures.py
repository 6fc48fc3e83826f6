"""Pictures of pages for reports, rendered in a locked child."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from checker.engine.processes import start_zygote
from checker.engine.sandbox import Sandbox
from checker.model.ports import Picture, Pictures
from checker.model.result import CheckResult

WIDTH_PX = 900
"""Wide enough to read 10 pt text (about 110 dpi on A4), at 60 to 120 KB a page."""


def draw_pictures(results: Iterable[CheckResult]) -> Pictures:
    """Return a picture of each page that bears a finding.

    A page that cannot be rendered has none; the report then shows words alone.
    """
    wanted: dict[tuple[str, int], tuple[str, float]] = {}
    for result in results:
        wanted |= _wanted(result)
    if not wanted:
        return {}
    pictures: dict[tuple[str, int], Picture] = {}
    with open_sandbox() as sandbox:
        for key, (location, ratio) in sorted(wanted.items()):
            jpeg = sandbox.picture(location, key[1], WIDTH_PX)
            if jpeg is not None:
                pictures[key] = Picture(jpeg, WIDTH_PX, round(WIDTH_PX * ratio))
    return pictures


def _wanted(result: CheckResult) -> dict[tuple[str, int], tuple[str, float]]:
    documents = {one.document.path: one for one in result.evidence.documents}
    wanted = {}
    for finding in result.judgement.findings:
        path, page_no = finding.location.document, finding.location.page_no
        if path is None or page_no is None or path not in documents:
            continue
        width, height = finding.location.page_size_pt or (1.0, 2**0.5)
        ratio = height / width if width > 0 else 2**0.5
        wanted[path, page_no] = (documents[path].document.location, ratio)
    return wanted


@contextmanager
def open_sandbox() -> Iterator[Sandbox]:
    """Open a reading process for pictures alone."""
    sandbox = Sandbox(start_zygote().connection)
    try:
        yield sandbox
    finally:
        sandbox.close()
