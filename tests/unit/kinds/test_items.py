"""Kinds that judge an item: item_present, parts, proof_of_absence."""

from dataclasses import replace

import pytest

from checker.kinds import item_present, parts, proof_of_absence
from checker.kinds._matching import (
    best_match,
    is_title_like,
    plain_text,
    similarity,
    title_hit,
)
from checker.model.checklist import ChecklistItem
from checker.model.dossier import Dossier, IntakeNote, Submission
from checker.model.evidence import Known, Unknown
from checker.model.ids import ItemCode
from checker.model.rule import Outcome, Verdict
from checker.model.subject import ItemEvidence
from checker.model.wording import Reason, Text
from tests.unit.kinds.subjects import (
    ITEM,
    Given,
    document,
    dossier_of,
    item_of,
    item_subject,
    lines,
    only,
    outcome,
    part,
    seal,
)

PRESENT = item_present.Params()
WITH_PROOF = replace(ITEM, not_applicable_words=(("无重大危险源",),))


def present(item: ItemEvidence, dossier: Dossier | None = None) -> Outcome:
    return outcome(item_present.KIND, PRESENT, item_subject(item, dossier))


def test_an_item_without_a_document_is_missing() -> None:
    assert present(item_of()) is Outcome.FAIL
    assert present(item_of(document({}))) is Outcome.PASS


def test_an_unreadable_file_is_the_matter_of_its_own_finding() -> None:
    assert present(item_of(document(file={"file.status": "damaged"}))) is Outcome.PASS


def test_only_items_with_a_possible_proof_can_be_left_out() -> None:
    assert present(item_of(item=WITH_PROOF, left_out="无")) is Outcome.NOT_APPLICABLE
    assert present(item_of(left_out="无")) is Outcome.FAIL


def test_rectification_material_is_asked_for_after_a_return_alone() -> None:
    item = item_of(item=replace(ITEM, only_after_return=True))
    returned = Dossier("d", submission=Submission.RECTIFICATION)

    assert present(item) is Outcome.NOT_APPLICABLE
    assert present(item, returned) is Outcome.FAIL


def test_an_optional_item_is_never_missing() -> None:
    assert present(item_of(item=replace(ITEM, required=False))) is (
        Outcome.NOT_APPLICABLE
    )


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("1-a.pdf", Outcome.UNKNOWN),
        ("包/01、任命.pdf", Outcome.UNKNOWN),
        ("安全总监任命.pdf", Outcome.UNKNOWN),
        ("03-审计.pdf", Outcome.FAIL),
        ("2011.pdf", Outcome.FAIL),
        (None, Outcome.FAIL),
    ],
)
def test_a_file_that_was_not_taken_in_may_be_the_missing_item(
    path: str | None, expected: Outcome
) -> None:
    note = IntakeNote("unreadable_member", Text("读不出", "unreadable"), path)
    item = item_of(item=replace(ITEM, title_words=("安全总监",)))

    assert present(item, Dossier("d", notes=(note,))) is expected


def test_kinds_of_items_need_an_item() -> None:
    subject = dossier_of()

    assert (
        outcome(item_present.KIND, PRESENT, subject)
        is outcome(parts.KIND, parts.Params(), subject)
        is outcome(proof_of_absence.KIND, proof_of_absence.Params(), subject)
        is Outcome.NOT_APPLICABLE
    )


PLAN = ChecklistItem(
    ItemCode("05"),
    Text("方案", "plan"),
    parts=(
        part("risk", ("风险分级管控",), ("双重", "体系")),
        part("hazard", ("隐患排查治理",), ("双重", "体系")),
    ),
)


def text(*words: str, **given: object) -> Given:
    return {"text.lines": lines(*words), **given}  # type: ignore[dict-item]


def judged(
    *pages: Given, item: ChecklistItem = PLAN, path: str = "a.pdf"
) -> dict[str, Verdict]:
    subject = item_subject(item_of(document(*pages, path=path), item=item))
    verdicts = parts.KIND.evaluate(parts.Params(), subject)
    return {str(one.measured.get("part_id")): one for one in verdicts}


def test_parts_are_found_by_title_in_any_document() -> None:
    one = document(text("风险分级管控方案"))
    two = document(text("封面"), text("隐 患 排 查 治 理 方 案"), path="b.pdf")
    subject = item_subject(item_of(one, two, item=PLAN))

    risk, hazard = parts.KIND.evaluate(parts.Params(), subject)

    assert (risk.outcome, risk.document) == (Outcome.PASS, "a.pdf")
    assert (hazard.outcome, hazard.document, hazard.page_no) == (
        Outcome.PASS,
        "b.pdf",
        2,
    )
    assert hazard.box is not None


def test_one_title_may_hold_both_parts() -> None:
    found = judged(text("关于印发双重预防体系工作方案的通知"))

    assert {one.outcome for one in found.values()} == {Outcome.PASS}


def test_a_part_is_missing_when_every_page_was_read() -> None:
    blank: Given = {"blank.is_blank": True}
    picture: Given = {"text.lines": Unknown(Reason.NO_TEXT)}

    found = judged(text("风险分级管控方案"), blank, picture)

    assert found["hazard"].outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        ({}, Reason.NOT_READ),
        ({"text.lines": Unknown(Reason.NOT_READ)}, Reason.NOT_READ),
        ({"text.lines": Unknown(Reason.PROBE_FAILED)}, Reason.PROBE_FAILED),
        ({"text.lines": lines("甲", confidence=0.4)}, Reason.LOW_CONFIDENCE),
        (
            {"text.lines": lines("甲"), "legibility.is_legible": False},
            Reason.LOW_CONFIDENCE,
        ),
        (text("应做好隐患排查治理,及时整改"), Reason.ONLY_WEAK_EVIDENCE),
        (text("附件:1.隐患排查治理方案"), Reason.ONLY_WEAK_EVIDENCE),
        (text("隐患排查治理方案……12"), Reason.ONLY_WEAK_EVIDENCE),
    ],
)
def test_a_part_is_unknown_while_the_text_is_not_the_whole_truth(
    second: Given, reason: Reason
) -> None:
    found = judged(text("风险分级管控方案"), second)

    assert found["risk"].outcome is Outcome.PASS
    assert (found["hazard"].outcome, found["hazard"].reason) == (
        Outcome.UNKNOWN,
        reason,
    )


def test_an_unreadable_or_unfinished_file_may_hold_the_part() -> None:
    damaged = document(path="b.pdf", file={"file.status": "damaged"})
    cut = document(text("隐患"), path="c.pdf", failed=("page 2",))
    plain = document(text("风险分级管控方案"))

    def hazard(*documents: object) -> Verdict:
        item = item_of(*documents, item=PLAN)  # type: ignore[arg-type]
        return parts.KIND.evaluate(parts.Params(), item_subject(item))[1]

    assert hazard(plain, damaged).reason is Reason.FILE_UNREADABLE
    assert hazard(plain, cut).reason is Reason.ENGINE_FAILED


def test_pages_without_any_text_hide_what_they_are() -> None:
    found = judged({"text.lines": Known(())})

    assert {one.reason for one in found.values()} == {Reason.NO_TEXT}


def test_a_file_name_is_weak_evidence_unless_it_repeats_the_whole_item() -> None:
    page = text("风险分级管控方案")

    named = judged(page, path="05/隐患排查治理方案.pdf")
    whole = judged(page, path="05-风险分级管控和隐患排查治理方案.pdf")

    assert named["hazard"].reason is Reason.ONLY_WEAK_EVIDENCE
    assert whole["hazard"].outcome is Outcome.FAIL


def test_an_item_that_is_left_out_or_unreadable_has_no_parts_to_find() -> None:
    left_out = item_of(document(text("甲")), item=PLAN, left_out="无")
    damaged = item_of(document(file={"file.status": "damaged"}), item=PLAN)

    for item in (left_out, damaged, item_of(document(text("甲")))):
        assert (
            outcome(parts.KIND, parts.Params(), item_subject(item))
            is Outcome.NOT_APPLICABLE
        )


def test_a_word_anywhere_on_the_page_can_be_enough() -> None:
    item = replace(
        PLAN,
        parts=(
            replace(
                part("voucher", ("价税合计",), anywhere=True), not_words=("汇总表",)
            ),
        ),
    )

    assert (
        judged(text("本页,共一联,价税合计:壹佰元。"), item=item)["voucher"].outcome
        is Outcome.PASS
    )
    assert judged(text("价税合计汇总表"), item=item)["voucher"].outcome is Outcome.FAIL


EITHER = replace(
    PLAN, any_part=True, parts=(part("a", ("报表",)), part("b", ("审计报告",)))
)


def test_either_part_is_enough_where_the_item_says_so() -> None:
    found = judged(text("审计报告"), item=EITHER)

    assert found["b"].outcome is Outcome.PASS
    assert found["a"].outcome is Outcome.NOT_APPLICABLE


def test_neither_part_gives_one_finding() -> None:
    found = judged(text("营业执照"), item=EITHER)

    assert [one.outcome for one in found.values()] == [Outcome.FAIL]
    assert found["a|b"].measured["part"] == Text("a 或 b", "a or b")


CRANE = replace(
    PLAN,
    parts=(part("ledger", ("起重机械台账",)),),
    replaced_by=part("none", ("无起重机械",), anywhere=True),
    not_applicable_words=(("无起重机械",),),
)


def test_a_statement_stands_for_all_parts_only_word_for_word() -> None:
    stated = judged(text("我公司无起重机械。"), item=CRANE)
    owned = judged(text("我公司有起重机械。"), item=CRANE)

    assert stated["none"].outcome is Outcome.PASS
    assert stated["ledger"].outcome is Outcome.NOT_APPLICABLE
    assert owned["ledger"].outcome is Outcome.FAIL


SEALED: Given = {"seal.seals": (seal(),), "page.shows_colour": True}
BARE: Given = {"seal.seals": (), "page.shows_colour": True}
GREY: Given = {"seal.seals": (), "page.shows_colour": False}
STATEMENT: Given = {"text.lines": lines("本公司无重大危险源")}
OTHER_WORDS: Given = {"text.lines": lines("情况说明")}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ({**STATEMENT, **SEALED}, Outcome.PASS),
        ({**STATEMENT, **BARE}, Outcome.FAIL),
        ({**STATEMENT, **GREY}, Outcome.UNKNOWN),
        ({**OTHER_WORDS, **SEALED}, Outcome.UNKNOWN),
        ({**OTHER_WORDS, **BARE}, Outcome.FAIL),
        ({**OTHER_WORDS, **GREY}, Outcome.UNKNOWN),
        (SEALED, Outcome.UNKNOWN),
    ],
)
def test_leaving_an_item_out_takes_a_sealed_statement(
    page: Given, expected: Outcome
) -> None:
    item = item_of(document(page), item=WITH_PROOF, left_out="无")

    assert proved(item) is expected


def proved(item: ItemEvidence) -> Outcome:
    params = proof_of_absence.Params()
    return outcome(proof_of_absence.KIND, params, item_subject(item))


def test_leaving_an_item_out_without_a_file_has_no_proof() -> None:
    damaged = document(file={"file.status": "damaged"})

    assert proved(item_of(item=WITH_PROOF, left_out="无")) is Outcome.FAIL
    assert proved(item_of(damaged, item=WITH_PROOF, left_out="无")) is Outcome.UNKNOWN


def test_a_statement_that_stands_for_the_item_must_be_sealed_too() -> None:
    page = {"text.lines": lines("无起重机械证明"), **BARE}
    item = item_of(document(page), item=CRANE)

    verdict = only(proof_of_absence.KIND, proof_of_absence.Params(), item_subject(item))

    assert verdict.outcome is Outcome.FAIL
    assert verdict.measured["has_statement"] == Text("有", "yes")
    assert verdict.measured["has_seal"] == Text("无", "no")


def test_an_item_that_is_not_left_out_needs_no_proof() -> None:
    owned = item_of(document({**OTHER_WORDS, **BARE}), item=CRANE)

    assert proved(owned) is Outcome.NOT_APPLICABLE
    assert proved(item_of(document(STATEMENT), item=WITH_PROOF)) is (
        Outcome.NOT_APPLICABLE
    )
    assert proved(item_of(left_out="无")) is Outcome.NOT_APPLICABLE


def test_one_wrong_character_in_seven_is_forgiven_and_none_in_four() -> None:
    assert similarity("安全生产责任制", "济南某公司安全生产责仼制") > 0.85
    assert similarity("操作规程", "安全操作流程") < 0.85
    assert similarity("安全生产责任制", "安全") == 0
    assert best_match("审计报告", ((),), 0.5) is None


def test_text_is_compared_without_spaces_widths_and_case() -> None:
    assert plain_text(" ２０２１ 年\u3000A证（正）") == "2021年a证(正)"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("关于任命安全总监的通知", True),
        ("安全总监张三。", True),
        ("经研究,任命张三为安全总监", False),
        ("详见安全总监任命书", False),
        ("一" * 45, False),
        ("", False),
    ],
)
def test_titles_are_told_from_prose(line: str, *, expected: bool) -> None:
    assert is_title_like(line) is expected


def test_a_title_in_larger_type_may_run_over_two_lines() -> None:
    title = lines("关于成立安全生产", "管理机构的通知", height_pt=22).value
    body = lines("一", "二", "三", "四", "五").value
    assert isinstance(title, tuple)
    assert isinstance(body, tuple)

    together = title_hit((*title, *body), (("成立", "机构"),), 0.85)
    small = title_hit(lines("关于成立", "机构的").value, (("成立", "机构"),), 0.85)  # type: ignore[arg-type]

    assert together is not None
    assert small is None
    assert title_hit((), (("成立",),), 0.85) is None


def test_the_surest_title_is_shown() -> None:
    first = lines("安全总监", confidence=0.6).value
    second = lines("安全总监任命", confidence=0.9).value
    third = lines("安全总监", confidence=0.7).value
    assert isinstance(first, tuple)
    assert isinstance(second, tuple)
    assert isinstance(third, tuple)

    hit = title_hit((*first, *second, *third), (("安全总监",),), 0.85)

    assert hit is not None
    assert hit.confidence == 0.9
