"""Files of an assessment: uploads begin and end, files are moved, replaced, removed."""

from typing import Any

import pytest

from reviewer_app.db import filing as kept
from reviewer_app.db.filing import KeptFile
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.files import LARGEST_BYTES
from reviewer_app.services import drawer
from reviewer_app.services.drawer import (
    Arrived,
    BeginUpload,
    MoveFile,
    RemoveFile,
    begin_upload,
    finish_upload,
    move_file,
    open_upload,
    remove_file,
)
from reviewer_app.services.staff import RemovePerson, remove_person
from tests.unit.desk.conftest import World, a_company
from tests.unit.desk.filing_makers import Filer, returned

CONTENT = b"%PDF-1.4 content"


@pytest.fixture
def stranger(world: World) -> Filer:
    actor = a_company(world.desk, "别家建设有限公司", "91370100MA3C00002L")
    return Filer(world.desk, actor)


def _beginning(case_id: int, **changes: Any) -> BeginUpload:  # noqa: ANN401 - fields of the command
    given: dict[str, Any] = {
        "case_id": case_id,
        "upload_id": "upload",
        "name": "机构.pdf",
        "size_bytes": len(CONTENT),
        "item": "01",
    }
    return BeginUpload(**{**given, **changes})


def _begin(filer: Filer, command: BeginUpload) -> kept.Upload:
    return begin_upload(command, filer.actor, filer.desk)


def _finish(filer: Filer, suggested: str | None = None) -> int:
    file = Arrived(*filer.desk.files.put(iter([CONTENT])), suggested)
    return finish_upload("upload", file, filer.actor, desk=filer.desk)


def _paths(filer: Filer, case_id: int) -> list[str]:
    return [one.path for one in filer.drawer(case_id)]


def _one(filer: Filer, case_id: int) -> KeptFile:
    (file,) = filer.drawer(case_id)
    return file


def _move(filer: Filer, case_id: int, file_id: int, **where: Any) -> None:  # noqa: ANN401 - fields of the command
    command = MoveFile(case_id=case_id, file_id=file_id, **where)
    move_file(command, filer.actor, filer.desk)


def _remove(filer: Filer, case_id: int, file_id: int) -> None:
    command = RemoveFile(case_id=case_id, file_id=file_id)
    remove_file(command, filer.actor, filer.desk)


def test_a_file_that_has_arrived_lies_in_the_drawer(filer: Filer) -> None:
    case_id = filer.begin()

    file_id = filer.upload(case_id, content=CONTENT)

    file = _one(filer, case_id)
    assert (file.id, file.item, file.path) == (file_id, "01", "01-机构.pdf")
    assert filer.desk.files.path(file.sha256).read_bytes() == CONTENT


def test_a_file_that_has_arrived_is_checked_at_once(world: World, filer: Filer) -> None:
    case_id = filer.begin()

    filer.upload(case_id)

    assert world.jobs.drafts == [(case_id, 1)]


def test_an_upload_that_is_begun_again_goes_on(filer: Filer) -> None:
    case_id = filer.begin()
    first = _begin(filer, _beginning(case_id))

    again = _begin(filer, _beginning(case_id, name="改名.pdf"))

    assert again == first
    assert open_upload("upload", filer.actor, filer.desk) == first


def test_an_upload_that_is_finished_twice_is_one_file(filer: Filer) -> None:
    case_id = filer.begin()
    _begin(filer, _beginning(case_id))
    first = _finish(filer)

    assert _finish(filer) == first
    assert _paths(filer, case_id) == ["01-机构.pdf"]


def test_an_upload_that_broke_off_is_not_in_the_drawer(filer: Filer) -> None:
    case_id = filer.begin()
    _begin(filer, _beginning(case_id, size_bytes=len(CONTENT) + 1))

    with pytest.raises(RefusedError, match="cut") as refused:
        _finish(filer)

    assert "没有完整收到" in refused.value.reason.zh
    assert filer.drawer(case_id) == ()


def test_an_upload_whose_file_was_taken_out_is_not_used_again(filer: Filer) -> None:
    case_id = filer.begin()
    _begin(filer, _beginning(case_id))
    _remove(filer, case_id, _finish(filer))

    with pytest.raises(RefusedError, match="used"):
        _begin(filer, _beginning(case_id))


@pytest.mark.parametrize("size_bytes", [0, -1, LARGEST_BYTES + 1])
def test_an_empty_or_enormous_file_is_refused_before_it_comes(
    filer: Filer, size_bytes: int
) -> None:
    case_id = filer.begin()

    with pytest.raises(RefusedError, match="too_large"):
        _begin(filer, _beginning(case_id, size_bytes=size_bytes))


@pytest.mark.parametrize(
    "changes",
    [
        {"item": "21"},
        {"item": None, "staff_id": 4711},
        {"replaces_id": 4711},
        {"upload_id": ""},
    ],
    ids=["item", "person", "file", "upload"],
)
def test_a_place_that_is_not_there_takes_no_file(
    filer: Filer, changes: dict[str, object]
) -> None:
    case_id = filer.begin()

    with pytest.raises(RefusedError, match="not_found"):
        _begin(filer, _beginning(case_id, **changes))


def test_item_20_is_not_taken_before_a_return(filer: Filer) -> None:
    case_id = filer.begin()

    with pytest.raises(RefusedError, match="condition") as refused:
        filer.upload(case_id, "整改.pdf", "20")

    assert "退回整改后才需要上传" in refused.value.reason.zh


def test_item_20_is_taken_after_a_return(world: World, filer: Filer) -> None:
    case_id = returned(world, filer)

    filer.upload(case_id, "整改.pdf", "20")

    assert "20-整改.pdf" in _paths(filer, case_id)


def test_no_file_is_moved_to_item_20_before_a_return(filer: Filer) -> None:
    case_id = filer.begin()
    file_id = filer.upload(case_id)

    with pytest.raises(RefusedError, match="condition"):
        _move(filer, case_id, file_id, item="20")


def test_a_name_alone_sorts_no_file_into_item_20_before_a_return(
    filer: Filer,
) -> None:
    case_id = filer.begin()
    command = _beginning(case_id, name="20-整改.pdf", item=None)

    filer.send(command, CONTENT, "20")

    assert _one(filer, case_id).item is None


def test_a_file_of_no_item_is_sorted_by_its_name(filer: Filer) -> None:
    case_id = filer.begin()

    filer.send(_beginning(case_id, item=None), CONTENT, "07")

    assert _one(filer, case_id).item == "07"


def test_a_file_whose_name_says_nothing_waits_to_be_sorted(filer: Filer) -> None:
    case_id = filer.begin()

    filer.send(_beginning(case_id, item=None), CONTENT)

    file = _one(filer, case_id)
    assert (file.item, file.path) == (None, "机构.pdf")


def test_a_certificate_lies_with_its_person(filer: Filer) -> None:
    case_id = filer.begin()
    person_id = filer.add_person(case_id)

    filer.upload_for(case_id, person_id)

    file = _one(filer, case_id)
    assert (file.staff_id, file.path) == (person_id, "personnel/A证.pdf")


def test_a_certificate_of_somebody_taken_out_meanwhile_waits_to_be_sorted(
    filer: Filer,
) -> None:
    case_id = filer.begin()
    person_id = filer.add_person(case_id)
    _begin(filer, _beginning(case_id, item=None, staff_id=person_id))
    gone = RemovePerson(case_id=case_id, person_id=person_id)
    remove_person(gone, filer.actor, filer.desk)

    _finish(filer)

    file = _one(filer, case_id)
    assert (file.staff_id, file.path) == (None, "机构.pdf")


def test_two_files_of_one_name_stand_beside_each_other(filer: Filer) -> None:
    case_id = filer.begin()
    filer.upload(case_id)

    filer.upload(case_id, content=b"%PDF-1.4 second")

    assert _paths(filer, case_id) == ["01-机构.pdf", "01-机构（2）.pdf"]


def test_a_replacement_takes_the_place_of_a_file(filer: Filer) -> None:
    case_id = filer.begin()
    old = filer.upload(case_id)
    filer.upload(case_id, "制度.pdf")

    new = filer.upload(case_id, content=CONTENT, replaces_id=old)

    first, second = filer.drawer(case_id)
    assert (first.id, first.path, first.replaces_id) == (new, "01-机构.pdf", old)
    assert second.path == "01-制度.pdf"


def test_a_replaced_file_stays_on_record(filer: Filer) -> None:
    case_id = filer.begin()
    old = filer.upload(case_id)

    filer.upload(case_id, content=CONTENT, replaces_id=old)

    with filer.desk.database.reading() as tx:
        assert kept.find_file(tx, case_id, old).path == "01-机构.pdf"


def test_a_file_that_is_gone_is_not_replaced(filer: Filer) -> None:
    case_id = filer.begin()
    old = filer.upload(case_id)
    _remove(filer, case_id, old)

    with pytest.raises(RefusedError, match="not_found"):
        filer.upload(case_id, replaces_id=old)


def test_a_drawer_has_an_end(filer: Filer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawer, "MOST_FILES", 1)
    case_id = filer.begin()
    filer.upload(case_id)

    with pytest.raises(RefusedError, match="condition") as refused:
        filer.upload(case_id)

    assert refused.value.reason.zh == "文件超过 1 个"


def test_a_submitted_record_takes_no_file(filer: Filer) -> None:
    case_id = filer.submitted()

    with pytest.raises(RefusedError, match="wrong_state") as refused:
        _begin(filer, _beginning(case_id))

    assert "待审核" in refused.value.reason.zh


def test_an_upload_that_outlasts_its_draft_is_not_taken(filer: Filer) -> None:
    case_id = filer.draft()
    _begin(filer, _beginning(case_id))
    filer.submit(case_id)

    with pytest.raises(RefusedError, match="wrong_state"):
        _finish(filer)

    assert _paths(filer, case_id) == ["01-机构.pdf", "07-备案.pdf"]


def test_a_stranger_begins_no_upload(filer: Filer, stranger: Filer) -> None:
    case_id = filer.begin()

    with pytest.raises(RefusedError, match="not_found"):
        _begin(stranger, _beginning(case_id))


def test_a_strangers_upload_is_not_there(filer: Filer, stranger: Filer) -> None:
    _begin(filer, _beginning(filer.begin()))

    with pytest.raises(RefusedError, match="not_found"):
        _begin(stranger, _beginning(stranger.begin()))
    with pytest.raises(RefusedError, match="not_found"):
        open_upload("upload", stranger.actor, stranger.desk)
    with pytest.raises(RefusedError, match="not_found"):
        _finish(stranger)


def test_an_upload_that_nobody_began_is_not_there(filer: Filer) -> None:
    with pytest.raises(RefusedError, match="not_found"):
        open_upload("upload", filer.actor, filer.desk)
    with pytest.raises(RefusedError, match="not_found"):
        _finish(filer)


def test_a_file_is_moved_to_another_item(world: World, filer: Filer) -> None:
    case_id = filer.begin()
    file_id = filer.upload(case_id)

    _move(filer, case_id, file_id, item="07")

    file = _one(filer, case_id)
    assert (file.id, file.item, file.path) == (file_id, "07", "07-机构.pdf")
    assert world.jobs.drafts[-1] == (case_id, 2)


def test_a_certificate_that_is_moved_to_an_item_leaves_its_person(
    filer: Filer,
) -> None:
    case_id = filer.begin()
    file_id = filer.upload_for(case_id, filer.add_person(case_id))

    _move(filer, case_id, file_id, item="07")

    assert _one(filer, case_id).staff_id is None


def test_files_of_an_item_are_put_in_order(filer: Filer) -> None:
    case_id = filer.begin()
    first = filer.upload(case_id)
    filer.upload(case_id, "制度.pdf")

    _move(filer, case_id, first, position=5)

    assert _paths(filer, case_id) == ["01-制度.pdf", "01-机构.pdf"]


def test_a_file_moved_to_its_own_item_keeps_its_path(filer: Filer) -> None:
    case_id = filer.begin()
    file_id = filer.upload(case_id)

    _move(filer, case_id, file_id, item="01")

    assert _paths(filer, case_id) == ["01-机构.pdf"]


def test_a_file_is_not_moved_to_an_item_that_no_checklist_has(filer: Filer) -> None:
    case_id = filer.begin()
    file_id = filer.upload(case_id)

    with pytest.raises(RefusedError, match="not_found"):
        _move(filer, case_id, file_id, item="21")


def test_moving_twice_by_a_double_click_is_once(filer: Filer) -> None:
    case_id = filer.begin()
    file_id = filer.upload(case_id)

    _move(filer, case_id, file_id, item="07", command_id="once")
    _move(filer, case_id, file_id, item="07", command_id="once")

    assert filer.case(case_id).revision == 2


def test_a_file_goes_and_stays_on_record(world: World, filer: Filer) -> None:
    case_id = filer.begin()
    file_id = filer.upload(case_id)

    _remove(filer, case_id, file_id)

    assert filer.drawer(case_id) == ()
    assert world.jobs.drafts[-1] == (case_id, 2)
    with filer.desk.database.reading() as tx:
        assert kept.find_file(tx, case_id, file_id).id == file_id


def test_of_two_files_the_one_that_was_meant_goes(filer: Filer) -> None:
    case_id = filer.begin()
    filer.upload(case_id)
    second = filer.upload(case_id, "制度.pdf")

    _remove(filer, case_id, second)

    assert _paths(filer, case_id) == ["01-机构.pdf"]


def test_removing_twice_by_a_double_click_is_once(filer: Filer) -> None:
    case_id = filer.begin()
    file_id = filer.upload(case_id)
    command = RemoveFile(case_id=case_id, file_id=file_id, command_id="once")
    remove_file(command, filer.actor, filer.desk)

    remove_file(command, filer.actor, filer.desk)

    assert filer.case(case_id).revision == 2


def test_a_file_that_is_gone_is_not_removed_again(filer: Filer) -> None:
    case_id = filer.begin()
    file_id = filer.upload(case_id)
    _remove(filer, case_id, file_id)

    with pytest.raises(RefusedError, match="not_found"):
        _remove(filer, case_id, file_id)


def test_a_file_of_a_submitted_record_stays_where_it_is(filer: Filer) -> None:
    case_id = filer.submitted()
    file_id = filer.drawer(case_id)[0].id

    with pytest.raises(RefusedError, match="wrong_state"):
        _remove(filer, case_id, file_id)
    with pytest.raises(RefusedError, match="wrong_state"):
        _move(filer, case_id, file_id, item="07")

    assert _paths(filer, case_id) == ["01-机构.pdf", "07-备案.pdf"]


def test_a_file_that_was_never_there_is_not_found(filer: Filer) -> None:
    case_id = filer.begin()

    with filer.desk.database.reading() as tx, pytest.raises(RefusedError):
        kept.find_file(tx, case_id, 4711)
