"""The reading desk: what it is told, and what it reports."""

import json

from reviewer_app.context.case_rows import FileChange, PageChange
from reviewer_app.domain.review import Verdict
from reviewer_app.screens import desk as screen
from reviewer_app.services.review import AddFinding, Decide, Undo
from reviewer_app.widgets.page_viewer.shown import Viewed, as_data
from tests.app.drawn import Drawn
from tests.app.fake_rows import PEOPLE
from tests.app.fakes_app import FakeDesk


def _nowhere(url_path: str, *, case: int | None = None, item: str = "") -> None:
    raise AssertionError(f"nobody goes to {url_path} {case} {item}")


def test_component_is_told_plain_data() -> None:
    desk = FakeDesk()
    ctx = desk.context(PEOPLE["shen"], _nowhere)
    view = ctx.queries.dossier(1)
    document = view.items[0].files[0]
    told = ctx.queries.pages(1, [document.path])
    pages = {document.file_id: told[document.path]}

    data = as_data(
        ctx, Viewed(view, pages, ctx.queries.reason_codes(), editable=True), done=()
    )

    assert json.loads(json.dumps(data)) == data
    assert len(data["findings"]) == 7  # type: ignore[arg-type]
    assert len(data["codes"]) == 4  # type: ignore[arg-type]


def test_evidence_of_a_page_comes_with_its_boxes() -> None:
    desk = FakeDesk()
    ctx = desk.context(PEOPLE["shen"], _nowhere)
    view = ctx.queries.dossier(1)
    document = view.items[0].files[0]
    told = ctx.queries.pages(1, [document.path])
    pages = {document.file_id: told[document.path]}

    data = as_data(ctx, Viewed(view, pages, (), editable=False), done=())

    evidence = data["evidence"]
    assert isinstance(evidence, dict)
    layers = {seen["layer"] for seen in evidence[document.file_id][0]["seen"]}
    assert layers == {"seal", "header", "date"}


def test_decision_is_ordered_once_with_its_own_id() -> None:
    desk = FakeDesk()
    ctx = desk.context(PEOPLE["shen"], _nowhere)
    act: dict[str, object] = {
        "id": "a-1", "act": "decide", "findings": ["f-1", "f-2"],
        "verdict": "dismissed", "code": "misread", "words": "看得清",
    }  # fmt: skip

    screen._answer(ctx, 1, act)

    assert desk.acts == [
        Decide(
            command_id="a-1",
            case_id=1,
            finding_ids=("f-1", "f-2"),
            verdict=Verdict.DISMISSED,
            reason_code="misread",
            words="看得清",
        )
    ]


def test_undo_and_drawn_findings_reach_their_services() -> None:
    desk = FakeDesk()
    ctx = desk.context(PEOPLE["shen"], _nowhere)
    drawn: dict[str, object] = {
        "id": "a-3", "act": "add", "item": "01", "document": "a.pdf", "page": 2,
        "box": [0.1, 0.1, 0.2, 0.2], "words": "缺少签字", "remedy": "请补签",
    }  # fmt: skip

    screen._answer(ctx, 1, {"id": "a-2", "act": "undo"})
    screen._answer(ctx, 1, drawn)

    undone, added = desk.acts
    assert isinstance(undone, Undo)
    assert isinstance(added, AddFinding)
    assert added.place.box == (0.1, 0.1, 0.2, 0.2)
    assert added.place.page_no == 2


def test_screen_is_drawn_for_a_case() -> None:
    drawn = Drawn("desk", FakeDesk(), case="1")

    assert "山东样本建筑安装有限公司" in drawn.words


def test_pages_that_changed_and_files_that_did_not_are_told_apart() -> None:
    pages = (PageChange(1, "same", 2), PageChange(2, "new", None))
    desk = FakeDesk(changes=(FileChange("replaced", pages), FileChange("same")))
    ctx = desk.context(PEOPLE["shen"], _nowhere)
    view = ctx.queries.dossier(1)

    data = as_data(ctx, Viewed(view, {}, (), editable=True), done=())

    files = data["files"]
    assert isinstance(files, list)
    replaced, same = files[:2]
    assert replaced["changes"] == {2: "new"}
    assert replaced["was"] == {1: 2, 2: 0}
    assert (replaced["unchanged"], same["unchanged"]) == (False, True)


def test_a_late_finding_brings_its_reason() -> None:
    desk = FakeDesk()
    ctx = desk.context(PEOPLE["shen"], _nowhere)
    drawn: dict[str, object] = {
        "id": "a-4", "act": "add", "item": "01", "document": "a.pdf", "page": None,
        "box": None, "words": "缺少签字", "remedy": "", "late": "上一轮没有看到第 2 页",
    }  # fmt: skip

    screen._answer(ctx, 1, drawn)

    (added,) = desk.acts
    assert isinstance(added, AddFinding)
    assert added.late_reason == "上一轮没有看到第 2 页"


def test_a_page_of_the_contact_sheet_is_where_reading_begins() -> None:
    view = FakeDesk().context(PEOPLE["shen"], _nowhere).queries.dossier(1)
    ctx = FakeDesk().context(PEOPLE["shen"], _nowhere)

    data = as_data(
        ctx, Viewed(view, {}, (), editable=True, file="f-1", page_no=3), done=()
    )

    assert (data["file"], data["page"]) == ("f-1", 3)
