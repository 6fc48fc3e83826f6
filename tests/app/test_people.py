import pytest

from checker.model.dossier import PersonTable
from reviewer_app.services.drawer import RemoveFile
from reviewer_app.services.staff import RemovePerson, SavePerson
from tests.app.conftest import Hand
from tests.app.drawn import Drawn
from tests.app.fakes_app import FakeDesk

HEADS, OFFICERS = "enterprise_head", "safety_officer"


def _people(who: str = "yang", case: str = "101", **desk: str) -> Drawn:
    return Drawn("assessment", FakeDesk(**desk), who=who, case=case, item="09")  # type: ignore[arg-type]


def test_four_tables_are_named_with_their_certificates() -> None:
    screen = _people()

    for words in (
        "企业负责人（2）· 安全生产考核合格证 A 证",
        "项目负责人（2）· 安全生产考核合格证 B 证",
        "专职安全生产管理人员（3）· 安全生产考核合格证 C 证",
        "特种作业人员（3）· 特种作业操作资格证",
    ):
        assert words in screen.words


def test_identity_numbers_are_masked(hand: Hand) -> None:
    _people()

    row = hand.drawers[f"people_{HEADS}"].rows[0]
    assert row.title == (
        "冯构峰　990000********3045　鲁建安A（2019）9900101　有效期至 2022-07-03"
    )
    assert row.short == "冯构峰"


def test_a_certificate_that_does_not_fit_is_told_at_its_row(hand: Hand) -> None:
    _people(who="she", case="401")

    rows = hand.drawers[f"people_{HEADS}"].rows
    (bad,) = [one for one in rows if one.status == "fail"]
    assert bad.short == "王样华"
    assert bad.notes == ()
    assert "已于 2021-11-30 到期" in bad.files[0].findings[0].message.zh


def test_the_staffing_minimum_is_told_above_the_tables() -> None:
    screen = _people(who="she", case="401")

    assert "二级总承包企业应不少于 4 人" in screen.words


def test_an_empty_table_says_how_to_begin(hand: Hand) -> None:
    screen = _people(who="xu", case="301")

    assert screen.words.count("还没有人员，点“新增”添加。") == 4
    assert hand.stops["09"].words == "还没有添加人员"


def test_people_with_certificates_that_pass_are_counted(hand: Hand) -> None:
    _people(who="she", case="403")

    assert (hand.stops["09"].tone, hand.stops["09"].words) == ("good", "10 人")


def _fill_in(screen: Drawn) -> None:
    screen.press(f"add_{OFFICERS}")
    given = ("钱例海", "990000199305043045", "专职", "鲁建安C1", "", "2022-10-01")
    for field, value in zip(screen.test.text_input, given, strict=True):
        field.input(value)


def test_a_person_is_added() -> None:
    screen = _people()
    _fill_in(screen)

    screen.say("保存")

    (act,) = screen.desk.acts
    assert isinstance(act, SavePerson)
    assert (act.table, act.person_id) == (PersonTable.SAFETY_OFFICER, 0)
    assert (act.told.name, act.told.certificate_number) == ("钱例海", "鲁建安C1")
    assert "已保存，请在这一行上传证书。" in screen.words
    assert not screen.test.text_input


def test_required_fields_have_a_star() -> None:
    screen = _people()

    screen.press(f"add_{OFFICERS}")

    labels = {one.label for one in screen.test.text_input}
    assert labels == {
        "姓名 *", "身份证号 *", "职务", "证书编号 *", "发证日期", "有效期至 *",
    }  # fmt: skip


def test_a_refused_row_stays_open_and_tells_why() -> None:
    screen = _people()
    _fill_in(screen)
    screen.desk.refuse = "身份证号不对"

    screen.say("保存")

    assert "身份证号不对" in screen.words
    assert screen.test.text_input[0].value == "钱例海"


def test_a_row_that_was_begun_can_be_left() -> None:
    screen = _people()
    screen.press(f"add_{OFFICERS}")

    screen.say("取消")

    assert screen.desk.acts == []
    assert not screen.test.text_input


def test_a_person_is_changed(hand: Hand) -> None:
    hand.with_file(f"people_{HEADS}", "edit", person=10100)
    screen = _people()

    screen.say("保存")

    (act,) = screen.desk.acts
    assert isinstance(act, SavePerson)
    assert (act.person_id, act.told.name) == (10100, "冯构峰")


def test_a_person_is_deleted(hand: Hand) -> None:
    hand.with_file(f"people_{HEADS}", "drop", person=10100)

    screen = _people()

    (act,) = screen.desk.acts
    assert isinstance(act, RemovePerson)
    assert act.person_id == 10100
    assert "已删除这一行。" in screen.words


def test_a_refused_deletion_tells_why(hand: Hand) -> None:
    hand.with_file(f"people_{HEADS}", "drop", person=10100)

    screen = _people(refuse="已提交")

    assert "已提交" in screen.words
    assert "已删除这一行。" not in screen.words


def test_a_certificate_can_be_removed(hand: Hand) -> None:
    hand.with_file(f"people_{HEADS}", "remove", file=40134)

    screen = _people(who="she", case="401")

    (act,) = screen.desk.acts
    assert isinstance(act, RemoveFile)
    assert act.file_id == 40134


@pytest.mark.parametrize("table", [one.value for one in PersonTable])
def test_people_of_what_was_submitted_are_only_shown(hand: Hand, table: str) -> None:
    screen = _people(who="li", case="202")

    assert not hand.drawers[f"people_{table}"].is_open
    assert "新增" not in screen.words
