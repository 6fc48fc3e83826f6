"""「注册」: a company and its first account come into being together."""

import re
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, insert, select

from checker.model.numbers import is_credit_code
from checker.model.wording import Text
from reviewer_app.db import people as kept
from reviewer_app.db.log import Happening, write
from reviewer_app.db.tables import companies, users
from reviewer_app.domain.form import LONGEST_LINE, is_phone
from reviewer_app.domain.people import Actor, CompanyKind, Role
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.services.accounts import TICKET_LASTS, hash_password, password_faults
from reviewer_app.services.desk import Desk
from reviewer_app.services.throttling import REGISTRATIONS, take_turn

_ACCOUNT = re.compile(r"[A-Za-z0-9_.@-]{4,40}")
"""Source: own choice: what can be told over the telephone."""


@dataclass(frozen=True, slots=True)
class Register:
    """All that the form of the registration asks for.

    ``address`` is that of the browser.
    """

    kind: CompanyKind | None = None
    company: str = ""
    credit_code: str = ""
    licence_number: str = ""
    contact: str = ""
    phone: str = ""
    account: str = ""
    password: str = field(default="", repr=False)
    again: str = field(default="", repr=False)
    has_agreed: bool = False
    address: str = ""


def faults_of(command: Register) -> dict[str, Text]:
    """Return what is wrong with each field, all at once; empty where all fits."""
    checks: tuple[tuple[str, bool, Text], ...] = (
        ("kind", command.kind is not None, _NO_KIND),
        ("company", 1 < len(command.company.strip()) <= LONGEST_LINE, _NO_COMPANY),
        ("credit_code", is_credit_code(_code(command)), _BAD_CODE),
        ("contact", bool(command.contact.strip()), _NO_CONTACT),
        ("phone", is_phone(command.phone), _BAD_PHONE),
        ("account", bool(_ACCOUNT.fullmatch(command.account.strip())), _BAD_ACCOUNT),
        ("again", command.again == command.password, _NOT_THE_SAME),
        ("has_agreed", command.has_agreed, _NOT_AGREED),
    )
    faults = {name: words for name, fits, words in checks if not fits}
    weak = password_faults(command.password, command.account)
    if weak:
        faults["password"] = Text(
            "密码还不符合要求：" + "；".join(one.zh for one in weak),
            "The password is not good enough yet: " + "; ".join(o.en for o in weak),
        )
    return faults


def register(command: Register, desk: Desk) -> str:
    """Make a company with its first account; returns a ticket for a session.

    Raises:
        RefusedError: a field does not fit (code ``field``, the first one's words), the
            account is taken (``account_taken``), or the company has an account
            already (``company_known``).
    """
    for words in faults_of(command).values():
        raise RefusedError("field", words.zh, words.en)
    hashed = hash_password(command.password)
    with desk.database.work() as tx:
        now = desk.clock.now()
        _require_new(tx, command)
        company_id = _company(tx, command, desk)
        user_id = kept.add_user(
            tx,
            {
                "account": command.account.strip(),
                "name": command.contact.strip(),
                "role": Role.COMPANY,
                "company_id": company_id,
                "password_hash": hashed,
                "phone": command.phone.strip(),
                "is_active": True,
                "created_at": now,
            },
        )
        actor = kept.load_user(tx, user_id).actor
        details = {"company_id": company_id, "credit_code": _code(command)}
        write(tx, actor, Happening("register", details=details), at=now)
        return kept.add_ticket(tx, user_id, "session", expires_at=now + TICKET_LASTS)


def sign_up(command: Register, _nobody: Actor, desk: Desk) -> str:
    """Register, for who is not logged in yet, and not too often.

    Raises:
        RefusedError: ``throttled``, or as ``register``.
    """
    take_turn(REGISTRATIONS, command.address, desk)
    return register(command, desk)


def _require_new(tx: Connection, command: Register) -> None:
    if kept.find_user(tx, command.account) is not None:
        raise RefusedError(
            "account_taken",
            "这个账号已有人使用，请换一个",
            "This account is taken; please choose another",
        )
    holder = tx.execute(
        select(users.c.id)
        .join(companies, companies.c.id == users.c.company_id)
        .where(companies.c.credit_code == _code(command))
    ).first()
    if holder is not None:
        raise RefusedError(
            "company_known",
            "这家企业已经注册过。请由本单位账号持有人或系统管理员为您开通账号；忘记账号的，请点“忘记账号或密码”",
            "This company is registered already: its account holder or an administrator"
            " admits colleagues",
        )


def _company(tx: Connection, command: Register, desk: Desk) -> int:
    """Return the company, made where no case of it was imported before."""
    code = _code(command)
    known = tx.execute(
        select(companies.c.id).where(companies.c.credit_code == code)
    ).scalar()
    if known is not None:
        return int(known)
    kind = command.kind or CompanyKind.OTHER
    made = tx.execute(
        insert(companies).values(
            name=command.company.strip(),
            credit_code=code,
            kind=kind.value,
            licence_number=command.licence_number.strip()[:80],
            created_at=desk.clock.now(),
        )
    )
    key: Any = made.inserted_primary_key
    return int(key[0])


def _code(command: Register) -> str:
    return command.credit_code.strip().upper()


_NO_KIND = Text("请选择企业类型", "Please choose what the company is")
_NO_COMPANY = Text("请填写企业全称", "The company's full name is needed")
_BAD_CODE = Text(
    "统一社会信用代码不对：应为 18 位，请对照营业执照逐位核对（末位是校验码）",
    "Not a unified social credit code: 18 characters, the last is a check digit",
)
_NO_CONTACT = Text("请填写联系人", "A contact is needed")
_BAD_PHONE = Text("请填写 11 位手机号", "A mobile number of 11 digits is needed")
_BAD_ACCOUNT = Text(
    "账号为 4 至 40 位字母、数字或 _ . @ -", "An account has 4 to 40 letters or digits"
)
_NOT_THE_SAME = Text("两次输入的密码不一致", "The two passwords differ")
_NOT_AGREED = Text("请阅读并同意使用条款", "Please agree to the terms")
