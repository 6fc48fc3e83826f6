"""Who are you -> navigation -> run. Streamlit runs this file."""

from contextlib import suppress

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.bootstrap import Served, shared
from reviewer_app.context import NOBODY, C, Ctx, Going, R, Verb
from reviewer_app.context.filing_reading import FilingReading
from reviewer_app.context.reading import Reading
from reviewer_app.domain.people import Actor
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.navigation import Seen, Shown, all_screens, screens_for
from reviewer_app.services.accounts import actor_of, keep_alive
from reviewer_app.widgets import frame


class OnServer:
    """What stands behind the screens: the desk that this process serves."""

    def __init__(self, served: Served) -> None:
        self.served = served

    def who(self, token: str | None) -> Actor | None:
        """Return who has this session; asked at every drawing and every act."""
        desk = self.served.desk
        actor = actor_of(token or "", desk)
        if actor is not None and ui_state.is_minute_over(desk.clock.now()):
            with suppress(RefusedError):
                # A full disk keeps nobody from reading.
                keep_alive(token or "", desk)
        return actor

    def context(self, actor: Actor | None, go: Going, language: str) -> Ctx:
        """Return what a screen is given."""
        desk, who = self.served.desk, actor or NOBODY
        token = st.context.cookies.get("session", "")

        def act(verb: Verb[C, R], command: C) -> R:
            # A fragment outlives its drawing: ask again who is there.
            if who != NOBODY and actor_of(token, desk) != who:
                raise RefusedError(
                    "session", "登录已失效，请重新登录", "Please log in again"
                )
            return verb(command, who, desk)

        intake, packs = self.served.intake, self.served.packs
        return Ctx(
            who,
            act,
            Reading(desk, who),
            go,
            desk.clock.now(),
            language,
            intake(who, desk) if intake else None,
            packs(who, desk) if packs else None,
            has_captcha=self.served.has_captcha,
            filings=FilingReading(desk, who),
            mender=self.served.mender(who, desk) if self.served.mender else None,
            provider_name=self.served.provider_name,
        )


def run(seen: Seen) -> None:
    """Draw the screen in the address for who is looking."""
    st.set_page_config(page_title="案卷审核台", layout="wide")
    frame.dress()
    actor = seen.who(st.context.cookies.get("session"))
    shown = Shown(screens_for(actor))
    ctx = seen.context(actor, shown.go, ui_state.language())
    st.navigation(shown.pages(ctx, all_screens()), position="hidden").run()


if __name__ == "__main__":
    run(OnServer(shared()))
