"""No table may list the same person, or the same certificate, twice.

Example rule::

    id: personnel.twice_listed
    title: {zh: 人员重复填报, en: A person is listed twice}
    source: {document: 检查规则, clause: 人员}
    why: {zh: 重复的人员只算一次。, en: A person counts once.}
    scope: dossier
    kind: twice_listed
    params: {}
    severity: warning
    message: {zh: "{person}在第 {row} 行，也在第 {other_row} 行",
              en: "{person} is in row {row} and in row {other_row}"}
    doubt: {zh: "{person}：{reason}", en: "{person}: {reason}"}
    remedy: {zh: 请删去一行, en: Remove one row}
    examples:  # each runs as a test
      pass: [{personnel: [{table: safety_officer, name: 甲, id_number: "1"}]}]
      fail: [{personnel: [{table: safety_officer, name: 甲, id_number: "1"},
              {table: safety_officer, name: 甲, id_number: "1"}]}]
      unknown: [{personnel: [{table: safety_officer, name: 甲},
                 {table: safety_officer, name: 甲}]}]
"""

from dataclasses import dataclass

from checker.kinds._matching import plain_text
from checker.kinds._people import PERSON_PLACEHOLDERS, about, people_of
from checker.kinds._verdicts import NOT_APPLICABLE
from checker.model.dossier import Person
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason


@dataclass(frozen=True, slots=True)
class Params:
    """No params: the tables are compared as they are."""


def evaluate(_params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return fail for each row whose numbers stand in an earlier row of its table.

    Two rows of one name with no number to tell them apart are in doubt.
    """
    people = people_of(subject.whole)
    if not people:
        return NOT_APPLICABLE
    verdicts = tuple(
        verdict
        for index, person in enumerate(people)
        if (verdict := _compared(person, people[:index])) is not None
    )
    return verdicts or (Verdict(Outcome.PASS),)


def _compared(person: Person, earlier: tuple[Person, ...]) -> Verdict | None:
    table = [one for one in earlier if one.table is person.table]
    same = next((one for one in table if _is_same(one, person)), None)
    if same is not None:
        return Verdict(Outcome.FAIL, _measured(person, same))
    alike = next((one for one in table if _may_be_same(one, person)), None)
    if alike is not None:
        return Verdict(Outcome.UNKNOWN, _measured(person, alike), Reason.NOT_GIVEN)
    return None


def _is_same(one: Person, other: Person) -> bool:
    return _equal(one.id_number, other.id_number) or _equal(
        one.certificate_number, other.certificate_number
    )


def _may_be_same(one: Person, other: Person) -> bool:
    has_numbers = (one.id_number and other.id_number) or (
        one.certificate_number and other.certificate_number
    )
    return not has_numbers and _equal(one.name, other.name)


def _equal(one: str, other: str) -> bool:
    return bool(one.strip()) and plain_text(one) == plain_text(other)


def _measured(person: Person, other: Person) -> dict[str, Measured]:
    return {**about(person), "other_row": other.row}


KIND = RuleKind(
    name="twice_listed",
    scopes=frozenset({Scope.DOSSIER}),
    params=Params,
    needs=lambda _params: frozenset[FactName](),
    placeholders=(*PERSON_PLACEHOLDERS, "other_row"),
    evaluate=evaluate,
)
