"""What each role may do beside the acts on a case."""

import pytest

from reviewer_app.domain.people import Actor, CompanyKind, Role
from reviewer_app.domain.permissions import GRANTS, Permission, may, require
from reviewer_app.domain.refusal import RefusedError

BUILDER = Actor(1, "张敏", Role.COMPANY, 7)


def test_a_construction_company_files_cases() -> None:
    assert may(BUILDER, Permission.FILE_CASES)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (CompanyKind.SUPERVISOR, "监理单位"),
        (CompanyKind.DEVELOPER, "建设单位"),
        (CompanyKind.OTHER, "其他"),
    ],
)
def test_any_other_company_is_told_why_it_has_no_assessments(
    kind: CompanyKind, words: str
) -> None:
    actor = Actor(1, "张敏", Role.COMPANY, 7, kind)

    with pytest.raises(RefusedError, match="not_permitted") as refused:
        require(actor, Permission.FILE_CASES)

    assert "只面向施工单位" in refused.value.reason.zh
    assert words in refused.value.reason.zh


def test_any_other_company_still_has_its_desk() -> None:
    actor = Actor(1, "张敏", Role.COMPANY, 7, CompanyKind.OTHER)

    require(actor, Permission.COMPANY_DESK)
    assert not may(actor, Permission.FILE_CASES)


@pytest.mark.parametrize(
    "role", [role for role in Role if role is not Role.COMPANY], ids=str
)
def test_nobody_else_files_cases(role: Role) -> None:
    with pytest.raises(RefusedError, match="not_permitted") as refused:
        require(Actor(1, "某人", role), Permission.FILE_CASES)

    assert "没有这项权限" in refused.value.reason.zh


def test_a_company_reads_nothing_of_the_authoritys_side() -> None:
    assert GRANTS[Role.COMPANY] == {
        Permission.COMPANY_DESK,
        Permission.FILE_CASES,
        Permission.SEE_NOTICES,
        Permission.USE_API,
        Permission.OWN_ACCOUNT,
    }
