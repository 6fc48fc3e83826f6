"""The form of an assessment, sections 01 to 08, as data: what is asked, what fits.

Source: what a regulator needs to know of a company (the platform's manual names the
sections, not their fields); own choice.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from checker.model.numbers import is_credit_code
from checker.model.wording import Text

LONGEST_LINE, LONGEST_TEXT = 200, 4000
"""Characters of a field of one line and of many. Source: own choice."""

CATEGORIES: dict[str, Text] = {
    "general_contracting": Text("施工总承包", "general contracting"),
    "specialised": Text("专业承包", "specialised contracting"),
    "labour": Text("施工劳务", "labour"),
}
GRADES: dict[str, Text] = {
    "special": Text("特级", "special"),
    "1": Text("一级", "1"),
    "2": Text("二级", "2"),
    "3": Text("三级", "3"),
    "none": Text("不分等级", "no grades"),
}
"""Source: the contract's words for a qualification."""

YES_NO: dict[str, Text] = {"yes": Text("是", "yes"), "no": Text("否", "no")}


class FieldKind(StrEnum):
    """What a field takes."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    CREDIT_CODE = "credit_code"
    PHONE = "phone"
    MAIL = "mail"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: ``choices`` are ids and words where one of them is chosen.

    One that ``is_fixed`` is what the company was registered with.
    """

    name: str
    label: Text
    kind: FieldKind = FieldKind.LINE
    is_required: bool = True
    choices: Mapping[str, Text] | None = None
    hint: Text | None = None
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the form; ``number`` as the platform counts them."""

    number: str
    title: Text
    fields: tuple[Field, ...] = ()


def _optional(
    name: str, zh: str, en: str, *, kind: FieldKind = FieldKind.LINE, hint: str = ""
) -> Field:
    return Field(name, Text(zh, en), kind, is_required=False, hint=Text(hint, hint))


SECTIONS: tuple[Section, ...] = (
    Section(
        "01",
        Text("企业基本信息", "The company"),
        (
            Field("company", Text("企业名称", "Name of the company"), is_fixed=True),
            Field(
                "credit_code",
                Text("统一社会信用代码", "Unified social credit code"),
                FieldKind.CREDIT_CODE,
                is_fixed=True,
            ),
            Field("address", Text("注册地址", "Registered address")),
            _optional("office_address", "办公地址", "Office address"),
            Field("legal_representative", Text("法定代表人", "Legal representative")),
            _optional(
                "established_on", "成立日期", "Established on", kind=FieldKind.DAY
            ),
        ),
    ),
    Section(
        "02",
        Text("资质证书", "Qualification"),
        (
            Field(
                "qualification_category",
                Text("资质类别", "Category"),
                FieldKind.CHOICE,
                choices=CATEGORIES,
            ),
            Field(
                "qualification_grade",
                Text("资质等级", "Grade"),
                FieldKind.CHOICE,
                choices=GRADES,
            ),
            Field("qualification_number", Text("资质证书编号", "Certificate number")),
            Field(
                "qualification_until",
                Text("资质证书有效期至", "Valid until"),
                FieldKind.DAY,
            ),
        ),
    ),
    Section(
        "03",
        Text("安全生产许可证", "Safety licence"),
        (
            Field("licence_number", Text("许可证编号", "Licence number")),
            _optional("licence_from", "有效期自", "Valid from", kind=FieldKind.DAY),
            Field(
                "licence_until", Text("许可证有效期至", "Valid until"), FieldKind.DAY
            ),
        ),
    ),
    Section(
        "04",
        Text("考核年度与联系人", "Year and contact"),
        (
            Field("contact", Text("联系人", "Contact")),
            Field("contact_phone", Text("联系手机", "Mobile"), FieldKind.PHONE),
            _optional("contact_mail", "电子邮箱", "E-mail", kind=FieldKind.MAIL),
        ),
    ),
    Section(
        "05",
        Text("在建项目", "Projects under way"),
        (
            Field(
                "project_count",
                Text("在建项目数量", "Number of projects"),
                FieldKind.NUMBER,
                hint=Text("没有在建项目的填 0", "0 where there is none"),
            ),
            _optional(
                "projects",
                "在建项目清单",
                "List of projects",
                kind=FieldKind.TEXT,
                hint="每行一个：项目名称、地点、项目负责人、形象进度",
            ),
        ),
    ),
    Section("06", Text("相关附件", "What the attachments need")),
    Section(
        "07",
        Text("安全管理机构", "Safety body"),
        (
            Field("safety_body", Text("机构名称", "Name of the body")),
            Field("safety_head", Text("分管安全负责人", "Head in charge of safety")),
            _optional("safety_director", "安全总监", "Safety director"),
            Field(
                "safety_officers",
                Text("专职安全生产管理人员人数", "Number of safety officers"),
                FieldKind.NUMBER,
            ),
        ),
    ),
    Section(
        "08",
        Text("其他", "Other"),
        (
            Field(
                "has_cranes",
                Text("是否使用施工起重机械", "Are cranes used?"),
                FieldKind.CHOICE,
                choices=YES_NO,
                hint=Text(
                    "选“否”的，第 19 项可提供无起重机械的证明",
                    "If not, item 19 takes a statement that there is none",
                ),
            ),
            Field(
                "had_accidents",
                Text("考核年度内是否发生生产安全事故", "Any accident in the year?"),
                FieldKind.CHOICE,
                choices=YES_NO,
            ),
            _optional("remarks", "其他需要说明的情况", "Remarks", kind=FieldKind.TEXT),
        ),
    ),
)
"""Sections 01 to 08; people and attachments follow as 09 and 10."""

FIELDS: dict[str, Field] = {
    field.name: field for section in SECTIONS for field in section.fields
}

NOT_APPLICABLE = "not_applicable."
"""Before the code of an item: a field that says why the item does not apply."""

_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}", re.ASCII)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def fault_of(name: str, value: str) -> Text | None:
    """Return what is wrong with the value of a field, None where it fits.

    An empty value fits here; ``missing_fields`` tells of those that are required.
    """
    if name.startswith(NOT_APPLICABLE):
        return _too_long(value.strip(), LONGEST_LINE)
    field, given = FIELDS[name], value.strip()
    longest = LONGEST_TEXT if field.kind is FieldKind.TEXT else LONGEST_LINE
    fault = _too_long(given, longest)
    if fault is not None or not given:
        return fault
    if field.choices is not None:
        fits = given in field.choices
        return None if fits else Text("请从列表中选择", "Please choose from the list")
    return _fault_of_kind(field.kind, given)


def _too_long(given: str, longest: int) -> Text | None:
    if len(given) <= longest:
        return None
    return Text(f"最多 {longest} 个字", f"At most {longest} characters")


def _fault_of_kind(kind: FieldKind, given: str) -> Text | None:
    checks: dict[FieldKind, tuple[Callable[[str], object], Text]] = {
        FieldKind.CREDIT_CODE: (is_credit_code, _BAD_CODE),
        FieldKind.DAY: (is_day, _BAD_DAY),
        FieldKind.NUMBER: (_is_number, _BAD_NUMBER),
        FieldKind.PHONE: (_PHONE.fullmatch, _BAD_PHONE),
        FieldKind.MAIL: (_MAIL.fullmatch, _BAD_MAIL),
    }
    if kind not in checks:
        return None
    fits, words = checks[kind]
    return None if fits(given) else words


_BAD_CODE = Text(
    "统一社会信用代码不对：应为 18 位，请对照营业执照逐位核对（末位是校验码）",
    "Not a unified social credit code: 18 characters, the last is a check digit",
)
_BAD_DAY = Text("请按 2022-03-31 的格式填写日期", "A day is written 2022-03-31")
_BAD_NUMBER = Text("请填写 0 到 99999 的整数", "A whole number from 0 to 99999")
_BAD_PHONE = Text(
    "请填写 11 位手机号或带区号的座机", "A mobile number of 11 digits is needed"
)
_BAD_MAIL = Text("邮箱地址不完整", "This is no e-mail address")


def is_day(given: str) -> bool:
    """Tell whether a text is a day such as 2022-03-31."""
    try:
        return dt.date.fromisoformat(given).isoformat() == given
    except ValueError:
        return False


def is_phone(given: str) -> bool:
    """Tell whether a text is a telephone number."""
    return _PHONE.fullmatch(given.strip()) is not None


def _is_number(given: str) -> bool:
    return given.isascii() and given.isdigit() and len(given) <= 5  # noqa: PLR2004


def missing_fields(values: Mapping[str, str]) -> tuple[Field, ...]:
    """Return the required fields that are empty or do not fit, in their order."""
    return tuple(
        field
        for field in FIELDS.values()
        if (field.is_required and not values.get(field.name, "").strip())
        or fault_of(field.name, values.get(field.name, "")) is not None
    )
