import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from sample_data import fonts, world
from sample_data.cast import invented


@pytest.fixture(autouse=True)
def _fonts() -> None:
    try:
        fonts.require(fonts.GROUPS["test"])
    except fonts.FontsMissingError as error:
        pytest.skip(str(error))


def test_same_seed_gives_the_same_bytes() -> None:
    recipe = world.choose(44, "test")

    assert world.draw(recipe).data == world.draw(recipe).data


def test_a_font_without_the_nought_of_years_writes_a_circle() -> None:
    page = PdfReader(io.BytesIO(world.draw(world.choose(92_118, "test")).data)).pages[0]

    assert "二○二○年五月十九日" in page.extract_text()


def test_every_layout_comes_up_in_turn() -> None:
    layouts = {world.choose(seed, "test").layout for seed in range(120)}

    assert layouts == set(world.LAYOUTS)


def test_clean_pages_are_upright_and_without_harm() -> None:
    recipes = [world.choose(seed, "test", clean=True) for seed in range(60)]

    assert {one.handling.turn_deg for one in recipes} == {0}
    assert {one.harm for one in recipes} == {""}


def test_name_of_a_company_is_nobodys() -> None:
    names = {invented(seed).company.name for seed in range(40)}

    assert all(set(name) & set("虚拟样假例范设仿") for name in names)


@pytest.mark.parametrize("layout", ["dated", "letter_form", "poster", "album", "note"])
def test_page_is_one_pdf_page_with_its_label(layout: str, tmp_path: Path) -> None:
    assert (
        world.main(
            ["--out", str(tmp_path), "--pages", "1", "--seed", "3", "--layouts", layout]
        )
        == 0
    )

    (file,) = tmp_path.glob("*.pdf")
    assert len(PdfReader(file).pages) == 1
    assert f"layout: {layout}" in (tmp_path / "labels.yaml").read_text("utf-8")
