"""The HTTP API of companies: a token acts as its company, and as nobody else."""

import pytest
from starlette.testclient import TestClient

from reviewer_app.api_routes import Api
from reviewer_app.services.accounts import make_token
from tests.unit.desk.conftest import World, a_company, a_pdf
from tests.unit.desk.filing_makers import FILLED, TOLD, Filer, returned

PERSON = {
    "table": "enterprise_head",
    "name": TOLD.name,
    "id_number": TOLD.id_number,
    "certificate_number": TOLD.certificate_number,
    "valid_until": TOLD.valid_until,
}


@pytest.fixture
def client(world: World, filer: Filer) -> TestClient:
    token = make_token("脚本", filer.actor, world.desk)
    headers = {"Authorization": f"Bearer {token}"}
    return TestClient(Api(world.desk).build(), headers=headers)


def _begun(client: TestClient) -> str:
    made = client.post("/assessments", json={"year": 2021}).json()
    return f"/assessments/{made['id']}"


def test_an_assessment_goes_from_begun_to_submitted(client: TestClient) -> None:
    place = _begun(client)
    person = client.post(f"{place}/people", json=PERSON).json()["id"]
    client.put(f"{place}/fields", json=FILLED)
    client.put(f"{place}/items/7/files/备案.pdf", content=a_pdf("备案"))
    client.put(f"{place}/people/{person}/files/A证.pdf", content=a_pdf("证书"))

    receipt = client.post(f"{place}/submit", json={"words": "请审核"})
    whole = client.get(place).json()

    assert receipt.status_code == 202
    assert receipt.json()["round"] == 1
    assert whole["state"] == "submitted"
    assert [(one["item"], one["person"]) for one in whole["files"]] == [
        (None, person),
        ("07", None),
    ]
    assert client.get("/assessments").json()[0]["state"] == "submitted"


def test_a_submission_is_taken_back(client: TestClient) -> None:
    place = _begun(client)
    client.put(f"{place}/fields", json=FILLED)
    client.post(f"{place}/submit", json={"words": "请审核"})

    assert client.post(f"{place}/withdraw").is_success
    assert client.get(place).json()["state"] == "draft"


def test_only_pdfs_are_taken(client: TestClient) -> None:
    place = _begun(client)

    answer = client.put(f"{place}/items/07/files/a.pdf", content=b"no paper")

    assert answer.status_code == 415
    assert client.get(place).json()["files"] == []


def test_a_file_is_taken_out(client: TestClient) -> None:
    place = _begun(client)
    content = a_pdf("备案")
    made = client.put(f"{place}/items/07/files/a.pdf", content=content).json()

    assert client.delete(f"{place}/files/{made['id']}").is_success
    assert client.get(place).json()["files"] == []


def test_before_a_check_there_is_no_report(client: TestClient) -> None:
    assert client.get(f"{_begun(client)}/report").status_code == 404


def test_a_field_that_does_not_exist_is_not_found(client: TestClient) -> None:
    answer = client.put(f"{_begun(client)}/fields", json={"nothing": "x"})

    assert answer.status_code == 404


def test_findings_of_a_letter_are_answered(
    world: World, filer: Filer, client: TestClient
) -> None:
    place = f"/assessments/{returned(world, filer)}"

    said = client.put(f"{place}/answers/f1", json={"kind": "fixed"})

    assert said.is_success
    assert client.get(place).json()["findings"][0]["answer"] == "fixed"


def test_a_foreign_assessment_looks_like_a_missing_one(
    world: World, client: TestClient
) -> None:
    other = Filer(world.desk, a_company(world.desk, "别家", "91990100MA35235755"))
    theirs = client.get(f"/assessments/{other.begin()}")
    missing = client.get("/assessments/4711")

    assert (theirs.status_code, theirs.json()) == (404, missing.json())
