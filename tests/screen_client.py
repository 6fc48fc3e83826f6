"""A browser without a browser: Streamlit's own messages over its WebSocket.

It opens an address, keeps what was drawn, fills in fields, presses buttons, and asks
again for what draws itself every few seconds, as the frontend does.
"""

import json
import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

_VALUE = {
    "text_input": "string_value",
    "text_area": "string_value",
    "checkbox": "bool_value",
}
_ENDS = {
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
}


@dataclass
class ScreenClient:
    """One open window.

    ``drawn`` maps kind and label of what can be used to its id, and kind and ``#key``;
    ``words`` is what else was drawn, data of our own parts as JSON.

    A server that is gone raises ConnectionError; a drawing that fails, AssertionError.
    """

    port: int
    token: str
    patience_s: float = 60.0
    page: str = ""
    page_hash: str = ""
    query: str = ""
    drawn: dict[tuple[str, str], str] = field(default_factory=dict)
    values: dict[str, tuple[str, object]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    every: dict[str, float] = field(default_factory=dict)
    received_bytes: int = 0
    line: ClientConnection | None = None

    def open(self, page: str, query: str = "") -> float:
        """Open an address and return the seconds until it was drawn."""
        self.close()
        try:
            self.line = connect(
                f"ws://127.0.0.1:{self.port}/_stcore/stream",
                additional_headers={"Cookie": f"session={self.token}"},
                max_size=None,
                open_timeout=self.patience_s,
                legacy=True,
            )
        except (WebSocketException, OSError, EOFError) as fault:
            raise ConnectionError(str(fault)) from fault
        self.page, self.page_hash, self.query, self.values = page, "", query, {}
        return self._run()

    def press(self, label: str) -> float:
        """Press a button and return the seconds until the screen was drawn again."""
        if not self.has("button", label):
            raise AssertionError(f"no button {label} among {self.drawn}: {self.words}")
        pressed = WidgetState(id=self.drawn["button", label], trigger_value=True)
        return self._run(pressed)

    def fill(self, kind: str, label: str, value: object) -> None:
        """Put a value into a field of a form; it is sent with the next button."""
        self.values[self.drawn[kind, label]] = (_VALUE[kind], value)

    def has(self, kind: str, label: str) -> bool:
        """Tell whether something with this label stands on the screen."""
        return (kind, label) in self.drawn

    def shows(self, words: str) -> bool:
        """Tell whether these words stand on the screen."""
        return any(words in one for one in self.words)

    def again(self) -> float:
        """Draw once more and return the seconds until it was drawn."""
        return self._run()

    def tick(self, fragment: str) -> float:
        """Have a part draw itself again, as its timer does."""
        return self._run(fragment=fragment)

    def close(self) -> None:
        """Close the window."""
        if self.line is not None:
            self.line.close()
            self.line = None

    def _run(self, *pressed: WidgetState, fragment: str = "") -> float:
        assert self.line is not None
        ask = BackMsg()
        state = ask.rerun_script
        state.query_string = self.query
        state.page_name = "" if self.page_hash else self.page
        state.page_script_hash = self.page_hash
        state.fragment_id = fragment
        state.is_auto_rerun = bool(fragment)
        for widget_id, (name, value) in self.values.items():
            filled = state.widget_states.widgets.add(id=widget_id)
            setattr(filled, name, value)
        state.widget_states.widgets.extend(pressed)
        started = time.perf_counter()
        try:
            self.line.send(ask.SerializeToString())
            self._listen(started)
        except (WebSocketException, EOFError) as fault:
            raise ConnectionError(str(fault)) from fault
        return time.perf_counter() - started

    def _listen(self, started: float) -> None:
        """Take what comes until a drawing has ended as a whole."""
        assert self.line is not None
        while True:
            left = started + self.patience_s - time.perf_counter()
            raw = self.line.recv(timeout=max(left, 0.001))
            assert isinstance(raw, bytes)
            self.received_bytes += len(raw)
            told = ForwardMsg.FromString(raw)
            self._take(told)
            is_end = told.WhichOneof("type") == "script_finished"
            if is_end and told.script_finished in _ENDS:
                return

    def _take(self, told: ForwardMsg) -> None:
        match told.WhichOneof("type"):
            case "new_session":
                if not told.metadata.run.fragment_ids:
                    self.drawn, self.words, self.every = {}, [], {}
            case "page_info_changed":
                self.query = told.page_info_changed.query_string
            case "navigation":
                self.page_hash = told.navigation.page_script_hash
            case "auto_rerun":
                self.every[told.auto_rerun.fragment_id] = told.auto_rerun.interval
            case "delta":
                self._draw(told)
            case _:
                pass

    def _draw(self, told: ForwardMsg) -> None:
        if told.delta.WhichOneof("type") != "new_element":
            return
        element = told.delta.new_element
        kind = str(element.WhichOneof("type"))
        part: Any = getattr(element, kind)
        if kind == "exception":
            raise AssertionError(f"the screen failed: {part.message}")
        if kind in {"button", *_VALUE}:
            self.drawn[kind, part.label] = part.id
            self.drawn[kind, f"#{part.id.rpartition('-')[2]}"] = part.id
        if kind in {"html", "markdown"} and not part.body.startswith("<style"):
            self.words.append(part.body)
        if kind == "bidi_component":
            told = json.loads(part.json or "null")
            self.words.append(json.dumps(told, ensure_ascii=False))
