"""Money as it is written: 3,000.00, ￥8000元, 1.2万元, 捌仟元整."""

import re

FEN_PER_YUAN = 100
YUAN_PER_WAN = 10_000

_MONEY = re.compile(
    r"^(?:人民币|rmb|小写|[:¥￥Y])*(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,4}))?"
    r"(万元|万|元)?[整正]?$",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"^[¥￥]?[\d.,:;'oOlI|万元]*\d[\d.,:;'oOlI|万元]*$")

_DIGITS = {
    character: value
    for value, characters in enumerate(
        (
            "零〇",
            "壹一",
            "贰二两",
            "叁三",
            "肆四",
            "伍五",
            "陆六",
            "柒七",
            "捌八",
            "玖九",
        )
    )
    for character in characters
}
_UNITS = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_CAPITAL = re.compile(
    "[拾零壹贰叁肆伍陆柒捌玖][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]*[元圆]"
    "(?:零?[零壹贰叁肆伍陆柒捌玖]角)?(?:[零壹贰叁肆伍陆柒捌玖]分)?"
)


def fen_in(written: str, *, default_wan: bool = False) -> int | None:
    """Return an amount in fen, None where a text is none.

    Args:
        written: one cell, NFKC-normalised, without spaces.
        default_wan: a number without a unit counts in 万元.
    """
    match = _MONEY.match(written)
    if match is None:
        return None
    whole, part, unit = match[1].replace(",", ""), match[2] or "", match[3] or ""
    is_wan = unit.startswith("万") or (not unit and default_wan)
    # Whole numbers keep sums exact: a ten-thousandth of a yuan is the smallest digit.
    units = int(whole + part.ljust(4, "0"))
    scale = YUAN_PER_WAN if is_wan else 1
    return round(units * scale * FEN_PER_YUAN / YUAN_PER_WAN)


def has_money_form(written: str) -> bool:
    """Whether a number is written as money: with a unit, decimals or thousands."""
    return re.search(r"[¥￥元万]|\d,\d{3}|\.\d{2}$", written) is not None


def is_bent_number(written: str) -> bool:
    """Whether a cell looks like an amount that a reader bent."""
    return fen_in(written) is None and _NUMERIC.match(written) is not None


def capital_fen_in(text: str) -> int | None:
    """Return the amount written in capital numerals in a text, in fen."""
    match = _CAPITAL.search(text)
    if match is None:
        return None
    whole, _, rest = re.sub("[圆]", "元", match[0]).partition("元")
    fen = _value(whole) * FEN_PER_YUAN
    for letters, unit in re.findall("(.)([角分])", rest):
        fen += _DIGITS.get(letters, 0) * (10 if unit == "角" else 1)
    return fen


def _value(numerals: str) -> int:
    """Return a whole number in capital numerals, by groups of 亿 and 万."""
    for unit, scale in (("亿", 100_000_000), ("万", YUAN_PER_WAN)):
        if unit in numerals:
            high, _, low = numerals.partition(unit)
            return _value(high) * scale + _value(low)
    total, digit = 0, 0
    for letter in numerals:
        if letter in _UNITS:
            total += (digit or 1) * _UNITS[letter]
            digit = 0
        else:
            digit = _DIGITS.get(letter, 0)
    return total + digit
