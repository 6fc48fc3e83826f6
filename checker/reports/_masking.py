"""Personal numbers made unreadable: ID numbers and telephone numbers.

A masked number keeps as much as its owner needs to recognise it. What looks alike and
is no personal number stays: credit codes of companies and the 13 digits on a seal.
"""

import operator
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

_GAP = "[ \u00a0\u3000\\-\u2010-\u2015\u00b7.]"
_LAST = "[0-9\uff10-\uff19Xx\uff38\uff58\u00d7]"
_WHOLE_ID = re.compile(rf"(?<!\d)(?:\d{{17}}{_LAST}|\d{{15}})(?!\d)")
_SPACED_ID = re.compile(rf"(?<!\d)(?=(\d(?:{_GAP}?\d){{16}}{_GAP}?{_LAST})(?!\d))")
"""Any start of a run of digits: the match looks ahead, so that matches may overlap."""

_MOBILE = re.compile(
    rf"(?<!\d)((?:(?:\+|00)?86{_GAP}?|0)?1[3-9]\d{_GAP}?)(\d{{4}})({_GAP}?\d{{4}})(?!\d)"
)
_FIXED_LINE = re.compile(
    r"(?<!\d)([(\uff08]?(?:010|02\d|0[3-9]\d\d)(?:[)\uff09] ?|[-\u2010-\u2015 ]))"
    r"(\d{3,4})([- ]?\d{4})(?!\d)"
)
"""An area code, a separator, seven or eight digits.

Without the separator twelve digits that begin with 0 may be the code of an invoice.

Source: YD/T 1240 numbering plan (area codes 010, 02x, 03xx to 09xx).
"""

_BIRTH = r"(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_PROVINCE = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)"
_PLAUSIBLE_ID = re.compile(rf"{_PROVINCE}\d{{4}}{_BIRTH}")
"""An ID number: where it was issued, then a day of birth.

Source: GB 11643-1999; first digits after GB/T 2260, 81 to 83 residence permits, 9
permanent residence.
"""

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
"""Source: GB 32100-2015, characters and weights of the check character."""

_FIRM = re.compile(r"9[123]\d{15}[\dX]")
"""Source: GB 32100-2015, table 1: companies, sole traders, farmers' cooperatives."""

_KEPT_AT_START = 4
_KEPT_AT_END = 2


@dataclass(frozen=True, slots=True)
class Masking:
    """How text is masked in one report; ``keep`` are numbers that stay."""

    keep: frozenset[str] = frozenset()
    unmask: bool = False

    def __call__(self, text: str) -> str:
        """Return the text without readable personal numbers."""
        if self.unmask:
            return text
        text = _WHOLE_ID.sub(self._mask_whole_id, text)
        text = self._mask_spaced_ids(text)
        text = _MOBILE.sub(_mask_middle, text)
        return _FIXED_LINE.sub(_mask_middle, text)

    def _mask_whole_id(self, match: re.Match[str]) -> str:
        number = _plain(match[0])
        if number in self.keep or _is_credit_code(number):
            return match[0]
        return _mask_digits(match[0])

    def _mask_spaced_ids(self, text: str) -> str:
        for match in _SPACED_ID.finditer(text):
            found = match[1]
            if _is_plausible_id(_plain(found)):
                start = match.start(1)
                text = text[:start] + _mask_digits(found) + text[start + len(found) :]
        return text


def masking(*, keep: str = "", unmask: bool = False) -> Masking:
    """Return the masking of one report.

    Args:
        keep: the dossier's own credit code, which may consist of digits alone.
        unmask: show everything.
    """
    return Masking(frozenset({_plain(keep)} - {""}), unmask)


Mask = Callable[[str], str]
"""Makes personal numbers unreadable in a text."""


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKC", text).upper().replace("\u00d7", "X")
    return "".join(char for char in letters if char.isalnum())


def _mask_digits(text: str) -> str:
    places = [at for at, char in enumerate(text) if char.isdigit() or char in "Xx×Ｘｘ"]
    hidden = set(places[_KEPT_AT_START:-_KEPT_AT_END])
    return "".join("*" if at in hidden else char for at, char in enumerate(text))


def _mask_middle(match: re.Match[str]) -> str:
    return match[1] + "*" * len(match[2]) + match[3]


def _is_plausible_id(number: str) -> bool:
    return _PLAUSIBLE_ID.match(number) is not None


def _is_credit_code(number: str) -> bool:
    """Tell a firm's credit code without letters from an ID number, else say no."""
    if _FIRM.fullmatch(number) is None or _is_plausible_id(number):
        return False
    values = [_CREDIT_ALPHABET.index(char) for char in number]
    weighed = sum(map(operator.mul, _CREDIT_WEIGHTS, values))
    check: int = -weighed % len(_CREDIT_ALPHABET)
    return values[-1] == check
