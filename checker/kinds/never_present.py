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
    message: {zh: "含有 {found_words}", en: "It holds {found_words}"}
    doubt: {zh: "无法检查：{reason}", en: "Could not be looked at: {reason}"}
    remedy: {zh: 请打印为 PDF 后上传, en: Print it to PDF and upload that}
    examples:  # each runs as a test
      pass: [{file: {file.active_content: [uri]}, pages: [{}]}]
      fail: [{file: {file.active_content: [javascript]}, pages: [{}]}]
      unknown: [{file: {file.active_content: {unknown: probe_failed}}, pages: [{}]}]
"""

from collections.abc import Mapping
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
from checker.model.wording import Reason, Text

_SPOKEN: Mapping[str, Text] = {
    "left": Text("左边", "left"),
    "top": Text("上边", "top"),
    "right": Text("右边", "right"),
    "bottom": Text("下边", "bottom"),
    "javascript": Text("脚本", "a script"),
    "launch": Text("启动程序的动作", "a launch action"),
    "embedded_file": Text("嵌入的文件", "an embedded file"),
    "uri": Text("网址链接", "links to web addresses"),
    "submit_form": Text("提交表单的动作", "a form that submits"),
    "rich_media": Text("音视频或三维内容", "sound, film or 3D"),
    "xfa": Text("XFA 动态表单", "an XFA form"),
}
"""The closed sets of the report format, as people say them; other words stay."""


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
    measured: dict[str, Measured] = {
        "found": None,
        "found_words": None,
        "forbidden": params.forbidden,
    }
    if isinstance(reading, Unknown):
        if reading.reason in params.skip_reasons:
            return (Verdict(Outcome.NOT_APPLICABLE, measured, reading.reason),)
        return (unsure(params.when_unsure, reading.reason, measured),)
    held = reading.value if isinstance(reading.value, tuple) else ()
    found = tuple(word for word in params.forbidden if word in held)
    measured["found"] = found
    measured["found_words"] = _spoken(found)
    outcome = Outcome.FAIL if found else Outcome.PASS
    return (Verdict(outcome, measured, confidence=reading.confidence),)


def _spoken(found: tuple[str, ...]) -> Text:
    words = [_SPOKEN.get(word, Text(word, word)) for word in found]
    return Text(
        "、".join(word.zh for word in words), ", ".join(word.en for word in words)
    )


KIND = RuleKind(
    name="never_present",
    scopes=frozenset({Scope.PAGE, Scope.DOCUMENT}),
    params=Params,
    needs=lambda params: frozenset({params.fact}),
    placeholders=("found", "found_words", "forbidden"),
    evaluate=evaluate,
)
