"""Small pieces of HTML; every value is escaped on its way in."""

from collections.abc import Iterable, Mapping
from html import escape

import streamlit as st

from reviewer_app.theme import SIGNS


def chip(tone: str, words: str) -> str:
    """Return a word with its sign and colour."""
    sign = SIGNS.get(tone, "")
    mark = f"<b aria-hidden='true'>{sign}</b>" if sign else ""
    return f"<span class='chip {escape(tone)}'>{mark}{escape(words)}</span>"


def title(words: str, *, sub: str = "", chips: str = "") -> None:
    """Draw the heading of a screen.

    Args:
        words: what the screen is.
        sub: a quiet addition.
        chips: HTML made by ``chip``.
    """
    st.html(
        f"<div class='title-row'><h1>{escape(words)}</h1>{chips}"
        f"<span class='sub'>{escape(sub)}</span></div>"
    )


def heading(words: str) -> None:
    """Draw the heading of a part."""
    st.html(f"<h2>{escape(words)}</h2>")


def brand(words: str) -> None:
    """Draw the name of the product with its mark."""
    st.html(f"<span class='brand'><i></i>{escape(words)}</span>", width="content")


def lead(*sentences: str) -> None:
    """Draw what a screen is for, a line each."""
    lines = "".join(f"<p>{escape(one)}</p>" for one in sentences)
    st.html(f"<div class='lead'>{lines}</div>")


def steps(*sentences: str) -> None:
    """Draw numbered sentences."""
    rows = "".join(f"<li>{escape(one)}</li>" for one in sentences)
    st.html(f"<ol>{rows}</ol>")


def fault(words: str, *, tone: str = "bad") -> None:
    """Draw what is to say of the field above; its place is kept where that is nothing.

    ``tone``: bad, good or note.
    """
    role = "alert" if tone == "bad" else "status"
    said = f" role='{role}'" if words else ""
    st.html(f"<div class='fault {escape(tone)}'{said}>{escape(words)}</div>")


def quiet(words: str) -> None:
    """Draw a quiet sentence."""
    st.html(f"<p class='quiet'>{escape(words)}</p>")


def empty(words: str, hint: str) -> None:
    """Draw what stands where nothing is yet, and how to begin."""
    st.html(f"<div class='empty'><b>{escape(words)}</b>{escape(hint)}</div>")


def facts(pairs: Mapping[str, str]) -> None:
    """Draw names and values under each other."""
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>"
        for name, value in pairs.items()
    )
    st.html(f"<dl class='facts'>{rows}</dl>")


def lines(pairs: Iterable[tuple[str, str]]) -> None:
    """Draw lines of words with something at their right."""
    rows = "".join(
        f"<div><span>{escape(left)}</span>"
        f"<span class='num'>{escape(right)}</span></div>"
        for left, right in pairs
    )
    st.html(f"<div class='sum'>{rows}</div>")


def figures(pairs: Iterable[tuple[str, str]]) -> None:
    """Draw large numbers, each with what it counts."""
    cells = "".join(
        f"<div><small>{escape(name)}</small>"
        f"<span class='big num'>{escape(value)}</span></div>"
        for name, value in pairs
    )
    st.html(f"<div class='figures'>{cells}</div>")


def state_line(tone: str, words: str, more: str) -> None:
    """Draw a state as a word with its colour, and a quiet addition."""
    said = f"<span class='quiet'>{escape(more)}</span>"
    st.html(f"<div class='title-row'>{chip(tone, words)}{said}</div>")


def links(pairs: Iterable[tuple[str, str]]) -> None:
    """Draw links to papers of our own routes; each opens beside this screen."""
    made = "".join(
        f"<a href='{escape(address)}' target='_blank' rel='noopener'>"
        f"{escape(words)}</a>"
        for words, address in pairs
    )
    st.html(f"<div class='papers'>{made}</div>")


def finding(tone: str, words: str, remedy: str, *, place: str) -> None:
    """Draw what was found: where, what is wrong, what to do."""
    sign = SIGNS.get(tone, "")
    st.html(
        f"<div class='finding {escape(tone)}'><b aria-hidden='true'>{sign}</b><div>"
        f"<span class='place'>{escape(place)}</span><span>{escape(words)}</span>"
        f"<span class='remedy'>{escape(remedy)}</span></div></div>"
    )


def notice(tone: str, words: str, *, is_news: bool = False) -> None:
    """Draw a sentence, read out at once; ``is_news``: in sight wherever one is."""
    role = "alert" if tone == "bad" else "status"
    name = f"notice {escape(tone)}{' news' if is_news else ''}"
    st.html(f"<div class='{name}' role='{role}'>{escape(words)}</div>")


def escaped(words: str) -> str:
    """Return words as HTML, lines kept."""
    return escape(words).replace("\n", "<br>")
