r"""Each person's certificate number must be of the kind that the table asks for.

Example rule::

    id: personnel.number_pattern
    title: {zh: 证书编号类别不符, en: A certificate of another kind}
    source: {document: 填报说明, clause: 人员}
    why: {zh: 每类人员的证书不同。, en: Each table has its own certificate.}
    scope: dossier
    kind: certificate_number
    params:
      patterns: {enterprise_head: ['\p{Han}建安A\(?20\d\d\)?\d{7}']}
      other_kinds: {enterprise_head: ['.*']}
    severity: error
    message: {zh: "{person}的编号是 {number}", en: "{person} has number {number}"}
    doubt: {zh: "{person}的编号：{reason}", en: "Number of {person}: {reason}"}
    remedy: {zh: 请核对, en: Check it}
    examples:  # each runs as a test
      pass: [{personnel: [{table: enterprise_head, name: 张三,
              certificate_number: 鲁建安A（2020）0001234}]}]
      fail: [{personnel: [{table: enterprise_head, name: 张三,
              certificate_number: 鲁建安C（2020）0001234}]}]
      unknown: [{personnel: [{table: enterprise_head, name: 张三}]}]
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import re2

from checker.kinds._matching import plain_text
from checker.kinds._people import PERSON_PLACEHOLDERS, about, file_of, people_of
from checker.kinds._verdicts import NOT_APPLICABLE
from checker.model.dossier import Person, PersonTable
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason

Patterns = Mapping[PersonTable, tuple[str, ...]]
"""RE2 patterns by table; one of them must match the whole number."""


@dataclass(frozen=True, slots=True)
class Params:
    """What numbers look like, and what shows that a number is of another kind.

    Numbers are compared without spaces, widths (``（`` is ``(``) and case. One that
    matches neither is in doubt: nobody knows all numberings.
    """

    patterns: Patterns
    other_kinds: Patterns = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a pattern that RE2 does not take.

        Raises:
            ValueError: a pattern is wrong; the message quotes it.
        """
        for patterns in (*self.patterns.values(), *self.other_kinds.values()):
            for pattern in patterns:
                _refuse_broken(pattern)


def _refuse_broken(pattern: str) -> None:
    try:
        _matches(pattern, "")
    except re2.error as error:
        words = f"{pattern} is no RE2 pattern ({error})"
        raise ValueError(words) from error


def _matches(pattern: str, number: str) -> bool:
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    # RE2 takes UTF-8 only, and YAML can spell half a pair of surrogates.
    whole = number.encode("utf-8", "replace").decode()
    return re2.compile(pattern, options).fullmatch(whole) is not None


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return one verdict a person of the tables that have a pattern."""
    verdicts = tuple(
        _judged(params, person, file_of(person, subject.whole))
        for person in people_of(subject.whole)
        if person.table in params.patterns
    )
    return verdicts or NOT_APPLICABLE


def _judged(params: Params, person: Person, path: str | None) -> Verdict:
    number = plain_text(person.certificate_number)
    measured: dict[str, Measured] = {
        **about(person),
        "number": person.certificate_number,
    }
    if not number:
        return Verdict(Outcome.UNKNOWN, measured, Reason.NOT_GIVEN, document=path)
    if any(_matches(one, number) for one in params.patterns[person.table]):
        return Verdict(Outcome.PASS, measured, document=path)
    others = params.other_kinds.get(person.table, ())
    if any(_matches(one, number) for one in others):
        return Verdict(Outcome.FAIL, measured, document=path)
    return Verdict(Outcome.UNKNOWN, measured, Reason.LOW_CONFIDENCE, document=path)


KIND = RuleKind(
    name="certificate_number",
    scopes=frozenset({Scope.DOSSIER}),
    params=Params,
    needs=lambda _params: frozenset[FactName](),
    placeholders=(*PERSON_PLACEHOLDERS, "number"),
    evaluate=evaluate,
)
