"""Plans survive JSON; what is no plan is refused."""

import json

import pytest

from checker.errors import MendOrderError
from checker.mending.codec import dump_plan, load_plan
from checker.mending.plan import plan_mending
from checker.model.mending import MendPlan, MendWishes
from tests.unit.mending.documents import a_blank, a_document, a_page

DOCUMENT = a_document(
    a_page(1, orientation=90, skew_deg=1.25), a_blank(2), a_page(3, skew_deg=None)
)


@pytest.mark.parametrize(
    "plan",
    [
        plan_mending(DOCUMENT),
        plan_mending(DOCUMENT, MendWishes(order=(3, 1, 2), split_after=(1,))),
        plan_mending(DOCUMENT | {"status": "encrypted"}),
    ],
    ids=["certain", "wished", "refused"],
)
def test_a_plan_survives_json(plan: MendPlan) -> None:
    assert load_plan(dump_plan(plan)) == plan


def test_a_plan_is_plain_json() -> None:
    told = json.loads(dump_plan(plan_mending(DOCUMENT)))

    assert told["files"][0]["pages"][0] == {
        "page_no": 1,
        "turn_deg": 270,
        "straighten_deg": -1.25,
    }
    assert told["notes"][0]["act"] == "turned"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"sha256": "x"}',
        '{"sha256": "x", "page_count": 1, "files": [{"pages": [{"page_no": 2}]}]}',
    ],
)
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(MendOrderError):
        load_plan(text)
