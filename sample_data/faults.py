"""What goes wrong in a dossier. Each fault says what a check must report."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from sample_data.cast import make_cast
from sample_data.draw.scanning import Handling
from sample_data.draw.sheet import Sheet, Text
from sample_data.papers import accounts, funds, organisation, rules
from sample_data.papers.desk import Desk
from sample_data.recipes import (
    APPOINTED,
    COURSE_TWO,
    DANGEROUS,
    DRILL_ONE,
    DRILL_TWO,
    DUAL,
    FILES,
    FILING,
    HAZARD_LEDGER,
    HEALTH,
    INSURED,
    ISSUE_LEDGER,
    MEASURES,
    REPORT,
    SUMMARY,
    TRAINING_PLAN,
    Dossier,
    Expected,
    add_person,
    person_path,
)

Fault = Callable[[Dossier], None]

_BLUR_MM = 0.95


def page_upside_down(dossier: Dossier) -> None:
    """Lay the last page of a drill record upside down."""
    page = len(dossier.papers[DRILL_ONE].sheets)
    dossier.handle(DRILL_ONE, page, Handling(turn_deg=180))
    about = "a page upside down"
    dossier.expected.append(
        Expected("orientation.turned", about, "08", DRILL_ONE, page)
    )


def page_on_its_side(dossier: Dossier) -> None:
    """Scan the hazard ledger on its side."""
    dossier.handle(HAZARD_LEDGER, 1, Handling(turn_deg=90))
    about = "a page on its side"
    dossier.expected.append(
        Expected("orientation.turned", about, "11", HAZARD_LEDGER, 1)
    )


def page_illegible(dossier: Dossier) -> None:
    """Scan the issue ledger out of focus."""
    draft = replace(dossier.papers[ISSUE_LEDGER], medium="scan")
    dossier.papers[ISSUE_LEDGER] = draft.handled(1, Handling(blur_mm=_BLUR_MM))
    about = "a page too blurred to read"
    dossier.expected.append(
        Expected("legibility.illegible", about, "16", ISSUE_LEDGER, 1)
    )


def blank_page_inside(dossier: Dossier) -> None:
    """Scan an empty sheet between two others."""
    draft = dossier.papers[FILES]
    sheets = [draft.sheets[0], Sheet("blank"), *draft.sheets[1:]]
    dossier.papers[FILES] = replace(draft, sheets=sheets)
    about = "a blank page between others"
    dossier.expected.append(
        Expected("completeness.blank_page", about, "14", FILES, 2, severity="warning")
    )


def same_file_twice(dossier: Dossier) -> None:
    """Hand one file in for two items."""
    copy = "17-作业场所防护措施/个人防护和作业场所防护措施.pdf"
    dossier.copies[copy] = MEASURES
    about = "one file answers two items"
    dossier.expected.append(Expected("duplicate.file", about, severity="warning"))


def appointment_without_seal(dossier: Dossier) -> None:
    """Forget the seal on a notice of item 01."""
    dossier.desk.wants_seal = False
    dossier.add(APPOINTED, organisation.appointments(dossier.desk))
    dossier.desk.wants_seal = True
    about = "no company seal on a colour page where one belongs"
    dossier.expected.append(
        Expected("seal.missing", about, "01", APPOINTED, useless=True)
    )


def report_of_other_year(dossier: Dossier) -> None:
    """Hand in the December report of the year before."""
    sheets = accounts.december_report(dossier.desk, year=dossier.cast.year - 1)
    dossier.add(REPORT, sheets)
    about = "the report is about the year before"
    dossier.expected.append(
        Expected("year.report_other_year", about, "03", REPORT, useless=True)
    )


def plan_of_other_year(dossier: Dossier) -> None:
    """Hand in the training plan of the year after."""
    sheets = rules.training_plan(dossier.desk, year=dossier.cast.year + 1)
    draft = dossier.papers[TRAINING_PLAN]
    del dossier.papers[TRAINING_PLAN]
    path = "15-企业安全教育培训计划.pdf"
    dossier.papers[path] = replace(draft, path=path, sheets=sheets)
    about = "the plan is for the year after"
    dossier.expected.append(
        Expected("year.plan_other_year", about, "15", path, useless=True)
    )


def filing_missing(dossier: Dossier) -> None:
    """Leave item 07 out."""
    del dossier.papers[FILING]
    about = "a required item is missing"
    dossier.expected.append(
        Expected("completeness.item_missing", about, "07", useless=True)
    )


def certificate_expired(dossier: Dossier) -> None:
    """Let one certificate end before the day of submission."""
    old = dossier.staff.pop(0)
    del dossier.papers[person_path(old)]
    until = dt.date(dossier.cast.year, 11, 30)
    issued = until.replace(year=until.year - 3) + dt.timedelta(days=1)
    number = old.number.replace(f"{old.issued.year}", f"{issued.year}")
    gone = replace(old, issued=issued, valid_until=until, number=number)
    add_person(dossier, gone)
    about = "a certificate expired before the day of submission"
    dossier.expected.append(
        Expected("personnel.expired", about, document=person_path(gone))
    )


def plan_locked(dossier: Dossier) -> None:
    """Lock the plan of item 05 with a password."""
    dossier.papers[DUAL] = replace(dossier.papers[DUAL], password="wendang2021")  # noqa: S106 - the fault itself
    about = "the file needs a password"
    dossier.expected.append(
        Expected("format.encrypted", about, "05", DUAL, useless=True)
    )


def picture_named_pdf(dossier: Dossier) -> None:
    """Rename a JPEG instead of converting it."""
    draft = replace(dossier.papers[HEALTH], medium="scan", bare_picture=True)
    dossier.papers[HEALTH] = replace(draft, sheets=draft.sheets[:1])
    about = "the file is a JPEG, not a PDF"
    dossier.expected.append(
        Expected("format.not_pdf", about, "18", HEALTH, useless=True)
    )


def grey_copy(dossier: Dossier) -> None:
    """Hand in a grey copy where red would have to be judged."""
    dossier.papers[DUAL] = replace(dossier.papers[DUAL], medium="grey")
    for rule, what in (("red_header.missing", "header"), ("seal.missing", "seal")):
        about = f"a grey copy: the {what} cannot be judged in red"
        dossier.expected.append(
            Expected(rule, about, "05", DUAL, severity="error", verdict="unknown")
        )


def filed_under_other_item(dossier: Dossier) -> None:
    """Upload the second drill's record under personal protection."""
    draft = dossier.papers.pop(DRILL_TWO)
    path = "16-个人防护措施/下半年记录.pdf"
    dossier.papers[path] = replace(draft, path=path)
    about = "a drill's record under personal protection"
    dossier.expected.append(
        Expected("title.other_item", about, "16", path, 1, severity="warning")
    )


def papers_of_other_company(dossier: Dossier) -> None:
    """Hand in the measures of another company, with its header and seal."""
    ours = dossier.cast.company.name
    casts = (make_cast(17, number=number) for number in range(2))
    other = next(cast for cast in casts if cast.company.name != ours)
    desk = Desk(other, dossier.desk.group, np.random.default_rng(17))
    draft = dossier.papers[DANGEROUS]
    sheets = rules.dangerous_works(desk)
    dossier.papers[DANGEROUS] = replace(draft, sheets=sheets)
    about = "another company's name where only the applicant can stand"
    dossier.expected.append(
        Expected("consistency.company_name", about, "12", DANGEROUS, severity="warning")
    )


def total_off(dossier: Dossier) -> None:
    """Add the year's spending up wrongly."""
    draft = dossier.papers[SUMMARY]
    sheets = funds.summary(dossier.desk, slip_cents=300_000)
    dossier.papers[SUMMARY] = replace(draft, sheets=sheets)
    about = "the total is not the sum of the rows"
    dossier.expected.append(
        Expected("consistency.total", about, "04", SUMMARY, 1, severity="warning")
    )


def page_lost(dossier: Dossier) -> None:
    """Number the pages of a training record, and miss the second of them."""
    draft = dossier.papers[COURSE_TWO]
    for number, sheet in enumerate(draft.sheets, 1):
        sheet.put(Text(sheet.width / 2, sheet.height - 14, f"- {number} -", 11))
    sheets = [draft.sheets[0], *draft.sheets[2:]]
    dossier.papers[COURSE_TWO] = replace(draft, sheets=sheets)
    about = "a page inside is missing by its number"
    dossier.expected.append(
        Expected("completeness.page_gap", about, "13", COURSE_TWO, severity="warning")
    )


def last_page_lost(dossier: Dossier) -> None:
    """Upload the first page alone of a statement that says that it has two."""
    draft = dossier.papers[INSURED]
    dossier.papers[INSURED] = replace(draft, sheets=draft.sheets[:1], handling={})
    about = "the last page is missing by the printed total"
    dossier.expected.append(
        Expected("completeness.page_gap", about, "02", INSURED, severity="warning")
    )


FAULTS: tuple[Fault, ...] = (
    page_upside_down,
    page_on_its_side,
    page_illegible,
    blank_page_inside,
    same_file_twice,
    appointment_without_seal,
    report_of_other_year,
    plan_of_other_year,
    filing_missing,
    certificate_expired,
    plan_locked,
    picture_named_pdf,
    grey_copy,
    filed_under_other_item,
    papers_of_other_company,
    total_off,
    page_lost,
    last_page_lost,
)
"""All of them, for random dossiers; those about item 05 exclude each other."""
