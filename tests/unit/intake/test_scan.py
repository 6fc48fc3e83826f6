"""A folder or a zip becomes a dossier; whatever is amiss becomes a note."""

import os
import zipfile
from pathlib import Path

import pytest

from checker.errors import InputError
from checker.intake import _folder
from checker.intake.scan import NoteCode, find_dossiers, scan_dossier
from checker.model.checklist import Checklist, ChecklistItem
from checker.model.dossier import Dossier, MatchedBy
from checker.model.ids import ItemCode
from checker.model.wording import Text

CHECKLIST = Checklist(
    tuple(
        ChecklistItem(ItemCode(code), Text(code, code), title_words=(word,))
        for code, word in (("03", "审计报告"), ("07", "培训"), ("18", "起重机械"))
    )
)
ABOUT = "company: 甲\nyear: 2021\npersonnel: []\n"


def fill(folder: Path, *names: str, about: str | None = ABOUT) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    folder.mkdir(exist_ok=True)
    if about is not None:
        (folder / "dossier.yaml").write_text(about)
    return folder


def pack(folder: Path, archive: Path, below: str = "") -> Path:
    with zipfile.ZipFile(archive, "w") as opened:
        for path in sorted(folder.rglob("*")):
            opened.write(path, below + path.relative_to(folder).as_posix())
    return archive


def scan(path: Path, unpack_to: Path | None = None) -> Dossier:
    return scan_dossier(path, CHECKLIST, unpack_to or path.parent / "unpacked")


def codes(dossier: Dossier) -> list[str]:
    return [note.code for note in dossier.notes]


def test_documents_come_sorted_with_their_items(tmp_path: Path) -> None:
    folder = fill(tmp_path / "甲公司", "07/签到.pdf", "3、报告.pdf", "personnel/张.pdf")

    dossier = scan(folder)

    assert [(one.path, one.item, one.matched_by) for one in dossier.documents] == [
        ("07/签到.pdf", "07", MatchedBy.NUMBER),
        ("3、报告.pdf", "03", MatchedBy.NUMBER),
        ("personnel/张.pdf", None, MatchedBy.PERSONNEL),
    ]
    assert dossier.notes == ()
    assert (dossier.id, dossier.company, dossier.year) == ("甲公司", "甲", 2021)


def test_what_has_no_number_is_matched_by_title_and_noted(tmp_path: Path) -> None:
    dossier = scan(fill(tmp_path / "d", "培训记录.pdf", "说明.pdf"))

    assert [one.item for one in dossier.documents] == ["07", None]
    assert [(note.code, note.path) for note in dossier.notes] == [
        (NoteCode.MATCHED_BY_TITLE, "培训记录.pdf"),
        (NoteCode.UNMATCHED, "说明.pdf"),
    ]


def test_system_files_are_no_documents(tmp_path: Path) -> None:
    names = (".DS_Store", "Thumbs.db", "__MACOSX/03-a.pdf", "03/.~a.pdf", "~$3.docx")
    dossier = scan(fill(tmp_path / "d", *names))

    assert dossier.documents == ()


def test_without_a_dossier_file_the_rest_is_checked(tmp_path: Path) -> None:
    dossier = scan(fill(tmp_path / "d", "03-a.pdf", about=None))

    assert [one.item for one in dossier.documents] == ["03"]
    assert codes(dossier) == [
        NoteCode.NO_DOSSIER_FILE,
        NoteCode.NO_COMPANY,
        NoteCode.NO_PERSONNEL,
    ]
    assert dossier.personnel is None
    assert dossier.year is None


def test_files_of_people_are_found_by_path_or_by_name(tmp_path: Path) -> None:
    about = """
company: 甲
personnel:
  - {table: project_head, name: a, files: [personnel/a.pdf, 'personnel\\b.pdf']}
  - {table: project_head, name: c, files: [c.pdf, none.pdf]}
"""
    names = ("personnel/a.pdf", "personnel/b.pdf", "证书/c.pdf")
    dossier = scan(fill(tmp_path / "d", *names, about=about))

    assert dossier.personnel is not None
    assert [person.files for person in dossier.personnel] == [
        ("personnel/a.pdf", "personnel/b.pdf"),
        ("证书/c.pdf", "none.pdf"),
    ]
    assert {one.matched_by for one in dossier.documents} == {MatchedBy.PERSONNEL}
    assert [(note.code, note.path) for note in dossier.notes] == [
        (NoteCode.MISSING_PERSON_FILE, "none.pdf")
    ]


def test_items_left_out_must_be_on_the_checklist_and_have_a_reason(
    tmp_path: Path,
) -> None:
    about = ABOUT + "not_applicable: {18: 无起重机械, 7: '', 33: x}\n"
    dossier = scan(fill(tmp_path / "d", about=about))

    assert dossier.not_applicable == {"18": "无起重机械", "07": ""}
    assert codes(dossier) == [NoteCode.NO_REASON, NoteCode.UNKNOWN_ITEM]
    assert "03、07、18" in dossier.notes[1].message.zh


@pytest.mark.parametrize("below", ["", "甲公司/"])
def test_a_zip_reads_like_its_folder(tmp_path: Path, below: str) -> None:
    folder = fill(tmp_path / "d", "03-a.pdf", "07/b.pdf", "03-" + "长" * 60 + ".pdf")
    archive = pack(folder, tmp_path / "d.zip", below)

    zipped, plain = scan(archive), scan(folder)

    assert [one.path for one in zipped.documents] == [
        one.path for one in plain.documents
    ]
    assert [one.content_hash for one in zipped.documents] == [
        one.content_hash for one in plain.documents
    ]
    assert zipped.notes == plain.notes
    assert zipped.id == "d"


def test_a_name_too_long_for_the_file_system_keeps_its_path(tmp_path: Path) -> None:
    name = "03-" + "长" * 300 + ".pdf"
    archive = tmp_path / "d.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr(name, b"x")
        opened.writestr("a.pdf", b"x")

    dossier = scan(archive)

    assert [one.path for one in dossier.documents] == [name, "a.pdf"]
    assert Path(dossier.documents[0].location).read_bytes() == b"x"


def test_an_unsafe_member_does_not_stop_the_rest(tmp_path: Path) -> None:
    archive = tmp_path / "d.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("dossier.yaml", ABOUT)
        opened.writestr("../03-evil.pdf", b"x")
        opened.writestr("03-good.pdf", b"x")

    dossier = scan(archive)

    assert [one.path for one in dossier.documents] == ["03-good.pdf"]
    assert codes(dossier) == [NoteCode.UNSAFE_MEMBER]


def test_a_zip_of_one_item_folder_keeps_the_number(tmp_path: Path) -> None:
    folder = fill(tmp_path / "d", "03-审计/a.pdf", about=None)

    dossier = scan(pack(folder, tmp_path / "d.zip"))

    assert [(one.path, one.item) for one in dossier.documents] == [
        ("03-审计/a.pdf", "03")
    ]


def test_odd_names_are_kept(tmp_path: Path) -> None:
    names = ("03 a b.pdf", "03-换\n行.pdf", "03-" + "n" * 240 + ".pdf")
    dossier = scan(fill(tmp_path / "d", *names))

    assert {one.path for one in dossier.documents} == set(names)
    assert {one.item for one in dossier.documents} == {"03"}


def test_names_that_are_not_utf8_are_read_as_chinese(tmp_path: Path) -> None:
    folder = fill(tmp_path / "d")
    raw = os.fsencode(folder) + b"/" + "03-报告.pdf".encode("gbk")
    with open(raw, "wb"):  # noqa: PTH123 - Path takes no bytes
        pass

    dossier = scan(folder)

    assert [one.path for one in dossier.documents] == ["03-报告.pdf"]
    assert Path(dossier.documents[0].location).exists()


def test_links_and_pipes_are_left_out_with_a_note(tmp_path: Path) -> None:
    folder = fill(tmp_path / "d", "03-a.pdf")
    (folder / "03-link.pdf").symlink_to("/etc/hostname")
    (folder / "07").symlink_to(tmp_path)
    os.mkfifo(folder / "03-pipe.pdf")

    dossier = scan(folder)

    assert [one.path for one in dossier.documents] == ["03-a.pdf"]
    assert codes(dossier) == [NoteCode.UNSAFE_MEMBER] * 3


@pytest.mark.parametrize("trap", ["link", "pipe"])
def test_a_dossier_file_that_is_no_plain_file_is_not_read(
    tmp_path: Path, trap: str
) -> None:
    outside = tmp_path / "secret.yaml"
    outside.write_text("company: 别人\n", "utf-8")
    folder = fill(tmp_path / "d", "03-a.pdf", about=None)
    if trap == "link":
        (folder / "dossier.yaml").symlink_to(outside)
    else:
        os.mkfifo(folder / "dossier.yaml")

    dossier = scan(folder)

    assert dossier.company == ""
    assert codes(dossier)[0] == NoteCode.NO_DOSSIER_FILE
    assert (NoteCode.UNSAFE_MEMBER, "dossier.yaml") in [
        (note.code, note.path) for note in dossier.notes
    ]


@pytest.mark.parametrize("name", ["personnel", "Personnel", "人员证书"])
def test_a_zip_of_certificates_alone_keeps_their_folder(
    tmp_path: Path, name: str
) -> None:
    folder = fill(tmp_path / "d", f"{name}/张三.pdf", about=None)

    dossier = scan(pack(folder, tmp_path / "d.zip"))

    assert [one.matched_by for one in dossier.documents] == [MatchedBy.PERSONNEL]


def test_a_zip_packed_from_within_its_folder_is_a_dossier(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    pack(fill(tmp_path / "d", "03-a.pdf"), inbox / "a.zip", "./")

    found = find_dossiers(inbox)

    assert found == (inbox / "a.zip",)
    assert scan(found[0]).company == "甲"


def test_a_second_scan_finds_the_same(tmp_path: Path) -> None:
    folder = fill(tmp_path / "d", "03-b.pdf", "培训.pdf", "x.pdf", "03-a.pdf")

    assert scan(folder) == scan(folder)


def test_a_file_that_vanishes_or_may_not_be_read_is_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fill(tmp_path / "d", "03-a.pdf", "03-b.pdf")

    def refuse(path: Path) -> tuple[str, int]:
        if path.name == "03-a.pdf":
            raise PermissionError(path)
        return "0" * 64, 1

    monkeypatch.setattr("checker.intake.scan.hash_file", refuse)
    dossier = scan(folder)

    assert [one.path for one in dossier.documents] == ["03-b.pdf"]
    assert codes(dossier) == [NoteCode.UNREADABLE_FILE]


def test_a_folder_that_may_not_be_listed_is_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fill(tmp_path / "d", "03/a.pdf")
    real = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("/03"):
            raise PermissionError(13, "no", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    dossier = scan(folder)

    assert dossier.documents == ()
    assert [(note.code, note.path) for note in dossier.notes] == [
        (NoteCode.UNREADABLE_FILE, "03")
    ]


def test_the_number_of_files_is_limited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_folder, "_MAX_FILES", 2)
    folder = fill(tmp_path / "d", "03-a.pdf", "03-b.pdf", "03-c.pdf", about=None)

    dossier = scan(folder)

    assert len(dossier.documents) == 2
    assert NoteCode.UNSAFE_MEMBER in codes(dossier)


def test_every_note_has_words_in_both_languages(tmp_path: Path) -> None:
    about = "company: [x]\nfoo: 1\nnot_applicable: {33: x, 18: ''}\n"
    dossier = scan(fill(tmp_path / "d", "a.pdf", "培训.pdf", about=about))

    assert len(dossier.notes) == 8
    for note in dossier.notes:
        assert "{" not in note.message.zh.replace("{…}", "")
        assert note.message.zh
        assert note.message.en


def test_an_inbox_holds_folders_and_zips(tmp_path: Path) -> None:
    first = fill(tmp_path / "in" / "a", "03-a.pdf")
    fill(tmp_path / "in" / "c", "03-a.pdf", about=None)
    second = pack(first, tmp_path / "in" / "b.zip", "甲/")
    (tmp_path / "in" / "d.zip").write_bytes(b"no zip")

    assert find_dossiers(tmp_path / "in") == (first, second)


def test_a_folder_without_a_dossier_file_is_a_dossier(tmp_path: Path) -> None:
    folder = fill(tmp_path / "d", "03/a.pdf", about=None)

    assert find_dossiers(folder) == (folder,)


def test_a_zip_is_a_dossier(tmp_path: Path) -> None:
    archive = pack(fill(tmp_path / "d", "a.pdf"), tmp_path / "d.zip")

    assert find_dossiers(archive) == (archive,)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none", None, "check the path"),
        ("n" * 300, None, "check the path"),
        ("a.pdf", b"%PDF-1.4", "checker inspect"),
        ("a.zip", b"PK\x03\x04", "pack it again"),
        ("a.rar", b"Rar!", "pack it again"),
    ],
)
def test_what_is_no_dossier_says_what_to_do(
    tmp_path: Path, *, name: str, content: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(InputError, match=words):
        find_dossiers(path)


def test_an_empty_folder_is_nothing_to_check(tmp_path: Path) -> None:
    (tmp_path / "d" / "empty").mkdir(parents=True)
    (tmp_path / "d" / ".DS_Store").write_bytes(b"x")

    with pytest.raises(InputError, match="nothing to check"):
        find_dossiers(tmp_path / "d")


def test_a_folder_that_may_not_be_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> object:
        raise PermissionError(path)

    monkeypatch.setattr(Path, "iterdir", refuse)

    with pytest.raises(InputError, match="no permission"):
        find_dossiers(tmp_path)
