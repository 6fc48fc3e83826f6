import re
from string import Formatter

import pytest

from reviewer_app.locale import catalogue, translate
from reviewer_app.locale.extract import find_words

WORDS = sorted(find_words())


def _holes(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


@pytest.mark.parametrize("words", WORDS)
def test_words_have_an_english_mirror(words: str) -> None:
    english = catalogue("en").get(words, "")

    assert english
    assert not re.search(r"[\u4e00-\u9fff]", english)
    assert _holes(english) == _holes(words)


def test_unknown_words_stay_as_they_are() -> None:
    assert translate("没有收录的话", "en") == "没有收录的话"


def test_chinese_needs_no_catalogue() -> None:
    assert translate("待我审核", "zh") == "待我审核"
