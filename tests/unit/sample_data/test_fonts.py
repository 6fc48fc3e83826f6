from dataclasses import replace

import pytest

from sample_data import fonts


def test_the_two_groups_share_no_file() -> None:
    files = [
        {face.file for face in (*group.paint.values(), *group.embed.values())}
        for group in (fonts.TUNE, fonts.TEST)
    ]

    assert not files[0] & files[1]


def test_a_missing_font_is_named_with_its_package() -> None:
    absent = fonts.Face("truetype/none/none.ttf", "fonts-of-nobody")
    group = replace(fonts.TEST, embed={**fonts.TEST.embed, "song": absent})

    with pytest.raises(
        fonts.FontsMissingError, match="apt-get install fonts-of-nobody"
    ):
        fonts.require(group)
