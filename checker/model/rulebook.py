"""A rulebook: what was loaded from a pack."""

from dataclasses import dataclass

from checker.model.checklist import Checklist
from checker.model.grade import GradingScheme
from checker.model.rule import Rule
from checker.model.wording import Text


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A loaded pack; ``digest`` is the SHA-256 over its files, names included."""

    id: str
    version: str
    digest: str
    title: Text
    year: int
    checklist: Checklist
    rules: tuple[Rule, ...]
    scheme: GradingScheme
