"""The HTTP API: dossiers come in file by file, reports and states go out.

Bearer tokens act as whoever made them. Files stream to the store, never through memory;
an answer means that the bytes are on disk and on record.
"""

import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from checker.errors import CheckerError
from reviewer_app.checking import Laid, Round, laid_out, safe_path, scan
from reviewer_app.company_api import CompanyApi
from reviewer_app.db.cases import NewFile
from reviewer_app.domain.people import Actor
from reviewer_app.domain.refusal import RefusedError, not_found
from reviewer_app.intake import (
    people_of,
    plan_of,
    values_of,
    write_dossier_yaml,
)
from reviewer_app.queries.dossier import read_dossier, read_report
from reviewer_app.services import arrivals
from reviewer_app.services.accounts import actor_of_token
from reviewer_app.services.checked import ask_again
from reviewer_app.services.desk import Desk
from reviewer_app.services.importing import ImportDossier, import_dossier

_STATUS = {
    "not_found": 404,
    "not_permitted": 403,
    "too_large": 413,
    "disk": 507,
    "token": 401,
    "not_pdf": 415,
    "field": 422,
}
DOSSIER_FILE = "dossier.yaml"


class NewDossier(BaseModel):
    """A dossier that is about to arrive."""

    company: str = Field(min_length=1, max_length=200)
    credit_code: str | None = Field(default=None, max_length=18)
    year: int = Field(ge=2000, le=2100)


@dataclass(frozen=True, slots=True)
class Api:
    """Answers for one desk."""

    desk: Desk

    def build(self) -> FastAPI:
        """Return the application, to be mounted."""
        api = FastAPI(title="Dossier Checker", docs_url=None, redoc_url=None)
        api.add_exception_handler(RefusedError, _refused)
        api.middleware("http")(_guarded)
        actor = Annotated[Actor, Depends(self._actor)]
        desk = self.desk

        @api.post("/dossiers", status_code=201)
        def create(given: NewDossier, who: actor) -> dict[str, Any]:
            """Begin a dossier."""
            command = arrivals.Begin(given.company, given.credit_code, given.year)
            return {"id": arrivals.begin(command, who, desk)}

        @api.put("/dossiers/{arrival_id}/files/{path:path}", status_code=201)
        async def put_file(
            arrival_id: int,
            path: str,
            request: Request,
            *,
            who: actor,
        ) -> dict[str, Any]:
            """Stream a file in; the same path again replaces it."""
            arrivals.load(arrival_id, who, desk)
            within = _within(path)
            sha256, size_bytes = await desk.files.put_stream(request.stream())
            file = NewFile(within, sha256, size_bytes)
            arrivals.add_file(arrival_id, file, who, desk=desk)
            return {"path": file.path, "sha256": sha256, "bytes": size_bytes}

        @api.get("/dossiers/{arrival_id}")
        def state(arrival_id: int, who: actor) -> dict[str, Any]:
            """Say what has arrived, and how the case stands."""
            return self._state(arrivals.load(arrival_id, who, desk), who)

        @api.post("/dossiers/{arrival_id}/submit", status_code=202)
        def submit(arrival_id: int, who: actor) -> dict[str, Any]:
            """Make the case and order its check; submitting twice changes nothing."""
            case_id = self._submit(arrivals.load(arrival_id, who, desk), who)
            return {"case_id": case_id}

        @api.post("/dossiers/{arrival_id}/check", status_code=202)
        def check(arrival_id: int, who: actor) -> dict[str, Any]:
            """Order the check once more; what was checked stays as it is."""
            case_id = self._case(arrivals.load(arrival_id, who, desk))
            ask_again(case_id, who, desk)
            return {"case_id": case_id}

        @api.get("/dossiers/{arrival_id}/report")
        def report(arrival_id: int, who: actor) -> Any:  # noqa: ANN401
            """Return the report of the contract."""
            case_id = self._case(arrivals.load(arrival_id, who, desk))
            return read_report(case_id, who, desk.database, kept=desk.files)

        CompanyApi(desk, self._actor).add_to(api)
        return api

    def _actor(self, authorization: Annotated[str, Header()] = "") -> Actor:
        kind, _, token = authorization.partition(" ")
        found = actor_of_token(token, self.desk) if kind.lower() == "bearer" else None
        if found is None:
            raise RefusedError("token", "令牌无效", "The token is not valid")
        return found

    def _case(self, arrival: arrivals.Arrival) -> int:
        if arrival.case_id is None:
            raise not_found()
        return arrival.case_id

    def _state(self, arrival: arrivals.Arrival, who: Actor) -> dict[str, Any]:
        told: dict[str, Any] = {
            "id": arrival.id,
            "company": arrival.company,
            "year": arrival.year,
            "files": [[one.path, one.sha256, one.size_bytes] for one in arrival.files],
            "case_id": arrival.case_id,
            "state": "arriving",
        }
        if arrival.case_id is None:
            return told
        view = read_dossier(arrival.case_id, who, self.desk.database)
        now = view.rounds[-1]
        told["state"] = view.case.standing.state
        told["round"] = now.number
        told["checked"] = now.checked_at is not None
        told["failure"] = now.failure
        told["suggested"] = now.suggested
        told["grade"] = view.case.grade
        return told

    def _submit(self, arrival: arrivals.Arrival, who: Actor) -> int:
        if arrival.case_id is not None:
            return arrival.case_id
        files = tuple(
            Laid(one.path, self.desk.files.path(one.sha256)) for one in arrival.files
        )
        laid = Round(files, "", arrival.year)
        with laid_out(laid) as folder, tempfile.TemporaryDirectory() as unpack_to:
            try:
                dossier = scan(folder, Path(unpack_to))
            except CheckerError as fault:
                raise RefusedError("unreadable", str(fault), str(fault)) from None
        items = {one.path: one.item for one in dossier.documents}
        kept = {one.path: one for one in arrival.files}
        command = ImportDossier(
            command_id=f"arrival-{arrival.id}",
            company=arrival.company,
            credit_code=arrival.credit_code,
            year=arrival.year,
            files=tuple(
                NewFile(path, kept[path].sha256, kept[path].size_bytes, item)
                for path, item in items.items()
                if path in kept
            ),
            dossier_yaml=write_dossier_yaml(dossier, plan_of(arrival, dossier)),
            people=people_of(dossier),
            values=values_of(dossier),
        )
        case_id = import_dossier(command, who, self.desk)
        arrivals.mark_submitted(arrival.id, case_id, who, desk=self.desk)
        return case_id


def _within(path: str) -> str:
    try:
        return safe_path(path).as_posix()
    except ValueError:
        raise RefusedError(
            "condition", "文件名不能指向案卷之外", "The path leads outside"
        ) from None


async def _guarded(
    request: Request, answer: Callable[[Request], Awaitable[Response]]
) -> Response:
    """Put the same headers on every answer as our other routes do."""
    response = await answer(request)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response


async def _refused(_request: Request, fault: Exception) -> JSONResponse:
    if not isinstance(fault, RefusedError):
        raise fault
    body = {"code": fault.code, "message": fault.reason.zh, "en": fault.reason.en}
    return JSONResponse(body, _STATUS.get(fault.code, 409))
