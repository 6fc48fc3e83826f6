"""The head of every screen, the menu of a case, and notices."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st
from streamlit.navigation.page import Page

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.domain.people import ROLE_NAMES, Role
from reviewer_app.locale import LANGUAGES
from reviewer_app.theme import style_sheet
from reviewer_app.widgets import browser, markup

_NOTICES = "notices"

Pages = Mapping[str, Page]
"""Streamlit's pages by the address of our screens."""


def dress() -> None:
    """Give the page its look."""
    st.html(f"<style>{style_sheet()}</style>")


def draw_head(ctx: Ctx, screens: Sequence[Screen], pages: Pages, *, here: str) -> None:
    """Draw the line on top: product, menu, language, who is looking."""
    with st.container(
        key="head", horizontal=True, vertical_alignment="center", gap="xsmall"
    ):
        of_company = ctx.actor.role is Role.COMPANY
        name = escape(ctx.say("动态考核申报" if of_company else "案卷审核台"))
        st.html(f"<span class='brand'><i></i>{name}</span>", width="content")
        for screen in screens:
            if screen.in_menu and not screen.of_case:
                _link(ctx, screen, pages, here=here)
                if screen.url_path == _NOTICES:
                    _draw_unread(ctx)
        with st.container(
            key="who", horizontal=True, vertical_alignment="center", gap="xsmall"
        ):
            _draw_who(ctx, pages)


def _draw_unread(ctx: Ctx) -> None:
    count = ctx.filings.unread() if ctx.filings is not None else 0
    if count:
        told = escape(ctx.say("{count} 条未读", count=count))
        st.html(
            f"<span class='unread' role='img' aria-label='{told}'>{count}</span>",
            width="content",
        )


def _draw_who(ctx: Ctx, pages: Pages) -> None:
    who = f"{ctx.actor.name} · {ctx.text(ROLE_NAMES[ctx.actor.role])}"
    with st.container(key="own_account", width="content"):
        st.page_link(pages["account"], label=who, help=ctx.say("我的账号"))
    draw_language_switch(ctx)
    if st.button(ctx.say("退出"), type="tertiary", key="log_out"):
        browser.leave(ctx.language, post="/session/end")


def draw_language_switch(ctx: Ctx) -> None:
    """Draw the button that turns to the other language."""
    other = "en" if ctx.language == "zh" else "zh"
    st.button(
        LANGUAGES[other],
        type="tertiary",
        key="language_switch",
        on_click=ui_state.choose_language,
        args=(other,),
    )


def draw_case_links(
    ctx: Ctx, screens: Sequence[Screen], pages: Pages, *, here: str
) -> None:
    """Draw the menu of one case."""
    case = ui_state.case_id()
    with st.container(key="case_links", horizontal=True, gap="xsmall"):
        for screen in screens:
            if screen.of_case:
                _link(ctx, screen, pages, here=here, case=case)


def draw_notices(*, keeps_place: bool = False) -> None:
    """Draw what has just happened, once, in a place that is always there.

    What stands below keeps its place, so that Streamlit does not draw it anew; with
    ``keeps_place`` also on the screen, so that no click goes to what has just moved.
    """
    with st.container():
        notices = ui_state.take_notices()
        for note in notices:
            markup.notice(note.tone, note.words, is_news=True)
        if keeps_place and not notices:
            st.html("<div class='news-place'></div>")


def _link(
    ctx: Ctx, screen: Screen, pages: Pages, *, here: str, case: int | None = None
) -> None:
    key = "here" if screen.url_path == here else f"link_{screen.url_path}"
    if screen.of_case:
        key = f"{key}" if screen.url_path == here else f"case_{screen.url_path}"
    with st.container(key=key, width="content"):
        st.page_link(
            pages[screen.url_path],
            label=ctx.say(screen.title),
            query_params={"case": str(case)} if case is not None else None,
        )
