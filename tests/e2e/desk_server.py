"""A desk to try the screens on: made-up people, two sample dossiers, checked already.

Streamlit runs this file; the folder of the desk comes by ``DOSSIER_DESK``.
"""

import io
import json
import threading
from pathlib import Path
from typing import Any

import pypdfium2
import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from reviewer_app.bootstrap import Served, find_place, open_desk, share
from reviewer_app.db.cases import NewFile
from reviewer_app.db.people import add_user
from reviewer_app.domain.people import Actor, Role
from reviewer_app.queries.dossier import file_of
from reviewer_app.rule_packs import DeskPacks
from reviewer_app.services import accounts, checked, importing, settings
from reviewer_app.services.desk import Desk

ROOT = Path(__file__).resolve().parents[2]
ONE_AT_A_TIME = threading.Lock()
PASSWORD = "only-for-tests-1"  # noqa: S105 - of nobody
PEOPLE = (
    ("shen", "沈核", Role.REVIEWER),
    ("zong", "宗复", Role.CHIEF),
    ("guan", "管理", Role.ADMINISTRATOR),
    ("ji", "稽录", Role.AUDITOR),
)
ADMINISTRATOR = Actor(3, "管理", Role.ADMINISTRATOR)


class NoJobs:
    """Whatever comes in has been checked before."""

    def check_round(self, case_id: int, round_no: int, company_id: int) -> None:
        pass

    def progress(self, case_id: int, round_no: int) -> tuple[int, int] | None:
        return None if case_id + round_no else (0, 0)


def seed(desk: Desk) -> None:
    hashed = accounts.hash_password(PASSWORD)
    with desk.database.work() as tx:
        for account, name, role in PEOPLE:
            values = {
                "account": account, "name": name, "role": role,
                "password_hash": hashed, "is_active": True,
                "created_at": desk.clock.now(),
            }  # fmt: skip
            add_user(tx, values)
    code = settings.AddReasonCode(code="misread", zh="机器误读", en="misread")
    settings.add_reason_code(code, ADMINISTRATOR, desk)
    step = settings.PutSetting(name="two_steps", value=True)
    settings.put_setting(step, ADMINISTRATOR, desk)
    reports = json.loads((ROOT / "tests/app/reports.json").read_text("utf-8"))
    for name, report in reports.items():
        bring_in(desk, ROOT / "sample_data" / name / "dossier", report)


def bring_in(desk: Desk, folder: Path, report: dict[str, Any]) -> None:
    files = []
    for document in report["documents"]:
        content = (folder / document["path"]).read_bytes()
        sha256, size = desk.files.put(iter([content]))
        files.append(NewFile(document["path"], sha256, size, document["item"]))
    command = importing.ImportDossier(
        company=report["dossier"]["company"],
        credit_code=report["dossier"]["credit_code"],
        year=report["dossier"]["year"],
        files=tuple(files),
        dossier_yaml=(folder / "dossier.yaml").read_text("utf-8"),
    )
    case_id = importing.import_dossier(command, ADMINISTRATOR, desk)
    whole = {
        **report,
        "ruleset": {"id": "sample", "sha256": "0" * 64},
        "timing": {"pages": sum(len(d["pages"]) for d in report["documents"])},
    }
    checked.record_report(checked.RecordReport(case_id, 1, whole), desk)


def ticket(request: Request) -> Response:
    session = accounts.open_session(request.path_params["ticket"], DESK)
    response = RedirectResponse("/", 303)
    response.set_cookie("session", session or "", httponly=True, samesite="strict")
    return response


def leave(request: Request) -> Response:
    accounts.log_out(request.cookies.get("session", ""), DESK)
    response = RedirectResponse("/", 303)
    response.delete_cookie("session")
    return response


def picture(request: Request) -> Response:
    given = request.path_params
    actor = accounts.actor_of(request.cookies.get("session", ""), DESK)
    if actor is None:
        return Response(status_code=403)
    file = file_of(
        int(given["case"]), int(given["file"]), actor, database=DESK.database
    )
    width = int(request.query_params.get("w", "1600"))
    body = draw(DESK.files.path(file.sha256), int(given["page"]), width)
    return Response(body, media_type="image/jpeg")


def draw(path: Path, page_no: int, width: int) -> bytes:
    body = io.BytesIO()
    with ONE_AT_A_TIME:  # pdfium knows no threads
        page = pypdfium2.PdfDocument(path)[page_no - 1]
        picture = page.render(scale=width / page.get_width()).to_pil()
    picture.convert("RGB").save(body, "JPEG", quality=80)
    return body.getvalue()


DESK = open_desk(find_place(), NoJobs())
seed(DESK)
share(Served(DESK, packs=DeskPacks, has_captcha=False))
app = st.App(
    ROOT / "reviewer_app" / "app.py",
    routes=[
        Route("/session/ticket/{ticket}", ticket),
        Route("/session/end", leave, methods=["POST"]),
        Route("/pages/{case}/{file}/{page}.jpg", picture),
    ],
)
