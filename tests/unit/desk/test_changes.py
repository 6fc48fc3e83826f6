"""What changed since the round before, page by page."""

from typing import Any

from reviewer_app.context.case_rows import FileChange, PageChange
from reviewer_app.context.changes import changes_between


def _page(number: int, fingerprint: str | None, **more: object) -> dict[str, Any]:
    size = {"width_mm": 210.0, "height_mm": 297.0}
    return {"number": number, "fingerprint": fingerprint, **size, **more}


def _file(
    path: str, sha256: str, *prints: str | None, **more: object
) -> dict[str, Any]:
    pages = [_page(no, one, **more) for no, one in enumerate(prints, start=1)]
    return {"path": path, "sha256": sha256, "pages": pages}


def _report(*documents: dict[str, Any]) -> dict[str, Any]:
    return {"documents": list(documents)}


def test_same_bytes_are_the_same_file_whatever_their_name() -> None:
    found = changes_between(
        _report(_file("01-a.pdf", "1", "p")), _report(_file("01-b.pdf", "1", "p"))
    )

    assert (found.files, found.removed) == ({"01-b.pdf": FileChange("same")}, ())


def test_a_replaced_file_tells_its_pages_apart() -> None:
    before = _report(_file("03.pdf", "1", "a", "b", "c"))
    now = _report(_file("03.pdf", "2", "a", "x", "c", "y"))

    change = changes_between(before, now).files["03.pdf"]

    assert change.pages == (
        PageChange(1, "same", 1),
        PageChange(2, "changed", 2),
        PageChange(3, "same", 3),
        PageChange(4, "new", None),
    )


def test_a_page_put_in_moves_the_others_but_changes_none() -> None:
    before = _report(_file("03.pdf", "1", "a", "b"))
    now = _report(_file("03.pdf", "2", "new", "a", "b"))

    change = changes_between(before, now).files["03.pdf"]

    assert [one.kind for one in change.pages] == ["new", "same", "same"]
    assert change.removed == ()


def test_a_page_taken_out_is_named() -> None:
    before = _report(_file("03.pdf", "1", "a", "b", "c"))

    change = changes_between(before, _report(_file("03.pdf", "2", "a", "c")))

    assert change.files["03.pdf"].removed == (2,)


def test_another_date_is_a_change_even_where_the_picture_hash_is_the_same() -> None:
    before = _report(_file("03.pdf", "1", "a", dates=[{"text": "2021年1月1日"}]))
    now = _report(_file("03.pdf", "2", "a", dates=[{"text": "2020年1月1日"}]))

    (page,) = changes_between(before, now).files["03.pdf"].pages

    assert page.kind == "changed"


def test_a_page_that_could_not_be_measured_is_never_called_the_same() -> None:
    before = _report(_file("03.pdf", "1", None))
    now = _report(_file("03.pdf", "2", None))

    change = changes_between(before, now).files["03.pdf"]

    assert change.pages == (PageChange(1, "changed", 1),)


def test_a_file_that_is_gone_is_named_and_a_new_one_is_new() -> None:
    found = changes_between(
        _report(_file("03.pdf", "1", "a")), _report(_file("20.pdf", "2", "b"))
    )

    assert found.files == {"20.pdf": FileChange("new")}
    assert found.removed == ("03.pdf",)


def test_a_file_that_could_not_be_read_has_no_pages_to_compare() -> None:
    damaged = {"path": "03.pdf", "sha256": "1", "pages": None}

    change = changes_between(_report(damaged), _report(_file("03.pdf", "2", "a")))

    assert change.files["03.pdf"].pages == (PageChange(1, "new", None),)
