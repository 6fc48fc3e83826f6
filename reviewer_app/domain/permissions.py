"""What each role may do beside the acts on a case; all else is refused."""

from enum import StrEnum

from reviewer_app.domain.people import ROLE_NAMES, Actor, Role
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
    Role.COMPANY: frozenset({Permission.USE_API, Permission.OWN_ACCOUNT}),
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
    """Tell whether a role has been granted something."""
    return permission in GRANTS[actor.role]


def require(actor: Actor, permission: Permission) -> None:
    """Pass silently, or refuse.

    Raises:
        RefusedError: the role lacks it; code ``not_permitted``.
    """
    if not may(actor, permission):
        role = ROLE_NAMES[actor.role]
        raise RefusedError(
            "not_permitted",
            f"{role.zh}没有这项权限",
            f"A {role.en} has no permission for this",
        )
