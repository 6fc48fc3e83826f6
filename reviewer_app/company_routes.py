"""Routes of the company's side: fields as one types, uploads that resume, papers.

Each asks who is there on every request; what is missing and what is somebody else's get
the same answer.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from checker.model.wording import Text
from reviewer_app.checking import item_for_name, kind_of
from reviewer_app.db.filing import KeptFile, Upload
from reviewer_app.domain.form import fault_of
from reviewer_app.domain.people import Actor
from reviewer_app.domain.refusal import RefusedError, not_found
from reviewer_app.files import FolderStore, Partials
from reviewer_app.pictures import Pictures
from reviewer_app.queries.filing import file_in_drawer
from reviewer_app.routes import COOKIE, picture_answer, shielded
from reviewer_app.services.accounts import actor_of
from reviewer_app.services.desk import Desk
from reviewer_app.services.drawer import (
    Arrived,
    BeginUpload,
    begin_upload,
    finish_upload,
    open_upload,
)
from reviewer_app.services.filing import SaveField, save_field

_LONGEST_FIELD_BYTES = 20_000

_HOW_TO: dict[str, Text] = {
    "jpeg": Text("这是照片（JPEG）", "This is a picture (JPEG)"),
    "png": Text("这是图片（PNG）", "This is a picture (PNG)"),
    "tiff": Text("这是图片（TIFF）", "This is a picture (TIFF)"),
    "docx": Text("这是 Word 文档", "This is a Word document"),
    "doc": Text("这是旧版 Office 文档", "This is an old Office document"),
    "xlsx": Text("这是 Excel 表格", "This is a workbook"),
    "zip": Text("这是压缩包", "This is an archive"),
    "ofd": Text("这是 OFD 版式文件", "This is an OFD file"),
    "empty": Text("文件是空的", "The file is empty"),
}
_HOW_TO_TAIL: dict[str, Text] = {
    "jpeg": Text("请在上传窗口选择照片，会自动转成 PDF", "choose it here as a picture"),
    "png": Text("请在上传窗口选择图片，会自动转成 PDF", "choose it here as a picture"),
    "zip": Text("请先解压，再逐个上传其中的 PDF", "unpack it and send its PDFs"),
    "empty": Text("请重新扫描后上传", "scan it again"),
}
_SAVE_AS_PDF = Text(
    "请用原软件“另存为 PDF”或打印到 PDF，盖章文件请扫描成 PDF",
    "save or print it as PDF, or scan it",
)


@dataclass(frozen=True, slots=True)
class CompanyRoutes:
    """Answers requests of companies for one desk."""

    desk: Desk
    store: FolderStore
    partials: Partials
    pictures: Pictures

    def all(self) -> list[Route]:
        """Return every route with its answer."""
        one = "/drawer/uploads/{upload_id}"
        file = "/drawer/{case_id:int}/{file_id:int}"
        return [
            Route("/form/{case_id:int}", shielded(self.save), methods=["PUT"]),
            Route("/drawer/uploads", shielded(self.begin), methods=["POST"]),
            Route(one, shielded(self.state), methods=["GET"]),
            Route(one, shielded(self.append), methods=["PATCH"]),
            Route(f"{file}/{{page_no:int}}.jpg", shielded(self.page)),
            Route(f"{file}/original", shielded(self.original)),
        ]

    async def save(self, request: Request) -> Response:
        """Keep the value of a field of the form."""
        given = await _told(request)
        actor = await asyncio.to_thread(self._actor, request)
        command = SaveField(
            case_id=request.path_params["case_id"],
            name=str(given.get("name", "")),
            value=str(given.get("value", "")),
            before=None if given.get("before") is None else str(given["before"]),
        )
        value = await asyncio.to_thread(save_field, command, actor, self.desk)
        fault = fault_of(command.name, value)
        words = None if fault is None else {"zh": fault.zh, "en": fault.en}
        return JSONResponse({"value": value, "fault": words})

    async def begin(self, request: Request) -> Response:
        """Note an upload, and say how much of it has arrived."""
        given = await _told(request)
        actor = await asyncio.to_thread(self._actor, request)
        upload_id = str(given.get("id", ""))
        self.partials.path(upload_id)
        command = BeginUpload(
            case_id=_whole(given.get("case")) or 0,
            upload_id=upload_id,
            name=str(given.get("name", ""))[:300],
            size_bytes=_whole(given.get("bytes")) or 0,
            item=str(given["item"]) if given.get("item") else None,
            staff_id=_whole(given.get("person")),
            replaces_id=_whole(given.get("replaces")),
        )
        await asyncio.to_thread(begin_upload, command, actor, self.desk)
        return await self._answer(upload_id, actor)

    async def state(self, request: Request) -> Response:
        """Say how much of an upload has arrived."""
        actor = await asyncio.to_thread(self._actor, request)
        return await self._answer(request.path_params["upload_id"], actor)

    async def append(self, request: Request) -> Response:
        """Add bytes; with the last of them the file is kept and put into the drawer."""
        actor = await asyncio.to_thread(self._actor, request)
        upload_id = request.path_params["upload_id"]
        upload = await asyncio.to_thread(open_upload, upload_id, actor, self.desk)
        if upload.drawer_id is None:
            offset = _whole(request.query_params.get("offset")) or 0
            stream = _until_cut(request)
            received = await self.partials.append(
                upload_id, offset, stream, most=upload.size_bytes
            )
            if received == upload.size_bytes:
                await asyncio.to_thread(self._keep, upload, actor)
        return await self._answer(upload_id, actor)

    async def page(self, request: Request) -> Response:
        """Answer a page of a file of the drawer as a picture."""
        file = await asyncio.to_thread(self._file, request)
        place = self.store.path(file.sha256)
        return await picture_answer(request, self.pictures, file.sha256, place=place)

    async def original(self, request: Request) -> Response:
        """Answer a company's own file as it came in, as an attachment."""
        file = await asyncio.to_thread(self._file, request)
        return FileResponse(
            self.store.path(file.sha256),
            media_type="application/octet-stream",
            headers={
                "Content-Disposition": "attachment;"
                f" filename*=UTF-8''{quote(file.name)}",
                "Cache-Control": "private, no-store",
            },
        )

    def _keep(self, upload: Upload, actor: Actor) -> None:
        """Keep a file that has arrived whole, if its content is a PDF.

        What is refused for good is not kept; what a full disk stopped goes on later.
        """
        path = self.partials.path(upload.id)
        try:
            _require_pdf(path, upload.name)
            arrived = Arrived(*self.store.adopt(path), _item_for(upload))
            finish_upload(upload.id, arrived, actor, desk=self.desk)
        except FileNotFoundError:
            # Another request of the same upload was quicker.
            return
        except RefusedError as refused:
            if refused.code != "disk":
                self.partials.drop(upload.id)
            raise
        self.partials.drop(upload.id)

    async def _answer(self, upload_id: str, actor: Actor) -> Response:
        upload = await asyncio.to_thread(open_upload, upload_id, actor, self.desk)
        done = upload.drawer_id is not None
        received = upload.size_bytes if done else self.partials.received(upload_id)
        return JSONResponse(
            {"id": upload_id, "received": received, "file": upload.drawer_id}
        )

    def _actor(self, request: Request) -> Actor:
        actor = actor_of(request.cookies.get(COOKIE, ""), self.desk)
        if actor is None:
            raise RefusedError(
                "session",
                "登录已失效，内容保存在本机，请在新窗口重新登录后继续",
                "The session has ended; what you typed is kept here, log in again",
            )
        return actor

    def _file(self, request: Request) -> KeptFile:
        given = request.path_params
        actor = self._actor(request)
        return file_in_drawer(
            given["case_id"], given["file_id"], actor, database=self.desk.database
        )


async def _told(request: Request) -> Mapping[str, Any]:
    """Return the JSON object of a request.

    Raises:
        RefusedError: it is none, or far too large.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_FIELD_BYTES:
            raise RefusedError("too_large", "内容太长", "That is too much")
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise not_found()
    return told


async def _until_cut(request: Request) -> AsyncIterator[bytes]:
    """Yield what arrives; a line that breaks ends it, and what came stays."""
    try:
        async for chunk in request.stream():
            yield chunk
    except ClientDisconnect:
        return


def _require_pdf(path: Path, name: str) -> None:
    kind = kind_of(path)
    if kind == "pdf":
        return
    what = _HOW_TO.get(kind, Text("这个文件不是 PDF", "This is no PDF"))
    how = _HOW_TO_TAIL.get(kind, _SAVE_AS_PDF)
    raise RefusedError(
        "not_pdf",
        f"{name}：{what.zh}，只收 PDF。{how.zh}。",
        f"{name}: {what.en}; only PDFs are taken: {how.en}.",
    )


def _item_for(upload: Upload) -> str | None:
    """Return the item that a file's name speaks of, where nobody said where it goes."""
    if upload.item is not None or upload.staff_id is not None:
        return None
    try:
        return item_for_name(upload.name)
    except ValueError:
        return None


def _whole(value: object) -> int | None:
    text = str(value if value is not None else "")
    return int(text) if text.isascii() and text.isdigit() else None
