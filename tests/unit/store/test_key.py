"""What makes a stored reading valid."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from checker.model.evidence import Evidence, Fact, FactType, Known, Reading
from checker.model.ids import FactName
from checker.model.page import PageView
from checker.model.probe import Probe
from checker.store.key import order_probes, probe_versions
from tests.fakes import FakeReader


def _look(_page: PageView, _given: Evidence) -> Mapping[FactName, Reading]:
    return {FactName("a.x"): Known(1)}


def _probe(name: str, needs: tuple[str, ...] = (), *, reads: bool = False) -> Probe:
    return Probe(
        name=name,
        version=1,
        facts=(Fact(FactName(f"{name}.x"), FactType.INT, "x"),),
        look=_look,
        needs=tuple(FactName(need) for need in needs),
        uses_reader=reads,
    )


def test_probe_comes_after_what_it_needs() -> None:
    probes = [_probe("a", ("b.x",)), _probe("b", ("c.x",)), _probe("c")]

    ordered = order_probes(probes)

    assert [one.name for one in ordered] == ["c", "b", "a"]


def test_circle_of_needs_is_refused() -> None:
    probes = [_probe("a", ("b.x",)), _probe("b", ("a.x",))]

    with pytest.raises(ValueError, match="a, b"):
        order_probes(probes)


def test_new_version_of_a_needed_probe_changes_the_version_of_the_other() -> None:
    old = [_probe("a", ("b.x",)), _probe("b"), _probe("c")]
    new = [old[0], replace(old[1], version=2), old[2]]

    before = probe_versions(old, FakeReader())
    after = probe_versions(new, FakeReader())

    assert before["a"] != after["a"]
    assert before["b"] != after["b"]
    assert before["c"] == after["c"]


def test_other_reader_changes_only_what_rests_on_reading() -> None:
    probes = [_probe("text", reads=True), _probe("date", ("text.x",)), _probe("skew")]

    one = probe_versions(probes, FakeReader(name="one"))
    other = probe_versions(probes, FakeReader(name="other"))

    assert one["text"] != other["text"]
    assert one["date"] != other["date"]
    assert one["skew"] == other["skew"]


def test_retrained_model_changes_the_version_without_being_asked() -> None:
    old = [_probe("a", ("b.x",)), replace(_probe("b"), model_digest="1"), _probe("c")]
    new = [old[0], replace(old[1], model_digest="2"), old[2]]

    before = probe_versions(old, FakeReader())
    after = probe_versions(new, FakeReader())

    assert (before["a"], before["b"]) != (after["a"], after["b"])
    assert before["c"] == after["c"]
