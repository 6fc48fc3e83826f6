"""One made-up check result that has a bit of everything, for all report formats.

No company, person or number in it is real.
"""

import base64
import datetime as dt
from collections.abc import Mapping

from checker.model.checklist import Checklist, ChecklistItem
from checker.model.dossier import Document, Dossier, MatchedBy, Submission
from checker.model.evidence import (
    DateKind,
    DateRole,
    DateSpan,
    DocumentEvidence,
    Evidence,
    FactValue,
    Known,
    PageEvidence,
    PageLabel,
    Reading,
    RedHeader,
    Seal,
    SealShape,
    Signature,
    TextLine,
    Unknown,
)
from checker.model.finding import Finding, Location
from checker.model.geometry import Box
from checker.model.grade import (
    Grade,
    GradeReason,
    GradeSuggestion,
    Repair,
    WayUp,
)
from checker.model.ids import ContentHash, FactName, ItemCode, RuleId
from checker.model.ports import Picture, Pictures
from checker.model.result import (
    CheckResult,
    ItemResult,
    ItemStatus,
    Judgement,
    PartResult,
    PartState,
    Ruleset,
    Tally,
    Timing,
)
from checker.model.rule import Measured, Outcome, Severity, Source
from checker.model.subject import DossierEvidence, ItemEvidence
from checker.model.waiver import Waiver
from checker.model.wording import Reason, Text

A4 = (595.0, 842.0)
NOTICE = Source("动态考核填报说明", "备注 1")
RED_HEADER_NOTICE = Source("动态考核填报说明", "备注 2")

TITLES = (
    Text("企业安全管理机构设置、人员任命、组成人员、安全总监等文件原件", "Safety body"),
    Text("企业办理工伤保险发票及社保权益单", "Work-injury insurance invoice"),
    Text("2021年12月报表或2021年度财务审计报告原件", "December report or audit"),
    Text("2021年度安全生产资金使用计划、安全投入汇总表", "Safety money of 2021"),
    Text("风险分级管控和隐患排查治理双重体系工作方案", "Dual prevention plan"),
    Text("各级安全生产责任制和安全生产规章制度、操作规程", "Duties, rules, procedures"),
    Text("生产安全事故应急预案备案登记表", "Emergency plan registration"),
    Text("2021年度应急救援演练记录", "Emergency drill records"),
    Text("工伤、事故处理档案", "Accident files"),
    Text("重大危险源制定有针对性的应急预案", "Plans for major hazards"),
    Text("重大危险源管理档案", "Files of major hazards"),
    Text("危险性较大分部分项工程的预防监控措施", "Measures for dangerous works"),
    Text("2021年实施教育培训活动，培训考核记录", "Training and examinations"),
    Text("企业管理人员教育档案", "Managers' training files"),
    Text("2021年企业安全教育培训计划", "Training plan of 2021"),
    Text("个人防护措施", "Personal protection"),
    Text("作业场所防护措施", "Workplace protection"),
    Text("职业危害防治措施", "Occupational health"),
    Text("起重机械设备管理档案台帐", "Cranes: ledger and checks"),
    Text("整改材料", "Rectification papers"),
)

STATUSES: Mapping[str, ItemStatus] = {
    "01": ItemStatus.FAIL,
    "02": ItemStatus.FAIL,
    "04": ItemStatus.WARN,
    "05": ItemStatus.UNKNOWN,
    "07": ItemStatus.MISSING,
    "13": ItemStatus.WARN,
    "19": ItemStatus.NOT_APPLICABLE,
    "20": ItemStatus.NOT_APPLICABLE,
}

TINY_JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkI"
    "CQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAABAAEBAREA/8QAFAABAAAAAAAA"
    "AAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q=="
)


def readings(values: Mapping[str, FactValue | Known | Unknown]) -> Evidence:
    """Return evidence; a bare value is known with confidence 1."""
    known: dict[FactName, Reading] = {}
    for name, value in values.items():
        if isinstance(value, Known | Unknown):
            known[FactName(name)] = value
        else:
            known[FactName(name)] = Known(value)
    return Evidence(known)


def page(number: int, more: Mapping[str, FactValue | Known | Unknown]) -> PageEvidence:
    """Return a scanned, upright, legible A4 page that differs as told."""
    usual: dict[str, FactValue | Known | Unknown] = {
        "page.content": "scan",
        "page.colour": "colour",
        "page.dpi": 200.0,
        "blank.is_blank": False,
        "orientation.turn_deg": Known(0, 0.998),
        "skew.angle_deg": Known(-0.31, 0.95),
        "legibility.probability": 0.9712,
        "legibility.is_legible": Known(value=True, confidence=0.97),
        "crop.edges": Known((), 0.9),
        "seal.seals": Known((), 0.96),
        "red_header.header": Known(RedHeader(present=False, confidence=0.98)),
        "fingerprint.dhash": "0f1e2d3c4b5a6978",
    }
    return PageEvidence(number, *A4, readings({**usual, **more}))


def document(
    path: str,
    item: str | None,
    pages: tuple[PageEvidence, ...],
    *,
    file: Mapping[str, FactValue | Known | Unknown] | None = None,
) -> DocumentEvidence:
    """Return a readable PDF's evidence; ``file`` says what is different."""
    usual: dict[str, FactValue | Known | Unknown] = {
        "file.kind": "pdf",
        "file.status": "ok",
        "file.page_count": len(pages),
        "file.pdf_version": "1.7",
        "file.producer": "示例扫描软件 3.2",
        "file.signatures": (),
        "file.active_content": (),
    }
    code = ItemCode(item) if item else None
    number = sum(path.encode(errors="replace")) % 0xFFFF
    return DocumentEvidence(
        Document(
            path,
            f"/dossier/{path}",
            ContentHash(f"{number:064x}"),
            120_000 + number,
            code,
            MatchedBy.NUMBER if item else MatchedBy.PERSONNEL,
        ),
        readings({**usual, **(file or {})}),
        pages,
    )


SEAL = Seal(Box(350, 600, 470, 720), SealShape.ROUND, "red", 0.973, (42.3, 42.1), None)
OTHER_SEAL = Seal(
    Box(100, 610, 180, 665),
    SealShape.OVAL,
    "blue",
    0.81,
    (28.0, 19.5),
    "示例劳务有限公司 3701020123456",
)
HEADER = RedHeader(
    present=True,
    confidence=0.991,
    in_red=True,
    box=Box(60, 80, 535, 170),
    text="济南示例建筑工程有限公司文件",
    rule_line=True,
)
ISSUED = DateSpan(
    "2021年3月5日",
    dt.date(2021, 3, 5),
    dt.date(2021, 3, 5),
    DateKind.DAY,
    DateRole.ISSUED,
    0.96,
    Box(380, 690, 500, 706),
)
VALIDITY = DateSpan(
    "有效期至2024年6月",
    None,
    dt.date(2024, 6, 30),
    DateKind.MONTH,
    DateRole.VALIDITY,
    0.88,
)
PERIOD = DateSpan(
    "2020年11月至2021年2月",
    dt.date(2020, 11, 1),
    dt.date(2021, 2, 28),
    DateKind.RANGE,
    DateRole.PERIOD,
    0.93,
    Box(90, 200, 300, 216),
)

DOCUMENTS = (
    document(
        "01/任命文件.pdf",
        "01",
        (
            page(
                1,
                {
                    "red_header.header": Known(HEADER, 0.99),
                    "text.source": "ocr",
                    "date.dates": (ISSUED,),
                    "page_label.label": PageLabel(1, 3),
                    "seal.seals": Known((SEAL, OTHER_SEAL), 0.95),
                },
            ),
            page(2, {"crop.edges": Known(("left", "bottom"), 0.8)}),
            page(
                3,
                {
                    "orientation.turn_deg": Known(180, 0.9931),
                    "legibility.probability": 0.2,
                    "legibility.is_legible": Known(value=False, confidence=0.8),
                    "clarity.flaw": Known("defocus", 0.8),
                    "clarity.regions": Known(
                        (TextLine("defocus", Box(60.0, 80.0, 500.0, 700.0), 1.0),)
                    ),
                    "clarity.smallest_text_mm": 3.2,
                    "clarity.smallest_text_px": 25.2,
                    "page_label.label": PageLabel(3),
                },
            ),
            page(
                4,
                {
                    "page.content": "blank",
                    "blank.is_blank": True,
                    "orientation.turn_deg": Unknown(Reason.BLANK_PAGE),
                    "skew.angle_deg": Unknown(Reason.BLANK_PAGE),
                    "legibility.probability": Unknown(Reason.BLANK_PAGE),
                    "legibility.is_legible": Unknown(Reason.BLANK_PAGE),
                    "text.source": "none",
                    "date.dates": (),
                },
            ),
        ),
    ),
    document(
        "02-工伤保险.pdf",
        "02",
        (
            page(
                1,
                {
                    "page.content": "digital",
                    "page.dpi": Unknown(Reason.DIGITAL_PAGE),
                    "text.source": "layer",
                    "date.dates": (PERIOD, VALIDITY),
                },
            ),
        ),
        file={
            "file.signatures": (
                Signature(covers_whole_file=True, signer="济南示例社保中心"),
            ),
            "file.active_content": ("javascript", "uri"),
        },
    ),
    document("04_安全投入/汇总表.pdf", "04", (page(1, {}),)),
    document(
        "05、双重体系.pdf",
        "05",
        (
            page(
                1,
                {
                    "page.colour": "grey",
                    "seal.seals": Unknown(Reason.NO_COLOUR),
                    "red_header.header": Known(
                        RedHeader(present=None, confidence=0.5, in_red=False)
                    ),
                },
            ),
        ),
    ),
    document(
        "13 培训/签到表.pdf",
        "13",
        (),
        file={
            "file.status": "encrypted",
            "file.page_count": Unknown(Reason.FILE_UNREADABLE),
            "file.pdf_version": Unknown(Reason.FILE_UNREADABLE),
            "file.producer": Unknown(Reason.FILE_UNREADABLE),
            "file.signatures": Unknown(Reason.FILE_UNREADABLE),
            "file.active_content": Unknown(Reason.FILE_UNREADABLE),
        },
    ),
    document("人员证书/张三 370102199001011234.pdf", None, (page(1, {}),)),
)


def finding(  # noqa: PLR0913 - a row of a table, all by name
    rule: str,
    place: Location,
    *,
    message: Text,
    remedy: Text,
    outcome: Outcome = Outcome.FAIL,
    severity: Severity = Severity.ERROR,
    measured: Mapping[str, Measured] | None = None,
    source: Source = NOTICE,
    waiver: Waiver | None = None,
) -> Finding:
    """Return a finding whose id follows from its rule and place."""
    where = f"{rule}{place.item}{place.document}{place.page_no}{place.box}"
    return Finding(
        id=f"f{sum(where.encode()):07x}",
        rule=RuleId(rule),
        area=rule.partition(".")[0],
        outcome=outcome,
        severity=severity,
        location=place,
        message=message,
        remedy=remedy,
        measured=measured or {},
        source=source,
        tags=frozenset({"useless"}) if severity is Severity.ERROR else frozenset(),
        waiver=waiver,
    )


FINDINGS = (
    finding(
        "orientation.turned",
        Location(ItemCode("01"), "01/任命文件.pdf", 3, None, A4),
        message=Text("第 3 页上下颠倒", "Page 3 is upside down"),
        remedy=Text(
            "请旋转 180° 后重新上传",
            "Turn the page by 180° and upload it again",
        ),
        measured={"turn_deg": 180, "confidence": 0.9931, "at_most_deg": 0},
    ),
    finding(
        "legibility.unreadable",
        Location(ItemCode("01"), "01/任命文件.pdf", 3, None, A4),
        message=Text("第 3 页字迹不清", "Page 3 cannot be read"),
        remedy=Text("请用 300 dpi 重新扫描原件", "Scan the original again at 300 dpi"),
        measured={"probability": 0.2, "at_least": 0.4, "dpi": 200.0},
    ),
    finding(
        "seal.foreign",
        Location(ItemCode("01"), "01/任命文件.pdf", 1, Box(100, 610, 180, 665), A4),
        message=Text(
            "第 1 页的印章属于示例劳务有限公司，不是本企业",
            "The seal on page 1 belongs to another company",
        ),
        remedy=Text("请加盖本企业公章后重新扫描", "Seal it yourself and scan it again"),
        measured={
            "seal_text": "示例劳务有限公司 3701020123456",
            "company": "济南示例建筑工程有限公司",
            "size_mm": ("28.0", "19.5"),
        },
        source=RED_HEADER_NOTICE,
    ),
    finding(
        "legibility.cropped",
        Location(ItemCode("01"), "01/任命文件.pdf", 2, Box(0, 0, 30, 842), A4),
        severity=Severity.WARNING,
        message=Text(
            "第 2 页的左边和下边被裁切", "Page 2 is cut at its left and bottom edges"
        ),
        remedy=Text("请把整张纸放进扫描范围", "Scan the whole sheet"),
        measured={"edges": ("left", "bottom"), "at_most": 0},
    ),
    finding(
        "format.blank_page",
        Location(ItemCode("01"), "01/任命文件.pdf", 4, None, A4),
        severity=Severity.WARNING,
        message=Text("第 4 页是空白页", "Page 4 is blank"),
        remedy=Text("请删除空白页", "Remove the blank page"),
        measured={"is_blank": True},
    ),
    finding(
        "year.months_missing",
        Location(ItemCode("02"), "02-工伤保险.pdf", 1, Box(90, 200, 300, 216), A4),
        message=Text(
            "缺少 2021 年 3 月至 12 月的缴费记录",
            "Payments for March to December 2021 are missing",
        ),
        remedy=Text(
            "请补充缺少月份的缴费凭证", "Add the vouchers of the missing months"
        ),
        measured={
            "months_found": (1, 2),
            "months_missing": (3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
            "year": 2021,
            "period": Text("全年十二个月", "all twelve months"),
        },
    ),
    finding(
        "security.active_content",
        Location(ItemCode("02"), "02-工伤保险.pdf"),
        severity=Severity.INFO,
        message=Text("文件中含有网页链接", "The file holds links"),
        remedy=Text("无需处理", "Nothing needs to be done"),
        measured={"found": ("uri",)},
    ),
    finding(
        "title.other_item",
        Location(ItemCode("04"), "04_安全投入/汇总表.pdf", 1, None, A4),
        severity=Severity.WARNING,
        message=Text("标题像是第 15 项的材料", "The title answers item 15"),
        remedy=Text("请核对是否放错了位置", "See whether it was filed wrongly"),
        measured={"title": "2021年企业安全教育培训计划", "item": "15"},
    ),
    finding(
        "seal.missing",
        Location(ItemCode("05"), "05、双重体系.pdf", 1, None, A4),
        outcome=Outcome.UNKNOWN,
        message=Text(
            "第 1 页有没有公章无法判断：扫描件是黑白或灰度的，看不出红色",
            "No telling whether page 1 is sealed: the scan has no colour",
        ),
        remedy=Text("请用彩色重新扫描", "Scan it again in colour"),
        measured={"seals": None, "at_least": 1},
        source=RED_HEADER_NOTICE,
    ),
    finding(
        "completeness.item_missing",
        Location(ItemCode("07")),
        message=Text("没有第 7 项的文件", "Item 7 has no file"),
        remedy=Text(
            "请上传生产安全事故应急预案备案登记表",
            "Upload the registration of the emergency plan",
        ),
        measured={"documents": 0, "at_least": 1},
    ),
    finding(
        "format.encrypted",
        Location(ItemCode("13"), "13 培训/签到表.pdf"),
        message=Text("文件有打开密码", "The file needs a password"),
        remedy=Text("请去掉密码后重新上传", "Remove the password and upload it again"),
        measured={"status": "encrypted"},
        waiver=Waiver("f-13", "王复核", "纸质件已核对，电话 13800138000", None),
    ),
    finding(
        "personnel.certificate_expired",
        Location(None, "人员证书/张三 370102199001011234.pdf", 1, None, A4),
        message=Text(
            "张三（370102199001011234）的证书已于 2021-05-31 到期",
            "The certificate of 张三 (370102199001011234) expired on 2021-05-31",
        ),
        remedy=Text("请上传延期后的证书", "Upload the renewed certificate"),
        measured={
            "id_number": "37010219900101123X",
            "valid_until": "2021-05-31",
            "as_of": "2021-12-20",
        },
    ),
    finding(
        "personnel.not_given",
        Location(),
        outcome=Outcome.UNKNOWN,
        severity=Severity.WARNING,
        message=Text(
            "没有提供企业资质，无法判断专职安全员人数",
            "Without the qualification the staffing cannot be judged",
        ),
        remedy=Text(
            "请在 dossier.yaml 中填写 qualification",
            "Give the qualification in dossier.yaml",
        ),
    ),
)


def parts_of(code: str) -> tuple[PartResult, ...]:
    """Return the parts of item 01, none for the others."""
    if code != "01":
        return ()
    return (
        PartResult(Text("机构设置", "setting up the body"), PartState.FOUND),
        PartResult(Text("人员任命", "appointment"), PartState.FOUND),
        PartResult(Text("组成人员", "members"), PartState.UNKNOWN),
        PartResult(Text("安全总监", "safety director"), PartState.MISSING),
    )


def items_of(documents: tuple[DocumentEvidence, ...]) -> tuple[ItemResult, ...]:
    """Return twenty items in their states."""
    items = []
    for number, title in enumerate(TITLES, start=1):
        code = f"{number:02}"
        paths = tuple(
            one.document.path for one in documents if one.document.item == code
        )
        status = STATUSES.get(code, ItemStatus.PASS)
        items.append(
            ItemResult(
                ItemCode(code),
                title,
                required=number != 20,
                present=status not in {ItemStatus.MISSING, ItemStatus.NOT_APPLICABLE},
                documents=paths,
                status=status,
                parts=parts_of(code),
            )
        )
    return tuple(items)


def suggestion() -> GradeSuggestion:
    """Return the grade that the findings lead to."""
    turned, missing = FINDINGS[0].id, FINDINGS[9].id
    line = Text("第 7 项缺少材料", "an error of absence in item 07")
    return GradeSuggestion(
        Grade.UNQUALIFIED,
        (GradeReason(missing, "core-items", line),),
        (
            Text(
                "核心项目（01、02、03、04、06、07、13）缺失或无效：3 项，达到 1 项",
                "core items missing or useless: 3, limit 1",
            ),
            Text("有错误的项目：3 项，达到 3 项", "items with errors: 3, limit 3"),
            Text("其余错误：1 处", "other errors: 1"),
        ),
        WayUp(
            Grade.BASICALLY_QUALIFIED,
            (
                Repair(ItemCode("07"), None, (missing,)),
                Repair(
                    ItemCode("01"),
                    "01/任命文件.pdf",
                    (turned, FINDINGS[1].id, FINDINGS[2].id),
                ),
            ),
        ),
    )


def tallies() -> tuple[Tally, ...]:
    """Return tallies out of order, as nothing may depend on their order."""
    return (
        Tally(RuleId("seal.missing"), {Outcome.PASS: 3, Outcome.UNKNOWN: 1}),
        Tally(RuleId("orientation.turned"), {Outcome.PASS: 6, Outcome.FAIL: 1}),
        Tally(RuleId("completeness.item_missing"), {Outcome.PASS: 17, Outcome.FAIL: 1}),
        Tally(RuleId("year.months_missing"), {Outcome.FAIL: 1}),
    )


def fixed_result() -> CheckResult:
    """Return the result that the golden files show."""
    checklist = Checklist(
        tuple(
            ChecklistItem(ItemCode(f"{number:02}"), title)
            for number, title in enumerate(TITLES, start=1)
        )
    )
    filed = tuple(
        ItemEvidence(
            one, tuple(doc for doc in DOCUMENTS if doc.document.item == one.code)
        )
        for one in checklist.items
    )
    return CheckResult(
        tool_version="0.1.0",
        ruleset=Ruleset("jinan-safety-licence", "2021.1", "5c" * 32, 2021),
        evidence=DossierEvidence(
            Dossier(
                id="示例-001",
                company="济南示例建筑工程有限公司",
                credit_code="91370100MA3EXAMPL1",
                year=2021,
                submission=Submission.FIRST,
                as_of=dt.date(2021, 12, 20),
                documents=tuple(one.document for one in DOCUMENTS),
            ),
            checklist,
            filed,
            people=DOCUMENTS[-1:],
        ),
        judgement=Judgement(FINDINGS, tallies(), items_of(DOCUMENTS)),
        suggestion=suggestion(),
        complete=False,
        timing=Timing(wall_s=12.3456, pages=8, cached_pages=3),
        failures=(
            Text(
                "13 培训/签到表.pdf 第 2 页：识别超时，已重试一次",
                "13 培训/签到表.pdf page 2: recognition timed out, tried twice",
            ),
        ),
    )


def clean_result() -> CheckResult:
    """Return a dossier without findings, to stand beside the other."""
    base = fixed_result()
    items = tuple(
        ItemResult(
            one.code,
            one.title,
            one.required,
            present=True,
            documents=(f"{one.code}.pdf",),
            status=ItemStatus.PASS,
        )
        for one in base.judgement.items
    )
    dossier = Dossier(id="示例-002", company="济南清白建设有限公司", year=2021)
    return CheckResult(
        base.tool_version,
        base.ruleset,
        DossierEvidence(dossier, base.evidence.checklist, ()),
        Judgement((), base.judgement.tallies, items),
        GradeSuggestion(Grade.QUALIFIED, (), (Text("没有错误", "no errors"),), None),
        complete=True,
        timing=Timing(1.0, 40, 40),
    )


def pictures() -> Pictures:
    """Return a picture of one page; a pixel is enough for a golden file."""
    return {("01/任命文件.pdf", 1): Picture(TINY_JPEG, 595, 842)}
