import pytest

from reviewer_app.context import Screen
from reviewer_app.domain.permissions import Permission
from reviewer_app.navigation import all_screens, screens_for
from tests.app.fake_rows import PEOPLE

CASE = ["dossier", "desk", "grade", "letter"]
MENUS = {
    "shen": ["queue", "import", *CASE, "figures", "account"],
    "zong": ["queue", "to_accept", "progress", *CASE, "figures", "packs", "account"],
    "guan": [
        *("import", "figures", "packs", "users", "reasons", "settings", "account"),
    ],
    "ji": [*CASE, "figures", "log", "account"],
    "yang": ["company", "assessments", "assessment", "notices", "account"],
    "jian": ["company", "notices", "account"],
}


@pytest.mark.parametrize("who", list(MENUS))
def test_role_sees_its_screens(who: str) -> None:
    assert [one.url_path for one in screens_for(PEOPLE[who])] == MENUS[who]


PUBLIC = ["front", "log_in", "set_password", "register", "forgotten", "quick_check"]


def test_nobody_sees_the_public_screens_only() -> None:
    assert [one.url_path for one in screens_for(None)] == PUBLIC


def test_no_two_screens_share_an_address() -> None:
    addresses = [one.url_path for one in all_screens()]

    assert len(addresses) == len(set(addresses))


@pytest.mark.parametrize("screen", all_screens(), ids=lambda one: one.url_path)
def test_screen_asks_for_a_permission_unless_public(screen: Screen) -> None:
    public = screen.url_path in PUBLIC

    assert isinstance(screen.permission, Permission) is not public
