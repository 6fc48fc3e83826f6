"""Whose seal it is: sure of another company, or silent."""

import pytest

from checker.kinds.seal_owner import Params, evaluate
from checker.model.evidence import Known, Reading, TextLine, Unknown
from checker.model.geometry import Box
from checker.model.rule import Outcome
from checker.model.subject import Subject
from checker.model.wording import Reason
from tests.packs import a_document, a_dossier, a_page

COMPANY = "济南虚构建筑工程有限公司"
BOX = Box(0, 0, 100, 100)


def _judge(*readings: Reading) -> Outcome:
    pages = [
        a_page(number, seal__names=one) for number, one in enumerate(readings, start=1)
    ]
    document = a_document("01.pdf", *pages)
    whole = a_dossier({"01": (document,)}, company=COMPANY)
    subject = Subject(whole, whole.items[0], document)
    (verdict,) = evaluate(Params(), subject)
    return verdict.outcome


def _named(*names: str, confidence: float = 0.97) -> Reading:
    return Known(tuple(TextLine(name, BOX, confidence) for name in names))


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        (COMPANY, Outcome.PASS),
        (f"{COMPANY}安全生产专用章", Outcome.PASS),
        ("山东样本市政有限公司", Outcome.FAIL),
        ("济南虚拟建筑工程有限公司", Outcome.NOT_APPLICABLE),
        ("虚构建筑工程有限公司", Outcome.NOT_APPLICABLE),
        ("济南市虚构区住房和城乡建设局", Outcome.NOT_APPLICABLE),
        ("济南样例会计师事务所有限公司", Outcome.NOT_APPLICABLE),
        ("山东样本市政", Outcome.NOT_APPLICABLE),
    ],
    ids=[
        "own",
        "own special seal",
        "another company",
        "differs by one character",
        "cut at the front",
        "authority",
        "accountants",
        "cut at the end",
    ],
)
def test_a_name_decides_only_where_it_is_sure(name: str, outcome: Outcome) -> None:
    assert _judge(_named(name)) is outcome


def test_an_unsure_reading_decides_nothing() -> None:
    reading = _named("山东样本市政有限公司", confidence=0.8)

    assert _judge(reading) is Outcome.NOT_APPLICABLE


def test_ones_own_seal_beside_another_passes() -> None:
    assert _judge(_named("山东样本市政有限公司", COMPANY)) is Outcome.PASS


def test_pages_that_were_not_read_decide_nothing() -> None:
    assert _judge(Unknown(Reason.NOT_READ)) is Outcome.NOT_APPLICABLE


def test_a_failure_of_ours_is_said() -> None:
    assert _judge(Unknown(Reason.PROBE_FAILED)) is Outcome.UNKNOWN
