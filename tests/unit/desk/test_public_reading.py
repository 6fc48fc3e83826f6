"""What everybody may read without a log-in: service numbers, items to try."""

import datetime as dt

from reviewer_app import pack_work
from reviewer_app.context import NOBODY
from reviewer_app.context.public_rows import ServiceLines
from reviewer_app.context.reading import Reading
from reviewer_app.db.packs import add_pack
from reviewer_app.services.settings import PutSetting, put_setting
from tests.unit.desk.conftest import START, World


def test_service_is_what_an_administrator_has_set(world: World) -> None:
    before = Reading(world.desk, NOBODY).service_lines()
    for name, value in (
        ("technical_phone", "0531-00000001"),
        ("service_hours", "9–17"),
    ):
        command = PutSetting(name=name, value=value)
        put_setting(command, world.administrator, world.desk)

    after = Reading(world.desk, NOBODY).service_lines()

    assert before == ServiceLines()
    assert after == ServiceLines("0531-00000001", "", "9–17")


def test_items_are_those_of_the_pack_in_force(world: World) -> None:
    before = Reading(world.desk, NOBODY).items_to_try()
    texts = pack_work.built_in()
    texts["items.yaml"] = texts["items.yaml"].replace(
        "zh: 工伤、事故处理档案", "zh: 新题目"
    )
    with world.desk.database.work() as tx:
        add_pack(
            tx,
            {
                "name": "济南市动态考核",
                "version": "2.0",
                "digest": "9f" * 32,
                "state": "approved",
                "texts": texts,
                "made_at": START,
                "in_force_from": START - dt.timedelta(days=1),
            },
        )

    after = Reading(world.desk, NOBODY).items_to_try()

    assert [one.code for one in before] == [f"{at:02}" for at in range(1, 20)]
    assert [one.title.zh for one in after if one not in before] == ["新题目"]
