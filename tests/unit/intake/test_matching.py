"""Files find their items by number, by the people's folders, or by title words."""

import pytest

from checker.intake._matching import item_code, match
from checker.model.checklist import Checklist, ChecklistItem
from checker.model.dossier import MatchedBy
from checker.model.ids import ItemCode
from checker.model.wording import Text

CHECKLIST = Checklist(
    tuple(
        ChecklistItem(ItemCode(code), Text(code, code), title_words=words)
        for code, words in (
            ("01", ("安全生产责任制",)),
            ("03", ("审计报告", "财务审计")),
            ("07", ("培训", "教育培训")),
            ("12", ("起重机械",)),
            ("20", ("其他",)),
        )
    )
)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("03-财务审计报告.pdf", "03"),
        ("3、报告.pdf", "03"),
        ("3.pdf", "03"),
        ("03_a.pdf", "03"),
        ("3 报告.pdf", "03"),
        ("３．报告.pdf", "03"),
        ("03/a.pdf", "03"),
        ("03/2-签到表.pdf", "03"),
        ("20-其他.pdf", "20"),
        ("资料/12、起重机械.pdf", "12"),
        ("07-教育培训/03-审计报告.pdf", "07"),
        ("7-资料/03-审计报告.pdf", "03"),
        ("12-月度报表.pdf", "12"),
    ],
)
def test_a_number_before_a_separator_is_the_item(path: str, code: str) -> None:
    assert match(path, CHECKLIST, ()) == (code, MatchedBy.NUMBER)


@pytest.mark.parametrize(
    "path",
    ["2021年度.pdf", "12月报表.pdf", "003-a.pdf", "21-a.pdf", "0-a.pdf", "05-a.pdf"],
)
def test_other_numbers_are_no_items(path: str) -> None:
    assert match(path, CHECKLIST, ()) == (None, MatchedBy.NOTHING)


@pytest.mark.parametrize("path", ["personnel/a.pdf", "人员证书/03-张三.pdf"])
def test_files_of_the_people_belong_to_no_item(path: str) -> None:
    assert match(path, CHECKLIST, ()) == (None, MatchedBy.PERSONNEL)


def test_a_file_that_the_list_of_people_names_is_theirs() -> None:
    found = match("03-张三.pdf", CHECKLIST, {"03-张三.pdf"})

    assert found == (None, MatchedBy.PERSONNEL)


def test_the_most_title_words_decide_where_there_is_no_number() -> None:
    found = match("2021年财务审计报告和培训.pdf", CHECKLIST, ())

    assert found == ("03", MatchedBy.TITLE)


def test_a_folder_can_hold_the_title() -> None:
    assert match("起重机械/合同.pdf", CHECKLIST, ()) == ("12", MatchedBy.TITLE)


@pytest.mark.parametrize("written", ["7", "07", " 7 ", "７"])
def test_item_ids_are_read_with_or_without_a_zero(written: str) -> None:
    assert item_code(written) == "07"


def test_what_is_no_number_stays_as_written() -> None:
    assert item_code("seven") == "seven"
