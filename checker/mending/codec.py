"""Plans as JSON text, and back again."""

import functools

from pydantic import TypeAdapter, ValidationError

from checker.errors import MendOrderError
from checker.mending.wished import check_plan
from checker.model.mending import MendPlan


def dump_plan(plan: MendPlan) -> str:
    """Return a plan as one JSON text."""
    return _plans().dump_json(plan).decode()


def load_plan(text: str) -> MendPlan:
    """Return the plan in a text made by ``dump_plan``.

    Raises:
        MendOrderError: it is no plan, or none that can be carried out.
    """
    try:
        plan = _plans().validate_json(text)
    except ValidationError as error:
        raise MendOrderError(
            f"这不是修正方案: {error.errors()[0]['msg']} / "
            f"This is no plan of mending: {error.errors()[0]['msg']}"
        ) from error
    check_plan(plan)
    return plan


@functools.cache
def _plans() -> TypeAdapter[MendPlan]:
    return TypeAdapter(MendPlan)
