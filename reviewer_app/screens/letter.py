"""Letter 「整改通知书」: every open finding, in words for the company; sent once."""

import datetime as dt
from dataclasses import replace
from itertools import groupby

import streamlit as st

from checker.model.grade import GRADE_NAMES, Grade
from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.context.case_rows import DossierView, LetterRow, LetterView
from reviewer_app.domain.attempts import Act
from reviewer_app.domain.permissions import Permission
from reviewer_app.screens import _case, _grading
from reviewer_app.services.letters import Line, SaveLetter, save_letter
from reviewer_app.widgets import browser, markup
from reviewer_app.widgets.acting import succeeds


def render(ctx: Ctx) -> None:
    """Draw the letter of a case."""
    view = _case.load(ctx)
    if view is None:
        return
    letter = ctx.queries.letter(view.case.case_id)
    allowed = view.allowed
    with st.container(horizontal=True, vertical_alignment="center"):
        markup.title(ctx.say("整改通知书"), sub=view.case.company)
        if letter.letter_id is not None:
            st.link_button(
                ctx.say("预览 PDF"), f"/letters/{letter.letter_id}.pdf", type="tertiary"
            )
    if Act.DECIDE in allowed:
        _draw_editor(ctx, view, letter)
    elif letter.letter_id is None:
        markup.empty(
            ctx.say("还没有整改通知书"), ctx.say("定级后在这里写，发出后企业才能看到。")
        )
    else:
        draw_as_read(ctx, letter)
    browser.listen(ctx, {"s": "letter_save", "f": "letter_send"})


def _draw_editor(ctx: Ctx, view: DossierView, letter: LetterView) -> None:
    if not letter.lines:
        markup.empty(
            ctx.say("没有要写进通知书的问题"),
            ctx.say("在阅卷中把问题认定为“有问题”，或补充问题，就会列在这里。"),
        )
        return
    main, side = st.columns([5, 3], gap="large")
    with side:
        frame = _draw_frame(ctx, view, letter)
    with main:
        lines = _draw_lines(ctx, letter)
    with side:
        if frame is not None:
            _draw_sending(ctx, view, replace(frame, lines=lines))


def _draw_frame(ctx: Ctx, view: DossierView, letter: LetterView) -> SaveLetter | None:
    markup.heading(ctx.say("期限与联系人"))
    case_id = view.case.case_id
    given = st.text_input(
        ctx.say("整改期限（年-月-日）"),
        value=letter.deadline.isoformat() if letter.deadline else "",
        key=f"letter_deadline:{case_id}",
    )
    contacts = st.text_input(
        ctx.say("联系人和电话"),
        value=letter.contacts,
        key=f"letter_contacts:{case_id}",
    )
    opening = st.text_area(
        ctx.say("开头"),
        value=letter.opening,
        height=110,
        key=f"letter_opening:{case_id}",
    )
    closing = st.text_area(
        ctx.say("结尾"),
        value=letter.closing,
        height=90,
        key=f"letter_closing:{case_id}",
    )
    try:
        deadline = dt.date.fromisoformat(given.strip())
    except ValueError:
        markup.notice("bad", ctx.say("期限请写成 2022-03-31 这样的日期。"))
        return None
    return SaveLetter(
        case_id=case_id,
        opening=opening,
        closing=closing,
        contacts=contacts,
        deadline=_end_of(deadline),
    )


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(23, 59, 59)).astimezone(dt.UTC)


def _draw_lines(ctx: Ctx, letter: LetterView) -> tuple[Line, ...]:
    lines: list[Line] = []
    for item, rows in groupby(letter.lines, key=lambda row: row.item):
        markup.heading(ctx.say("第 {item} 项", item=item) if item else ctx.say("其他"))
        lines.extend(_draw_line(ctx, row) for row in rows)
    return tuple(lines)


def _draw_line(ctx: Ctx, row: LetterRow) -> Line:
    markup.quiet(" · ".join(part for part in (row.place, row.source) if part))
    words = st.text_area(
        ctx.say("问题"), value=row.words, height=84, key=f"line:{row.finding_id}"
    )
    remedy = st.text_area(
        ctx.say("整改要求"), value=row.remedy, height=84, key=f"fix:{row.finding_id}"
    )
    return Line(row.finding_id, words, remedy)


def _draw_sending(ctx: Ctx, view: DossierView, command: SaveLetter) -> None:
    chosen = ui_state.draft(f"grade:{view.case.case_id}")
    now = Act.RELEASE in view.allowed
    with st.container(horizontal=True):
        if st.button(ctx.say("保存"), key="letter_save"):
            if succeeds(ctx, save_letter, command):
                ui_state.tell(ctx.say("已保存。"))
            st.rerun()
        is_sent = st.button(
            ctx.say("发出") if now else ctx.say("提请复核"),
            type="primary",
            key="letter_send",
            disabled=not chosen,
        )
    if not chosen:
        markup.quiet(ctx.say("请先定级，再发出。"))
        return
    name = ctx.text(GRADE_NAMES[Grade(chosen)])
    markup.quiet(ctx.say("等级：{name}。发出后企业即可看到，不能再改。", name=name))
    if is_sent:
        done = succeeds(ctx, save_letter, command)
        if done and _grading.send(ctx, view, Grade(chosen)):
            _case.go_on(ctx)
        st.rerun()


def draw_as_read(ctx: Ctx, letter: LetterView) -> None:
    """Draw the letter as the company reads it."""
    parts = [f"<p>{markup.escaped(letter.opening)}</p>"]
    for number, row in enumerate(letter.lines, start=1):
        parts.append(
            f"<h3>{number}. {markup.escaped(row.place)}</h3>"
            f"<p>{markup.escaped(row.words)}<br>{markup.escaped(row.remedy)}<br>"
            f"<span class='quiet'>{markup.escaped(row.source)}</span></p>"
        )
    parts.append(f"<p>{markup.escaped(letter.closing)}</p>")
    day = letter.deadline.isoformat() if letter.deadline else ""
    parts.append(
        f"<p>{markup.escaped(ctx.say('整改期限'))} {day}<br>"
        f"{markup.escaped(letter.contacts)}</p>"
    )
    st.html(f"<div class='panel'>{''.join(parts)}</div>")


SCREEN = Screen(
    "整改通知书", "letter", Permission.SEE_ANY_CASE, render, order=23, of_case=True
)
