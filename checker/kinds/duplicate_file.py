"""No file may stand for two items.

Files are compared by their bytes. Two files that cannot be opened are not compared:
two empty files are equal and say nothing.

Example rule::

    id: duplicate.file
    title: {zh: 同一文件用于两项, en: One file in two items}
    source: {document: 检查规则, clause: 重复}
    why: {zh: 每项材料不同。, en: Each item asks for other material.}
    scope: dossier
    kind: duplicate_file
    params: {}
    severity: warning
    message: {zh: "与第 {other_items} 项的 {other_documents} 相同",
              en: "Equal to {other_documents} in item {other_items}"}
    doubt: {zh: "无法比较：{reason}", en: "Cannot be compared: {reason}"}
    remedy: {zh: 请核对, en: Check it}
    examples:  # each runs as a test
      pass: [{items: {"01": [{path: a.pdf, hash: x, pages: [{}]}],
              "05": [{path: b.pdf, hash: y, pages: [{}]}]}}]
      fail: [{items: {"01": [{path: a.pdf, hash: x, pages: [{}]}],
              "05": [{path: b.pdf, hash: x, pages: [{}]}]}}]
      unknown: [{items: {"01": [{path: a.pdf, pages: [{}],
                 file: {file.status: {unknown: probe_failed}}}]}}]
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.kinds._verdicts import NOT_APPLICABLE
from checker.model.evidence import DocumentEvidence
from checker.model.ids import FactName, ItemCode
from checker.model.rule import Outcome, RuleKind, Scope, Verdict
from checker.model.subject import DossierEvidence, Subject
from checker.model.wording import Reason


@dataclass(frozen=True, slots=True)
class Params:
    """``except_items``: items whose files may well stand elsewhere too."""

    except_items: tuple[ItemCode, ...] = ()


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return fail for each file that is in an earlier item as well."""
    filed = tuple(_filed(subject.whole, params.except_items))
    if not filed:
        return NOT_APPLICABLE
    verdicts: list[Verdict] = []
    for index, (code, document) in enumerate(filed):
        if document.status is None:
            verdicts.append(_doubt(code, document))
            continue
        twins = [one for one in filed[:index] if _are_twins(one, filed[index])]
        if twins:
            verdicts.append(_repeated(code, document, twins))
    return tuple(verdicts) or (Verdict(Outcome.PASS, {"files": len(filed)}),)


def _filed(
    whole: DossierEvidence, except_items: tuple[ItemCode, ...]
) -> Iterator[tuple[ItemCode, DocumentEvidence]]:
    for item in whole.items:
        if item.item.code in except_items:
            continue
        for document in item.documents:
            if document.is_readable or document.status is None:
                yield item.item.code, document


def _are_twins(
    one: tuple[ItemCode, DocumentEvidence], other: tuple[ItemCode, DocumentEvidence]
) -> bool:
    return (
        one[0] != other[0]
        and one[1].document.content_hash == other[1].document.content_hash
    )


def _doubt(code: ItemCode, document: DocumentEvidence) -> Verdict:
    return Verdict(
        Outcome.UNKNOWN,
        {"other_items": (), "other_documents": ()},
        Reason.FILE_UNREADABLE,
        item=code,
        document=document.document.path,
    )


def _repeated(
    code: ItemCode,
    document: DocumentEvidence,
    twins: list[tuple[ItemCode, DocumentEvidence]],
) -> Verdict:
    measured = {
        "other_items": tuple(one for one, _ in twins),
        "other_documents": tuple(one.document.path for _, one in twins),
    }
    return Verdict(Outcome.FAIL, measured, item=code, document=document.document.path)


KIND = RuleKind(
    name="duplicate_file",
    scopes=frozenset({Scope.DOSSIER}),
    params=Params,
    needs=lambda _params: frozenset({FactName("file.status")}),
    placeholders=("other_items", "other_documents"),
    evaluate=evaluate,
)
