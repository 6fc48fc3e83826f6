"""People as the desk knows them: roles and actors."""

from dataclasses import dataclass
from enum import StrEnum

from checker.model.wording import Text


class Role(StrEnum):
    """What somebody is to the assessment; a person has one."""

    COMPANY = "company"
    REVIEWER = "reviewer"
    CHIEF = "chief_reviewer"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    SYSTEM = "system"


ROLE_NAMES: dict[Role, Text] = {
    Role.COMPANY: Text("企业用户", "company"),
    Role.REVIEWER: Text("审核人员", "reviewer"),
    Role.CHIEF: Text("复核负责人", "chief reviewer"),
    Role.ADMINISTRATOR: Text("系统管理员", "administrator"),
    Role.AUDITOR: Text("审计人员", "auditor"),
    Role.SYSTEM: Text("系统", "system"),
}


class CompanyKind(StrEnum):
    """What a company is; only builders are assessed."""

    BUILDER = "builder"
    SUPERVISOR = "supervisor"
    DEVELOPER = "developer"
    OTHER = "other"


COMPANY_KIND_NAMES: dict[CompanyKind, Text] = {
    CompanyKind.BUILDER: Text("施工单位", "construction company"),
    CompanyKind.SUPERVISOR: Text("监理单位", "supervising company"),
    CompanyKind.DEVELOPER: Text("建设单位", "developer"),
    CompanyKind.OTHER: Text("其他", "other"),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as what; ``company_id`` is that of a company's user."""

    user_id: int
    name: str
    role: Role
    company_id: int | None = None
    company_kind: CompanyKind = CompanyKind.BUILDER


SYSTEM = Actor(0, "系统", Role.SYSTEM)
"""The desk itself, where time passes and something follows from it."""
