"""Which item a file answers: by number, by the people's folder, or by title words."""

import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath

from checker.model.checklist import Checklist, ChecklistItem
from checker.model.dossier import MatchedBy
from checker.model.ids import ItemCode

_NUMBER = re.compile(r"(0?[1-9]|1[0-9]|20)(?=[-_.、\s]|$)")
_PEOPLE_FOLDERS = frozenset({"personnel", "人员证书"})


def match(
    path: str, checklist: Checklist, named: Collection[str]
) -> tuple[ItemCode | None, MatchedBy]:
    """Return the item that a file belongs to, and how that was seen.

    The people's files come first (they belong to no item), then a number at the start
    of the file's or of a folder's name, then title words in the names.

    Args:
        path: relative to the dossier, ``/`` as separator.
        checklist: the items there are.
        named: paths that the list of people names.
    """
    parts = [_plain(part) for part in PurePosixPath(path).parts]
    if path in named or any(is_people_folder(part) for part in parts[:-1]):
        return None, MatchedBy.PERSONNEL
    numbered = _by_number(parts, checklist)
    if numbered is not None:
        return numbered.code, MatchedBy.NUMBER
    for part in reversed(parts):
        titled = _by_title(part, checklist)
        if titled is not None:
            return titled.code, MatchedBy.TITLE
    return None, MatchedBy.NOTHING


def is_people_folder(name: str) -> bool:
    """Return whether a folder of that name holds the certificates of people."""
    return _plain(name) in _PEOPLE_FOLDERS


def item_code(written: str) -> ItemCode:
    """Return an item id in two digits: 7, ``7`` and ``07`` are the same item."""
    text = unicodedata.normalize("NFKC", written).strip()
    return ItemCode(text.zfill(2) if text.isascii() and text.isdigit() else text)


def _by_number(parts: list[str], checklist: Checklist) -> ChecklistItem | None:
    """Return the item of the outermost number.

    Files in a numbered folder are often numbered again from 1, so the folder goes
    first, unless the file's own number comes with that item's title.
    """
    found = [(part, _numbered(part, checklist)) for part in parts]
    items = [(part, item) for part, item in found if item is not None]
    if not items:
        return None
    own, own_item = items[-1]
    is_own = own == parts[-1] and _title_weight(own, own_item) > 0
    folder, folder_item = items[0]
    if is_own and not _title_weight(folder, folder_item):
        return own_item
    return folder_item


def _numbered(part: str, checklist: Checklist) -> ChecklistItem | None:
    number = _NUMBER.match(part)
    return checklist.item(item_code(number[1])) if number else None


def _by_title(part: str, checklist: Checklist) -> ChecklistItem | None:
    best: ChecklistItem | None = None
    most = 0
    for item in checklist.items:
        weight = _title_weight(part, item)
        if weight > most:
            best, most = item, weight
    return best


def _title_weight(part: str, item: ChecklistItem) -> int:
    """Return how many characters of the name the item's title words account for."""
    words = {_plain(word) for word in item.title_words}
    name = part.replace(" ", "")
    return sum(len(word) for word in words if word and word.replace(" ", "") in name)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()
