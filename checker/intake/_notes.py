"""The closed set of notes that intake makes, and their words."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from checker.model.dossier import IntakeNote
from checker.model.wording import Text

_MAX_SHOWN = 80


class NoteCode(StrEnum):
    """What intake could not take as given."""

    NO_DOSSIER_FILE = "no_dossier_file"
    DOSSIER_FILE_BROKEN = "dossier_file_broken"
    WRONG_FIELD = "wrong_field"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_ITEM = "unknown_item"
    NO_REASON = "no_reason"
    NO_COMPANY = "no_company"
    NO_PERSONNEL = "no_personnel"
    MISSING_PERSON_FILE = "missing_person_file"
    MATCHED_BY_TITLE = "matched_by_title"
    UNMATCHED = "unmatched"
    UNSAFE_MEMBER = "unsafe_member"
    UNREADABLE_MEMBER = "unreadable_member"
    UNREADABLE_FILE = "unreadable_file"


_WORDS: Mapping[NoteCode, Text] = {
    NoteCode.NO_DOSSIER_FILE: Text(
        "没有基本信息，不知道企业名称、年度和人员"
        "（离线检查：资料根目录没有 dossier.yaml，写法见说明文档）",
        "The basic facts are missing: company, year and people are not known "
        "(offline: there is no dossier.yaml at the root; the documentation shows how "
        "to write it)",
    ),
    NoteCode.DOSSIER_FILE_BROKEN: Text(
        "基本信息读不出来，其余文件照常检查"
        "（离线检查：dossier.yaml 有误：{what}。请用文本编辑器改正）",
        "The basic facts cannot be read; the other files were checked all the same "
        "(offline: dossier.yaml is broken: {what_en}. Correct it in a text editor)",
    ),
    NoteCode.WRONG_FIELD: Text(
        "有一处填得不对：现在是 {found}，应写{wanted}"
        "（离线检查：dossier.yaml 的 {field} 一项）",
        "Something is filled in wrongly: it is {found_en}; it should be {wanted_en} "
        "(offline: {field} in dossier.yaml)",
    ),
    NoteCode.UNKNOWN_FIELD: Text(
        "有一项内容不认识，没有采用"
        "（离线检查：dossier.yaml 的字段 {field}；可用的字段：{wanted}）",
        "Something filled in is not known and was left out (offline: the field {field} "
        "in dossier.yaml; known fields: {wanted_en})",
    ),
    NoteCode.UNKNOWN_ITEM: Text(
        "“不适用”里写了 {found}，清单里没有这一项。请写清单中的项目编号：{wanted}"
        "（离线检查：dossier.yaml 的 not_applicable）",
        "Among what does not apply stands {found}, which is no item of the checklist. "
        "Give one of {wanted_en} (offline: not_applicable in dossier.yaml)",
    ),
    NoteCode.NO_REASON: Text(
        "“不适用”的 {found} 没有写理由，请写明为什么不适用"
        "（离线检查：dossier.yaml 的 not_applicable）",
        "Item {found} is said not to apply, without a reason. Say why (offline: "
        "not_applicable in dossier.yaml)",
    ),
    NoteCode.NO_COMPANY: Text(
        "不知道这是哪家企业的资料，请在“基本信息”里填写企业全称"
        "（离线检查：dossier.yaml 的 company）",
        "The company is not known. Give its full name in the basic facts (基本信息; "
        "offline: company in dossier.yaml)",
    ),
    NoteCode.NO_PERSONNEL: Text(
        "没有人员名单，无法核对证书，请填写“09 人员表”"
        "（离线检查：dossier.yaml 的 personnel）",
        "There is no list of people, so certificates cannot be checked. Fill in the "
        "tables of people (09; offline: personnel in dossier.yaml)",
    ),
    NoteCode.MISSING_PERSON_FILE: Text(
        "“09 人员表”里的证书文件 {found} 没有找到，请重新上传"
        "（离线检查：补上文件，或改正 dossier.yaml 里的文件名）",
        "The tables of people (09) name the file {found}, which was not found. Upload "
        "it again (offline: add it, or correct its name in dossier.yaml)",
    ),
    NoteCode.MATCHED_BY_TITLE: Text(
        "这个文件按名称归入第 {found} 项，请核对"
        "（离线检查：文件名没有项目编号，改为以“{found}-”开头就不会弄错）",
        "The file was put under item {found} by its name; check that (offline: it has "
        "no item number, and a name that begins with {found}- leaves no doubt)",
    ),
    NoteCode.UNMATCHED: Text(
        "不知道这个文件属于哪一项，请在“附件列表”里传到所属的那一项"
        "（离线检查：文件名或文件夹名以项目编号开头，例如 03-财务审计报告.pdf）",
        "The file could not be put under any item. Upload it under its own in the list "
        "of attachments (附件列表; offline: begin its name or its folder's with the "
        "item number, for example 03-财务审计报告.pdf)",
    ),
    NoteCode.UNSAFE_MEMBER: Text(
        "{found} 没有纳入检查，因为{what}。请改正后重新上传"
        "（离线检查：重新打包或拷贝）；其余文件照常检查",
        "{found} was left out: {what_en}. Correct that and upload it again (offline: "
        "pack or copy it again); the other files were checked all the same",
    ),
    NoteCode.UNREADABLE_MEMBER: Text(
        "压缩包里的 {found} 读不出来（{what}）。请重新打包，不要设密码",
        "{found} cannot be read from the archive ({what_en}). Pack it again, without "
        "a password",
    ),
    NoteCode.UNREADABLE_FILE: Text(
        "文件打不开（{what}）。请重新上传这个文件（离线检查：检查文件权限，或重新拷贝）",
        "The file cannot be opened ({what_en}). Upload it again (offline: check its "
        "permissions, or copy it again)",
    ),
}


def make_note(code: NoteCode, path: str | None = None, **words: str) -> IntakeNote:
    """Return a note with its words filled in.

    Args:
        code: which note.
        path: the file that it is about, None for the dossier itself.
        **words: values of the placeholders; an English one ends in ``_en``.
    """
    shown = {name: show(word) for name, word in words.items()}
    template = _WORDS[code]
    message = Text(template.zh.format(**shown), template.en.format(**shown))
    return IntakeNote(code.value, message, path)


def show(text: str, limit: int = _MAX_SHOWN * 4) -> str:
    """Return text as it may be shown: control characters visible, not too long."""
    plain = "".join(
        char if unicodedata.category(char)[0] != "C" else "\N{REPLACEMENT CHARACTER}"
        for char in text[: limit + 1]
    )
    return plain if len(plain) <= limit else plain[:limit] + "…"
