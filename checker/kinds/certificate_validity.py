"""Each person's certificate must be valid on the day of judgement.

Without that day there is one unknown verdict for the whole dossier, not one a person.

Example rule::

    id: personnel.expired
    title: {zh: 证书过期, en: A certificate has expired}
    source: {document: 填报说明, clause: 人员}
    why: {zh: 证书应在有效期内。, en: Certificates must be valid.}
    scope: dossier
    kind: certificate_validity
    params: {}
    severity: error
    message: {zh: "{person}的证书 {valid_until} 到期，早于 {day}",
              en: "The certificate of {person} expired on {valid_until}, before {day}"}
    doubt: {zh: "{person}：{reason}", en: "{person}: {reason}"}
    remedy: {zh: 请更新, en: Renew it}
    examples:  # each runs as a test
      pass: [{as_of: 2022-03-01, personnel: [{table: safety_officer, name: 张三,
              valid_until: 2022-03-01}]}]
      fail: [{as_of: 2022-03-01, personnel: [{table: safety_officer, name: 张三,
              valid_until: 2022-02-28}]}]
      unknown: [{personnel: [{table: safety_officer, name: 张三,
                 valid_until: 2022-03-01}]}]
"""

import datetime as dt
from dataclasses import dataclass

from checker.kinds._people import PERSON_PLACEHOLDERS, about, file_of, people_of
from checker.kinds._verdicts import NOT_APPLICABLE
from checker.model.dossier import Person
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason, Text

_EVERYBODY = Text("所有人员", "everybody")


@dataclass(frozen=True, slots=True)
class Params:
    """How many days before its end a certificate counts as expired; usually 0."""

    days_before_end: int = 0


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return one verdict a person, or one for all without a day of judgement."""
    people = people_of(subject.whole)
    if not people:
        return NOT_APPLICABLE
    day = subject.whole.dossier.as_of
    if day is None:
        measured: dict[str, Measured] = {
            "person": _EVERYBODY,
            "table": None,
            "row": None,
            "valid_until": None,
            "day": None,
        }
        return (Verdict(Outcome.UNKNOWN, measured, Reason.NO_DAY_OF_JUDGEMENT),)
    last = day + dt.timedelta(days=params.days_before_end)
    return tuple(
        _judged(person, last, file_of(person, subject.whole)) for person in people
    )


def _judged(person: Person, day: dt.date, path: str | None) -> Verdict:
    until = person.valid_until
    measured: dict[str, Measured] = {
        **about(person),
        "valid_until": None if until is None else until.isoformat(),
        "day": day.isoformat(),
    }
    if until is None:
        return Verdict(Outcome.UNKNOWN, measured, Reason.NOT_GIVEN, document=path)
    outcome = Outcome.PASS if until >= day else Outcome.FAIL
    return Verdict(outcome, measured, document=path)


KIND = RuleKind(
    name="certificate_validity",
    scopes=frozenset({Scope.DOSSIER}),
    params=Params,
    needs=lambda _params: frozenset[FactName](),
    placeholders=(*PERSON_PLACEHOLDERS, "valid_until", "day"),
    evaluate=evaluate,
)
