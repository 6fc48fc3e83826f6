"""Kinds that judge the dossier: its people, its notes, its doubles."""

import datetime as dt

import pytest

from checker.kinds import (
    certificate_number,
    certificate_validity,
    duplicate_file,
    intake_note,
    person_files,
    staffing,
    twice_listed,
)
from checker.model.checklist import ChecklistItem
from checker.model.dossier import (
    Dossier,
    IntakeNote,
    Person,
    PersonTable,
    Qualification,
)
from checker.model.evidence import DocumentEvidence, Unknown
from checker.model.ids import ItemCode
from checker.model.rule import Outcome, RuleKind
from checker.model.subject import Subject
from checker.model.wording import Reason, Text
from tests.unit.kinds.subjects import document, dossier_of, item_of, only, outcome

OFFICER = PersonTable.SAFETY_OFFICER
HEAD = PersonTable.ENTERPRISE_HEAD


def person(row: int = 1, table: PersonTable = OFFICER, **known: object) -> Person:
    return Person(row=row, table=table, name=f"人{row}", **known)  # type: ignore[arg-type]


def of_people(
    *people: Person,
    as_of: dt.date | None = None,
    files: tuple[DocumentEvidence, ...] = (),
    qualification: Qualification | None = None,
) -> Subject:
    dossier = Dossier("d", personnel=people, as_of=as_of, qualification=qualification)
    return dossier_of(dossier=dossier, people=files)


NUMBERS = certificate_number.Params(
    patterns={HEAD: (r"\p{Han}建安a\(?20\d\d\)?\d{7}",), OFFICER: (r"鲁建安c\d+",)},
    other_kinds={HEAD: (".*",), OFFICER: ("鲁建安[ab].*",)},
)


@pytest.mark.parametrize(
    ("table", "number", "expected"),
    [
        (HEAD, "鲁建安A（2019）0101234", Outcome.PASS),
        (HEAD, "鲁 建安 A (2019) 0101234", Outcome.PASS),
        (HEAD, "鲁建安C（2019）0101234", Outcome.FAIL),
        (OFFICER, "鲁建安A12", Outcome.FAIL),
        (OFFICER, "XYZ", Outcome.UNKNOWN),
        (OFFICER, "", Outcome.UNKNOWN),
    ],
)
def test_a_number_is_right_of_another_kind_or_in_doubt(
    table: PersonTable, number: str, expected: Outcome
) -> None:
    subject = of_people(person(table=table, certificate_number=number))

    assert outcome(certificate_number.KIND, NUMBERS, subject) is expected


def test_tables_without_a_pattern_are_not_judged() -> None:
    subject = of_people(person(table=PersonTable.PROJECT_HEAD))

    assert outcome(certificate_number.KIND, NUMBERS, subject) is Outcome.NOT_APPLICABLE


def test_a_broken_pattern_is_refused_and_quoted() -> None:
    with pytest.raises(ValueError, match=r"\(20 is no RE2 pattern"):
        certificate_number.Params(patterns={HEAD: ("(20",)})


def test_a_table_without_other_kinds_only_doubts() -> None:
    params = certificate_number.Params(patterns={OFFICER: ("a",)})
    subject = of_people(person(certificate_number="b"))

    assert outcome(certificate_number.KIND, params, subject) is Outcome.UNKNOWN


def test_number_that_is_no_text_is_judged_all_the_same() -> None:
    subject = of_people(person(certificate_number="\ud800"))

    assert outcome(certificate_number.KIND, NUMBERS, subject) is Outcome.UNKNOWN


VALID = certificate_validity.Params()
DAY = dt.date(2022, 3, 1)


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (dt.date(2022, 3, 1), Outcome.PASS),
        (dt.date(2022, 2, 28), Outcome.FAIL),
        (None, Outcome.UNKNOWN),
    ],
)
def test_a_certificate_holds_on_its_last_day(
    until: dt.date | None, expected: Outcome
) -> None:
    subject = of_people(person(valid_until=until), as_of=DAY)

    assert outcome(certificate_validity.KIND, VALID, subject) is expected


def test_without_a_day_there_is_one_doubt_for_everybody() -> None:
    subject = of_people(person(1), person(2))

    verdict = only(certificate_validity.KIND, VALID, subject)

    assert verdict.reason is Reason.NO_DAY_OF_JUDGEMENT
    assert verdict.measured["person"] == Text("所有人员", "everybody")


FILES = person_files.Params()


def test_a_person_needs_a_file_that_is_there() -> None:
    held = document({}, path="p/1.pdf")
    damaged = document(path="p/2.pdf", file={"file.status": "damaged"})
    subject = of_people(
        person(1, files=("p/1.pdf",)),
        person(2, files=("p/2.pdf",)),
        person(3, files=("p/3.pdf",)),
        person(4),
        files=(held, damaged),
    )

    verdicts = person_files.KIND.evaluate(FILES, subject)

    assert [one.outcome for one in verdicts] == [
        Outcome.PASS,
        Outcome.NOT_APPLICABLE,
        Outcome.FAIL,
        Outcome.FAIL,
    ]
    assert verdicts[2].measured["missing"] == ("p/3.pdf",)


def test_a_file_that_bears_the_name_or_nobodys_may_be_the_persons() -> None:
    spare = document({}, path="p/人1.pdf")
    subject = of_people(person(1), person(2), files=(spare,))

    first, second = person_files.KIND.evaluate(FILES, subject)

    assert (first.outcome, first.document) == (Outcome.PASS, "p/人1.pdf")
    assert (second.outcome, second.reason) == (Outcome.UNKNOWN, Reason.NOT_GIVEN)


MINIMUMS = staffing.Params(
    OFFICER, {"labour": {"any": 2}, "general_contracting": {"special": 6}}
)


@pytest.mark.parametrize(
    ("category", "grade", "expected"),
    [
        ("labour", "none", Outcome.PASS),
        ("general_contracting", "special", Outcome.FAIL),
        ("general_contracting", "1", Outcome.NOT_APPLICABLE),
        ("other", "1", Outcome.NOT_APPLICABLE),
    ],
)
def test_the_qualification_sets_the_number_of_people(
    category: str, grade: str, expected: Outcome
) -> None:
    subject = of_people(
        person(1, id_number="1"),
        person(2, certificate_number="2"),
        person(3, HEAD),
        qualification=Qualification(category, grade),
    )

    assert outcome(staffing.KIND, MINIMUMS, subject) is expected


def test_a_person_listed_twice_counts_once() -> None:
    twice = (person(1, id_number="1"), person(2, id_number="1"))
    subject = of_people(*twice, qualification=Qualification("labour", "none"))

    verdict = only(staffing.KIND, MINIMUMS, subject)

    assert (verdict.outcome, verdict.measured["count"]) == (Outcome.FAIL, 1)


def test_staffing_is_unknown_without_people_and_not_judged_without_qualification() -> (
    None
):
    nobody = Dossier("d", qualification=Qualification("labour", "none"))

    assert outcome(staffing.KIND, MINIMUMS, dossier_of(dossier=nobody)) is (
        Outcome.UNKNOWN
    )
    assert outcome(staffing.KIND, MINIMUMS, dossier_of()) is Outcome.NOT_APPLICABLE


TWICE = twice_listed.Params()


def test_equal_numbers_are_one_person_and_other_numbers_are_not() -> None:
    assert listed(person(1, id_number="1"), person(2, id_number="１")) is Outcome.FAIL
    assert listed(
        person(1, certificate_number="a"), person(2, certificate_number="A")
    ) is (Outcome.FAIL)
    assert listed(person(1, id_number="1"), person(1, id_number="2")) is Outcome.PASS
    assert listed(person(1), person(1)) is Outcome.UNKNOWN
    assert listed(person(1, id_number="1"), person(1, HEAD, id_number="1")) is (
        Outcome.PASS
    )


def listed(*people: Person) -> Outcome:
    (verdict,) = twice_listed.KIND.evaluate(TWICE, of_people(*people))
    return verdict.outcome


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        (certificate_number.KIND, NUMBERS),
        (certificate_validity.KIND, VALID),
        (person_files.KIND, FILES),
        (twice_listed.KIND, TWICE),
    ],
    ids=lambda value: value.name if isinstance(value, RuleKind) else "",
)
def test_without_people_there_is_nothing_to_judge(
    kind: RuleKind, params: object
) -> None:
    assert outcome(kind, params, dossier_of()) is Outcome.NOT_APPLICABLE


def filed(code: str, *documents: DocumentEvidence) -> object:
    return item_of(*documents, item=ChecklistItem(ItemCode(code), Text(code, code)))


def doubles(*items: object, **params: tuple[ItemCode, ...]) -> list[Outcome]:
    subject = dossier_of(*items)  # type: ignore[arg-type]
    verdicts = duplicate_file.KIND.evaluate(duplicate_file.Params(**params), subject)
    return [one.outcome for one in verdicts]


def test_equal_bytes_in_two_items_fail_at_the_second() -> None:
    one = filed("01", document({}, path="a", content="x"))
    two = filed("05", document({}, path="b", content="x"))

    (verdict,) = duplicate_file.KIND.evaluate(
        duplicate_file.Params(),
        dossier_of(one, two),  # type: ignore[arg-type]
    )

    assert (verdict.outcome, verdict.item, verdict.document) == (
        Outcome.FAIL,
        "05",
        "b",
    )
    assert verdict.measured == {"other_items": ("01",), "other_documents": ("a",)}


def test_doubles_within_an_item_or_of_broken_files_are_no_finding() -> None:
    pair = (document({}, path="a", content="x"), document({}, path="b", content="x"))
    empty = {"file.status": "empty"}
    broken = (
        filed("01", document(path="a", content="x", file=empty)),
        filed("05", document(path="b", content="x", file=empty)),
    )

    assert doubles(filed("01", *pair)) == [Outcome.PASS]
    assert doubles(*broken) == [Outcome.NOT_APPLICABLE]


def test_items_can_be_excepted_and_unmeasured_files_are_in_doubt() -> None:
    one = filed("01", document({}, path="a", content="x"))
    two = filed("05", document({}, path="b", content="x"))
    unmeasured = document(file={"file.status": Unknown(Reason.PROBE_FAILED)})

    assert doubles(one, two, except_items=(ItemCode("05"),)) == [Outcome.PASS]
    assert doubles(filed("01", unmeasured)) == [Outcome.UNKNOWN]


NOTES = intake_note.Params(codes=("unmatched",), doubt_codes=("broken",))


def noted(*codes: str) -> list[Outcome]:
    notes = tuple(IntakeNote(one, Text(one, one), "a.pdf") for one in codes)
    subject = dossier_of(dossier=Dossier("d", notes=notes))
    return [one.outcome for one in intake_note.KIND.evaluate(NOTES, subject)]


def test_notes_become_findings() -> None:
    assert noted() == [Outcome.PASS]
    assert noted("other", "broken") == [Outcome.PASS]
    assert noted("unmatched", "unmatched") == [Outcome.FAIL, Outcome.FAIL]
    assert noted("unmatched", "broken") == [Outcome.UNKNOWN]
