"""The gate says whether a file can be used, and what it holds besides pages."""

import datetime as dt
import logging
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509 import NameOID
from pikepdf import Array, Dictionary, Name, String

from checker.intake.facts import FILE_FACTS
from checker.intake.pdf import _swelling, gate, preload
from checker.intake.pdf.gate import examine_file
from checker.model.evidence import FactValue, Signature, Unknown
from checker.model.wording import Reason
from tests.pdfs import change_pdf, scanned, typed, uneven_picture, write_pdf


def status_of(path: Path) -> FactValue | None:
    return examine_file(str(path)).value("file.status")


def active_in(path: Path) -> FactValue | None:
    return examine_file(str(path)).value("file.active_content")


def test_a_sound_file_is_ok_and_every_fact_is_there(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed(), typed())

    evidence = examine_file(str(path))

    assert set(evidence.readings) == {fact.name for fact in FILE_FACTS}
    assert evidence.value("file.kind") == "pdf"
    assert evidence.value("file.status") == "ok"
    assert evidence.value("file.page_count") == 2
    assert evidence.value("file.pdf_version") == "1.3"
    assert "ReportLab" in str(evidence.value("file.producer"))
    assert evidence.value("file.signatures") == ()
    assert evidence.value("file.active_content") == ()


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [(b"", "empty", "empty"), (b"\xff\xd8\xff\xe0", "jpeg", "not_pdf")],
)
def test_what_is_no_pdf_has_a_kind_and_no_pages(
    tmp_path: Path, *, content: bytes, kind: str, status: str
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)

    evidence = examine_file(str(path))

    assert evidence.value("file.kind") == kind
    assert evidence.value("file.status") == status
    assert evidence.get("file.page_count") == Unknown(Reason.FILE_UNREADABLE)


def test_a_password_to_open_is_encrypted(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed(), password="secret")  # noqa: S106

    assert status_of(path) == "encrypted"


def test_an_owner_password_alone_leaves_a_file_readable(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="secret", R=6))

    evidence = examine_file(str(path))

    assert evidence.value("file.status") == "ok"
    assert evidence.value("file.page_count") == 1


def test_a_cipher_that_no_reader_knows_is_encrypted(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())
    lock = b"/Encrypt << /Filter /SomeDRM /V 9 /R 9 /Length 128 >> /Size"
    path.write_bytes(path.read_bytes().replace(b"/Size", lock, 1))

    assert status_of(path) == "encrypted"


@pytest.mark.parametrize("wrong", [b"startxref\n9999999", b"startxref\n0000003"])
def test_a_wrong_table_of_objects_is_repaired(tmp_path: Path, wrong: bytes) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())
    head, _, _ = path.read_bytes().rpartition(b"startxref")
    path.write_bytes(head + wrong + b"\n%%EOF\n")

    evidence = examine_file(str(path))

    assert evidence.value("file.status") == "repaired"
    assert evidence.value("file.page_count") == 1


@pytest.mark.parametrize("kept_share", [0.3, 0.6, 0.9])
def test_a_file_cut_off_within_its_pages_is_damaged(
    tmp_path: Path, kept_share: float
) -> None:
    picture = scanned(uneven_picture(400, 500))
    path = write_pdf(tmp_path / "a.pdf", typed(), picture, picture)
    whole = path.read_bytes()
    path.write_bytes(whole[: round(len(whole) * kept_share)])

    assert status_of(path) == "damaged"


def test_a_file_that_lost_its_last_line_alone_is_repaired(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())
    head, _, _ = path.read_bytes().rpartition(b"startxref")
    path.write_bytes(head)

    assert status_of(path) == "repaired"


def test_a_file_without_pages_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    pikepdf.new().save(path)

    assert status_of(path) == "damaged"


def test_a_file_without_pages_is_damaged_after_a_locked_one_too(
    tmp_path: Path,
) -> None:
    locked = write_pdf(tmp_path / "locked.pdf", typed(), password="secret")  # noqa: S106
    path = tmp_path / "a.pdf"
    pikepdf.new().save(path)

    assert status_of(locked) == "encrypted"
    assert status_of(path) == "damaged"


def test_a_header_with_nothing_behind_it_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\nthe rest was lost\n%%EOF\n")

    assert status_of(path) == "damaged"


def test_a_page_count_that_promises_too_much_is_not_believed(tmp_path: Path) -> None:
    def promise(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Count = 5

    path = change_pdf(write_pdf(tmp_path / "a.pdf", typed(), typed()), promise)
    path.write_bytes(path.read_bytes().replace(b"/Count 2", b"/Count 5"))

    evidence = examine_file(str(path))

    assert evidence.value("file.page_count") == 2
    assert evidence.value("file.status") == "repaired"


def test_too_many_pages_are_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "MAX_PAGES", 2)
    just = write_pdf(tmp_path / "just.pdf", typed(), typed())
    over = write_pdf(tmp_path / "over.pdf", typed(), typed(), typed())

    assert status_of(just) == "ok"
    assert status_of(over) == "too_large"


def test_too_many_bytes_are_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())
    monkeypatch.setattr(gate, "MAX_BYTES", path.stat().st_size - 1)

    assert status_of(path) == "too_large"


def _bomb(size_bytes: int, layers: int) -> bytes:
    data = bytes(size_bytes)
    for _ in range(layers):
        data = zlib.compress(data, 9)
    return data


@pytest.mark.parametrize("layers", [1, 2, 3])
def test_a_stream_that_swells_beyond_measure_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layers: int
) -> None:
    monkeypatch.setattr(_swelling, "MAX_UNPACKED_BYTES", 1 << 20)

    def plant(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(b"")
        filters = Array([Name.FlateDecode] * layers)
        stream.write(_bomb(3 << 20, layers), filter=filters)
        pdf.pages[0].Contents = stream

    path = write_pdf(tmp_path / "a.pdf", typed())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        plant(pdf)
        pdf.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    assert status_of(path) == "damaged"


def test_runs_that_swell_within_a_packed_stream_are_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_swelling, "MAX_UNPACKED_BYTES", 1 << 20)
    path = write_pdf(tmp_path / "a.pdf", typed())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        stream = pdf.make_stream(b"")
        filters = Array([Name.FlateDecode, Name.RunLengthDecode])
        stream.write(zlib.compress(b"\x81 " * 40_000), filter=filters)
        pdf.pages[0].Contents = stream
        pdf.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    assert status_of(path) == "damaged"


@pytest.mark.parametrize("packed", [zlib.compress(bytes(4000)), b"no zlib at all" * 99])
def test_streams_that_only_might_swell_are_ok(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: bytes
) -> None:
    monkeypatch.setattr(_swelling, "MAX_UNPACKED_BYTES", 5000)
    path = write_pdf(tmp_path / "a.pdf", typed())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        stream = pdf.make_stream(b"")
        stream.write(packed, filter=Array([Name.FlateDecode, Name.LZWDecode]))
        pdf.Root.Extra = stream
        pdf.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    assert status_of(path) == "ok"


def test_an_attachment_that_swells_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_swelling, "MAX_UNPACKED_BYTES", 1 << 20)
    path = write_pdf(tmp_path / "a.pdf", typed())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        stream = pdf.make_stream(b"", Type=Name.EmbeddedFile)
        stream.write(_bomb(3 << 20, 1), filter=Name.FlateDecode)
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([stream])))
        pdf.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    evidence = examine_file(str(path))

    assert evidence.value("file.status") == "ok"
    assert evidence.value("file.active_content") == ("embedded_file",)


def _action(action: Dictionary) -> Callable[[pikepdf.Pdf], None]:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = action

    return plant


def _annotation(subtype: Name) -> Callable[[pikepdf.Pdf], None]:
    def plant(pdf: pikepdf.Pdf) -> None:
        rect = Array([0, 0, 9, 9])
        one = Dictionary(Type=Name.Annot, Subtype=subtype, Rect=rect)
        pdf.pages[0].Annots = Array([pdf.make_indirect(one)])

    return plant


def _form_with_xfa(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array([]))


def _stream_elsewhere(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents.stream_dict.F = String("other.bin")


@pytest.mark.parametrize(
    ("plant", "kind"),
    [
        (
            _action(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))),
            "javascript",
        ),
        (_action(Dictionary(S=Name("/J#61vaScript"), JS=String("x"))), "javascript"),
        (_action(Dictionary(S=Name.Launch, F=String("cmd.exe"))), "launch"),
        (_action(Dictionary(S=Name.URI, URI=String("https://a.test"))), "uri"),
        (_action(Dictionary(S=Name.GoToR, F=String("other.pdf"))), "uri"),
        (
            _action(Dictionary(S=Name.SubmitForm, F=String("https://a.test"))),
            "submit_form",
        ),
        (_action(Dictionary(S=Name.ImportData, F=String("a.fdf"))), "submit_form"),
        (_annotation(Name.RichMedia), "rich_media"),
        (_annotation(Name.Movie), "rich_media"),
        (_annotation(Name.FileAttachment), "embedded_file"),
        (_form_with_xfa, "xfa"),
        (_stream_elsewhere, "uri"),
    ],
)
@pytest.mark.parametrize("mode", list(pikepdf.ObjectStreamMode.__members__.values()))
def test_active_content_is_found_wherever_it_hides(
    tmp_path: Path,
    *,
    plant: Callable[[pikepdf.Pdf], None],
    kind: str,
    mode: pikepdf.ObjectStreamMode,
) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        plant(pdf)
        pdf.save(path, object_stream_mode=mode)

    assert active_in(path) == (kind,)


def test_words_about_scripts_are_no_scripts(tmp_path: Path) -> None:
    def mention(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Title"] = "/S /JavaScript /JS /Launch /EmbeddedFiles"
        pdf.pages[0].Resources.Font = Dictionary(JS=Dictionary(), Sound=Dictionary())

    path = change_pdf(write_pdf(tmp_path / "a.pdf", typed()), mention)

    assert active_in(path) == ()


def test_names_of_actions_that_end_a_name_like_them_count_for_nothing(
    tmp_path: Path,
) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructElem, S=Name.Sound)

    path = change_pdf(write_pdf(tmp_path / "a.pdf", typed()), plant)

    assert active_in(path) == ()


def _sign(
    path: Path, gap: Callable[[bytes], list[int]], contents: bytes = b"\x30\x80"
) -> Path:
    """Give a PDF a signed field; ``gap`` says what its /ByteRange claims."""
    hole = "9999999999"

    def plant(pdf: pikepdf.Pdf) -> None:
        value = Dictionary(
            Type=Name.Sig,
            Name=String("张三\n"),
            ByteRange=Array([0, int(hole), int(hole), int(hole)]),
            Contents=pikepdf.String(contents + bytes(30)),
        )
        kid = Dictionary(T=String("kid"), V=pdf.make_indirect(value))
        parent = Dictionary(FT=Name.Sig, T=String("sig"), Kids=Array([kid]))
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(parent)]))

    change_pdf(path, plant)
    raw = path.read_bytes()
    numbers = gap(raw)
    written = " ".join(str(one) for one in numbers)
    old = f"0 {hole} {hole} {hole}"
    path.write_bytes(raw.replace(old.encode(), written.ljust(len(old)).encode()))
    return path


def _certificate() -> bytes:
    """Return a CMS signature by a made-up person, as DER."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "济南虚构建筑有限公司")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(dt.datetime(2021, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2031, 1, 1, tzinfo=dt.UTC))
        .sign(key, hashes.SHA256())
    )
    return (
        pkcs7.PKCS7SignatureBuilder()
        .set_data(b"data")
        .add_signer(certificate, key, hashes.SHA256())
        .sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature])
    )


def test_the_signer_is_named_by_the_certificate(tmp_path: Path) -> None:
    path = _sign(write_pdf(tmp_path / "a.pdf", typed()), _true_gap, _certificate())

    signatures = examine_file(str(path)).value("file.signatures")

    assert signatures == (
        Signature(covers_whole_file=True, signer="济南虚构建筑有限公司"),
    )


def _true_gap(raw: bytes) -> list[int]:
    start = raw.index(b"<", raw.index(b"/Contents <"))
    end = raw.index(b">", start) + 1
    return [0, start, end, len(raw) - end]


def test_a_signature_that_covers_all_but_itself_covers_the_file(
    tmp_path: Path,
) -> None:
    path = _sign(write_pdf(tmp_path / "a.pdf", typed()), _true_gap)

    signatures = examine_file(str(path)).value("file.signatures")

    assert signatures == (Signature(covers_whole_file=True, signer="张三"),)


@pytest.mark.parametrize(
    "gap",
    [
        lambda raw: [0, 10, 20, len(raw) - 20],
        lambda raw: [0, *_true_gap(raw)[1:3], 5],
        lambda raw: [9, *_true_gap(raw)[1:]],
        lambda raw: [0, len(raw), 0, len(raw)],
        lambda _: [0, 10],
    ],
)
def test_other_claims_do_not_cover_the_file(
    tmp_path: Path, gap: Callable[[bytes], list[int]]
) -> None:
    path = _sign(write_pdf(tmp_path / "a.pdf", typed()), gap)

    signatures = examine_file(str(path)).value("file.signatures")

    assert signatures == (Signature(covers_whole_file=False, signer="张三"),)


def test_what_was_added_after_signing_is_not_covered(tmp_path: Path) -> None:
    path = _sign(write_pdf(tmp_path / "a.pdf", typed()), _true_gap)
    path.write_bytes(path.read_bytes() + b"\n% added\n")

    signatures = examine_file(str(path)).value("file.signatures")

    assert signatures == (Signature(covers_whole_file=False, signer="张三"),)


def test_fields_that_contain_themselves_end(tmp_path: Path) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        field = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("a")))
        field.Kids = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    path = change_pdf(write_pdf(tmp_path / "a.pdf", typed()), plant)

    assert examine_file(str(path)).value("file.signatures") == ()


def test_a_producer_is_fit_to_be_shown(tmp_path: Path) -> None:
    def name(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Producer"] = "WPS\0\x1b[31m 文字\u202e" + "x" * 500

    path = change_pdf(write_pdf(tmp_path / "a.pdf", typed()), name)
    producer = str(examine_file(str(path)).value("file.producer"))

    assert producer.startswith("WPS [31m 文字 xxx")
    assert len(producer) == 200


def test_broken_files_leave_no_lines_on_standard_error(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())
    path.write_bytes(path.read_bytes().replace(b"endobj", b"endobx", 2))
    levels = [logging.getLogger(name).level for name in ("pypdf", "pikepdf")]

    examine_file(str(path))

    assert capfd.readouterr().err == ""
    assert levels == [logging.getLogger(name).level for name in ("pypdf", "pikepdf")]


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        examine_file(str(tmp_path / "none.pdf"))


def test_everything_can_be_loaded_ahead() -> None:
    preload()
