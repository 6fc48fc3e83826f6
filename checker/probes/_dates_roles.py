"""What a date says about its document, judged by the words round it.

**Source:** shared domain notes, section 5 (roles); GB/T 9704-2012 for the place of
the date of issue.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from checker.model.evidence import DateKind, DateRole, TextLine
from checker.model.geometry import Box
from checker.probes._dates_patterns import Atom
from checker.probes._text_rows import PageText

_LABELS: tuple[tuple[DateRole, str], ...] = (
    (
        DateRole.PRINTED,
        "打印|下载|查询|导出|截图|系统时间|生成时间|生成日期|提取时间|当前时间",
    ),
    (
        DateRole.VALIDITY,
        (
            "有效期|有效时间|有效至|有效日期|使用期|期至|使用有效期|截止日期|到期|失效|届满|"
            "保险期间|保险期限|保险起期|保险止期|营业期限|经营期限|有效截止|复审|下次检验|"
            "下次检定|检验有效|validuntil|expir"
        ),
    ),
    (
        DateRole.PERIOD,
        (
            "所属期|所属时期|所属月份|所属年月|属期|费款|税款|缴费年月|缴费月份|缴费期|缴存|"
            "缴纳年月|建账年月|对应费款|年度|年份|会计期间|报告期|审计期间|统计|期间|起止|截至|"
            "月份|年月|台账|工期|合同期限|服务期|聘期|任期|起始|开始|终止|结束"
        ),
    ),
    (
        DateRole.REFERENCE,
        (
            "出生|生日|成立日期|注册日期|登记日期|初次|初领|入职|参加工作|毕业|施行|实施|修订|"
            "修正|根据|依据|按照|废止|原件|法律"
        ),
    ),
    (
        DateRole.ISSUED,
        (
            "发布|签发|印发|颁发|核发|发证|发放日期|落款|签订|签署|签约|签字|签名|签章|盖章|"
            "批准|审批|审核|审定|制定|编制|编写|出具|填报|填表|填写|制表|填发|报告日|"
            "报告时间|成文|授权|承诺人|申请日期|申报日期|"
            "受理|公示|登报|立据|立书|定稿|法定代表人|issue"
        ),
    ),
    (
        DateRole.EVENT,
        (
            "演练|培训|开票|检查|会议|召开|开会|验收|事故|发生|交易|支付|付款|缴款|转账|入账|"
            "缴费日期|缴费时间|缴款日期|入库日期|到账|开工|竣工|完工|签到|考核|考试|体检|交底|"
            "学习|活动|举行|举办|组织|开展|进行|巡查|巡检|整改|检测|检验|检定|采购|购买|发放|"
            "领用|带班|值班|施工"
        ),
    ),
)
"""Words that stand before a date or head its column, by role."""

_BEFORE = tuple((role, re.compile(words)) for role, words in _LABELS)

_WEAK = (
    (DateRole.ISSUED, re.compile("日期|公司|单位|负责人|经理|法人|date")),
    (DateRole.EVENT, re.compile("时间|上午|下午|于$")),
)
"""Words that say little by themselves: what stands just before them says more."""

_WEAK_REACH = 6
"""开票日期, 演练时间, 签字(盖章)日期: a telling word this close goes first."""

_COLUMN_HEADING = re.compile(
    r".{0,8}(?:日期?|时间|月份?|年月|年度|年份|期限?|期间|期起|期止|起止.{0,6}|至|截止)"
    r"(?:\(.{0,6}\))?"
)

_FOREIGN_TITLE = re.compile(
    r"^[^《》]*(?:法|条例|规定|办法|意见|标准|规范|通知|规程|纲要|细则|决定|公告|规划)》"
)

_AFTER: tuple[tuple[DateRole, re.Pattern[str]], ...] = (
    (
        DateRole.REFERENCE,
        re.compile(
            r"^[)\]]?(?:日)?(?:起)?.{0,3}?(?:施行|实施|执行|生效|废止|修订|修正|通过|"
            r"第[一二三四五\d]次修[订正]|发布的|印发的|颁布|公布)"
        ),
    ),
    (DateRole.ISSUED, re.compile(r"^(?:印发|发布|签发|制定|编制|出具|制表|填报)")),
    (
        DateRole.VALIDITY,
        re.compile(r"^(?:前|之前|以前)?(?:有效(?!期|时)|到期|失效|届满)"),
    ),
    (DateRole.PRINTED, re.compile(r"^(?:\d\d:?\d\d(?::\d\d)?)?(?:打印|下载|查询)")),
    (
        DateRole.EVENT,
        re.compile(
            r"^.{0,12}?(?:演练|培训|召开|举行|举办|组织|开展|进行|检查|验收|考核|会议|"
            r"发生|签到|交底|体检|开票|支付|缴纳|完成)"
        ),
    ),
)
"""Words that stand behind a date, by role."""

_SURE_AFTER = {DateRole.REFERENCE, DateRole.ISSUED, DateRole.VALIDITY, DateRole.PRINTED}

_BEFORE_REACH = 14
"""Characters to the left that may name a date. **Source:** shared domain notes,
section 5 (12), and two more for colons and brackets."""

_AFTER_REACH = 16
_HEADING_LENGTH = 14
"""A heading of a column is no longer than this."""

_ALONE_LENGTH = 3
"""A date with no more than this beside it in its row stands alone."""

_FOOT_SHARE = 0.45
"""Below this share of the page's height a lone date is one of issue; covers carry it
at three quarters, letters under the text. **Source:** GB/T 9704-2012, 7.3.5."""

_AMOUNT = re.compile(r"\d{1,9}\.\d\d|\d{1,3}(?:,\d{3})+(?:\.\d\d)?")
_AMOUNT_OF_YEAR = re.compile(r"(?:19|20)\d\d\.(?:0\d|1[0-2])")
_OWN_LABEL = re.compile(r"(?:日期|时间|期间|月份)[:(]?$")
"""A date's own label beside it weighs more than the heading of a column above."""

_NUMBER_HEADING = re.compile(
    "号码|编号|代码|证号|账号|帐号|金额|单价|合计|基数|数量|邮编"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a date."""

    before: str
    after: str
    row_rest: str
    heading: str
    is_at_foot: bool


def setting_of(page: PageText, atom: Atom, page_height_pt: float) -> Setting:
    """Collect the words before, behind, beside and above a date."""
    left, right = page.row_of(atom.start, atom.end)
    row_before = page.text[left : atom.start]
    before = _packed(row_before)
    if not before and left:
        # A label may close the row above: 培训时间: at the end, the date below.
        above = _packed(page.text[page.row_of(left - 1, left - 1)[0] : left - 1])
        before = above if above.endswith(":") else ""
    box = page.box_of(atom.start, atom.end)
    row_after = page.text[atom.end : right]
    return Setting(
        before[-_BEFORE_REACH:],
        _packed(row_after)[:_AFTER_REACH],
        _packed(row_before + row_after),
        _heading(page.lines, box) if row_before.strip() or row_after.strip() else "",
        box.y0 > _FOOT_SHARE * page_height_pt,
    )


def is_other_number(page: PageText, atom: Atom, setting: Setting) -> bool:
    """Whether bare digits stand in a column of some other numbers."""
    if not atom.compact or _OWN_LABEL.search(setting.before):
        return False
    if _NUMBER_HEADING.search(setting.heading):
        return True
    box = page.box_of(atom.start, atom.end)
    return atom.kind is DateKind.MONTH and any(
        _AMOUNT.fullmatch(line.text.strip()) is not None
        and _AMOUNT_OF_YEAR.fullmatch(line.text.strip()) is None
        for line in page.lines
        if _overlap_x(line.box, box) and line.box.y0 != box.y0
    )


def judge_role(atom: Atom, setting: Setting) -> DateRole | None:
    """Return a date's role, None where nothing tells it."""
    behind = next((role for role, p in _AFTER if p.search(setting.after)), None)
    if behind in _SURE_AFTER:
        return behind
    if _is_in_book_title(setting):
        is_foreign = _FOREIGN_TITLE.search(setting.after) is not None
        return DateRole.REFERENCE if is_foreign else DateRole.PERIOD
    named = (
        _last_label(setting.before)
        or behind
        or _last_label(setting.heading)
        or _weak_label(setting.before)
        or (DateRole.EVENT if setting.heading else None)
    )
    return _fitting(atom, setting, named)


def _fitting(atom: Atom, setting: Setting, named: DateRole | None) -> DateRole | None:
    is_coarse = atom.kind in {DateKind.YEAR, DateKind.RANGE}
    strong = {DateRole.VALIDITY, DateRole.REFERENCE, DateRole.PERIOD, DateRole.PRINTED}
    if is_coarse and named not in strong:
        is_event = named is DateRole.EVENT and atom.kind is DateKind.RANGE
        return DateRole.EVENT if is_event else DateRole.PERIOD
    if named is not None:
        return named
    if len(setting.row_rest) <= _ALONE_LENGTH and (
        setting.is_at_foot or atom.kind is DateKind.DAY
    ):
        return DateRole.PERIOD if atom.compact else DateRole.ISSUED
    return DateRole.PERIOD if atom.kind is DateKind.MONTH else None


def _last_label(words: str) -> DateRole | None:
    words = words.lower()
    role, reached, longest = None, -1, 0
    for each, pattern in _BEFORE:
        for match in pattern.finditer(words):
            if (match.end(), len(match.group())) > (reached, longest):
                role, reached, longest = each, match.end(), len(match.group())
    weak_start = _last_weak(words)[1]
    return role if weak_start - reached <= _WEAK_REACH else None


def _weak_label(words: str) -> DateRole | None:
    return _last_weak(words.lower())[0]


def _last_weak(words: str) -> tuple[DateRole | None, int]:
    found = [
        (match.start(), role)
        for role, pattern in _WEAK
        for match in pattern.finditer(words)
    ]
    start, role = max(found, default=(-1, None), key=lambda each: each[0])
    return role, start


def _is_in_book_title(setting: Setting) -> bool:
    opened = setting.before.rfind("《")
    return opened >= 0 and opened > setting.before.rfind("》")


def _heading(lines: Sequence[TextLine], box: Box) -> str:
    above = [
        line
        for line in lines
        if line.box.y1 <= box.y0 + 0.3 * box.height
        and len(line.text) <= _HEADING_LENGTH
        and _overlap_x(line.box, box)
    ]
    for line in sorted(above, key=lambda line: -line.box.y1):
        words = _packed(unicodedata.normalize("NFKC", line.text))
        if _COLUMN_HEADING.fullmatch(words) or _NUMBER_HEADING.search(words):
            return words
    return ""


def _overlap_x(one: Box, other: Box) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > 0.5 * min(one.width, other.width)


def _packed(words: str) -> str:
    return re.sub(r"[\s\0]+", "", words).replace("：", ":")
