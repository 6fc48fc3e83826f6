"""What only the browser can do: keys for buttons, the language kept, leaving."""

from collections.abc import Mapping

from reviewer_app.context import Ctx
from reviewer_app.widgets._component import component


def listen(
    ctx: Ctx,
    keys: Mapping[str, str],
    *,
    clicks: Mapping[str, str] | None = None,
    key: str = "browser",
) -> None:
    """Have keys press buttons; none does while somebody types.

    Args:
        ctx: for the language.
        keys: the browser's name of a key -> the ``key`` of a button or container.
        clicks: the same for clicks on something that is no button; after ``st-key-``.
        key: one for each place that listens at once.
    """
    data = {
        "language": ctx.language,
        "keys": {name: f".st-key-{place}" for name, place in keys.items()},
        "clicks": {
            f".st-key-{at}": f".st-key-{place}" for at, place in (clicks or {}).items()
        },
    }
    component("browser")(key=key, data=data)


def leave(language: str, *, go: str = "", post: str = "") -> None:
    """Have the browser open one of our own routes."""
    component("browser")(
        key="leaving", data={"language": language, "go": go, "post": post}
    )
