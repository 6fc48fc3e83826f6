"""One suite for all runners: every task gets its outcome, whatever the file does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from checker import catalogue
from checker.engine.collect import Shelf
from checker.engine.examine import Examiner
from checker.engine.runners.pool import PoolRunner
from checker.engine.runners.serial import SerialRunner
from checker.engine.worker import WorkerSettings
from checker.intake.hashing import hash_file
from checker.model.dossier import Document
from checker.model.evidence import FileStatus
from checker.store.key import order_probes, probe_versions
from checker.store.sqlite import open_store
from tests.e2e.conftest import write_pdf

pytestmark = pytest.mark.slow


@pytest.fixture(params=["serial", "pool"])
def examiner(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Examiner]:
    settings = WorkerSettings(str(tmp_path / "evidence.db"), "none")
    runner = (
        SerialRunner(settings) if request.param == "serial" else PoolRunner(settings, 2)
    )
    store = open_store(tmp_path / "evidence.db")
    probes = order_probes(catalogue.probes())
    versions = probe_versions(probes, catalogue.readers()["none"]())
    yield Examiner(Shelf(store, probes, versions), runner)
    runner.close()
    store.close()


def _document(path: Path) -> Document:
    return Document(path.name, str(path), *hash_file(path))


def test_each_document_gets_its_evidence_in_order(
    examiner: Examiner, tmp_path: Path
) -> None:
    write_pdf(tmp_path / "a.pdf", pages=9)
    write_pdf(tmp_path / "b.pdf", pages=2)
    documents = [_document(tmp_path / name) for name in ("b.pdf", "a.pdf")]

    evidence = examiner.examine(documents, {})

    assert [one.document.path for one in evidence] == ["b.pdf", "a.pdf"]
    assert [len(one.pages) for one in evidence] == [2, 9]
    assert [page.page_no for page in evidence[1].pages] == list(range(1, 10))
    assert not any(one.failed for one in evidence)


def test_bad_file_does_not_stop_the_others(examiner: Examiner, tmp_path: Path) -> None:
    write_pdf(tmp_path / "good.pdf")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\nnothing follows")
    (tmp_path / "text.pdf").write_bytes("这不是 PDF".encode())
    documents = [
        _document(tmp_path / name) for name in ("bad.pdf", "text.pdf", "good.pdf")
    ]

    evidence = examiner.examine(documents, {})

    assert [one.status for one in evidence] == [
        FileStatus.DAMAGED,
        FileStatus.NOT_PDF,
        FileStatus.OK,
    ]


def test_second_look_opens_nothing(examiner: Examiner, tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", pages=3)
    documents = [_document(tmp_path / "a.pdf")]
    first = examiner.examine(documents, {})
    examiner.opened.clear()

    second = examiner.examine(documents, {})

    assert second == first
    assert not examiner.opened


def test_same_content_is_looked_at_once(examiner: Examiner, tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf")
    (tmp_path / "b.pdf").write_bytes((tmp_path / "a.pdf").read_bytes())
    documents = [_document(tmp_path / name) for name in ("a.pdf", "b.pdf")]

    evidence = examiner.examine(documents, {})

    assert len(examiner.opened) == 1
    assert [one.document.path for one in evidence] == ["a.pdf", "b.pdf"]


def test_hostile_files_end_in_an_answer(examiner: Examiner, corpus_dir: Path) -> None:
    names = ("ref_self.pdf", "bomb_content_1GB_flate1.pdf", "pages_kids_mutual.pdf")
    documents = [_document(corpus_dir / "hostile" / name) for name in names]

    evidence = examiner.examine(documents, {})

    assert all(one.status is not None for one in evidence)
