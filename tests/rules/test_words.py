"""What a company reads says what to do in the form; names of files come in brackets."""

import re
from pathlib import Path

import pytest

from checker import catalogue
from checker.intake._notes import NoteCode, make_note
from checker.model.rule import Rule
from checker.model.wording import REASONS, Text
from checker.rulebook.loader import load_rulebook

PACK = Path(__file__).resolve().parents[2] / "rules" / "jinan-safety-licence"
RULES = load_rulebook(PACK, catalogue.kinds(), catalogue.facts()).rules
ALLOWED = re.compile(r"\{[\w.]+\}|（离线检查：[^（）]*）|\([^()]*[Oo]ffline:[^()]*\)")
"""Placeholders, and brackets for those who check offline."""

TECHNICAL = re.compile(
    r"yaml|personnel|--|submi\w*_|valid_until|credit_code|not_applicable|"
    r"文件夹|目录|folder|命令|command|path\b"
)
PLACEHOLDERS = ("found", "wanted", "field", "what")
NOTE_WORDS = {one + end: "甲" for one in PLACEHOLDERS for end in ("", "_en")}


def technical_words(text: Text) -> list[str]:
    """Return the technical names that stand outside the brackets."""
    plain = [ALLOWED.sub("", text.in_language(one)) for one in ("zh", "en")]
    return [word for one in plain for word in TECHNICAL.findall(one)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_speaks_of_the_form(rule: Rule) -> None:
    texts = (rule.title, rule.message, rule.doubt, rule.remedy)

    assert [word for one in texts for word in technical_words(one)] == []


@pytest.mark.parametrize("code", NoteCode)
def test_note_of_intake_speaks_of_the_form(code: NoteCode) -> None:
    note = make_note(code, **NOTE_WORDS)

    assert technical_words(note.message) == []


@pytest.mark.parametrize("reason", REASONS)
def test_reason_speaks_of_the_form(reason: str) -> None:
    assert technical_words(REASONS[reason]) == []  # type: ignore[index]
