import pytest

from checker.judging.explain import explain_rule
from checker.model.ids import ItemCode
from checker.model.rule import AppliesTo
from tests.packs import a_rule, a_rule_saying


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh",
            ["seal.missing  没有公章", "依据：填报说明 备注 2", "怎样改：请加盖公章"],
        ),
        (
            "en",
            ["seal.missing  No seal", "Source: 填报说明 备注 2", "What to do: stamp"],
        ),
    ],
)
def test_rule_is_explained_in_both_languages(language: str, words: list[str]) -> None:
    told = explain_rule(a_rule(), language)

    assert all(one in told for one in words)


def test_limits_of_a_rule_are_shown() -> None:
    told = explain_rule(a_rule(), "en")

    assert "at_least fact=seal.count at_least=1" in told


def test_items_of_a_rule_are_listed() -> None:
    reach = AppliesTo(frozenset({ItemCode("02"), ItemCode("01")}))

    assert "Items: 01 02" in explain_rule(a_rule(applies_to=reach), "en")


def test_rule_without_params_is_explained() -> None:
    rule = a_rule_saying(params=None)

    assert "Judged by: saying\n" in explain_rule(rule, "en")
