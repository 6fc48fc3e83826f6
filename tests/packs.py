"""A small pack with fake kinds, and makers of rules, documents and findings."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from checker.model.checklist import Checklist, ChecklistItem
from checker.model.dossier import Document, Dossier, Submission
from checker.model.evidence import (
    DocumentEvidence,
    Evidence,
    Fact,
    FactType,
    FactValue,
    Known,
    PageEvidence,
    Reading,
    Unknown,
)
from checker.model.finding import Finding, Location
from checker.model.geometry import Box
from checker.model.grade import Grade, GradingLine, GradingScheme
from checker.model.ids import ContentHash, FactName, ItemCode, RuleId
from checker.model.rule import (
    AppliesTo,
    Outcome,
    Rule,
    RuleKind,
    Scope,
    Severity,
    Source,
    Verdict,
)
from checker.model.rulebook import Rulebook
from checker.model.subject import DossierEvidence, ItemEvidence, Subject
from checker.model.wording import Reason, Text


def _fact(name: str, kind: FactType) -> Fact:
    return Fact(FactName(name), kind, "for tests")


FACTS: dict[FactName, Fact] = {
    one.name: one
    for one in (
        _fact("seal.count", FactType.INT),
        _fact("seal.seals", FactType.SEALS),
        _fact("skew.angle_deg", FactType.FLOAT),
        _fact("blank.is_blank", FactType.BOOL),
        _fact("page.content", FactType.TEXT),
        _fact("crop.edges", FactType.TEXTS),
        _fact("red_header.header", FactType.RED_HEADER),
        _fact("text.lines", FactType.LINES),
        _fact("date.dates", FactType.DATES),
        _fact("page_label.label", FactType.PAGE_LABEL),
        _fact("file.signatures", FactType.SIGNATURES),
        _fact("file.status", FactType.TEXT),
        _fact("file.kind", FactType.TEXT),
    )
}
"""One fact of each type."""


@dataclass(frozen=True, slots=True)
class AtLeast:
    """How many of a fact there must be."""

    fact: FactName
    at_least: int = 1

    def __post_init__(self) -> None:
        if self.at_least < 0:
            raise ValueError("at_least must be 0 or more")


def judge_at_least(params: AtLeast, subject: Subject) -> tuple[Verdict, ...]:
    evidence = subject.page.evidence if subject.page else Evidence()
    reading = evidence.get(params.fact)
    if isinstance(reading, Unknown):
        return (Verdict(Outcome.UNKNOWN, {"found": None}, reading.reason),)
    found = reading.value
    enough = isinstance(found, int) and found >= params.at_least
    outcome = Outcome.PASS if enough else Outcome.FAIL
    shown = found if isinstance(found, int) else None
    return (Verdict(outcome, {"found": shown, "at_least": params.at_least}),)


class Mood(StrEnum):
    """A closed set, for params."""

    STRICT = "strict"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Span:
    """A nested part of params."""

    low: float
    high: float = 1.0


@dataclass(frozen=True, slots=True)
class Point:
    """Another nested part of params."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Everything:
    """Params of every type that a kind may ask for."""

    text: str = ""
    count: int = 0
    share: float = 0.0
    is_on: bool = False
    mood: Mood = Mood.STRICT
    words: tuple[str, ...] = ()
    pair: tuple[str, int] = ("", 0)
    wordings: tuple[tuple[str, ...], ...] = ()
    chosen: frozenset[str] = frozenset()
    limit: float | None = None
    by_name: Mapping[str, int] = field(default_factory=dict)
    by_mood: Mapping[Mood, tuple[str, ...]] = field(default_factory=dict)
    day: dt.date | None = None
    span: Span | None = None
    item: ItemCode | None = None
    pattern: str = ""
    either: str | int = ""
    shape: Span | Point | None = None
    size: Literal["small", "large"] = "small"
    plain: object = None

    def __post_init__(self) -> None:
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise ValueError(f"{self.pattern} is no pattern: {error}") from None


def judge_nothing(_params: Everything, _subject: Subject) -> tuple[Verdict, ...]:
    return (Verdict(Outcome.NOT_APPLICABLE),)


def a_kind(name: str, scopes: set[Scope], evaluate: Callable[..., Any]) -> RuleKind:
    """Return a kind without params that judges by the function."""
    return RuleKind(
        name=name,
        scopes=frozenset(scopes),
        params=Everything,
        needs=lambda _: frozenset(),
        placeholders=("found",),
        evaluate=evaluate,
    )


AT_LEAST = RuleKind(
    name="at_least",
    scopes=frozenset({Scope.PAGE}),
    params=AtLeast,
    needs=lambda params: frozenset({params.fact}),
    placeholders=("found", "at_least"),
    evaluate=judge_at_least,
)
EVERYTHING = a_kind("everything", set(Scope), judge_nothing)
CARELESS = RuleKind(
    name="careless",
    scopes=frozenset({Scope.PAGE}),
    params=Everything,
    needs=lambda params: frozenset({FactName(params.text)}),
    placeholders=("found", "at_least"),
    evaluate=judge_nothing,
)
"""A kind whose params don't say that one of them is a fact."""
KINDS: dict[str, RuleKind] = {one.name: one for one in (AT_LEAST, CARELESS, EVERYTHING)}

PACK_YAML = """\
schema: pack/1
id: small
version: "1.0"
title: {zh: 小规则包, en: A small pack}
year: 2021
in_force: {from: 2021-07-01}
grading:
  unknown_items_share: 0.2
  lines:
    - id: useless
      grade: unqualified
      words: {zh: 重要材料无效, en: an important item is useless}
      items: ["01"]
      tags: [useless]
    - id: any_error
      grade: basically_qualified
      words: {zh: 有其他错误, en: any other error}
  otherwise: {grade: qualified, words: {zh: 没有错误, en: no error}}
"""
ITEMS_YAML = """\
items:
  - code: "01"
    title: {zh: 安全机构, en: Safety body}
    parts:
      - {id: body, title: {zh: 机构, en: body}, words: [[安全, 机构], [领导小组]]}
  - code: "02"
    title: {zh: 工伤保险, en: Insurance}
    not_applicable: {proof: [[没有, 工人]]}
  - code: "20"
    title: {zh: 整改材料, en: Rectification}
    only_after_return: true
"""
RULE_YAML = """\
id: seal.missing
title: {zh: 没有公章, en: No company seal}
source: {document: 填报说明, clause: 备注 2}
why: {zh: 没有公章看不出是谁的文件, en: Without a seal nobody answers for the page}
scope: page
applies_to: {items: ["01"], last_pages: 1}
kind: at_least
params: {fact: seal.count, at_least: 1}
severity: error
message: {zh: "第 {page_no} 页有 {found} 枚", en: "Page {page_no} has {found}"}
doubt: {zh: "第 {page_no} 页：{reason}", en: "Page {page_no}: {reason}"}
remedy: {zh: 请加盖公章, en: Stamp the page}
tags: [useless]
examples:
  pass: [{pages: [{seal.count: 1}]}]
  fail: [{pages: [{seal.count: {known: 0, confidence: 0.9}}]}]
  unknown: [{pages: [{seal.count: {unknown: low_confidence}}]}]
"""


def write_pack(folder: Path, **files: str) -> Path:
    """Write the small pack; a keyword such as ``items`` replaces a file's text.

    Keywords with ``__`` name rules: ``seal__missing`` is ``seal.missing.yaml``.
    """
    texts = {"pack": PACK_YAML, "items": ITEMS_YAML, "seal__missing": RULE_YAML}
    for name, text in {**texts, **files}.items():
        (folder / f"{name.replace('__', '.')}.yaml").write_text(text, "utf-8")
    return folder


def a_rule(rule_id: str = "seal.missing", **changes: Any) -> Rule:  # noqa: ANN401
    """Return a rule of the kind at_least; changes replace its fields."""
    fields: dict[str, Any] = {
        "id": RuleId(rule_id),
        "title": Text("没有公章", "No seal"),
        "source": Source("填报说明", "备注 2"),
        "why": Text("为什么", "why"),
        "scope": Scope.PAGE,
        "applies_to": AppliesTo(),
        "kind": AT_LEAST,
        "params": AtLeast(FactName("seal.count")),
        "severity": Severity.ERROR,
        "message": Text("第 {page_no} 页有 {found} 枚", "page {page_no}: {found}"),
        "doubt": Text("第 {page_no} 页：{reason}", "page {page_no}: {reason}"),
        "remedy": Text("请加盖公章", "stamp it"),
        "needs": frozenset({FactName("seal.count")}),
    }
    return Rule(**{**fields, **changes})


def a_rule_saying(
    *verdicts: Verdict,
    scope: Scope = Scope.DOSSIER,
    **changes: Any,  # noqa: ANN401
) -> Rule:
    """Return a rule whose kind gives these verdicts on every subject."""
    kind = a_kind("saying", {scope}, lambda _params, _subject: verdicts)
    given = {"kind": kind, "scope": scope, "params": Everything()}
    return a_rule(**{**given, **changes})


def a_page(page_no: int, **readings: FactValue | Reading) -> PageEvidence:
    """Return a page; ``seal__count=1`` is a known reading of ``seal.count``."""
    known = {
        FactName(name.replace("__", ".")): value
        if isinstance(value, Known | Unknown)
        else Known(value)
        for name, value in readings.items()
    }
    return PageEvidence(page_no, 595.0, 842.0, Evidence(known))


def a_document(
    path: str, *pages: PageEvidence, status: str = "ok", failed: tuple[str, ...] = ()
) -> DocumentEvidence:
    """Return a document whose content hash follows from its path."""
    return DocumentEvidence(
        document=Document(path, path, ContentHash(f"hash of {path}"), 1),
        file=Evidence({FactName("file.status"): Known(status)}),
        pages=pages,
        failed=failed,
    )


CHECKLIST = Checklist(
    (
        ChecklistItem(ItemCode("01"), Text("机构", "body")),
        ChecklistItem(
            ItemCode("02"),
            Text("保险", "insurance"),
            not_applicable_words=(("没有工人",),),
        ),
        ChecklistItem(ItemCode("03"), Text("另加", "extra"), required=False),
        ChecklistItem(
            ItemCode("20"), Text("整改", "rectification"), only_after_return=True
        ),
    )
)


def a_dossier(
    filed: Mapping[str, tuple[DocumentEvidence, ...]] | None = None,
    *,
    left_out: Mapping[str, str] | None = None,
    people: tuple[DocumentEvidence, ...] = (),
    unmatched: tuple[DocumentEvidence, ...] = (),
    **dossier: Any,  # noqa: ANN401 - fields of Dossier
) -> DossierEvidence:
    """Return a dossier's evidence by item code; the rest of the items are empty."""
    filed, left_out = filed or {}, left_out or {}
    given = {"id": "d", "year": 2021, "submission": Submission.FIRST, **dossier}
    return DossierEvidence(
        dossier=Dossier(**given),
        checklist=CHECKLIST,
        items=tuple(
            ItemEvidence(one, filed.get(one.code, ()), left_out.get(one.code))
            for one in CHECKLIST.items
        ),
        people=people,
        unmatched=unmatched,
    )


SCHEME = GradingScheme(
    lines=(
        GradingLine(
            "useless",
            Grade.UNQUALIFIED,
            Text("重要材料无效", "an important item is useless"),
            items=frozenset({ItemCode("01")}),
            tags=frozenset({"useless"}),
        ),
        GradingLine(
            "three_items",
            Grade.UNQUALIFIED,
            Text("三个以上项目有错误", "errors in three items or more"),
            at_least=3,
            count_items=True,
        ),
        GradingLine(
            "any", Grade.BASICALLY_QUALIFIED, Text("其他错误", "any other error")
        ),
    ),
    otherwise=Grade.QUALIFIED,
    otherwise_words=Text("没有错误", "no error"),
)


def a_rulebook(*rules: Rule) -> Rulebook:
    """Return a rulebook of these rules."""
    return Rulebook(
        id="small",
        version="1.0",
        digest="0" * 64,
        title=Text("小", "small"),
        year=2021,
        checklist=CHECKLIST,
        rules=rules,
        scheme=SCHEME,
    )


def a_finding(finding_id: str, **changes: Any) -> Finding:  # noqa: ANN401
    """Return a failed finding of severity error; changes replace its fields.

    ``item``, ``document``, ``page_no`` and ``box`` change its location.
    """
    names = ("item", "document", "page_no", "box")
    place = {name: changes.pop(name) for name in names if name in changes}
    fields: dict[str, Any] = {
        "id": finding_id,
        "rule": RuleId("seal.missing"),
        "area": "seal",
        "outcome": Outcome.FAIL,
        "severity": Severity.ERROR,
        "location": Location(**place),
        "message": Text("缺公章", "no seal"),
        "remedy": Text("请盖章", "stamp it"),
        "measured": {},
        "source": Source("填报说明", "备注 2"),
    }
    return Finding(**{**fields, **changes})


FAIL = Verdict(Outcome.FAIL)
PASS = Verdict(Outcome.PASS)
UNKNOWN = Verdict(Outcome.UNKNOWN, reason=Reason.LOW_CONFIDENCE)
A_BOX = Box(100.0, 100.0, 200.0, 200.0)
