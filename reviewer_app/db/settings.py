"""Settings that an administrator may change, with what holds until then."""

from sqlalchemy import Connection, insert, select, update

from reviewer_app.db.tables import settings
from reviewer_app.domain.refusal import not_found

DEFAULTS: dict[str, object] = {
    "two_steps": False,
    "claim_hours": 72,
    "deadline_days": 15,
    "contacts": "",
    "season_ends_on": "",
    "authority": "住房和城乡建设主管部门",
    "technical_phone": "",
    "business_phone": "",
    "service_hours": "",
}
"""Every setting there is. Source: own choice; an administrator sets what holds here."""


def read_setting(tx: Connection, name: str) -> object:
    """Return a setting, or what holds where nobody has set it."""
    found = tx.execute(select(settings.c.value).where(settings.c.name == name)).first()
    return DEFAULTS[name] if found is None else found.value


def read_settings(tx: Connection) -> dict[str, object]:
    """Return all settings."""
    rows = tx.execute(select(settings.c.name, settings.c.value))
    return {**DEFAULTS, **{row.name: row.value for row in rows}}


def write_setting(tx: Connection, name: str, value: object) -> object:
    """Keep a setting and return what it was before.

    Raises:
        RefusedError: there is no such setting.
    """
    if name not in DEFAULTS:
        raise not_found()
    before = read_setting(tx, name)
    done = tx.execute(
        update(settings).where(settings.c.name == name).values(value=value)
    )
    if done.rowcount == 0:
        tx.execute(insert(settings).values(name=name, value=value))
    return before
