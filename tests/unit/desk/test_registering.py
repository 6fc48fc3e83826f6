"""「注册」: what is wrong with each field, who is known already, and how often."""

import datetime as dt
from dataclasses import replace

import pytest

from reviewer_app.domain.people import CompanyKind, Role
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.services.accounts import actor_of, open_session, password_faults
from reviewer_app.services.desk import Desk
from reviewer_app.services.registering import Register, faults_of, register, sign_up
from reviewer_app.services.throttling import REGISTRATIONS
from tests.unit.desk.conftest import World

CODE = "91990100MA6619820A"
OTHER_CODE = "91990100MA67K48C87"
PASSWORD = "a sentence to remember"  # noqa: S105 - of a test
GOOD = Register(
    kind=CompanyKind.BUILDER,
    company="山东例言机电安装有限公司",
    credit_code=CODE,
    licence_number="（鲁）JZ安许证字〔2019〕000000",
    contact="林样",
    phone="13900000000",
    account="linyang",
    password=PASSWORD,
    again=PASSWORD,
    has_agreed=True,
)


def _refusal(command: Register, desk: Desk) -> str:
    with pytest.raises(RefusedError) as refused:
        register(command, desk)
    return refused.value.code


def test_a_registration_ends_in_a_session_of_its_company(world: World) -> None:
    ticket = register(GOOD, world.desk)

    session = open_session(ticket, world.desk)
    actor = actor_of(session or "", world.desk)
    assert actor is not None
    assert (actor.name, actor.role) == ("林样", Role.COMPANY)
    assert actor.company_kind is CompanyKind.BUILDER


def test_another_kind_of_company_is_kept_as_what_it_is(world: World) -> None:
    command = replace(GOOD, kind=CompanyKind.SUPERVISOR)

    session = open_session(register(command, world.desk), world.desk)

    actor = actor_of(session or "", world.desk)
    assert actor is not None
    assert actor.company_kind is CompanyKind.SUPERVISOR


def test_a_company_that_was_imported_gets_its_first_account(world: World) -> None:
    world.bring_in(credit_code=CODE)

    ticket = register(replace(GOOD, credit_code=f" {CODE.lower()} "), world.desk)

    assert open_session(ticket, world.desk)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", None),
        ("company", " "),
        ("company", "长" * 201),
        ("credit_code", "91990100MA6619820B"),
        ("credit_code", ""),
        ("contact", " "),
        ("phone", "12345"),
        ("account", "abc"),
        ("account", "有汉字的账号"),
        ("again", "something else"),
        ("has_agreed", False),
    ],
)
def test_a_field_that_does_not_fit_is_named(
    world: World, field: str, value: object
) -> None:
    command = replace(GOOD, **{field: value})  # type: ignore[arg-type]

    assert list(faults_of(command)) == [field]
    assert _refusal(command, world.desk) == "field"


def test_all_faults_are_told_at_once() -> None:
    assert set(faults_of(Register())) == {
        *("kind", "company", "credit_code", "contact", "phone", "account"),
        *("password", "has_agreed"),
    }


def test_a_weak_password_is_refused_with_what_it_lacks(world: World) -> None:
    command = replace(GOOD, password="abc12345", again="abc12345")  # noqa: S106

    assert "不是常见密码" in faults_of(command)["password"].zh
    assert _refusal(command, world.desk) == "field"


def test_a_password_beyond_all_measure_is_refused(world: World) -> None:
    endless = "abcdefg" * 20

    code = _refusal(replace(GOOD, password=endless, again=endless), world.desk)

    assert code == "password"


def test_nothing_is_wrong_with_a_good_registration() -> None:
    assert faults_of(GOOD) == {}


@pytest.mark.parametrize(
    ("password", "missing"),
    [
        ("", [0, 1, 2]),
        ("short", [0]),
        ("linyang9", []),
        ("LINYANG8", [1]),
        ("aabbaabb", [2]),
        ("Password1", [3]),
    ],
    ids=["none", "short", "near", "the account", "few letters", "common"],
)
def test_each_rule_of_a_password_is_looked_at(
    password: str, missing: list[int]
) -> None:
    found = password_faults(password, " linyang8")

    words = ["至少 8 个字符", "不能与账号相同", "至少 5 个不同的字符", "不是常见密码"]
    assert [one.zh for one in found] == [words[at] for at in missing]


def test_a_taken_account_is_refused_whatever_its_capitals(world: World) -> None:
    register(GOOD, world.desk)
    command = replace(GOOD, credit_code=OTHER_CODE, account="LinYang")

    assert _refusal(command, world.desk) == "account_taken"


def test_a_known_company_is_refused_and_nothing_is_left_behind(world: World) -> None:
    register(GOOD, world.desk)
    command = replace(GOOD, account="somebody.else")

    assert _refusal(command, world.desk) == "company_known"
    assert register(replace(command, credit_code=OTHER_CODE), world.desk)


def test_one_address_registers_only_so_often(world: World) -> None:
    command = replace(GOOD, company="", address="10.0.0.1")
    for _ in range(REGISTRATIONS.at_most):
        with pytest.raises(RefusedError, match="field"):
            sign_up(command, world.reviewer, world.desk)

    with pytest.raises(RefusedError, match="throttled"):
        sign_up(replace(GOOD, address="10.0.0.1"), world.reviewer, world.desk)

    assert sign_up(replace(GOOD, address="10.0.0.2"), world.reviewer, world.desk)


def test_after_a_while_an_address_registers_again(world: World) -> None:
    command = replace(GOOD, company="", address="10.0.0.1")
    for _ in range(REGISTRATIONS.at_most):
        with pytest.raises(RefusedError, match="field"):
            sign_up(command, world.reviewer, world.desk)
    world.clock.moment += dt.timedelta(minutes=16)

    assert sign_up(replace(GOOD, address="10.0.0.1"), world.reviewer, world.desk)
