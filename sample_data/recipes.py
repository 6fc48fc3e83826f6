"""Dossiers: which papers lie in them, what goes wrong, what a check must then say."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from sample_data.cast import Cast, make_cast
from sample_data.draw.scanning import Handling, Medium
from sample_data.draw.sheet import Sheet
from sample_data.fonts import FontGroup
from sample_data.papers import (
    accounts,
    funds,
    insurance,
    organisation,
    people,
    records,
    rules,
    site,
)
from sample_data.papers.desk import Desk
from sample_data.paperwork import Draft

SUBMITTED = dt.date(2022, 3, 1)
_GRAVE_ITEMS = frozenset({"01", "02", "03", "04", "06", "07", "13"})
_MANY_ITEMS = 3


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that a check must report.

    ``rule``: its id in the pack, ``area.problem``. ``useless``: absence or
    uselessness, which weighs more in some items.
    """

    rule: str
    about: str
    item: str | None = None
    document: str | None = None
    page: int | None = None
    severity: str = "error"
    verdict: str = "fail"
    useless: bool = False


@dataclass(slots=True)
class Dossier:
    """A dossier before it is written to disk."""

    cast: Cast
    desk: Desk
    papers: dict[str, Draft] = field(default_factory=dict)
    staff: list[people.Certificate] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    submission: str = "first"
    not_applicable: dict[str, str] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)

    def add(
        self,
        path: str,
        sheets: list[Sheet],
        medium: Medium = "scan",
        *,
        dpi: int | None = None,
    ) -> None:
        """Put a paper into the dossier."""
        self.papers[path] = Draft(path, sheets, medium, dpi=dpi)

    def handle(self, path: str, page_no: int, handling: Handling) -> None:
        """Handle one page of a paper in that way; it takes a scanner to do so."""
        draft = self.papers[path].handled(page_no, handling)
        medium = "scan" if draft.medium == "digital" else draft.medium
        self.papers[path] = replace(draft, medium=medium)

    @property
    def grade(self) -> str:
        """The grade that follows from the expected findings."""
        errors = [
            e for e in self.expected if (e.severity, e.verdict) == ("error", "fail")
        ]
        grave = any(e.useless and e.item in _GRAVE_ITEMS for e in errors)
        items = {e.item for e in errors if e.item}
        if grave or len(items) >= _MANY_ITEMS:
            return "unqualified"
        return "basically_qualified" if errors else "qualified"


Recipe = Callable[[FontGroup, int], Dossier]
"""Makes a dossier out of fonts and a seed."""


def complete(
    group: FontGroup, seed: int, *, number: int | None = None, cast: Cast | None = None
) -> Dossier:
    """Return a dossier in which every item is answered and nothing is wrong.

    ``cast``: who is in it; else the company of that ``number``, or one by chance.
    """
    cast = cast or make_cast(seed, number=number)
    desk = Desk(cast, group, np.random.default_rng([seed, 3]))
    dossier = Dossier(cast, desk)
    _management(dossier)
    _safety(dossier)
    _training(dossier)
    _cranes(dossier)
    for certificate in people.certificates(desk):
        add_person(dossier, certificate)
    return dossier


def add_person(dossier: Dossier, certificate: people.Certificate) -> None:
    """Add one person with the certificate as a file."""
    dossier.staff.append(certificate)
    is_card = certificate.table == "special_operator"
    path = person_path(certificate)
    medium: Medium = "scan" if is_card else "digital"
    dossier.add(path, people.draw(dossier.desk, certificate), medium)


def person_path(certificate: people.Certificate) -> str:
    """Return where the certificate of a person lies in a dossier."""
    return f"personnel/{certificate.worker.post}-{certificate.worker.name}.pdf"


BODY = "01-安全管理机构和人员任命/机构设置及组成人员.pdf"
APPOINTED = "01-安全管理机构和人员任命/安全管理人员任命.pdf"
DIRECTOR = "01-安全管理机构和人员任命/安全总监任命.pdf"
RECEIPT = "02-工伤保险发票及社保权益单/工伤保险缴费凭证.pdf"
INSURED = "02-工伤保险发票及社保权益单/社会保险权益单.pdf"
REPORT = "03-12月报表.pdf"
FUND_PLAN = "04-安全生产资金/安全生产资金使用计划.pdf"
SUMMARY = "04-安全生产资金/安全投入汇总表.pdf"
INVOICES = "04-安全生产资金/安全投入发票.pdf"
DUAL = "05、风险分级管控和隐患排查治理双重体系工作方案.pdf"
FILING = "07-应急预案备案登记表.pdf"
DRILL_ONE = "08_应急救援演练记录/上半年消防演练.pdf"
DRILL_TWO = "08_应急救援演练记录/下半年高处坠落演练.pdf"
HAZARD_PLAN = "10-重大危险源应急预案.pdf"
HAZARD_LEDGER = "11-重大危险源管理档案.pdf"
DANGEROUS = "12-危大工程预防监控措施和应急管理制度.pdf"
COURSE_ONE = "13-教育培训/复工安全教育培训记录.pdf"
COURSE_TWO = "13-教育培训/新安全生产法培训记录.pdf"
MARKS = "13-教育培训/培训考核记录.pdf"
FILES = "14-企业管理人员教育档案.pdf"
TRAINING_PLAN = "15-2021年企业安全教育培训计划.pdf"
ISSUE_LEDGER = "16-个人防护措施/个人防护用品发放台账.pdf"
MEASURES = "16-个人防护措施/个人防护措施.pdf"
HEALTH = "18 职业危害防治措施.pdf"
CRANES = "19-起重机械设备管理档案/起重机械设备台账.pdf"
CRANE_RULES = "19-起重机械设备管理档案/定期检查维护制度.pdf"
CRANE_FILED = "19-起重机械设备管理档案/起重机械备案证.pdf"
NO_ACCIDENT = "09-工伤、事故处理档案.pdf"


def _management(dossier: Dossier) -> None:
    desk = dossier.desk
    dossier.add(BODY, organisation.body(desk))
    dossier.add(APPOINTED, organisation.appointments(desk))
    dossier.add(DIRECTOR, organisation.director(desk), "digital")
    dossier.add(RECEIPT, insurance.receipt(desk))
    dossier.add(INSURED, insurance.statement(desk))
    dossier.handle(INSURED, 2, Handling(turned_back=True))
    dossier.add(REPORT, accounts.december_report(desk))
    dossier.add(FUND_PLAN, funds.plan(desk), "digital")
    dossier.add(SUMMARY, funds.summary(desk))
    dossier.add(INVOICES, funds.invoices(desk), dpi=130)


def _safety(dossier: Dossier) -> None:
    desk = dossier.desk
    dossier.add(DUAL, rules.dual_prevention(desk))
    booklet = "06-安全生产责任制、规章制度和操作规程.pdf"
    dossier.add(booklet, rules.booklet(desk), "digital")
    dossier.add(FILING, records.filing(desk))
    first, second = records.drills(desk)
    dossier.add(DRILL_ONE, records.drill(desk, first))
    dossier.add(DRILL_TWO, records.drill(desk, second), "digital")
    dossier.add(NO_ACCIDENT, records.no_accident(desk))
    dossier.add(HAZARD_PLAN, rules.hazard_plan(desk), "digital")
    dossier.add(HAZARD_LEDGER, records.hazard_ledger(desk))
    dossier.add(DANGEROUS, rules.dangerous_works(desk), "digital")


def _training(dossier: Dossier) -> None:
    desk = dossier.desk
    first, second = records.courses(desk)
    dossier.add(COURSE_ONE, records.course(desk, first), "digital")
    dossier.add(COURSE_TWO, records.course(desk, second))
    dossier.add(MARKS, records.marks(desk, second), "scan", dpi=130)
    dossier.add(FILES, site.education_files(desk), "grey", dpi=130)
    dossier.add(TRAINING_PLAN, rules.training_plan(desk), "digital")
    dossier.add(ISSUE_LEDGER, site.protection_ledger(desk), "photo")
    dossier.add(MEASURES, site.protection_measures(desk), "digital")
    dossier.add("17-作业场所防护措施.pdf", site.site_photos(desk), "digital")
    dossier.add(HEALTH, rules.health(desk), "digital")


def _cranes(dossier: Dossier) -> None:
    desk = dossier.desk
    dossier.add(CRANES, site.crane_ledger(desk), "bilevel")
    dossier.add(CRANE_RULES, site.crane_rules(desk), "digital")
    dossier.add(CRANE_FILED, site.crane_registration(desk))


def without_cranes(dossier: Dossier) -> None:
    """Let a sealed statement stand for the papers about cranes."""
    for path in (CRANES, CRANE_RULES, CRANE_FILED):
        del dossier.papers[path]
    dossier.add("19-无起重机械证明.pdf", site.no_crane(dossier.desk))


def without_hazards(dossier: Dossier) -> None:
    """Declare items 10 and 11 not applicable, with a sealed proof for each."""
    for item, old in (("10", HAZARD_PLAN), ("11", HAZARD_LEDGER)):
        del dossier.papers[old]
        proof = f"{item}-无重大危险源证明.pdf"
        dossier.add(proof, records.no_hazard(dossier.desk))
        dossier.not_applicable[item] = "经辨识无重大危险源"


def rectified(dossier: Dossier) -> None:
    """Make it a rectification with the papers of item 20."""
    dossier.submission = "rectification"
    dossier.add("20-整改报告.pdf", rules.rectification(dossier.desk))


def with_audit(dossier: Dossier) -> None:
    """Let the audit report stand for the December report."""
    del dossier.papers[REPORT]
    dossier.add("03、2021年度财务审计报告.pdf", accounts.audit(dossier.desk))


def with_an_injury(dossier: Dossier) -> None:
    """Keep a ledger of injuries in place of the statement that there was none."""
    dossier.add(NO_ACCIDENT, records.accident_ledger(dossier.desk))


def hand_in_as(dossier: Dossier, medium: Medium, *paths: str) -> None:
    """Change how papers came into their files."""
    for path in paths:
        draft = dossier.papers[path]
        dossier.papers[path] = replace(draft, medium=medium, handling={}, dpi=None)


def smaller(dossier: Dossier) -> None:
    """Keep what items 08, 13 and 14 need at least, and scan at 130 dpi."""
    del dossier.papers[COURSE_ONE]
    for path in (DRILL_TWO, COURSE_TWO):
        draft = dossier.papers[path]
        sheets = [draft.sheets[0], draft.sheets[-1]]
        dossier.papers[path] = replace(draft, sheets=sheets)
    draft = dossier.papers[FILES]
    dossier.papers[FILES] = replace(draft, sheets=draft.sheets[:2])
    for path, draft in dossier.papers.items():
        if draft.medium == "scan":
            dossier.papers[path] = replace(draft, dpi=130)


def cards(dossier: Dossier) -> list[str]:
    """Return the paths of the cards of special operators."""
    table = "special_operator"
    return [person_path(one) for one in dossier.staff if one.table == table]
