"""The form's fields, and numbers that carry a check digit."""

import pytest

from checker.model.numbers import is_credit_code, is_identity_number
from reviewer_app.domain.form import (
    FIELDS,
    LONGEST_LINE,
    LONGEST_TEXT,
    FieldKind,
    fault_of,
    is_day,
    is_phone,
    missing_fields,
)
from tests.unit.desk.filing_makers import FILLED

FIXED = {"company": "济南示例建设有限公司", "credit_code": "91370100MA3C00001H"}

FITTING = [
    ("address", "济南市历下区"),
    ("credit_code", "91370100MA3C00001H"),
    ("licence_until", "2024-02-29"),
    ("project_count", "0"),
    ("project_count", "99999"),
    ("contact_phone", "13800000000"),
    ("contact_phone", "0531-66666666"),
    ("contact_mail", "a@b.cn"),
    ("has_cranes", "no"),
    ("remarks", "字" * LONGEST_TEXT),
    ("not_applicable.19", "没有起重机械"),
    ("licence_until", ""),
    ("address", "  "),
]


@pytest.mark.parametrize(("name", "value"), FITTING)
def test_a_value_that_fits_has_no_fault(name: str, value: str) -> None:
    assert fault_of(name, value) is None


FAULTY = [
    ("credit_code", "91370100MA3C000011", "末位是校验码"),
    ("licence_until", "2023-02-29", "2022-03-31"),
    ("licence_until", "2022年3月1日", "2022-03-31"),
    ("licence_until", "20220331", "2022-03-31"),
    ("project_count", "-1", "整数"),
    ("project_count", "100000", "整数"),
    ("project_count", "３", "整数"),
    ("contact_phone", "12345", "11 位"),
    ("contact_phone", "1380000000０", "11 位"),
    ("contact_mail", "a@b", "邮箱"),
    ("has_cranes", "maybe", "列表"),
    ("address", "字" * (LONGEST_LINE + 1), f"最多 {LONGEST_LINE} 个字"),
    ("remarks", "字" * (LONGEST_TEXT + 1), f"最多 {LONGEST_TEXT} 个字"),
    ("not_applicable.19", "字" * (LONGEST_LINE + 1), f"最多 {LONGEST_LINE} 个字"),
]


@pytest.mark.parametrize(("name", "value", "words"), FAULTY)
def test_a_value_that_does_not_fit_says_how_to_write_it(
    name: str, value: str, words: str
) -> None:
    fault = fault_of(name, value)

    assert fault is not None
    assert words in fault.zh


def test_a_form_with_every_required_field_is_complete() -> None:
    assert missing_fields({**FILLED, **FIXED}) == ()


def test_a_required_field_that_is_blank_is_missing() -> None:
    missing = missing_fields({**FILLED, **FIXED, "address": " "})

    assert [one.name for one in missing] == ["address"]


def test_an_optional_field_that_does_not_fit_keeps_a_form_incomplete() -> None:
    missing = missing_fields({**FILLED, **FIXED, "contact_mail": "a@"})

    assert [one.name for one in missing] == ["contact_mail"]


def test_an_empty_form_misses_exactly_its_required_fields() -> None:
    missing = {one.name for one in missing_fields({})}

    assert missing == {*FILLED, *FIXED}


def test_every_choice_has_a_list_to_choose_from() -> None:
    choices = [one for one in FIELDS.values() if one.kind is FieldKind.CHOICE]

    assert choices
    assert all(one.choices for one in choices)


@pytest.mark.parametrize("text", ["2022-W01-1", "2022-3-1", "", "2022-13-01"])
def test_only_a_day_in_full_is_a_day(text: str) -> None:
    assert not is_day(text)


@pytest.mark.parametrize(
    ("text", "is_one"), [(" 13800000000 ", True), ("0531-1234", False)]
)
def test_a_telephone_number_is_known_by_its_digits(text: str, is_one: bool) -> None:  # noqa: FBT001 - a case
    assert is_phone(text) is is_one


@pytest.mark.parametrize(
    "text",
    [
        "91370100MA3C000012",
        "91370100MA3C00001",
        "91370100ma3c00001h",
        "91370100MA3C0000IH",
        "",
    ],
    ids=["digit", "short", "small", "letter", "empty"],
)
def test_a_bad_credit_code_is_none(text: str) -> None:
    assert not is_credit_code(text)


def test_the_check_digit_of_a_credit_code_is_the_standards() -> None:
    assert is_credit_code("91370100MA3C00001H")


@pytest.mark.parametrize("text", ["11010519491231002X", "370102198001011237"])
def test_an_identity_number_fits_its_check_digit(text: str) -> None:
    assert is_identity_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",
        "11010519491331002X",
        "11010519491231002x",
        "1101051949123100",
        "1101051949123100AX",
        "１1010519491231002X",
        "",
    ],
    ids=["digit", "month", "small", "short", "letter", "wide", "empty"],
)
def test_a_bad_identity_number_is_none(text: str) -> None:
    assert not is_identity_number(text)
