"""Figures as lines of text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.tuning.scores import Score

_NAME_WIDTH = 52


@dataclass(frozen=True, slots=True)
class Contest:
    """A rival's figures on the same pages, and what a page cost it."""

    rival: str
    scores: Sequence[Score]
    cpu_s_a_page: float


def lines_of(
    scores: Sequence[Score],
    costs: Mapping[str, float],
    contests: Sequence[Contest] = (),
) -> Iterator[str]:
    """Yield a line a figure: name, value, interval, count, goal; then costs, rivals."""
    yield "准确度 / accuracy (95 % intervals)"
    for score in scores:
        yield "  " + _line(score)
    yield "用时 / CPU seconds a page, by probe"
    for name, cost_s in sorted(costs.items(), key=lambda pair: -pair[1]):
        yield f"  {name:<{_NAME_WIDTH}} {cost_s:.4f}"
    yield f"  {'together':<{_NAME_WIDTH}} {sum(costs.values()):.4f}"
    if contests:
        yield "同样的页面，通常的办法 / the usual tools on the same pages"
    for contest in contests:
        yield f"  {contest.rival}, {contest.cpu_s_a_page:.3f} CPU-s a page"
        for score in contest.scores:
            yield "    " + _line(score)


def _line(score: Score) -> str:
    value = "-" if score.value is None else f"{score.value:.4f}"
    parts = [f"{score.name:<{_NAME_WIDTH}} {value:>7}"]
    if score.low is not None and score.high is not None:
        parts.append(f"({score.low:.3f} to {score.high:.3f})")
    parts.append(f"n={score.count}")
    if score.goal is not None:
        word = "at most" if score.at_most else "goal"
        mark = {True: "✓", False: "✗", None: "?"}[score.reaches]
        parts.append(f"{word} {score.goal:g} {mark}")
    if score.note:
        parts.append(score.note)
    return "  ".join(parts)
