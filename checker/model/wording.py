"""Text in two languages, and the closed set of reasons for not knowing."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the Chinese or, for ``en``, the English words."""
        return self.en if language == "en" else self.zh


class Reason(StrEnum):
    """Why a reading or a verdict is unknown."""

    NOT_MEASURED = "not_measured"
    NOT_READ = "not_read"
    PROBE_FAILED = "probe_failed"
    PAGE_UNREADABLE = "page_unreadable"
    LOW_CONFIDENCE = "low_confidence"
    BLANK_PAGE = "blank_page"
    NO_TEXT = "no_text"
    NO_COLOUR = "no_colour"
    TOO_COARSE = "too_coarse"
    NOT_IN_RED = "not_in_red"
    DIGITAL_PAGE = "digital_page"
    FILE_UNREADABLE = "file_unreadable"
    NO_DAY_OF_JUDGEMENT = "no_day_of_judgement"
    NOT_GIVEN = "not_given"
    NOTHING_FOUND = "nothing_found"
    ONLY_WEAK_EVIDENCE = "only_weak_evidence"
    PROBABLY_COPY = "probably_copy"
    ENGINE_FAILED = "engine_failed"


REASONS: dict[Reason, Text] = {
    Reason.NOT_MEASURED: Text("没有测量这一项", "this was not measured"),
    Reason.NOT_READ: Text("没有读取这一页的文字", "the page's text was not read"),
    Reason.PROBE_FAILED: Text("程序在测量时出错", "the program failed while measuring"),
    Reason.PAGE_UNREADABLE: Text("这一页无法显示", "the page cannot be rendered"),
    Reason.LOW_CONFIDENCE: Text("把握不够", "the measurement is not sure enough"),
    Reason.BLANK_PAGE: Text("这一页是空白页", "the page is blank"),
    Reason.NO_TEXT: Text("没有可以辨认的文字", "no text could be recognised"),
    Reason.NO_COLOUR: Text(
        "扫描件是黑白或灰度的，看不出红色", "the scan has no colour to judge red by"
    ),
    Reason.TOO_COARSE: Text(
        "分辨率太低，无法判断", "the resolution is too low to judge"
    ),
    Reason.NOT_IN_RED: Text("有这一内容，但不是红色", "it is there, but not in red"),
    Reason.DIGITAL_PAGE: Text("这一页不是扫描件", "the page is digital, not a scan"),
    Reason.FILE_UNREADABLE: Text("文件无法读取", "the file cannot be read"),
    Reason.NO_DAY_OF_JUDGEMENT: Text(
        "没有给出判定有效期的日期，一般是提交日"
        "（离线检查：dossier.yaml 的 submitted_on，或命令行 --as-of）",
        "no day of judgement was given, usually that of submission "
        "(offline: submitted_on in dossier.yaml, or --as-of)",
    ),
    Reason.NOT_GIVEN: Text("没有提供这项信息", "this was not given"),
    Reason.NOTHING_FOUND: Text(
        "没有找到可以判断的内容", "nothing to judge by was found"
    ),
    Reason.ONLY_WEAK_EVIDENCE: Text(
        "只有文号、打印日期等不足以判断的线索",
        "only weak evidence such as a document number or a print date was found",
    ),
    Reason.PROBABLY_COPY: Text(
        "可能是复印件，需要人工查看", "probably a copy; a person must look"
    ),
    Reason.ENGINE_FAILED: Text(
        "程序没有完成这一步", "the program could not finish this step"
    ),
}
"""The words for each reason, as shown to users."""

FLAWS: dict[str, Text] = {
    "defocus": Text("没有对准焦", "out of focus"),
    "motion": Text("拍摄时抖动", "blurred by motion"),
    "pixels": Text("分辨率太低", "too few pixels"),
    "jpeg": Text("压缩过度", "compressed too hard"),
    "faint": Text("字迹太淡", "print too faint"),
    "washed": Text("曝光过度，字迹发白", "washed out by too much light"),
    "dark": Text("太暗", "too dark"),
    "noise": Text("噪点太多", "too much noise"),
    "glare": Text("反光盖住了文字", "glare over the text"),
    "blot": Text("污渍或遮挡盖住了文字", "a blot over the text"),
}
"""The words for what makes a page hard to read, as shown to users."""
