"""Each person's certificate must be in the dossier.

A file that is there but cannot be opened is the matter of ``file_status``; here it
leaves nothing to judge.

Example rule::

    id: personnel.file_missing
    title: {zh: 缺少证书文件, en: A certificate's file is missing}
    source: {document: 填报说明, clause: 人员}
    why: {zh: 每人都要上传证书。, en: Each person's certificate is asked for.}
    scope: dossier
    kind: person_files
    params: {}
    severity: error
    message: {zh: "{person}缺少 {missing}", en: "{person} lacks {missing}"}
    doubt: {zh: "{person}：{reason}", en: "{person}: {reason}"}
    remedy: {zh: 请上传, en: Upload it}
    examples:  # each runs as a test
      pass: [{personnel: [{table: safety_officer, name: 张三, files: [p/a.pdf]}],
              people: [{path: p/a.pdf, pages: [{}]}]}]
      fail: [{personnel: [{table: safety_officer, name: 张三, files: [p/a.pdf]}]}]
      unknown: [{personnel: [{table: safety_officer, name: 张三}],
                 people: [{path: p/b.pdf, pages: [{}]}]}]
"""

from dataclasses import dataclass

from checker.kinds._people import PERSON_PLACEHOLDERS, about, file_of, people_of
from checker.kinds._verdicts import NOT_APPLICABLE
from checker.model.dossier import Person
from checker.model.evidence import DocumentEvidence
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import DossierEvidence, Subject
from checker.model.wording import Reason


@dataclass(frozen=True, slots=True)
class Params:
    """No params: a file is there or it is not."""


def evaluate(_params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return one verdict a person."""
    claimed = {path for person in people_of(subject.whole) for path in person.files}
    spare = tuple(
        one.document.path
        for one in subject.whole.people
        if one.document.path not in claimed
    )
    verdicts = tuple(
        _judged(person, subject.whole, spare) for person in people_of(subject.whole)
    )
    return verdicts or NOT_APPLICABLE


def _judged(person: Person, whole: DossierEvidence, spare: tuple[str, ...]) -> Verdict:
    held = {one.document.path: one for one in whole.documents}
    missing = tuple(path for path in person.files if path not in held)
    measured: dict[str, Measured] = {**about(person), "missing": missing}
    if missing:
        return Verdict(Outcome.FAIL, measured)
    path = file_of(person, whole)
    if path is not None:
        return _read(held[path], measured)
    named = [one for one in spare if person.name and person.name in one]
    if named:
        return Verdict(Outcome.PASS, measured, document=named[0])
    if spare:
        return Verdict(Outcome.UNKNOWN, measured, Reason.NOT_GIVEN)
    return Verdict(Outcome.FAIL, measured)


def _read(file: DocumentEvidence, measured: dict[str, Measured]) -> Verdict:
    outcome = Outcome.PASS if file.is_readable else Outcome.NOT_APPLICABLE
    return Verdict(outcome, measured, document=file.document.path)


KIND = RuleKind(
    name="person_files",
    scopes=frozenset({Scope.DOSSIER}),
    params=Params,
    needs=lambda _params: frozenset({FactName("file.status")}),
    placeholders=(*PERSON_PLACEHOLDERS, "missing"),
    evaluate=evaluate,
)
