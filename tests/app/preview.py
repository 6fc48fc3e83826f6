"""Serve the screens with fakes, to look at them: ``python -m tests.app.preview``."""

import os
import sys
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

ROOT = Path(__file__).parents[2]


@cache
def _paths() -> dict[str, Path]:
    from tests.app.fake_rows import report  # noqa: PLC0415 - only where it serves

    return {
        document["sha256"]: ROOT / "sample_data" / name / "dossier" / document["path"]
        for name in ("unqualified", "basically_qualified")
        for document in report(name)["documents"]
    }


@cache
def _draw(sha256: str, page_no: int, width: int, *, turned: bool = False) -> bytes:
    from io import BytesIO  # noqa: PLC0415

    import pypdfium2  # noqa: PLC0415

    page = pypdfium2.PdfDocument(_paths()[sha256])[page_no - 1]
    picture = BytesIO()
    drawn = page.render(scale=width / page.get_width(), rotation=270 if turned else 0)
    drawn.to_pil().convert("RGB").save(picture, "JPEG", quality=80)
    return picture.getvalue()


async def picture(request: Request) -> Response:
    """Answer a page as a picture."""
    given = request.path_params
    width = int(request.query_params.get("w", "1600"))
    body = _draw(given["file"], int(given["page"]), width)
    return Response(body, media_type="image/jpeg")


async def drawer_picture(request: Request) -> Response:
    """Answer a page of a company's file."""
    from tests.app.fake_filing import MENDED  # noqa: PLC0415
    from tests.app.fake_papers import sha256_of  # noqa: PLC0415

    given = request.path_params
    width = int(request.query_params.get("w", "1600"))
    # What was mended is drawn turned.
    is_mended, file = divmod(given["file"], MENDED)
    body = _draw(sha256_of(file), given["page"], width, turned=bool(is_mended))
    return Response(body, media_type="image/jpeg")


async def field(request: Request) -> Response:
    """Take a field of the form as it is."""
    return JSONResponse({"value": (await request.json())["value"], "fault": None})


async def ticket(request: Request) -> Response:
    """Keep who has logged in."""
    response = RedirectResponse("/", 303)
    response.set_cookie("session", request.path_params["ticket"], httponly=True)
    return response


async def leave(_request: Request) -> Response:
    """Forget who has logged in."""
    response = RedirectResponse("/", 303)
    response.delete_cookie("session")
    return response


def serve(port: str) -> None:
    """Run Streamlit on this file."""
    from reviewer_app.theme import OPTIONS  # noqa: PLC0415

    settings = [f"--{name}={value}" for name, value in OPTIONS.items()]
    os.execv(  # noqa: S606 - ourselves
        sys.executable,
        [
            sys.executable, "-m", "streamlit", "run", __file__, *settings,
            "--server.headless=true", "--server.address=127.0.0.1",
            f"--server.port={port}",
        ],
    )  # fmt: skip


if __name__ == "__main__":
    serve(sys.argv[1] if len(sys.argv) > 1 else "8599")
else:
    import streamlit as st

    app = st.App(
        ROOT / "tests" / "app" / "preview_script.py",
        routes=[
            Route("/pages/{case}/{file}/{page}.jpg", picture),
            Route("/drawer/{case:int}/{file:int}/{page:int}.jpg", drawer_picture),
            Route("/form/{case:int}", field, methods=["PUT"]),
            Route("/session/ticket/{ticket}", ticket),
            Route("/session/end", leave, methods=["POST"]),
        ],
    )
