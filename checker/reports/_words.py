"""The words of reports, in both languages, and the signs that stand before them.

Source: the labels that users know from the platform's manual and the notice.
"""

from dataclasses import dataclass

from checker.model.dossier import Submission
from checker.model.evidence import FileStatus
from checker.model.result import ItemStatus, PartState
from checker.model.wording import Text


@dataclass(frozen=True, slots=True)
class State:
    """How a state is shown: never by its colour alone.

    ``tone`` names the colour: good, look, bad or quiet.
    """

    sign: str
    word: Text
    tone: str


ITEM_STATES: dict[ItemStatus, State] = {
    ItemStatus.MISSING: State("✕", Text("缺少", "missing"), "bad"),
    ItemStatus.FAIL: State("✕", Text("需更换", "to replace"), "bad"),
    ItemStatus.UNKNOWN: State("?", Text("待人工核对", "to look at"), "look"),
    ItemStatus.WARN: State("!", Text("提示", "hint"), "look"),
    ItemStatus.PASS: State("✓", Text("通过", "passed"), "good"),
    ItemStatus.NOT_APPLICABLE: State("-", Text("不适用", "not needed"), "quiet"),
}

PART_STATES: dict[PartState, State] = {
    PartState.FOUND: State("✓", Text("已找到", "found"), "good"),
    PartState.MISSING: State("✕", Text("缺少", "missing"), "bad"),
    PartState.UNKNOWN: State("?", Text("待人工核对", "to look at"), "look"),
}

WEIGHTS: dict[str, State] = {
    "errors": State("✕", Text("错误", "error"), "bad"),
    "unknowns": State("?", Text("待人工核对", "to look at"), "look"),
    "warnings": State("!", Text("提示", "hint"), "look"),
    "infos": State("i", Text("说明", "note"), "quiet"),
    "waived": State("-", Text("已豁免", "waived"), "quiet"),
}
"""The weights of findings, heaviest first."""

COUNTS: dict[str, Text] = {
    "errors": Text("错误", "errors"),
    "unknowns": Text("待人工核对", "to look at"),
    "warnings": Text("提示", "hints"),
    "infos": Text("说明", "notes"),
    "waived": Text("已豁免", "waived"),
}

SUBMISSIONS: dict[Submission, Text] = {
    Submission.FIRST: Text("首次提交", "first submission"),
    Submission.RECTIFICATION: Text("整改后提交", "after rectification"),
}

FILE_STATES: dict[FileStatus, State] = {
    FileStatus.OK: State("✓", Text("正常", "ok"), "good"),
    FileStatus.REPAIRED: State("✓", Text("已修复", "repaired"), "good"),
    FileStatus.DAMAGED: State("✕", Text("已损坏", "damaged"), "bad"),
    FileStatus.ENCRYPTED: State("✕", Text("有密码", "encrypted"), "bad"),
    FileStatus.NOT_PDF: State("✕", Text("不是 PDF", "not a PDF"), "bad"),
    FileStatus.EMPTY: State("✕", Text("空文件", "empty"), "bad"),
    FileStatus.TOO_LARGE: State("✕", Text("过大", "too large"), "bad"),
    FileStatus.TIMEOUT: State("✕", Text("超时", "timed out"), "bad"),
}

UNKNOWN_FILE = State("?", Text("未知", "unknown"), "look")

FACT_WORDS: dict[str, Text] = {
    "scan": Text("扫描", "scan"),
    "digital": Text("电子", "digital"),
    "mixed": Text("混合", "mixed"),
    "blank": Text("空白", "blank"),
    "colour": Text("彩色", "colour"),
    "grey": Text("灰度", "grey"),
    "bilevel": Text("黑白", "bilevel"),
    "left": Text("左", "left"),
    "top": Text("上", "top"),
    "right": Text("右", "right"),
    "bottom": Text("下", "bottom"),
    "round": Text("圆", "round"),
    "oval": Text("椭圆", "oval"),
    "square": Text("方", "square"),
    "other": Text("其他", "other"),
    "red": Text("红", "red"),
    "blue": Text("蓝", "blue"),
    "black": Text("黑", "black"),
    "purple": Text("紫", "purple"),
    "layer": Text("文字层", "layer"),
    "ocr": Text("识别", "OCR"),
    "none": Text("未读", "not read"),
}
"""What single words of the contract mean to a reader."""

NO_GRADE = Text("暂不建议", "no suggestion")
NO_GRADE_WHY = Text(
    "检查没有完成，或无法判断的项目太多，所以不给出等级建议",
    "No grade is suggested: the check is incomplete, or too much is unknown",
)
INCOMPLETE = Text(
    "检查没有完成：下列步骤因程序原因没有做完，请重新运行",
    "The check is incomplete: these steps could not be finished, please run it again",
)
DISCLAIMER = Text(
    "系统建议等级（非审核结论，由主管部门决定）",
    "Suggested by the machine; a person decides",
)
NO_FINDINGS = Text("没有发现问题", "Nothing was found")
WHOLE_DOSSIER = Text("整个案卷", "The whole dossier")
PEOPLE_AND_REST = Text(
    "人员证书与未归类的文件", "People's certificates and unsorted files"
)
YES = Text("是", "yes")
NO = Text("否", "no")
UNKNOWN = Text("未知", "unknown")
NONE = Text("无", "none")

MEASURED: dict[str, Text] = {
    "allowed": Text("允许", "allowed"),
    "differences": Text("不一致之处", "what differs"),
    "found_name": Text("证书上的姓名", "name on the certificate"),
    "found_number": Text("证书上的编号", "number on the certificate"),
    "found_until": Text("证书上的有效期", "last day on the certificate"),
    "as_of": Text("判定日", "as of"),
    "at_least": Text("至少", "at least"),
    "at_most": Text("至多", "at most"),
    "because": Text("原因", "because"),
    "best_confidence": Text("最高把握", "best confidence"),
    "blank_pages": Text("空白页", "blank pages"),
    "category": Text("资质类别", "category"),
    "certificate_number": Text("证书编号", "certificate"),
    "confidence": Text("把握", "confidence"),
    "count": Text("数量", "count"),
    "day": Text("判定日", "as of"),
    "deciding": Text("依据的日期", "decided by"),
    "documents": Text("文件数", "files"),
    "dpi": Text("分辨率", "dpi"),
    "expected": Text("应为", "expected"),
    "fail_above": Text("上限", "fails above"),
    "fail_below": Text("下限", "fails below"),
    "forbidden": Text("不允许", "forbidden"),
    "found": Text("发现", "found"),
    "found_words": Text("发现的内容", "found"),
    "grade": Text("资质等级", "grade"),
    "has_seal": Text("有公章", "sealed"),
    "has_statement": Text("有声明", "statement found"),
    "heading": Text("标题", "heading"),
    "id_number": Text("身份证号", "ID number"),
    "in_red": Text("红色", "in red"),
    "kind": Text("实际格式", "format"),
    "lookback_years": Text("往前看的年数", "years looked back"),
    "max_mm": Text("上限 mm", "at most mm"),
    "min_confidence": Text("需要的把握", "confidence needed"),
    "min_mm": Text("下限 mm", "at least mm"),
    "min_similarity": Text("最低相似度", "similarity at least"),
    "missing": Text("缺少", "missing"),
    "months_missing": Text("缺少的月份", "months missing"),
    "name": Text("姓名", "name"),
    "note": Text("说明", "note"),
    "number": Text("编号", "number"),
    "other_documents": Text("另一文件", "other files"),
    "other_item": Text("像是第几项", "seems to be item"),
    "other_items": Text("另一项", "other items"),
    "other_row": Text("另一行", "other row"),
    "other_title": Text("像是", "seems to be"),
    "page_count": Text("页数", "pages"),
    "pages": Text("页", "pages"),
    "part": Text("组成部分", "part"),
    "path": Text("路径", "path"),
    "person": Text("姓名", "person"),
    "reason": Text("无法判断的原因", "why it is unsure"),
    "repeated": Text("重复的页码", "repeated pages"),
    "row": Text("行", "row"),
    "rows": Text("行数", "rows"),
    "seals_found": Text("印章数", "seals"),
    "size_mm": Text("尺寸 mm", "size mm"),
    "sizes_mm": Text("尺寸 mm", "sizes mm"),
    "spot": Text("出处", "where"),
    "status": Text("文件状态", "status"),
    "sum": Text("各行之和", "sum of the rows"),
    "table": Text("人员表", "table"),
    "total": Text("表中合计", "printed total"),
    "valid_until": Text("有效期至", "valid until"),
    "value": Text("测量值", "measured"),
    "year": Text("年度", "year"),
    "years_found": Text("读到的年份", "years found"),
}
"""Names of measured values as people call them: one for each placeholder of a kind."""

FOR_PROGRAMS = frozenset({"mode", "part_id"})
"""Measured values that tell people nothing; JSON alone has them."""


def of_fact(word: str) -> Text:
    """Return the words for a value of the contract; unknown ones stay as they are."""
    return FACT_WORDS.get(word, Text(word, word))
