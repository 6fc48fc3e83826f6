from tests.app.conftest import Hand
from tests.app.drawn import Drawn
from tests.app.fakes_app import FakeDesk


def _precheck(who: str = "she", case: str = "401") -> Drawn:
    return Drawn("assessment", FakeDesk(), who=who, case=case, item="precheck")


def test_the_grade_is_a_suggestion_and_says_who_decides() -> None:
    screen = _precheck()

    assert "系统建议等级（非审核结论）" in screen.words
    assert "不合格" in screen.words
    assert "最终等级由审核单位认定。" in screen.words
    assert "考核标准指纹 5ab15ab15ab1" in screen.words


def test_the_arithmetic_is_told_line_by_line() -> None:
    screen = _precheck()

    assert screen.test.expander[0].label == "建议是怎么得出的"
    assert "有错误的材料达到三项：6 个项目" in screen.words


def test_the_shortest_way_up_names_what_to_replace() -> None:
    screen = _precheck()

    assert "完成以下事项，建议等级可到“合格”：" in screen.words
    assert "更换“03-12月报表.pdf”（1 处问题）" in screen.words
    assert "补齐第 07 项（1 处问题）" in screen.words
    assert "更换“总经理-王样华.pdf”（1 处问题）" in screen.words


def test_faults_come_before_doubts_and_hints() -> None:
    words = _precheck().words

    places = [
        words.index(title)
        for title in (
            "<h2>需更换或补传（7）</h2>",
            "<h2>请核对：机器不能确定（1）</h2>",
            "<h2>提示：不影响等级（1）</h2>",
        )
    ]
    assert places == sorted(places)


def test_a_finding_says_where_what_and_what_to_do() -> None:
    screen = _precheck()

    assert "第 03 项 · 03-12月报表.pdf · 第 1 页" in screen.words
    assert "请上传 2021 年 12 月的平台报表" in screen.words


def test_reports_and_the_sheet_of_rescans_can_be_had() -> None:
    screen = _precheck()

    for name in ("report.pdf", "report.html", "report.xlsx", "reshoot.pdf"):
        assert f"/precheck/401/{name}" in screen.words


def test_without_files_it_says_what_will_be_here(hand: Hand) -> None:
    screen = _precheck("xu", "301")

    assert "还没有可以检查的文件" in screen.words
    assert hand.stops["precheck"].words == ""


def test_a_check_that_runs_says_so_and_shows_what_was_found_before(hand: Hand) -> None:
    screen = _precheck("yang", "101")

    assert "正在识别 第 12/48 页" in screen.words
    assert "需更换或补传（4）" in screen.words
    assert hand.stops["precheck"].tone == "wait"


def test_a_check_that_failed_says_so(hand: Hand) -> None:
    screen = _precheck("she", "402")

    assert "自动检查没有完成" in screen.words
    assert "系统建议等级" not in screen.words
    assert hand.stops["precheck"].words == "检查没有完成"


def test_a_clean_draft_has_no_findings(hand: Hand) -> None:
    screen = _precheck("she", "403")

    assert "需更换或补传（" not in screen.words
    assert "最省事的改进办法" not in screen.words
    assert hand.stops["precheck"].words == "没有发现问题"


def test_the_rail_counts_faults(hand: Hand) -> None:
    _precheck()

    stop = hand.stops["precheck"]
    assert (stop.tone, stop.words) == ("bad", "7 处问题")
