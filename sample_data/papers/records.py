"""Items 07, 08, 09, 11 and 13: forms, drills, ledgers, training."""

import datetime as dt
from dataclasses import dataclass

from sample_data.draw.scenes import scene
from sample_data.draw.sheet import INK_BLUE, RED, Picture, Sheet, Text, in_words
from sample_data.draw.typeset import Flow, Hand, Style, Table
from sample_data.papers.desk import AUTHORITY, Desk, statement

_FORM = Style("form", 12.0, 8.4, (34.0, 22.0, 28.0, 24.0))
_LEDGER = Style("ledger", 11.0, 8.0, (24.0, 20.0, 22.0, 20.0), landscape=True)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was held on a day: a drill or a course."""

    day: dt.date
    title: str
    place: str
    about: str
    photo: str


def filing(desk: Desk) -> list[Sheet]:
    """Draw the form with which the emergency plan was filed (07)."""
    cast = desk.cast
    flow = Flow(_FORM)
    flow.title("生产安全事故应急预案备案登记表", 20)
    flow.fields("备案编号：990101-2021-0018", size_pt=12)
    day = cast.day(4, 16)
    rows = [
        ("单位名称", cast.company.name),
        ("单位地址", cast.company.address),
        ("法定代表人", cast.holder("总经理").name),
        ("经办人及电话", f"{cast.holder('安全部部长').name}  0531-99000000"),
        ("预案名称", "生产安全事故综合应急预案、专项应急预案、现场处置方案"),
        (
            "备案意见",
            (
                f"你单位上报的应急预案及相关材料收悉，经审查材料齐全，"
                f"予以备案。备案日期：{in_words(day)}，有效期三年。"
            ),
        ),
    ]
    flow.table(Table(("项目", "内容"), rows, (1, 3.2), row_mm=20, size_pt=12))
    flow.gap(14)
    flow.sign(AUTHORITY, day, desk.office_seal(AUTHORITY))
    flow.sheet.keywords.append(cast.company.name)
    return flow.sheets


def drills(desk: Desk) -> tuple[Event, Event]:
    """The two drills of the year."""
    cast = desk.cast
    return (
        Event(
            *(cast.day(6, 18), "消防应急救援演练记录", cast.projects[0]),
            "模拟宿舍区电气起火，检验报警、疏散、灭火和伤员救护的协同能力",
            "drill",
        ),
        Event(
            *(cast.day(11, 23), "高处坠落应急救援演练记录", cast.projects[1]),
            "模拟作业人员从脚手架坠落受伤，检验现场处置方案和救护程序",
            "helmets",
        ),
    )


def drill(desk: Desk, event: Event) -> list[Sheet]:
    """Write one drill up: record, photos, sign-in (08)."""
    cast = desk.cast
    flow = Flow(_FORM)
    flow.title(event.title, 22)
    rows = [
        ("组织单位", cast.company.name),
        ("演练时间", f"{in_words(event.day)} 14:30"),
        ("演练地点", event.place),
        ("总指挥", cast.holder("安全副总经理").name),
        ("演练内容", event.about),
        (
            "演练过程",
            (
                "14时30分发现险情并报告；14时33分总指挥启动应急预案；14时36分各小组到位；"
                "14时45分伤员转移至安全区域；15时05分险情排除，宣布演练结束。"
            ),
        ),
        (
            "演练评估",
            (
                "参演人员反应迅速，预案可操作性强，救援物资充足有效；"
                "部分人员对灭火器使用不够熟练，应加强培训。演练达到预期效果。"
            ),
        ),
    ]
    flow.table(Table(("项目", "内容"), rows, (1, 3.6), row_mm=21, size_pt=12))
    flow.sheet.note_day(event.day)
    flow.sign(cast.company.name, event.day, desk.company_seal())
    photos = _photos(desk, event)
    signed = sign_in(desk, event, "应急救援演练签到表")
    return [*flow.sheets, *photos, *signed]


def _photos(desk: Desk, event: Event) -> list[Sheet]:
    flow = Flow(Style("photos", 12.0, 8.0, (30.0, 24.0, 26.0, 24.0)))
    flow.title("演练现场照片" if "演练" in event.title else "培训现场照片", 20)
    flow.fields(f"单位名称：{desk.cast.company.name}", f"时间：{in_words(event.day)}")
    flow.sheet.note_day(event.day)
    for caption in ("现场照片一", "现场照片二"):
        photo = scene(event.photo, event.day, press=desk.press)
        flow.gap(3)
        flow.sheet.put(Picture(flow.left + 18, flow.y, 124, 88, photo))
        flow.y += 95
        flow.sheet.put(Text(flow.middle, flow.y, caption, 12, anchor="m"))
    return flow.sheets


def sign_in(desk: Desk, event: Event, title: str) -> list[Sheet]:
    """Draw a sign-in sheet that people signed by hand."""
    flow = Flow(_FORM)
    flow.title(title, 22)
    flow.fields(f"单位：{desk.cast.company.name}", size_pt=12)
    flow.fields(f"主题：{event.title[:-2]}", f"日期：{in_words(event.day)}", size_pt=12)
    flow.sheet.note_day(event.day)
    names = [worker.name for worker in desk.cast.workers]
    half = len(names) // 2
    rows = [
        (
            str(n + 1),
            Hand(names[n]),
            desk.cast.workers[n].post,
            str(n + 1 + half),
            Hand(names[n + half]),
            desk.cast.workers[n + half].post,
        )
        for n in range(half)
    ]
    head = ("序号", "签名", "岗位") * 2
    flow.table(Table(head, rows, (0.6, 1.3, 1.3) * 2, row_mm=12))
    return flow.sheets


def no_accident(desk: Desk) -> list[Sheet]:
    """State that no accident happened in the year (09)."""
    year = desk.cast.year
    name = desk.cast.company.name
    return statement(
        desk,
        "工伤、事故处理档案情况说明",
        (
            (
                f"我单位{name}在{year}年1月1日至{year}年12月31日期间，"
                "严格落实安全生产责任制，未发生工伤事故和生产安全事故，无工伤、事故处理记录。"
            ),
            "我单位对上述情况的真实性负责。",
        ),
        day=dt.date(year, 12, 31),
    )


def accident_ledger(desk: Desk) -> list[Sheet]:
    """Draw the ledger of injuries, with one light injury (09)."""
    cast = desk.cast
    flow = Flow(_LEDGER)
    flow.title(f"{cast.year}年度工伤、事故处理档案登记台账", 20)
    flow.fields(f"单位名称：{cast.company.name}")
    day = cast.day(7, 14)
    flow.sheet.note_day(day)
    row = (
        *("1", in_words(day), cast.projects[0], cast.workers[16].name),
        *("左手划伤，轻伤", "送医包扎，休息三日", "已结案"),
    )
    blank = [("",) * 7] * 4
    head = ("序号", "时间", "地点", "姓名", "伤害情况", "处理情况", "备注")
    flow.table(
        Table(head, [row, *blank], (0.4, 1.2, 1.3, 0.8, 1.3, 1.5, 0.7), row_mm=14)
    )
    flow.sign(cast.company.name, cast.day(12, 30), desk.company_seal())
    return flow.sheets


def no_hazard(desk: Desk) -> list[Sheet]:
    """State that the company has no major hazard (10 and 11)."""
    year = desk.cast.year
    return statement(
        desk,
        "无重大危险源证明",
        (
            (
                f"我单位{desk.cast.company.name}{year}年度主要承接小型维修改造工程，"
                "经组织辨识评估，所有施工现场均无重大危险源。"
            ),
        ),
        day=dt.date(year, 12, 30),
    )


def hazard_ledger(desk: Desk) -> list[Sheet]:
    """Draw the ledger of major hazards (11)."""
    cast = desk.cast
    flow = Flow(_LEDGER)
    flow.title("重大危险源管理档案台账", 20)
    flow.fields(f"单位名称：{cast.company.name}", f"登记年度：{cast.year}年度")
    kinds = ("深基坑", "高支模", "起重吊装", "脚手架", "卸料平台", "临时用电")
    rows = []
    for place, kind in enumerate(kinds, 1):
        day = cast.day(place * 2 - 1, 4 + place)
        flow.sheet.note_day(day)
        project = cast.projects[place % 2]
        guard = cast.workers[5 + place].name
        level = "重大" if place < 4 else "较大"  # noqa: PLR2004 - three of each
        rows.append(
            (str(place), project, kind, level, f"{day:%Y-%m-%d}", guard, "受控")
        )
    head = ("序号", "工程名称", "危险源", "评估等级", "辨识登记日期", "监控人", "状态")
    flow.table(Table(head, rows, (0.4, 1.5, 1, 0.8, 1.1, 0.9, 0.7), row_mm=12))
    flow.sign(cast.company.name, cast.day(12, 28), desk.company_seal())
    return flow.sheets


def courses(desk: Desk) -> tuple[Event, Event]:
    """The two courses of the year that the records show."""
    cast = desk.cast
    return (
        Event(
            *(cast.day(3, 12), "复工安全教育培训记录", "公司会议室"),
            "春节后复工安全注意事项、高处作业与临时用电安全知识",
            "class_room",
        ),
        Event(
            *(cast.day(9, 17), "新安全生产法教育培训记录", "项目部会议室"),
            "新修改的安全生产法解读，从业人员的权利和义务",
            "class_room",
        ),
    )


def course(desk: Desk, event: Event) -> list[Sheet]:
    """Write one course up: activity, photos, sign-in (13)."""
    cast = desk.cast
    flow = Flow(_FORM)
    flow.title(event.title.replace("记录", "活动记录"), 22)
    rows = [
        ("组织单位", cast.company.name),
        ("培训时间", f"{in_words(event.day)} 8:30 至 11:30"),
        ("培训地点", event.place),
        ("授课人", cast.holder("安全总监").name),
        ("培训学时", "4学时"),
        ("培训内容", event.about + "。通过集中授课、案例分析和现场提问的方式进行。"),
        ("培训效果", "参训人员掌握了主要内容，考核全部合格。"),
    ]
    flow.table(Table(("项目", "内容"), rows, (1, 3.6), row_mm=19, size_pt=12))
    flow.sheet.note_day(event.day)
    flow.sign(cast.company.name, event.day, desk.company_seal())
    return [
        *flow.sheets,
        *_photos(desk, event),
        *sign_in(desk, event, "教育培训签到表"),
    ]


def marks(desk: Desk, event: Event) -> list[Sheet]:
    """Draw the table of marks and one marked paper (13)."""
    cast = desk.cast
    flow = Flow(_FORM)
    flow.title("安全教育培训考核成绩表", 22)
    flow.fields(
        f"单位：{cast.company.name}", f"考核日期：{in_words(event.day)}", size_pt=12
    )
    flow.sheet.note_day(event.day)
    rows = [
        (str(n), worker.name, worker.post, str(int(desk.rng.integers(80, 100))), "合格")
        for n, worker in enumerate(cast.workers[4:18], 1)
    ]
    head = ("序号", "姓名", "岗位", "考核成绩", "结论")
    flow.table(Table(head, rows, (0.5, 1, 1.4, 1, 0.8), row_mm=9))
    flow.sign(cast.company.name, event.day, desk.company_seal())
    return [*flow.sheets, _paper(desk, event)]


def _paper(desk: Desk, event: Event) -> Sheet:
    flow = Flow(Style("exam", 12.0, 8.6, (30.0, 24.0, 26.0, 24.0)))
    flow.title("安全教育培训考核试卷", 20)
    flow.fields(f"单位：{desk.cast.company.name}", size_pt=11)
    flow.fields(
        f"姓名：{desk.cast.workers[15].name}", f"日期：{in_words(event.day)}", "得分："
    )
    flow.sheet.note_day(event.day)
    score = str(int(desk.rng.integers(84, 99)))
    at = flow.right - 36
    flow.sheet.put(Text(at, flow.y - 1, score, 26, "kai", RED, by_hand=True))
    for number, (question, answer) in enumerate(_QUESTIONS, 1):
        flow.para(f"{number}、{question}", indent=False)
        flow.sheet.put(
            Text(
                flow.left + 10, flow.y + 6.5, answer, 15, "kai", INK_BLUE, by_hand=True
            ),
            Text(flow.right - 12, flow.y + 6.5, "√", 22, "kai", RED, by_hand=True),
        )
        flow.y += 12
    return flow.sheet


_QUESTIONS = (
    ("我国安全生产工作的方针是什么？", "安全第一、预防为主、综合治理"),
    ("高处作业是指坠落高度基准面多少米以上的作业？", "两米及以上"),
    ("进入施工现场必须佩戴什么防护用品？", "安全帽，系好下颌带"),
    ("三级安全教育指哪三级？", "公司、项目部、班组"),
    ("发现重大隐患时应当怎样处置？", "停止作业，撤离并报告"),
    ("临时用电应当采用什么系统？", "三级配电、两级保护"),
)
