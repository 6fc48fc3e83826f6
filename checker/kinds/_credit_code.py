"""Unified social credit codes on a page, told from slips by their check digit."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from checker.kinds._matching import plain_text
from checker.model.evidence import TextLine
from checker.model.numbers import is_credit_code

_CODE = re.compile(r"信用代码[^0-9a-z]{0,4}([0-9a-z]{18})(?![0-9a-z])")
_OTHERS = re.compile(r"销(?:售|货)方|收款|会计师|检测|检验|鉴定|评价|培训|医院|出租")
"""Words of pages that may rightly bear somebody else's code."""

_LEAST_DIFFERENCES = 3
"""A reader takes 0 for D or 8 for B; three such slips seldom fit the check digit."""


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
            if is_credit_code(code) and apart >= _LEAST_DIFFERENCES:
                return code, line
    return None
