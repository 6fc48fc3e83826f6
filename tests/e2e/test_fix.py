"""``checker fix`` as a user runs it: the certain, the wished for, the refused."""

import io
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from checker.model.page import Pixels
from tests import blanks, damage
from tests.e2e.conftest import Checker
from tests.makers import draw_page, turned
from tests.pdfs import Draw, change_pdf, scanned, typed, write_pdf

pytestmark = pytest.mark.slow


def letter(seed: int) -> Pixels:
    return draw_page("letter", font="noto-serif", seed=seed, dpi=150)


def scan(raster: Pixels) -> Draw:
    return scanned(Image.fromarray(raster))


def texts(path: Path) -> list[str]:
    with pdfium.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded().strip() for page in document]


def picture_of(page: pikepdf.Page) -> bytes:
    (picture,) = page.resources.XObject.as_dict().values()
    return picture.read_raw_bytes()


@pytest.fixture
def crooked(tmp_path: Path) -> Path:
    """A good page, one upside down, one leaning, a blank one and a faint one."""
    return write_pdf(
        tmp_path / "03-报表.pdf",
        scan(letter(1)),
        scan(turned(letter(2), 180)),
        scan(damage.skewed(letter(3), 4.0)),
        scan(blanks.draw_sheet("nothing", font="noto-serif", seed=4, dpi=150)),
        scan(damage.faded(letter(5), 0.05)),
    )


@pytest.fixture
def three(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "a.pdf", typed("one"), typed("two"), typed("three"))


def test_what_is_certain_is_mended_and_measures_right(
    checker: Checker, crooked: Path
) -> None:
    before = crooked.read_bytes()

    run = checker("fix", crooked)

    new = crooked.with_name("03-报表-修正.pdf")
    assert run.status == 0
    assert "第 2 页：转 180°" in run.out
    assert "page 3: straightened" in run.out
    assert "page 4: blank, dropped" in run.out
    assert str(new) in run.out
    assert crooked.read_bytes() == before
    seen = checker("inspect", new, "--format", "jsonl", "--no-ocr")
    assert seen.status == 0
    pages = seen.report["pages"]
    assert len(pages) == 4
    assert [one["orientation"] for one in pages[:3]] == [0, 0, 0]
    assert all(abs(one["skew_deg"]) < 0.3 for one in pages[:3])
    assert checker("fix", new).out.count("修正-修正") == 0


def test_pictures_are_carried_over_as_they_are(checker: Checker, crooked: Path) -> None:
    checker("fix", crooked)

    with (
        pikepdf.open(crooked) as old,
        pikepdf.open(crooked.with_name("03-报表-修正.pdf")) as new,
    ):
        pictures = [[picture_of(page) for page in pdf.pages] for pdf in (old, new)]
    assert pictures[1] == [pictures[0][place] for place in (0, 1, 2, 4)]


def test_a_dry_run_writes_nothing(checker: Checker, crooked: Path) -> None:
    run = checker("fix", crooked, "--dry-run")

    assert run.status == 0
    assert "第 2 页" in run.out
    assert "a dry run" in run.out
    assert list(crooked.parent.glob("*.pdf")) == [crooked]


def test_a_good_file_needs_no_new_one(checker: Checker, three: Path) -> None:
    run = checker("fix", three)

    assert run.status == 0
    assert "nothing to mend" in run.out
    assert list(three.parent.glob("*.pdf")) == [three]


def test_wishes_are_carried_out(checker: Checker, three: Path, tmp_path: Path) -> None:
    run = checker(
        *("fix", three, "-o", tmp_path / "out", "--order", "3,1", "--drop", "2"),
        *("--turn", "1:90", "--split-after", "3"),
    )

    first, second = (tmp_path / "out" / f"a-修正-{number}.pdf" for number in (1, 2))
    assert run.status == 0
    assert texts(first) == ["three"]
    assert texts(second) == ["one"]
    with pikepdf.open(second) as pdf:
        assert int(pdf.pages[0].obj.Rotate) == 90


def test_an_output_that_is_there_is_kept_unless_forced(
    checker: Checker, three: Path
) -> None:
    there = three.with_name("a-修正.pdf")
    there.write_bytes(b"mine")

    kept = checker("fix", three, "--turn", "1:90")

    assert kept.status == 1
    assert "--force" in kept.err
    assert there.read_bytes() == b"mine"
    assert checker("fix", three, "--turn", "1:90", "--force").status == 0
    assert texts(there) == ["one", "two", "three"]


def sign(pdf: pikepdf.Pdf) -> None:
    value = Dictionary(Type=Name.Sig, ByteRange=[0, 1, 2, 3])
    field = Dictionary(FT=Name.Sig, V=pdf.make_indirect(value))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


def test_bad_files_are_refused_with_reasons_and_the_rest_is_mended(
    checker: Checker, crooked: Path, tmp_path: Path
) -> None:
    signed = change_pdf(write_pdf(tmp_path / "signed.pdf", typed()), sign)
    locked = write_pdf(tmp_path / "locked.pdf", typed(), password="x")  # noqa: S106
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    photo = tmp_path / "photo.pdf"
    coded = io.BytesIO()
    Image.new("RGB", (9, 9)).save(coded, "JPEG")
    photo.write_bytes(coded.getvalue())

    run = checker("fix", signed, locked, broken, photo, crooked)

    assert run.status == 1
    assert run.out.count("没有修正 / not mended") == 4
    for words in ("digitally signed", "needs a password", "damaged", "not a PDF"):
        assert words in run.out
    assert [one.name for one in tmp_path.glob("*-修正.pdf")] == ["03-报表-修正.pdf"]


def test_a_protected_file_is_refused_also_when_asked(
    checker: Checker, three: Path
) -> None:
    with pikepdf.open(three, allow_overwriting_input=True) as pdf:
        pdf.save(three, encryption=pikepdf.Encryption(owner="secret", R=6))

    run = checker("fix", three, "--turn", "1:90")

    assert run.status == 1
    assert "owner password" in run.err
    assert list(three.parent.glob("*.pdf")) == [three]


def test_a_file_of_blank_pages_is_left_as_it_is(
    checker: Checker, tmp_path: Path
) -> None:
    path = write_pdf(tmp_path / "a.pdf", lambda _: None, lambda _: None)

    run = checker("fix", path)

    assert run.status == 0
    assert "每一页都是空白" in run.out
    assert list(tmp_path.glob("*.pdf")) == [path]


@pytest.mark.parametrize(
    "options",
    [
        ("--turn", "4:90"),
        ("--turn", "1:45"),
        ("--turn", "sideways"),
        ("--order", "1,2"),
        ("--order", ","),
        ("--drop", "1,2,3"),
        ("--split-after", "3"),
        ("--no-such-option",),
    ],
    ids=" ".join,
)
def test_a_wish_that_cannot_be_carried_out_exits_with_2(
    checker: Checker, three: Path, options: tuple[str, ...]
) -> None:
    run = checker("fix", three, *options)

    assert run.status == 2
    assert run.err
    assert "Traceback" not in run.err
    assert list(three.parent.glob("*.pdf")) == [three]


def test_files_that_are_not_there_and_folders_exit_with_2(
    checker: Checker, three: Path, tmp_path: Path
) -> None:
    assert checker("fix", tmp_path / "nowhere.pdf").status == 2
    assert checker("fix", tmp_path).status == 2
    assert checker("fix", three, three, "--turn", "1:90").status == 2
    assert checker("fix").status == 2
