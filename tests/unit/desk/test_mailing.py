"""Notices by e-mail: sent once, tried again where the server does not take them."""

import socket
import threading
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from reviewer_app.mailing import MailServer, find_server, send_notices
from tests.unit.desk.conftest import World
from tests.unit.desk.filing_makers import Filer, returned


def _returned(world: World, filer: Filer, address: str) -> int:
    case_id = returned(world, filer)
    filer.put(case_id, "contact_mail", address)
    return case_id


def test_a_notice_goes_to_the_contact_once(world: World, filer: Filer) -> None:
    _returned(world, filer, "jingban@example.com")
    sent: list[EmailMessage] = []

    counts = [send_notices(world.desk, "a@example.com", sent.append) for _ in range(2)]

    assert counts == [1, 0]
    assert sent[0]["To"] == "jingban@example.com"
    assert "已退回待整改" in sent[0].get_content()


@pytest.mark.parametrize("address", ["", "no address"])
def test_a_case_without_an_address_is_told_in_the_app_alone(
    world: World, filer: Filer, address: str
) -> None:
    _returned(world, filer, address)
    sent: list[EmailMessage] = []

    assert send_notices(world.desk, "a@example.com", sent.append) == 0


def test_what_the_server_does_not_take_is_sent_later(
    world: World, filer: Filer
) -> None:
    _returned(world, filer, "jingban@example.com")

    def refuse(_message: EmailMessage) -> None:
        raise ConnectionRefusedError

    assert send_notices(world.desk, "a@example.com", refuse) == 0
    assert send_notices(world.desk, "a@example.com", lambda _message: None) == 1


def test_no_server_is_set_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOSSIER_SMTP", raising=False)

    assert find_server() is None


def test_the_environment_names_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_SMTP", "mail.example.com")
    monkeypatch.setenv("DOSSIER_SMTP_FROM", "a@example.com")

    assert find_server() == MailServer("mail.example.com", 587, "a@example.com")


@pytest.fixture
def mail_server() -> Iterator[tuple[int, list[str]]]:
    """Say yes to whatever a client of SMTP says, and note it."""
    heard: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            peer, _ = listening.accept()
            with peer, peer.makefile("rwb") as line:
                line.write(b"220 ready\r\n")
                line.flush()
                in_data = False
                for raw in line:
                    text = raw.decode().rstrip()
                    heard.append(text)
                    if in_data and text != ".":
                        continue
                    in_data = text.upper() == "DATA"
                    is_last = text.upper() == "QUIT"
                    answer_of = b"354 go on" if in_data else b"250 fine"
                    line.write((b"221 bye" if is_last else answer_of) + b"\r\n")
                    line.flush()
                    if is_last:
                        return

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield listening.getsockname()[1], heard
        thread.join(5)


def test_a_message_reaches_the_server(mail_server: tuple[int, list[str]]) -> None:
    port, heard = mail_server
    message = EmailMessage()
    message["From"], message["To"] = "a@example.com", "b@example.com"
    message.set_content("您好")

    MailServer("127.0.0.1", port, "a@example.com").send(message)

    assert any("b@example.com" in line for line in heard)
