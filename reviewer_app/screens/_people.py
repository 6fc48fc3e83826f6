"""09 「人员」: four tables; a row is filled in, saved, and gets its certificates."""

from collections.abc import Mapping

import streamlit as st

from checker.model.dossier import PersonTable
from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.context.filing_rows import AssessmentView, PersonRow
from reviewer_app.domain.staffing import CERTIFICATES, TABLE_NAMES, Told, masked
from reviewer_app.screens import _drawer_acts, _mending, _waiting
from reviewer_app.services.staff import (
    RemovePerson,
    SavePerson,
    remove_person,
    save_person,
)
from reviewer_app.widgets import markup, rail
from reviewer_app.widgets.acting import attempt, succeeds
from reviewer_app.widgets.drawer import Act, Drawer, Row


def stop(ctx: Ctx, view: AssessmentView) -> rail.Stop:
    """Return the section's place on the rail."""
    bad = sum(1 for one in view.people if one.status in {"absent", "fail"})
    tone, said = "none", ctx.say("还没有添加人员")
    if view.people:
        tone, said = "good", ctx.say("{count} 人", count=len(view.people))
    if bad:
        tone, said = "bad", ctx.say("{count} 人需要补证书或更换", count=bad)
    return rail.Stop("09", "09", ctx.say("人员"), tone, said)


def draw(ctx: Ctx, view: AssessmentView) -> None:
    """Draw the four tables."""
    markup.heading(ctx.say("09 人员"))
    with st.container(key="people_findings"):
        for finding in view.people_findings:
            tone = "bad" if finding.severity == "error" else "note"
            markup.notice(tone, ctx.text(finding.message))
    _waiting.draw(ctx, view)
    _mending.draw(ctx, view)
    for table in TABLE_NAMES:
        _draw_table(ctx, view, table)


def _draw_table(ctx: Ctx, view: AssessmentView, table: PersonTable) -> None:
    """Draw a table in places that are always there, whatever is open."""
    mine = [one for one in view.people if one.table is table]
    name, certificate = ctx.text(TABLE_NAMES[table]), ctx.text(CERTIFICATES[table])
    with st.container(horizontal=True, vertical_alignment="center"):
        markup.heading(f"{name}（{len(mine)}）· {certificate}")
        if view.can_edit and st.button(
            ctx.say("新增"),
            key=f"add_{table.value}",
            help=ctx.say("新增{table}", table=name),
        ):
            ui_state.put_draft("person", f"{table.value}:0")
    with st.container(key=f"form_{table.value}"):
        if ui_state.draft("person").startswith(f"{table.value}:"):
            _draw_row_form(ctx, view, table)
    with st.container(key=f"rows_{table.value}"):
        if not mine:
            markup.quiet(ctx.say("还没有人员，点“新增”添加。"))
            return
        rows = tuple(_row(ctx, at, one) for at, one in enumerate(mine, 1))
        drawer = Drawer(view.case_id, rows, view.can_edit)
        _do(ctx, view, table, done=drawer.draw(ctx, f"people_{table.value}"))


def _row(ctx: Ctx, at: int, person: PersonRow) -> Row:
    told = person.told
    facts = [
        told.name,
        masked(told.id_number),
        told.certificate_number,
        ctx.say("有效期至 {day}", day=told.valid_until),
    ]
    return Row(
        f"person-{person.person_id}",
        str(at),
        "　".join(fact for fact in facts if fact),
        person.status,
        person.files,
        person.findings,
        person=person.person_id,
        short=told.name,
        acts=(
            Act("edit", ctx.say("修改")),
            Act("drop", ctx.say("删除"), ctx.say("确定删除？")),
        ),
    )


def _do(
    ctx: Ctx,
    view: AssessmentView,
    table: PersonTable,
    *,
    done: Mapping[str, object] | None,
) -> None:
    if done is None:
        return
    person_id = int(str(done.get("person") or 0))
    if done["did"] == "edit":
        ui_state.put_draft("person", f"{table.value}:{person_id}")
        st.rerun()
    elif done["did"] == "drop":
        command = RemovePerson(case_id=view.case_id, person_id=person_id)
        if succeeds(ctx, remove_person, command):
            ui_state.tell(ctx.say("已删除这一行。"))
        st.rerun()
    else:
        _drawer_acts.do(ctx, view, done)


def _draw_row_form(ctx: Ctx, view: AssessmentView, table: PersonTable) -> None:
    person_id = int(ui_state.draft("person").rpartition(":")[2])
    known = next((o.told for o in view.people if o.person_id == person_id), Told())
    with st.form(f"person_form_{table.value}_{person_id}"):
        told = _draw_fields(ctx, known)
        with st.container(horizontal=True):
            saves = st.form_submit_button(ctx.say("保存"), type="primary")
            stops = st.form_submit_button(ctx.say("取消"))
    if saves:
        command = SavePerson(
            case_id=view.case_id, table=table, person_id=person_id, told=told
        )
        if attempt(ctx, save_person, command) is not None:
            ui_state.drop_draft("person")
            ui_state.tell(ctx.say("已保存，请在这一行上传证书。"))
        st.rerun()
    if stops:
        ui_state.drop_draft("person")
        st.rerun()


def _draw_fields(ctx: Ctx, known: Told) -> Told:
    """Draw the fields row by row, so that keys and a phone go in the same order."""
    one, two, three = st.columns(3)
    name = one.text_input(ctx.say("姓名 *"), known.name)
    id_number = two.text_input(ctx.say("身份证号 *"), known.id_number)
    post = three.text_input(ctx.say("职务"), known.post)
    one, two, three = st.columns(3)
    number = one.text_input(ctx.say("证书编号 *"), known.certificate_number)
    issued_on = two.text_input(
        ctx.say("发证日期"), known.issued_on, placeholder="2022-03-31"
    )
    valid_until = three.text_input(
        ctx.say("有效期至 *"), known.valid_until, placeholder="2022-03-31"
    )
    return Told(name, id_number, post, number, issued_on, valid_until)
