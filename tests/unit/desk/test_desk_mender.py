"""「一键修复」 at the desk: what was planned is kept to be looked at, or refused."""

from pathlib import Path

import pytest

from checker.errors import CheckerError, InputError
from checker.model.mending import (
    Act,
    Cause,
    MendedPage,
    MendPlan,
    MendWishes,
    NewFile,
    PageNote,
    Refusal,
)
from checker.model.wording import Text
from reviewer_app import mending
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.mending import DeskMender
from tests.unit.desk.conftest import a_company
from tests.unit.desk.filing_makers import Filer

TURNED = PageNote(1, Act.TURNED, Text("转正 180°", "turned"))
KEPT = PageNote(2, Act.KEPT, Text("不变", "kept"))


def _plan(*files: NewFile, refusal: Refusal | None = None) -> MendPlan:
    return MendPlan(
        sha256="aa", page_count=2, files=files, notes=(TURNED, KEPT), refusal=refusal
    )


ONE_FILE = NewFile((MendedPage(1, 180), MendedPage(2)))


@pytest.fixture
def mender(filer: Filer, tmp_path: Path) -> DeskMender:
    return DeskMender(filer.actor, filer.desk, tmp_path)


def test_a_file_is_mended_and_kept_beside_the_drawer(
    filer: Filer, mender: DeskMender, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = filer.draft()
    file = filer.drawer(case_id)[0]
    made = (b"%PDF-1.4 mended",)
    monkeypatch.setattr(mending, "mend_certain", lambda _p, _h: (_plan(ONE_FILE), made))

    view = mender.certain(case_id, file.id)

    (new,) = view.files
    assert (view.file_id, view.page_count, new.pages) == (file.id, 2, (1, 2))
    assert [(note.page_no, note.act) for note in view.notes] == [(1, "turned")]
    assert new.file_id not in {one.id for one in filer.drawer(case_id)}


def test_a_wish_is_carried_out_on_the_file_itself(
    filer: Filer, mender: DeskMender, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = filer.draft()
    file = filer.drawer(case_id)[0]
    given: list[object] = []

    def mend(path: Path, wishes: MendWishes, home: Path) -> object:
        given.extend((path.read_bytes(), wishes, home))
        return _plan(), ()

    monkeypatch.setattr(mending, "mend_wished", mend)
    wishes = MendWishes(drop=(2,))

    view = mender.wished(case_id, file.id, wishes)

    assert given == [b"%PDF-1.4 first", wishes, mender.home]
    assert view.files == ()


def test_a_file_that_must_stay_as_it_is_says_why(
    filer: Filer, mender: DeskMender, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = filer.draft()
    file = filer.drawer(case_id)[0]
    refusal = Refusal(Cause.SIGNED, Text("文件带有电子签名", "it is signed"))
    plan = _plan(refusal=refusal)
    monkeypatch.setattr(mending, "mend_certain", lambda _p, _h: (plan, ()))

    with pytest.raises(RefusedError) as refused:
        mender.certain(case_id, file.id)

    assert refused.value.code == "mend"
    assert refused.value.reason.zh == "文件带有电子签名"


def test_a_fault_of_the_checker_is_told_in_its_words(
    filer: Filer, mender: DeskMender, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = filer.draft()
    file = filer.drawer(case_id)[0]

    def mend(_path: Path, _home: Path) -> object:
        raise InputError("页序不完整")

    monkeypatch.setattr(mending, "mend_certain", mend)

    with pytest.raises(RefusedError) as refused:
        mender.certain(case_id, file.id)

    assert issubclass(InputError, CheckerError)
    assert "页序不完整" in refused.value.reason.zh


def test_somebody_elses_file_is_as_if_it_were_missing(
    filer: Filer, tmp_path: Path
) -> None:
    case_id = filer.draft()
    file = filer.drawer(case_id)[0]
    other = a_company(filer.desk, "济南虚构建筑工程有限公司", "91370100MA3C00002F")
    mender = DeskMender(other, filer.desk, tmp_path)

    with pytest.raises(RefusedError) as refused:
        mender.certain(case_id, file.id)

    assert refused.value.code == "not_found"
