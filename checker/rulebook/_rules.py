"""Turns one rule file into a rule, checking words, params and examples on the way.

Each check works on the tree by itself, so that one fault does not hide another.
"""

import string
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from checker.model.checklist import Checklist
from checker.model.evidence import Evidence, Fact
from checker.model.ids import FactName
from checker.model.rule import (
    COMMON_PLACEHOLDERS,
    AppliesTo,
    Rule,
    RuleExamples,
    RuleKind,
)
from checker.model.subject import DossierEvidence
from checker.model.wording import Text
from checker.rulebook._building import Builder
from checker.rulebook._faults import FaultLog, unknown_word
from checker.rulebook._forms import AppliesForm, ExampleForm, RuleForm
from checker.rulebook._ids import check_id
from checker.rulebook._packs import ITEM
from checker.rulebook._readings import FACT, evidence_maker
from checker.rulebook._tree import (
    Listing,
    Node,
    Scalar,
    Table,
    find,
    place_of,
    scalars_of,
)
from checker.rulebook.examples import ExampleContext, build_example

_WORDS = ("message", "doubt", "remedy")
_EXAMPLES = ("pass", "fail", "unknown")


@dataclass(frozen=True, slots=True)
class Terms:
    """What rule files may refer to; ``checklist`` None: items.yaml is broken."""

    kinds: Mapping[str, RuleKind]
    facts: Mapping[FactName, Fact]
    checklist: Checklist | None
    year: int


def build_rule(node: Node, log: FaultLog, terms: Terms) -> Rule | None:
    """Return the rule of a file, None when anything about it is broken."""
    builder = _builder(log, terms)
    form: RuleForm | None = builder.whole(node, RuleForm)
    kind = _kind(node, log, terms.kinds)
    check_id(node, log)
    _check_reach(node, log, kind)
    _check_placeholders(node, log, kind)
    params = _params(builder, node, kind)
    needs = _needs(node, log, terms.facts, kind=kind, params=params)
    examples = _examples(builder, node, terms)
    if form is None or kind is None or log.faults:
        return None
    return Rule(
        id=form.id,
        title=form.title,
        source=form.source,
        why=form.why,
        scope=form.scope,
        applies_to=_applies(form.applies_to),
        kind=kind,
        params=params,
        severity=form.severity,
        message=form.message,
        doubt=form.doubt,
        remedy=form.remedy,
        needs=needs,
        reading=form.reading,
        tags=frozenset(form.tags),
        formerly=form.formerly,
        examples=examples,
        file=log.file,
    )


def _builder(log: FaultLog, terms: Terms) -> Builder:
    names: dict[str, tuple[Text, Collection[str]]] = {"FactName": (FACT, terms.facts)}
    if terms.checklist is not None:
        codes = [one.code for one in terms.checklist.items]
        names["ItemCode"] = (ITEM, codes)
    return Builder(log, names, {Evidence: evidence_maker(terms.facts)})


def _applies(form: AppliesForm) -> AppliesTo:
    return AppliesTo(
        items=None if form.items == "all" else frozenset(form.items),
        people=form.people,
        unmatched=form.unmatched,
        first_pages=form.first_pages,
        last_pages=form.last_pages,
    )


def _kind(node: Node, log: FaultLog, kinds: Mapping[str, RuleKind]) -> RuleKind | None:
    named = find(node, "kind")
    if not isinstance(named, Scalar):
        return None
    if named.raw not in kinds:
        log.add(named.place, unknown_word(_KIND, named.raw, kinds))
    return kinds.get(named.raw)


def _listed(node: Node | None) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, Listing) else ()


def _check_reach(node: Node, log: FaultLog, kind: RuleKind | None) -> None:
    scope = find(node, "scope")
    if kind and isinstance(scope, Scalar) and scope.raw not in kind.scopes:
        scopes = ", ".join(sorted(kind.scopes))
        log.add(scope.place, _wrong_scope(kind.name, scope.raw, scopes))
    for steps in (
        ("applies_to", "first_pages"),
        ("applies_to", "last_pages"),
        ("reading", "first"),
        ("reading", "last"),
        ("reading", "at_most"),
    ):
        count = find(node, *steps)
        value = count.value if isinstance(count, Scalar) else None
        if isinstance(value, int) and value < 0:
            log.add(place_of(count), _NEGATIVE)


def _check_placeholders(node: Node, log: FaultLog, kind: RuleKind | None) -> None:
    if kind is None:
        return
    valid = (*COMMON_PLACEHOLDERS, *kind.placeholders)
    for key in _WORDS:
        for language in ("zh", "en"):
            words = find(node, key, language)
            if isinstance(words, Scalar) and isinstance(words.value, str):
                _check_words(words, log, valid)


def _check_words(words: Scalar, log: FaultLog, valid: Collection[str]) -> None:
    try:
        parsed = list(string.Formatter().parse(words.raw))
    except ValueError:
        log.add(words.place, _BRACES)
        return
    for _, name, layout, conversion in parsed:
        if name is None:
            continue
        if layout or conversion:
            log.add(words.place, _NO_LAYOUT)
        if name not in valid:
            log.add(words.place, unknown_word(_PLACEHOLDER, name, valid))


def _params(builder: Builder, node: Node, kind: RuleKind | None) -> Any:  # noqa: ANN401 - of the kind's class
    if kind is None:
        return None
    given = find(node, "params") or Table((), place_of(node, "kind"))
    return builder.whole(given, kind.params)


def _needs(
    node: Node,
    log: FaultLog,
    facts: Mapping[FactName, Fact],
    *,
    kind: RuleKind | None,
    params: Any,  # noqa: ANN401 - of the kind's class
) -> frozenset[FactName]:
    if kind is None or params is None:
        return frozenset()
    needs = kind.needs(params)
    given = find(node, "params")
    for name in sorted(needs - facts.keys()):
        named = (one.place for one in scalars_of(given) if one.raw == name)
        place = next(named, place_of(node, "params"))
        log.add(place, unknown_word(FACT, name, facts))
    return needs


def _examples(builder: Builder, node: Node, terms: Terms) -> RuleExamples:
    context = ExampleContext(
        checklist=terms.checklist or Checklist(()),
        year=terms.year,
        applies_to=_reach_of(node),
    )
    lists: dict[str, tuple[DossierEvidence, ...]] = {}
    for key in _EXAMPLES:
        listed = find(node, "examples", key)
        if isinstance(listed, Listing) and not listed.nodes:
            builder.log.add(listed.place, _no_example(key))
        forms = [builder.whole(one, ExampleForm) for one in _listed(listed)]
        lists[key] = tuple(build_example(one, context) for one in forms if one)
    return RuleExamples(lists["pass"], lists["fail"], lists["unknown"])


def _reach_of(node: Node) -> AppliesForm:
    """Return the rule's reach even where the rest of the rule is broken."""
    given = find(node, "applies_to")
    form = given and Builder(FaultLog("")).whole(given, AppliesForm)
    return form or AppliesForm()


_KIND = Text("判定方式（kind）", "kind")
_PLACEHOLDER = Text("占位符", "placeholder")
_NEGATIVE = Text("页数不能是负数", "a number of pages is 0 or more")
_BRACES = Text(
    "花括号没有配对；占位符写作 {page_no}，花括号本身写作 {{ 或 }}",
    "a brace is not paired; a placeholder is {page_no}, a brace itself {{ or }}",
)
_NO_LAYOUT = Text(
    "占位符里只写名称，如 {page_no}", "a placeholder holds a name alone: {page_no}"
)


def _wrong_scope(kind: str, scope: str, scopes: str) -> Text:
    return Text(
        f"判定方式“{kind}”不能用于“{scope}”范围；可用的有：{scopes}",
        f'the kind "{kind}" has no scope "{scope}"; valid are {scopes}',
    )


def _no_example(key: str) -> Text:
    return Text(
        f"每条规则至少要有一个 {key} 示例；请补上",
        f"each rule has at least one {key} example; add one",
    )
