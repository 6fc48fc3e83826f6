"""Items 14, 16, 17 and 19: people's files, protection, cranes."""

from sample_data.draw.scenes import scene
from sample_data.draw.sheet import Picture, Shape, Sheet, Text, in_words
from sample_data.draw.typeset import Flow, Hand, Style, Table
from sample_data.papers.desk import BUREAU, Desk, statement

_FORM = Style("form", 12.0, 8.4, (32.0, 22.0, 28.0, 24.0))
_LEDGER = Style("ledger", 11.0, 8.0, (24.0, 20.0, 22.0, 20.0), landscape=True)


def education_files(desk: Desk, *, count: int = 3) -> list[Sheet]:
    """Draw one education file for each of the first managers (14)."""
    sheets: list[Sheet] = []
    for worker in desk.cast.workers[:count]:
        flow = Flow(_FORM)
        flow.title("企业管理人员教育档案", 22)
        rows = [
            ("姓名", worker.name, "岗位", worker.post),
            ("身份证号", worker.id_number, "联系电话", worker.phone),
            (
                "单位",
                desk.cast.company.name,
                "建档时间",
                in_words(desk.cast.day(1, 25)),
            ),
        ]
        flow.table(Table(("项目", "内容", "项目", "内容"), rows, (1, 2.1, 1, 1.5), 12))
        flow.gap(6)
        taught = []
        for month, what, hours in _COURSES:
            day = desk.cast.day(month, 10 + month)
            flow.sheet.note_day(day)
            mark = Hand(str(int(desk.rng.integers(82, 99))))
            taught.append((f"{day:%Y.%m.%d}", what, hours, mark, Hand(worker.name)))
        head = ("日期", "教育培训内容", "学时", "考核成绩", "本人签名")
        flow.table(Table(head, taught, (1.1, 2.3, 0.6, 0.9, 1), 13))
        flow.sheet.keywords.append(desk.cast.company.name)
        sheets += flow.sheets
    return sheets


_COURSES = (
    (3, "复工安全教育", "8"),
    (5, "安全管理能力继续教育", "20"),
    (6, "安全生产月专题学习", "8"),
    (9, "新安全生产法宣讲", "12"),
    (11, "冬季施工安全管理", "8"),
)


def protection_ledger(desk: Desk) -> list[Sheet]:
    """Draw the issue ledger of protective equipment, signed by hand (16)."""
    cast = desk.cast
    flow = Flow(_FORM)
    flow.title("个人防护用品发放台账", 22)
    flow.fields(f"单位：{cast.company.name}", f"年度：{cast.year}年", size_pt=12)
    goods = ("安全帽", "安全带", "反光背心", "防护手套", "防尘口罩", "绝缘鞋")
    rows: list[tuple[str, ...]] = []
    for place, worker in enumerate(cast.workers[12:], 1):
        for turn in range(2):
            day = cast.day(2 + place % 9, 3 + 2 * place + turn)
            flow.sheet.note_day(day)
            item = goods[(place + turn) % len(goods)]
            rows.append(
                (str(len(rows) + 1), f"{day:%Y-%m-%d}", item, "1", Hand(worker.name))
            )
    head = ("序号", "发放日期", "用品名称", "数量", "领用人签字")
    flow.table(Table(head, rows, (0.5, 1.2, 1.3, 0.6, 1.3), row_mm=10.5))
    return flow.sheets


def protection_measures(desk: Desk) -> list[Sheet]:
    """Write measures for people and places, for items 16 and 17 alike."""
    cast = desk.cast
    flow = Flow(Style("measures", 14.0, 9.4, (34.0, 26.0, 30.0, 28.0), role="hei"))
    flow.title("个人防护措施和作业场所防护措施", 22)
    for text in (
        f"为保障{cast.company.name}从业人员的人身安全，制定{cast.year}年度防护措施如下：",
        (
            "一、个人防护措施。公司按照标准为作业人员配发安全帽、安全带、防护手套等劳动防护用品，"
            "建立发放台账，用品应有合格证，使用前进行检查，失效的立即更换。"
        ),
        (
            "二、作业场所防护措施。楼梯口、电梯井口、预留洞口和通道口设置防护，"
            "阳台、楼板、屋面等临边安装定型化防护栏杆，外架满挂密目网。"
        ),
        "三、安全部每月检查防护情况，发现缺失立即整改，对不按规定佩戴防护用品的人员进行教育。",
    ):
        flow.para(text)
    flow.gap(8)
    flow.sign(cast.company.name, cast.day(3, 1), desk.company_seal())
    return flow.sheets


def site_photos(desk: Desk) -> list[Sheet]:
    """Show the protection of working places in photos (17)."""
    cast = desk.cast
    flow = Flow(Style("photos", 12.0, 8.0, (28.0, 22.0, 26.0, 22.0)))
    flow.title("作业场所防护措施照片", 22)
    flow.fields(f"单位名称：{cast.company.name}")
    flow.fields(f"工程名称：{cast.projects[0]}", f"拍摄时间：{cast.year}年5月")
    flow.sheet.days.append(f"{cast.year}-05")
    shots = (("guard_rail", "临边防护栏杆"), ("net", "外架密目网防护"))
    for name, caption in shots:
        photo = scene(name, cast.day(5, 20), press=desk.press)
        flow.gap(3)
        flow.sheet.put(Picture(flow.left + 20, flow.y, 122, 84, photo))
        flow.y += 91
        flow.sheet.put(Text(flow.middle, flow.y, caption, 12, anchor="m"))
    return flow.sheets


def crane_ledger(desk: Desk) -> list[Sheet]:
    """Draw the ledger of cranes (19)."""
    cast = desk.cast
    flow = Flow(_LEDGER)
    flow.title("起重机械设备管理档案台账", 20)
    flow.fields(f"单位名称：{cast.company.name}", f"{cast.year}年度")
    keeper = cast.holder("设备管理员").name
    rows = []
    for place, (kind, model) in enumerate(_CRANES, 1):
        day = cast.day(2 + 3 * place, 6 + place)
        flow.sheet.note_day(day)
        rows.append(
            (
                str(place),
                kind,
                model,
                f"鲁虚-{place:03d}",
                cast.projects[place % 2],
                f"{day:%Y-%m-%d}",
                "合格",
                keeper,
            )
        )
    head = (
        "序号",
        "设备名称",
        "型号",
        "备案编号",
        "使用地点",
        "检测日期",
        "结论",
        "管理人",
    )
    flow.table(Table(head, rows, (0.4, 1.3, 1, 0.9, 1.4, 1, 0.6, 0.8), row_mm=15))
    flow.sign(cast.company.name, cast.day(12, 27), desk.company_seal())
    return flow.sheets


_CRANES = (
    ("塔式起重机", "QTZ80"),
    ("施工升降机", "SC200/200"),
    ("物料提升机", "SSD100"),
)


def crane_rules(desk: Desk) -> list[Sheet]:
    """Write the rules for inspecting and maintaining cranes (19)."""
    cast = desk.cast
    flow = Flow(Style("rules", 14.0, 9.4, (34.0, 26.0, 30.0, 28.0), role="hei"))
    flow.title("起重机械设备定期检查、维护保养制度", 22)
    for text in (
        f"第一条 为加强{cast.company.name}起重机械管理，保证安全运行，制定本制度。",
        "第二条 起重机械每班作业前由司机检查，每周由机管员检查，每月由公司全面检查。",
        "第三条 维护保养分为日常保养、月度保养和年度保养，保养情况记入设备档案。",
        "第四条 安全装置失灵、钢丝绳达到报废标准的，必须停止使用并立即更换。",
        "第五条 设备安装、拆卸由具有资质的单位实施，安装后经检测合格办理使用登记。",
    ):
        flow.para(text)
    flow.gap(8)
    flow.sign(cast.company.name, cast.day(1, 28), desk.company_seal())
    return flow.sheets


def crane_registration(desk: Desk) -> list[Sheet]:
    """Draw the authority's registration of one crane (19)."""
    cast = desk.cast
    flow = Flow(Style("certificate", 13.0, 9.0, (46.0, 30.0, 30.0, 30.0)))
    flow.sheet.put(
        Shape(((14.0, 14.0), (196.0, 283.0)), stroke=(40, 90, 60), width=1.4),
        Shape(((17.0, 17.0), (193.0, 280.0)), stroke=(40, 90, 60), width=0.4),
    )
    flow.title("建筑起重机械备案证", 28)
    flow.gap(8)
    day = cast.day(3, 30)
    rows = [
        ("产权单位", cast.company.name),
        ("设备名称", "塔式起重机"),
        ("规格型号", "QTZ80"),
        ("出厂编号", "TL-20180099"),
        ("备案编号", "鲁虚-001"),
        ("备案日期", in_words(day)),
    ]
    flow.table(Table(("项目", "内容"), rows, (1, 2.4), row_mm=17, size_pt=13))
    flow.gap(16)
    flow.sign(BUREAU, day, desk.office_seal(BUREAU))
    return flow.sheets


def no_crane(desk: Desk) -> list[Sheet]:
    """State that no crane is used (19)."""
    year = desk.cast.year
    return statement(
        desk,
        "无起重机械证明",
        (
            (
                f"我单位{desk.cast.company.name}{year}年度施工项目不涉及使用施工起重机械，"
                "未购置、未租赁任何塔式起重机、施工升降机和物料提升机。"
            ),
            "我单位对上述情况的真实性负责。",
        ),
        day=desk.cast.day(12, 20),
    )
