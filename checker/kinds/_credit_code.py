"""Unified social credit codes on a page, told from slips by their check digit."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from checker.kinds._matching import plain_text
from checker.model.evidence import TextLine

_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_LENGTH = 18
_WEIGHT_BASE = 3
"""**Source:** GB 32100-2015, 5.2.5: weights are powers of three modulo 31."""

_CODE = re.compile(r"信用代码[^0-9a-z]{0,4}([0-9a-z]{18})(?![0-9a-z])")
_OTHERS = re.compile(r"销(?:售|货)方|收款|会计师|检测|检验|鉴定|评价|培训|医院|出租")
"""Words of pages that may rightly bear somebody else's code."""

_LEAST_DIFFERENCES = 3
"""A reader takes 0 for D or 8 for B; three such slips seldom fit the check digit."""


def is_code(text: str) -> bool:
    """Whether a text is a credit code with the right check digit."""
    if len(text) != _CODE_LENGTH or any(one not in _CODE_LETTERS for one in text):
        return False
    base = len(_CODE_LETTERS)
    total = sum(
        _CODE_LETTERS.index(letter) * pow(_WEIGHT_BASE, place, base)
        for place, letter in enumerate(text[:-1])
    )
    return _CODE_LETTERS.index(text[-1]) == (base - total % base) % base


def foreign_code(
    lines: Sequence[TextLine], expected: str
) -> tuple[str, TextLine] | None:
    """Return a code that surely is another company's, with its line."""
    plain = [plain_text(line.text) for line in lines]
    if any(_OTHERS.search(text) for text in plain):
        return None
    for line, text in zip(lines, plain, strict=True):
        for match in _CODE.finditer(text):
            code = match[1].upper()
            apart = Levenshtein.distance(code, expected.upper())
            if is_code(code) and apart >= _LEAST_DIFFERENCES:
                return code, line
    return None
