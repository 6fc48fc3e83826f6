"""The "only if" of the state table: each returns why not, or None."""

from collections.abc import Callable

from checker.model.grade import Grade
from checker.model.wording import Text
from reviewer_app.domain.attempts import Attempt
from reviewer_app.domain.people import CompanyKind

Condition = Callable[[Attempt], Text | None]
"""Returns why not, or None where the condition is met."""


def is_holder(attempt: Attempt) -> Text | None:
    """Only who has the case may."""
    if attempt.actor.user_id == attempt.standing.holder_id:
        return None
    return Text("这份案卷由其他人审核", "Somebody else reviews this case")


def is_not_own_company(attempt: Attempt) -> Text | None:
    """Nobody reviews their own company."""
    own = attempt.actor.company_id
    if own is None or own != attempt.standing.company_id:
        return None
    return Text("不能审核自己单位的案卷", "Nobody reviews their own company")


def is_recommender(attempt: Attempt) -> Text | None:
    """Only who recommended may."""
    if attempt.actor.user_id == attempt.standing.recommender_id:
        return None
    return Text("只有提请人可以撤回", "Only who recommended may recall")


def is_not_recommender(attempt: Attempt) -> Text | None:
    """Nobody accepts their own recommendation."""
    if attempt.actor.user_id != attempt.standing.recommender_id:
        return None
    return Text("不能复核自己提请的案卷", "Nobody accepts their own recommendation")


def has_words(attempt: Attempt) -> Text | None:
    """A comment or a reason is needed."""
    if attempt.given.words.strip():
        return None
    return Text("请填写意见或理由", "Please give a comment or a reason")


def is_confirmed(attempt: Attempt) -> Text | None:
    """The person was asked, and confirmed."""
    if attempt.given.is_confirmed:
        return None
    return Text("请先确认", "Please confirm first")


def was_never_claimed(attempt: Attempt) -> Text | None:
    """No reviewer has claimed the case in this round."""
    if not attempt.standing.was_claimed:
        return None
    return Text("已有审核人员领取，不能撤回", "A reviewer has claimed it already")


def check_is_over(attempt: Attempt) -> Text | None:
    """The machine has said what it found, or that it could not."""
    if attempt.given.is_checked:
        return None
    return Text(
        "自动检查还没有完成，请等检查完成、认定结果后再定级",
        "The check still runs; wait for it and decide on what it finds",
    )


def all_decided(attempt: Attempt) -> Text | None:
    """Every error and unknown is decided."""
    open_count = attempt.given.undecided
    if open_count == 0:
        return None
    return Text(
        f"还有 {open_count} 处问题或待核对项没有认定",
        f"{open_count} errors or unknowns are not decided yet",
    )


def none_put_aside(attempt: Attempt) -> Text | None:
    """Nothing is left for later."""
    aside = attempt.given.put_aside
    if aside == 0:
        return None
    return Text(f"还有 {aside} 处“稍后再看”", f"{aside} findings are put aside")


def has_grade(attempt: Attempt) -> Text | None:
    """A grade was chosen."""
    if attempt.given.grade is not None:
        return None
    return Text("请先选择等级", "Please choose a grade first")


def has_reason_where_it_differs(attempt: Attempt) -> Text | None:
    """Going against the suggestion needs a reason."""
    given = attempt.given
    if given.grade == given.suggested or given.words.strip():
        return None
    return Text(
        "等级与系统建议不同，请说明理由",
        "The grade differs from the suggestion; please say why",
    )


def returns_something(attempt: Attempt) -> Text | None:
    """A case is returned for at least one finding."""
    given = attempt.given
    if given.grade is Grade.QUALIFIED or given.confirmed > 0:
        return None
    return Text(
        "退回整改至少需要一处已认定的问题",
        "To return a case, at least one finding must be confirmed or added",
    )


def has_letter_where_returned(attempt: Attempt) -> Text | None:
    """A returned case comes with a letter."""
    given = attempt.given
    if given.grade is Grade.QUALIFIED or given.has_letter:
        return None
    return Text("请先写好整改通知书", "Please write the letter first")


def one_step(attempt: Attempt) -> Text | None:
    """The setting asks for one step."""
    if not attempt.given.two_steps:
        return None
    return Text("本系统需要复核，请“提请复核”", "Two steps are set: please recommend")


def two_steps(attempt: Attempt) -> Text | None:
    """The setting asks for two steps."""
    if attempt.given.two_steps:
        return None
    return Text("没有设置复核，请直接“发出”", "One step is set: please release")


def letter_is_seen(attempt: Attempt) -> Text | None:
    """The chief has seen the letter."""
    if attempt.standing.recommended is Grade.QUALIFIED or attempt.given.letter_seen:
        return None
    return Text("请先查看整改通知书", "Please look at the letter first")


def deadline_is_past(attempt: Attempt) -> Text | None:
    """The deadline has passed."""
    if attempt.given.deadline_passed:
        return None
    return Text("整改期限未到", "The deadline has not passed")


def has_new_deadline(attempt: Attempt) -> Text | None:
    """A new deadline is given."""
    if attempt.given.has_new_deadline:
        return None
    return Text("请给出新的期限", "Please give a new deadline")


def names_reviewer(attempt: Attempt) -> Text | None:
    """A reviewer is named."""
    if attempt.given.names_reviewer:
        return None
    return Text("请指定审核人员", "Please name a reviewer")


def is_builder(attempt: Attempt) -> Text | None:
    """Only construction companies are assessed."""
    if attempt.actor.company_kind is CompanyKind.BUILDER:
        return None
    return Text("动态考核只面向施工单位", "Only construction companies are assessed")


def year_is_free(attempt: Attempt) -> Text | None:
    """The company has no case for that year."""
    if attempt.given.year_is_free:
        return None
    return Text("该年度已有记录", "There is a case for that year already")


def is_readable(attempt: Attempt) -> Text | None:
    """The dossier can be read."""
    if attempt.given.is_readable:
        return None
    return Text("案卷无法读取", "The dossier cannot be read")


def fields_complete(attempt: Attempt) -> Text | None:
    """All required fields are filled in."""
    if attempt.given.fields_complete:
        return None
    return Text("还有必填项没有填写", "Required fields are empty")


def has_item_20(attempt: Attempt) -> Text | None:
    """The rectification is uploaded."""
    if attempt.given.has_item_20:
        return None
    return Text("请上传第 20 项整改材料", "Item 20, the rectification, is missing")


def was_returned(attempt: Attempt) -> Text | None:
    """There is a letter to answer, that of a deleted case which goes on here too."""
    if attempt.given.was_returned:
        return None
    return Text("还没有收到整改通知书", "There is no letter to answer yet")


def all_answered(attempt: Attempt) -> Text | None:
    """Every finding has an answer."""
    left = attempt.given.unanswered
    if left == 0:
        return None
    return Text(f"还有 {left} 处问题没有答复", f"{left} findings have no answer")


ABOUT_PERSONS: frozenset[Condition] = frozenset(
    {is_holder, is_not_own_company, is_recommender, is_not_recommender}
)
"""Conditions that depend on nothing but the person and the case."""
