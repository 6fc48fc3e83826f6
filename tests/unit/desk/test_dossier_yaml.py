"""What a company files, as paths and as the contract's ``dossier.yaml``."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from checker import api
from reviewer_app.domain.filing import (
    FiledPerson,
    Filing,
    as_dossier_yaml,
    clean_name,
    not_applicable,
    path_for,
)
from tests.unit.desk.filing_makers import FILLED, TOLD


def _filing(**changes: Any) -> Filing:  # noqa: ANN401 - fields of a filing
    given: dict[str, Any] = {
        "company": "济南示例建设有限公司",
        "credit_code": "91370100MA3C00001H",
        "year": 2021,
        "is_rectification": False,
        "day": "2022-03-01",
        "values": FILLED,
        "people": [FiledPerson("enterprise_head", TOLD, ("personnel/A证.pdf",))],
    }
    return Filing(**{**given, **changes})


def _told(filing: Filing) -> dict[str, Any]:
    told: dict[str, Any] = YAML(typ="safe", pure=True).load(as_dossier_yaml(filing))
    return told


def test_a_filing_is_what_the_contract_says() -> None:
    assert _told(_filing()) == {
        "company": "济南示例建设有限公司",
        "credit_code": "91370100MA3C00001H",
        "year": 2021,
        "submission": "first",
        "submitted_on": "2022-03-01",
        "qualification": {"category": "general_contracting", "grade": "1"},
        "personnel": [
            {
                "table": "enterprise_head",
                "name": "王建国",
                "id_number": "11010519491231002X",
                "certificate_number": "鲁建安A（2020）0000001",
                "valid_until": "2023-03-01",
                "files": ["personnel/A证.pdf"],
            }
        ],
    }


def test_a_later_round_is_a_rectification() -> None:
    assert _told(_filing(is_rectification=True))["submission"] == "rectification"


def test_what_was_not_filled_in_is_left_out() -> None:
    told = _told(_filing(credit_code=None, values={}, people=[]))

    assert set(told) == {"company", "year", "submission", "submitted_on"}


@pytest.mark.parametrize(
    "name", ["王\x85建国", "王\x7f", "王\u2028建国", "\ufeff王", "𠮷野", '王"建\\国']
)
def test_a_name_survives_the_way_through_the_file(name: str) -> None:
    assert _told(_filing(company=name))["company"] == name


def test_the_checker_reads_what_a_company_filed(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    values = {**FILLED, "not_applicable.10": "没有重大危险源"}
    filing = _filing(values=values, people=[FiledPerson("enterprise_head", TOLD, ())])
    (folder / "dossier.yaml").write_text(as_dossier_yaml(filing), "utf-8")

    dossier = api.scan(folder, tmp_path, api.load_rulebook())

    assert dossier.notes == ()
    assert dossier.not_applicable == {"10": "没有重大危险源"}


def test_items_that_do_not_apply_are_told_with_their_reason() -> None:
    values = {"not_applicable.19": " 没有起重机械 ", "not_applicable.09": " ", "a": "b"}

    assert not_applicable(values) == {"19": "没有起重机械"}


@pytest.mark.parametrize(
    ("item", "path"),
    [("01", "01-机构.pdf"), (None, "机构.pdf"), ("personnel", "personnel/机构.pdf")],
)
def test_a_path_says_what_a_file_belongs_to(item: str | None, path: str) -> None:
    assert path_for("机构.pdf", item, ()) == path


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("05、方案.pdf", "05、方案.pdf"),
        ("05-方案.pdf", "05-方案.pdf"),
        ("052号方案.pdf", "05-052号方案.pdf"),
        ("2021方案.pdf", "05-2021方案.pdf"),
    ],
)
def test_a_name_that_begins_with_its_item_is_not_numbered_again(
    name: str, path: str
) -> None:
    assert path_for(name, "05", ()) == path


def test_a_path_that_is_taken_gets_a_number() -> None:
    taken = ("01-机构.pdf", "01-机构（2）.pdf")

    assert path_for("机构.pdf", "01", taken) == "01-机构（3）.pdf"


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/机构.pdf", "机构.pdf"),
        ("C:\\资料\\机构.pdf", "机构.pdf"),
        ("机\n构\x00.pdf", "机构.pdf"),
        (" .机构.pdf. ", "机构.pdf"),
        ("...", "file"),
        ("", "file"),
    ],
)
def test_a_name_loses_what_could_lead_elsewhere(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_a_long_chinese_name_still_fits_a_disk() -> None:
    clean = clean_name("安" * 300 + ".pdf")

    assert clean.endswith("安.pdf")
    assert len(path_for(clean, "20", (f"20-{clean}",)).encode()) <= 255


def test_an_unsorted_file_never_takes_the_place_of_the_dossiers_own() -> None:
    assert path_for("dossier.yaml", None, ()) != "dossier.yaml"
