"""The HTTP API: a dossier comes in file by file, is submitted, and its report read."""

import pytest
from starlette.testclient import TestClient

from reviewer_app.api_routes import Api
from reviewer_app.db.people import revoke_token
from reviewer_app.domain.people import Actor
from reviewer_app.services.accounts import make_token
from tests.unit.desk.conftest import World, a_finding, a_pdf

YAML = "company: 随便\nyear: 2020\nsubmitted_on: 2022-03-01\n".encode()
NEW = {"company": "济南示例建设有限公司", "year": 2021}


@pytest.fixture
def client(world: World) -> TestClient:
    return TestClient(Api(world.desk).build())


def _as(world: World, actor: Actor) -> dict[str, str]:
    return {"Authorization": f"Bearer {make_token('脚本', actor, world.desk)}"}


def _begin(client: TestClient, headers: dict[str, str]) -> int:
    return int(client.post("/dossiers", json=NEW, headers=headers).json()["id"])


def _fill(client: TestClient, headers: dict[str, str], arrival: int) -> None:
    for path, content in (
        ("dossier.yaml", YAML),
        ("01-机构/任命.pdf", a_pdf("任命")),
        ("07-备案.pdf", a_pdf("备案")),
    ):
        address = f"/dossiers/{arrival}/files/{path}"
        assert client.put(address, content=content, headers=headers).is_success


def test_a_dossier_comes_in_and_its_report_goes_out(
    world: World, client: TestClient
) -> None:
    headers = _as(world, world.reviewer)
    arrival = _begin(client, headers)
    _fill(client, headers, arrival)

    submitted = client.post(f"/dossiers/{arrival}/submit", headers=headers).json()
    early = client.get(f"/dossiers/{arrival}/report", headers=headers)
    world.check(submitted["case_id"], a_finding("f1"))
    report = client.get(f"/dossiers/{arrival}/report", headers=headers).json()
    state = client.get(f"/dossiers/{arrival}", headers=headers).json()

    assert early.status_code == 404
    assert report["findings"][0]["id"] == "f1"
    assert state["state"] == "submitted"
    assert state["checked"] is True
    assert state["suggested"] == "basically_qualified"


def test_submitting_twice_makes_one_case(world: World, client: TestClient) -> None:
    headers = _as(world, world.reviewer)
    arrival = _begin(client, headers)
    _fill(client, headers, arrival)

    one = client.post(f"/dossiers/{arrival}/submit", headers=headers).json()
    other = client.post(f"/dossiers/{arrival}/submit", headers=headers).json()

    assert one == other


def test_a_file_put_twice_is_replaced(world: World, client: TestClient) -> None:
    headers = _as(world, world.reviewer)
    arrival = _begin(client, headers)
    address = f"/dossiers/{arrival}/files/01.pdf"

    client.put(address, content=b"old", headers=headers)
    client.put(address, content=b"newer", headers=headers)

    (file,) = client.get(f"/dossiers/{arrival}", headers=headers).json()["files"]
    assert file[2] == len(b"newer")


def test_after_submitting_no_file_is_taken(world: World, client: TestClient) -> None:
    headers = _as(world, world.reviewer)
    arrival = _begin(client, headers)
    _fill(client, headers, arrival)
    client.post(f"/dossiers/{arrival}/submit", headers=headers)

    answer = client.put(
        f"/dossiers/{arrival}/files/02.pdf", content=b"x", headers=headers
    )

    assert answer.status_code == 409
    assert answer.json()["message"] == "案卷已经提交"


def test_a_path_that_leads_outside_is_refused(world: World, client: TestClient) -> None:
    headers = _as(world, world.reviewer)
    arrival = _begin(client, headers)

    answer = client.put(
        f"/dossiers/{arrival}/files/a%2F..%2F..%2Fb.pdf", content=b"x", headers=headers
    )

    assert answer.status_code in {404, 409}


def test_without_a_token_nothing_is_answered(world: World, client: TestClient) -> None:
    headers = _as(world, world.reviewer)
    arrival = _begin(client, headers)

    bare = client.get(f"/dossiers/{arrival}")
    wrong = client.get(f"/dossiers/{arrival}", headers={"Authorization": "Bearer x"})

    assert bare.status_code == wrong.status_code == 401


def test_a_revoked_token_is_worth_nothing(world: World, client: TestClient) -> None:
    headers = _as(world, world.reviewer)
    with world.desk.database.work() as tx:
        revoke_token(tx, 1, world.clock.now())

    assert client.post("/dossiers", json=NEW, headers=headers).status_code == 401


def test_an_arrival_is_its_makers_alone(world: World, client: TestClient) -> None:
    arrival = _begin(client, _as(world, world.reviewer))

    answer = client.get(f"/dossiers/{arrival}", headers=_as(world, world.other))

    assert answer.status_code == 404


def test_a_dossier_without_files_is_refused(world: World, client: TestClient) -> None:
    headers = _as(world, world.reviewer)
    arrival = _begin(client, headers)

    answer = client.post(f"/dossiers/{arrival}/submit", headers=headers)

    assert answer.status_code == 409
    assert answer.json()["en"]
