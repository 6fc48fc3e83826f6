"""What goes wrong in a dossier. Each fault says what a check must report."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from sample_data.draw.scanning import Handling
from sample_data.draw.sheet import Sheet
from sample_data.papers import accounts, organisation, rules
from sample_data.recipes import (
    APPOINTED,
    DRILL_ONE,
    DUAL,
    FILES,
    FILING,
    HAZARD_LEDGER,
    HEALTH,
    ISSUE_LEDGER,
    MEASURES,
    REPORT,
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
)
"""All of them, for random dossiers; those about item 05 exclude each other."""
