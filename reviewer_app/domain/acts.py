"""The judge of acts: services ask it before they change anything.

Tests are made from ``table.TABLE``; whatever stands not there is refused.
"""

from checker.model.wording import Text
from reviewer_app.domain.attempts import ACT_NAMES, Act, Attempt, Standing
from reviewer_app.domain.conditions import ABOUT_PERSONS
from reviewer_app.domain.people import ROLE_NAMES, Actor, Role
from reviewer_app.domain.refusal import RefusedError, not_found
from reviewer_app.domain.states import STATE_NAMES, State
from reviewer_app.domain.table import TABLE, Row


def decide(attempt: Attempt) -> State:
    """Return the state after an act.

    Raises:
        RefusedError: it may not happen; codes ``not_found``, ``not_permitted``,
            ``wrong_state`` and ``condition``.
    """
    rows = [row for row in TABLE if row.act is attempt.act]
    state = attempt.standing.state
    if not _may_see(attempt):
        raise not_found()
    permitted = [row for row in rows if attempt.actor.role in row.roles]
    if not permitted:
        raise _not_permitted(attempt)
    fitting = [row for row in permitted if state in row.sources]
    if not fitting:
        raise _wrong_state(attempt)
    row = fitting[0]
    for condition in row.conditions:
        reason = condition(attempt)
        if reason is not None:
            raise RefusedError("condition", reason.zh, reason.en)
    return _target(row, attempt)


def allowed_acts(actor: Actor, standing: Standing) -> tuple[Act, ...]:
    """Return the acts whose role, state and person fit, for menus and buttons.

    Conditions that depend on words, counts or days are asked only when the act is
    tried; the service asks everything again.
    """
    return tuple(
        row.act
        for row in TABLE
        if actor.role in row.roles
        and standing.state in row.sources
        and all(
            condition(Attempt(row.act, actor, standing)) is None
            for condition in row.conditions
            if condition in ABOUT_PERSONS
        )
    )


def _may_see(attempt: Attempt) -> bool:
    """A company sees its own cases and nothing of anybody else's."""
    actor, standing = attempt.actor, attempt.standing
    if actor.role is not Role.COMPANY or standing.state is None:
        return True
    return actor.company_id is not None and actor.company_id == standing.company_id


def _target(row: Row, attempt: Attempt) -> State:
    if callable(row.to) and not isinstance(row.to, State):
        return row.to(attempt)
    if isinstance(row.to, State):
        return row.to
    if attempt.standing.state is None:
        raise AssertionError("a case without a state cannot stay as it is")
    return attempt.standing.state


def _not_permitted(attempt: Attempt) -> RefusedError:
    role, act = ROLE_NAMES[attempt.actor.role], ACT_NAMES[attempt.act]
    return RefusedError(
        "not_permitted",
        f"{role.zh}不能进行“{act.zh}”",
        f"A {role.en} may not do this: {act.en}",
    )


def _wrong_state(attempt: Attempt) -> RefusedError:
    act, state = ACT_NAMES[attempt.act], attempt.standing.state
    name = STATE_NAMES[state] if state else Text("尚未建立", "not there yet")
    return RefusedError(
        "wrong_state",
        f"记录处于“{name.zh}”状态，不能“{act.zh}”",
        f"The case is “{name.en}”; this cannot be done now: {act.en}",
    )
