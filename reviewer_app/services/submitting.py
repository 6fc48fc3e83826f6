"""「提交」, 「撤回提交」, answers to findings, and 「重新提交」."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from reviewer_app.db import filing as kept
from reviewer_app.db import review
from reviewer_app.db.cases import (
    Case,
    NewFile,
    add_files,
    add_round,
    change_round,
    grade_of_round,
    link_replaced,
    round_before,
)
from reviewer_app.db.tables import files, rounds
from reviewer_app.domain.answers import ANSWER_NAMES
from reviewer_app.domain.attempts import Act, Circumstances
from reviewer_app.domain.filing import RECTIFICATION, as_dossier_yaml
from reviewer_app.domain.form import missing_fields
from reviewer_app.domain.people import Actor
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.states import State
from reviewer_app.services.assignment import OnCase
from reviewer_app.services.desk import Desk, Doing, perform, transaction

LONGEST_ANSWER = 2000
"""Characters. Source: own choice; two pages of typed text."""


@dataclass(frozen=True, slots=True)
class Submit(OnCase):
    """「提交」 or 「重新提交」, with the company's 「意见」."""

    words: str = ""
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Withdraw(OnCase):
    """「撤回提交」."""


@dataclass(frozen=True, slots=True)
class AnswerFinding(OnCase):
    """What the company says of one finding of the letter."""

    finding_id: str = ""
    kind: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a company gets for its submission."""

    case_id: int
    round_no: int


def submit(command: Submit, actor: Actor, desk: Desk) -> Receipt:
    """Submit a draft, or a returned case once more; its check is ordered.

    Raises:
        RefusedError: required fields, comment or confirmation are missing; answers or
            item 20 of a rectification; or it is submitted already.
    """
    with transaction(command, desk) as (tx, answer):
        if not answer:
            case = kept.own_case(tx, command.case_id, actor)
            number = case.round_no + 1
            returned = case.standing.state is State.RETURNED
            doing = Doing(tx, desk, actor, Act.RESUBMIT if returned else Act.SUBMIT)
            drawn = kept.read_drawer(tx, case.id)
            perform(
                doing,
                case,
                _circumstances(tx, case, command=command, drawn=drawn),
                changes={"round_no": number, "was_claimed": False, "grade": None},
                details={"files": [[one.path, one.sha256] for one in drawn]},
            )
            _make_round(doing, case, number, command=command)
            answer.append([case.id, number, case.company_id])
    case_id, number, company_id = answer[0]
    desk.jobs.check_round(case_id, number, company_id)
    return Receipt(case_id, number)


def withdraw(command: Withdraw, actor: Actor, desk: Desk) -> None:
    """Take a submission back that nobody has claimed; its number is not used up.

    Raises:
        RefusedError: a reviewer has claimed it, or it is not submitted.
    """
    with transaction(command, desk) as (tx, answer):
        if not answer:
            case = kept.own_case(tx, command.case_id, actor)
            before = State.RETURNED if case.round_no > 1 else State.DRAFT
            if case.continues_id is not None and _is_first_here(tx, case):
                before = State.DRAFT
            given = Circumstances(before_submission=before)
            _put_aside(tx, case)
            changes = {
                "round_no": case.round_no - 1,
                "grade": grade_of_round(tx, case.id, case.round_no - 1),
            }
            perform(Doing(tx, desk, actor, Act.WITHDRAW), case, given, changes=changes)


def answer_finding(command: AnswerFinding, actor: Actor, desk: Desk) -> None:
    """Keep what the company says of a finding.

    Raises:
        RefusedError: not returned, no finding of the letter, or words are missing.
    """
    if command.kind not in ANSWER_NAMES:
        raise RefusedError("condition", "请选择答复", "Please choose an answer")
    words = command.words.strip()
    if command.kind == "disagrees" and not words:
        raise RefusedError("condition", "请写明异议的理由", "Please say why")
    if len(words) > LONGEST_ANSWER:
        raise RefusedError(
            "field",
            f"最多 {LONGEST_ANSWER} 个字，请精简，或写进第 20 项整改材料",
            f"At most {LONGEST_ANSWER} characters; put the rest into item 20",
        )
    with transaction(command, desk) as (tx, answer):
        if not answer:
            case = kept.own_case(tx, command.case_id, actor)
            open_ids = open_findings(tx, case)
            if command.finding_id not in open_ids:
                raise RefusedError(
                    "condition", "通知书里没有这一条", "The letter has no such finding"
                )
            given = kept.Answer(command.finding_id, command.kind, words)
            now = desk.clock.now()
            kept.put_answer(
                tx, case.id, case.round_no, answer=given, by=actor.user_id, at=now
            )
            details = {"finding": command.finding_id, "kind": command.kind}
            perform(
                Doing(tx, desk, actor, Act.ANSWER),
                case,
                Circumstances(words=words, was_returned=case.round_no > 0),
                changes={},
                details=details,
            )


def open_findings(tx: Connection, case: Case) -> frozenset[str]:
    """Return the findings that the company has to answer: those that stood."""
    before = round_before(tx, case)
    if before is None:
        return frozenset()
    marks = review.read_marks(tx, before.id)
    return frozenset(one.finding_id for one in marks if one.stands)


def _circumstances(
    tx: Connection,
    case: Case,
    *,
    command: Submit,
    drawn: tuple[kept.KeptFile, ...],
) -> Circumstances:
    company = kept.load_company(tx, case.company_id)
    values = {
        **kept.read_fields(tx, case.id),
        "company": company.name,
        "credit_code": company.credit_code or "",
    }
    answered = kept.read_answers(tx, case.id, case.round_no)
    return Circumstances(
        words=command.words,
        is_confirmed=command.is_confirmed,
        fields_complete=not missing_fields(values),
        has_item_20=case.round_no == 0
        or any(one.item == RECTIFICATION for one in drawn),
        unanswered=len(open_findings(tx, case) - answered.keys()),
    )


def _make_round(doing: Doing, case: Case, number: int, *, command: Submit) -> None:
    tx, now = doing.tx, doing.desk.clock.now()
    day = now.astimezone().date().isoformat()
    text = as_dossier_yaml(kept.filing_of(tx, case, day))
    round_id = add_round(tx, case.id, number, at=now, dossier_yaml=text)
    told = {
        "words": command.words.strip(),
        "answered": kept.answered_of(tx, case) or None,
        "form": kept.form_of(tx, case),
    }
    change_round(tx, round_id, told)
    drawn = kept.read_drawer(tx, case.id)
    new = tuple(
        NewFile(one.path, one.sha256, one.size_bytes, one.item) for one in drawn
    )
    add_files(tx, round_id, new)
    _link_replaced(tx, case, round_id, drawn=drawn)


def _link_replaced(
    tx: Connection, case: Case, round_id: int, *, drawn: tuple[kept.KeptFile, ...]
) -> None:
    """Say of each new file which one of the round before it takes the place of.

    That is the one it goes back to in the drawer, else the one under the same path.
    """
    before = round_before(tx, case)
    if before is None:
        return
    link_replaced(tx, before.id, round_id)
    listed = select(files.c.id, files.c.path, files.c.sha256)
    earlier: dict[tuple[str, str], int] = {}
    for row in tx.execute(listed.where(files.c.round_id == before.id)):
        earlier[row.path, row.sha256] = earlier[_ANYWHERE, row.sha256] = row.id
    for one in drawn:
        old = _ancestor(tx, case, one, earlier=earlier)
        if old is not None:
            mine = (files.c.round_id == round_id, files.c.path == one.path)
            tx.execute(update(files).where(*mine).values(replaces_id=old))


_ANYWHERE = ""
"""In place of a path: a file that was moved since is known by its bytes alone."""


def _ancestor(
    tx: Connection,
    case: Case,
    file: kept.KeptFile,
    *,
    earlier: dict[tuple[str, str], int],
) -> int | None:
    """Return the file of the round before that a file goes back to, if it changed."""
    step = file
    while (_ANYWHERE, step.sha256) not in earlier:
        if step.replaces_id is None:
            return None
        step = kept.find_file(tx, case.id, step.replaces_id)
    anywhere = earlier[_ANYWHERE, step.sha256]
    return None if step is file else earlier.get((step.path, step.sha256), anywhere)


def _put_aside(tx: Connection, case: Case) -> None:
    """Keep a withdrawn round under a number that no round bears."""
    mine = (rounds.c.case_id == case.id, rounds.c.number == case.round_no)
    tx.execute(update(rounds).where(*mine).values(number=-rounds.c.id))


def _is_first_here(tx: Connection, case: Case) -> bool:
    earlier = (rounds.c.case_id == case.id, rounds.c.number > 0)
    known = select(rounds.c.id).where(*earlier, rounds.c.number < case.round_no)
    return tx.execute(known).first() is None
