"""A list of words among the facts must hold none of the forbidden ones.

Example rule::

    id: security.active_content
    title: {zh: 文件含有会自动运行的内容, en: The file holds active content}
    source: {document: 检查规则, clause: 安全}
    why: {zh: 材料不应运行程序。, en: Material must not run programs.}
    scope: document
    applies_to: {items: all, people: true, unmatched: true}
    kind: never_present
    params: {fact: file.active_content, forbidden: [javascript, launch]}
    severity: warning
    message: {zh: "含有 {found}", en: "It holds {found}"}
    doubt: {zh: "无法检查：{reason}", en: "Could not be looked at: {reason}"}
    remedy: {zh: 请打印为 PDF 后上传, en: Print it to PDF and upload that}
    examples:  # each runs as a test
      pass: [{file: {file.active_content: [uri]}, pages: [{}]}]
      fail: [{file: {file.active_content: [javascript]}, pages: [{}]}]
      unknown: [{file: {file.active_content: {unknown: probe_failed}}, pages: [{}]}]
"""

from dataclasses import dataclass

from checker.kinds._verdicts import (
    NOT_APPLICABLE,
    WhenUnsure,
    evidence_of,
    sure_reading,
    unsure,
)
from checker.model.evidence import Unknown
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason


@dataclass(frozen=True, slots=True)
class Params:
    """A fact of type texts, and the words that it must not hold.

    ``min_confidence``, ``skip_reasons`` and ``when_unsure`` as in ``one_of``.
    """

    fact: FactName
    forbidden: tuple[str, ...]
    min_confidence: float = 0.0
    skip_reasons: tuple[Reason, ...] = ()
    when_unsure: WhenUnsure = WhenUnsure.UNKNOWN


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return fail with the forbidden words that were found.

    A file that cannot be opened is not applicable: its status says so already.
    """
    document = subject.document
    if document is not None and not document.is_readable:
        return NOT_APPLICABLE
    reading = sure_reading(evidence_of(subject), params.fact, params.min_confidence)
    measured: dict[str, Measured] = {"found": None, "forbidden": params.forbidden}
    if isinstance(reading, Unknown):
        if reading.reason in params.skip_reasons:
            return (Verdict(Outcome.NOT_APPLICABLE, measured, reading.reason),)
        return (unsure(params.when_unsure, reading.reason, measured),)
    held = reading.value if isinstance(reading.value, tuple) else ()
    found = tuple(word for word in params.forbidden if word in held)
    measured["found"] = found
    outcome = Outcome.FAIL if found else Outcome.PASS
    return (Verdict(outcome, measured, confidence=reading.confidence),)


KIND = RuleKind(
    name="never_present",
    scopes=frozenset({Scope.PAGE, Scope.DOCUMENT}),
    params=Params,
    needs=lambda params: frozenset({params.fact}),
    placeholders=("found", "forbidden"),
    evaluate=evaluate,
)
