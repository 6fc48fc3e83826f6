"""The words of the screens: Chinese in the code, their English mirror in a catalogue.

Catalogues are gettext files, read as they stand; nothing has to be compiled. A word
that a catalogue lacks is shown in Chinese.
"""

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES: dict[str, str] = {"zh": "中文", "en": "English"}
"""Languages by code, each by its own name."""


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return a language's words by their Chinese original."""
    path = Path(__file__).parent / language / "LC_MESSAGES" / "desk.po"
    with path.open("rb") as file:
        entries = read_po(file, locale=language)
    return {
        str(entry.id): str(entry.string)
        for entry in entries
        if entry.id and entry.string
    }


def translate(words: str, language: str) -> str:
    """Return words in a language, or as they are."""
    return catalogue(language).get(words, words)
