"""A document of the report to a plan: what is certain, or what a person wishes."""

from collections.abc import Mapping

from checker.mending.certain import plan_certain
from checker.mending.facts import facts_of
from checker.mending.wished import plan_wished
from checker.model.mending import MendPlan, MendWishes


def plan_mending(
    document: Mapping[str, object], wishes: MendWishes | None = None
) -> MendPlan:
    """Return what to mend of a document, and why, page by page; nothing is written.

    Args:
        document: a *document* object of the report contract, as JSON gives it.
        wishes: what a person wants done, and nothing else; None: what is certain.

    Raises:
        InputError: this is no document object.
        MendOrderError: a wish cannot be carried out.
    """
    facts = facts_of(document)
    return plan_certain(facts) if wishes is None else plan_wished(facts, wishes)
