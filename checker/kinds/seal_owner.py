"""A company's seal must be the applicant's own, where its name can be read.

It fails where every company seal that was read surely is another company's. A name
that is near, or not read to the letter, decides nothing: another company may differ by
two characters, and so may a slip of the reader. Authorities, testers and accountants
rightly bear other names.

Example rule::

    id: seal.other_company
    title: {zh: 盖的是别的单位的章, en: Another company's seal}
    source: {document: 填报说明, clause: 备注 2}
    why: {zh: 应盖本企业公章。, en: The company's own seal is asked for.}
    scope: document
    applies_to: {items: ["01"]}
    kind: seal_owner
    params: {min_confidence: 0.9, far_below: 0.7}
    severity: error
    message: {zh: "印章是“{found}”的，不是“{expected}”的",
              en: "The seal is that of {found}, not of {expected}"}
    doubt: {zh: "印章无法判断：{reason}", en: "The seal is unsure: {reason}"}
    remedy: {zh: 请加盖本企业公章, en: Stamp it with your own}
    examples:  # each runs as a test
      pass: [{company: 济南虚构建筑工程有限公司, pages: [{
              seal.names: [济南虚构建筑工程有限公司]}]}]
      fail: [{company: 济南虚构建筑工程有限公司, pages: [{
              seal.names: [山东样本市政有限公司]}]}]
      unknown: [{company: 济南虚构建筑工程有限公司, pages: [{
                 seal.names: {unknown: probe_failed}}]}]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.kinds._matching import plain_text
from checker.kinds._names import THIRD_PARTIES, likeness
from checker.kinds._verdicts import NOT_APPLICABLE, OUR_FAILURES
from checker.model.dossier import Dossier
from checker.model.evidence import (
    DocumentEvidence,
    PageEvidence,
    TextLine,
    Unknown,
)
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason

_NAMES = FactName("seal.names")
_COMPANY = re.compile(r"(?:公司|集团|厂|企业)$")
_AUTHORITIES = re.compile(
    "局|厅|部$|委员会|政府|中心|监制|税务|社会保险|工会|协会|银行"
)


@dataclass(frozen=True, slots=True)
class Params:
    """How sure a name must be, and how unlike (0 to 1) the applicant's."""

    min_confidence: float = 0.9
    far_below: float = 0.7


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return pass at the applicant's own seal, fail where only others' were read."""
    document, dossier = subject.document, subject.whole.dossier
    if document is None or not document.is_readable or not dossier.company:
        return NOT_APPLICABLE
    failure = _failure(document)
    if failure is not None:
        return (Verdict(Outcome.UNKNOWN, _measured(None, dossier), failure),)
    expected = plain_text(dossier.company)
    others = []
    for page, line in _names(document, params.min_confidence):
        name = plain_text(line.text)
        if expected in name:
            return (Verdict(Outcome.PASS, _measured(name, dossier)),)
        if _is_other(name, expected, params):
            others.append((page, line))
    if not others:
        return NOT_APPLICABLE
    page, line = others[0]
    return (
        Verdict(
            Outcome.FAIL,
            _measured(line.text, dossier),
            page_no=page.page_no,
            box=line.box,
            confidence=round(line.confidence, 3),
        ),
    )


def _names(
    document: DocumentEvidence, min_confidence: float
) -> Iterator[tuple[PageEvidence, TextLine]]:
    for page in document.pages:
        value = page.evidence.value(_NAMES)
        for line in value if isinstance(value, tuple) else ():
            if isinstance(line, TextLine) and line.confidence >= min_confidence:
                yield page, line


def _is_other(name: str, expected: str, params: Params) -> bool:
    """Whether a name is a whole company's name, and surely not the applicant's."""
    if not _COMPANY.search(name) or _AUTHORITIES.search(name):
        return False
    if THIRD_PARTIES.search(name) and not THIRD_PARTIES.search(expected):
        return False
    return name not in expected and likeness(name, expected) < params.far_below


def _failure(document: DocumentEvidence) -> Reason | None:
    readings = (page.evidence.get(_NAMES) for page in document.pages)
    reasons = (one.reason for one in readings if isinstance(one, Unknown))
    return next((one for one in reasons if one in OUR_FAILURES), None)


def _measured(found: str | None, dossier: Dossier) -> dict[str, Measured]:
    return {"found": found, "expected": dossier.company}


KIND = RuleKind(
    name="seal_owner",
    scopes=frozenset({Scope.DOCUMENT}),
    params=Params,
    needs=lambda _params: frozenset({_NAMES}),
    placeholders=("found", "expected"),
    evaluate=evaluate,
)
