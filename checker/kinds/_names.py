"""Names of companies in the text of a page, and the places where they stand.

Only places where the applicant alone can stand: beside 缴费单位 or 购买方, over a red
line, at a signature, in "（以下简称公司）". Sellers, insurers and authorities stand
elsewhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from checker.kinds._matching import plain_text
from checker.kinds._titles import main_titles
from checker.model.evidence import PageEvidence, TextLine
from checker.model.wording import Text

_NAME = (
    r"[一-鿿()·]{3,28}?(?:有限责任公司|股份有限公司|有限公司|集团公司|股份公司|总公司)"
)

_LABELS = (
    r"(?:单位|企业|公司)名称|(?:缴费|缴款|参保|用人|投保|填报|申报|申请|报送|编制|备案|演练"
    r"|被审计|购货|付款|建档)单位(?:名称)?|投保人(?:名称)?|购(?:买|货)?方(?:单位)?(?:名称)?"
    r"|(?:工作|所在|所属|受训)?单位(?=:)|付款(?:人|方)(?:名称|全称)?|缴款人(?:名称)?|纳税人名称|缴费人(?:名称)?|今收到"
)
_LABELLED = re.compile(rf"(?:^|[^一-鿿])(?:{_LABELS})[:]?({_NAME})(?![一-鿿])")
_LABEL = re.compile(rf"^(?:{_LABELS}|单位)[:]?$")
_WHOLE = re.compile(rf"^({_NAME})$")
_LETTERHEAD = re.compile(rf"^({_NAME})文件$")
_SELF = re.compile(rf"(?:^|[^一-鿿])(?:我|本)(?:公司|单位|企业)({_NAME})")
_SHORT_FORM = re.compile(
    rf"({_NAME})\(以下(?:简称|称)[^一-鿿]?(?:本|我|贵)?(?:公司|单位|企业)"
    rf"|^({_NAME})(?:全体股东|董事会|股东会)"
)
_APPLIES = re.compile(
    rf"(?:适用于|为了?(?:进一步)?(?:加强|规范|保障|确保|做好|落实|健全))({_NAME})"
)
_BUYER = re.compile(rf"^名称:({_NAME})$")
_SELLER = re.compile(r"销(?:售|货)方|收款人")
_OTHERS_PAPER = re.compile(
    "合格证|检验报告|检测报告|检验检测|营业执照|生产许可证|回单|合同|协议书|甲方|乙方"
    "|送货单|出库单|报价单|委托方|资质证书"
)
"""Papers whose fields rightly name the maker, the tester or the other party."""

_VOUCHER = re.compile(r"收据|收款|发票代码|开票|价税|今收到|销售方")
"""Papers that the seller signs."""

_DAY = re.compile(r"^.{0,6}\d{4}年\d{1,2}月\d{1,2}日$")
_LEADING = re.compile(
    r"^.*(?:审计了|兹证明|证明|关于印发|关于|由|为|与|和|向|在|是|自|对|给|按|经|至)(?=.{6})"
)

THIRD_PARTIES = re.compile(
    "会计师|税务师|检测|检验|鉴定|评价|评估|咨询|培训|教育|学校|医院|医疗|保险|银行|监理"
    "|劳保|租赁|器材|商贸|贸易|制造|厂|印务|印刷|网络|科技|技术|服务|卫生|劳务派遣|人力资源"
)
"""Words in the names of those who rightly sign papers that a company hands in."""

_SAME_ROW = 0.4
_REACH_HEIGHTS = 14.0
"""A value stands right of its label, in the same row, this many of its heights away.
Source: forms of the sample set, whose cells are up to 60 mm wide."""

_SIGNATURE_LINES = 2
"""The day stands so many lines below the name at most. Source: GB/T 9704-2012, 7.3."""


class Spot(StrEnum):
    """Where a name stands."""

    LABEL = "label"
    LETTERHEAD = "letterhead"
    SIGNATURE = "signature"
    TITLE = "title"
    SELF = "self"
    BUYER = "buyer"


SPOT_NAMES: dict[Spot, Text] = {
    Spot.LABEL: Text("单位名称栏", "the field for the company's name"),
    Spot.LETTERHEAD: Text("文件头", "the letterhead"),
    Spot.SIGNATURE: Text("落款", "the signature"),
    Spot.TITLE: Text("标题", "the title"),
    Spot.SELF: Text("正文自称处", "where the text says who “we” are"),
    Spot.BUYER: Text("购买方栏", "the field for the buyer"),
}
"""How findings name a place."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A company's name at a place of the applicant."""

    name: str
    spot: Spot
    line: TextLine


def mentions_on(page: PageEvidence, lines: Sequence[TextLine]) -> list[Mention]:
    """Return the names at places of the applicant, by kind and in reading order."""
    plain = [plain_text(line.text) for line in lines]
    found = [*_in_text(lines, plain), *_in_titles(page)]
    if not any(_OTHERS_PAPER.search(text) for text in plain):
        found += _labelled(lines, plain)
        if not any(_VOUCHER.search(text) for text in plain):
            found += _signatures(lines, plain)
    if any(_SELLER.search(text) for text in plain):
        found += _buyers(lines, plain)
    return found


def _labelled(lines: Sequence[TextLine], plain: Sequence[str]) -> Iterator[Mention]:
    for line, text in zip(lines, plain, strict=True):
        for match in _LABELLED.finditer(text):
            yield Mention(match[1], Spot.LABEL, line)
        if _LABEL.match(text):
            yield from _beside(line, lines, plain)


def _beside(
    label: TextLine, lines: Sequence[TextLine], plain: Sequence[str]
) -> Iterator[Mention]:
    """Yield the name in the next cell of the label's row."""
    box = label.box
    right = [
        (line.box.x0, line, text)
        for line, text in zip(lines, plain, strict=True)
        if 0 < line.box.x0 - box.x1 + box.height < _REACH_HEIGHTS * box.height
        and min(line.box.y1, box.y1) - max(line.box.y0, box.y0) > _SAME_ROW * box.height
    ]
    if right:
        _, line, text = min(right, key=lambda one: one[0])
        if match := _WHOLE.match(text):
            yield Mention(match[1], Spot.LABEL, line)


def _in_text(lines: Sequence[TextLine], plain: Sequence[str]) -> Iterator[Mention]:
    for line, text in zip(lines, plain, strict=True):
        if match := _LETTERHEAD.match(text):
            yield Mention(match[1], Spot.LETTERHEAD, line)
    for place, (line, text) in enumerate(zip(lines, plain, strict=True)):
        rest = "".join(plain[place + 1 : place + 2])
        for pattern in (_SELF, _SHORT_FORM, _APPLIES):
            match = pattern.search(text + rest)
            if match and match.start() < len(text):
                name = next(one for one in match.groups() if one)
                yield Mention(_LEADING.sub("", name), Spot.SELF, line)


def _signatures(lines: Sequence[TextLine], plain: Sequence[str]) -> Iterator[Mention]:
    for place, (line, text) in enumerate(zip(lines, plain, strict=True)):
        match = _WHOLE.match(text)
        below = plain[place + 1 : place + 1 + _SIGNATURE_LINES]
        if match and any(_DAY.match(one) for one in below):
            yield Mention(match[1], Spot.SIGNATURE, line)


def _in_titles(page: PageEvidence) -> Iterator[Mention]:
    for line, text in main_titles(page, with_issuers=True):
        if match := re.match(rf"({_NAME})(?:$|[一-鿿\d])", text):
            yield Mention(match[1], Spot.TITLE, line)


def _buyers(lines: Sequence[TextLine], plain: Sequence[str]) -> list[Mention]:
    return [
        Mention(match[1], Spot.BUYER, line)
        for line, text in zip(lines, plain, strict=True)
        if (match := _BUYER.match(text))
    ]


def likeness(name: str, other: str) -> float:
    """Return how alike two names are, 0 to 1; 1 where one is a piece of the other.

    What all companies are called does not count: 有限公司, 集团. Of the longer name
    only the stretch that fits best does, as a line may hold more than the name.
    """
    if name in other or other in name:
        return 1.0
    return fuzz.partial_ratio(core_of(name), core_of(other)) / 100


def differences(name: str, other: str) -> int:
    """Return how many characters tell two names apart."""
    return Levenshtein.distance(core_of(name), core_of(other))


def core_of(name: str) -> str:
    """Return a name without what all companies are called."""
    return re.sub(r"[()·]|有限|责任|股份|集团|总?公司", "", name)
