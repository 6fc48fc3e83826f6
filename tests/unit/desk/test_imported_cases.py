"""A case that the authority imported, and its company that goes on with it itself."""

from reviewer_app.db import filing as kept
from reviewer_app.db.cases import NewFile
from reviewer_app.queries.dossier import read_dossier
from tests.unit.desk.conftest import World
from tests.unit.desk.filing_makers import ITEM_01, ITEM_07, ITEM_20, Filer, give_back


def _returned(world: World) -> int:
    case_id = world.bring_in()
    give_back(world, case_id, "f1")
    return case_id


def _next_round(world: World) -> int:
    files = tuple(
        NewFile(path, world.keep(content), len(content), path[:2])
        for path, content in ((ITEM_01, b"new"), (ITEM_20, b"mended"))
    )
    return world.bring_in(files=files)


def test_the_drawer_of_an_imported_case_holds_what_was_imported(
    world: World, filer: Filer
) -> None:
    case_id = _returned(world)

    assert [one.path for one in filer.drawer(case_id)] == [ITEM_01, ITEM_07]


def test_resubmitting_an_imported_case_loses_none_of_its_files(
    world: World, filer: Filer
) -> None:
    case_id = _returned(world)
    filer.answer(case_id, "f1")
    filer.upload(case_id, "整改.pdf", "20")

    filer.submit(case_id)

    files = read_dossier(case_id, world.reviewer, world.desk.database).files
    assert [one.path for one in files] == [ITEM_01, ITEM_07, ITEM_20]
    assert [one.replaces_id for one in files] == [None, None, None]


def test_an_imported_next_round_is_what_the_drawer_holds(
    world: World, filer: Filer
) -> None:
    case_id = _returned(world)

    _next_round(world)

    assert [one.path for one in filer.drawer(case_id)] == [ITEM_01, ITEM_20]


def test_what_an_imported_next_round_replaces_stays_on_record(
    world: World, filer: Filer
) -> None:
    case_id = _returned(world)
    old = filer.drawer(case_id)[0]

    _next_round(world)

    with world.desk.database.reading() as tx:
        assert kept.find_file(tx, case_id, old.id) == old
