"""dossier.yaml: what it says, and a note for each thing that is wrong with it."""

import datetime as dt
from pathlib import Path

import pytest

from checker.intake._dossier_file import DossierFile, read_dossier_file
from checker.intake.scan import NoteCode
from checker.model.dossier import Person, PersonTable, Qualification, Submission

GOOD = """
id: D-7
company: 济南虚构建筑有限公司
credit_code: 91370100MA3ABCDE1X
year: 2021
submission: rectification
submitted_on: 2022-03-31
qualification: {category: general_contracting, grade: 2}
personnel:
  - table: safety_officer
    name: 张三
    id_number: 370102198001011234
    certificate_number: 鲁建安C(2020)0100001
    valid_until: 2023-05-01
    files: personnel/张三.pdf
  - {table: project_head, name: 李四, files: [a.pdf, b.pdf]}
not_applicable:
  18: 本年度没有起重机械
"""


def read(tmp_path: Path, text: str | bytes) -> DossierFile:
    path = tmp_path / "dossier.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_dossier_file(path)


def codes(found: DossierFile) -> list[str]:
    return [note.code for note in found.notes]


def test_all_fields_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD)

    assert found == DossierFile(
        id="D-7",
        company="济南虚构建筑有限公司",
        credit_code="91370100MA3ABCDE1X",
        year=2021,
        submission=Submission.RECTIFICATION,
        submitted_on=dt.date(2022, 3, 31),
        qualification=Qualification("general_contracting", "2"),
        personnel=(
            Person(
                row=1,
                table=PersonTable.SAFETY_OFFICER,
                name="张三",
                id_number="370102198001011234",
                certificate_number="鲁建安C(2020)0100001",
                valid_until=dt.date(2023, 5, 1),
                files=("personnel/张三.pdf",),
            ),
            Person(2, PersonTable.PROJECT_HEAD, "李四", files=("a.pdf", "b.pdf")),
        ),
        not_applicable=(("18", "本年度没有起重机械"),),
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_what_a_chinese_windows_writes_is_read(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, GOOD.encode(encoding)) == read(tmp_path, GOOD)


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "") == DossierFile()


def test_people_absent_and_people_none_differ(tmp_path: Path) -> None:
    assert read(tmp_path, "company: x").personnel is None
    assert read(tmp_path, "personnel:").personnel == ()


@pytest.mark.parametrize(
    "text",
    [
        "company: [unclosed",
        "a: 1\na: 2",
        "- a list",
        "just words",
        "x: \0",
        "!!python/object/apply:os.getcwd []",
        "[" * 1000,
        "#" * 300_001,
    ],
)
def test_what_is_no_dossier_file_is_one_note(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, text)

    assert codes(found) == [NoteCode.DOSSIER_FILE_BROKEN]
    assert found.company == ""


def test_a_fault_of_syntax_names_its_line(tmp_path: Path) -> None:
    found = read(tmp_path, "company: 甲\nyear: [2021\nsubmission: first\n")

    assert "第 3 行" in found.notes[0].message.zh
    assert "line 3" in found.notes[0].message.en


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("company: [a]", "company"),
        ("credit_code: true", "credit_code"),
        ("year: 二〇二一", "year"),
        ("year: 21", "year"),
        ("year: true", "year"),
        ("year: 2021-13-45", "year"),
        ("year: 0x" + "f" * 5000, "year"),
        ("submitted_on: 2022-02-30", "submitted_on"),
        ("submission: second", "submission"),
        ("submission: [first]", "submission"),
        ("submitted_on: 三月", "submitted_on"),
        ("qualification: special", "qualification"),
        ("qualification: {category: x, grade: 1}", "qualification.category"),
        ("qualification: {category: labour, grade: 9}", "qualification.grade"),
        ("personnel: 张三", "personnel"),
        ("personnel: [张三]", "personnel[1]"),
        ("personnel: [{table: boss, name: a}]", "personnel[1].table"),
        ("personnel: [{table: project_head}]", "personnel[1].name"),
        (
            "personnel: [{table: project_head, name: a, files: {a: b}}]",
            "personnel[1].files",
        ),
        (
            "personnel: [{table: project_head, name: a, valid_until: 长期}]",
            "personnel[1].valid_until",
        ),
        ("not_applicable: 18", "not_applicable"),
    ],
)
def test_a_wrong_field_is_a_note_that_names_it(
    tmp_path: Path, text: str, field: str
) -> None:
    found = read(tmp_path, text)

    assert codes(found) == [NoteCode.WRONG_FIELD]
    assert f" {field} " in found.notes[0].message.zh
    assert f" {field} " in found.notes[0].message.en


def test_unknown_fields_are_noted_with_the_known_ones(tmp_path: Path) -> None:
    found = read(tmp_path, "compnay: 甲\npersonnel: [{table: project_head, nmae: a}]")

    assert codes(found)[:2] == [NoteCode.UNKNOWN_FIELD, NoteCode.UNKNOWN_FIELD]
    assert "compnay" in found.notes[0].message.zh
    assert "certificate_number" in found.notes[1].message.en


@pytest.mark.parametrize(
    "text",
    [
        "not_applicable: {18: 无}",
        "not_applicable: [{18: 无}]",
        "not_applicable: [{item: 18, reason: 无}]",
        "not_applicable: [{item: 18, reason: 无, by: 甲}]",
        "not_applicable: [{id: '18', reason: 无}]",
    ],
)
def test_items_left_out_may_be_written_in_several_ways(
    tmp_path: Path, text: str
) -> None:
    assert read(tmp_path, text).not_applicable == (("18", "无"),)


@pytest.mark.parametrize("entry", ["18", "{18: }", "{item: 18}", "{id: '18'}"])
def test_items_without_a_reason_are_kept_without_one(
    tmp_path: Path, entry: str
) -> None:
    found = read(tmp_path, f"not_applicable: [{entry}]")

    assert found.not_applicable == (("18", ""),)


@pytest.mark.parametrize(
    "number", ["0012345", "37010219900101123", "1e5", "1_000", "0x1F", "12.50", "+86"]
)
def test_numbers_of_certificates_stay_as_written(tmp_path: Path, number: str) -> None:
    found = read(
        tmp_path,
        "personnel: [{table: safety_officer, name: a, certificate_number: "
        f"{number}}}]",
    )

    assert found.personnel is not None
    assert found.personnel[0].certificate_number == number
    assert found.notes == ()


def test_one_wrong_day_leaves_the_other_fields(tmp_path: Path) -> None:
    found = read(tmp_path, "company: 甲\nyear: 2021\nsubmitted_on: 2022-02-30\n")

    assert (found.company, found.year, found.submitted_on) == ("甲", 2021, None)
    assert "2022-02-30" in found.notes[0].message.zh


def test_a_field_without_a_value_is_called_empty(tmp_path: Path) -> None:
    found = read(tmp_path, "personnel: [{table: , name: a}]")

    message = found.notes[0].message
    assert "现在是 空的" in message.zh
    assert "it is empty" in message.en
    assert "以下之一：enterprise_head、project_head" in message.zh


def test_faults_beyond_two_hundred_are_not_counted(tmp_path: Path) -> None:
    rows = ", ".join(["x"] * 150)
    names = "\n".join(f"field{number}: 1" for number in range(150))

    found = read(tmp_path, f"{names}\npersonnel: [{rows}]\n")

    assert len(found.notes) == 200


def test_aliases_that_multiply_do_no_harm(tmp_path: Path) -> None:
    levels = "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )
    found = read(tmp_path, f"a0: &a0 [x]\n{levels}company: *a11\n")

    assert NoteCode.WRONG_FIELD in codes(found)
    assert max(len(note.message.zh) for note in found.notes) < 1000


def test_a_time_of_day_is_taken_as_its_day(tmp_path: Path) -> None:
    found = read(tmp_path, "submitted_on: 2022-03-31 08:30:00")

    assert found.submitted_on == dt.date(2022, 3, 31)


def test_a_file_that_cannot_be_read_is_a_note(tmp_path: Path) -> None:
    found = read_dossier_file(tmp_path / "dossier.yaml")

    assert codes(found) == [NoteCode.DOSSIER_FILE_BROKEN]
