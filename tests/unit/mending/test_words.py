"""What is done is said line by line, in both languages."""

from pathlib import Path

from checker.mending.plan import plan_mending
from checker.mending.words import plan_text
from tests.unit.mending.documents import a_blank, a_document, a_page


def test_each_change_and_each_doubt_has_a_line() -> None:
    plan = plan_mending(
        a_document(
            a_page(1, orientation=90, orientation_confidence=0.9951),
            a_page(2, skew_deg=-1.26),
            a_blank(3),
            a_page(4, orientation=180, orientation_confidence=0.8),
            a_page(5, skew_deg=20.0),
            a_blank(6, content="scan", blank_confidence=0.6),
            a_page(7),
        )
    )

    assert plan_text(Path("a.pdf"), plan, [Path("a-修正.pdf")]).splitlines() == [
        "a.pdf",
        (
            "  第 1 页：向左转 90°，内容向右倒（把握 99.5%） / "
            "page 1: turned left by 90°, the content lies on its right side"
            " (99.5% sure)"
        ),
        (
            "  第 2 页：扶正，原来向左倾斜 1.3° / "
            "page 2: straightened, it leant left by 1.3°"
        ),
        "  第 3 页：空白页，去掉 / page 3: blank, dropped",
        (
            "  第 4 页：内容可能上下颠倒，把握只有 80%，保持原样；请人工查看 / "
            "page 4: perhaps the content is upside down, only 80% sure, left as it is;"
            " please look"
        ),
        (
            "  第 5 页：可能向右倾斜 20.0°，把握不够或角度太大，不扶正；请人工查看 / "
            "page 5: perhaps leans right by 20.0°, not surely or too far to"
            " straighten it, left as it is; please look"
        ),
        (
            "  第 6 页：可能是空白页，把握不够，不去掉；请人工查看 / "
            "page 6: probably blank, not surely enough to drop it; please look"
        ),
        "  其余 1 页不变 / pages that stay as they are: 1",
        "  → a-修正.pdf",
    ]


def test_a_dry_run_says_that_nothing_was_written() -> None:
    plan = plan_mending(a_document(a_page(1, orientation=90)))

    assert "a dry run" in plan_text(Path("a.pdf"), plan)


def test_a_refusal_says_what_to_do() -> None:
    plan = plan_mending(a_document(a_page(1), status="encrypted"))

    assert "没有修正" in plan_text(Path("a.pdf"), plan)
    assert "去掉密码" in plan_text(Path("a.pdf"), plan)


def test_a_name_cannot_move_the_cursor() -> None:
    plan = plan_mending(a_document(a_page(1)))

    text = plan_text(Path("a\x1b[2J\n.pdf"), plan)

    assert "\x1b" not in text
    assert text.startswith("a?[2J?.pdf\n")
