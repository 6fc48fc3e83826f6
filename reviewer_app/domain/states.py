"""The states of a case, as the contract names them."""

from enum import StrEnum

from checker.model.wording import Text


class State(StrEnum):
    """Where a case stands; it changes only by the acts of ``domain.acts``."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    TO_ACCEPT = "to_accept"
    RETURNED = "returned"
    QUALIFIED = "qualified"
    CLOSED = "closed"
    DELETED = "deleted"


STATE_NAMES: dict[State, Text] = {
    State.DRAFT: Text("草稿", "draft"),
    State.SUBMITTED: Text("待审核", "submitted"),
    State.IN_REVIEW: Text("审核中", "in review"),
    State.TO_ACCEPT: Text("待复核", "to accept"),
    State.RETURNED: Text("已退回待整改", "returned"),
    State.QUALIFIED: Text("合格", "qualified"),
    State.CLOSED: Text("已办结", "closed"),
    State.DELETED: Text("已删除", "deleted"),
}


def state_name(state: State, *, of_company: bool) -> Text:
    """Return a state's name as the reader knows it.

    Reviewers wait to claim what companies have submitted; companies are not told that
    a recommendation lies with the chief.
    """
    if state is State.SUBMITTED and not of_company:
        return Text("待领取", "to claim")
    if state is State.TO_ACCEPT and of_company:
        return STATE_NAMES[State.IN_REVIEW]
    return STATE_NAMES[state]
