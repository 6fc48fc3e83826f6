"""How a kind of finding is mended at the scanner, as data, in short words."""

from dataclasses import dataclass
from enum import StrEnum

from checker.model.wording import Text
from reviewer_app.reported import FileSeen, Found


class Fix(StrEnum):
    """What has to be done; where a page needs several, the last one named here."""

    ONE_CLICK = "one_click"
    SCAN = "scan"
    REPLACE = "replace"
    ADD = "add"


FIX_NAMES: dict[Fix, Text] = {
    Fix.ONE_CLICK: Text("可用“一键修复”，无需重拍", "one click mends it, no new scan"),
    Fix.SCAN: Text("重新扫描", "scan again"),
    Fix.REPLACE: Text("换文件", "replace the file"),
    Fix.ADD: Text("需补充", "to be added"),
}


class Spot(StrEnum):
    """Which page a finding about a whole file means."""

    OWN = "own"
    FIRST = "first"
    SIGNED = "signed"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Way:
    """How a kind of finding is mended.

    ``fault`` in short words, with ``{}`` for what ``told`` names among the measured
    values; ``first`` is to be done before the scan, or instead of one.
    """

    fix: Fix
    fault: Text
    first: Text | None = None
    spot: Spot = Spot.OWN
    told: str = ""
    needs_scan: bool = True


_STAMP = Text("落款处加盖本企业公章", "stamp it at the signature")
_RED_PAPER = Text("用红头文件纸印发并盖章", "issue it on red-headed paper, with seal")
_EXPORT = Text("重新扫描或导出为 PDF", "scan or export it as PDF again")
_SUPPLY = Text("补上材料，首页写明标题", "add it, with its title on the first page")

_BY_RULE: dict[str, Way] = {
    "orientation.turned": Way(
        Fix.ONE_CLICK, Text("转了 {}°", "turned by {}°"), told="value"
    ),
    "orientation.skewed": Way(
        Fix.ONE_CLICK, Text("倾斜 {}°", "leans by {}°"), told="value"
    ),
    "completeness.blank_page": Way(
        Fix.ONE_CLICK, Text("空白页（漏扫的请补扫）", "blank (scan it if missed)")
    ),
    "completeness.cropped": Way(
        Fix.SCAN,
        Text("边缘被切掉", "cut at the edge"),
        Text("整张放进扫描区", "lay all of it on the glass"),
    ),
    "completeness.page_gap": Way(
        Fix.ADD,
        Text("缺页码 {}", "page numbers missing: {}"),
        Text("补扫缺少的页，插回此处", "scan the missing pages for this place"),
        spot=Spot.GAP,
        told="missing",
    ),
    "completeness.item_missing": Way(
        Fix.ADD, Text("整项没有材料", "nothing for this item"), _SUPPLY
    ),
    "completeness.rectification_missing": Way(
        Fix.ADD,
        Text("没有整改材料", "no rectification material"),
        Text("逐条写明整改情况并盖章", "answer each point, with seal"),
    ),
    "completeness.part_missing": Way(
        Fix.ADD, Text("缺“{}”", "missing: {}"), _SUPPLY, told="part"
    ),
    "completeness.no_proof": Way(
        Fix.ADD,
        Text("不适用的证明不全", "proof of absence incomplete"),
        Text("写明不涉及的情况说明，注明日期并盖章", "a dated statement with seal"),
    ),
    "legibility.illegible": Way(
        Fix.SCAN, Text("看不清：{}", "illegible: {}"), told="because"
    ),
    "legibility.region": Way(
        Fix.SCAN,
        Text("局部看不清：{}", "partly illegible: {}"),
        Text("铺平，避开反光和手影", "flat, without glare or shadow"),
        told="because",
    ),
    "red_header.missing": Way(
        Fix.SCAN, Text("没有红头", "no red header"), _RED_PAPER, spot=Spot.FIRST
    ),
    "seal.missing": Way(
        Fix.SCAN, Text("没有公章", "no seal"), _STAMP, spot=Spot.SIGNED
    ),
    "seal.faint_or_odd": Way(
        Fix.SCAN,
        Text("印章模糊或大小不对", "seal faint or of odd size"),
        Text("重新盖清晰的公章，按 100% 扫描", "stamp it clearly, scan at 100 %"),
    ),
    "seal.other_company": Way(
        Fix.SCAN,
        Text("盖的是别家单位的章", "another company's seal"),
        Text("换成盖有本企业公章的原件", "take the original with your own seal"),
    ),
    "format.not_pdf": Way(Fix.REPLACE, Text("不是 PDF", "not a PDF"), _EXPORT),
    "format.damaged": Way(Fix.REPLACE, Text("文件损坏", "damaged"), _EXPORT),
    "format.empty": Way(Fix.REPLACE, Text("空文件", "empty"), _EXPORT),
    "format.all_blank": Way(
        Fix.REPLACE,
        Text("每一页都是空白", "every page is blank"),
        Text("检查纸张正反面", "mind which side is up"),
    ),
    "format.encrypted": Way(
        Fix.REPLACE,
        Text("需要密码", "needs a password"),
        Text("去掉打开密码后重新导出，不用重拍", "export it without the password"),
        needs_scan=False,
    ),
    "format.too_large": Way(
        Fix.REPLACE,
        Text("文件过大", "too large"),
        Text("用 200 dpi 扫描，或拆成几个文件", "scan at 200 dpi, or split it"),
    ),
    "personnel.file_missing": Way(
        Fix.ADD,
        Text("{} 没有证书文件", "no certificate of {}"),
        Text("扫描证书", "scan it"),
        told="person",
    ),
    "personnel.expired": Way(
        Fix.REPLACE,
        Text("{} 的证书已到期", "{}: certificate expired"),
        Text("办理延续后扫描新证书", "scan the renewed one"),
        told="person",
    ),
}
"""Ways of the rules that come with the program, in words for the one at the scanner."""

_ELSEWHERE = frozenset({"completeness.page_repeated"})
"""Mended by taking something away."""

BY_AREA: dict[str, Way] = {
    "orientation": Way(Fix.ONE_CLICK, Text("方向不正", "not upright")),
    "legibility": Way(Fix.SCAN, Text("看不清", "illegible")),
    "red_header": _BY_RULE["red_header.missing"],
    "seal": _BY_RULE["seal.missing"],
    "format": Way(Fix.REPLACE, Text("文件不能用", "file cannot be used"), _EXPORT),
}
"""Ways of rules that a pack of its own may have."""

_DOUBTS: dict[str, Way] = {
    "legibility": Way(Fix.SCAN, Text("可能看不清", "may be illegible")),
    "red_header": Way(
        Fix.SCAN, Text("看不出是不是红头", "is the header red?"), spot=Spot.FIRST
    ),
    "seal": Way(
        Fix.SCAN, Text("看不清有没有公章", "is there a seal?"), spot=Spot.SIGNED
    ),
}
"""Where a better scan lets the machine see what it could not."""


def way_of(one: Found, file: FileSeen | None) -> Way | None:
    """Return how a finding is mended at the scanner, None where it is not."""
    if not one.is_fault:
        return _DOUBTS.get(one.area) if _would_help(one, file) else None
    is_advice = (one.area, one.severity) == ("red_header", "warning")
    if one.severity == "info" or is_advice or one.rule in _ELSEWHERE:
        return None
    way = _BY_RULE.get(one.rule) or BY_AREA.get(one.area)
    if way is None and one.area == "completeness":
        return _by_shape(one)
    has_place = one.document is not None or (way is not None and way.fix is Fix.ADD)
    return way if has_place else None


def _would_help(one: Found, file: FileSeen | None) -> bool:
    """Whether a better scan may end a doubt: an error's, about a scanned page."""
    if file is None or one.severity != "error":
        return False
    return one.page_no in file.scans if one.page_no else bool(file.scans)


def _by_shape(one: Found) -> Way | None:
    """Return the way of a rule of a pack's own that asks for completeness."""
    if one.document is not None and one.page_no is not None:
        return Way(Fix.SCAN, one.message)
    if one.document is None and one.item is not None:
        return Way(Fix.ADD, one.message, _SUPPLY)
    return None
