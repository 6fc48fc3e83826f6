"""A row of the tables of people: what it holds, and what is wrong with it."""

from dataclasses import dataclass

from checker.model.dossier import PersonTable
from checker.model.numbers import is_identity_number
from checker.model.wording import Text
from reviewer_app.domain.form import LONGEST_LINE, is_day

TABLE_NAMES: dict[PersonTable, Text] = {
    PersonTable.ENTERPRISE_HEAD: Text("企业负责人", "Heads of the enterprise"),
    PersonTable.PROJECT_HEAD: Text("项目负责人", "Project heads"),
    PersonTable.SAFETY_OFFICER: Text("专职安全生产管理人员", "Safety officers"),
    PersonTable.SPECIAL_OPERATOR: Text("特种作业人员", "Special operators"),
}
"""In the order of the form; the contract's tables of people."""

CERTIFICATES: dict[PersonTable, Text] = {
    PersonTable.ENTERPRISE_HEAD: Text("安全生产考核合格证 A 证", "certificate A"),
    PersonTable.PROJECT_HEAD: Text("安全生产考核合格证 B 证", "certificate B"),
    PersonTable.SAFETY_OFFICER: Text("安全生产考核合格证 C 证", "certificate C"),
    PersonTable.SPECIAL_OPERATOR: Text("特种作业操作资格证", "operator's certificate"),
}
"""What is shown of each. Source: domain notes on the people's certificates."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a company tells of a person; days are ISO, empty where not given."""

    name: str = ""
    id_number: str = ""
    post: str = ""
    certificate_number: str = ""
    issued_on: str = ""
    valid_until: str = ""


@dataclass(frozen=True, slots=True)
class RowFault:
    """A fault of one field of a row."""

    field: str
    words: Text


def faults_of(told: Told) -> tuple[RowFault, ...]:
    """Return every fault of a row at once; none where it can be kept."""
    checks = (
        ("name", bool(told.name.strip()), _NO_NAME),
        ("id_number", is_identity_number(told.id_number.strip().upper()), _BAD_ID),
        ("certificate_number", bool(told.certificate_number.strip()), _NO_NUMBER),
        ("issued_on", not told.issued_on or is_day(told.issued_on), _BAD_DAY),
        ("valid_until", is_day(told.valid_until), _BAD_DAY),
        ("valid_until", _is_in_order(told), _BAD_ORDER),
        ("name", len(told.name) <= LONGEST_LINE, _TOO_LONG),
        ("post", len(told.post) <= LONGEST_LINE, _TOO_LONG),
        ("certificate_number", len(told.certificate_number) <= LONGEST_LINE, _TOO_LONG),
    )
    return tuple(RowFault(field, words) for field, fits, words in checks if not fits)


def masked(id_number: str) -> str:
    """Return an identity number with the day of birth hidden."""
    return f"{id_number[:6]}********{id_number[-4:]}" if id_number else ""


def _is_in_order(told: Told) -> bool:
    if not (is_day(told.issued_on) and is_day(told.valid_until)):
        return True
    return told.issued_on <= told.valid_until


_NO_NAME = Text("请填写姓名", "A name is needed")
_BAD_ID = Text(
    "身份证号不对：应为 18 位，请逐位核对", "Not an identity number: 18 digits, please"
)
_NO_NUMBER = Text("请填写证书编号", "The certificate's number is needed")
_BAD_DAY = Text("请按 2022-03-31 的格式填写日期", "A day is written 2022-03-31")
_BAD_ORDER = Text("有效期不能早于发证日期", "It cannot end before it was issued")
_TOO_LONG = Text(f"最多 {LONGEST_LINE} 个字", f"At most {LONGEST_LINE} characters")
