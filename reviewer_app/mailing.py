"""Notices by e-mail, where a server is set; what cannot be sent is tried again.

Notices stand in the app whether mail is set or not; mail only repeats them.
"""

import logging
import os
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from reviewer_app.services.desk import Desk
from reviewer_app.services.telling import letters_to_send, note_sent

_LOG = logging.getLogger(__name__)

SERVER = "DOSSIER_SMTP"
"""Environment variable: ``host:port`` of the mail server; not set: no mail is sent."""

SENDER = "DOSSIER_SMTP_FROM"
"""Environment variable: the sender's address."""

USER, SECRET_FILE = "DOSSIER_SMTP_USER", "DOSSIER_SMTP_SECRET_FILE"
"""Environment variables: an account on the mail server, the file of its password."""

_PORT = 587
_PATIENCE_S = 20.0
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}

Send = Callable[[EmailMessage], None]


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail goes; encrypted, unless the server is on this machine."""

    host: str
    port: int
    sender: str
    user: str = ""
    secret_file: str = ""

    def send(self, message: EmailMessage) -> None:
        """Hand a message to the server.

        Raises:
            OSError: it cannot be reached, or does not take the message.
        """
        with smtplib.SMTP(self.host, self.port, timeout=_PATIENCE_S) as server:
            if self.host not in _LOOPBACK:
                server.starttls()
            if self.user:
                password = Path(self.secret_file).read_text("utf-8").strip()
                server.login(self.user, password)
            server.send_message(message)


def find_server() -> MailServer | None:
    """Return the server that the environment names, None where it names none."""
    host, _, port = os.environ.get(SERVER, "").partition(":")
    sender = os.environ.get(SENDER, "")
    if not host or not sender:
        return None
    return MailServer(
        host,
        int(port) if port.isdigit() else _PORT,
        sender,
        os.environ.get(USER, ""),
        os.environ.get(SECRET_FILE, ""),
    )


def send_notices(desk: Desk, sender: str, send: Send) -> int:
    """Send every notice that was not sent yet; returns how many went out.

    One that fails stops the rest until the next time: the server is likely down.
    """
    count = 0
    for letter in letters_to_send(desk):
        message = EmailMessage()
        message["From"], message["To"] = sender, letter.address
        message["Subject"] = f"动态考核：{letter.words.zh[:40]}"
        message.set_content(f"{letter.words.zh}\n\n{letter.words.en}\n")
        try:
            send(message)
        except OSError:
            # smtplib's errors are OSErrors; addresses do not belong into a log.
            _LOG.exception("a notice was not sent", extra={"notice": letter.notice_id})
            return count
        note_sent(letter.notice_id, desk)
        count += 1
    return count
