"""How right the pages of a report are, held against what is true of them.

Judges the fields of the contract, so just what a user sees. The goals are those that
the product set itself; a figure without one is printed for reading alone.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rapidfuzz.distance import Levenshtein

from checker.tuning.labels import LabelledPage
from checker.tuning.scores import (
    Score,
    Tally,
    area_under_curve,
    calibration_error,
    share,
)

_SAME_PLACE = 0.5
"""Intersection over union from which on two boxes are the same seal.
**Source:** PASCAL VOC, Everingham et al. 2010."""

_READABLE_DPI = 200
"""From here on the letters of a seal can be read. **Source:** engines, 7.6."""

_LEGIBLE = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """A page: what is true of it, and what the report says."""

    true: LabelledPage
    said: Mapping[str, Any]


@dataclass(slots=True)
class Findings:
    """Figures, and for each question the pages that were answered wrongly."""

    scores: list[Score] = field(default_factory=list)
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def blame(self, question: str, pair: Pair, words: object) -> None:
        """Remember a page that was answered wrongly."""
        name = f"{pair.true.path.name}:{pair.true.number}  {words}"
        self.wrong.setdefault(question, []).append(name)


def measure(pairs: Sequence[Pair]) -> Findings:
    """Return all figures of pages with their labels."""
    found = Findings()
    for question in _QUESTIONS:
        found.scores += question(pairs, found)
    return found


def _orientation(pairs: Sequence[Pair], found: Findings) -> Iterator[Score]:
    right: list[bool] = []
    sure: list[float] = []
    layouts: dict[str, list[bool]] = {}
    for pair in pairs:
        truth = pair.true.truth.get("turn_deg")
        if truth is None or not pair.true.is_readable:
            continue
        said = pair.said["orientation"]
        right.append(said == truth)
        sure.append(pair.said["orientation_confidence"] or 0.25)
        layouts.setdefault(pair.true.layout, []).append(right[-1])
        if not right[-1]:
            found.blame("orientation", pair, f"{said} ({sure[-1]}), is {truth}")
    shares = {name: sum(each) / len(each) for name, each in layouts.items()}
    worst = min(shares, key=lambda name: shares[name], default="")
    note = f"worst: {worst} {shares[worst]:.3f}" if worst else ""
    yield share("orientation", sum(right), len(right), goal=0.997, note=note)
    error = calibration_error(sure, right)
    name = "orientation: calibration error"
    yield Score(name, error, len(right), goal=0.01, at_most=True)


def _skew(pairs: Sequence[Pair], found: Findings) -> Iterator[Score]:
    errors: dict[str, list[float]] = {"scans": [], "photographs": []}
    silent = Counter[str]()
    for pair in pairs:
        truth = pair.true.truth.get("skew_deg")
        medium = pair.true.truth.get("medium")
        if truth is None or not pair.true.is_readable or medium == "digital":
            continue
        kind = "photographs" if medium == "photo" else "scans"
        said = pair.said["skew_deg"]
        if said is None:
            silent[kind] += 1
            continue
        errors[kind].append(abs(said - truth))
        if errors[kind][-1] > 0.5:  # noqa: PLR2004 - worth a look
            found.blame("skew", pair, f"{said}, is {truth}")
    for kind, values in errors.items():
        mean = sum(values) / len(values) if values else None
        goal = 0.1 if kind == "scans" else None
        note = f"no answer: {silent[kind]}"
        name = f"skew of {kind}: mean error, degrees"
        yield Score(name, mean, len(values), goal=goal, at_most=True, note=note)


def _blank(pairs: Sequence[Pair], found: Findings) -> Iterator[Score]:
    tally = Tally()
    for pair in pairs:
        truth, said = pair.true.truth.get("blank"), pair.said["blank"]
        if truth is None or not (truth or pair.true.is_readable):
            continue
        tally.hits += bool(truth and said)
        tally.false += bool(said and not truth)
        tally.missed += bool(truth and not said)
        if bool(said) != truth:
            found.blame("blank", pair, f"{said}, is {truth}")
    name = "blank pages: F1"
    yield Score(name, tally.f1, tally.hits + tally.missed, goal=0.98)


def _legibility(pairs: Sequence[Pair], found: Findings) -> Iterator[Score]:
    chances, truths = [], []
    silent = 0
    for pair in pairs:
        truth, chance = pair.true.truth.get("legible"), pair.said["legibility"]
        if truth is None or pair.true.truth.get("blank"):
            continue
        if chance is None:
            silent += 1
            found.blame("legibility", pair, f"no answer, is {truth}")
            continue
        chances.append(float(chance))
        truths.append(bool(truth))
        if (chance >= _LEGIBLE) != truth:
            found.blame("legibility", pair, f"{chance}, is {truth}")
    note = f"no answer: {silent}"
    area = area_under_curve(chances, truths)
    yield Score("legibility: AUC", area, len(truths), goal=0.99, note=note)
    kept = [c >= _LEGIBLE for c, t in zip(chances, truths, strict=True) if t]
    refused = [c < _LEGIBLE for c, t in zip(chances, truths, strict=True) if not t]
    balanced = None
    if kept and refused:
        balanced = (sum(kept) / len(kept) + sum(refused) / len(refused)) / 2
    name = "legibility: balanced accuracy"
    yield Score(name, balanced, len(truths), goal=0.97)
    alarms = len(kept) - sum(kept)
    false = share("legibility: false alarms", alarms, len(kept))
    yield replace(false, at_most=True)
    sure = [max(c, 1 - c) for c in chances]
    right = [(c >= _LEGIBLE) == t for c, t in zip(chances, truths, strict=True)]
    error = calibration_error(sure, right)
    yield Score("legibility: calibration error", error, len(right), at_most=True)


def _seals(pairs: Sequence[Pair], found: Findings) -> Iterator[Score]:
    tallies = {"seals in colour": Tally(), "seals on grey and bilevel copies": Tally()}
    colours = Counter[bool]()
    copies = copies_red = without = without_false = 0
    for pair in pairs:
        if not pair.true.is_sound or pair.true.truth.get("seals") is None:
            continue
        grey = pair.true.truth.get("medium") in ("grey", "bilevel")
        kind = "seals on grey and bilevel copies" if grey else "seals in colour"
        truths, said = list(pair.true.truth["seals"]), list(pair.said["seals"] or ())
        said, truths = _without_doubtful(said, truths)
        matches = match_boxes([s["bbox"] for s in said], [t["box"] for t in truths])
        for place, other in matches:
            colours[said[place]["colour"] == truths[other]["colour"]] += 1
        copies += grey * len(said)
        copies_red += grey * sum(s["colour"] == "red" for s in said)
        hits = len(matches)
        tally = tallies[kind]
        tally.hits += hits
        tally.false += len(said) - hits
        tally.missed += len(truths) - hits
        without += not truths
        without_false += not truths and bool(said)
        if hits < max(len(said), len(truths)):
            words = f"{hits} right, {len(said)} found, {len(truths)} there"
            found.blame("seals", pair, words)
    for name, tally in tallies.items():
        yield from tally.scores(name, precision=0.99, recall=0.98)
    yield share("seals: colour", colours[True], colours.total())
    yield share("seals: copies called red", copies_red, copies)
    yield share("seals: pages without one that get one", without_false, without)


def _without_doubtful(
    said: list[Mapping[str, Any]], truths: list[Mapping[str, Any]]
) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """Leave out seals that may be found or not, and what was found of them."""
    doubtful = [t for t in truths if t.get("clear") is False]
    clear = [t for t in truths if t.get("clear") is not False]
    kept = [
        s
        for s in said
        if not any(_lies_in(s["bbox"], t["box"]) for t in doubtful)
        or any(overlap(s["bbox"], t["box"]) >= _SAME_PLACE for t in clear)
    ]
    return kept, clear


def _lies_in(found: Sequence[float], box: Sequence[float]) -> bool:
    x, y = (found[0] + found[2]) / 2, (found[1] + found[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _seal_names(pairs: Sequence[Pair], found: Findings) -> Iterator[Score]:
    answered = wrong = letters = count = 0
    for pair in pairs:
        dpi = pair.true.truth.get("dpi")
        if not pair.true.is_sound or (dpi is not None and dpi < _READABLE_DPI):
            continue
        if pair.true.truth.get("medium") in ("grey", "bilevel"):
            continue
        truths = [
            t
            for t in pair.true.truth.get("seals") or ()
            if t["shape"] in ("round", "oval")
            and t.get("name")
            and t.get("clear") is not False
        ]
        said = list(pair.said["seals"] or ())
        matches = match_boxes([s["bbox"] for s in said], [t["box"] for t in truths])
        count += len(truths)
        for place, other in matches:
            text, name = said[place]["text"], truths[other]["name"]
            if text is None:
                continue
            answered += 1
            letters += len(name)
            slips = Levenshtein.distance(text, name)
            wrong += slips
            if slips:
                found.blame("seal names", pair, f"{text}, is {name}")
    name = f"seal names: answered ({_READABLE_DPI} dpi and more)"
    yield share(name, answered, count, goal=0.7)
    off = wrong / letters if letters else None
    name = "seal names: wrong characters"
    yield Score(name, off, letters, goal=0.02, at_most=True)


def _headers(pairs: Sequence[Pair], found: Findings) -> Iterator[Score]:
    tally, copies = Tally(), Tally()
    wrong = letters = 0
    for pair in pairs:
        truth, said = pair.true.truth.get("red_header"), pair.said["red_header"]
        if not pair.true.is_sound or truth is None:
            continue
        grey = pair.true.truth.get("medium") in ("grey", "bilevel")
        is_there, is_seen = truth["present"], said["present"] is True
        one = copies if grey else tally
        seen_rightly = is_seen and (grey or said["in_red"] is not False)
        one.hits += is_there and seen_rightly
        one.false += seen_rightly and not is_there
        one.missed += is_there and not seen_rightly
        if is_there != seen_rightly:
            found.blame("red header", pair, f"{said['present']}, is {is_there}")
        name = str(truth.get("name") or "")
        if name and not grey and seen_rightly:
            read = issuer_of(str(said["text"] or ""))
            slips = Levenshtein.distance(read, name)
            wrong += slips
            letters += len(name)
            if slips:
                found.blame("red header: name", pair, f"{read}, is {name}")
    yield from tally.scores("red header", precision=0.99, recall=0.99)
    off = wrong / letters if letters else None
    name = "red header: wrong characters of the name"
    yield Score(name, off, letters, goal=0.02, at_most=True)
    yield from copies.scores("black copies of a header", precision=0.9, recall=None)


def issuer_of(text: str) -> str:
    """Return the issuer's name in the text of a header: all lines but the number."""
    lines = [line for line in text.split("\n") if "〔" not in line and "号" not in line]
    return "".join("".join(lines).split())


def _dates(pairs: Sequence[Pair], found: Findings) -> Iterator[Score]:
    tally, years = Tally(), Tally()
    for pair in pairs:
        truth = pair.true.truth.get("dates")
        if truth is None or not pair.true.is_sound:
            continue
        wanted = Counter((one[0], one[1]) for one in truth)
        given = pair.said["dates"] or ()
        got = Counter((one["start"], one["end"]) for one in given)
        _count(tally, wanted, got)
        wanted_years = {int(day[:4]) for one in truth for day in one if day}
        for one in truth:
            if all(one):
                wanted_years |= set(range(int(one[0][:4]), int(one[1][:4]) + 1))
        _count(years, Counter(wanted_years), Counter(pair.said["years"] or ()))
        if wanted != got:
            lost, more = list(wanted - got), list(got - wanted)
            found.blame("dates", pair, f"missed {lost}, false {more}")
    days = tally.hits + tally.missed
    yield Score("dates: F1, start and end exact", tally.f1, days, goal=0.98)
    touched = years.hits + years.missed
    yield Score("years of a page: F1", years.f1, touched, goal=0.99)


def _count(tally: Tally, wanted: Counter[Any], got: Counter[Any]) -> None:
    tally.hits += (wanted & got).total()
    tally.false += (got - wanted).total()
    tally.missed += (wanted - got).total()


def match_boxes(
    said: Sequence[Sequence[float]], true: Sequence[Sequence[float]]
) -> list[tuple[int, int]]:
    """Return pairs of places whose boxes are the same, the best agreement first."""
    pairs = sorted(
        ((overlap(a, b), i, j) for i, a in enumerate(said) for j, b in enumerate(true)),
        reverse=True,
    )
    matches: list[tuple[int, int]] = []
    for agreement, i, j in pairs:
        taken = any(i == a or j == b for a, b in matches)
        if agreement >= _SAME_PLACE and not taken:
            matches.append((i, j))
    return matches


def overlap(first: Sequence[float], other: Sequence[float]) -> float:
    """Return intersection over union of two boxes, 0 to 1."""
    width = min(first[2], other[2]) - max(first[0], other[0])
    height = min(first[3], other[3]) - max(first[1], other[1])
    both = max(0.0, width) * max(0.0, height)
    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (first, other)]
    union = sum(areas) - both
    return both / union if union > 0 else 0.0


Question = Callable[[Sequence[Pair], Findings], Iterator[Score]]
_QUESTIONS: tuple[Question, ...] = (
    _orientation,
    _skew,
    _blank,
    _legibility,
    _seals,
    _seal_names,
    _headers,
    _dates,
)
