"""Who may see a case: asked before anything of it is read."""

from sqlalchemy import Connection

from reviewer_app.db.cases import Case, load_case
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.permissions import Permission, may
from reviewer_app.domain.refusal import not_found
from reviewer_app.domain.states import State


def visible_case(tx: Connection, case_id: int, actor: Actor) -> Case:
    """Return a case that this person may see.

    Raises:
        RefusedError: it is missing or somebody else's; the answer is the same.
    """
    case = load_case(tx, case_id)
    own = actor.role is Role.COMPANY and actor.company_id == case.company_id
    if own and case.standing.state is not State.DELETED:
        return case
    if may(actor, Permission.SEE_ANY_CASE) and case.standing.state is not State.DRAFT:
        return case
    raise not_found()
