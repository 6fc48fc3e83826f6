"""All pages of a dossier, small: a look over a clean one before it is graded."""

from dataclasses import dataclass

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.context.case_rows import DossierView
from reviewer_app.widgets._component import component


@dataclass(frozen=True, slots=True)
class Opened:
    """The page that somebody wants to see large."""

    file_id: str
    page_no: int


def draw(ctx: Ctx, view: DossierView, key: str) -> Opened | None:
    """Draw every page; returns the one just opened. Pictures load when they show."""
    component("contact_sheet")(
        key=key,
        data={
            "case": view.case.case_id,
            "page": ctx.say("第 {0} 页"),
            "more": ctx.say("再看 {0} 页"),
            "files": [
                {
                    "id": file.file_id,
                    "name": file.path.rsplit("/", 1)[-1].removesuffix(".pdf"),
                    "pages": file.page_count or 0,
                    "count": ctx.say("{count} 页", count=file.page_count or 0),
                }
                for tile in (*view.items, *view.people)
                for file in tile.files
            ],
        },
        on_act_change=lambda: None,
    )
    done = ui_state.happened(key, "act")
    if done is None:
        return None
    return Opened(str(done["file"]), int(str(done["page"])))
