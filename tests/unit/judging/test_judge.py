import dataclasses
import datetime as dt
import re
import time

import pytest

from checker.errors import EngineError
from checker.judging.judge import evaluate, judge
from checker.model.dossier import Submission
from checker.model.geometry import Box
from checker.model.ids import ItemCode, RuleId
from checker.model.rule import AppliesTo, Outcome, Rule, Scope, Severity, Verdict
from checker.model.subject import DossierEvidence, Subject
from checker.model.waiver import Waiver
from checker.model.wording import Text
from tests.packs import (
    A_BOX,
    FAIL,
    PASS,
    UNKNOWN,
    Everything,
    a_document,
    a_dossier,
    a_kind,
    a_page,
    a_rule,
    a_rule_saying,
    a_rulebook,
)


def places(rule: Rule, whole: DossierEvidence) -> list[tuple[str | None, ...]]:
    """Return what the rule looked at: item, path and page of each subject."""
    found: list[tuple[str | None, ...]] = []
    for subject, _ in evaluate(rule, whole):
        item = subject.item.item.code if subject.item else None
        path = subject.document.document.path if subject.document else None
        page = str(subject.page.page_no) if subject.page else None
        found.append((item, path, page))
    return found


def reaching(scope: Scope, **applies: object) -> Rule:
    items = applies.pop("items", None)
    reach = AppliesTo(items, **applies)  # type: ignore[arg-type] # test input
    return a_rule_saying(PASS, scope=scope, applies_to=reach)


TWO_PAGES = a_document("01.pdf", a_page(1), a_page(2))
BROKEN = a_document("01b.pdf", status="damaged")
PERSON = a_document("p.pdf", a_page(1))
STRAY = a_document("x.pdf", a_page(1))
WHOLE = a_dossier({"01": (TWO_PAGES, BROKEN)}, people=(PERSON,), unmatched=(STRAY,))


def test_dossier_rule_looks_once() -> None:
    assert places(reaching(Scope.DOSSIER), WHOLE) == [(None, None, None)]


def test_document_rule_looks_at_unreadable_files_too() -> None:
    rule = reaching(Scope.DOCUMENT)

    assert places(rule, WHOLE) == [("01", "01.pdf", None), ("01", "01b.pdf", None)]


def test_page_rule_looks_at_pages_of_readable_files() -> None:
    rule = reaching(Scope.PAGE)

    assert places(rule, WHOLE) == [("01", "01.pdf", "1"), ("01", "01.pdf", "2")]


def test_files_of_people_and_strays_are_looked_at_when_asked() -> None:
    rule = reaching(Scope.PAGE, items=frozenset(), people=True, unmatched=True)

    assert places(rule, WHOLE) == [(None, "p.pdf", "1"), (None, "x.pdf", "1")]


@pytest.mark.parametrize(
    ("first", "last", "pages"),
    [
        (0, 0, ["1", "2", "3", "4", "5"]),
        (2, 0, ["1", "2"]),
        (0, 1, ["5"]),
        (1, 2, ["1", "4", "5"]),
        (4, 4, ["1", "2", "3", "4", "5"]),
    ],
)
def test_page_rule_may_look_at_first_and_last_pages(
    first: int, last: int, pages: list[str]
) -> None:
    document = a_document("a.pdf", *(a_page(no) for no in range(1, 6)))
    rule = reaching(Scope.PAGE, first_pages=first, last_pages=last)

    looked = places(rule, a_dossier({"01": (document,)}))

    assert [place[2] for place in looked] == pages


def test_item_rule_looks_at_what_the_first_submission_asks_for() -> None:
    looked = places(reaching(Scope.ITEM), a_dossier())

    assert [place[0] for place in looked] == ["01", "02"]


def test_item_rule_looks_at_rectification_after_a_return() -> None:
    whole = a_dossier(submission=Submission.RECTIFICATION)

    looked = places(reaching(Scope.ITEM), whole)

    assert [place[0] for place in looked] == ["01", "02", "20"]


def test_item_rule_looks_at_an_optional_item_that_was_handed_in() -> None:
    whole = a_dossier({"03": (TWO_PAGES,)})

    looked = places(reaching(Scope.ITEM), whole)

    assert [place[0] for place in looked] == ["01", "02", "03"]


def test_item_that_was_left_out_is_judged_with_its_reason() -> None:
    whole = a_dossier(left_out={"02": "没有工人"})
    rule = reaching(Scope.ITEM, items=frozenset({ItemCode("02")}))

    (judged,) = evaluate(rule, whole)

    subject = judged[0]
    assert subject.item is not None
    assert subject.item.left_out == "没有工人"


def test_passes_are_tallied_and_make_no_findings() -> None:
    whole = a_dossier({"01": (a_document("a.pdf", a_page(1, seal__count=1)),)})

    judgement = judge(a_rulebook(a_rule()), whole)

    assert judgement.findings == ()
    assert judgement.tallies[0].counts == {
        Outcome.PASS: 1,
        Outcome.FAIL: 0,
        Outcome.UNKNOWN: 0,
        Outcome.NOT_APPLICABLE: 0,
    }


def test_rule_with_nothing_to_judge_is_tallied_too() -> None:
    judgement = judge(a_rulebook(a_rule()), a_dossier())

    assert set(judgement.tallies[0].counts.values()) == {0}


def test_failure_becomes_a_finding_with_its_place_and_words() -> None:
    document = a_document("a.pdf", a_page(1, seal__count=1), a_page(2, seal__count=0))
    rule = a_rule(tags=frozenset({"useless"}))

    judgement = judge(a_rulebook(rule), a_dossier({"01": (document,)}))

    (finding,) = judgement.findings
    place = finding.location
    assert (place.item, place.document, place.page_no) == ("01", "a.pdf", 2)
    assert place.page_size_pt == (595.0, 842.0)
    assert finding.outcome is Outcome.FAIL
    assert finding.message == Text("第 2 页有 0 枚", "page 2: 0")
    assert finding.remedy == Text("请加盖公章", "stamp it")
    assert finding.measured == {"found": 0, "at_least": 1}
    assert finding.tags == {"useless"}
    assert finding.is_error
    assert re.fullmatch(r"f-[0-9a-f]{16}", finding.id)


def test_doubt_becomes_a_finding_with_its_reason() -> None:
    document = a_document("a.pdf", a_page(1))

    judgement = judge(a_rulebook(a_rule()), a_dossier({"01": (document,)}))

    (finding,) = judgement.findings
    words = Text("第 1 页：没有测量这一项", "page 1: this was not measured")
    assert finding.outcome is Outcome.UNKNOWN
    assert finding.severity is Severity.ERROR
    assert finding.message == words
    assert finding.measured["reason"] == Text("没有测量这一项", "this was not measured")


def test_place_of_the_verdict_goes_before_that_of_the_subject() -> None:
    document = a_document("a.pdf", a_page(1), a_page(2))
    verdict = Verdict(Outcome.FAIL, document="a.pdf", page_no=2, box=A_BOX)

    judgement = judge(
        a_rulebook(a_rule_saying(verdict)), a_dossier({"01": (document,)})
    )

    place = judgement.findings[0].location
    assert (place.item, place.document, place.page_no) == ("01", "a.pdf", 2)
    assert place.box == A_BOX


def test_item_of_the_verdict_goes_before_that_of_its_document() -> None:
    document = a_document("a.pdf", a_page(1))
    verdict = Verdict(Outcome.FAIL, document="a.pdf", item=ItemCode("02"))

    judgement = judge(
        a_rulebook(a_rule_saying(verdict)), a_dossier({"01": (document,)})
    )

    assert judgement.findings[0].location.item == "02"


def test_words_know_the_dossier() -> None:
    words = Text(
        "{company}{year}{as_of}{item_title}{document}",
        "{company} {year} {as_of} {item_title} {document}",
    )
    verdict = Verdict(Outcome.FAIL, item=ItemCode("01"))
    whole = a_dossier(as_of=dt.date(2022, 3, 1))

    judgement = judge(a_rulebook(a_rule_saying(verdict, message=words)), whole)

    assert judgement.findings[0].message == Text(
        "未知20212022-03-01机构未知", "unknown 2021 2022-03-01 body unknown"
    )


def test_findings_are_sorted_by_item_document_page_and_rule() -> None:
    first = a_document("a.pdf", a_page(1), a_page(2))
    second = a_document("b.pdf", a_page(1))
    whole = a_dossier({"01": (second, first)}, people=(PERSON,))
    reach = AppliesTo(people=True)
    rules = [a_rule(f"seal.{name}", applies_to=reach) for name in ("b", "a")]

    judgement = judge(a_rulebook(*rules), whole)

    assert [
        (one.location.item, one.location.document, one.location.page_no, one.rule)
        for one in judgement.findings
    ] == [
        ("01", "a.pdf", 1, "seal.a"),
        ("01", "a.pdf", 1, "seal.b"),
        ("01", "a.pdf", 2, "seal.a"),
        ("01", "a.pdf", 2, "seal.b"),
        ("01", "b.pdf", 1, "seal.a"),
        ("01", "b.pdf", 1, "seal.b"),
        (None, "p.pdf", 1, "seal.a"),
        (None, "p.pdf", 1, "seal.b"),
    ]


def ids_of(whole: DossierEvidence, *rules: Rule) -> list[str]:
    return [one.id for one in judge(a_rulebook(*rules), whole).findings]


def test_id_stays_when_the_file_is_renamed() -> None:
    pages = a_page(1, seal__count=0)
    before = a_document("a.pdf", pages)
    document = dataclasses.replace(before.document, path="renamed.pdf")
    renamed = dataclasses.replace(before, document=document)

    assert ids_of(a_dossier({"01": (before,)}), a_rule()) == ids_of(
        a_dossier({"01": (renamed,)}), a_rule()
    )


def test_id_stays_when_the_measure_changes_a_little() -> None:
    seen = [
        Verdict(Outcome.FAIL, {"angle": 5.1}, box=Box(100, 100, 150, 150)),
        Verdict(Outcome.FAIL, {"angle": 5.4}, box=Box(101, 101, 151, 151)),
    ]

    first, second = (ids_of(a_dossier(), a_rule_saying(one)) for one in seen)

    assert first == second


@pytest.mark.parametrize(
    "other",
    [
        Verdict(Outcome.FAIL, item=ItemCode("02")),
        Verdict(Outcome.FAIL, page_no=2),
        Verdict(Outcome.FAIL, document="elsewhere.pdf"),
        Verdict(Outcome.FAIL, box=A_BOX),
        Verdict(Outcome.FAIL, {"part_id": "a"}),
        Verdict(Outcome.FAIL, {"row": 3}),
        Verdict(Outcome.FAIL, {"person": "王一", "row": 3}),
    ],
    ids=["item", "page", "document", "box", "part", "row", "person"],
)
def test_id_tells_places_apart(other: Verdict) -> None:
    ids = ids_of(a_dossier(), a_rule_saying(FAIL, other))

    assert len(set(ids)) == 2
    assert not any(one.endswith("-2") for one in ids)


def test_id_of_a_person_stays_when_rows_are_added_above() -> None:
    rows = [Verdict(Outcome.FAIL, {"person": "王一", "row": row}) for row in (1, 2)]

    first, second = (ids_of(a_dossier(), a_rule_saying(one)) for one in rows)

    assert first == second


def test_equal_ids_get_a_number() -> None:
    ids = ids_of(a_dossier(), a_rule_saying(FAIL, FAIL, FAIL))

    assert len(set(ids)) == 3
    assert {one[18:] for one in ids} == {"", "-2", "-3"}


def test_waiver_follows_the_old_id_of_a_rule() -> None:
    old = ids_of(a_dossier(), a_rule_saying(FAIL, id=RuleId("seal.old")))
    rule = a_rule_saying(FAIL, id=RuleId("seal.new"), formerly=(RuleId("seal.old"),))

    judgement = judge(a_rulebook(rule), a_dossier(), [Waiver(old[0], "王一", "已核实")])

    assert judgement.findings[0].waiver is not None
    assert judgement.findings[0].id != old[0]


def test_kind_that_raises_is_a_fault_of_ours_naming_the_rule() -> None:
    def fail(_params: Everything, _subject: Subject) -> tuple[Verdict, ...]:
        raise ZeroDivisionError("by nothing")

    kind = a_kind("broken", {Scope.PAGE}, fail)
    rule = a_rule(kind=kind, params=Everything())

    with pytest.raises(
        EngineError, match=r"seal\.missing: its kind broken failed on 01\.pdf, page 1"
    ):
        judge(a_rulebook(rule), WHOLE)


@pytest.mark.parametrize(
    ("scope", "named"),
    [(Scope.ITEM, "item 01"), (Scope.DOCUMENT, "01.pdf"), (Scope.DOSSIER, "the dos")],
)
def test_kind_without_a_verdict_is_a_fault_of_ours(scope: Scope, named: str) -> None:
    with pytest.raises(EngineError, match=f"gave no verdict on {named}"):
        judge(a_rulebook(a_rule_saying(scope=scope)), WHOLE)


def test_unknown_is_never_tallied_as_a_pass() -> None:
    judgement = judge(a_rulebook(a_rule_saying(UNKNOWN)), a_dossier())

    assert judgement.tallies[0].counts[Outcome.UNKNOWN] == 1
    assert judgement.tallies[0].counts[Outcome.PASS] == 0
    assert judgement.findings[0].measured["reason"] == Text(
        "把握不够", "the measurement is not sure enough"
    )


@pytest.mark.bench
def test_two_thousand_pages_are_judged_in_a_moment() -> None:
    pages = [a_page(no, seal__count=no % 2) for no in range(1, 21)]
    documents = tuple(a_document(f"{no}.pdf", *pages) for no in range(100))
    rules = [a_rule(f"seal.r{no}") for no in range(10)]

    start_s = time.process_time()
    judgement = judge(a_rulebook(*rules), a_dossier({"01": documents}))
    spent_s = time.process_time() - start_s

    assert len(judgement.findings) == 10_000
    print(f"20,000 evaluations, 10,000 findings: {spent_s:.2f} s")  # noqa: T201
