import numpy as np

from sample_data.cast import POSTS, credit_code, id_number, make_cast

_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def test_credit_code_has_a_right_check_character_and_a_region_that_does_not_exist() -> (
    None
):
    code = credit_code(np.random.default_rng(1))

    total = sum(
        _LETTERS.index(char) * pow(3, place, 31) for place, char in enumerate(code[:17])
    )
    assert len(code) == 18
    assert code[2:8] == "990100"
    assert (total + _LETTERS.index(code[17])) % 31 == 0


def test_id_number_has_a_right_check_digit_and_a_region_that_does_not_exist() -> None:
    number = id_number(np.random.default_rng(2))

    values = [10 if char == "X" else int(char) for char in number]
    weights = [pow(2, 17 - place, 11) for place in range(18)]
    assert number[:6] == "990000"
    assert sum(v * w for v, w in zip(values, weights, strict=True)) % 11 == 1


def test_same_seed_gives_the_same_people() -> None:
    first = make_cast(5)

    assert make_cast(5) == first
    assert make_cast(6) != first


def test_nobody_appears_twice() -> None:
    workers = make_cast(9).workers

    assert len({worker.name for worker in workers}) == len(POSTS)
