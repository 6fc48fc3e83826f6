"""The sheet for the person at the scanner."""

import re

import pytest

from reviewer_app.letter_paper import as_pdf
from reviewer_app.reshoot_paper import as_html
from tests.unit.desk.paper_reports import (
    REAL,
    Printed,
    a_report,
    draw,
    draw_nothing,
    finding,
    jpeg,
)
from tests.unit.reports.hostile import HTML, UNSEEN

LONG = (
    "08_应急救援演练记录/上半年消防演练和防汛演练方案、签到表及总结（第{}项目部）.pdf"
)


def _rows(count: int) -> list[dict[str, object]]:
    why = {"because": {"zh": "反光盖住了文字", "en": "glare"}}
    return [
        finding(
            n, "legibility.region", document=LONG.format(n), evidence=why, severity=how
        )
        for n, how in zip(
            range(1, count + 1), ["error", "warning"] * count, strict=False
        )
    ]


def _clicks(count: int) -> list[dict[str, object]]:
    return [
        finding(100 + n, "orientation.turned", document=f"{n}" + LONG, page=n)
        for n in range(1, count + 1)
    ]


@pytest.mark.parametrize("name", REAL)
def test_usual_sheet_is_one_page_with_embedded_fonts(name: str) -> None:
    printed = Printed(as_pdf(as_html(REAL[name], draw)))

    assert printed.page_count == 1
    assert "补拍清单" in printed.words
    assert "300dpi彩色" in printed.words
    assert "可用“一键修复”，无需重拍" in printed.words
    assert printed.fonts
    assert all(printed.fonts.values())


@pytest.mark.parametrize("count", [1, 6, 7, 10, 11, 14])
def test_up_to_fourteen_long_rows_fill_one_page(count: int) -> None:
    report = a_report(*_rows(count), *_clicks(9), finding(200, "year.not_covered"))

    printed = Printed(as_pdf(as_html(report, lambda _path, _page_no: jpeg(34, 34))))

    assert printed.page_count == 1
    assert "另有4个文件" in printed.words
    assert "另有1处问题重新扫描解决不了" in printed.words


def test_long_sheet_repeats_its_heading_on_every_page() -> None:
    printed = Printed(as_pdf(as_html(a_report(*_rows(200)), draw)))

    assert printed.page_count > 10
    assert printed.words.count("怎样扫") == printed.page_count


def test_every_row_has_a_box_to_tick() -> None:
    html = as_html(a_report(*_rows(5)), draw_nothing)

    assert html.count("<i></i>") == 5


def test_sheet_tells_how_many_of_each_and_how_new_pages_find_their_place() -> None:
    nothing = {"document": None, "page": None, "item": "07"}
    missing = finding(9, "completeness.item_missing", **nothing)

    html = as_html(a_report(*_rows(2), missing), draw_nothing)

    assert "重新扫描 2 页，需补充 1 件" in html
    assert "只替换清单上的这些页，其余各页保持原样" in html


def test_turned_pages_of_a_file_are_one_line() -> None:
    turned = [finding(n, "orientation.turned") for n in (3, 5, 6, 7)]

    html = as_html(a_report(*turned), draw_nothing)

    assert "第 3、5–7 页" in html
    assert "<i></i>" not in html


def test_nothing_to_scan_is_said() -> None:
    html = as_html({}, draw_nothing)

    assert "没有需要重新扫描或补充的页" in html
    assert "怎样放回" not in html


def test_no_more_than_sixty_pages_are_drawn() -> None:
    drawn: list[int] = []

    def note(_path: str, page_no: int) -> bytes:
        drawn.append(page_no)
        return jpeg()

    as_html(a_report(*_rows(200)), note)

    assert len(drawn) == 60


@pytest.mark.parametrize("text", [*HTML, *UNSEEN, "长" * 5000, "a" * 5000], ids=ascii)
def test_hostile_name_stays_a_short_name(text: str) -> None:
    words = {"zh": text, "en": text}
    rows = [
        finding(1, document=text, evidence={"because": words}),
        finding(2, "orientation.turned", document=text, evidence={"value": text}),
        finding(
            3, "completeness.part_missing", document=None, evidence={"part": words}
        ),
    ]
    report = a_report(*rows, dossier={"company": text})

    html = as_html(report, draw)

    assert "<script" not in html
    assert "<svg" not in html
    assert html.count("<img") == 0 or html.count("<img") == html.count('class="page"')
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066\ud800]", html)
    assert len(html) < 12_000
