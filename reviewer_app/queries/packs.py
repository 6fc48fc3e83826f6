"""Which pack judges: the one in force, or that of the round before.

The pack that comes with the program is in force until another one is.
"""

import datetime as dt
from collections.abc import Mapping

from reviewer_app import pack_work
from reviewer_app.db.packs import in_force, read_packs
from reviewer_app.db.unit_of_work import Database
from reviewer_app.queries.rounds import RoundToCheck


def texts_in_force(database: Database, moment: dt.datetime) -> Mapping[str, str]:
    """Return the files of the pack that judges what is first submitted now."""
    with database.reading() as tx:
        current = in_force(read_packs(tx), moment)
    return pack_work.built_in() if current is None else current.texts


def texts_for(wanted: RoundToCheck, database: Database) -> Mapping[str, str]:
    """Return the files of the pack that judges a round.

    A later round keeps the pack of the round before, whatever is in force by now.
    """
    with database.reading() as tx:
        kept = {one.digest: one.texts for one in read_packs(tx)}
    built_in = pack_work.built_in()
    if wanted.pack_digest in kept:
        return kept[wanted.pack_digest]
    if wanted.pack_digest == pack_work.load(built_in).digest:
        return built_in
    return texts_in_force(database, wanted.submitted_at)
