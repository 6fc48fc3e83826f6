"""What makes a stored reading valid: the versions of all that it rests on."""

import hashlib
from collections.abc import Iterable, Mapping

from checker.model.ids import FactName
from checker.model.page import TextReader
from checker.model.probe import Probe

RENDER_VERSION = 4
"""Raised when pages are rendered or their text layer is read differently."""

GATE_VERSION = 2
"""Raised when the facts of a file are found differently."""


def order_probes(probes: Iterable[Probe]) -> tuple[Probe, ...]:
    """Return probes so that each comes after all that it needs.

    Raises:
        ValueError: two probes need each other, or a needed fact has no probe.
    """
    waiting = sorted(probes, key=lambda probe: probe.name)
    ordered: list[Probe] = []
    known: set[FactName] = set()
    while waiting:
        ready = [probe for probe in waiting if known.issuperset(probe.needs)]
        if not ready:
            names = ", ".join(probe.name for probe in waiting)
            raise ValueError(f"probes need each other or an unknown fact: {names}")
        ordered.extend(ready)
        known.update(fact.name for probe in ready for fact in probe.facts)
        waiting = [probe for probe in waiting if probe not in ready]
    return tuple(ordered)


def probe_versions(probes: Iterable[Probe], reader: TextReader) -> Mapping[str, str]:
    """Return the version digest of each probe, 12 hexadecimal digits.

    It covers the probe and its model, every probe that it needs, the rendering, and the
    reader where any of them uses it.
    """
    digests: dict[str, str] = {}
    origin: dict[FactName, str] = {}
    for probe in order_probes(probes):
        parts = [probe.name, str(probe.version), str(RENDER_VERSION)]
        parts += sorted({digests[origin[fact]] for fact in probe.needs})
        if probe.model_digest:
            parts.append(probe.model_digest)
        if probe.uses_reader:
            parts += [reader.name, reader.version]
        digests[probe.name] = _digest(parts)
        origin.update((fact.name, probe.name) for fact in probe.facts)
    return digests


def frame_version() -> str:
    """Return the version of page frames (size, content, whether it rendered)."""
    return _digest(["page", str(RENDER_VERSION)])


def gate_version() -> str:
    """Return the version of the facts of files."""
    return _digest(["file", str(GATE_VERSION)])


def _digest(parts: list[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
