"""A probe: an instrument that looks at one page and reports facts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from checker.model.evidence import Evidence, Fact, Reading
from checker.model.ids import FactName
from checker.model.page import PageView

Look = Callable[[PageView, Evidence], Mapping[FactName, Reading]]
"""Measure a page, given the readings of the facts that the probe needs."""


@dataclass(frozen=True, slots=True)
class Probe:
    """An instrument; ``version`` rises whenever the same page may read differently.

    ``reads_text``: it is run only on pages whose text is wanted (OCR is the dear part).
    ``uses_reader``: its readings depend on which reader was chosen.
    ``model_digest``: of the trained numbers that it judges by, a part of its version.
    """

    name: str
    version: int
    facts: tuple[Fact, ...]
    look: Look
    needs: tuple[FactName, ...] = ()
    reads_text: bool = False
    uses_reader: bool = False
    model_digest: str = ""
