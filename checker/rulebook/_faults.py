"""A log of faults: everything that is wrong, in place of the first thing."""

import difflib
from collections.abc import Collection

from checker.errors import RuleFault
from checker.model.wording import Text
from checker.rulebook._tree import Place

LISTED_AT_MOST = 30
"""So many valid words are listed in full when none is similar. Source: a line that
an editor or a terminal still shows as a paragraph; no measurement behind it."""


class FaultLog:
    """Collects the faults of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._faults: list[RuleFault] = []

    def add(self, place: Place, words: Text) -> None:
        """Note that something is wrong at a place."""
        self._faults.append(
            RuleFault(self.file, place.line, place.column, words.zh, words.en)
        )

    def extend(self, other: "FaultLog") -> None:
        """Take over the faults of another log."""
        self._faults.extend(other.faults)

    @property
    def count(self) -> int:
        """How many faults have been added so far."""
        return len(self._faults)

    @property
    def faults(self) -> tuple[RuleFault, ...]:
        """The faults so far, each once, in the order of the file."""
        return tuple(sorted(set(self._faults)))


def unknown_word(what: Text, word: str, valid: Collection[str]) -> Text:
    """Say that a word is not known, and which one was probably meant.

    Args:
        what: the sort of word, for example 测量项 / fact.
        word: what the file says.
        valid: all words that would be right.
    """
    hint = _hint(word, valid)
    return Text(
        f"没有名为“{word}”的{what.zh}；{hint.zh}",
        f'there is no {what.en} "{word}"; {hint.en}',
    )


def _hint(word: str, valid: Collection[str]) -> Text:
    known = sorted(valid)
    close = difflib.get_close_matches(word, known, n=3, cutoff=0.6)
    if close:
        listed = ", ".join(close)
        return Text(f"是不是要写：{listed}", f"did you mean {listed}?")
    if not known:
        return Text("这里没有可用的名称", "none is valid here")
    listed = ", ".join(known[:LISTED_AT_MOST])
    more = Text("等", ", …") if len(known) > LISTED_AT_MOST else Text("", "")
    return Text(f"可用的有：{listed}{more.zh}", f"valid are {listed}{more.en}")
