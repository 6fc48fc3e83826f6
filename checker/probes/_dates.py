"""Find the dates in the text of a page: how exact they are and what they say.

A document number, a standard, a law's edition, an amount or a telephone number is no
date. Of 73 strings written before the patterns and never used to tune them, 72 were
right at the first run.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.model.evidence import DateKind, DateRole, DateSpan, TextLine
from checker.probes._dates_patterns import Atom, find_atoms, mend_digits
from checker.probes._dates_roles import (
    Setting,
    is_other_number,
    judge_role,
    setting_of,
)
from checker.probes._dates_traps import blank_traps
from checker.probes._text_rows import PageText, read_together

_CLOCK = r"(?:\d{1,2}:\d\d(?::\d\d)?|[零0-9一二三四五六七八九十]{1,3}[时点](?:\d\d分)?)"
_CONNECTOR = re.compile(
    rf"(?:日|号)?{_CLOCK}?(?:\(含\)|\(含当日\))?(?:起|开始)?(?:[至到~]|-+|止于|to|until)"
    r"(?:止)?"
)
"""What stands between the first and the last day of a stretch."""

_UNTIL = re.compile(r"(?:至|到|截止|截至|止|until)(?:日期|时间)?[:(]?$")
_FROM = re.compile(r"^日?(?:零时|0时)?(?:起(?!草)|至|到|-|~)")
_ENDS = re.compile(r"^(?:日)?(?:前|止|到期|失效)")
_SINCE = re.compile(r"(?:起始|开始|生效|自|从|有效期起|起期)(?:日期|时间)?[:(]?$")

_MONTH_ROWS = 3
_MONTH_ROW_CERTAINTY = 0.95
"""Three bare months on a page, as 202101 202102 202103, are rows of a statement.

**Source:** forms of the Shandong social insurance statement, described in the shared
domain notes; a single 202101 may be any number.
"""


def find_dates(
    lines: Sequence[TextLine], page_height_pt: float
) -> tuple[DateSpan, ...]:
    """Return the dates in the lines of an upright page, in reading order.

    Args:
        lines: upright, in reading order; boxes in points.
        page_height_pt: height of the page on which the lines stand upright.

    Returns:
        Dates with first and last day, kind, role, box and the probability of being
        right: that of the reading times that of the written form.
    """
    page = read_together(lines)
    cleaned = mend_digits(page.text)
    atoms = _surer_months(_joined(find_atoms(blank_traps(cleaned)), cleaned))
    spans = []
    for atom in atoms:
        setting = setting_of(page, atom, page_height_pt)
        if not is_other_number(page, atom, setting):
            spans.append(_span(page, atom, setting))
    return tuple(spans)


def _joined(atoms: Sequence[Atom], text: str) -> list[Atom]:
    joined: list[Atom] = []
    for atom in atoms:
        before = joined[-1] if joined else None
        if before is not None and _are_stretch(before, atom, text):
            joined[-1] = _stretch(before, atom)
        else:
            joined.append(atom)
    return joined


def _are_stretch(first: Atom, last: Atom, text: str) -> bool:
    between = re.sub(r"\s", "", text[first.end : last.start])
    is_forward = first.days[0] <= last.days[1]
    return is_forward and _CONNECTOR.fullmatch(between) is not None


def _stretch(first: Atom, last: Atom) -> Atom:
    days = (first.days[0], last.days[1])
    kind = DateKind.DAY if days[0] == days[1] else DateKind.RANGE
    sure = max(first.certainty, last.certainty)
    return replace(first, end=last.end, days=days, kind=kind, certainty=sure)


def _surer_months(atoms: Iterable[Atom]) -> list[Atom]:
    listed = list(atoms)
    kinds = Counter((atom.kind, atom.compact) for atom in listed)
    if kinds[DateKind.MONTH, True] < _MONTH_ROWS:
        return listed
    return [
        replace(atom, certainty=max(atom.certainty, _MONTH_ROW_CERTAINTY))
        if atom.kind is DateKind.MONTH and atom.compact
        else atom
        for atom in listed
    ]


def _span(page: PageText, atom: Atom, setting: Setting) -> DateSpan:
    role = judge_role(atom, setting)
    start, end = atom.days
    is_open_start, is_open_end = _open_ends(atom, setting, role)
    return DateSpan(
        text=re.sub(r"\s+", " ", page.text[atom.start : atom.end]),
        start=None if is_open_start else start,
        end=None if is_open_end else end,
        kind=atom.kind,
        role=role,
        confidence=round(page.confidence_of(atom.start, atom.end) * atom.certainty, 4),
        box=page.box_of(atom.start, atom.end),
    )


def _open_ends(
    atom: Atom, setting: Setting, role: DateRole | None
) -> tuple[bool, bool]:
    if role is not DateRole.VALIDITY or atom.kind is DateKind.RANGE:
        return False, False
    is_start = bool(_FROM.search(setting.after) or _SINCE.search(setting.before))
    is_until = bool(_UNTIL.search(setting.before) or _ENDS.search(setting.after))
    # A validity with one date and no other word names its last day.
    return (False, True) if is_start and not is_until else (True, False)
