"""Pages are read from the front on, and only while a rule does not pass."""

from dataclasses import replace

from checker.engine.plan import first_reading, further_reading, page_tasks
from checker.model.evidence import DocumentEvidence, Evidence, Known
from checker.model.finding import Finding
from checker.model.ids import FactName, ItemCode
from checker.model.rule import AppliesTo, ReadingPlan, Rule, Scope
from checker.model.subject import DossierEvidence
from tests.packs import a_document, a_dossier, a_finding, a_rule

DATES = FactName("date.dates")
DEAR = frozenset({DATES})


def _pages(path: str, count: int, item: str | None = None) -> DocumentEvidence:
    facts = {
        FactName("file.status"): Known("ok"),
        FactName("file.page_count"): Known(count),
    }
    found = a_document(path)
    document = replace(found.document, item=ItemCode(item) if item else None)
    return replace(found, document=document, file=Evidence(facts))


def _rule(**reading: int) -> Rule:
    return a_rule(
        scope=Scope.DOCUMENT, needs=frozenset({DATES}), reading=ReadingPlan(**reading)
    )


BOOKLET = _pages("01.pdf", 30, "01")
OTHER = _pages("02.pdf", 3, "02")
WHOLE = a_dossier({"01": (BOOKLET,), "02": (OTHER,)})


def _further(
    rule: Rule, *findings: Finding, reach: int, whole: DossierEvidence = WHOLE
) -> dict[str, list[int]]:
    wanted = further_reading([rule], findings, whole, dear=DEAR, reach=reach)
    return {str(key): sorted(pages) for key, pages in wanted.items()}


def test_at_first_only_the_pages_that_a_rule_names_are_read() -> None:
    wanted = first_reading([_rule(first=1, last=1)], WHOLE, DEAR)

    assert wanted == {
        BOOKLET.document.content_hash: frozenset({1, 30}),
        OTHER.document.content_hash: frozenset({1, 3}),
    }


def test_a_rule_that_needs_no_text_reads_nothing() -> None:
    rule = a_rule(needs=frozenset({FactName("seal.count")}))

    assert first_reading([rule], WHOLE, DEAR) == {}


def test_a_rule_reads_only_the_items_that_it_is_about() -> None:
    rule = replace(
        _rule(first=1), applies_to=AppliesTo(items=frozenset({ItemCode("02")}))
    )

    assert set(first_reading([rule], WHOLE, DEAR)) == {OTHER.document.content_hash}


def test_while_a_rule_does_not_pass_the_front_and_the_last_page_come_next() -> None:
    found = a_finding("1", document="01.pdf")

    assert _further(_rule(), found, reach=4) == {"hash of 01.pdf": [1, 2, 3, 4, 30]}


def test_a_finding_about_an_item_reads_all_of_its_documents() -> None:
    found = a_finding("1", item="02")

    assert _further(_rule(), found, reach=4) == {"hash of 02.pdf": [1, 2, 3]}


def test_nothing_is_read_beyond_the_limit_of_a_rule() -> None:
    found = a_finding("1", document="01.pdf")

    wanted = _further(_rule(at_most=6), found, reach=2000)

    assert wanted == {"hash of 01.pdf": [1, 2, 3, 4, 5, 6]}


def test_a_rule_that_passed_reads_no_further() -> None:
    assert _further(_rule(), reach=2000) == {}


def test_a_finding_of_a_rule_without_text_reads_no_further() -> None:
    rule = a_rule(needs=frozenset({FactName("seal.count")}))

    assert _further(rule, a_finding("1", document="01.pdf"), reach=2000) == {}


def test_people_and_unmatched_files_are_read_where_the_rule_asks() -> None:
    person, stray = _pages("personnel/a.pdf", 1), _pages("b.pdf", 1)
    whole = a_dossier({}, people=(person,), unmatched=(stray,))
    rule = replace(_rule(first=1), applies_to=AppliesTo(people=True))

    assert set(first_reading([rule], whole, DEAR)) == {person.document.content_hash}


def test_a_booklet_is_shared_out_in_tasks_of_eight_pages() -> None:
    tasks = page_tasks(BOOKLET.document, range(1, 18), frozenset({1, 9}))

    assert [task.page_nos for task in tasks] == [
        (1, 2, 3, 4, 5, 6, 7, 8),
        (9, 10, 11, 12, 13, 14, 15, 16),
        (17,),
    ]
    assert [task.read_nos for task in tasks] == [(1,), (9,), ()]
