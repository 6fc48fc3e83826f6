"""The one reader and writer of Streamlit's session state and of the address.

Only ids and drafts live here, each behind a typed function. What must survive a reload
stands in the address.
"""

import datetime as dt
import time
from dataclasses import dataclass, replace
from typing import Literal, cast
from urllib.parse import urlsplit
from uuid import uuid4

import streamlit as st

from reviewer_app.context.filing_rows import MendView

Tone = Literal["good", "bad", "note"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence about what has just happened."""

    tone: Tone
    words: str


def language() -> str:
    """Return the language chosen here, by the cookie, or Chinese."""
    chosen = st.session_state.get("language") or st.context.cookies.get("language")
    return chosen if chosen in {"zh", "en"} else "zh"


def address() -> str:
    """Return the address of the browser, as far as it is known."""
    return st.context.ip_address or ""


def base() -> str:
    """Return where the desk is served, as the browser knows it, without a slash."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def choose_language(code: str) -> None:
    """Keep a language for this session."""
    st.session_state["language"] = code


def tell(words: str, tone: Tone = "good") -> None:
    """Have a sentence shown at the next drawing."""
    is_shown = st.session_state.pop("notices_shown", None) is not None
    kept = () if is_shown else st.session_state.get("notices", ())
    st.session_state["notices"] = (*kept, Notice(tone, words))


_SURELY_SEEN_S = 2.0
"""A drawing that another one interrupts within so long may never reach the browser."""


def take_notices() -> tuple[Notice, ...]:
    """Return what is to be shown: what was told since the last drawing.

    What a drawing of just now has shown is shown again: that one may have been lost.
    """
    shown = st.session_state.setdefault("notices_shown", time.monotonic())
    if time.monotonic() - shown > _SURELY_SEEN_S:
        st.session_state.pop("notices", None)
        st.session_state.pop("notices_shown", None)
    return cast("tuple[Notice, ...]", st.session_state.get("notices", ()))


def case_id() -> int | None:
    """Return the case in the address, or the one looked at last."""
    raw = st.query_params.get("case", "")
    if raw.isdigit():
        st.session_state["case"] = int(raw)
    return cast("int | None", st.session_state.get("case"))


def open_case(number: int) -> None:
    """Keep which case is looked at."""
    st.session_state["case"] = number


def show_case_in_address(number: int) -> None:
    """Put the case into the address, so that it can be bookmarked."""
    if st.query_params.get("case") != str(number):
        st.query_params["case"] = str(number)


def place(name: str) -> str:
    """Return a part of the address, such as ``item``; empty where it is not there."""
    return st.query_params.get(name, "")


def put_place(name: str, value: str) -> None:
    """Change a part of the address; empty takes it away."""
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


@dataclass(frozen=True, slots=True)
class _Opened:
    """The part of a case that is shown; ``is_told``: the browser's address says so.

    Up to ``until`` it may say ``before`` all the same, and is then reminded of it.
    """

    part: str
    before: str = ""
    until: float = 0.0
    is_told: bool = True


_BROWSER_LAGS_S = 5.0
"""So long a browser may still tell the address of before, while we have moved on."""


def part_of(case: int) -> str:
    """Return which part of a case is shown: what was opened last, here or by address.

    Every drawing comes with the address that the browser knows. One that was under way
    when we changed it brings the old one, which must not win; one that was interrupted
    may have lost the new one on its way, which is then told again.
    """
    told, kept = place("item"), st.session_state.get(f"part:{case}")
    if not isinstance(kept, _Opened):
        kept = _Opened(told)
    is_recent = time.monotonic() < kept.until
    if told == kept.part:
        kept = replace(kept, is_told=True)
    elif told == kept.before and (is_recent or not kept.is_told):
        if not is_recent:
            open_part(case, kept.part)
        return kept.part
    elif told:
        kept = _Opened(told)
    st.session_state[f"part:{case}"] = kept
    return kept.part


def open_part(case: int, part: str) -> None:
    """Show another part of a case, and put it into the address."""
    until = time.monotonic() + _BROWSER_LAGS_S
    opened = _Opened(part, place("item"), until, is_told=place("item") == part)
    st.session_state[f"part:{case}"] = opened
    put_place("item", part)


def happened(key: str, name: str) -> dict[str, object] | None:
    """Return what one of our components has just reported, None for nothing."""
    state = st.session_state.get(key)
    value = state.get(name) if state is not None else None
    return value if isinstance(value, dict) else None


def happened_once(key: str, name: str) -> dict[str, object] | None:
    """Return what one of our components has last reported, unless it was taken before.

    For what a component keeps as its state, with a number ``n`` of its own each time: a
    drawing that another one interrupts loses nothing, the next one still finds it.
    """
    value = happened(key, name)
    taken = f"taken:{key}:{name}"
    if value is None or st.session_state.get(taken) == value.get("n"):
        return None
    st.session_state[taken] = value.get("n")
    return value


def draft(name: str, default: str = "") -> str:
    """Return words that are being written."""
    return str(st.session_state.get(f"draft:{name}", default))


def put_draft(name: str, words: str) -> None:
    """Keep words that are being written."""
    st.session_state[f"draft:{name}"] = words


def drop_draft(name: str) -> None:
    """Forget words that were written."""
    st.session_state.pop(f"draft:{name}", None)


def answer_text() -> str:
    """Return what the picture of the log-in screen says; it never leaves the server."""
    return str(st.session_state.get("captcha", ""))


def put_answer_text(words: str) -> None:
    """Keep what the picture of the log-in screen says."""
    st.session_state["captcha"] = words


def ticket_box() -> list[str]:
    """Return where the ticket of who was let in is put; empty for nobody.

    It is a list, so that keeping a ticket touches no state of Streamlit's, at which a
    second click could end the run.
    """
    return cast("list[str]", st.session_state.setdefault("tickets", []))


def put_input(key: str, value: str) -> None:
    """Set what a field of Streamlit's shows, before it is drawn."""
    st.session_state[key] = value


def given(key: str) -> str:
    """Return what a field of Streamlit's holds."""
    return str(st.session_state.get(key) or "")


def once(name: str) -> str:
    """Return an id for an order that a double click must not give twice."""
    key = f"once:{name}"
    if key not in st.session_state:
        st.session_state[key] = str(uuid4())
    return str(st.session_state[key])


def forget_once(name: str) -> None:
    """Have the next order be another one: this one was refused."""
    st.session_state.pop(f"once:{name}", None)


def mended(file_id: int) -> MendView | None:
    """Return what the mending of a file came to, None where it was not mended yet."""
    found = st.session_state.get("mended")
    return found if isinstance(found, MendView) and found.file_id == file_id else None


def put_mended(file_id: int, made: MendView) -> None:
    """Keep what the mending of a file came to, while it is looked at."""
    if made.file_id == file_id:
        st.session_state["mended"] = made


def drop_mended() -> None:
    """Forget it."""
    st.session_state.pop("mended", None)


def ticked() -> frozenset[int]:
    """Return the rows of the list that are ticked."""
    return frozenset(st.session_state.get("ticked", ()))


def tick(row: int, *, is_on: bool) -> None:
    """Tick a row of the list, or take the tick away."""
    others = ticked() - {row}
    st.session_state["ticked"] = tuple(sorted(others | ({row} if is_on else set())))


def untick_all() -> None:
    """Take all ticks away."""
    st.session_state.pop("ticked", None)


def acts_kept() -> tuple[str, ...]:
    """Return the ids of what the reading desk reported and the server has done."""
    return tuple(st.session_state.get("acts_kept", ()))


def keep_act(act_id: str) -> None:
    """Note that an act of the reading desk is done; the newest hundred are kept."""
    st.session_state["acts_kept"] = [*acts_kept(), act_id][-100:]


def files_seen(case: int) -> tuple[str, ...]:
    """Return the files of a case that were looked at in this session."""
    return tuple(st.session_state.get(f"files_seen:{case}", ()))


def see_file(case: int, file_id: str) -> None:
    """Note that a file is looked at; the newest six are kept."""
    rest = [one for one in files_seen(case) if one != file_id]
    st.session_state[f"files_seen:{case}"] = [*rest, file_id][-6:]


def open_page(file_id: str, page_no: int) -> None:
    """Note which page the reading desk begins with."""
    st.session_state["page_to_open"] = (file_id, page_no)


def take_page() -> tuple[str, int]:
    """Return the page that the reading desk begins with, ``("", 1)`` for any."""
    return cast("tuple[str, int]", st.session_state.pop("page_to_open", ("", 1)))


def wish(name: str) -> None:
    """Note that another screen is wanted; callbacks cannot open one themselves."""
    st.session_state["wish"] = name


def take_wish(name: str) -> bool:
    """Tell whether this was wanted, once."""
    if st.session_state.get("wish") != name:
        return False
    del st.session_state["wish"]
    return True


def component_text(key: str, name: str) -> str:
    """Return a text that one of our components keeps; empty where there is none."""
    state = st.session_state.get(key)
    return str(state.get(name) or "") if state is not None else ""


def picked(event: object) -> str:
    """Return the name of what was clicked in a chart, or nothing."""
    selection = getattr(event, "selection", {})
    points = selection.get("pick", []) if isinstance(selection, dict) else []
    return str(points[0]["name"]) if points else ""


def is_minute_over(now: dt.datetime) -> bool:
    """Tell whether a minute has passed since this last said so."""
    last = st.session_state.get("minute")
    if isinstance(last, dt.datetime) and now - last < dt.timedelta(minutes=1):
        return False
    st.session_state["minute"] = now
    return True
