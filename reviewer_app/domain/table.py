"""The state table as data: source, act, roles, target, conditions.

Source: the contract's table of a case's states and acts.
"""

from collections.abc import Callable
from dataclasses import dataclass

from checker.model.grade import Grade
from reviewer_app.domain.attempts import Act, Attempt
from reviewer_app.domain.conditions import (
    Condition,
    all_answered,
    all_decided,
    check_is_over,
    deadline_is_past,
    fields_complete,
    has_grade,
    has_item_20,
    has_letter_where_returned,
    has_new_deadline,
    has_reason_where_it_differs,
    has_words,
    is_builder,
    is_confirmed,
    is_holder,
    is_not_own_company,
    is_not_recommender,
    is_readable,
    is_recommender,
    letter_is_seen,
    names_reviewer,
    none_put_aside,
    one_step,
    returns_something,
    two_steps,
    was_never_claimed,
    was_returned,
    year_is_free,
)
from reviewer_app.domain.people import Role
from reviewer_app.domain.states import State


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the state table; ``to`` None: the case stays where it is."""

    act: Act
    sources: frozenset[State | None]
    roles: frozenset[Role]
    to: State | Callable[[Attempt], State] | None
    conditions: tuple[Condition, ...] = ()


def _before(attempt: Attempt) -> State:
    return attempt.given.before_submission


def _graded(attempt: Attempt) -> State:
    good = attempt.given.grade is Grade.QUALIFIED
    return State.QUALIFIED if good else State.RETURNED


def _recommended(attempt: Attempt) -> State:
    good = attempt.standing.recommended is Grade.QUALIFIED
    return State.QUALIFIED if good else State.RETURNED


def _states(*states: State | None) -> frozenset[State | None]:
    return frozenset(states)


def _roles(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


_COMPANY = _roles(Role.COMPANY)
_REVIEWERS = _roles(Role.REVIEWER)
_CHIEF = _roles(Role.CHIEF)
_IMPORTERS = _roles(Role.REVIEWER, Role.ADMINISTRATOR)
_GRADING = (
    is_holder,
    has_grade,
    check_is_over,
    all_decided,
    none_put_aside,
    has_reason_where_it_differs,
    returns_something,
    has_letter_where_returned,
)

TABLE: tuple[Row, ...] = (
    Row(
        Act.CREATE,
        _states(None),
        _COMPANY,
        State.DRAFT,
        (is_builder, year_is_free),
    ),
    Row(
        Act.IMPORT,
        _states(None),
        _IMPORTERS,
        State.SUBMITTED,
        (is_readable, year_is_free),
    ),
    Row(
        Act.IMPORT_NEXT,
        _states(State.RETURNED),
        _IMPORTERS,
        State.SUBMITTED,
        (is_readable, has_item_20),
    ),
    Row(Act.EDIT, _states(State.DRAFT, State.RETURNED), _COMPANY, None),
    Row(
        Act.DELETE,
        _states(State.DRAFT, State.RETURNED),
        _COMPANY,
        State.DELETED,
        (is_confirmed,),
    ),
    Row(
        Act.SUBMIT,
        _states(State.DRAFT),
        _COMPANY,
        State.SUBMITTED,
        (fields_complete, all_answered, has_item_20, has_words, is_confirmed),
    ),
    Row(
        Act.WITHDRAW,
        _states(State.SUBMITTED),
        _COMPANY,
        _before,
        (was_never_claimed,),
    ),
    Row(
        Act.CLAIM,
        _states(State.SUBMITTED),
        _REVIEWERS,
        State.IN_REVIEW,
        (is_not_own_company,),
    ),
    Row(
        Act.ASSIGN,
        _states(State.SUBMITTED, State.IN_REVIEW),
        _CHIEF,
        State.IN_REVIEW,
        (names_reviewer,),
    ),
    Row(
        Act.GIVE_BACK,
        _states(State.IN_REVIEW),
        _REVIEWERS,
        State.SUBMITTED,
        (is_holder,),
    ),
    Row(
        Act.TIME_OUT,
        _states(State.IN_REVIEW),
        _roles(Role.SYSTEM),
        State.SUBMITTED,
    ),
    Row(Act.DECIDE, _states(State.IN_REVIEW), _REVIEWERS, None, (is_holder,)),
    Row(
        Act.RELEASE,
        _states(State.IN_REVIEW),
        _REVIEWERS,
        _graded,
        (*_GRADING, one_step),
    ),
    Row(
        Act.RECOMMEND,
        _states(State.IN_REVIEW),
        _REVIEWERS,
        State.TO_ACCEPT,
        (*_GRADING, two_steps),
    ),
    Row(
        Act.RECALL,
        _states(State.TO_ACCEPT),
        _REVIEWERS,
        State.IN_REVIEW,
        (is_recommender,),
    ),
    Row(
        Act.ACCEPT,
        _states(State.TO_ACCEPT),
        _CHIEF,
        _recommended,
        (is_not_recommender, letter_is_seen),
    ),
    Row(
        Act.SEND_BACK,
        _states(State.TO_ACCEPT),
        _CHIEF,
        State.IN_REVIEW,
        (has_words,),
    ),
    Row(
        Act.ANSWER,
        _states(State.DRAFT, State.RETURNED),
        _COMPANY,
        None,
        (was_returned,),
    ),
    Row(
        Act.RESUBMIT,
        _states(State.RETURNED),
        _COMPANY,
        State.SUBMITTED,
        (all_answered, has_item_20, has_words),
    ),
    Row(
        Act.CORRECT_LETTER,
        _states(State.RETURNED),
        _CHIEF,
        State.IN_REVIEW,
        (has_words,),
    ),
    Row(
        Act.EXTEND,
        _states(State.RETURNED),
        _CHIEF,
        None,
        (has_new_deadline, has_words),
    ),
    Row(Act.CLOSE, _states(State.RETURNED), _CHIEF, State.CLOSED, (deadline_is_past,)),
    Row(
        Act.REOPEN_CLOSED,
        _states(State.CLOSED),
        _CHIEF,
        State.RETURNED,
        (has_words, has_new_deadline),
    ),
    Row(
        Act.REOPEN,
        _states(State.QUALIFIED),
        _CHIEF,
        State.IN_REVIEW,
        (has_words, names_reviewer),
    ),
)
"""Every row of the contract's table; whatever is not here is refused."""
