"""Who are you -> navigation -> run."""

from typing import Protocol

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Going
from reviewer_app.domain.people import Actor
from reviewer_app.navigation import Shown, all_screens, screens_for
from reviewer_app.widgets import frame


class Desk(Protocol):
    """What stands behind the screens."""

    def who(self, token: str | None) -> Actor | None:
        """Return who has this session, None for nobody."""
        ...

    def context(self, actor: Actor | None, go: Going, language: str) -> Ctx:
        """Return what a screen is given."""
        ...


def run(desk: Desk) -> None:
    """Draw the screen in the address for who is looking."""
    st.set_page_config(page_title="案卷审核台", layout="wide")
    frame.dress()
    actor = desk.who(st.context.cookies.get("session"))
    shown = Shown(screens_for(actor))
    ctx = desk.context(actor, shown.go, ui_state.language())
    st.navigation(shown.pages(ctx, all_screens()), position="hidden").run()
