"""Every row of the state table works, and whatever has no row is refused."""

import pytest

from checker.model.grade import Grade
from reviewer_app.domain.acts import _target, allowed_acts, decide
from reviewer_app.domain.attempts import Act, Attempt, Circumstances, Standing
from reviewer_app.domain.people import Actor, CompanyKind, Role
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.states import State, state_name
from reviewer_app.domain.table import TABLE, Row

COMPANY, HOLDER, CHIEF = 7, 1, 2
EVERYTHING_MET = Circumstances(
    words="说明",
    grade=Grade.BASICALLY_QUALIFIED,
    suggested=Grade.BASICALLY_QUALIFIED,
    confirmed=1,
    has_letter=True,
    letter_seen=True,
    deadline_passed=True,
    has_new_deadline=True,
    names_reviewer=True,
    is_confirmed=True,
)


def _actor(role: Role) -> Actor:
    company = COMPANY if role is Role.COMPANY else None
    return Actor(CHIEF if role is Role.CHIEF else HOLDER, "某人", role, company)


def _standing(state: State | None, *, was_claimed: bool = False) -> Standing:
    return Standing(
        state=state,
        company_id=COMPANY,
        holder_id=HOLDER,
        recommender_id=HOLDER,
        recommended=Grade.BASICALLY_QUALIFIED,
        was_claimed=was_claimed,
    )


def _met(act: Act) -> Circumstances:
    two_steps = act is Act.RECOMMEND
    return Circumstances(
        **{
            name: getattr(EVERYTHING_MET, name)
            for name in EVERYTHING_MET.__dataclass_fields__
            if name != "two_steps"
        },
        two_steps=two_steps,
    )


# The contract's table, written down once more by hand.
EXPECTED: dict[tuple[State | None, Act, Role], State] = {
    (None, Act.CREATE, Role.COMPANY): State.DRAFT,
    (None, Act.IMPORT, Role.REVIEWER): State.SUBMITTED,
    (None, Act.IMPORT, Role.ADMINISTRATOR): State.SUBMITTED,
    (State.RETURNED, Act.IMPORT_NEXT, Role.REVIEWER): State.SUBMITTED,
    (State.RETURNED, Act.IMPORT_NEXT, Role.ADMINISTRATOR): State.SUBMITTED,
    (State.DRAFT, Act.EDIT, Role.COMPANY): State.DRAFT,
    (State.RETURNED, Act.EDIT, Role.COMPANY): State.RETURNED,
    (State.DRAFT, Act.DELETE, Role.COMPANY): State.DELETED,
    (State.RETURNED, Act.DELETE, Role.COMPANY): State.DELETED,
    (State.DRAFT, Act.SUBMIT, Role.COMPANY): State.SUBMITTED,
    (State.SUBMITTED, Act.WITHDRAW, Role.COMPANY): State.DRAFT,
    (State.SUBMITTED, Act.CLAIM, Role.REVIEWER): State.IN_REVIEW,
    (State.SUBMITTED, Act.ASSIGN, Role.CHIEF): State.IN_REVIEW,
    (State.IN_REVIEW, Act.ASSIGN, Role.CHIEF): State.IN_REVIEW,
    (State.IN_REVIEW, Act.GIVE_BACK, Role.REVIEWER): State.SUBMITTED,
    (State.IN_REVIEW, Act.TIME_OUT, Role.SYSTEM): State.SUBMITTED,
    (State.IN_REVIEW, Act.DECIDE, Role.REVIEWER): State.IN_REVIEW,
    (State.IN_REVIEW, Act.RELEASE, Role.REVIEWER): State.RETURNED,
    (State.IN_REVIEW, Act.RECOMMEND, Role.REVIEWER): State.TO_ACCEPT,
    (State.TO_ACCEPT, Act.RECALL, Role.REVIEWER): State.IN_REVIEW,
    (State.TO_ACCEPT, Act.ACCEPT, Role.CHIEF): State.RETURNED,
    (State.TO_ACCEPT, Act.SEND_BACK, Role.CHIEF): State.IN_REVIEW,
    (State.RETURNED, Act.ANSWER, Role.COMPANY): State.RETURNED,
    # A draft that continues a returned case has that one's findings to answer.
    (State.DRAFT, Act.ANSWER, Role.COMPANY): State.DRAFT,
    (State.RETURNED, Act.RESUBMIT, Role.COMPANY): State.SUBMITTED,
    (State.RETURNED, Act.CORRECT_LETTER, Role.CHIEF): State.IN_REVIEW,
    (State.RETURNED, Act.EXTEND, Role.CHIEF): State.RETURNED,
    (State.RETURNED, Act.CLOSE, Role.CHIEF): State.CLOSED,
    (State.CLOSED, Act.REOPEN_CLOSED, Role.CHIEF): State.RETURNED,
    (State.QUALIFIED, Act.REOPEN, Role.CHIEF): State.IN_REVIEW,
}
COMBINATIONS = [
    (state, act, role) for state in (None, *State) for act in Act for role in Role
]


def _name(value: object) -> str:
    return "nothing" if value is None else str(value)


@pytest.mark.parametrize(("state", "act", "role"), COMBINATIONS, ids=_name)
def test_an_act_works_exactly_where_the_table_has_it(
    state: State | None, act: Act, role: Role
) -> None:
    attempt = Attempt(act, _actor(role), _standing(state), _met(act))
    expected = EXPECTED.get((state, act, role))

    if expected is None:
        with pytest.raises(RefusedError) as refused:
            decide(attempt)
        assert refused.value.reason.zh
        assert refused.value.reason.en
    else:
        assert decide(attempt) is expected


def test_the_table_holds_no_row_that_the_contract_lacks() -> None:
    rows = {
        (state, row.act, role)
        for row in TABLE
        for state in row.sources
        for role in row.roles
    }

    assert rows == set(EXPECTED)


UNMET: list[tuple[Act, dict[str, object]]] = [
    (Act.CREATE, {"year_is_free": False}),
    (Act.IMPORT, {"year_is_free": False}),
    (Act.IMPORT, {"is_readable": False}),
    (Act.IMPORT_NEXT, {"has_item_20": False}),
    (Act.DELETE, {"is_confirmed": False}),
    (Act.SUBMIT, {"fields_complete": False}),
    (Act.SUBMIT, {"words": " "}),
    (Act.SUBMIT, {"is_confirmed": False}),
    (Act.SUBMIT, {"has_item_20": False}),
    (Act.SUBMIT, {"unanswered": 1}),
    (Act.ANSWER, {"was_returned": False}),
    (Act.ASSIGN, {"names_reviewer": False}),
    (Act.RELEASE, {"grade": None}),
    (Act.RELEASE, {"is_checked": False}),
    (Act.RELEASE, {"undecided": 1}),
    (Act.RELEASE, {"put_aside": 1}),
    (Act.RELEASE, {"confirmed": 0}),
    (Act.RELEASE, {"has_letter": False}),
    (Act.RELEASE, {"suggested": Grade.QUALIFIED, "words": ""}),
    (Act.RELEASE, {"two_steps": True}),
    (Act.RECOMMEND, {"is_checked": False}),
    (Act.RECOMMEND, {"undecided": 1}),
    (Act.RECOMMEND, {"two_steps": False}),
    (Act.ACCEPT, {"letter_seen": False}),
    (Act.SEND_BACK, {"words": ""}),
    (Act.RESUBMIT, {"unanswered": 2}),
    (Act.RESUBMIT, {"has_item_20": False}),
    (Act.RESUBMIT, {"words": ""}),
    (Act.CORRECT_LETTER, {"words": ""}),
    (Act.EXTEND, {"has_new_deadline": False}),
    (Act.CLOSE, {"deadline_passed": False}),
    (Act.REOPEN_CLOSED, {"words": ""}),
    (Act.REOPEN, {"names_reviewer": False}),
]


@pytest.mark.parametrize(("act", "unmet"), UNMET, ids=_name)
def test_an_unmet_condition_is_refused_with_its_reason(
    act: Act, unmet: dict[str, object]
) -> None:
    state, role = next((s, r) for s, a, r in EXPECTED if a is act)
    met = _met(act)
    fields = {name: getattr(met, name) for name in met.__dataclass_fields__}
    given = Circumstances(**{**fields, **unmet})

    with pytest.raises(RefusedError) as refused:
        decide(Attempt(act, _actor(role), _standing(state), given))

    assert refused.value.code == "condition"


def test_a_case_that_was_claimed_cannot_be_withdrawn() -> None:
    standing = _standing(State.SUBMITTED, was_claimed=True)

    with pytest.raises(RefusedError, match="condition"):
        decide(Attempt(Act.WITHDRAW, _actor(Role.COMPANY), standing, EVERYTHING_MET))


def test_only_builders_create_an_assessment() -> None:
    supervisor = Actor(HOLDER, "某人", Role.COMPANY, COMPANY, CompanyKind.SUPERVISOR)

    with pytest.raises(RefusedError, match="condition"):
        decide(Attempt(Act.CREATE, supervisor, _standing(None), EVERYTHING_MET))


def test_only_who_recommended_recalls() -> None:
    other = Actor(99, "别人", Role.REVIEWER)

    with pytest.raises(RefusedError, match="condition"):
        decide(Attempt(Act.RECALL, other, _standing(State.TO_ACCEPT), EVERYTHING_MET))


def test_what_is_withdrawn_is_what_it_was_before() -> None:
    given = Circumstances(before_submission=State.RETURNED)
    attempt = Attempt(
        Act.WITHDRAW, _actor(Role.COMPANY), _standing(State.SUBMITTED), given
    )

    assert decide(attempt) is State.RETURNED


def test_a_company_without_an_id_sees_no_case() -> None:
    nobody = Actor(9, "无", Role.COMPANY)

    with pytest.raises(RefusedError, match="not_found"):
        decide(Attempt(Act.EDIT, nobody, _standing(State.DRAFT), EVERYTHING_MET))


def test_a_company_is_told_that_others_cases_are_not_there() -> None:
    stranger = Actor(9, "别家", Role.COMPANY, COMPANY + 1)

    with pytest.raises(RefusedError, match="not_found"):
        decide(Attempt(Act.EDIT, stranger, _standing(State.DRAFT), EVERYTHING_MET))


def test_nobody_decides_in_a_case_that_somebody_else_holds() -> None:
    other = Actor(99, "别人", Role.REVIEWER)

    with pytest.raises(RefusedError, match="condition"):
        decide(Attempt(Act.DECIDE, other, _standing(State.IN_REVIEW), EVERYTHING_MET))


def test_nobody_accepts_their_own_recommendation() -> None:
    same = Actor(HOLDER, "本人", Role.CHIEF)

    with pytest.raises(RefusedError, match="condition"):
        decide(Attempt(Act.ACCEPT, same, _standing(State.TO_ACCEPT), EVERYTHING_MET))


def test_nobody_claims_a_case_of_their_own_company() -> None:
    insider = Actor(HOLDER, "某人", Role.REVIEWER, COMPANY)

    with pytest.raises(RefusedError, match="condition"):
        decide(Attempt(Act.CLAIM, insider, _standing(State.SUBMITTED), EVERYTHING_MET))


def test_a_good_grade_ends_the_review() -> None:
    given = Circumstances(grade=Grade.QUALIFIED, suggested=Grade.QUALIFIED)
    standing = _standing(State.IN_REVIEW)

    after = decide(Attempt(Act.RELEASE, _actor(Role.REVIEWER), standing, given))

    assert after is State.QUALIFIED


def test_what_is_not_there_yet_cannot_stay_as_it_is() -> None:
    row = Row(Act.EDIT, frozenset({None}), frozenset({Role.COMPANY}), None)
    attempt = Attempt(Act.EDIT, _actor(Role.COMPANY), _standing(None))

    with pytest.raises(AssertionError):
        _target(row, attempt)


def test_menus_offer_what_role_state_and_person_allow() -> None:
    acts = allowed_acts(_actor(Role.REVIEWER), _standing(State.IN_REVIEW))

    assert set(acts) == {Act.GIVE_BACK, Act.DECIDE, Act.RELEASE, Act.RECOMMEND}


def test_companies_and_reviewers_read_other_names_of_a_state() -> None:
    assert state_name(State.SUBMITTED, of_company=True).zh == "待审核"
    assert state_name(State.SUBMITTED, of_company=False).zh == "待领取"
    assert state_name(State.TO_ACCEPT, of_company=True).zh == "审核中"
    assert state_name(State.TO_ACCEPT, of_company=False).zh == "待复核"
