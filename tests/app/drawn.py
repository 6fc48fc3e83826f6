"""Draw one screen with a faked desk, without server and browser."""

import sys

from streamlit.testing.v1 import AppTest

from tests.app.fake_rows import PEOPLE
from tests.app.fakes_app import FakeDesk


def _script(url_path: str, desk: object, *, who: str, went: list[object]) -> None:
    import streamlit as st  # noqa: PLC0415 - runs as a script of its own

    from reviewer_app import navigation, ui_state  # noqa: PLC0415
    from reviewer_app.widgets import frame  # noqa: PLC0415
    from tests.app.fake_rows import PEOPLE  # noqa: PLC0415

    def go(url_path: str, *, case: int | None = None, item: str = "") -> None:
        went.append((url_path, case, item))
        st.stop()

    if case := st.query_params.get("case"):
        ui_state.open_case(int(case))
    screen = {one.url_path: one for one in navigation.all_screens()}[url_path]
    frame.draw_notices()
    screen.render(desk.context(PEOPLE.get(who), go, "zh"))  # type: ignore[attr-defined]


class Drawn:
    """A screen on the table; ``went`` tells where it led."""

    def __init__(
        self, url_path: str, desk: FakeDesk, *, who: str = "shen", **query: str
    ) -> None:
        assert who in PEOPLE or not who
        self.desk = desk
        self.went: list[object] = []
        kwargs = {"url_path": url_path, "desk": desk, "who": who, "went": self.went}
        self.test = AppTest.from_function(_script, kwargs=kwargs, default_timeout=20)
        for name, value in query.items():
            self.test.query_params[name] = value
        self.run()

    def run(self) -> None:
        """Draw it again.

        Streamlit puts the script in the place of ``__main__``, and a process that
        a later test starts would try to run it: so the real one is put back.
        """
        main = sys.modules["__main__"]
        try:
            self.test.run()
        finally:
            sys.modules["__main__"] = main
        assert not self.test.exception, self.test.exception

    def press(self, key: str) -> None:
        """Press a button by its key."""
        self.test.button(key=key).click()
        self.run()

    def say(self, label: str) -> None:
        """Press the first button with these words on it."""
        next(one for one in self.test.button if one.label == label).click()
        self.run()

    @property
    def words(self) -> str:
        """All HTML and labels on the screen."""
        html = [element.proto.body for element in self.test.get("html")]
        labels = [one.label for one in self.test.button]
        return "\n".join([*html, *labels])
