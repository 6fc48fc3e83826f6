"""A certificate must say what the row of its holder says."""

import datetime as dt
from dataclasses import replace

import pytest

from checker.kinds import certificate_agreement
from checker.kinds._certificates import covers, matches_in
from checker.kinds.certificate_agreement import Params
from checker.model.dossier import Dossier, Person, PersonTable
from checker.model.evidence import (
    DateKind,
    DateRole,
    DateSpan,
    DocumentEvidence,
    Known,
    TextLine,
    Unknown,
)
from checker.model.geometry import Box
from checker.model.rule import Outcome, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason, Text
from tests.unit.kinds.subjects import Given, document, dossier_of

FILE = "p/a.pdf"
NUMBER = "鲁建安C3（2020）0001234"
FAR_NUMBER = "鲁建安C3（2018）0985671"
NEAR_NUMBER = "鲁建安C3（2020）0001284"
UNTIL = dt.date(2023, 6, 30)
SCANNED: Given = {"text.source": "ocr", "page.content": "scan"}
TYPED: Given = {"text.source": "layer", "page.content": "digital"}
PARAMS = Params({PersonTable.SAFETY_OFFICER: (r"\p{Han}建安c[123]?\(?20\d\d\)?\d{7}",)})
OFFICER = Person(1, PersonTable.SAFETY_OFFICER, "张建国", "", NUMBER, UNTIL, (FILE,))
GOOD = (f"编　号：{NUMBER}", "姓　名：张建国")
TERM = DateSpan(
    "2020年7月1日至2023年6月30日",
    dt.date(2020, 7, 1),
    UNTIL,
    DateKind.RANGE,
    DateRole.VALIDITY,
    0.97,
)


def page(
    *texts: str,
    dates: tuple[DateSpan, ...] = (TERM,),
    sure: float = 0.99,
    typed: bool = False,
    more: Given | None = None,
) -> Given:
    """Lines one below the other; | parts two pieces of a row."""
    lines = tuple(
        TextLine(piece, Box(60 + 90 * no, 20 * y, 120 + 90 * no, 20 * y + 12), sure)
        for y, text in enumerate(texts)
        for no, piece in enumerate(text.split("|"))
    )
    given: Given = {"text.lines": Known(lines), "date.dates": Known(dates)}
    return {**given, **(TYPED if typed else SCANNED), **(more or {})}


def until(
    end: str,
    start: str | None = None,
    *,
    sure: float = 0.97,
    role: DateRole = DateRole.VALIDITY,
) -> DateSpan:
    first = None if start is None else dt.date.fromisoformat(start)
    kind = DateKind.DAY if start is None else DateKind.RANGE
    return DateSpan(end, first, dt.date.fromisoformat(end), kind, role, sure)


def people(*files: DocumentEvidence, person: Person = OFFICER) -> Subject:
    """The first file of a dossier with one person."""
    whole = dossier_of(dossier=Dossier("d", personnel=(person,)), people=files)
    return replace(whole, document=files[0])


def judged(subject: Subject) -> tuple[Verdict, ...]:
    verdicts = certificate_agreement.KIND.evaluate(PARAMS, subject)
    for one in verdicts:
        if one.outcome in {Outcome.FAIL, Outcome.UNKNOWN}:
            assert set(one.measured) == set(certificate_agreement.KIND.placeholders)
    return verdicts


def verdict(*pages: Given, person: Person = OFFICER) -> Verdict:
    (found,) = judged(people(document(*pages, path=FILE), person=person))
    return found


def test_certificate_that_says_what_the_row_says_passes() -> None:
    found = verdict(page(*GOOD))

    assert found.outcome is Outcome.PASS


@pytest.mark.parametrize(
    "written",
    [
        "编号:鲁建安C3(2020)0001234",
        "编号 鲁 建安 c3〔2020〕0001234",
        "鲁建安C3[2020]第0001234号",
        "证书编号：鲁建安Ｃ３（２０２０）０００１２３４",
    ],
)
def test_widths_brackets_and_spaces_of_a_number_do_not_count(written: str) -> None:
    found = verdict(page(written, "姓名：张建国"))

    assert found.outcome is Outcome.PASS


def test_another_number_fails_at_its_place() -> None:
    found = verdict(page("证书", f"编号：{FAR_NUMBER}", "姓名：张建国"))

    assert found.outcome is Outcome.FAIL
    assert found.measured["found_number"] == "鲁建安C3(2018)0985671"
    assert found.measured["number"] == NUMBER
    assert found.measured["found_name"] is None
    assert (found.document, found.page_no) == (FILE, 1)
    assert found.box == Box(60, 20, 120, 32)
    assert found.measured["differences"] == Text(
        f"编号“鲁建安C3(2018)0985671”（人员表填的是“{NUMBER}”）",
        f"number “鲁建安C3(2018)0985671” (the table says “{NUMBER}”)",
    )


def test_all_that_differs_stands_in_one_finding() -> None:
    other = page(
        f"编号：{FAR_NUMBER}",
        "姓名：李玉梅",
        dates=(until("2022-01-31", "2019-02-01"),),
    )

    found = verdict(other)

    assert found.outcome is Outcome.FAIL
    assert found.measured["found_name"] == "李玉梅"
    assert found.measured["found_until"] == "2022-01-31"
    words = found.measured["differences"]
    assert isinstance(words, Text)
    assert words.zh.count("人员表填的是") == 3
    assert words.en.startswith("name “李玉梅” (the table says “张建国”), number")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (page(NEAR_NUMBER, "姓名：张建国"), Outcome.UNKNOWN),
        (page(NEAR_NUMBER, "姓名：张建国", sure=0.89), Outcome.PASS),
        (page(NEAR_NUMBER, "姓名：张建国", sure=0.86, typed=True), Outcome.FAIL),
    ],
    ids=["read surely", "read less surely", "typed"],
)
def test_number_with_one_other_digit(given: Given, expected: Outcome) -> None:
    found = verdict(given)

    assert found.outcome is expected


def test_doubt_about_a_digit_shows_both_numbers() -> None:
    found = verdict(page(NEAR_NUMBER, "姓名：张建国"))

    assert found.reason is Reason.LOW_CONFIDENCE
    assert found.measured["found_number"] == "鲁建安C3(2020)0001284"


@pytest.mark.parametrize(
    "texts",
    [
        (f"编号：{FAR_NUMBER}", "编号：鲁建安C1（2017）0446688"),
        (f"编号：{FAR_NUMBER}", "鲁建安C3（2O2O）0O01234"),
        (f"编号：{FAR_NUMBER}5",),
        ("编号：鲁建安A（2018）0985671",),
        ("编号：建安C3（2020）0001234",),
        ("编号：鲁建安C（2020）0001234",),
    ],
    ids=[
        "two others",
        "own one bent",
        "too long",
        "other kind",
        "town missing",
        "digit lost",
    ],
)
def test_number_that_is_not_surely_another_is_let_pass(texts: tuple[str, ...]) -> None:
    found = verdict(page(*texts, "姓名：张建国"))

    assert found.outcome is Outcome.PASS


def test_number_read_twice_with_a_slip_is_one_number() -> None:
    found = verdict(
        page(FAR_NUMBER, "姓名：张建国"), page("鲁建安C3（2018）0985677", "张建国")
    )

    assert found.outcome is Outcome.FAIL


def test_number_is_looked_for_on_the_pages_of_the_person() -> None:
    found = verdict(page(FAR_NUMBER, "姓名：王五一"), page("姓名：张建国"))

    assert found.outcome is Outcome.PASS


@pytest.mark.parametrize("missing", ["name", "certificate_number", "valid_until"])
def test_what_the_row_does_not_say_is_not_compared(missing: str) -> None:
    empty = None if missing == "valid_until" else ""
    person = replace(OFFICER, **{missing: empty})  # type: ignore[arg-type]
    pages = {
        "name": page(f"编号：{NUMBER}", "姓名：李玉梅"),
        "certificate_number": page(f"编号：{FAR_NUMBER}", "姓名：张建国"),
        "valid_until": page(*GOOD, dates=(until("2022-01-31"),)),
    }

    assert verdict(pages[missing], person=person).outcome is Outcome.PASS


@pytest.mark.parametrize(
    "field",
    [
        "姓名：李玉梅",
        "姓　　名 李玉梅 性别 女",
        "持证人姓名:李玉梅",
        "姓名/Name：李玉梅",
        "姓|名：李玉梅",
        "姓名|李玉梅",
        "姓名：|李玉梅|性别",
        "姓名：阿依古丽·买买提",
        "姓名：张桂芳",
    ],
)
def test_somebody_elses_name_fails(field: str) -> None:
    found = verdict(page(f"编号：{NUMBER}", field))

    assert found.outcome is Outcome.FAIL
    assert found.box is not None


@pytest.mark.parametrize(
    "field",
    [
        "姓名：张建固",
        "姓名：建国",
        "姓名|性别|年龄",
        "姓名性别年龄",
        "姓名|学历",
        "父亲姓名：李玉梅",
        "监考人：李玉梅",
        "姓名：张建国（法人）",
        "姓名：李",
        "姓名：李玉梅玉梅玉",
        "姓名：李玉梅|姓名：王五一",
        "张建国|姓名：李玉梅",
    ],
)
def test_name_that_is_not_surely_another_is_let_pass(field: str) -> None:
    found = verdict(page(f"编号：{NUMBER}", field))

    assert found.outcome is Outcome.PASS


@pytest.mark.parametrize(
    "listed",
    ["阿依古丽·买买提", "阿依古丽买买提", "阿依古丽•买买提", "阿依古丽. 买买提"],
)
def test_dots_of_a_name_do_not_count(listed: str) -> None:
    person = replace(OFFICER, name=listed)

    found = verdict(page("姓名：阿依古丽·买买提", typed=True), person=person)

    assert found.outcome is Outcome.PASS


def test_last_day_of_another_paper_of_the_person_does_not_count() -> None:
    registration = page("姓名：张建国", dates=(until("2022-01-31", "2019-02-01"),))

    found = verdict(page(*GOOD, dates=()), registration)

    assert found.outcome is Outcome.PASS


def test_last_day_on_the_back_of_a_card_without_number_counts() -> None:
    person = replace(OFFICER, certificate_number="")
    back = page("使用期", dates=(until("2022-01-31", "2019-02-01"),))

    found = verdict(page("王五一", dates=()), back, person=replace(person, name=""))

    assert found.outcome is Outcome.FAIL


def test_name_in_a_shaky_line_is_let_pass() -> None:
    found = verdict(page("姓名：李玉梅", sure=0.84), person=OFFICER)

    assert found.outcome is not Outcome.FAIL


def test_typed_name_with_one_other_character_fails() -> None:
    found = verdict(page(f"编号：{NUMBER}", "姓名：张建固", typed=True))

    assert found.outcome is Outcome.FAIL


def test_list_of_many_people_names_no_holder() -> None:
    found = verdict(page(NUMBER, *["姓名：李玉梅"] * 21))

    assert found.outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("date", "kind_of_page", "expected"),
    [
        (until("2023-06-29", "2020-06-30"), SCANNED, Outcome.FAIL),
        (until("2024-06-30", "2020-06-30"), SCANNED, Outcome.FAIL),
        (until("2022-12-31"), SCANNED, Outcome.FAIL),
        (until("2023-06-20"), SCANNED, Outcome.UNKNOWN),
        (until("2023-06-20", "2020-07-01"), SCANNED, Outcome.UNKNOWN),
        (until("2023-06-20", "2020-07-01", sure=0.89), SCANNED, Outcome.PASS),
        (until("2023-06-29", "2020-06-30", sure=0.8), SCANNED, Outcome.PASS),
        (until("2023-06-29"), TYPED, Outcome.FAIL),
        (until("2023-06-20", role=DateRole.ISSUED), SCANNED, Outcome.PASS),
    ],
    ids=[
        "a day less",
        "a year more",
        "other day",
        "one digit",
        "no whole years",
        "one digit, shaky",
        "shaky term",
        "typed",
        "no validity",
    ],
)
def test_last_day_is_compared(
    date: DateSpan, kind_of_page: Given, expected: Outcome
) -> None:
    found = verdict(page(*GOOD, dates=(date,), more=kind_of_page))

    assert found.outcome is expected


def test_latest_of_several_last_days_is_the_one_that_counts() -> None:
    dates = (until("2020-01-31", "2017-02-01"), until("2022-01-31", "2019-02-01"))

    found = verdict(page(*GOOD, dates=dates))

    assert found.measured["found_until"] == "2022-01-31"


@pytest.mark.parametrize(
    "text", ["2023年6月30日", "2023年06月30日", "2023.6.30", "2023/06/30", "20230630"]
)
def test_last_day_that_stands_anywhere_agrees(text: str) -> None:
    found = verdict(page(*GOOD, f"延至 {text}", dates=(until("2022-01-31"),)))

    assert found.outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("kind_of_page", "expected"), [(SCANNED, Outcome.PASS), (TYPED, Outcome.FAIL)]
)
def test_stamped_renewal_of_a_scan_may_be_unread(
    kind_of_page: Given, expected: Outcome
) -> None:
    dates = (until("2022-01-31", "2019-02-01"),)

    found = verdict(page(*GOOD, "延期核准记录", dates=dates, more=kind_of_page))

    assert found.outcome is expected


def span(kind: DateKind, start: str | None, end: str | None) -> DateSpan:
    first, last = (
        None if one is None else dt.date.fromisoformat(one) for one in (start, end)
    )
    return DateSpan("", first, last, kind, None, 1.0)


@pytest.mark.parametrize(
    "one",
    [
        span(DateKind.DAY, None, "2023-06-30"),
        span(DateKind.MONTH, "2023-06-01", "2023-06-30"),
        span(DateKind.YEAR, "2023-01-01", "2023-12-31"),
        span(DateKind.RANGE, "2020-07-01", "2023-06-30"),
    ],
)
def test_date_covers_the_days_that_it_may_mean(one: DateSpan) -> None:
    assert covers(one, UNTIL)


@pytest.mark.parametrize(
    "one",
    [
        span(DateKind.MONTH, None, "2023-06-01"),
        span(DateKind.YEAR, None, None),
        span(DateKind.RANGE, "2020-07-02", "2023-06-29"),
        span(DateKind.RANGE, None, "2023-06-29"),
        span(DateKind.RANGE, "0001-01-01", "9999-12-31"),
    ],
)
def test_date_does_not_cover_other_days(one: DateSpan) -> None:
    assert not covers(one, UNTIL)


def test_stretch_of_months_covers_a_day_of_its_last_month() -> None:
    months = span(DateKind.RANGE, "2020-07-01", "2023-06-30")

    assert covers(months, dt.date(2023, 6, 15))


@pytest.mark.parametrize("reason", [Reason.PROBE_FAILED, Reason.PAGE_UNREADABLE])
def test_failure_of_ours_is_unknown(reason: Reason) -> None:
    found = verdict(page(*GOOD), {"text.lines": Unknown(reason)})

    assert found.outcome is Outcome.UNKNOWN
    assert (found.reason, found.page_no) == (reason, 2)


def test_difference_waits_for_the_pages_that_were_not_read() -> None:
    waiting = {"text.lines": Unknown(Reason.NOT_READ)}
    person = replace(OFFICER, files=(FILE, "p/b.pdf", "p/c.pdf"))
    files = (
        document(page("姓名：李玉梅"), waiting, path=FILE),
        document(waiting, path="p/b.pdf"),
        document(page("身份证"), path="p/c.pdf"),
    )

    found = judged(people(*files, person=person))

    assert [(one.reason, one.document) for one in found] == [
        (Reason.NOT_READ, FILE),
        (Reason.NOT_READ, "p/b.pdf"),
    ]


def test_pages_that_were_not_read_are_not_asked_for_without_a_difference() -> None:
    found = verdict(page(*GOOD), {"text.lines": Unknown(Reason.NOT_READ)})

    assert found.outcome is Outcome.PASS


@pytest.mark.parametrize(
    "second",
    [
        page("看不清", more={"legibility.is_legible": False}),
        page("看不清", sure=0.5),
        {"text.lines": Unknown(Reason.TOO_COARSE)},
    ],
    ids=["illegible", "shaky", "coarse"],
)
def test_what_is_missing_from_a_page_read_badly_proves_nothing(second: Given) -> None:
    found = verdict(page("姓名：李玉梅"), second)

    assert found.outcome is Outcome.NOT_APPLICABLE


def test_certificate_of_which_nothing_was_read_is_no_finding() -> None:
    found = verdict({"text.lines": Unknown(Reason.NO_TEXT)})

    assert found.outcome is Outcome.NOT_APPLICABLE


def test_second_file_of_a_person_is_judged_with_the_first() -> None:
    person = replace(OFFICER, files=(FILE, "p/b.pdf"))
    first = document(page("姓名：李玉梅", dates=()), path=FILE)
    second = document(page(*GOOD), path="p/b.pdf")
    subject = people(first, second, person=person)

    assert [one.outcome for one in judged(subject)] == [Outcome.PASS]
    assert [one.outcome for one in judged(replace(subject, document=second))] == [
        Outcome.NOT_APPLICABLE
    ]


def test_file_of_several_people_is_judged_for_each() -> None:
    other = replace(
        OFFICER, row=2, name="王五一", certificate_number="", valid_until=None
    )
    file = document(page(*GOOD), page("姓名：王五一"), path=FILE)
    whole = dossier_of(dossier=Dossier("d", personnel=(OFFICER, other)), people=(file,))

    found = judged(replace(whole, document=file))

    assert [(one.outcome, one.measured["row"]) for one in found] == [
        (Outcome.PASS, 1),
        (Outcome.PASS, 2),
    ]


def test_locked_file_is_not_judged_here() -> None:
    locked = document(path=FILE, file={"file.status": "encrypted"})

    assert judged(people(locked))[0].outcome is Outcome.NOT_APPLICABLE


def test_without_document_or_people_nothing_is_judged() -> None:
    file = document(page(*GOOD), path=FILE)
    nobody = dossier_of(people=(file,))

    for subject in (nobody, replace(nobody, document=file)):
        assert judged(subject)[0].outcome is Outcome.NOT_APPLICABLE


def test_table_without_patterns_has_no_numbers_to_compare() -> None:
    person = replace(OFFICER, table=PersonTable.PROJECT_HEAD)

    found = verdict(page(FAR_NUMBER, "姓名：张建国"), person=person)

    assert found.outcome is Outcome.PASS


@pytest.mark.parametrize(
    "pages",
    [
        [page("姓名：" + "李" * 5000, "姓" * 5000)],
        [page(*["姓"] * 3000)],
        [page("姓名：{person}{0}", "\x00\ud800", "姓\n名\n:\n")],
        [page("鲁建安C3" * 3000 + "(2020)" * 3000)],
        [page(*GOOD, dates=(until("9999-12-31", "0001-01-01"),))],
        [{"text.lines": "no lines", "date.dates": "no dates"}],
        [],
    ],
    ids=["long", "many", "odd", "numbers", "dates", "types", "no pages"],
)
def test_hostile_pages_are_judged_all_the_same(pages: list[Given]) -> None:
    assert judged(people(document(*pages, path=FILE)))


def test_hostile_row_is_judged_all_the_same() -> None:
    person = replace(
        OFFICER,
        name="." * 2000,
        certificate_number="（" * 2000,
        valid_until=dt.date.max,
    )

    assert verdict(page(*GOOD), person=person).outcome is not Outcome.PASS


def test_broken_pattern_is_refused_when_a_rule_is_loaded() -> None:
    with pytest.raises(ValueError, match="no RE2 pattern"):
        Params({PersonTable.PROJECT_HEAD: ("(",)})


def test_match_that_goes_on_in_digits_is_none() -> None:
    assert matches_in(r"a\d{3}", "a1234 A123，a123年") == ["A123", "a123"]
