"""Numbers that carry a check digit: credit codes of firms, numbers of people."""

import datetime as dt

_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_LENGTH = 18
_WEIGHT_BASE = 3
"""**Source:** GB 32100-2015, 5.2.5: weights are powers of three modulo 31."""

_ID_LENGTH = 18
_ID_LETTERS = "0123456789X"
"""**Source:** GB 11643-1999, 5.4: ISO 7064, modulo 11, weights are powers of two."""


def is_credit_code(text: str) -> bool:
    """Tell whether a text is a unified social credit code with the right check digit.

    Args:
        text: 18 letters and digits, capitals.
    """
    if len(text) != _CODE_LENGTH or any(one not in _CODE_LETTERS for one in text):
        return False
    base = len(_CODE_LETTERS)
    total = sum(
        _CODE_LETTERS.index(letter) * pow(_WEIGHT_BASE, place, base)
        for place, letter in enumerate(text[:-1])
    )
    return _CODE_LETTERS.index(text[-1]) == (base - total % base) % base


def is_identity_number(text: str) -> bool:
    """Tell whether a text is a resident's identity number with a day of birth.

    Args:
        text: 17 digits and a digit or a capital X.
    """
    digits, last = text[:-1], text[-1:]
    if len(text) != _ID_LENGTH or not (digits.isascii() and digits.isdigit()):
        return False
    if last not in _ID_LETTERS or not _is_day(digits[6:14]):
        return False
    base = len(_ID_LETTERS)
    total = sum(
        int(digit) * pow(2, _ID_LENGTH - 1 - place, base)
        for place, digit in enumerate(digits)
    )
    return (total + _ID_LETTERS.index(last)) % base == 1


def _is_day(digits: str) -> bool:
    try:
        dt.datetime.strptime(digits, "%Y%m%d").replace(tzinfo=dt.UTC)
    except ValueError:
        return False
    return True
