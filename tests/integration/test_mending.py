"""Documents mended behind the lock: the right bytes, or a clear refusal."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest

from checker import api
from checker.engine import zygote
from checker.engine.mend import plan_wished_of
from checker.errors import CheckerError, MendOrderError, MendRefusedError
from checker.intake.hashing import hash_file
from checker.model.mending import Cause, MendedPage, MendPlan, MendWishes, NewFile
from tests.pdfs import change_pdf, scanned, typed, uneven_picture, write_pdf

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True, scope="module")
def processes() -> Iterator[None]:
    yield
    api.stop_processes()


def turning(path: Path) -> MendPlan:
    return plan_wished_of(path, MendWishes(turns={1: 90}))


def test_a_plan_from_a_report_gives_the_new_file(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed("one"), typed("two"))
    document = {
        "sha256": hash_file(path)[0],
        "status": "ok",
        "page_count": 2,
        "signatures": [],
        "pages": [
            {"number": 1, "orientation": 90, "orientation_confidence": 0.99},
            {"number": 2, "blank": True, "content": "blank"},
        ],
    }

    (body,) = api.mend(path, api.plan_mending(document))

    with pdfium.PdfDocument(body) as new:
        assert len(new) == 1
        assert new[0].get_rotation() == 270


def test_a_large_file_comes_over_in_parts(tmp_path: Path) -> None:
    def fill(pdf: pikepdf.Pdf) -> None:
        noise = np.random.default_rng(1).bytes(30 << 20)
        pdf.Root.Extra = pdf.make_stream(noise)

    path = change_pdf(write_pdf(tmp_path / "a.pdf", typed()), fill)

    (body,) = api.mend(path, turning(path))

    assert len(body) > 3 * zygote.PART_BYTES
    with pdfium.PdfDocument(body) as new:
        assert new[0].get_rotation() == 90


def test_each_file_of_a_split_is_given(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", *(typed(word) for word in "abcd"))
    plan = plan_wished_of(path, MendWishes(split_after=(1, 3)))

    bodies = api.mend(path, plan)

    counts = []
    for body in bodies:
        with pdfium.PdfDocument(body) as new:
            counts.append(len(new))
    assert counts == [1, 2, 1]


def test_a_plan_with_nothing_to_do_gives_no_file(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())

    assert api.mend(path, plan_wished_of(path, MendWishes(order=(1,)))) == ()


def test_a_file_that_changed_since_is_refused(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())
    plan = turning(path)
    write_pdf(path, typed("other"))

    with pytest.raises(MendRefusedError, match="has changed") as caught:
        api.mend(path, plan)

    assert caught.value.cause == Cause.CHANGED


def test_a_refused_plan_is_not_carried_out(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed(), password="x")  # noqa: S106
    plan = turning(path)

    with pytest.raises(MendRefusedError, match="password"):
        api.mend(path, plan)


def test_a_forged_plan_does_not_get_past_the_gate(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed(), password="x")  # noqa: S106
    sha256 = hash_file(path)[0]

    with pytest.raises(MendRefusedError, match="password"):
        api.mend(path, MendPlan(sha256, 1, (NewFile((MendedPage(1, 90),)),)))
    with pytest.raises(MendOrderError, match="no page 2"):
        api.mend(path, MendPlan(sha256, 1, (NewFile((MendedPage(2),)),)))


def test_a_picture_of_any_size_is_only_carried_over(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", scanned(uneven_picture(3000, 4000)))

    (body,) = api.mend(path, turning(path))

    assert len(body) == pytest.approx(path.stat().st_size, rel=0.02)


def test_hostile_files_end_in_bytes_or_a_refusal(corpus_dir: Path) -> None:
    folder = corpus_dir / "hostile"
    files = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))

    ends = [_end(folder / name) for name in sorted(one["file"] for one in files)]

    assert all(one == "%PDF-" or " / " in one for one in ends)


def _end(path: Path) -> str:
    """Return how a new file begins, or the words of the refusal."""
    try:
        plan = turning(path)
        if plan.refusal is not None:
            return f"{plan.refusal.words.zh} / {plan.refusal.words.en}"
        (body,) = api.mend(path, plan)
        return body[:5].decode()
    except CheckerError as error:
        return str(error)
