from checker.judging.examples import ExampleResult, check_examples
from checker.model.rule import Outcome, RuleExamples
from tests.packs import a_document, a_dossier, a_page, a_rule

SEALED = a_dossier({"01": (a_document("a.pdf", a_page(1, seal__count=1)),)})
BARE = a_dossier({"01": (a_document("a.pdf", a_page(1, seal__count=0)),)})
UNREAD = a_dossier({"01": (a_document("a.pdf", a_page(1)),)})
MIXED = a_dossier({"01": (a_document("a.pdf", a_page(1, seal__count=1), a_page(2)),)})
EMPTY = a_dossier()


def test_examples_that_come_out_as_said_are_right() -> None:
    rule = a_rule(examples=RuleExamples((SEALED,), (BARE,), (UNREAD, MIXED)))

    results = check_examples(rule)

    assert [one.name for one in results] == [
        "seal.missing pass 1",
        "seal.missing fail 1",
        "seal.missing unknown 1",
        "seal.missing unknown 2",
    ]
    assert all(one.is_right for one in results)


def test_example_that_comes_out_otherwise_is_told() -> None:
    rule = a_rule(examples=RuleExamples((MIXED,)))

    (result,) = check_examples(rule)

    assert result == ExampleResult("seal.missing pass 1", Outcome.PASS, Outcome.UNKNOWN)
    assert not result.is_right


def test_example_that_judges_nothing_does_not_count_as_a_pass() -> None:
    rule = a_rule(examples=RuleExamples((EMPTY,)))

    (result,) = check_examples(rule)

    assert result.actual is Outcome.NOT_APPLICABLE
