"""What a pack asks for: the items of its checklist and their parts."""

from dataclasses import dataclass

from checker.model.ids import ItemCode
from checker.model.wording import Text


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an item; present when any of its wordings is found.

    ``words`` holds alternatives; each alternative is a tuple of words that must all
    stand in one text (a title line, or the page where ``anywhere`` is set).
    ``not_words``: a line that holds one of these does not count.
    """

    id: str
    title: Text
    words: tuple[tuple[str, ...], ...]
    anywhere: bool = False
    not_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One required entry; ``title_words`` place a file that has no number.

    ``parts`` must all be found, unless ``any_part`` says that one is enough.
    ``replaced_by`` is a part that stands for the whole item (a sealed statement that
    there is no crane). ``not_applicable_words`` are the wordings of a proof; empty:
    the item can never be left out. ``only_after_return``: asked for in a rectification
    alone.
    """

    code: ItemCode
    title: Text
    title_words: tuple[str, ...] = ()
    required: bool = True
    only_after_return: bool = False
    parts: tuple[Part, ...] = ()
    any_part: bool = False
    replaced_by: Part | None = None
    not_applicable_words: tuple[tuple[str, ...], ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """All items of a pack, in the order of their codes."""

    items: tuple[ChecklistItem, ...]

    def item(self, code: ItemCode) -> ChecklistItem | None:
        """Return the item with that code, or None."""
        return next((item for item in self.items if item.code == code), None)
