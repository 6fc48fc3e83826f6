"""The one server process: screens, our routes and the API on one port.

Started by ``python -m reviewer_app serve``, which runs ``streamlit run`` on this file.
"""

import asyncio
import contextlib
import gc
import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import streamlit as st
from starlette.routing import Mount, Route

from reviewer_app import pack_work
from reviewer_app.api_routes import Api
from reviewer_app.bootstrap import Served, find_place, open_desk, share
from reviewer_app.company_routes import CompanyRoutes
from reviewer_app.files import FolderStore, Partials
from reviewer_app.identity_provider import find_provider
from reviewer_app.intake import DeskIntake
from reviewer_app.mending import DeskMender
from reviewer_app.navigation import all_screens
from reviewer_app.paper_routes import PaperRoutes
from reviewer_app.pictures import Pictures
from reviewer_app.public_routes import PublicRoutes
from reviewer_app.routes import Routes, healthy
from reviewer_app.rule_packs import DeskPacks
from reviewer_app.sign_in_routes import SignInRoutes
from reviewer_app.worker import DbosJobs

_LOG = logging.getLogger(__name__)

IMPORTS = "DOSSIER_IMPORTS"
"""Environment variable: the folder of the server that dossiers may be imported from."""

NO_CAPTCHA = "DOSSIER_NO_CAPTCHA"
"""Environment variable: set, for automated tests; taken on loopback only."""

HTTPS = "DOSSIER_HTTPS"
"""Environment variable: set where a proxy in front speaks HTTPS; cookies are then sent
over HTTPS alone."""

_PAUSE_S = 2.0
"""Between the end of a worker and its next start."""

_DRAWN_WITH = ("reviewer_app.app", "pandas", "pyarrow", "pyarrow.compute")
"""What the first drawing would load: the entry's own modules, and Streamlit's."""

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def _has_captcha() -> bool:
    if not os.environ.get(NO_CAPTCHA):
        return True
    address = st.get_option("server.address")
    if address not in _LOOPBACK:
        _LOG.error("the captcha stays on: the server listens beyond loopback")
        return True
    return False


@asynccontextmanager
async def _alive(_app: object) -> AsyncIterator[None]:
    """Run the worker beside the server, for as long as the server runs."""
    keeping = asyncio.create_task(_keep_working())
    try:
        yield
    finally:
        keeping.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await keeping
        pictures.close()
        _public.close()


def _warm_up() -> None:
    """Load what every click needs, and have the collector of garbage pass it over.

    Streamlit collects garbage after each drawing. What was loaded at the start is never
    garbage, and looking through it took two thirds of a click.
    """
    for name in _DRAWN_WITH:
        import_module(name)
    all_screens()
    pack_work.items_of(pack_work.built_in())
    gc.collect()
    gc.freeze()


async def _keep_working() -> None:
    """Start the worker, and start it again whenever it ends."""
    while True:
        worker = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "reviewer_app", "worker", "--with-parent"
        )
        try:
            code = await worker.wait()
        except asyncio.CancelledError:
            worker.terminate()
            await worker.wait()
            raise
        _LOG.error("the worker ended with %s and is started again", code)
        await asyncio.sleep(_PAUSE_S)


place = find_place()
desk = open_desk(place, DbosJobs(place))
pictures = Pictures(place.home / "pictures")
_provider = find_provider(os.environ)
_imports = os.environ.get(IMPORTS)
share(
    Served(
        desk,
        intake=lambda actor, now: DeskIntake(
            actor, now, Path(_imports) if _imports else None
        ),
        packs=DeskPacks,
        mender=lambda actor, now: DeskMender(actor, now, place.home),
        has_captcha=_has_captcha(),
        provider_name=None if _provider is None else _provider.name,
    )
)
partials = Partials(place.partials)
partials.prepare()
_company = CompanyRoutes(desk, FolderStore(place.files), partials, pictures)
_papers = PaperRoutes(desk, desk.files, pictures)
_is_secure = bool(os.environ.get(HTTPS))
_routes = Routes(desk, desk.files, pictures, is_secure=_is_secure)
_sign_in = (
    SignInRoutes(desk, _provider, is_secure=_is_secure).all() if _provider else []
)
_public = PublicRoutes(desk)
app = st.App(
    Path(__file__).with_name("app.py"),
    routes=[
        *_routes.all(),
        *_company.all(),
        *_papers.all(),
        *_sign_in,
        *_public.all(),
        Route("/healthy", healthy),
        Mount("/api/v1", Api(desk).build()),
    ],
    lifespan=_alive,
)
_warm_up()
