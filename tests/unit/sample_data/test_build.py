"""Files as written: the same bytes for the same seed, readable, as labelled."""

import io
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from ruamel.yaml import YAML

from sample_data import fonts
from sample_data.bench import make_digital, make_scans
from sample_data.build import as_yaml, main
from sample_data.cast import make_cast
from sample_data.draw.scanning import Handling, Medium
from sample_data.papers import organisation, records
from sample_data.papers.desk import Desk
from sample_data.paperwork import Draft, make

_PASSWORD = "secret"  # noqa: S105 - locks a made-up file


def _draft(medium: Medium, password: str = "") -> Draft:
    desk = Desk(make_cast(4), fonts.TEST, np.random.default_rng(4))
    sheets = organisation.appointments(desk)
    return Draft("01/a.pdf", sheets, medium, dpi=100, password=password)


@pytest.mark.parametrize("medium", ["digital", "scan", "bilevel"])
def test_the_same_draft_gives_the_same_bytes(medium: Medium) -> None:
    first = make(_draft(medium), fonts.TEST, 1)

    again = make(_draft(medium), fonts.TEST, 1)

    assert first.data == again.data
    assert first.labels == again.labels


def test_a_locked_file_needs_its_password_and_repeats_byte_by_byte() -> None:
    first = make(_draft("scan", password=_PASSWORD), fonts.TEST, 1)

    again = make(_draft("scan", password=_PASSWORD), fonts.TEST, 1)

    assert first.data == again.data
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(first.data))


def test_a_page_turned_back_is_displayed_upright() -> None:
    desk = Desk(make_cast(4), fonts.TEST, np.random.default_rng(4))
    draft = Draft("11.pdf", records.hazard_ledger(desk), dpi=100)

    made = make(draft.handled(1, Handling(turned_back=True)), fonts.TEST, 1)

    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        box = [float(edge) for edge in pdf.pages[0].MediaBox]
        assert int(pdf.pages[0].Rotate) == 90
        assert box[2] < box[3]
    assert made.labels[0]["turn_deg"] == 0


def test_a_picture_that_claims_to_be_a_pdf_is_a_jpeg() -> None:
    draft = _draft("scan")
    bare = Draft(draft.path, draft.sheets, dpi=100, bare_picture=True)

    made = make(bare, fonts.TEST, 1)

    assert made.data.startswith(b"\xff\xd8\xff")
    assert made.labels == []


def test_labels_survive_yaml_and_keep_chinese_readable() -> None:
    value = {"名称": "济南虚构建筑工程有限公司", "box": [0.1, 0.2]}

    text = as_yaml(value)

    assert "济南虚构" in text
    assert YAML(typ="safe").load(text) == value


@pytest.mark.parametrize("name", ["clean", "basically_qualified", "unqualified"])
def test_every_committed_file_has_labels(sample_dir: Path, name: str) -> None:
    folder = sample_dir / name / "dossier"

    labels = YAML(typ="safe").load(folder.parent / "labels.yaml")

    files = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "dossier.yaml"
    }
    assert set(labels["documents"]) == files


def test_bench_files_hold_the_pages_asked_for(tmp_path: Path) -> None:
    make_scans(tmp_path / "scans.pdf", 2, dpi=72)
    make_digital(tmp_path / "digital.pdf", 3)

    with pikepdf.open(tmp_path / "scans.pdf") as scans:
        assert len(scans.pages) == 2
    with pikepdf.open(tmp_path / "digital.pdf") as digital:
        assert len(digital.pages) == 3


@pytest.mark.slow
def test_the_committed_set_is_what_the_generator_writes(
    sample_dir: Path, tmp_path: Path
) -> None:
    status = main(["--out", str(tmp_path), "--set", "unqualified"])

    written = (tmp_path / "unqualified" / "labels.yaml").read_bytes()
    assert status == 0
    assert written == (sample_dir / "unqualified" / "labels.yaml").read_bytes()


@pytest.mark.slow
def test_random_dossiers_are_written_beside_each_other(tmp_path: Path) -> None:
    status = main(["--out", str(tmp_path), "--random", "1", "--seed", "77"])

    assert status == 0
    assert (tmp_path / "random-77" / "dossier" / "dossier.yaml").is_file()
