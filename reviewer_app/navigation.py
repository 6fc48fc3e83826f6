"""Role -> screens: a table built by walking the folder of screens.

Hiding a screen is no permission; each service and query asks again.
"""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Protocol

import streamlit as st
from streamlit.navigation.page import Page

from reviewer_app import screens, ui_state
from reviewer_app.context import NOBODY, Ctx, Going, Screen
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import may
from reviewer_app.widgets import frame, markup


@cache
def all_screens() -> tuple[Screen, ...]:
    """Return every screen, in the order of the menu."""
    names = [
        module.name
        for module in pkgutil.iter_modules(screens.__path__)
        if not module.name.startswith("_")
    ]
    found = [import_module(f"{screens.__name__}.{name}").SCREEN for name in names]
    return tuple(sorted(found, key=lambda screen: (screen.order, screen.url_path)))


def screens_for(actor: Actor | None) -> tuple[Screen, ...]:
    """Return what somebody may open; without a log-in, the public screens."""
    if actor is None:
        return tuple(s for s in all_screens() if s.permission is None)
    return tuple(
        screen
        for screen in all_screens()
        if screen.permission is not None and may(actor, screen.permission)
    )


class Seen(Protocol):
    """What stands behind the screens."""

    def who(self, token: str | None) -> Actor | None:
        """Return who has this session, None for nobody."""
        ...

    def context(self, actor: Actor | None, go: Going, language: str) -> Ctx:
        """Return what a screen is given."""
        ...


@dataclass
class Shown:
    """Streamlit's pages for our screens; every address answers everybody.

    A screen that somebody may not open says so; without a log-in, each address leads to
    the log-in and stays as it is, so that it works afterwards.
    """

    allowed: tuple[Screen, ...]
    by_path: dict[str, Page] = field(default_factory=dict)

    def pages(self, ctx: Ctx, screens: tuple[Screen, ...]) -> list[Page]:
        """Return one page a screen, and the one at the bare address."""
        for screen in screens:
            self.by_path[screen.url_path] = st.Page(
                self._drawing(screen, ctx),
                title=ctx.say(screen.title),
                url_path=screen.url_path,
            )
        home = st.Page(self._home(ctx), title=ctx.say("案卷审核台"), default=True)
        return [home, *self.by_path.values()]

    def go(self, url_path: str, *, case: int | None = None, item: str = "") -> None:
        """Open a screen, for a case and at an item where they are given."""
        query = {}
        if case is not None:
            ui_state.open_case(case)
            query["case"] = str(case)
        if item:
            query["item"] = item
        if case is not None and item:
            ui_state.open_part(case, item)
        st.switch_page(self.by_path[url_path], query_params=query)

    def _home(self, ctx: Ctx) -> Callable[[], None]:
        first = next((s for s in self.allowed if not s.of_case), None)

        def home() -> None:
            if first is None:
                frame.draw_notices()
            elif first.permission is None:
                first.render(ctx)
            else:
                self.go(first.url_path)

        return home

    def _drawing(self, screen: Screen, ctx: Ctx) -> Callable[[], None]:
        def draw() -> None:
            if ctx.actor == NOBODY:
                # The log-in, unless the address is public itself.
                (screen if screen in self.allowed else self.allowed[0]).render(ctx)
                return
            if screen.permission is None:
                self.go(self.allowed[0].url_path)
            frame.draw_head(ctx, self.allowed, self.by_path, here=screen.url_path)
            if screen not in self.allowed:
                markup.empty(
                    ctx.say("没有这项权限"), ctx.say("请从上方菜单选择其他页面。")
                )
                return
            if screen.of_case and ui_state.case_id() is not None:
                frame.draw_case_links(
                    ctx, self.allowed, self.by_path, here=screen.url_path
                )
            frame.draw_notices(keeps_place=True)
            screen.render(ctx)

        return draw
