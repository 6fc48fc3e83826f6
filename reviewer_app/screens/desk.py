"""The reading desk 「阅卷」: pages, the page, findings; decide on each."""

from typing import cast

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.context.case_rows import Box, DossierView, PageRow
from reviewer_app.domain.attempts import Act
from reviewer_app.domain.permissions import Permission
from reviewer_app.domain.review import Verdict
from reviewer_app.screens import _case
from reviewer_app.services.review import (
    AddFinding,
    Decide,
    Place,
    Undo,
    add_finding,
    decide,
    undo,
)
from reviewer_app.widgets import browser, page_viewer
from reviewer_app.widgets.acting import succeeds
from reviewer_app.widgets.page_viewer.shown import Viewed, files_of


def render(ctx: Ctx) -> None:
    """Draw the desk."""
    view = _case.load(ctx)
    if view is None:
        return
    st.html("<span class='desk-wide'></span>")
    _case.draw_title(ctx, view)
    _case.draw_checking(ctx, view)
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
    file_id, page_no = ui_state.take_page()
    viewed = Viewed(
        view,
        _pages(ctx, view),
        ctx.queries.reason_codes(),
        editable=Act.DECIDE in view.allowed,
        start=ui_state.place("finding"),
        file=file_id or _file_of_item(view, ui_state.place("item")),
        page_no=page_no,
    )
    page_viewer.draw(ctx, viewed, lambda act: _answer(ctx, case_id, act))


def _file_of_item(view: DossierView, code: str) -> str:
    for tile, file in files_of(view):
        if code and tile.code == code:
            return file.file_id
    return ""


def _pages(ctx: Ctx, view: DossierView) -> dict[str, tuple[PageRow, ...]]:
    case_id = view.case.case_id
    seen = ui_state.files_seen(case_id)
    ids = {f.path: f.file_id for _, f in files_of(view) if f.file_id in seen}
    pages = ctx.queries.pages(case_id, list(ids))
    return {ids[path]: rows for path, rows in pages.items()}


def _answer(ctx: Ctx, case_id: int, act: dict[str, object]) -> None:
    match act["act"]:
        case "decide":
            command = Decide(
                case_id=case_id,
                finding_ids=tuple(cast("list[str]", act["findings"])),
                verdict=Verdict(str(act["verdict"])),
                reason_code=str(act["code"]),
                words=str(act["words"]),
                command_id=str(act["id"]),
            )
            succeeds(ctx, decide, command)
        case "undo":
            succeeds(ctx, undo, Undo(case_id=case_id, command_id=str(act["id"])))
        case "add":
            succeeds(ctx, add_finding, _added(case_id, act))
        case "look":
            ui_state.see_file(case_id, str(act["file"]))
        case _:
            ui_state.wish("grade")


def _added(case_id: int, act: dict[str, object]) -> AddFinding:
    box = act["box"]
    place = Place(
        cast("str | None", act["item"]),
        cast("str | None", act["document"]),
        cast("int | None", act["page"]),
        cast("Box", tuple(box)) if isinstance(box, list) else None,
    )
    return AddFinding(
        case_id=case_id,
        place=place,
        words=str(act["words"]),
        remedy=str(act["remedy"]),
        late_reason=str(act.get("late", "")),
        command_id=str(act["id"]),
    )


SCREEN = Screen("阅卷", "desk", Permission.SEE_ANY_CASE, render, order=21, of_case=True)
