"""A queue as large as a province's: companies, cases and their checked rounds."""

from typing import Any

from sqlalchemy import insert

from reviewer_app.db.tables import cases, companies, rounds
from reviewer_app.domain.states import State
from reviewer_app.services.desk import Desk

CASES = 20_000
_BATCH = 2_000
_STATES = (State.SUBMITTED, State.SUBMITTED, State.RETURNED, State.QUALIFIED)


def fill_queue(desk: Desk) -> None:
    """Put so many cases into a desk, two of four waiting."""
    for first in range(1, CASES + 1, _BATCH):
        numbers = range(first, first + _BATCH)
        with desk.database.work() as tx:
            for table, row_of in _ROWS.items():
                rows = [{**row_of(number), **_when(desk, table)} for number in numbers]
                tx.execute(insert(table), rows)


def _when(desk: Desk, table: object) -> dict[str, Any]:
    now = desk.clock.now()
    if table is rounds:
        return {"submitted_at": now, "checked_at": now}
    return {"created_at": now, **({"since": now} if table is cases else {})}


def _company(number: int) -> dict[str, Any]:
    # Above those that are enrolled.
    key = 1_000 + number
    name = f"济南示例第{number}建筑工程有限公司"
    return {"id": key, "name": name, "credit_code": f"Q{number:017}"}


def _case(number: int) -> dict[str, Any]:
    state = _STATES[number % len(_STATES)].value
    return {
        "id": 1_000 + number, "company_id": 1_000 + number, "year": 2021,
        "state": state, "round_no": 1, "risk": number % 97,
    }  # fmt: skip


def _round(number: int) -> dict[str, Any]:
    return {
        "case_id": 1_000 + number, "number": 1, "errors": number % 5,
        "warnings": number % 7, "unknowns": number % 3, "minutes": 12.0,
    }  # fmt: skip


_ROWS = {companies: _company, cases: _case, rounds: _round}
