"""Receipt and result on paper."""

import datetime as dt
import hashlib
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from checker.model.grade import Grade
from reviewer_app.letter_paper import as_pdf
from reviewer_app.receipt_paper import (
    AssessmentResult,
    FiledFile,
    FilingReceipt,
    as_html,
    filing_digest,
    readable_size,
    result_as_html,
)
from tests.unit.desk.paper_reports import Printed
from tests.unit.reports.hostile import HTML

FILES = (
    FiledFile("07-备案.pdf", 1_536, "cd" * 32),
    FiledFile("01-机构.pdf", 20_971_520, "ab" * 32),
)
RECEIPT = FilingReceipt(
    case_id=12,
    round_no=1,
    year=2021,
    company="济南示例建设有限公司",
    credit_code="91990100MA0920591W",
    submitted_at=dt.datetime(2022, 3, 1, 8, 0, tzinfo=dt.UTC),
    words="材料已核对，申请审核",
    files=FILES,
)
RESULT = AssessmentResult(
    number="2021-00012",
    company="济南示例建设有限公司",
    credit_code=None,
    year=2021,
    grade=Grade.BASICALLY_QUALIFIED,
    day=dt.date(2022, 4, 1),
    authority="示例市住房和城乡建设局",
)


def test_number_is_year_case_and_round() -> None:
    assert RECEIPT.number == "2021-00012-1"


def test_digest_covers_paths_and_fingerprints_in_their_order() -> None:
    text = f"{'ab' * 32}  01-机构.pdf\n{'cd' * 32}  07-备案.pdf\n"

    assert filing_digest(FILES) == hashlib.sha256(text.encode()).hexdigest()


def test_digest_does_not_depend_on_the_order() -> None:
    assert filing_digest(FILES) == filing_digest(reversed(FILES))


@pytest.mark.parametrize(
    "changed",
    [
        replace(FILES[0], path="08-备案.pdf"),
        replace(FILES[0], sha256="ce" * 32),
    ],
)
def test_digest_changes_with_a_path_or_a_byte(changed: FiledFile) -> None:
    assert filing_digest((changed, FILES[1])) != filing_digest(FILES)


def test_one_name_cannot_pass_for_two_files() -> None:
    joined = FiledFile(f"a\n{'cd' * 32}  b", 1, "ab" * 32)
    two = (FiledFile("a", 1, "ab" * 32), FiledFile("b", 1, "cd" * 32))

    assert filing_digest([joined]) != filing_digest(two)


def test_half_a_surrogate_pair_has_a_digest() -> None:
    assert len(filing_digest([FiledFile("a\ud800", 1, "ab" * 32)])) == 64


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_digest_is_what_the_usual_tools_say(tmp_path: Path) -> None:
    names = ("b 1.pdf", "a\\2.pdf", "材料.pdf", "a.pdf")
    for name in names:
        (tmp_path / name).write_text(name)

    said = subprocess.run(  # noqa: S602 - a fixed line of our own
        "sha256sum * | LC_ALL=C sort -k 2 | sha256sum",  # noqa: S607 - of the system
        shell=True, cwd=tmp_path, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip

    files = [
        FiledFile(name, 1, hashlib.sha256(name.encode()).hexdigest()) for name in names
    ]
    assert said.split()[0] == filing_digest(files)


@pytest.mark.parametrize(
    ("size_bytes", "words"),
    [
        (0, "0 B"),
        (1023, "1023 B"),
        (1024, "1.0 KB"),
        (1_048_575, "1.0 MB"),
        (20_971_520, "20.0 MB"),
        (5_368_709_120, "5.0 GB"),
    ],
)
def test_size_is_told_in_the_unit_that_fits(size_bytes: int, words: str) -> None:
    assert readable_size(size_bytes) == words


def test_receipt_lists_files_by_name_with_size_and_fingerprint() -> None:
    html = as_html(RECEIPT)

    assert html.index("01-机构.pdf") < html.index("07-备案.pdf")
    assert "1.5 KB" in html
    assert '<td class="print">abababababababab</td>' in html
    assert RECEIPT.digest in html
    assert re.search(r"2022-0[23]-\d\d \d\d:00（UTC[+-]\d\d:\d\d）", html)


def test_comment_keeps_its_lines() -> None:
    html = as_html(replace(RECEIPT, words="一\r\n二\n三"))

    assert "一\n二\n三</td>" in html


def test_receipt_without_files_says_so() -> None:
    html = as_html(replace(RECEIPT, files=(), credit_code=None, words=""))

    assert "共 0 个" in html
    assert "文件清单" not in html


def test_receipt_of_many_files_prints_with_embedded_fonts() -> None:
    many = tuple(FiledFile(f"{n:03d}-材料.pdf", n, "ab" * 32) for n in range(300))

    printed = Printed(as_pdf(as_html(replace(RECEIPT, files=many))))

    assert printed.page_count > 3
    assert "299-材料.pdf" in printed.words
    assert "材料已核对，申请审核" in printed.words
    assert RECEIPT.number in printed.words
    assert printed.fonts
    assert all(printed.fonts.values())


def test_result_is_one_page_that_names_grade_day_and_authority() -> None:
    printed = Printed(as_pdf(result_as_html(RESULT)))

    assert printed.page_count == 1
    for words in ("考核结果", "基本合格", "2022-04-01", "示例市住房和城乡建设局"):
        assert words in printed.words
    assert all(printed.fonts.values())


@pytest.mark.parametrize("text", HTML)
def test_hostile_words_stay_words(text: str) -> None:
    files = (FiledFile(text, 1, text),)
    receipt = replace(RECEIPT, company=text, credit_code=text, words=text, files=files)
    result = replace(
        RESULT, number=text, company=text, credit_code=text, authority=text
    )

    html = as_html(receipt) + result_as_html(result)

    assert "<script" not in html
    assert "<svg" not in html
    assert "<img" not in html
    assert "<a " not in html
