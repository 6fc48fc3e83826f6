"""Find the words of the screens in the code, to keep the catalogues whole.

``python -m reviewer_app.locale.extract`` adds what the catalogues lack, untranslated.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
PLACES = ("screens", "widgets", "navigation.py", "context/dossier_rows.py")
"""Where words of screens stand."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def find_words() -> set[str]:
    """Return every Chinese text in the code of the screens, docstrings aside."""
    words: set[str] = set()
    for place in PLACES:
        path = ROOT / place
        files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        for file in files:
            words.update(_words_of(ast.parse(file.read_text("utf-8"))))
    return words


def _words_of(tree: ast.Module) -> Iterator[str]:
    in_formats = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    prose = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)
    } | set(_of_texts(tree))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if id(node) not in in_formats | prose and _CHINESE.search(node.value):
            yield node.value


def _of_texts(tree: ast.Module) -> Iterator[int]:
    """Yield what stands in a Text, which has its English beside it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
            yield from (id(argument) for argument in node.args)


def complete(language: str) -> int:
    """Add what a language's catalogue lacks; returns how many words that were."""
    path = Path(__file__).parent / language / "LC_MESSAGES" / "desk.po"
    with path.open("rb") as file:
        catalog: Catalog = read_po(file, locale=language)
    missing = find_words() - {str(entry.id) for entry in catalog if entry.id}
    for words in sorted(missing):
        catalog.add(words, "")
    with path.open("wb") as file:
        write_po(file, catalog, width=0, sort_output=True, omit_header=False)
    return len(missing)


if __name__ == "__main__":
    for name in ("zh", "en"):
        complete(name)
