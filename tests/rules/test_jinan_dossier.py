"""A whole dossier under the Jinan pack: clean, and with one fault at a time."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from checker import catalogue
from checker.judging.judge import judge
from checker.model.dossier import (
    Document,
    Dossier,
    IntakeNote,
    Person,
    PersonTable,
    Qualification,
    Submission,
)
from checker.model.evidence import (
    DateKind,
    DateRole,
    DateSpan,
    DocumentEvidence,
    Evidence,
    FactValue,
    Known,
    PageEvidence,
    Reading,
    RedHeader,
    Seal,
    SealShape,
    TextLine,
    Unknown,
)
from checker.model.geometry import Box
from checker.model.ids import ContentHash, FactName, ItemCode
from checker.model.rule import Outcome
from checker.model.subject import DossierEvidence, ItemEvidence
from checker.model.wording import Reason, Text
from checker.rulebook.loader import load_rulebook

PACK = Path(__file__).resolve().parents[2] / "rules" / "jinan-safety-licence"
RULEBOOK = load_rulebook(PACK, catalogue.kinds(), catalogue.facts())
SEAL = Seal(Box(330, 560, 443, 673), SealShape.ROUND, "red", 0.95, (40.0, 40.0))
HEADER = RedHeader(present=True, confidence=0.95, in_red=True)
NO_HEADER = RedHeader(present=False, confidence=0.97)
NOTICE = "notice"
PLAIN = "plain"

Dates = tuple[DateSpan, ...]


def day(iso: str, role: DateRole | None = DateRole.ISSUED) -> DateSpan:
    one = dt.date.fromisoformat(iso)
    return DateSpan(iso, one, one, DateKind.DAY, role, 0.95)


def period(start: str, end: str, kind: DateKind = DateKind.RANGE) -> DateSpan:
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    return DateSpan(f"{start}~{end}", first, last, kind, DateRole.PERIOD, 0.95)


def year(number: int) -> DateSpan:
    return period(f"{number}-01-01", f"{number}-12-31", DateKind.YEAR)


YEAR, ISSUED = year(2021), day("2021-01-15")
EVENT = day("2021-06-18", DateRole.EVENT)

PAPERS: Mapping[str, tuple[tuple[str, str, tuple[str, ...], Dates], ...]] = {
    "01": (
        (
            "机构设置",
            NOTICE,
            ("关于成立安全生产领导小组的通知", "组长：张三", "成员：李四"),
            (ISSUED,),
        ),
        ("任命", NOTICE, ("关于任命安全总监的通知",), (ISSUED,)),
    ),
    "02": (
        ("发票", PLAIN, ("社会保险费缴费凭证（工伤保险）",), (EVENT,)),
        (
            "权益单",
            PLAIN,
            ("单位社会保险权益单",),
            (period("2021-01-01", "2021-12-31"),),
        ),
    ),
    "03": (("审计", PLAIN, ("2021年度审计报告",), (YEAR, day("2022-02-18"))),),
    "04": (
        ("计划", NOTICE, ("2021年度安全生产资金使用计划",), (YEAR, ISSUED)),
        ("汇总", PLAIN, ("2021年度安全投入汇总表",), (YEAR,)),
        ("发票", PLAIN, ("增值税普通发票",), (EVENT,)),
    ),
    "05": (
        (
            "方案",
            NOTICE,
            ("关于印发风险分级管控和隐患排查治理双重体系工作方案的通知",),
            (ISSUED,),
        ),
    ),
    "06": (
        (
            "制度",
            NOTICE,
            ("安全生产责任制", "安全生产规章制度", "安全操作规程"),
            (ISSUED,),
        ),
    ),
    "07": (("备案", PLAIN, ("应急预案备案登记表",), (day("2020-05-06"),)),),
    "08": (("演练", PLAIN, ("应急救援演练记录",), (EVENT,)),),
    "09": (("事故", PLAIN, ("事故处理档案",), (YEAR,)),),
    "10": (("预案", NOTICE, ("重大危险源应急预案",), (ISSUED,)),),
    "11": (("档案", PLAIN, ("重大危险源管理档案",), (EVENT,)),),
    "12": (("措施", NOTICE, ("危险性较大分部分项工程预防监控措施",), (ISSUED,)),),
    "13": (
        ("培训", PLAIN, ("安全教育培训签到表",), (EVENT,)),
        ("考核", PLAIN, ("安全教育培训考核成绩",), (EVENT,)),
    ),
    "14": (("档案", PLAIN, ("管理人员教育档案",), (EVENT,)),),
    "15": (("计划", NOTICE, ("2021年度安全教育培训计划",), (YEAR, ISSUED)),),
    "16": (("防护", PLAIN, ("劳动防护用品发放台账",), (EVENT,)),),
    "17": (("场所", PLAIN, ("作业场所防护措施",), (EVENT,)),),
    "18": (("职业", NOTICE, ("职业危害防治措施",), (ISSUED,)),),
    "19": (
        (
            "起重",
            PLAIN,
            ("起重机械台账", "起重设备检查维护制度", "使用登记证"),
            (EVENT,),
        ),
    ),
}


@dataclass
class Draft:
    """A dossier before it is judged; faults change it."""

    items: dict[str, list[DocumentEvidence]] = field(default_factory=dict)
    left_out: dict[ItemCode, str] = field(default_factory=dict)
    dossier: Dossier = field(default_factory=lambda: Dossier("d"))

    def page(self, code: str, file: int, **readings: FactValue | Reading) -> None:
        """Change readings of the first page of a file; ``__`` stands for the dot."""
        one = self.items[code][file]
        more = {
            FactName(name.replace("__", ".")): reading(value)
            for name, value in readings.items()
        }
        first = one.pages[0]
        first = replace(first, evidence=first.evidence.with_readings(more))
        self.items[code][file] = replace(one, pages=(first, *one.pages[1:]))

    def file(self, code: str, file: int, **facts: FactValue | Reading) -> None:
        """Change facts of a file; one that cannot be used loses its pages."""
        one = self.items[code][file]
        more = {
            FactName(f"file.{name}"): reading(value) for name, value in facts.items()
        }
        one = replace(one, file=one.file.with_readings(more))
        if not one.is_readable:
            one = replace(one, pages=())
        self.items[code][file] = one


def reading(value: FactValue | Reading) -> Reading:
    return value if isinstance(value, Known | Unknown) else Known(value)


def words(*texts: str) -> Known:
    return Known(
        tuple(
            TextLine(text, Box(90, 80 + 30 * no, 480, 100 + 30 * no), 0.97)
            for no, text in enumerate(texts)
        )
    )


def page_of(style: str, texts: tuple[str, ...], dates: Dates) -> Evidence:
    is_notice = style == NOTICE
    given: dict[str, FactValue | Reading] = {
        "page.content": "scan",
        "page.colour": "colour",
        "page.shows_colour": True,
        "page.dpi": 200.0,
        "blank.is_blank": Known(value=False, confidence=0.99),
        "orientation.turn_deg": Known(0, 0.99),
        "skew.angle_deg": Known(0.4, 0.9),
        "legibility.probability": Known(0.96, 0.96),
        "legibility.is_legible": Known(value=True, confidence=0.96),
        "clarity.flaw": Known(""),
        "clarity.regions": Known(()),
        "clarity.spoilt_percent": Known(0.0),
        "crop.edges": Known((), 0.97),
        "seal.seals": Known((SEAL,) if is_notice else (), 0.95),
        "red_header.header": HEADER if is_notice else NO_HEADER,
        "page_label.label": Unknown(Reason.NOTHING_FOUND),
        "text.lines": words(*texts),
        "date.dates": Known(dates),
    }
    return Evidence({FactName(name): reading(value) for name, value in given.items()})


def file_of(
    path: str, item: str | None, *pages: Evidence, content: str = ""
) -> DocumentEvidence:
    code = None if item is None else ItemCode(item)
    file = Evidence(
        {
            FactName("file.status"): Known("ok"),
            FactName("file.kind"): Known("pdf"),
            FactName("file.page_count"): Known(len(pages)),
            FactName("file.signatures"): Known(()),
            FactName("file.active_content"): Known(()),
        }
    )
    return DocumentEvidence(
        Document(path, path, ContentHash(content or path), 1000, code),
        file,
        tuple(
            PageEvidence(number, 595.0, 842.0, one)
            for number, one in enumerate(pages, start=1)
        ),
    )


def clean() -> Draft:
    draft = Draft()
    for code, papers in PAPERS.items():
        draft.items[code] = [
            file_of(f"{code}-{name}.pdf", code, page_of(style, texts, dates))
            for name, style, texts, dates in papers
        ]
    draft.dossier = Dossier(
        "d",
        company="济南虚设建筑有限公司",
        year=2021,
        as_of=dt.date(2022, 3, 1),
        qualification=Qualification("specialised", "2"),
        personnel=tuple(PEOPLE),
    )
    return draft


def officer(row: int, **known: object) -> Person:
    given: dict[str, object] = {
        "id_number": f"3701{row}",
        "certificate_number": f"鲁建安C3（2020）010123{row}",
        "valid_until": dt.date(2023, 1, 1),
        "files": (f"人员证书/{row}.pdf",),
        **known,
    }
    table = PersonTable.SAFETY_OFFICER
    return Person(row=row, table=table, name=f"人{row}", **given)  # type: ignore[arg-type]


PEOPLE = (officer(1), officer(2))


def findings(draft: Draft) -> list[tuple[str, str, str | None]]:
    """Return (rule, outcome, item) of each finding."""
    dossier = draft.dossier
    people = tuple(
        file_of(path, None, page_of(PLAIN, ("合格证书",), ()))
        for person in dossier.personnel or ()
        for path in person.files
        if "缺" not in path
    )
    whole = DossierEvidence(
        dossier,
        RULEBOOK.checklist,
        tuple(
            ItemEvidence(
                one, tuple(draft.items.get(one.code, ())), draft.left_out.get(one.code)
            )
            for one in RULEBOOK.checklist.items
        ),
        people=people,
    )
    found = judge(RULEBOOK, whole).findings
    return [(one.rule, one.outcome.value, one.location.item) for one in found]


def test_a_clean_dossier_has_no_finding_at_all() -> None:
    assert findings(clean()) == []


Fault = Callable[[Draft], None]


def drop(code: str, file: int | None = None) -> Fault:
    def fault(draft: Draft) -> None:
        if file is None:
            draft.items[code] = []
        else:
            del draft.items[code][file]

    return fault


def mark(code: str, file: int = 0, **readings: FactValue | Reading) -> Fault:
    return lambda draft: draft.page(code, file, **readings)


def spoil(code: str, **facts: FactValue | Reading) -> Fault:
    return lambda draft: draft.file(code, 0, **facts)


def staff(*people: Person) -> Fault:
    def fault(draft: Draft) -> None:
        draft.dossier = replace(draft.dossier, personnel=people)

    return fault


def change(**known: object) -> Fault:
    def fault(draft: Draft) -> None:
        draft.dossier = replace(draft.dossier, **known)  # type: ignore[arg-type]

    return fault


def dated(code: str, *dates: DateSpan, files: int = 1) -> Fault:
    def fault(draft: Draft) -> None:
        for file in range(files):
            draft.page(code, file, date__dates=Known(dates))

    return fault


def leave_out(code: str) -> Fault:
    def fault(draft: Draft) -> None:
        draft.items[code] = []
        draft.left_out[ItemCode(code)] = "不涉及"

    return fault


def no_crane(draft: Draft, *, sealed: bool) -> None:
    style = NOTICE if sealed else PLAIN
    page = page_of(style, ("关于我公司无起重机械的证明",), (EVENT,))
    draft.items["19"] = [file_of("19-证明.pdf", "19", page)]


def copy_into_05(draft: Draft) -> None:
    one = draft.items["05"][0]
    twin = replace(one, document=replace(one.document, path="10-b.pdf"))
    draft.items["10"].append(twin)


def add_blank(draft: Draft) -> None:
    one = draft.items["08"][0]
    blank = Evidence({FactName("blank.is_blank"): Known(value=True)})
    text = {FactName("text.lines"): Known(()), FactName("date.dates"): Known(())}
    seen = {
        FactName(name): Unknown(Reason.BLANK_PAGE)
        for name in (
            "orientation.turn_deg",
            "skew.angle_deg",
            "legibility.probability",
            "legibility.is_legible",
            "clarity.spoilt_percent",
            "crop.edges",
            "page_label.label",
        )
    }
    page = PageEvidence(2, 595.0, 842.0, blank.with_readings({**text, **seen}))
    draft.items["08"][0] = replace(one, pages=(*one.pages, page))


GREY = {"page__shows_colour": False, "seal__seals": Known((), 0.8)}
NOTE = IntakeNote("unmatched", Text("不知道", "unknown"), "a.pdf")

FAULTS: Mapping[str, tuple[Fault, tuple[str, str, str | None]]] = {
    "missing item": (drop("07"), ("completeness.item_missing", "fail", "07")),
    "missing part": (drop("13", 1), ("completeness.part_missing", "fail", "13")),
    "missing vouchers": (drop("04", 2), ("completeness.part_missing", "fail", "04")),
    "no plan": (drop("04", 0), ("completeness.part_missing", "fail", "04")),
    "no invoice": (drop("02", 0), ("completeness.part_missing", "fail", "02")),
    "not pdf": (
        spoil("08", status="not_pdf", kind="jpeg"),
        ("format.not_pdf", "fail", "08"),
    ),
    "locked": (spoil("05", status="encrypted"), ("format.encrypted", "fail", "05")),
    "damaged": (spoil("03", status="damaged"), ("format.damaged", "fail", "03")),
    "empty": (spoil("16", status="empty"), ("format.empty", "fail", "16")),
    "huge": (spoil("16", status="too_large"), ("format.too_large", "fail", "16")),
    "slow": (spoil("16", status="timeout"), ("format.too_large", "unknown", "16")),
    "turned": (
        mark("11", orientation__turn_deg=Known(90, 0.98)),
        ("orientation.turned", "fail", "11"),
    ),
    "perhaps turned": (
        mark("11", orientation__turn_deg=Known(90, 0.8)),
        ("orientation.turned", "unknown", "11"),
    ),
    "skewed": (
        mark("11", skew__angle_deg=Known(7.0, 0.9)),
        ("orientation.skewed", "fail", "11"),
    ),
    "illegible": (
        mark("16", legibility__probability=Known(0.1, 0.9)),
        ("legibility.illegible", "fail", "16"),
    ),
    "no header": (
        mark("01", 1, red_header__header=NO_HEADER),
        ("red_header.missing", "fail", "01"),
    ),
    "no seal": (
        mark("05", seal__seals=Known((), 0.97)),
        ("seal.missing", "fail", "05"),
    ),
    "grey seal": (
        mark("06", **GREY, red_header__header=HEADER),  # type: ignore[arg-type]
        ("seal.missing", "unknown", "06"),
    ),
    "odd seal": (
        mark("06", seal__seals=Known((replace(SEAL, size_mm=(56.0, 56.0)),), 0.9)),
        ("seal.faint_or_odd", "fail", "06"),
    ),
    "no header on a plan": (
        mark("04", red_header__header=NO_HEADER),
        ("red_header.plan_recommended", "fail", "04"),
    ),
    "no header where recommended": (
        mark("12", red_header__header=NO_HEADER),
        ("red_header.recommended", "fail", "12"),
    ),
    "insurance of 2020": (
        dated("02", period("2020-01-01", "2020-12-31"), files=2),
        ("year.insurance_other_year", "fail", "02"),
    ),
    "eleven months": (
        dated("02", period("2021-01-01", "2021-11-30"), files=2),
        ("year.months_missing", "fail", "02"),
    ),
    "audit of 2020": (
        dated("03", year(2020), day("2021-03-01")),
        ("year.report_other_year", "fail", "03"),
    ),
    "plan of 2020": (
        dated("04", year(2020), day("2020-01-10")),
        ("year.spending_other_year", "fail", "04"),
    ),
    "drill of 2020": (
        dated("08", day("2020-06-18", DateRole.EVENT)),
        ("year.record_other_year", "fail", "08"),
    ),
    "training plan of 2022": (
        dated("15", year(2022), day("2021-12-20")),
        ("year.plan_other_year", "fail", "15"),
    ),
    "undated drill": (dated("08"), ("year.record_other_year", "unknown", "08")),
    "rules of 2022": (
        dated("06", day("2022-02-01")),
        ("year.not_in_force", "fail", "06"),
    ),
    "old filing": (
        dated("07", day("2016-02-01")),
        ("year.filing_lapsed", "fail", "07"),
    ),
    "ledger of 2019": (
        dated("16", day("2019-06-01", DateRole.EVENT)),
        ("year.not_covered", "fail", "16"),
    ),
    "left out": (leave_out("10"), ("completeness.no_proof", "fail", "10")),
    "unsealed statement": (
        lambda draft: no_crane(draft, sealed=False),
        ("completeness.no_proof", "fail", "19"),
    ),
    "blank page": (add_blank, ("completeness.blank_page", "fail", "08")),
    "copied file": (copy_into_05, ("duplicate.file", "fail", "10")),
    "script": (
        spoil("14", active_content=("javascript",)),
        ("security.active_content", "fail", "14"),
    ),
    "link": (spoil("14", active_content=("uri",)), ("security.link", "fail", "14")),
    "cut off": (
        mark("14", crop__edges=Known(("right",), 0.9)),
        ("completeness.cropped", "fail", "14"),
    ),
    "expired": (
        staff(officer(1, valid_until=dt.date(2022, 2, 1)), officer(2)),
        ("personnel.expired", "fail", None),
    ),
    "wrong certificate": (
        staff(officer(1, certificate_number="鲁建安A（2020）0101231"), officer(2)),
        ("personnel.number_pattern", "fail", None),
    ),
    "no certificate file": (
        staff(officer(1, files=("人员证书/缺.pdf",)), officer(2)),
        ("personnel.file_missing", "fail", None),
    ),
    "too few": (staff(officer(1)), ("personnel.staffing", "fail", None)),
    "no day": (change(as_of=None), ("personnel.expired", "unknown", None)),
    "unmatched": (
        change(notes=(NOTE,)),
        ("completeness.unmatched_file", "fail", None),
    ),
    "rectification": (
        change(submission=Submission.RECTIFICATION),
        ("completeness.rectification_missing", "fail", "20"),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_gives_one_finding(name: str) -> None:
    fault, expected = FAULTS[name]
    draft = clean()

    fault(draft)

    assert findings(draft) == [expected]


def test_a_sealed_statement_stands_for_cranes() -> None:
    draft = clean()

    no_crane(draft, sealed=True)

    assert findings(draft) == []


def test_an_unread_dossier_passes_nothing_and_fails_nothing() -> None:
    draft = clean()
    unread = Unknown(Reason.NOT_READ)
    for code, files in draft.items.items():
        for file in range(len(files)):
            draft.page(code, file, text__lines=unread, date__dates=unread)

    outcomes = {outcome for _, outcome, _ in findings(draft)}

    assert outcomes == {Outcome.UNKNOWN.value}
