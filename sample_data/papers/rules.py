"""Items 05, 06, 10, 12, 15, 18 and 20: plans and rules under a red header."""

import datetime as dt

from sample_data.draw.scenes import scene
from sample_data.draw.sheet import Picture, Sheet, Text
from sample_data.draw.typeset import Flow, Style, Table
from sample_data.papers.desk import Desk, Letter, notice

_LEVELS = (
    ("重大风险", "红", "公司", "停工整改，专家论证"),
    ("较大风险", "橙", "项目部", "专项方案，旁站监督"),
    ("一般风险", "黄", "工区", "技术交底，日常检查"),
    ("低风险", "蓝", "班组", "班前教育，自查自纠"),
)
_POSTS = (
    (
        "主要负责人安全生产责任制",
        (
            "对本单位安全生产工作全面负责，建立健全并落实全员安全生产责任制，"
            "组织制定并实施安全生产规章制度和操作规程，保证安全生产投入的有效实施。"
        ),
    ),
    (
        "项目负责人安全生产责任制",
        (
            "对项目安全生产施工负责，落实安全生产规章制度，确保安全生产费用的有效使用，"
            "根据工程特点组织制定安全施工措施，及时消除事故隐患。"
        ),
    ),
    (
        "专职安全员安全生产责任制",
        (
            "负责施工现场的安全监督检查，发现隐患及时报告，"
            "对违章指挥、违章作业立即制止并做好记录。"
        ),
    ),
    (
        "班组长安全生产责任制",
        (
            "认真执行安全生产规章制度和操作规程，合理安排班组人员工作，"
            "每日组织班前安全活动，检查劳动防护用品的佩戴情况。"
        ),
    ),
)
_RULES = (
    (
        "安全生产教育培训制度",
        (
            "新进场工人必须经过公司、项目、班组三级安全教育，考核合格后方可上岗，"
            "培训时间不少于规定学时，培训记录统一归档。"
        ),
    ),
    (
        "安全生产检查制度",
        (
            "公司每月组织一次综合检查，项目部每周组织一次定期检查，班组每日巡查，"
            "对查出的隐患按照定人、定时间、定措施的要求整改。"
        ),
    ),
    (
        "安全生产资金保障制度",
        "按照规定比例提取安全生产费用，专款专用，建立使用台账，年终进行汇总。",
    ),
    (
        "生产安全事故报告和调查处理制度",
        "事故发生后现场人员应当立即报告，任何人不得迟报、漏报、谎报或者瞒报。",
    ),
)
_PROCEDURES = (
    (
        "塔式起重机安全操作规程",
        "作业前检查制动器、限位器和钢丝绳，严格执行十不吊规定，六级以上大风停止作业。",
    ),
    (
        "电焊工安全操作规程",
        "作业前清除周围易燃物，配备灭火器材，办理动火审批手续，焊机外壳必须可靠接地。",
    ),
    (
        "脚手架搭设安全操作规程",
        "搭设人员必须持证上岗，佩戴安全带，按照专项方案搭设，验收合格后挂牌使用。",
    ),
)


def dual_prevention(desk: Desk) -> list[Sheet]:
    """Write the plan for risk grading and hazard investigation (05)."""
    cast = desk.cast
    head = cast.holder("总经理").name
    table = Table(
        ("风险等级", "标识", "管控层级", "主要管控措施"),
        *(_LEVELS, (1, 0.6, 1, 2)),
        size_pt=12,
    )
    return notice(
        desk,
        Letter(
            "安全生产风险分级管控和隐患排查治理双重体系工作方案",
            6,
            cast.day(2, 22),
            (
                (
                    "为有效防范和遏制生产安全事故，推进安全生产风险分级管控和隐患排查治理双重预防体系建设，"
                    "结合公司实际，制定本工作方案。"
                ),
                (
                    f"一、组织领导。成立双重预防体系建设领导小组，组长由总经理{head}担任，"
                    "成员由各部门负责人和各项目负责人组成。"
                ),
                (
                    "二、风险分级管控。按照施工部位和作业活动划分风险点，逐一辨识危险源，"
                    "采用作业条件危险性分析法评价，按红、橙、黄、蓝四级实施分级管控，并在现场公示。"
                ),
                (
                    "三、隐患排查治理。建立日常、专项、季节性和节假日隐患排查机制，"
                    "对排查出的隐患登记建档，落实整改责任、措施、资金、时限和预案，实行闭环管理。"
                ),
                (
                    "四、工作步骤。三月底前完成风险辨识评估，四月底前完成清单编制和公示，"
                    "五月起全面运行并持续改进。风险分级标准见下表。"
                ),
            ),
            table=table,
        ),
    )


def booklet(desk: Desk) -> list[Sheet]:
    """Write the notice that issues the rules, then the rules themselves (06)."""
    cast = desk.cast
    cover = notice(
        desk,
        Letter(
            "关于印发安全生产责任制、安全生产规章制度和操作规程的通知",
            7,
            cast.day(9, 13),
            (
                (
                    "为进一步落实企业安全生产主体责任，根据新修改的安全生产法，公司组织修订了各级安全生产责任制、"
                    "安全生产规章制度和安全操作规程，现印发给你们，请认真组织学习并贯彻执行。"
                ),
                "原有规定与本通知不一致的，以本通知为准。",
            ),
        ),
    )
    flow = Flow(Style("booklet", 14.0, 8.8, (32.0, 26.0, 30.0, 28.0), role="hei"))
    parts = (
        ("第一部分 各级安全生产责任制", _POSTS),
        ("第二部分 安全生产规章制度", _RULES),
        ("第三部分 安全操作规程", _PROCEDURES),
    )
    for place, (title, chapters) in enumerate(parts):
        if place:
            flow.new_sheet()
        flow.title(title, 20)
        for name, text in chapters:
            flow.line(name, 14.0, "hei")
            flow.para(f"一、{text}")
            flow.para(f"二、本{name[-2:]}由公司安全部负责解释，自印发之日起施行。")
    flow.number_pages()
    return cover + flow.sheets


def hazard_plan(desk: Desk) -> list[Sheet]:
    """Write the emergency plan for the major hazards (10)."""
    cast = desk.cast
    return notice(
        desk,
        Letter(
            "重大危险源专项应急预案",
            8,
            cast.day(3, 9),
            (
                "为提高应对重大危险源事故的能力，最大限度减少人员伤亡和财产损失，制定本专项应急预案。",
                (
                    f"一、重大危险源。经辨识，公司在建项目{'、'.join(cast.projects)}的重大危险源为："
                    "深基坑工程、高大模板支撑体系、起重吊装作业、脚手架工程。"
                ),
                (
                    "二、应急组织。成立应急救援指挥部，下设抢险组、救护组、警戒组和后勤组，"
                    f"总指挥由{cast.holder('安全副总经理').name}担任。"
                ),
                (
                    "三、应急响应。险情发生后立即停止作业、撤离人员，十分钟内报告指挥部，"
                    "启动针对坍塌、高处坠落、起重伤害和触电的现场处置方案。"
                ),
                "四、应急保障。项目部配备担架、急救箱、千斤顶、应急照明和通信器材，定期检查维护。",
            ),
        ),
    )


def dangerous_works(desk: Desk) -> list[Sheet]:
    """Write the measures for works of great danger and the emergency rules (12)."""
    cast = desk.cast
    rows = [
        (cast.projects[0], "深基坑开挖", "专家论证、第三方监测"),
        (cast.projects[0], "高大模板支撑", "专项方案、验收挂牌"),
        (cast.projects[1], "附着式脚手架", "专业队伍、每日检查"),
    ]
    table = Table(("工程名称", "分部分项工程", "预防监控措施"), rows, (1.5, 1.2, 1.8))
    return notice(
        desk,
        Letter(
            "危险性较大分部分项工程预防监控措施和应急管理制度",
            9,
            cast.day(3, 15),
            (
                "为加强危险性较大的分部分项工程安全管理，有效防范群死群伤事故，制定本措施和制度。",
                "一、施工前编制专项施工方案，超过一定规模的组织专家论证，按照审批方案进行技术交底。",
                "二、现场易发生重大事故的部位和环节设置明显标志，安排专人监测，发现异常立即停工。",
                (
                    "三、建立应急管理制度，明确应急值守、报告程序、物资储备和处置措施，"
                    "每半年组织一次演练。危大工程清单如下："
                ),
            ),
            table=table,
        ),
    )


def training_plan(desk: Desk, *, year: int | None = None) -> list[Sheet]:
    """Write the training plan of a year (15)."""
    cast = desk.cast
    of_year = year or cast.year
    rows = [
        (f"{month}月", what, who, f"{hours}学时")
        for month, what, who, hours in (
            (3, "复工安全教育", "全体员工", 8),
            (5, "安全管理能力培训", "管理人员", 20),
            (6, "安全生产月活动", "全体员工", 8),
            (9, "新安全生产法宣讲", "管理人员", 12),
            (11, "冬季施工安全教育", "作业人员", 8),
        )
    ]
    head = ("时间", "培训内容", "培训对象", "学时")
    return notice(
        desk,
        Letter(
            f"{of_year}年企业安全教育培训计划",
            5,
            dt.date(of_year, 1, 20),
            (
                f"为提高全体从业人员的安全意识和操作技能，现将公司{of_year}年安全教育培训计划印发给你们。",
                "培训由安全部组织实施，考核不合格者不得上岗，培训情况记入个人档案。",
            ),
            table=Table(head, rows, (0.6, 1.8, 1.2, 0.8), size_pt=12),
        ),
    )


def health(desk: Desk) -> list[Sheet]:
    """Write the measures against occupational harm (18)."""
    return notice(
        desk,
        Letter(
            "职业危害防治措施",
            10,
            desk.cast.day(4, 6),
            (
                "为预防、控制和消除职业病危害，保护劳动者健康，制定本职业危害防治措施。",
                "一、粉尘防治。切割、打磨作业采取湿法作业，作业人员佩戴防尘口罩。",
                "二、噪声防治。选用低噪声设备，合理安排作业时间，为作业人员配发耳塞。",
                "三、防暑降温。高温季节调整作业时间，现场设置饮水点，配备防暑药品。",
                "四、职业健康监护。每年组织接触职业病危害的人员进行职业健康检查，建立健康监护档案。",
            ),
        ),
    )


def rectification(desk: Desk) -> list[Sheet]:
    """Write the answer to a return, with photos before and after (20)."""
    cast = desk.cast
    answered = dt.date(cast.year + 1, 2, 20)
    sheets = notice(
        desk,
        Letter(
            "关于安全生产许可证动态考核问题的整改报告",
            3,
            answered,
            (
                "我公司收到退回意见后高度重视，立即组织整改，现将整改情况报告如下：",
                (
                    "一、关于安全教育培训记录不完整的问题。已补充培训签到表和考核成绩表，"
                    f"由{cast.holder('安全总监').name}负责，整改完成。"
                ),
                "二、关于现场临边防护照片缺失的问题。已补充拍摄现场防护照片，整改完成。",
                "三、今后我公司将举一反三，加强资料管理，杜绝类似问题再次发生。",
            ),
            addressee="虚构区住房和城乡建设局：",
        ),
    )
    flow = Flow(Style("photos", 12.0, 8.0, (30.0, 24.0, 26.0, 24.0)))
    flow.title("整改前后对比照片", 20)
    flow.fields(f"单位名称：{cast.company.name}")
    for caption, name in (
        ("整改前：临边防护缺失", "helmets"),
        ("整改后：防护已安装", "guard_rail"),
    ):
        flow.gap(4)
        photo = scene(name, answered - dt.timedelta(days=9), press=desk.press)
        flow.sheet.put(Picture(flow.left + 18, flow.y, 124, 86, photo))
        flow.y += 92
        flow.sheet.put(Text(flow.middle, flow.y, caption, 12, anchor="m"))
        flow.gap(4)
    return sheets + flow.sheets
