"""What each role may do beside the acts on a case; all else is refused."""

from enum import StrEnum

from reviewer_app.domain.people import (
    COMPANY_KIND_NAMES,
    ROLE_NAMES,
    Actor,
    CompanyKind,
    Role,
)
from reviewer_app.domain.refusal import RefusedError


class Permission(StrEnum):
    """Something that a screen or a service asks for."""

    SEE_QUEUE = "see_queue"
    SEE_ANY_CASE = "see_any_case"
    IMPORT_CASES = "import_cases"
    WRITE_NOTES = "write_notes"
    ACCEPT_CASES = "accept_cases"
    SEE_FIGURES = "see_figures"
    MANAGE_USERS = "manage_users"
    MANAGE_REASONS = "manage_reasons"
    MANAGE_SETTINGS = "manage_settings"
    EDIT_PACKS = "edit_packs"
    APPROVE_PACKS = "approve_packs"
    SEE_LOG = "see_log"
    USE_API = "use_api"
    OWN_ACCOUNT = "own_account"
    COMPANY_DESK = "company_desk"
    FILE_CASES = "file_cases"
    SEE_NOTICES = "see_notices"


_REVIEWER = frozenset(
    {
        Permission.SEE_QUEUE,
        Permission.SEE_ANY_CASE,
        Permission.IMPORT_CASES,
        Permission.WRITE_NOTES,
        Permission.SEE_FIGURES,
        Permission.USE_API,
        Permission.OWN_ACCOUNT,
    }
)
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.COMPANY: frozenset(
        {
            Permission.COMPANY_DESK,
            Permission.FILE_CASES,
            Permission.SEE_NOTICES,
            Permission.USE_API,
            Permission.OWN_ACCOUNT,
        }
    ),
    Role.REVIEWER: _REVIEWER,
    Role.CHIEF: (_REVIEWER - {Permission.IMPORT_CASES})
    | {Permission.ACCEPT_CASES, Permission.APPROVE_PACKS},
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.IMPORT_CASES,
            Permission.SEE_FIGURES,
            Permission.MANAGE_USERS,
            Permission.MANAGE_REASONS,
            Permission.MANAGE_SETTINGS,
            Permission.EDIT_PACKS,
            Permission.APPROVE_PACKS,
            Permission.USE_API,
            Permission.OWN_ACCOUNT,
        }
    ),
    Role.AUDITOR: frozenset(
        {
            Permission.SEE_ANY_CASE,
            Permission.SEE_FIGURES,
            Permission.SEE_LOG,
            Permission.OWN_ACCOUNT,
        }
    ),
    Role.SYSTEM: frozenset(),
}


def may(actor: Actor, permission: Permission) -> bool:
    """Tell whether a role has been granted something.

    Of companies only builders are assessed, so that only they file cases.
    """
    return permission in GRANTS[actor.role] and not _is_for_builders(actor, permission)


def require(actor: Actor, permission: Permission) -> None:
    """Pass silently, or refuse.

    Raises:
        RefusedError: the role lacks it; code ``not_permitted``.
    """
    if permission in GRANTS[actor.role] and _is_for_builders(actor, permission):
        raise _not_a_builder(actor)
    if not may(actor, permission):
        role = ROLE_NAMES[actor.role]
        raise RefusedError(
            "not_permitted",
            f"{role.zh}没有这项权限",
            f"A {role.en} has no permission for this",
        )


def _is_for_builders(actor: Actor, permission: Permission) -> bool:
    if permission is not Permission.FILE_CASES:
        return False
    return actor.company_kind is not CompanyKind.BUILDER


def _not_a_builder(actor: Actor) -> RefusedError:
    kind = COMPANY_KIND_NAMES[actor.company_kind]
    return RefusedError(
        "not_permitted",
        f"动态考核只面向施工单位，您的单位登记为“{kind.zh}”；登记有误请联系管理员更正",
        f"Only construction companies are assessed; yours is registered as: {kind.en}."
        " If that is wrong, ask the administrator",
    )
