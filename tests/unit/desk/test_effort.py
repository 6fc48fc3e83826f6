"""Minutes: estimated, and spent."""

import datetime as dt

from reviewer_app.domain.effort import Step, estimate_minutes, spent_minutes
from reviewer_app.queries.figures import read_figures
from reviewer_app.services.assignment import Claim, claim
from reviewer_app.services.review import Note, note
from tests.unit.desk.conftest import START, World

SHEN, LU = 1, 2


def _at(seconds: float) -> dt.datetime:
    return START + dt.timedelta(seconds=seconds)


def test_time_between_steps_on_a_case_is_time_spent_on_it() -> None:
    steps: list[Step] = [(SHEN, _at(0), 7), (SHEN, _at(60), 7), (SHEN, _at(90), 7)]

    assert spent_minutes(steps) == {7: 1.5}


def test_a_long_pause_counts_for_five_minutes_at_most() -> None:
    assert spent_minutes([(SHEN, _at(0), 7), (SHEN, _at(9000), 7)]) == {7: 5.0}


def test_going_to_another_case_or_person_spends_nothing() -> None:
    steps: list[Step] = [(SHEN, _at(0), 7), (SHEN, _at(60), 8), (LU, _at(120), 8)]

    assert spent_minutes(steps) == {}


def test_a_clean_dossier_takes_a_glance() -> None:
    assert estimate_minutes(0, 0) < estimate_minutes(2, 1)


def test_figures_show_what_was_spent(world: World) -> None:
    case_id = world.bring_in()
    world.check(case_id)
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    world.clock.moment += dt.timedelta(seconds=120)
    note(Note(case_id=case_id, words="第 2 页"), world.reviewer, world.desk)

    (row,) = read_figures(
        START, _at(9000), world.chief, database=world.desk.database
    ).cases

    assert row.spent is not None
    assert 2.0 <= row.spent < 2.5
