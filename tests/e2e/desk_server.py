"""A desk to try the screens on: made-up people, two sample dossiers, checked already.

Streamlit runs this file; the folder of the desk comes by ``DOSSIER_DESK``.
"""

import json
import os
from pathlib import Path
from typing import Any

import streamlit as st

from reviewer_app.bootstrap import Served, find_place, open_desk, share
from reviewer_app.db.cases import NewFile
from reviewer_app.db.people import add_user
from reviewer_app.domain.people import Actor, Role
from reviewer_app.identity_provider import find_provider
from reviewer_app.intake import DeskIntake
from reviewer_app.pictures import Pictures
from reviewer_app.public_routes import PublicRoutes
from reviewer_app.routes import Routes
from reviewer_app.rule_packs import DeskPacks
from reviewer_app.services import accounts, checked, importing, settings
from reviewer_app.services.desk import Desk
from reviewer_app.sign_in_routes import SignInRoutes

ROOT = Path(__file__).resolve().parents[2]
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

    def check_draft(self, case_id: int, revision: int, company_id: int) -> None:
        """Order nothing."""
        assert case_id
        assert revision
        assert company_id

    def draft_progress(self, case_id: int, revision: int) -> tuple[int, int] | None:
        """Know nothing."""
        return None if case_id and revision else (0, 0)

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


place = find_place()
desk = open_desk(place, NoJobs())
seed(desk)
provider = find_provider(os.environ)
share(
    Served(
        desk,
        intake=DeskIntake,
        packs=DeskPacks,
        has_captcha=False,
        provider_name=None if provider is None else provider.name,
    )
)
pictures = Pictures(place.home / "pictures")
app = st.App(
    ROOT / "reviewer_app" / "app.py",
    routes=[
        *Routes(desk, desk.files, pictures).all(),
        *PublicRoutes(desk).all(),
        *(SignInRoutes(desk, provider).all() if provider else []),
    ],
)
