"""What must hold of judging whatever the evidence and the rules are."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.judging.judge import judge
from checker.model.evidence import Known, PageEvidence, Unknown
from checker.model.result import ItemStatus
from checker.model.rule import AppliesTo, Outcome, Rule
from checker.model.subject import DossierEvidence
from checker.model.waiver import Waiver
from checker.model.wording import Reason
from tests.packs import a_document, a_dossier, a_page, a_rule, a_rulebook

pytestmark = pytest.mark.property

readings = st.one_of(
    st.integers(0, 2).map(Known), st.sampled_from(list(Reason)).map(Unknown)
)


def _pages(counts: list[Known | Unknown]) -> tuple[PageEvidence, ...]:
    return tuple(a_page(no, seal__count=one) for no, one in enumerate(counts, start=1))


@st.composite
def dossiers(draw: st.DrawFn) -> DossierEvidence:
    filed = {}
    for code in ("01", "02", "20"):
        documents = draw(st.lists(st.lists(readings, max_size=3), max_size=2))
        filed[code] = tuple(
            a_document(
                f"{code}-{no}.pdf",
                *_pages(counts),
                status=draw(st.sampled_from(["ok", "damaged"])),
            )
            for no, counts in enumerate(documents)
        )
    return a_dossier(filed)


@st.composite
def rule_lists(draw: st.DrawFn) -> list[Rule]:
    names = draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=4))
    reaches = st.builds(AppliesTo, first_pages=st.integers(0, 2))
    return [a_rule(f"seal.{name}", applies_to=draw(reaches)) for name in names]


@given(dossiers(), rule_lists(), st.randoms(use_true_random=False))
def test_judgement_does_not_depend_on_the_order_of_rules(
    whole: DossierEvidence, rules: list[Rule], shuffler: random.Random
) -> None:
    shuffled = list(rules)
    shuffler.shuffle(shuffled)

    assert judge(a_rulebook(*rules), whole) == judge(a_rulebook(*shuffled), whole)


@given(dossiers(), rule_lists())
def test_ids_are_unique_and_findings_sorted(
    whole: DossierEvidence, rules: list[Rule]
) -> None:
    judgement = judge(a_rulebook(*rules), whole)

    ids = [one.id for one in judgement.findings]
    places = [one.location.item or "99" for one in judgement.findings]
    assert len(ids) == len(set(ids))
    assert places == sorted(places)


@given(dossiers())
def test_unknown_never_passes(whole: DossierEvidence) -> None:
    judgement = judge(a_rulebook(a_rule()), whole)

    pages = [
        page
        for document in whole.documents
        if document.is_readable
        for page in document.pages
    ]
    unknown = sum(isinstance(one.evidence.get("seal.count"), Unknown) for one in pages)
    assert judgement.tallies[0].counts[Outcome.UNKNOWN] == unknown
    for item, result in zip(whole.items, judgement.items, strict=True):
        doubtful = [
            page
            for document in item.documents
            for page in document.pages
            if isinstance(page.evidence.get("seal.count"), Unknown)
        ]
        if doubtful or not all(one.is_readable for one in item.documents):
            assert result.status is not ItemStatus.PASS


@given(dossiers(), rule_lists(), st.data())
def test_waivers_mark_findings_and_change_nothing_else(
    whole: DossierEvidence, rules: list[Rule], data: st.DataObject
) -> None:
    before = judge(a_rulebook(*rules), whole)
    ids = [one.id for one in before.findings]
    chosen = data.draw(st.sets(st.sampled_from(ids))) if ids else set()
    waivers = [Waiver(one, "王一", "已核实") for one in sorted(chosen)]

    after = judge(a_rulebook(*rules), whole, waivers)

    assert [one.id for one in after.findings] == ids
    assert {one.id for one in after.findings if one.waiver} == chosen
    assert after.tallies == before.tallies
    order = list(ItemStatus)
    for was, now in itertools.zip_longest(before.items, after.items):
        assert order.index(now.status) >= order.index(was.status)
