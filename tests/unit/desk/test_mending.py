"""Mended files: kept beside the drawer, taken into it when chosen."""

import pytest

from reviewer_app.domain.refusal import RefusedError
from reviewer_app.services.drawer import Arrived
from reviewer_app.services.mending import (
    AdoptMended,
    KeepMended,
    adopt_mended,
    keep_mended,
)
from tests.unit.desk.conftest import World
from tests.unit.desk.filing_makers import Filer


def _made(world: World, *contents: bytes) -> tuple[Arrived, ...]:
    return tuple(Arrived(world.keep(one), len(one)) for one in contents)


def _keep(
    filer: Filer, case_id: int, file_id: int, *, made: tuple[Arrived, ...]
) -> tuple[int, ...]:
    command = KeepMended("once", case_id, file_id, made)
    return keep_mended(command, filer.actor, filer.desk)


def test_a_mended_file_is_not_in_the_drawer_until_it_is_chosen(
    world: World, filer: Filer
) -> None:
    case_id = filer.begin()
    old = filer.upload(case_id)

    ids = _keep(filer, case_id, old, made=_made(world, b"better"))

    assert ids == _keep(filer, case_id, old, made=())
    assert [one.id for one in filer.drawer(case_id)] == [old]


def test_a_chosen_file_takes_the_place_of_its_original(
    world: World, filer: Filer
) -> None:
    case_id = filer.begin()
    old = filer.upload(case_id)
    ids = _keep(filer, case_id, old, made=_made(world, b"better"))
    command = AdoptMended("chosen", case_id, old, ids)

    adopt_mended(command, filer.actor, filer.desk)
    adopt_mended(command, filer.actor, filer.desk)

    (new,) = filer.drawer(case_id)
    assert (new.id, new.path, new.replaces_id) == (ids[0], "01-机构.pdf", old)


def test_parts_of_a_split_file_get_names_of_their_own(
    world: World, filer: Filer
) -> None:
    case_id = filer.begin()
    old = filer.upload(case_id)
    ids = _keep(filer, case_id, old, made=_made(world, b"one", b"two"))

    adopt_mended(AdoptMended("chosen", case_id, old, ids), filer.actor, filer.desk)

    assert [one.path for one in filer.drawer(case_id)] == [
        "01-机构.pdf",
        "01-机构（2）.pdf",
    ]


def test_a_file_made_of_another_one_is_not_taken(world: World, filer: Filer) -> None:
    case_id = filer.begin()
    old, other = filer.upload(case_id), filer.upload(case_id, "制度.pdf")
    ids = _keep(filer, case_id, old, made=_made(world, b"better"))
    command = AdoptMended("chosen", case_id, other, ids)

    with pytest.raises(RefusedError, match="not_found"):
        adopt_mended(command, filer.actor, filer.desk)


def test_nothing_is_chosen_where_nothing_was_made(filer: Filer) -> None:
    case_id = filer.begin()
    old = filer.upload(case_id)

    with pytest.raises(RefusedError, match="not_found"):
        adopt_mended(AdoptMended("chosen", case_id, old), filer.actor, filer.desk)
