"""Text that cannot deceive: control and bidirectional characters made visible.

File names, titles and recognised text come from strangers. A newline in a name, an
override of the writing direction or half a surrogate pair must neither change how the
rest of a report reads nor stop it from being written.
"""

import re
import unicodedata

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Control, direction and zero-width characters.

Source: Unicode 15.1, general categories Cc, Zl, Zp and Cf as far as text in Chinese
or English never needs them, and the Hangul fillers, which look like nothing.
"""

_CONTROL_PICTURES = 0x2400
_LAST_C0 = 0x1F
_DELETE = 0x7F


_LONGEST = 32_000
"""Source: a worksheet's cell takes 32,767 characters (Excel specifications)."""

_TRIGGERS = frozenset("=+-@\t\r\n\x00\u2212")
"""First characters that make a spreadsheet calculate, or skip what stands before.

Source: OWASP, CSV injection; ASVS 5.0, 1.2.10. Full-width forms are folded to these.
"""


def whole(text: str) -> str:
    """Return text that UTF-8 can hold: lone surrogates become U+FFFD."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def visible(text: str) -> str:
    """Return text for people's eyes: what cannot be seen is shown by a sign.

    C0 controls become their pictures (a newline is ``␊``); direction marks and other
    unseen characters their code, for example ``[U+202E]``.
    """
    return _UNSEEN.sub(_sign, whole(text))


def safe(text: str) -> str:
    """Return text for a cell of a table: no formula, nothing unseen, not too long."""
    bare = text.lstrip(" \u00a0\u3000")[:1]
    folded = unicodedata.normalize("NFKC", bare)
    quote = "'" if folded in _TRIGGERS or text[:1] in _TRIGGERS else ""
    cut = text if len(text) <= _LONGEST else text[:_LONGEST] + "..."
    return quote + visible(cut)


def escape_unseen(json_text: str) -> str:
    """Return JSON with unseen characters as escapes; it means the same.

    A line of JSON then stays one line for every reader, and a terminal that shows it
    is not steered by it. The line breaks between JSON's own tokens stay.
    """
    return _UNSEEN.sub(_json_escape, json_text)


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code <= _LAST_C0:
        return chr(_CONTROL_PICTURES + code)
    if code == _DELETE:
        return "\u2421"
    return f"[U+{code:04X}]"


def _json_escape(match: re.Match[str]) -> str:
    if match[0] == "\n":
        return "\n"
    units = match[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
