"""Our own routes beside the screens: sessions, pictures, originals, letters, uploads.

Each asks who is there on every request; what is missing and what is somebody else's
get the same answer.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

from reviewer_app.db.log import Happening, write
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.refusal import RefusedError, not_found
from reviewer_app.intake import note_upload
from reviewer_app.letter_paper import as_html, as_pdf
from reviewer_app.pictures import Pictures
from reviewer_app.ports import FileStore
from reviewer_app.queries.dossier import FileRow, file_of, read_dossier, report_of
from reviewer_app.queries.letters import read_letters
from reviewer_app.services.accounts import (
    LONGEST,
    actor_of,
    log_out,
    open_session,
)
from reviewer_app.services.desk import Desk
from reviewer_app.services.letters import case_of_letter

COOKIE = "session"
_YEAR_S = 31_536_000

_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline';"
    " img-src 'self' data:; frame-ancestors 'self'",
}
"""On every answer of ours. Source: ASVS 5.0, V3.4."""

_STATUS = {
    "not_found": 404,
    "not_permitted": 403,
    "session": 401,
    "too_large": 413,
    "not_pdf": 415,
    "field": 422,
    "throttled": 429,
    "busy": 503,
    "disk": 507,
}

Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Routes:
    """Answers requests for one desk."""

    desk: Desk
    store: FileStore
    pictures: Pictures
    is_secure: bool = False

    def all(self) -> list[Route]:
        """Return every route with its answer."""
        return [
            Route("/session/ticket/{ticket}", shielded(self.begin)),
            Route("/session/end", shielded(self.end), methods=["POST"]),
            Route(
                "/pages/{case_id:int}/{file_id:int}/{page_no:int}.jpg",
                shielded(self.page),
            ),
            Route("/originals/{case_id:int}/{file_id:int}", shielded(self.original)),
            Route("/letters/{letter_id:int}.{kind}", shielded(self.letter)),
            Route("/uploads", shielded(self.upload), methods=["PUT"]),
        ]

    async def begin(self, request: Request) -> Response:
        """Turn a one-time ticket into a session."""
        session = await asyncio.to_thread(
            open_session, request.path_params["ticket"], self.desk
        )
        response = RedirectResponse("/", 303)
        if session is not None:
            response.set_cookie(
                COOKIE,
                session,
                max_age=round(LONGEST.total_seconds()),
                httponly=True,
                samesite="strict",
                secure=self.is_secure,
            )
        return response

    async def end(self, request: Request) -> Response:
        """End the session."""
        session = request.cookies.get(COOKIE, "")
        await asyncio.to_thread(log_out, session, self.desk)
        response = RedirectResponse("/", 303)
        response.delete_cookie(COOKIE)
        return response

    async def page(self, request: Request) -> Response:
        """Answer a page of a file as a picture."""
        file = await asyncio.to_thread(self._file, request)
        place = self.store.path(file.sha256)
        return await picture_answer(request, self.pictures, file.sha256, place=place)

    async def original(self, request: Request) -> Response:
        """Answer a file as it came in, as an attachment; the log remembers.

        One with scripts, attachments or links only once the person was warned.
        """
        file = await asyncio.to_thread(self._file, request)
        if "warned" not in request.query_params:
            await asyncio.to_thread(self._warn_of_active, request, file)
        await asyncio.to_thread(self._note_download, request, file)
        name = quote(file.path.rsplit("/", 1)[-1])
        return FileResponse(
            self.store.path(file.sha256),
            media_type="application/octet-stream",
            headers={
                "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
                "Cache-Control": "private, no-store",
            },
        )

    async def letter(self, request: Request) -> Response:
        """Answer a letter as PDF or HTML."""
        given = request.path_params
        actor = await asyncio.to_thread(self._actor, request)
        html = await asyncio.to_thread(self._letter_html, actor, given["letter_id"])
        headers = {"Cache-Control": "private, no-store"}
        if given["kind"] == "html":
            return Response(html, media_type="text/html", headers=headers)
        if given["kind"] != "pdf":
            raise not_found()
        pdf = await asyncio.to_thread(as_pdf, html)
        return Response(pdf, media_type="application/pdf", headers=headers)

    async def upload(self, request: Request) -> Response:
        """Keep a file that streams in; it is on disk before the answer."""
        actor = await asyncio.to_thread(self._actor, request)
        require(actor, Permission.IMPORT_CASES)
        sha256, size_bytes = await self.store.put_stream(request.stream())
        if size_bytes == 0:
            raise RefusedError("empty", "文件是空的", "The file is empty")
        name = unquote(request.headers.get("x-file-name", ""))[:200]
        source = await asyncio.to_thread(note_upload, sha256, actor, self.desk)
        answer = {"source": source, "bytes": size_bytes, "name": name}
        return JSONResponse(answer, 201)

    def _actor(self, request: Request) -> Actor:
        actor = actor_of(request.cookies.get(COOKIE, ""), self.desk)
        if actor is None:
            raise not_found()
        return actor

    def _file(self, request: Request) -> FileRow:
        given = request.path_params
        return file_of(
            given["case_id"],
            given["file_id"],
            self._actor(request),
            database=self.desk.database,
        )

    def _picture(self, file: FileRow, page_no: int, width: int) -> bytes | None:
        path = self.store.path(file.sha256)
        return self.pictures.of(file.sha256, path, page_no, width=width)

    def _warn_of_active(self, request: Request, file: FileRow) -> None:
        case_id, actor = request.path_params["case_id"], self._actor(request)
        sha256 = report_of(case_id, actor, self.desk.database)
        report = (
            {} if sha256 is None else json.loads(self.store.path(sha256).read_bytes())
        )
        known = {one["sha256"]: one for one in report.get("documents", ())}
        if known.get(file.sha256, {}).get("active_content"):
            raise RefusedError(
                "active_content",
                "这个文件含有脚本、附件或链接，下载后请谨慎打开；请从阅卷页面下载并确认",
                "This file holds scripts, attachments or links; fetch it from the"
                " reading desk and confirm",
            )

    def _note_download(self, request: Request, file: FileRow) -> None:
        details: Mapping[str, object] = {"path": file.path, "sha256": file.sha256}
        happening = Happening(
            "download", request.path_params["case_id"], details=details
        )
        with self.desk.database.work() as tx:
            write(tx, self._actor(request), happening, at=self.desk.clock.now())

    def _letter_html(self, actor: Actor, letter_id: int) -> str:
        case_id = case_of_letter(letter_id, self.desk)
        found = read_letters(case_id, actor, self.desk.database)
        letter = next((one for one in found if one.letter_id == letter_id), None)
        if letter is None:
            raise not_found()
        view = read_dossier(case_id, actor, self.desk.database)
        return as_html(letter, view, self._pictures_of(view.files))

    def _pictures_of(
        self, files: tuple[FileRow, ...]
    ) -> Callable[[str, int], bytes | None]:
        by_path = {one.path: one for one in files}

        def draw(path: str, page_no: int) -> bytes | None:
            file = by_path.get(path)
            return None if file is None else self._picture(file, page_no, 900)

        return draw


def shielded(answer: Answer) -> Answer:
    """Say refusals as they are, and nothing of what went wrong inside."""

    async def answered(request: Request) -> Response:
        try:
            response = await answer(request)
        except RefusedError as refused:
            response = _refused(refused)
        except FileNotFoundError:
            response = _refused(not_found())
        for name, value in _SAFE.items():
            response.headers.setdefault(name, value)
        return response

    return answered


async def picture_answer(
    request: Request, pictures: Pictures, sha256: str, *, place: Path
) -> Response:
    """Answer a page of a file as a picture that a browser may keep.

    Raises:
        RefusedError: the page cannot be shown.
    """
    page_no = request.path_params["page_no"]
    width = _number(request.query_params.get("w"), 1600)
    tag = f'"{sha256}-{page_no}-{width}"'
    headers = {"ETag": tag, "Cache-Control": f"private, max-age={_YEAR_S}"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)

    def draw() -> bytes | None:
        return pictures.of(sha256, place, page_no, width=width)

    jpeg = await asyncio.to_thread(draw)
    if jpeg is None:
        raise not_found()
    return Response(jpeg, media_type="image/jpeg", headers=headers)


def _refused(refused: RefusedError) -> Response:
    status = _STATUS.get(refused.code, 409)
    body = {"code": refused.code, "message": refused.reason.zh, "en": refused.reason.en}
    return JSONResponse(body, status)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() and len(text) < 6 else otherwise  # noqa: PLR2004


def healthy(_request: Request) -> Response:
    """Say that the server runs; tells nothing else."""
    return PlainTextResponse("ok")
