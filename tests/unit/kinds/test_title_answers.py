"""A document's title must answer the item that it lies under."""

from dataclasses import replace

import pytest

from checker.kinds import title_answers
from checker.kinds.title_answers import Papers, Params
from checker.model.checklist import ChecklistItem
from checker.model.evidence import Known, TextLine, Unknown
from checker.model.geometry import Box
from checker.model.ids import ItemCode
from checker.model.rule import Outcome, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason, Text
from tests.unit.kinds.subjects import (
    Given,
    document,
    item_of,
    item_subject,
    only,
)

PARAMS = Params(
    {
        ItemCode("08"): Papers(("应急演练", "应急救援演练记录"), own=("演习",)),
        ItemCode("13"): Papers(("培训记录",), own=("教育",), kindred=(ItemCode("14"),)),
        ItemCode("14"): Papers(("教育档案",)),
        ItemCode("15"): Papers(("教育培训计划",)),
    }
)
BODY = "为加强管理工作，现将有关事项通知如下，请遵照执行并抓好落实。"


def line(text: str, *, letter_pt: float = 12.0, confidence: float = 0.95) -> TextLine:
    return TextLine(text, Box(60, 60, 60 + letter_pt * len(text), 80), confidence)


def page(title: str, *, confidence: float = 0.95) -> Given:
    """A page with a title in larger type over two lines of body text."""
    large = line(title, letter_pt=20.0, confidence=confidence)
    return {
        "text.lines": Known((large, line(BODY), line(f"培训记录和教育档案。{BODY}")))
    }


def filed(code: str, *pages: Given, left_out: str | None = None) -> Subject:
    item = ChecklistItem(ItemCode(code), Text("材料", "material"))
    subject = item_subject(item_of(document(*pages), item=item, left_out=left_out))
    assert subject.item is not None
    return replace(subject, document=subject.item.documents[0])


def verdict(code: str, *pages: Given) -> Verdict:
    return only(title_answers.KIND, PARAMS, filed(code, *pages))


def test_a_title_of_another_item_fails_and_is_named() -> None:
    found = verdict("13", page("2021年应急救援演练记录"))

    assert (found.outcome, found.page_no) == (Outcome.FAIL, 1)
    assert found.measured["other_item"] == "08"
    assert found.measured["heading"] == "2021年应急救援演练记录"


@pytest.mark.parametrize(
    ("code", "titles", "expected"),
    [
        ("13", ["安全教育培训记录"], Outcome.PASS),
        ("13", ["安全教育培训计划"], Outcome.FAIL),
        ("13", ["安全教育培训计划", "培训记录"], Outcome.PASS),
        ("13", ["管理人员教育档案"], Outcome.PASS),
        ("08", ["消防演习方案"], Outcome.PASS),
        ("15", ["会议纪要"], Outcome.NOT_APPLICABLE),
        ("15", ["应急救缓演练记录"], Outcome.FAIL),
        ("15", ["应急演记"], Outcome.NOT_APPLICABLE),
        ("20", ["应急演练"], Outcome.NOT_APPLICABLE),
    ],
)
def test_titles_are_held_against_their_item(
    code: str, titles: list[str], expected: Outcome
) -> None:
    assert verdict(code, *(page(one) for one in titles)).outcome is expected


def test_a_letterhead_is_no_title() -> None:
    assert verdict("15", page("应急演练有限公司文件")).outcome is Outcome.NOT_APPLICABLE


def test_a_title_read_unsurely_says_nothing() -> None:
    found = verdict("15", page("应急演练记录", confidence=0.6))

    assert found.outcome is Outcome.NOT_APPLICABLE


def test_a_title_in_the_type_of_the_body_counts_at_the_head_of_the_page() -> None:
    plain = {"text.lines": Known((line("应急演练记录"), line(BODY)))}
    later = {"text.lines": Known((line(BODY), *[line("一二三")] * 3, line("应急演练")))}

    assert verdict("15", plain).outcome is Outcome.FAIL
    assert verdict("15", later).outcome is Outcome.NOT_APPLICABLE


def test_the_first_page_that_is_not_blank_bears_the_title() -> None:
    blank: Given = {"blank.is_blank": True, "text.lines": Known(())}

    assert verdict("15", blank, page("应急演练记录")).page_no == 2
    assert verdict("15", blank).outcome is Outcome.NOT_APPLICABLE


def test_an_item_left_out_is_not_asked_for_its_title() -> None:
    subject = filed("15", page("应急演练记录"), left_out="没有")

    found = only(title_answers.KIND, PARAMS, subject)

    assert found.outcome is Outcome.NOT_APPLICABLE


def test_a_failure_of_ours_is_unknown() -> None:
    found = verdict("15", {"text.lines": Unknown(Reason.PROBE_FAILED)})

    assert (found.outcome, found.reason) == (Outcome.UNKNOWN, Reason.PROBE_FAILED)


def test_a_file_that_cannot_be_read_has_no_title() -> None:
    subject = filed("15")
    assert subject.document is not None
    broken = replace(subject, document=document(file={"file.status": "damaged"}))

    found = only(title_answers.KIND, PARAMS, broken)

    assert found.outcome is Outcome.NOT_APPLICABLE
