"""The reading desk 「阅卷」: pages, the page, findings; decide on each."""

from typing import cast

import streamlit as st

from reviewer_app import ui_state
from reviewer_app._seam import (
    AddFinding,
    Box,
    Decide,
    DossierView,
    PageRow,
    Undo,
    add_finding,
    decide,
    undo,
)
from reviewer_app.context import Ctx, Screen
from reviewer_app.domain.acts import Act
from reviewer_app.domain.permissions import Permission
from reviewer_app.domain.review import Verdict
from reviewer_app.screens import _case
from reviewer_app.widgets import browser, page_viewer
from reviewer_app.widgets.acting import succeeds


def render(ctx: Ctx) -> None:
    """Draw the desk."""
    view = _case.load(ctx)
    if view is None:
        return
    st.html("<span class='desk-wide'></span>")
    _case.draw_title(ctx, view)
    _read(ctx)
    browser.listen(ctx, {})


@st.fragment
def _read(ctx: Ctx) -> None:
    if ui_state.take_wish("grade"):
        ctx.go("grade", case=ui_state.case_id())
    case_id = ui_state.case_id()
    if case_id is None:
        return
    view = ctx.queries.dossier(case_id)
    viewed = page_viewer.Viewed(
        view,
        _pages(ctx, view),
        ctx.queries.reason_codes(),
        editable=Act.DECIDE in ctx.queries.allowed(case_id),
        start=ui_state.place("finding"),
        file=_file_of_item(view, ui_state.place("item")),
    )
    page_viewer.draw(ctx, viewed, lambda act: _answer(ctx, case_id, act))


def _file_of_item(view: DossierView, code: str) -> str:
    for tile, file in page_viewer.files_of(view):
        if code and tile.code == code:
            return file.sha256
    return ""


def _pages(ctx: Ctx, view: DossierView) -> dict[str, tuple[PageRow, ...]]:
    case_id = view.case.case_id
    seen = ui_state.files_seen(case_id)
    return {
        file.sha256: ctx.queries.pages(case_id, file.path)
        for _, file in page_viewer.files_of(view)
        if file.sha256 in seen
    }


def _answer(ctx: Ctx, case_id: int, act: dict[str, object]) -> None:
    match act["act"]:
        case "decide":
            command = Decide(
                case_id,
                tuple(cast("list[str]", act["findings"])),
                Verdict(str(act["verdict"])),
                str(act["code"]),
                str(act["words"]),
                command_id=str(act["id"]),
            )
            succeeds(ctx, decide, command)
        case "undo":
            succeeds(ctx, undo, Undo(case_id, command_id=str(act["id"])))
        case "add":
            succeeds(ctx, add_finding, _added(case_id, act))
        case "look":
            ui_state.see_file(case_id, str(act["file"]))
        case _:
            ui_state.wish("grade")


def _added(case_id: int, act: dict[str, object]) -> AddFinding:
    box = act["box"]
    return AddFinding(
        case_id,
        cast("str | None", act["item"]),
        cast("str | None", act["document"]),
        cast("int | None", act["page"]),
        cast("Box", tuple(box)) if isinstance(box, list) else None,
        str(act["words"]),
        str(act["remedy"]),
        command_id=str(act["id"]),
    )


SCREEN = Screen("阅卷", "desk", Permission.SEE_ANY_CASE, render, order=21, of_case=True)
