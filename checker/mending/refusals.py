"""Which documents are never mended, and what to do with them instead."""

from collections.abc import Mapping

from checker.errors import MendRefusedError
from checker.mending.facts import DocumentFacts
from checker.model.evidence import READABLE, FileStatus
from checker.model.mending import Cause, Refusal
from checker.model.wording import Text

_BY_STATUS: Mapping[str, Cause] = {
    FileStatus.NOT_PDF: Cause.NOT_PDF,
    FileStatus.EMPTY: Cause.EMPTY,
    FileStatus.ENCRYPTED: Cause.ENCRYPTED,
    FileStatus.TOO_LARGE: Cause.TOO_LARGE,
    FileStatus.TIMEOUT: Cause.TIMEOUT,
}

_READABLE = frozenset(status.value for status in READABLE)

WORDS: Mapping[Cause, Text] = {
    Cause.NOT_PDF: Text(
        "不是 PDF 文件，不能修正；请先另存为（或扫描成）PDF",
        "it is not a PDF and cannot be mended; save or scan it as PDF first",
    ),
    Cause.EMPTY: Text(
        "文件是空的，没有可以修正的内容；请从原件重新生成",
        "the file is empty, there is nothing to mend; make it again from the original",
    ),
    Cause.DAMAGED: Text(
        "文件已损坏，修正可能丢内容；请从原件重新扫描或导出",
        "the file is damaged and mending could lose content; scan or export it again",
    ),
    Cause.ENCRYPTED: Text(
        "文件有打开密码，不能修正；请先去掉密码",
        "the file needs a password to open and cannot be mended; remove it first",
    ),
    Cause.PROTECTED: Text(
        "文件有权限密码，修正会去掉它的保护；请由设密码的人另存一份不加密的",
        "the file is protected by an owner password, which mending would remove; have"
        " its owner save a copy without protection",
    ),
    Cause.SIGNED: Text(
        "文件有数字签名，改动任何一处都会使签名失效，所以不修正；"
        "请修正签名前的文件后重新签名",
        "the file is digitally signed and any change would break the signature, so it"
        " is left alone; mend the file from before signing, and sign it again",
    ),
    Cause.MAYBE_SIGNED: Text(
        "无法确定文件有没有数字签名，改动可能使签名失效，所以不修正",
        "it cannot be told whether the file is digitally signed, and a change could"
        " break the signature, so it is left alone",
    ),
    Cause.TOO_LARGE: Text(
        "文件超过 500 MB 或 2000 页，不能修正；请先分成几个文件",
        "the file is over 500 MB or 2,000 pages and cannot be mended; split it first",
    ),
    Cause.TIMEOUT: Text(
        "没有在时限内看完这个文件，不修正",
        "the file was not looked through within our time limit and is left alone",
    ),
    Cause.CHANGED: Text(
        "文件在检查之后又变了；请重新检查后再修正",
        "the file has changed since it was looked at; look at it again, then mend it",
    ),
    Cause.OUTPUT_EXISTS: Text(
        "修正后的文件已经存在，不覆盖；要覆盖请用 --force",
        "the mended file is there already and is not overwritten; to do so: --force",
    ),
}
"""What a person is told for each cause."""


def refuse(facts: DocumentFacts) -> Refusal | None:
    """Return why a document must be left alone, None if it may be mended."""
    cause = _cause(facts)
    return None if cause is None else Refusal(cause, WORDS[cause])


def refused(name: str, cause: Cause) -> MendRefusedError:
    """Return the error that says of a file why it is left alone."""
    words = WORDS[cause]
    return MendRefusedError(f"{name}：{words.zh} / {name}: {words.en}", cause.value)


def _cause(facts: DocumentFacts) -> Cause | None:
    if facts.status not in _READABLE:
        return _BY_STATUS.get(facts.status or "", Cause.DAMAGED)
    if facts.page_count < 1:
        return Cause.DAMAGED
    if facts.signature_count is None:
        return Cause.MAYBE_SIGNED
    return Cause.SIGNED if facts.signature_count else None
