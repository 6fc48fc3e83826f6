"""What a company's browser does, step by step, at a server that may be gone.

A step that got no answer is done again as a browser does it: with the same ids, or by
looking first whether it was done. What was answered is noted in ``said``.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from tests.real_desk import Enrolled, Http, Sending
from tests.screen_client import ScreenClient
from tests.unit.desk.filing_makers import FILLED, TOLD

PIECE_BYTES = 60_000
FILES = (("机构", "01"), ("备案", "07"), ("培训", "13"))
"""Names and items of a story's files."""


@dataclass
class Story:
    """One company's way from the first field to the receipt."""

    who: Enrolled
    folder: Path
    said: dict[str, str] = field(default_factory=dict)
    steps: list[Callable[[], None]] = field(default_factory=list)
    done: int = 0

    def go_on(self, port: int) -> None:
        """Go on to the end.

        Raises:
            ConnectionError: the server is gone.
        """
        self.http = Http(port, self.who.token)
        self.screen = ScreenClient(port, self.who.token)
        self.steps = [
            self._fill_in,
            *(lambda one=one: self._upload(*one) for one in FILES),
            self._add_person,
            self._submit,
        ]
        try:
            while self.done < len(self.steps):
                self.steps[self.done]()
                self.done += 1
        finally:
            self.http.close()
            self.screen.close()

    @property
    def is_over(self) -> bool:
        """Tell whether the receipt was seen."""
        return "submit" in self.said

    def content(self, name: str) -> bytes:
        """Return the bytes of a file: others in each story."""
        word = f"%PDF-1.4 {self.who.case_id} {name} ".encode()
        return word * (3 * PIECE_BYTES // len(word) + 1)

    def sha256(self, name: str) -> str:
        """Return the hash of a file."""
        return hashlib.sha256(self.content(name)).hexdigest()

    def upload_id(self, name: str) -> str:
        """Return the id that a file's upload has each time."""
        return str(uuid5(NAMESPACE_OID, f"{self.who.case_id}-{name}"))

    def _fill_in(self) -> None:
        for name, value in FILLED.items():
            if f"field {name}" not in self.said:
                path = f"/form/{self.who.case_id}"
                status, told = self.http.tell("PUT", path, name=name, value=value)
                assert status == 200, told
                self.said[f"field {name}"] = told["value"]

    def _upload(self, name: str, item: str) -> None:
        path = self.folder / f"{self.who.case_id}-{name}.pdf"
        path.write_bytes(self.content(name))
        sending = Sending(self.who.case_id, path, f"{name}.pdf", item)
        status, told = self.http.begin(self.upload_id(name), sending)
        while status == 200 and not told["file"]:
            at = told["received"]
            self._note_received(name, at)
            where = f"/drawer/uploads/{self.upload_id(name)}?offset={at}"
            status, told = self.http.ask("PATCH", where, sending.piece(at, PIECE_BYTES))
        assert status == 200, told
        self.said[f"file {name}"] = str(told["file"])

    def _note_received(self, name: str, count: int) -> None:
        """Note what the server says has arrived; it never becomes less."""
        before = int(self.said.get(f"received {name}", "0"))
        assert count >= before, f"{name}: {before} bytes had arrived, now {count}"
        self.said[f"received {name}"] = str(count)

    def _add_person(self) -> None:
        screen = self.screen
        screen.open("assessment", f"case={self.who.case_id}&item=09")
        if not screen.shows(TOLD.name):
            screen.press("#add_enterprise_head")
            screen.fill("text_input", "姓名 *", TOLD.name)
            screen.fill("text_input", "身份证号 *", TOLD.id_number)
            screen.fill("text_input", "证书编号 *", TOLD.certificate_number)
            screen.fill("text_input", "有效期至 *", TOLD.valid_until)
            screen.press("保存")
        assert screen.shows(TOLD.name), screen.words[:4]
        self.said["person"] = TOLD.name

    def _submit(self) -> None:
        screen = self.screen
        screen.open("assessment", f"case={self.who.case_id}&item=submit")
        if not screen.shows("提交回执"):
            screen.fill("checkbox", "我已看过上面未完成的内容，确认提交", value=True)
            screen.press("提交")
        assert screen.shows("提交回执"), screen.words[:4]
        self.said["submit"] = "1"
