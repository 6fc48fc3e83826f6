"""What comes in: zips and folders, looked into and imported, or refused with why."""

import io
import zipfile
from pathlib import Path

import pytest

from reviewer_app.db.cases import NewFile
from reviewer_app.db.filing import read_drawer, read_fields, read_staff
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.intake import FOLDER, DeskIntake, note_upload
from reviewer_app.queries.dossier import read_dossier
from reviewer_app.queries.rounds import round_to_check
from tests.unit.desk.conftest import World, a_pdf

YAML = """\
company: 济南示例建设有限公司
credit_code: 91990100MA0920591W
year: 2021
submitted_on: 2022-03-01
qualification: {category: general_contracting, grade: '2'}
personnel:
- {table: safety_officer, name: 张三, certificate_number: 鲁建安C1(2020)0000001,
   valid_until: 2023-01-01, files: [personnel/张三.pdf]}
not_applicable: {'19': 没有起重机械}
"""


def _upload(world: World, members: dict[str, bytes]) -> str:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return note_upload(world.keep(archive.getvalue()), world.reviewer, world.desk)


def _dossier() -> dict[str, bytes]:
    return {
        "dossier.yaml": YAML.encode(),
        "01-机构.pdf": a_pdf("机构"),
        "personnel/张三.pdf": a_pdf("张三"),
    }


def test_a_zip_is_looked_into_and_imported(world: World) -> None:
    intake = DeskIntake(world.reviewer, world.desk)

    plan = intake.look_into(_upload(world, _dossier()))
    case_id = intake.bring_in(plan)

    assert plan.company == "济南示例建设有限公司"
    assert plan.round_no == 1
    assert plan.refused is None
    view = read_dossier(case_id, world.reviewer, world.desk.database)
    assert [one.item for one in view.files] == ["01", None]
    told = round_to_check(case_id, 1, world.desk.database).dossier_yaml
    assert "鲁建安C1(2020)0000001" in told
    assert "没有起重机械" in told
    assert "2022-03-01" in told


def test_a_case_that_is_there_already_is_said_before(world: World) -> None:
    intake = DeskIntake(world.reviewer, world.desk)
    source = _upload(world, _dossier())
    intake.bring_in(intake.look_into(source))

    again = intake.look_into(source)

    assert again.refused is not None


def test_members_that_lead_outside_stay_outside(world: World) -> None:
    intake = DeskIntake(world.reviewer, world.desk)
    source = _upload(world, {**_dossier(), "../../evil.pdf": a_pdf("x")})

    plan = intake.look_into(source)

    assert "../../evil.pdf" not in {one.path for one in plan.files}


@pytest.mark.parametrize(
    "content", [b"no zip at all", b""], ids=["not a zip", "nothing"]
)
def test_what_is_no_dossier_is_refused(world: World, content: bytes) -> None:
    intake = DeskIntake(world.reviewer, world.desk)

    with pytest.raises(RefusedError, match="unreadable"):
        intake.look_into(note_upload(world.keep(content), world.reviewer, world.desk))


def test_of_an_empty_zip_is_said_that_it_holds_nothing(world: World) -> None:
    intake = DeskIntake(world.reviewer, world.desk)

    plan = intake.look_into(_upload(world, {}))

    assert plan.files == ()
    assert plan.refused is not None


@pytest.mark.parametrize(
    "name", ["../elsewhere", "/etc", "absent"], ids=["up", "root", "absent"]
)
def test_only_folders_of_the_import_root_are_taken(
    world: World, tmp_path: Path, name: str
) -> None:
    root = tmp_path / "imports"
    root.mkdir()
    intake = DeskIntake(world.reviewer, world.desk, root)

    with pytest.raises(RefusedError, match="unreadable"):
        intake.look_into(f"folder:{name}")


def test_a_folder_is_imported(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "imports" / "2021" / "甲"
    folder.mkdir(parents=True)
    (folder / "dossier.yaml").write_text(YAML, "utf-8")
    (folder / "01-机构.pdf").write_bytes(a_pdf("机构"))
    intake = DeskIntake(world.reviewer, world.desk, tmp_path / "imports")

    case_id = intake.bring_in(intake.look_into("folder:2021/甲"))

    assert read_dossier(case_id, world.reviewer, world.desk.database).files


@pytest.mark.parametrize(
    "source", ["upload:/etc/passwd", "upload:../../x", "upload:" + "0" * 64]
)
def test_only_what_one_has_sent_can_be_looked_into(world: World, source: str) -> None:
    intake = DeskIntake(world.reviewer, world.desk)

    with pytest.raises(RefusedError, match="unreadable"):
        intake.look_into(source)


def test_an_upload_is_its_senders_alone(world: World) -> None:
    source = _upload(world, _dossier())
    intake = DeskIntake(world.other, world.desk)

    with pytest.raises(RefusedError, match="unreadable"):
        intake.look_into(source)


def test_an_auditor_brings_nothing_in(world: World) -> None:
    intake = DeskIntake(world.auditor, world.desk)

    with pytest.raises(RefusedError, match="not_permitted"):
        intake.look_into("upload:0")


def test_files_that_never_arrived_are_refused(world: World) -> None:
    with pytest.raises(RefusedError, match="not_kept"):
        world.bring_in(files=(NewFile("01.pdf", "0" * 64, 1, "01"),))


def test_people_and_fields_of_a_dossier_come_into_its_companys_form(
    world: World, tmp_path: Path
) -> None:
    place = tmp_path / "案卷"
    (place / "personnel").mkdir(parents=True)
    (place / "personnel" / "甲.pdf").write_bytes(a_pdf("证书"))
    (place / "dossier.yaml").write_text(
        "company: 济南示例建设有限公司\nyear: 2021\n"
        "qualification: {category: labour, grade: none}\n"
        "not_applicable: {'19': 没有起重机械}\n"
        "personnel:\n- {table: safety_officer, name: 甲, id_number: '1',"
        " certificate_number: C1, valid_until: 2030-01-01,"
        " files: [personnel/甲.pdf]}\n",
        "utf-8",
    )
    intake = DeskIntake(world.reviewer, world.desk, tmp_path)

    case_id = intake.bring_in(intake.look_into(f"{FOLDER}案卷"))

    with world.desk.database.reading() as tx:
        (person,) = read_staff(tx, case_id)
        (file,) = read_drawer(tx, case_id)
        values = read_fields(tx, case_id)
    assert (person.table, person.told.name) == ("safety_officer", "甲")
    assert person.told.valid_until == "2030-01-01"
    assert file.staff_id == person.id
    assert values == {
        "qualification_category": "labour",
        "qualification_grade": "none",
        "not_applicable.19": "没有起重机械",
    }
