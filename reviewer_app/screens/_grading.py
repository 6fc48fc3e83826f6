"""Send a case on its way with its grade: released, or put before the chief."""

from checker.model.grade import Grade
from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.context.case_rows import DossierView
from reviewer_app.domain.attempts import Act
from reviewer_app.services.grading import Recommend, Release, recommend, release
from reviewer_app.widgets.acting import succeeds


def send(ctx: Ctx, view: DossierView, grade: Grade) -> bool:
    """Release the case, or recommend it where two steps are set."""
    case_id = view.case.case_id
    reason = ui_state.draft(f"reason:{case_id}")
    if Act.RELEASE in view.allowed:
        command = Release(case_id=case_id, grade=grade, reason=reason)
        done = succeeds(ctx, release, command)
        said = ctx.say("已发出。")
    else:
        wish = Recommend(case_id=case_id, grade=grade, reason=reason)
        done = succeeds(ctx, recommend, wish)
        said = ctx.say("已提请复核。")
    if done:
        ui_state.drop_draft(f"grade:{case_id}")
        ui_state.drop_draft(f"reason:{case_id}")
        ui_state.tell(f"{view.case.company}：{said}")
    return done
