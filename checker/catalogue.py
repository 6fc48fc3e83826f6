"""Finds probes, kinds, readers and report formats by walking their folders.

Each module without a leading underscore exports exactly one such name; adding one is
adding its file. Everything is sorted by name.
"""

import functools
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from typing import Any

import checker.kinds
import checker.ocr
import checker.probes
import checker.reports
from checker.intake.facts import FILE_FACTS
from checker.model.evidence import Fact
from checker.model.ids import FactName
from checker.model.page import TextReader
from checker.model.ports import ReportFormat
from checker.model.probe import Probe
from checker.model.rule import RuleKind


@functools.cache
def probes() -> tuple[Probe, ...]:
    """Return every probe, sorted by name."""
    found: list[Probe] = _exports(checker.probes, "PROBE")
    return tuple(sorted(found, key=lambda probe: probe.name))


@functools.cache
def kinds() -> Mapping[str, RuleKind]:
    """Return every way of judging, by name."""
    found: list[RuleKind] = _exports(checker.kinds, "KIND")
    return {kind.name: kind for kind in sorted(found, key=lambda kind: kind.name)}


@functools.cache
def readers() -> Mapping[str, Callable[[], TextReader]]:
    """Return what makes each reader, by the name given to ``--reader``."""
    found: list[Any] = _exports(checker.ocr, "READER")
    return {reader.name: reader for reader in sorted(found, key=lambda one: one.name)}


@functools.cache
def formats() -> Mapping[str, ReportFormat]:
    """Return every report format, by the name given to ``--format``."""
    found: list[ReportFormat] = _exports(checker.reports, "REPORT")
    return {one.name: one for one in sorted(found, key=lambda one: one.name)}


@functools.cache
def facts() -> Mapping[FactName, Fact]:
    """Return every fact that some probe, or the gate, can report."""
    of_probes = (fact for probe in probes() for fact in probe.facts)
    return {fact.name: fact for fact in (*FILE_FACTS, *of_probes)}


def _exports(package: Any, name: str) -> list[Any]:  # noqa: ANN401 - modules differ
    modules = [
        importlib.import_module(f"{package.__name__}.{found.name}")
        for found in pkgutil.iter_modules(package.__path__)
        if not found.name.startswith("_") and not found.ispkg
    ]
    return [getattr(module, name) for module in modules]
