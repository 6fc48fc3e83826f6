"""Floors of what ``checker bench`` measures, on a part of the labelled world."""

import tomllib
from pathlib import Path

import pytest

from checker import api
from checker.tuning.scores import Score
from sample_data import world

pytestmark = [pytest.mark.accuracy, pytest.mark.slow]

FLOORS: dict[str, float] = tomllib.loads(
    (Path(__file__).parent / "accuracy.toml").read_text(encoding="utf-8")
)["world"]
FIRST_SEED, PAGES = 300_000, 96


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Score]:
    folder = tmp_path_factory.mktemp("world")
    seeds = range(FIRST_SEED, FIRST_SEED + PAGES)
    world.write(folder, [world.choose(seed, "test") for seed in seeds])
    settings = api.load_settings({"jobs": 1, "store": None})
    with api.open_checker(settings) as checker:
        found = checker.bench(folder).found
    return {score.name: score for score in found.scores}


@pytest.mark.parametrize("name", list(FLOORS))
def test_figure_keeps_its_floor(scores: dict[str, Score], name: str) -> None:
    score = scores[name]

    assert score.value is not None
    if score.at_most:
        assert score.value <= FLOORS[name]
    else:
        assert score.value >= FLOORS[name]
