"""Numbers as they are written in dates, and the days they stand for."""

import calendar
import datetime as dt

_DIGITS = {
    character: value
    for value, characters in enumerate(
        (
            "0〇○零oO",
            "1一壹正lI|",
            "2二贰",
            "3三叁",
            "4四肆",
            "5五伍",
            "6六陆",
            "7七柒",
            "8八捌",
            "9九玖",
        )
    )
    for character in characters
}
_TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30}

FIRST_YEAR = 1950
LAST_YEAR = 2099
"""Other years are no dates of a company's papers but misread numbers."""

Days = tuple[dt.date, dt.date]
"""First and last day, both inclusive."""


def year_in(written: str) -> int | None:
    """Return the year of four digits, Arabic or Chinese, spaces ignored."""
    digits = [_DIGITS.get(character) for character in written if character != " "]
    if len(digits) != 4 or None in digits:  # noqa: PLR2004  # a year has four digits
        return None
    year = int("".join(str(digit) for digit in digits))
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def number_in(written: str) -> int | None:
    """Return a number under 100, as 8, 08, 1 2, 八, 十二, 二十八, 廿八 or 初八."""
    total, ones = 0, -1
    for character in written.replace(" ", "").replace("初", ""):
        if character in _TENS:
            ten = _TENS[character]
            total = ten * ones if ones > 0 and ten == 10 else ten  # noqa: PLR2004
            ones = -1
        elif character in _DIGITS:
            value = _DIGITS[character]
            ones = value if ones < 0 else ones * 10 + value
        else:
            return None
    return total + max(ones, 0)


def day(year: int, month: int, day_of_month: int) -> Days | None:
    """Return one day, or None where the calendar has no such day."""
    try:
        only = dt.date(year, month, day_of_month)
    except ValueError:
        return None
    return only, only


def month(year: int, number: int) -> Days | None:
    """Return a whole month, or None where there is no such month."""
    return months(year, number, number)


def months(year: int, first: int, last: int) -> Days | None:
    """Return whole months of one year; None where the numbers make no sense."""
    if not 1 <= first <= last <= 12:  # noqa: PLR2004  # months of a year
        return None
    return dt.date(year, first, 1), dt.date(
        year, last, calendar.monthrange(year, last)[1]
    )


def years(first: int, last: int) -> Days | None:
    """Return whole years; None where they run backwards."""
    if first > last:
        return None
    return dt.date(first, 1, 1), dt.date(last, 12, 31)
