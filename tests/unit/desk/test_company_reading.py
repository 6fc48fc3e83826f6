"""What a company's screens are told of its own assessment."""

from reviewer_app.context.filing_reading import FilingReading
from reviewer_app.context.filing_rows import AssessmentView, ItemRow
from reviewer_app.services.prechecked import record_precheck
from tests.unit.desk.conftest import World, a_finding, a_report
from tests.unit.desk.filing_makers import Filer, returned

MISSING = {"rule": "completeness.item_missing", "document": None, "page": None}


def _seen(filer: Filer, case_id: int) -> AssessmentView:
    return FilingReading(filer.desk, filer.actor).whole(case_id)


def _item(view: AssessmentView, code: str) -> ItemRow:
    return next(one for one in view.items if one.code == code)


def test_item_20_is_not_asked_for_by_a_first_submission(filer: Filer) -> None:
    case_id = filer.submitted()

    codes = {one.code for one in _seen(filer, case_id).items}

    assert "19" in codes
    assert "20" not in codes


def test_item_20_comes_first_after_a_return(world: World, filer: Filer) -> None:
    case_id = returned(world, filer)

    assert _seen(filer, case_id).items[0].code == "20"


def test_item_20_stays_while_its_round_is_on_its_way(
    world: World, filer: Filer
) -> None:
    case_id = returned(world, filer)
    filer.answer(case_id, "f1")
    filer.upload(case_id, "整改.pdf", "20", content=b"%PDF-1.4 mended")
    filer.submit(case_id)

    assert _seen(filer, case_id).items[0].code == "20"


def test_what_was_found_before_a_file_came_says_nothing_of_it(
    world: World, filer: Filer
) -> None:
    case_id = filer.begin()
    finding = a_finding("f1", item="07", **MISSING)
    record_precheck(case_id, 0, a_report(world, finding), desk=world.desk)
    filer.upload(case_id, "备案.pdf", "07")

    item = _item(_seen(filer, case_id), "07")

    assert item.status == "checking"
    assert item.findings == ()


def test_remedies_speak_of_screens_alone(world: World, filer: Filer) -> None:
    case_id = filer.begin()
    remedy = {
        "zh": "请上传这份材料（离线检查：文件名以编号开头）；不涉及的，请写明",
        "en": "Upload it (附件列表; offline: number its name) or say why"
        " (offline: in dossier.yaml)",
    }
    finding = a_finding("f1", item="07", remedy=remedy, **MISSING)
    record_precheck(case_id, 0, a_report(world, finding), desk=world.desk)

    [told] = _seen(filer, case_id).findings

    assert told.remedy.zh == "请上传这份材料；不涉及的，请写明"
    assert "offline" not in told.remedy.en


def test_a_finding_in_a_certificate_stands_at_its_file_alone(
    world: World, filer: Filer
) -> None:
    case_id = filer.begin()
    person_id = filer.add_person(case_id)
    filer.upload_for(case_id, person_id)
    [kept] = filer.drawer(case_id)
    finding = a_finding(
        "f1",
        rule="personnel.expired",
        item=None,
        document=kept.path,
        message={"zh": "王建国的证书已到期", "en": "expired"},
    )
    report = a_report(world, finding)
    report["documents"] = [{"path": kept.path, "sha256": kept.sha256}]
    record_precheck(case_id, 0, report, desk=world.desk)

    view = _seen(filer, case_id)

    [person] = view.people
    assert [one.finding_id for one in person.files[0].findings] == ["f1"]
    assert person.findings == view.people_findings == ()
    assert person.status == "fail"
