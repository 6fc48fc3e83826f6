"""Numbers that look like dates and are none: blanked out before dates are sought.

**Source:** shared domain notes, section 5 (traps), and the wrong answers seen there.
"""

import re
from collections.abc import Iterator

BLANK = "\0"
"""Stands in for each character of a trap; no pattern of a date contains it."""

_YEAR = r"(?:19|20)\d\d"

_LABELS = (
    "发票号码|发票代码|发票号|票据号码|票号|合同编号|合同号|项目编号|项目代码|工程编号|"
    "证书编号|证书号码|证书号|证号|许可证编号|许可证号|证件号码|身份证号码|身份证号|"
    "身份证|公民身份号码|统一社会信用代码|信用代码|组织机构代码|注册号|编号|文号|流水号|"
    "凭证号|凭证字号|票据代码|校验码|验证码|查询码|防伪码|电话|传真|手机号码|手机号|手机|"
    "联系方式|账号|帐号|账户|卡号|税号|识别号|序列号|备案号|单号|批号|批次号|档案号|邮编|"
    "邮政编码|保单号码|保单号|个人编号|单位编号|社保号|规格型号|型号|报告书编号|防伪编码|"
    "报备号码|电子凭证号|原凭证号|序号|号码|№|N[oO](?![A-Za-z])"
)

_UNITS = (
    "元|万|亿|%|㎡|m²|m2|m³|m3|平方|立方|公里|千米|米|吨|公斤|千克|kg|KG|台|套|辆|栋|幢|"
    "mm|cm|km|m(?![a-zA-Z])|kW|KW|kV|MPa|工日|天|小时|分(?!部|包|公)|层|号楼|号院|号线|"
    "号房|#|室|型|版|页|度电|人(?![员工力])|个(?!人)|户(?!名)|次(?!日)|条(?!例)|项(?!目)|"
    "名(?!称)|处(?!理)|家(?!属)|份(?!额)"
)

_OPEN, _SHUT = r"[〔\[【〖(<{「『]", r"[〕\]】〗)>}」』]"
_NO_DATE_AFTER = r"(?![\d年]|[-./]\d)"

_TRAPS = tuple(
    re.compile(pattern)
    for pattern in (
        # Addresses of the web carry dates in their paths.
        r"https?://[^\s\0]+|www\.[^\s\0]+|[\w.]+@[\w.]+",
        # Document, court and certificate numbers, brackets of any kind or misread.
        rf"{_OPEN} ?{_YEAR} ?年? ?{_SHUT} ?第? ?\d{{1,10}}(?:-\d+)*(?![\d月日年]) ?号?",
        rf"{_OPEN} ?{_YEAR} ?{_SHUT} ?\w{{1,4}}\d{{2,6}}\w{{1,3}}?\d{{1,6}}号",
        (
            rf"(?<=[字发函办令通政建安质规知]) ?[^\d\s年]? ?{_YEAR} ?[^\d年月.\-/\s]"
            r" ?第? ?\d{1,8} ?号"
        ),
        rf"[〔\[【〖(「『Cc] ?{_YEAR} ?[^\d年月.\-/\s]? ?第? ?\d{{1,6}} ?号(?!楼)",
        rf"(?<!\d){_YEAR} ?[〕\]】〗)」』J] ?第? ?\d{{1,8}}(?![\d月日年]) ?号?",
        rf"(?<!\d){_YEAR}年? ?第 ?\d{{1,5}} ?号",
        rf"(?<!\d){_YEAR}-\d{{1,6}}号",
        # Standards: GB/T 50326-2017, DB37/T 5063-2016, ISO 45001:2018, CECS 123:2021.
        (
            r"(?<![A-Za-z])[A-Z]{1,6}\d{0,2}(?: ?/ ?[A-Z]{1,6})? ?-? ?\d[\d.]*"
            rf"(?:[-/]\d[\d.]*)? ?[-:]+ ?{_YEAR}{_NO_DATE_AFTER}"
        ),
        # Numbers of contracts, projects and road marks: letters run into digits.
        (
            rf"(?<![A-Za-z0-9])[A-Z]{{1,8}}[-_]?(?:[A-Z0-9]{{1,8}}[-_])?{_YEAR}"
            r"[-_+A-Za-z0-9]+"
        ),
        rf"(?<![\d.]){_YEAR}[-\d]*(?!T\d)[A-Z]+[A-Za-z0-9-]*",
        # Revised or numbered editions of laws and standards.
        rf"[(] ?{_YEAR} ?年?(?:修订|修正|版|局部修订|年版)[^()\n]{{0,6}}[)]",
        rf"(?<!\d){_YEAR} ?(?:年版|修订版|修正版|修订本|修正案)",
        # Telephones, identity and credit codes, cards.
        r"(?<!\d)1[3-9]\d{9}(?!\d)",
        r"(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)",
        r"(?<!\d)[48]00[- ]?\d{3,4}[- ]?\d{3,4}(?!\d)",
        r"(?<!\d)\d{6} ?(?:19|20)\d{6} ?\d{3}[\dXx](?![\dA-Za-z])",
        r"(?<![A-Za-z0-9])[0-9A-Z]{18}(?![A-Za-z0-9])",
        r"(?<!\d)\d{4}(?: \d{4}){2,}(?: \d{1,4})?(?!\d)",
        # Money and measures.
        r"[¥￥$€] ?[\d,]+(?:\.\d+)?",
        r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)",
        rf"(?<![\d.\-/])\d+(?:\.\d+)? ?(?:{_UNITS})",
        r"第 ?\d+ ?[页号条款章节]",
        r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3,}(?![\d.])",
        r"\d*\*{2,}\d*",
    )
)

_LABELLED = re.compile(
    rf"(?:{_LABELS})(?:号码|代码)?[ \t\f]?[:.]?[ \t\f]{{0,2}}"
    r"(?P<number>[A-Za-z0-9][A-Za-z0-9\-_/.()〔〕\[\]【】#+]{3,})"
)

_WHOLE_DATE = re.compile(
    rf"{_YEAR}([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?:\d\d)?"
)


def blank_traps(text: str) -> str:
    """Return the text, equally long, with every trap blanked out."""
    for start, end in _labelled_numbers(text):
        text = _blanked(text, start, end)
    for pattern in _TRAPS:
        for match in list(pattern.finditer(text)):
            text = _blanked(text, match.start(), match.end())
    return text


def _labelled_numbers(text: str) -> Iterator[tuple[int, int]]:
    for match in _LABELLED.finditer(text):
        # In a table the date of one column may follow the heading of another.
        if not _WHOLE_DATE.fullmatch(match["number"]):
            follows = text[match.end("number") : match.end("number") + 1]
            year_only = re.fullmatch(_YEAR, match["number"])
            if not (year_only and follows == "年"):
                yield match.span("number")


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + BLANK * (end - start) + text[end:]
