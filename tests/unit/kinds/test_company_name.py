"""No other company may stand where only the applicant can."""

from dataclasses import replace

import pytest

from checker.kinds import company_name
from checker.kinds.company_name import Params
from checker.model.checklist import ChecklistItem
from checker.model.dossier import Dossier
from checker.model.evidence import Known, TextLine, Unknown
from checker.model.geometry import Box
from checker.model.ids import ItemCode
from checker.model.numbers import is_credit_code
from checker.model.rule import Outcome, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason, Text
from tests.unit.kinds.subjects import Given, document, item_of, item_subject, only

US = "济南虚构建筑工程有限公司"
FAR = "山东样本安装有限公司"
NEAR = "济南拟名建筑工程有限公司"
OUR_CODE = "91990100MA01234567"
PARAMS = Params(
    signed_items=(ItemCode("01"),),
    except_labels_in=(ItemCode("19"),),
    code_items=(ItemCode("01"),),
)
TYPED: Given = {"text.source": "layer", "page.content": "digital"}


def page(*texts: str, confidence: float = 0.99, typed: bool = False) -> Given:
    """Lines one below the other; | parts two cells of a row."""
    lines = [
        TextLine(
            cell, Box(60 + 200 * no, 20 * y, 200 + 200 * no, 20 * y + 12), confidence
        )
        for y, text in enumerate(texts)
        for no, cell in enumerate(text.split("|"))
    ]
    return {"text.lines": Known(tuple(lines)), **(TYPED if typed else {})}


def filed(*pages: Given, code: str = "01", dossier: Dossier | None = None) -> Subject:
    item = ChecklistItem(ItemCode(code), Text("材料", "material"))
    given = dossier or Dossier("d", company=US, credit_code=OUR_CODE)
    subject = item_subject(item_of(document(*pages), item=item), given)
    assert subject.item is not None
    return replace(subject, document=subject.item.documents[0])


def verdict(*pages: Given, code: str = "01") -> Verdict:
    return only(company_name.KIND, PARAMS, filed(*pages, code=code))


@pytest.mark.parametrize(
    "text",
    [
        "单位名称：{}",
        "缴费单位: {}",
        "购买方名称：{}",
        "投保人 {}",
        "单位名称|{}",
        "{}文件",
        "{}安全生产责任制",
        "我单位{}在2021年度",
        "我们审计了{}（以下简称贵公司）的报表",
        "{}全体股东：",
        "本制度适用于{}各部门",
        "第一条 为加强{}的安全管理",
    ],
)
def test_another_company_at_a_place_of_the_applicant_fails(text: str) -> None:
    found = verdict(page(text.format(FAR)))

    assert found.outcome is Outcome.FAIL
    assert str(found.measured["found"]).endswith(FAR)
    assert found.measured["expected"] == US
    assert verdict(page(text.format(US))).outcome is Outcome.PASS


def test_a_signature_over_a_day_is_the_company_s_own() -> None:
    signed = page("特此通知。", "第二条", "第三条", FAR, "2021年1月10日")
    seller = page(
        "特此通知。", "第二条", "第三条", "济南示范劳保用品有限公司", "2021年1月10日"
    )

    assert verdict(signed).outcome is Outcome.FAIL
    assert verdict(signed, code="16").outcome is Outcome.NOT_APPLICABLE
    assert verdict(seller).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    "text",
    [f"销售方名称：{FAR}", f"收款单位：{FAR}", f"产权单位：{FAR}", f"与{FAR}签订合同"],
)
def test_others_may_stand_at_their_own_places(text: str) -> None:
    assert verdict(page(text), code="16").outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    "texts",
    [
        ("产品合格证", f"企业名称：{FAR}"),
        ("安全生产协议书", f"单位名称：{FAR}"),
        (f"付款单位：{US}", f"单位名称：{FAR}"),
        ("特此通知", "一", "二", US, FAR, "2021年1月10日"),
        ("我公司济南示范劳保用品有限公司承诺质量合格",),
    ],
)
def test_the_other_party_of_a_paper_is_no_other_applicant(
    texts: tuple[str, ...],
) -> None:
    assert verdict(page(*texts)).outcome is not Outcome.FAIL


def test_labels_of_items_whose_forms_name_others_do_not_count() -> None:
    found = verdict(page(f"单位名称：{FAR}"), code="19")

    assert found.outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("name", "confidence", "expected"),
    [
        pytest.param(
            "济南虚枸建筑工程有限公司", 0.99, "not_applicable", id="one letter"
        ),
        pytest.param(NEAR, 0.99, "not_applicable", id="near, once"),
        pytest.param(FAR, 0.7, "not_applicable", id="far, read badly"),
        pytest.param(f"{US}第一分公司", 0.99, "not_applicable", id="a branch"),
        pytest.param("构建筑工程有限公司", 0.99, "pass", id="a piece"),
        pytest.param("有限公司", 0.99, "not_applicable", id="no name"),
    ],
)
def test_names_that_ocr_may_have_bent_are_let_pass(
    name: str, confidence: float, expected: str
) -> None:
    found = verdict(page(f"单位名称：{name}", confidence=confidence))

    assert found.outcome == expected


def test_a_near_name_that_stands_there_twice_is_another_company() -> None:
    twice = page(f"单位名称：{NEAR}", f"兹有{NEAR}的职工")

    assert verdict(twice).outcome is Outcome.FAIL
    unsure = page(f"单位名称：{NEAR}", f"兹有{NEAR}", confidence=0.9)
    assert verdict(unsure).outcome is Outcome.NOT_APPLICABLE


def test_typed_names_are_believed_at_once() -> None:
    slip = "济南虚够建筑工程有限公司"

    assert verdict(page(f"单位名称：{NEAR}", typed=True)).outcome is Outcome.FAIL
    once = verdict(page(f"单位名称：{slip}", typed=True))
    assert once.outcome is Outcome.NOT_APPLICABLE


def test_an_invoice_that_names_us_as_seller_or_buyer_is_ours() -> None:
    ours = page("购买方信息", f"名称：{US}", "销售方信息", f"名称：{FAR}")
    theirs = page(
        "购买方信息", f"名称：{FAR}", "销售方信息", "名称：济南示范劳保用品有限公司"
    )

    assert verdict(ours, code="04").outcome is Outcome.PASS
    assert verdict(theirs, code="04").outcome is Outcome.FAIL


def test_another_company_s_credit_code_fails_where_its_check_digit_is_right() -> None:
    theirs = "91990100MA0000004R"
    assert is_credit_code(theirs)

    found = verdict(page(f"统一社会信用代码：{theirs}"))
    misread = verdict(page(f"统一社会信用代码：{theirs[:-1]}X"))
    testers = verdict(page(f"统一社会信用代码：{theirs}", "检测机构"))

    assert (found.outcome, found.measured["found"]) == (Outcome.FAIL, theirs)
    assert misread.outcome is Outcome.NOT_APPLICABLE
    assert testers.outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("text", ["", "91990100MA000000", "91990100MA00000O1X"])
def test_other_texts_are_no_credit_codes(text: str) -> None:
    assert not is_credit_code(text)


def test_a_dossier_without_company_is_held_against_nothing() -> None:
    subject = filed(page(f"单位名称：{FAR}"), dossier=Dossier("d"))

    found = only(company_name.KIND, PARAMS, subject)

    assert found.outcome is Outcome.NOT_APPLICABLE


def test_a_failure_of_ours_is_unknown() -> None:
    found = verdict({"text.lines": Unknown(Reason.ENGINE_FAILED)})

    assert (found.outcome, found.reason) == (Outcome.UNKNOWN, Reason.ENGINE_FAILED)
