"""What intake noted about the dossier becomes a finding.

Example rule::

    id: completeness.unmatched_file
    title: {zh: 文件不属于任何一项, en: A file belongs to no item}
    source: {document: 填报说明, clause: 附件列表}
    why: {zh: 文件要归到某一项。, en: A file must belong to an item.}
    scope: dossier
    kind: intake_note
    params: {codes: [unmatched], doubt_codes: [dossier_file_broken]}
    severity: warning
    message: {zh: "{note}", en: "{note}"}
    doubt: {zh: "{note}", en: "{note}"}
    remedy: {zh: 请改文件名, en: Rename the file}
    examples:  # each runs as a test
      pass: [{items: {"01": [{path: 01.pdf, pages: [{}]}]}}]
      fail: [{notes: [{code: unmatched, path: a.pdf}]}]
      unknown: [{notes: [{code: unmatched, path: a.pdf},
                 {code: dossier_file_broken}]}]
"""

from dataclasses import dataclass

from checker.model.dossier import IntakeNote
from checker.model.ids import FactName
from checker.model.rule import Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason


@dataclass(frozen=True, slots=True)
class Params:
    """Codes of notes that fail, and of notes that leave those in doubt.

    With a note of ``doubt_codes`` in the dossier, whatever would fail is unknown: where
    dossier.yaml cannot be read, nobody knows whether it names the company.
    """

    codes: tuple[str, ...]
    doubt_codes: tuple[str, ...] = ()


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return one verdict a note; pass where there is none."""
    notes = subject.whole.dossier.notes
    is_sure = not any(note.code in params.doubt_codes for note in notes)
    verdicts = tuple(
        _told(note, is_sure=is_sure) for note in notes if note.code in params.codes
    )
    return verdicts or (Verdict(Outcome.PASS, {"note": None, "path": None}),)


def _told(note: IntakeNote, *, is_sure: bool) -> Verdict:
    return Verdict(
        Outcome.FAIL if is_sure else Outcome.UNKNOWN,
        {"note": note.message, "path": note.path},
        None if is_sure else Reason.FILE_UNREADABLE,
        document=note.path,
    )


KIND = RuleKind(
    name="intake_note",
    scopes=frozenset({Scope.DOSSIER}),
    params=Params,
    needs=lambda _params: frozenset[FactName](),
    placeholders=("note", "path"),
    evaluate=evaluate,
)
