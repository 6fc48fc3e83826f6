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
        "文件夹里没有 dossier.yaml，企业名称、年度、人员等信息未知。"
        "请在资料根目录放一个 dossier.yaml（写法见说明文档）",
        "The dossier has no dossier.yaml, so company, year and people are not known. "
        "Put a dossier.yaml at its root (the documentation shows how)",
    ),
    NoteCode.DOSSIER_FILE_BROKEN: Text(
        "dossier.yaml 读不出来：{what}。请用文本编辑器改正后再检查；其余文件照常检查",
        "dossier.yaml cannot be read: {what_en}. Correct it in a text editor and check "
        "again; the other files were checked all the same",
    ),
    NoteCode.WRONG_FIELD: Text(
        "dossier.yaml 的 {field} 写得不对（现在是 {found}），应写{wanted}",
        "dossier.yaml: {field} is wrong (it is {found_en}); it should be {wanted_en}",
    ),
    NoteCode.UNKNOWN_FIELD: Text(
        "dossier.yaml 里有不认识的字段 {field}，已忽略。可用的字段：{wanted}",
        "dossier.yaml: the field {field} is not known and was left out. Known fields: "
        "{wanted_en}",
    ),
    NoteCode.UNKNOWN_ITEM: Text(
        "dossier.yaml 的 not_applicable 里写了 {found}，清单里没有这一项。"
        "请写清单中的项目编号：{wanted}",
        "dossier.yaml: not_applicable names {found}, which is no item of the "
        "checklist. Give one of {wanted_en}",
    ),
    NoteCode.NO_REASON: Text(
        "dossier.yaml 的 not_applicable 里 {found} 没有写理由。请写明为什么不适用",
        "dossier.yaml: not_applicable gives no reason for item {found}. Say why it "
        "does not apply",
    ),
    NoteCode.NO_COMPANY: Text(
        "不知道这是哪家企业的资料。请在 dossier.yaml 里写上 company（企业全称）",
        "The company is not known. Give its full name as company in dossier.yaml",
    ),
    NoteCode.NO_PERSONNEL: Text(
        "没有人员名单，无法核对证书。请在 dossier.yaml 里写上 personnel",
        "There is no list of people, so certificates cannot be checked. Give personnel "
        "in dossier.yaml",
    ),
    NoteCode.MISSING_PERSON_FILE: Text(
        "人员名单里写了证书文件 {found}，但资料里没有。"
        "请补上文件，或改正 dossier.yaml 里的文件名",
        "The list of people names the file {found}, which is not in the dossier. Add "
        "it, or correct the name in dossier.yaml",
    ),
    NoteCode.MATCHED_BY_TITLE: Text(
        "文件名没有项目编号，按名称归入第 {found} 项。"
        "请核对；改名为以“{found}-”开头就不会弄错",
        "The file has no item number and was put under item {found} by its name. "
        "Check that; a name that begins with {found}- leaves no doubt",
    ),
    NoteCode.UNMATCHED: Text(
        "不知道这个文件属于哪一项，没有归入任何项目。"
        "请在文件名或文件夹名前加项目编号，例如 03-财务审计报告.pdf",
        "The file could not be put under any item. Begin its name or its folder's "
        "name with the item number, for example 03-财务审计报告.pdf",
    ),
    NoteCode.UNSAFE_MEMBER: Text(
        "{found} 没有纳入检查，因为{what}。请改正后重新打包或重新拷贝；"
        "其余文件照常检查",
        "{found} was left out: {what_en}. Correct that and pack or copy it again; the "
        "other files were checked all the same",
    ),
    NoteCode.UNREADABLE_MEMBER: Text(
        "压缩包里的 {found} 读不出来（{what}）。请重新打包，不要设密码",
        "{found} cannot be read from the archive ({what_en}). Pack it again, without "
        "a password",
    ),
    NoteCode.UNREADABLE_FILE: Text(
        "文件打不开（{what}）。请检查文件权限，或重新拷贝这个文件",
        "The file cannot be opened ({what_en}). Check its permissions, or copy it "
        "again",
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
