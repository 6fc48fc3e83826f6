import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from typing_extensions import override

from checker.model.grade import GradeSuggestion
from checker.model.ports import Picture, ReportOptions
from checker.reports.as_html import REPORT
from tests.golden.fixed_result import (
    DOCUMENTS,
    TINY_JPEG,
    clean_result,
    fixed_result,
    pictures,
)
from tests.unit.reports.hostile import HTML, UNSEEN, result_with

VOID = {"meta", "input", "img", "rect", "circle"}


class Outline(HTMLParser):
    """Collects the elements and attributes of a page, and checks its nesting."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.stack: list[str] = []
        self.feed(html.decode())

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.stack.append(tag)

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    @override
    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values_of(self, name: str) -> list[str]:
        return [value for key, value in self.attributes if key == name]


def outline(html: bytes) -> Outline:
    return Outline(html)


def report(options: ReportOptions | None = None) -> Outline:
    return outline(
        REPORT.render([fixed_result()], options or ReportOptions(pictures=pictures()))
    )


def test_every_element_is_closed() -> None:
    assert report().stack == []


def test_evidence_alone_is_well_nested() -> None:
    html = REPORT.render_documents(DOCUMENTS, ReportOptions())

    assert outline(html).stack == []


def test_page_needs_nothing_but_itself() -> None:
    page = report()

    links = page.values_of("src") + page.values_of("href")
    assert {"script", "link", "iframe", "object"}.isdisjoint(page.tags)
    assert [one for one in links if not one.startswith(("data:image/jpeg;", "#"))] == []


def test_page_has_no_inline_style_and_no_handler() -> None:
    names = {name for name, _ in report().attributes}

    assert "style" not in names
    assert [one for one in names if one.startswith("on")] == []


def test_policy_admits_its_own_style_by_digest() -> None:
    html = REPORT.render([fixed_result()], ReportOptions()).decode()

    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)

    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in html
    assert "default-src 'none'" in html


def test_every_link_leads_to_a_place_on_the_page() -> None:
    page = report()

    targets = {one.removeprefix("#") for one in page.values_of("href")}

    assert targets <= set(page.values_of("id"))


def test_ids_are_unique_in_a_report_of_several_dossiers() -> None:
    html = REPORT.render([fixed_result(), clean_result()], ReportOptions())

    ids = outline(html).values_of("id")

    assert len(ids) == len(set(ids))


def test_page_with_two_findings_has_one_picture() -> None:
    options = ReportOptions(
        pictures={("01/任命文件.pdf", 3): Picture(TINY_JPEG, 600, 800)}
    )

    assert report(options).tags.count("img") == 1


def test_box_is_drawn_in_the_pixels_of_its_picture() -> None:
    html = REPORT.render([fixed_result()], ReportOptions(pictures=pictures())).decode()

    assert 'viewBox="0 0 595 842"' in html
    assert 'x="100.0" y="610.0" width="80.0" height="55.0"' in html


def test_report_without_pictures_names_the_page_instead() -> None:
    page = report(ReportOptions())

    assert "img" not in page.tags
    assert any("01/任命文件.pdf" in one for one in page.text)


def test_finding_that_decides_the_grade_says_so() -> None:
    html = REPORT.render([fixed_result()], ReportOptions()).decode()

    assert html.count('class="decides"') == 1


def test_all_twenty_items_have_a_tile() -> None:
    html = REPORT.render([fixed_result()], ReportOptions()).decode()

    assert html.count('<span class="code">') >= 20
    assert html.count('class="tile ') == 20


def test_first_language_comes_first() -> None:
    html = REPORT.render([fixed_result()], ReportOptions(language="en")).decode()

    assert '<html lang="en">' in html
    assert html.index("Page 3 is upside down") < html.index("第 3 页上下颠倒")


def test_summary_stands_on_top_of_several_dossiers() -> None:
    html = REPORT.render([fixed_result(), clean_result()], ReportOptions()).decode()

    assert "2 份案卷" in html
    assert 'href="#d2"' in html


def test_no_dossier_is_a_page_that_says_so() -> None:
    html = REPORT.render([], ReportOptions()).decode()

    assert "0 份案卷" in html


def test_missing_grade_is_explained() -> None:
    result = replace(clean_result(), suggestion=GradeSuggestion(None))

    html = REPORT.render([result], ReportOptions()).decode()

    assert "暂不建议" in html
    assert "所以不给出等级建议" in html


def test_clean_dossier_says_that_nothing_was_found() -> None:
    html = REPORT.render([clean_result()], ReportOptions()).decode()

    assert "没有发现问题" in html


@pytest.mark.parametrize("text", HTML)
def test_hostile_text_makes_no_element(text: str) -> None:
    harmless = outline(REPORT.render([result_with("ab")], ReportOptions()))

    page = outline(REPORT.render([result_with(text)], ReportOptions()))

    assert sorted(page.tags) == sorted(harmless.tags)
    assert any(text in one for one in page.text)


@pytest.mark.parametrize("text", HTML)
def test_hostile_name_makes_no_element_in_evidence(text: str) -> None:
    documents = result_with(text).evidence.documents
    harmless = result_with("ab").evidence.documents

    page = outline(REPORT.render_documents(documents, ReportOptions()))

    assert page.tags == outline(REPORT.render_documents(harmless, ReportOptions())).tags


@pytest.mark.parametrize("text", UNSEEN, ids=ascii)
def test_unseen_character_is_shown_by_a_sign(text: str) -> None:
    html = REPORT.render([result_with(text)], ReportOptions()).decode()

    assert text not in html
