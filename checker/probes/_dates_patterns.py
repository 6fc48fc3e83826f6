"""The forms in which dates are written, and the days that each stands for.

**Source:** shared domain notes, section 5 (forms).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checker.model.evidence import DateKind
from checker.probes import _dates_numbers as numbers
from checker.probes._dates_traps import BLANK


@dataclass(frozen=True, slots=True)
class Atom:
    """One date as written: where in the text, which days, and how surely.

    ``certainty`` is the probability that such writing is a date and this one.
    ``compact`` marks what other numbers resemble most: 20211231, 202112, 2021.12.
    """

    start: int
    end: int
    days: numbers.Days
    kind: DateKind
    certainty: float
    compact: bool = False


_Made = tuple[numbers.Days, DateKind, float]
_Maker = Callable[[re.Match[str]], _Made | None]

_GAP = r"[ \t\f]*\n?[ \t]*"
"""A date of the long form may be broken by blanks, cells or the end of a line."""

_ARABIC_YEAR = r"(?:1 ?9|2 ?0) ?\d ?\d"
_CHINESE_YEAR = (
    r"[一二壹贰1-2] ?[九〇○零oO0玖] ?"
    r"[〇○零oO0一二三四五六七八九壹贰叁肆伍陆柒捌玖\d] ?"
    r"[〇○零oO0一二三四五六七八九壹贰叁肆伍陆柒捌玖\d]"
)
_Y = rf"(?<![\d.])(?:{_ARABIC_YEAR}|{_CHINESE_YEAR})"
_N = (
    r"(?:\d ?\d|\d|初?[一二三四五六七八九十廿卅正〇零壹贰叁肆伍陆柒捌玖拾]"
    r"[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{0,2})"
)
_YEAR_WORD = "[年牛]"
_MONTH_WORD = "[月用]"
_DAY_WORD = "[日号曰目口]"
_TO = r"[ \t\f]*(?:[至到~]|-+)[ \t\f]*"
_NUMBER_BEFORE = r"(?<![\dA-Za-z./])(?<![A-Za-z]-)"
_NUMBER_AFTER = r"(?![\dA-Za-z])"
_Y2 = r"(?:1[5-9]|2\d|3[0-5])"
_Y4 = r"(?:19[5-9]|20\d)\d"

_WELL, _GOOD, _FAIR, _WEAK, _POOR = 0.98, 0.95, 0.85, 0.75, 0.6
"""Certainty of a form: written in full, bare year, odd signs, ambiguous, guess.

**Source:** judged from how often each form was something else in the strings and
pages of the tests; not a frequency measured on real dossiers.
"""

_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ENGLISH_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_MONTH_NAME = r"(?P<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"


def _part_of_year(match: re.Match[str]) -> _Made | None:
    year = numbers.year_in(match["y"])
    if year is None:
        return None
    part = match["part"]
    if "半" in part:
        first, last = (1, 6) if part[0] == "上" else (7, 12)
    elif part.startswith("前"):
        first, last = 1, 3 * _QUARTERS[match["q"]]
    else:
        last = 3 * _QUARTERS[match["q"]]
        first = 3 * _QUARTERS[match["q1"] or match["q"]] - 2
    days = numbers.months(year, first, last)
    return (days, DateKind.RANGE, _WELL) if days else None


def _months_of_year(match: re.Match[str]) -> _Made | None:
    year, first = numbers.year_in(match["y"]), numbers.number_in(match["m"])
    last = numbers.number_in(match["m2"])
    if year is None or first is None or last is None:
        return None
    days = numbers.months(year, first, last)
    return (days, DateKind.RANGE, _WELL) if days else None


def _days_of_year(match: re.Match[str]) -> _Made | None:
    year = numbers.year_in(match["y"])
    if year is None:
        return None
    month = numbers.number_in(match["m"]) or 0
    other = numbers.number_in(match["m2"]) if match["m2"] else month
    first = numbers.day(year, month, numbers.number_in(match["d"]) or 0)
    last = numbers.day(year, other or 0, numbers.number_in(match["d2"]) or 0)
    if first is None or last is None or first[0] > last[1]:
        return None
    return (first[0], last[1]), DateKind.RANGE, _GOOD


def _two_years(match: re.Match[str]) -> _Made | None:
    first, last = numbers.year_in(match["y"]), numbers.year_in(match["y2"])
    if first is None or last is None or first >= last:
        return None
    days = numbers.years(first, last)
    return (days, DateKind.RANGE, _GOOD) if days else None


def _long_form(match: re.Match[str]) -> _Made | None:
    year = numbers.year_in(match["y"])
    if year is None:
        return None
    sure = _WELL if match["yw"] == "年" else _FAIR
    month = numbers.number_in(match["m"]) if match["m"] else None
    if month is None:
        # A year with a misread 年 and nothing behind it is no date at all.
        return _whole_year(year, _GOOD) if match["yw"] == "年" else None
    whole_month = numbers.month(year, month)
    if whole_month is None:
        return _whole_year(year, _POOR)
    sure = sure if match["mw"] == "月" else _FAIR
    written = match["d"] or match["bare"]
    if not written:
        return whole_month, DateKind.MONTH, sure
    return _day_of_month(
        match["dw"], whole_month, numbers.number_in(written), sure=sure
    )


def _day_of_month(
    word: str | None, whole_month: numbers.Days, number: int | None, *, sure: float
) -> _Made:
    first = whole_month[0]
    only = numbers.day(first.year, first.month, number or 0)
    if only is None:
        return whole_month, DateKind.MONTH, _POOR
    return only, DateKind.DAY, sure if word in {"日", "号"} else min(sure, _FAIR)


def _whole_year(year: int, sure: float) -> _Made | None:
    days = numbers.years(year, year)
    return (days, DateKind.YEAR, sure) if days else None


def _numeric_day(match: re.Match[str]) -> _Made | None:
    year = int(match["y"].replace(" ", ""))
    days = numbers.day(year, int(match["m"]), int(match["d"]))
    if days is None:
        return None
    plain = match["s"].strip() in {".", "-", "/"}
    return days, DateKind.DAY, _GOOD if plain else _FAIR


def _short_year_day(match: re.Match[str]) -> _Made | None:
    days = numbers.day(2000 + int(match["y"]), int(match["m"]), int(match["d"]))
    return (days, DateKind.DAY, _POOR) if days else None


def _short_year_long(match: re.Match[str]) -> _Made | None:
    year = numbers.year_in("20" + match["y"]) or 0
    month = numbers.number_in(match["m"]) or 0
    if match["d"]:
        days = numbers.day(year, month, numbers.number_in(match["d"]) or 0)
        return (days, DateKind.DAY, _WEAK) if days else None
    days = numbers.month(year, month)
    return (days, DateKind.MONTH, _POOR) if days else None


def _numeric_days_of_year(match: re.Match[str]) -> _Made | None:
    year = int(match["y"])
    first = numbers.day(year, int(match["m"]), int(match["d"]))
    last = numbers.day(year, int(match["m2"]), int(match["d2"]))
    if first is None or last is None or first[0] > last[1]:
        return None
    return (first[0], last[1]), DateKind.RANGE, _FAIR


def _numeric_months(match: re.Match[str]) -> _Made | None:
    first = numbers.month(int(match["y"]), int(match["m"]))
    last = numbers.month(int(match["y2"]), int(match["m2"]))
    if first is None or last is None or first[0] > last[1]:
        return None
    return (first[0], last[1]), DateKind.RANGE, _GOOD


def _numeric_month(match: re.Match[str]) -> _Made | None:
    days = numbers.month(int(match["y"]), int(match["m"]))
    if days is None:
        return None
    sure = _FAIR if match["s"].strip() == "-" else _WEAK
    return days, DateKind.MONTH, sure


def _compact_day(match: re.Match[str]) -> _Made | None:
    days = numbers.day(int(match["y"]), int(match["m"]), int(match["d"]))
    return (days, DateKind.DAY, _FAIR) if days else None


def _compact_month(match: re.Match[str]) -> _Made | None:
    days = numbers.month(int(match["y"]), int(match["m"]))
    return (days, DateKind.MONTH, _POOR) if days else None


def _english(match: re.Match[str]) -> _Made | None:
    month = _ENGLISH_MONTHS.index(match["name"].lower()) // 3 + 1
    if match["d"]:
        days = numbers.day(int(match["y"]), month, int(match["d"]))
        return (days, DateKind.DAY, _GOOD) if days else None
    days = numbers.month(int(match["y"]), month)
    return (days, DateKind.MONTH, _FAIR) if days else None


def _republican(match: re.Match[str]) -> _Made | None:
    # Years of the Republic of China count from 1912.
    year = int(match["y"]) + 1911
    month = numbers.number_in(match["m"]) if match["m"] else None
    if month is None:
        return _whole_year(year, _GOOD)
    if match["d"]:
        days = numbers.day(year, month, numbers.number_in(match["d"]) or 0)
        return (days, DateKind.DAY, _GOOD) if days else None
    days = numbers.month(year, month)
    return (days, DateKind.MONTH, _GOOD) if days else None


def _listed_year(match: re.Match[str]) -> _Made | None:
    return _whole_year(int(match["y"]), _FAIR)


def _bare_year(match: re.Match[str]) -> _Made | None:
    return _whole_year(int(match["y"]), _WEAK if match["label"] else _POOR)


def _forms() -> Iterator[tuple[re.Pattern[str], _Maker, bool]]:
    year = rf"(?P<y>{_Y}){_GAP}{_YEAR_WORD}"
    other_year = rf"(?P<y2>{_Y})"
    for pattern, maker, compact in (
        (
            (
                rf"{year}{_GAP}度?[ ]?"
                r"(?P<part>[上下]半年|前?(?:第?(?P<q1>[一二三四1-4])(?:季度?)?[、至~和-])?"
                r"第?(?P<q>[一二三四1-4])个?季度?)"
            ),
            _part_of_year,
            False,
        ),
        (
            (
                rf"{year}{_GAP}(?:度[ ]?)?[(]?(?P<m>{_N}){_MONTH_WORD}?份?{_TO}"
                rf"(?P<m2>{_N}){_GAP}月(?!{_GAP}\d\d?{_GAP}日)"
            ),
            _months_of_year,
            False,
        ),
        (
            rf"{year}{_GAP}(?P<m>\d\d?)(?:[、,]\d\d?)*[、,](?P<m2>\d\d?){_GAP}月",
            _months_of_year,
            False,
        ),
        (
            (
                rf"{year}{_GAP}(?P<m>{_N}){_GAP}月{_GAP}(?P<d>{_N}){_GAP}{_DAY_WORD}?{_TO}"
                rf"(?:(?P<m2>{_N}){_GAP}月{_GAP})?(?P<d2>{_N}){_GAP}[日号]"
            ),
            _days_of_year,
            False,
        ),
        (
            rf"(?P<y>{_Y}){_GAP}年?度?(?:{_TO}|/){other_year}{_GAP}年(?!{_GAP}{_N}{_GAP}月)",
            _two_years,
            False,
        ),
        (
            rf"(?P<y>{_Y4})(?=[、,和及](?:{_Y4}[、,和及])*{_Y4}{_GAP}年)",
            _listed_year,
            False,
        ),
        (
            (
                rf"民[国國]{_GAP}(?P<y>\d{{2,3}}){_GAP}年"
                rf"(?:{_GAP}(?P<m>{_N}){_GAP}月(?:{_GAP}(?P<d>{_N}){_GAP}日)?)?"
            ),
            _republican,
            False,
        ),
        (
            (
                rf"(?P<y>{_Y}){_GAP}(?P<yw>{_YEAR_WORD})(?:{_GAP}(?P<m>{_N}){_GAP}"
                rf"(?P<mw>{_MONTH_WORD}|日(?={_GAP}\d\d?{_GAP}日))份?"
                rf"(?:{_GAP}(?P<d>{_N}){_GAP}(?P<dw>{_DAY_WORD})"
                r"|[ ]?(?P<bare>\d\d?)(?![ ]?[\d.,%/年月个元A-Za-z]))?)?度?"
            ),
            _long_form,
            False,
        ),
        (
            (
                rf"{_NUMBER_BEFORE}(?P<y>{_Y4})\.(?P<m>\d\d?)\.(?P<d>\d\d?)"
                r"[ ]?[-~至][ ]?"
                r"(?P<m2>\d\d?)\.(?P<d2>\d\d?)(?![\d.])"
            ),
            _numeric_days_of_year,
            False,
        ),
        (
            (
                rf"{_NUMBER_BEFORE}(?P<y>{_Y4})[./](?P<m>\d\d?)[ ]?[-~至][ ]?"
                r"(?P<m2>\d\d?)(?![\d.\-/])"
            ),
            _months_of_year,
            False,
        ),
        (
            (
                rf"{_NUMBER_BEFORE}(?P<y>{_Y4})(?P<s>[ ]?[-./、,][ ]?)(?P<m>\d\d?)"
                r"(?:(?P=s)|[ ]?[-./][ ]?|(?<=[、,]\d)[>〉]|(?<=[、,]\d\d)[>〉])"
                r"(?P<d>[0-3]?\d)"
                r"(?=[^\dA-Za-z.]|$|\.(?!\d)|T\d|\d?\d:\d\d)"
            ),
            _numeric_day,
            False,
        ),
        (
            (
                rf"{_NUMBER_BEFORE}(?P<y>{_Y4})(?P<m>\d\d)[ ]?[-~至到][ \t\f]?"
                rf"(?P<y2>{_Y4})(?P<m2>\d\d){_NUMBER_AFTER}"
            ),
            _numeric_months,
            True,
        ),
        (
            (
                rf"{_NUMBER_BEFORE}(?P<y>{_Y4})[ ]?[-./][ ]?(?P<m>\d\d?){_TO}"
                rf"(?P<y2>{_Y4})[ ]?[-./][ ]?(?P<m2>\d\d?)(?![\d.\-/])"
            ),
            _numeric_months,
            False,
        ),
        (
            rf"{_NUMBER_BEFORE}(?P<y>{_Y4})(?P<m>\d\d)(?P<d>\d\d){_NUMBER_AFTER}(?!\.\d)",
            _compact_day,
            True,
        ),
        (
            rf"{_NUMBER_BEFORE}(?P<y>{_Y4})(?P<m>\d\d){_NUMBER_AFTER}(?!\.\d)",
            _compact_month,
            True,
        ),
        (
            (
                rf"{_NUMBER_BEFORE}(?P<y>{_Y4})(?P<s>[ ]?[-./][ ]?)(?P<m>\d\d?)"
                r"(?![\dA-Za-z]|[ ]?[-./~][ ]?\d)"
            ),
            _numeric_month,
            True,
        ),
        (
            (
                rf"(?<![\d年月第十]){_NUMBER_BEFORE}(?P<y>{_Y2}|[一二][〇○零一二三四五六七八九])"
                rf"年(?P<m>{_N})月(?!内|以)"
                rf"(?:(?P<d>{_N})[日号])?"
            ),
            _short_year_long,
            False,
        ),
        (
            (
                rf"{_NUMBER_BEFORE}(?<!第)(?P<y>{_Y2})(?P<s>[.\-/])(?P<m>\d\d?)(?P=s)"
                r"(?P<d>\d\d?)(?![\dA-Za-z]|[.\-/]\d)"
            ),
            _short_year_day,
            False,
        ),
        (
            (
                rf"(?<!\d)(?P<d>\d\d?)(?:st|nd|rd|th)?[ ]?{_MONTH_NAME}[ ]?,?[ ]?"
                rf"(?P<y>{_Y4})(?!\d)"
            ),
            _english,
            False,
        ),
        (
            (
                rf"{_MONTH_NAME}[ ]?(?:(?P<d>\d\d?)(?:st|nd|rd|th)?[ ]?,?[ ]?)?"
                rf"(?P<y>{_Y4})(?!\d)"
            ),
            _english,
            False,
        ),
        (
            (
                rf"(?P<label>年度|年份)[ \t\f]?:?[ \t\f]{{0,2}}(?P<y>{_Y4})"
                r"(?![\dA-Za-z年]|[.\-/]\d)"
            ),
            _bare_year,
            False,
        ),
        (
            (
                rf"(?P<label>)(?<![\dA-Za-z.,\-/(〔:])(?P<y>{_Y4})"
                r"(?=度|(?:[\w]{0,10})?(?:安全生产|培训|演练|审计|工伤保险|社会保险|计划|总结|报告"
                r"|台账|制度))"
            ),
            _bare_year,
            False,
        ),
    ):
        yield re.compile(pattern), maker, compact


_FORMS = tuple(_forms())

_MISREAD_NOUGHT = re.compile(r"(?<=[\d])[Oo〇○](?=[\dOo〇○年月日])")
_MISREAD_ONE = re.compile(r"(?:(?<=\d)|(?<=[年月]))[lI|](?=[\d年月日])")


def mend_digits(text: str) -> str:
    """Return the text, equally long, with letters inside of dates read as digits."""
    return _MISREAD_ONE.sub("1", _MISREAD_NOUGHT.sub("0", text))


def find_atoms(text: str) -> list[Atom]:
    """Return the dates in a text without traps, from left to right."""
    atoms: list[Atom] = []
    for pattern, maker, compact in _FORMS:
        for match in list(pattern.finditer(text)):
            made = maker(match)
            start, end = _span(match)
            if made is None or BLANK in text[start:end]:
                continue
            atoms.append(Atom(start, end, *made, compact))
            text = text[:start] + BLANK * (end - start) + text[end:]
    return sorted(atoms, key=lambda atom: atom.start)


def _span(match: re.Match[str]) -> tuple[int, int]:
    start = match.start("y") if "label" in match.groupdict() else match.start()
    return start, match.start() + len(match.group().rstrip())
