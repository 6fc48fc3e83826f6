"""A table of people must hold as many as the company's qualification asks for.

Example rule::

    id: personnel.staffing
    title: {zh: 专职安全员人数不足, en: Too few safety officers}
    source: {document: 建质〔2008〕91号, clause: 第八条}
    why: {zh: 人数按资质要求。, en: The qualification sets the number.}
    scope: dossier
    kind: staffing
    params:
      table: safety_officer
      minimums: {general_contracting: {special: 6, "1": 4, "2": 3, "3": 3}}
    severity: error
    message: {zh: "有 {count} 人，应有 {at_least} 人", en: "{count}, not {at_least}"}
    doubt: {zh: "人数无法确定：{reason}", en: "Number unsure: {reason}"}
    remedy: {zh: 请补充人员, en: Add people}
    examples:  # each runs as a test
      pass: [{qualification: {category: general_contracting, grade: "3"}, personnel: [
              {table: safety_officer, name: 甲}, {table: safety_officer, name: 乙},
              {table: safety_officer, name: 丙}]}]
      fail: [{qualification: {category: general_contracting, grade: "3"},
              personnel: [{table: safety_officer, name: 甲}]}]
      unknown: [{qualification: {category: general_contracting, grade: "3"}}]
"""

from collections.abc import Mapping
from dataclasses import dataclass

from checker.kinds._people import TABLE_NAMES
from checker.kinds._verdicts import NOT_APPLICABLE
from checker.model.dossier import PersonTable
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason


@dataclass(frozen=True, slots=True)
class Params:
    """Which table is counted, and the least number by category and grade.

    The grade ``any`` holds for the grades that a category does not name.
    """

    table: PersonTable
    minimums: Mapping[str, Mapping[str, int]]


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return the verdict on the number of people, each counted once."""
    dossier = subject.whole.dossier
    if dossier.qualification is None:
        return NOT_APPLICABLE
    grades = params.minimums.get(dossier.qualification.category, {})
    at_least = grades.get(dossier.qualification.grade, grades.get("any"))
    if at_least is None:
        return NOT_APPLICABLE
    measured: dict[str, Measured] = {
        "table": TABLE_NAMES[params.table],
        "count": None,
        "at_least": at_least,
        "category": dossier.qualification.category,
        "grade": dossier.qualification.grade,
    }
    if dossier.personnel is None:
        return (Verdict(Outcome.UNKNOWN, measured, Reason.NOT_GIVEN),)
    counted = {
        one.id_number or one.certificate_number or (one.name, one.row)
        for one in dossier.personnel
        if one.table is params.table
    }
    measured["count"] = len(counted)
    outcome = Outcome.PASS if len(counted) >= at_least else Outcome.FAIL
    return (Verdict(outcome, measured),)


KIND = RuleKind(
    name="staffing",
    scopes=frozenset({Scope.DOSSIER}),
    params=Params,
    needs=lambda _params: frozenset[FactName](),
    placeholders=("table", "count", "at_least", "category", "grade"),
    evaluate=evaluate,
)
