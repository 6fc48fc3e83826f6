"""A file must not have one of the given statuses.

Example rule::

    id: format.not_pdf
    title: {zh: 不是 PDF 文件, en: Not a PDF}
    source: {document: 填报说明, clause: 备注 1}
    why: {zh: 只接受 PDF。, en: Only PDF is accepted.}
    scope: document
    applies_to: {items: all, people: true, unmatched: true}
    kind: file_status
    params: {fails: [not_pdf]}
    severity: error
    message: {zh: "其实是{kind}", en: "It really is {kind}"}
    doubt: {zh: "无法判断：{reason}", en: "Cannot be told: {reason}"}
    remedy: {zh: 请另存为 PDF, en: Save it as PDF}
    examples:  # each runs as a test
      pass: [{file: {file.status: ok}, pages: [{}]}]
      fail: [{file: {file.status: not_pdf, file.kind: jpeg}, pages: []}]
      unknown: [{file: {file.status: {unknown: probe_failed}}, pages: []}]
"""

from dataclasses import dataclass

from checker.kinds._verdicts import NOT_APPLICABLE, shown
from checker.model.evidence import FileStatus, Unknown
from checker.model.ids import FactName
from checker.model.rule import Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason, Text

_KINDS = {
    "pdf": Text("PDF 文件", "a PDF"),
    "jpeg": Text("JPEG 图片", "a JPEG picture"),
    "png": Text("PNG 图片", "a PNG picture"),
    "tiff": Text("TIFF 图片", "a TIFF picture"),
    "ofd": Text("OFD 版式文件", "an OFD document"),
    "docx": Text("Word 文档（docx）", "a Word document (docx)"),
    "doc": Text("Word 文档（doc）", "a Word document (doc)"),
    "xlsx": Text("Excel 表格", "an Excel workbook"),
    "zip": Text("压缩包", "a zip archive"),
    "text": Text("纯文本", "plain text"),
    "empty": Text("空文件", "an empty file"),
}
_OTHER_KIND = Text("无法识别的文件", "a file of unknown kind")


@dataclass(frozen=True, slots=True)
class Params:
    """The statuses that fail, and those that only a person can settle."""

    fails: tuple[FileStatus, ...]
    doubts: tuple[FileStatus, ...] = ()


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return the verdict on the file's status."""
    if subject.document is None:
        return NOT_APPLICABLE
    file = subject.document.file
    reading = file.get("file.status")
    kind = str(file.value("file.kind") or "")
    measured = {
        "status": None,
        "kind": _KINDS.get(kind, _OTHER_KIND),
        "page_count": shown(file.value("file.page_count")),
    }
    if isinstance(reading, Unknown):
        return (Verdict(Outcome.UNKNOWN, measured, reading.reason),)
    measured["status"] = str(reading.value)
    if reading.value in params.doubts:
        return (Verdict(Outcome.UNKNOWN, measured, Reason.ENGINE_FAILED),)
    outcome = Outcome.FAIL if reading.value in params.fails else Outcome.PASS
    return (Verdict(outcome, measured, confidence=reading.confidence),)


KIND = RuleKind(
    name="file_status",
    scopes=frozenset({Scope.DOCUMENT}),
    params=Params,
    needs=lambda _params: frozenset(
        {FactName("file.status"), FactName("file.kind"), FactName("file.page_count")}
    ),
    placeholders=("status", "kind", "page_count"),
    evaluate=evaluate,
)
