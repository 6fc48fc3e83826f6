"""Figures 「统计」: each chart says what it counts and opens the rows behind it."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from statistics import median

import altair as alt
import streamlit as st

from checker.model.grade import GRADE_NAMES, Grade
from reviewer_app import export, ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.context.office_rows import FigureRow, FiguresView, RuleFigure
from reviewer_app.domain.permissions import Permission
from reviewer_app.domain.states import STATE_NAMES, State
from reviewer_app.widgets import browser, markup, words
from reviewer_app.widgets.table import Column, Table, TableRow

_DAYS = 90
_ACCENT = "#2257bf"


def render(ctx: Ctx) -> None:
    """Draw the figures."""
    markup.title(ctx.say("统计"))
    until = ctx.now.date()
    since = until - dt.timedelta(days=_DAYS)
    with st.container(horizontal=True):
        first = st.text_input(
            ctx.say("从（年-月-日）"),
            value=since.isoformat(),
            width=180,
            key="from_day",
        )
        last = st.text_input(
            ctx.say("到（年-月-日）"), value=until.isoformat(), width=180, key="to_day"
        )
    try:
        view = ctx.queries.figures(
            dt.date.fromisoformat(first), dt.date.fromisoformat(last)
        )
    except ValueError:
        markup.notice("bad", ctx.say("日期请写成 2022-03-31 这样。"))
        return
    if not view.cases:
        markup.empty(ctx.say("这段时间没有案卷"), ctx.say("换一段日期试试。"))
        return
    _draw_numbers(ctx, view)
    _draw_charts(ctx, view)
    _draw_rules(ctx, view.rules)
    browser.listen(ctx, {})


def _draw_numbers(ctx: Ctx, view: FiguresView) -> None:
    done = [row for row in view.cases if row.grade is not None]
    first = [r for r in done if r.grade is Grade.QUALIFIED and r.rounds == 1]
    minutes = [row.spent for row in done if row.spent is not None]
    late = sum(rule.late for rule in view.rules)
    markup.figures(
        (
            (ctx.say("案卷（份）"), str(len(view.cases))),
            (
                ctx.say("一次通过率"),
                f"{len(first) / len(done):.0%}" if done else "–",
            ),
            (
                ctx.say("每份实际用时（分钟，中位数）"),
                f"{median(minutes):.1f}" if minutes else "–",
            ),
            (ctx.say("迟提的问题（处）"), str(late)),
        )
    )


def _draw_charts(ctx: Ctx, view: FiguresView) -> None:
    left, right = st.columns(2, gap="large")
    states = Counter(ctx.text(STATE_NAMES[row.state]) for row in view.cases)
    grades = Counter(
        ctx.text(GRADE_NAMES[row.grade]) for row in view.cases if row.grade
    )
    with left:
        markup.heading(ctx.say("各状态案卷数（份）"))
        state = _bars(states, [ctx.text(STATE_NAMES[one]) for one in State], "states")
    with right:
        markup.heading(ctx.say("各等级案卷数（份）"))
        grade = _bars(grades, [ctx.text(GRADE_NAMES[one]) for one in Grade], "grades")
    rows = [
        row
        for row in view.cases
        if (not state or ctx.text(STATE_NAMES[row.state]) == state)
        and (not grade or (row.grade and ctx.text(GRADE_NAMES[row.grade]) == grade))
    ]
    picked = " · ".join(part for part in (state, grade) if part)
    title = picked or ctx.say("全部案卷；点击图中的条可只看那一部分")
    _draw_cases(ctx, title, rows)


def _bars(counts: Counter[str], order: Sequence[str], key: str) -> str:
    """Draw a bar a name; returns the name that was clicked, or nothing."""
    names = [name for name in order if counts[name]]
    values = [{"name": name, "count": counts[name]} for name in names]
    pick = alt.selection_point(name="pick", fields=["name"])
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y("name:N", sort=names, title=None, axis=alt.Axis(labelLimit=160)),
        x=alt.X("count:Q", title=None, axis=None),
    )
    bars = base.mark_bar(color=_ACCENT, cornerRadiusEnd=3, height=18, cursor="pointer")
    bars = bars.encode(opacity=alt.condition(pick, alt.value(1), alt.value(0.35)))
    text = base.mark_text(align="left", dx=6).encode(text="count:Q")
    chart = (bars.add_params(pick) + text).properties(height=34 * max(len(names), 1))
    event = st.altair_chart(
        chart.configure_view(stroke=None)
        .configure_axis(
            domain=False, ticks=False, labelFontSize=14, labelColor="#1c2330"
        )
        .configure_text(fontSize=13),
        key=f"chart_{key}",
        on_select="rerun",
        selection_mode="pick",
    )
    return ui_state.picked(event)


def _draw_cases(ctx: Ctx, title: str, rows: Sequence[FigureRow]) -> None:
    markup.heading(title)
    names = [
        ctx.say(name)
        for name in ("企业", "状态", "等级", "轮次", "预计分钟", "实际分钟", "日期")
    ]
    plain = [
        (
            row.company,
            ctx.text(STATE_NAMES[row.state]),
            ctx.text(GRADE_NAMES[row.grade]) if row.grade else "",
            row.rounds,
            row.minutes,
            row.spent,
            row.day.isoformat(),
        )
        for row in rows
    ]
    done = Table(
        title,
        [
            Column(name, "right" if at in {3, 4, 5} else "")
            for at, name in enumerate(names)
        ],
        [
            TableRow(
                str(row.case_id),
                (
                    row.company,
                    words.state_chip(ctx, row.state),
                    words.grade_chip(ctx, row.grade) if row.grade else None,
                    row.rounds,
                    _minutes(row.minutes),
                    _minutes(row.spent),
                    row.day.isoformat(),
                ),
                opens=True,
            )
            for row in rows[:200]
        ],
    ).draw("figure_cases")
    _downloads(ctx, names, plain, key="cases")
    if done is not None:
        ctx.go("dossier", case=int(done.row))


def _minutes(count: float | None) -> str:
    return "" if count is None else f"{count:.1f}"


def _draw_rules(ctx: Ctx, rules: Sequence[RuleFigure]) -> None:
    markup.heading(ctx.say("各规则的问题数与认定（按问题数排列）"))
    names = [
        ctx.say(name)
        for name in (
            "规则",
            "问题",
            "有问题",
            "没问题",
            "认定为有问题的比例",
            "95% 区间",
        )
    ]
    ordered = sorted(rules, key=lambda rule: -rule.findings)
    plain = [
        (
            rule.rule,
            rule.findings,
            rule.confirmed,
            rule.dismissed,
            _share(rule),
            f"{rule.low:.0%}–{rule.high:.0%}",
        )
        for rule in ordered
    ]
    Table(
        ctx.say("规则"),
        [Column(name, "right" if at else "") for at, name in enumerate(names)],
        [TableRow(row[0], row) for row in plain],
    ).draw("figure_rules")
    _downloads(ctx, names, plain, key="rules")


def _share(rule: RuleFigure) -> str:
    decided = rule.confirmed + rule.dismissed
    return f"{rule.confirmed / decided:.0%}" if decided else "–"


def _downloads(
    ctx: Ctx, names: Sequence[str], rows: Sequence[export.Row], *, key: str
) -> None:
    with st.container(horizontal=True):
        st.download_button(
            ctx.say("下载 CSV"),
            lambda: export.as_csv(names, rows),
            f"{key}.csv",
            "text/csv",
            key=f"csv_{key}",
            on_click="ignore",
            type="tertiary",
        )
        st.download_button(
            ctx.say("下载 XLSX"),
            lambda: export.as_xlsx(names, rows),
            f"{key}.xlsx",
            key=f"xlsx_{key}",
            on_click="ignore",
            type="tertiary",
        )


SCREEN = Screen("统计", "figures", Permission.SEE_FIGURES, render, order=30)
