from pathlib import Path

import pytest

from checker.errors import InputError
from checker.tuning.labels import LabelledPage, read_labels


def test_set_of_single_pages_is_read(tmp_path: Path) -> None:
    (tmp_path / "labels.yaml").write_text(
        "documents:\n  a.pdf:\n  - {page: 1, blank: true}\n  - {page: 2}\n", "utf-8"
    )

    pages = read_labels(tmp_path)

    assert [(one.path, one.number) for one in pages] == [
        (tmp_path / "a.pdf", 1),
        (tmp_path / "a.pdf", 2),
    ]
    assert pages[0].truth["blank"] is True


def test_sets_of_dossiers_are_found_inside_a_folder(tmp_path: Path) -> None:
    inner = tmp_path / "clean"
    (inner / "dossier").mkdir(parents=True)
    (inner / "labels.yaml").write_text("documents: {a.pdf: [{page: 1}]}", "utf-8")

    (page,) = read_labels(tmp_path)

    assert page.path == inner / "dossier" / "a.pdf"


def test_folder_without_labels_says_how_to_make_some(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"sample_data\.world"):
        read_labels(tmp_path)


@pytest.mark.parametrize("text", ["", "documents: [", "other: 1", "3"])
def test_broken_labels_name_their_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "labels.yaml").write_text(text, "utf-8")

    with pytest.raises(InputError, match=r"labels\.yaml"):
        read_labels(tmp_path)


@pytest.mark.parametrize(
    ("truth", "asked"),
    [
        ({}, ["all", "turn"]),
        ({"harm": "defocus", "strength": 0.4, "legible": True}, ["all", "turn"]),
        ({"harm": "defocus", "strength": 1.0, "legible": None}, ["turn"]),
        ({"harm": "defocus", "strength": 2.0, "legible": False}, []),
        ({"harm": "glare", "strength": 0.3, "legible": True}, ["turn"]),
    ],
)
def test_harm_decides_what_may_be_asked_of_a_page(
    truth: dict[str, object], asked: list[str]
) -> None:
    page = LabelledPage(Path("a.pdf"), 1, truth)

    assert page.is_sound == ("all" in asked)
    assert page.is_readable == ("turn" in asked)
