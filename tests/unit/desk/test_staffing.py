"""Rows of the tables of people: what can be kept, and what is wrong with the rest."""

from dataclasses import replace

import pytest

from reviewer_app.domain.form import LONGEST_LINE
from reviewer_app.domain.staffing import Told, faults_of, masked
from tests.unit.desk.filing_makers import TOLD


def test_a_row_that_fits_has_no_fault() -> None:
    assert faults_of(TOLD) == ()


@pytest.mark.parametrize(
    "told",
    [
        replace(TOLD, issued_on="2018-01-01", valid_until="2021-01-01"),
        replace(TOLD, issued_on=""),
        replace(TOLD, post=""),
        replace(TOLD, id_number=" 11010519491231002x "),
    ],
    ids=["expired", "day of issue unknown", "no post", "written small"],
)
def test_what_the_check_or_the_desk_can_deal_with_is_kept(told: Told) -> None:
    assert faults_of(told) == ()


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("name", replace(TOLD, name=" ")),
        ("id_number", replace(TOLD, id_number="110105194912310021")),
        ("certificate_number", replace(TOLD, certificate_number="")),
        ("issued_on", replace(TOLD, issued_on="2020年")),
        ("valid_until", replace(TOLD, valid_until="")),
        ("valid_until", replace(TOLD, valid_until="2020-02-29")),
        ("name", replace(TOLD, name="字" * (LONGEST_LINE + 1))),
        ("post", replace(TOLD, post="字" * (LONGEST_LINE + 1))),
        ("certificate_number", replace(TOLD, certificate_number="1" * 201)),
    ],
)
def test_a_fault_stands_beside_its_field(field: str, told: Told) -> None:
    assert [one.field for one in faults_of(told)] == [field]


def test_an_empty_row_shows_all_its_faults_at_once() -> None:
    fields = [one.field for one in faults_of(Told())]

    assert fields == ["name", "id_number", "certificate_number", "valid_until"]


def test_a_masked_identity_number_hides_the_day_of_birth() -> None:
    assert masked("11010519491231002X") == "110105********002X"


def test_no_identity_number_is_masked_as_nothing() -> None:
    assert masked("") == ""
