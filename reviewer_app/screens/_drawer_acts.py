"""What somebody does with a file of the drawer, handed to the services."""

from collections.abc import Mapping

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.context.filing_rows import AssessmentView
from reviewer_app.domain.form import NOT_APPLICABLE
from reviewer_app.services.drawer import MoveFile, RemoveFile, move_file, remove_file
from reviewer_app.services.filing import SaveField, save_field
from reviewer_app.widgets.acting import attempt, succeeds


def do(ctx: Ctx, view: AssessmentView, done: Mapping[str, object] | None) -> None:
    """Have it done, and draw again."""
    if done is None:
        return
    file_id, case_id = int(str(done.get("file") or 0)), view.case_id
    match done["did"]:
        case "remove":
            if succeeds(ctx, remove_file, RemoveFile(case_id=case_id, file_id=file_id)):
                ui_state.tell(ctx.say("已移除。"))
        case "move":
            move = MoveFile(case_id=case_id, file_id=file_id, item=str(done["item"]))
            succeeds(ctx, move_file, move)
        case "up":
            _move_up(ctx, view, file_id)
        case "absent":
            name = f"{NOT_APPLICABLE}{done['item']}"
            words = str(done["words"])
            attempt(ctx, save_field, SaveField(case_id=case_id, name=name, value=words))
        case "mend":
            ui_state.put_draft("mending", str(file_id))
        case _:
            pass
    st.rerun()


def _move_up(ctx: Ctx, view: AssessmentView, file_id: int) -> None:
    together = [one.files for one in view.items]
    together += [one.files for one in view.people]
    for files in together:
        ids = [one.file_id for one in files]
        if file_id in ids[1:]:
            at = ids.index(file_id)
            ids[at - 1], ids[at] = ids[at], ids[at - 1]
            for position, one in enumerate(ids):
                move = MoveFile(case_id=view.case_id, file_id=one, position=position)
                succeeds(ctx, move_file, move)
