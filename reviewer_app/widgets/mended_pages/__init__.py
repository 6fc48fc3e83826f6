"""Pages of a file before and after its mending, side by side."""

from reviewer_app.context import Ctx
from reviewer_app.context.filing_rows import MendView
from reviewer_app.widgets._component import component


def draw(ctx: Ctx, case_id: int, made: MendView) -> None:
    """Draw the pages that change, the old one beside the new one."""
    touched = {one.page_no for one in made.notes}
    pairs = [
        {
            "before": f"/drawer/{case_id}/{made.file_id}/{page_no}.jpg?w=900",
            "after": f"/drawer/{case_id}/{file.file_id}/{at}.jpg?w=900",
            "words": ctx.say("第 {page} 页", page=page_no),
        }
        for file in made.files
        for at, page_no in enumerate(file.pages, 1)
        if page_no in touched
    ]
    component("mended_pages")(
        key="mended_pages",
        data={
            "pairs": pairs,
            "before": ctx.say("修复前"),
            "after": ctx.say("修复后"),
        },
    )
