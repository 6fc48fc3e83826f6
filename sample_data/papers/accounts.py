"""Item 03: the December report or the annual audit."""

import datetime as dt

from sample_data.draw.sheet import Seal, Sheet, Stamp, Text, in_words
from sample_data.draw.typeset import Flow, Style, Table
from sample_data.papers.desk import Desk, yuan

AUDITOR = "济南虚设会计师事务所"

_LINES = (
    ("一、建筑业总产值", "万元", 41_000),
    ("　其中：建筑工程产值", "万元", 33_000),
    ("　　　　安装工程产值", "万元", 6_200),
    ("二、竣工产值", "万元", 22_800),
    ("三、房屋施工面积", "平方米", 96_000),
    ("　其中：本年新开工面积", "平方米", 41_000),
    ("四、房屋竣工面积", "平方米", 38_000),
    ("五、签订合同额", "万元", 58_000),
    ("　其中：本年新签合同额", "万元", 30_500),
    ("六、从业人员期末人数", "人", 260),
    ("七、自有施工机械总台数", "台", 85),
    ("八、安全生产费用支出", "万元", 700),
)


def december_report(desk: Desk, *, year: int | None = None) -> list[Sheet]:
    """Draw the platform's report for December."""
    cast = desk.cast
    of_year = year or cast.year
    flow = Flow(Style("report", 11.0, 8.0, (26.0, 20.0, 26.0, 22.0)))
    flow.title("山东省建筑市场监管与诚信一体化平台", 16, "hei")
    flow.title("建筑业企业生产情况12月报表", 20)
    flow.fields(f"填报单位：{cast.company.name}", f"报告期：{of_year}年12月")
    flow.fields(f"统一社会信用代码：{cast.company.credit_code}", "计量单位：见表内")
    rows = []
    for name, unit, scale in _LINES:
        total = int(scale * float(desk.rng.uniform(0.8, 1.2)))
        month = int(total * float(desk.rng.uniform(0.06, 0.11)))
        rows.append((name, unit, f"{month:,}", f"{total:,}"))
    head = ("指标名称", "计量单位", "本月", f"{of_year}年1-12月累计")
    flow.table(Table(head, rows, (2.4, 0.9, 1, 1.3), row_mm=10.5))
    flow.gap(2)
    maker = cast.holder("财务部部长").name
    head_name = cast.holder("总经理").name
    flow.fields(
        f"单位负责人：{head_name}", f"填表人：{maker}", "联系电话：0531-99000000"
    )
    day = dt.date(of_year, 12, 28)
    flow.fields(f"报出日期：{in_words(day)}")
    flow.sheet.note_day(day)
    flow.sheet.days.append(f"{of_year}-12")
    seal = desk.company_seal()
    if seal is not None:
        flow.sheet.put(Stamp(flow.right - 36, flow.y - 2, seal))
    flow.sheet.keywords.append(cast.company.name)
    return flow.sheets


def audit(desk: Desk, *, year: int | None = None) -> list[Sheet]:
    """Write the annual audit: cover, opinion, balance sheet."""
    of_year = year or desk.cast.year
    signed = dt.date(of_year + 1, 2, 18)
    flow = Flow(Style("audit", 14.0, 9.2, (34.0, 26.0, 30.0, 28.0)))
    _cover(flow, desk, of_year)
    flow.new_sheet()
    _opinion(flow, desk, of_year, signed=signed)
    flow.new_sheet()
    _balance(flow, desk, of_year)
    return flow.sheets


def _cover(flow: Flow, desk: Desk, year: int) -> None:
    flow.gap(50)
    flow.title(desk.cast.company.name, 24)
    flow.gap(14)
    flow.title(f"{year}年度财务审计报告", 30)
    flow.gap(90)
    flow.title(AUDITOR, 18, "hei")


def _opinion(flow: Flow, desk: Desk, year: int, *, signed: dt.date) -> None:
    name = desk.cast.company.name
    flow.title("审 计 报 告", 24)
    flow.fields(f"虚设审字〔{signed.year}〕第018号")
    flow.para(f"{name}全体股东：", indent=False)
    flow.para(
        f"我们审计了{name}（以下简称贵公司）财务报表，包括{year}年12月31日的资产负债表，"
        f"{year}年度的利润表、现金流量表以及财务报表附注。"
    )
    flow.para(
        "我们认为，后附的财务报表在所有重大方面按照企业会计准则的规定编制，公允反映了贵公司"
        f"{year}年12月31日的财务状况以及{year}年度的经营成果和现金流量。"
    )
    flow.para(
        "在编制财务报表时，管理层负责评估贵公司的持续经营能力，披露与持续经营相关的事项，"
        "并运用持续经营假设。治理层负责监督贵公司的财务报告过程。"
    )
    flow.gap(10)
    firm = Seal(AUDITOR, 40.0, 40.0, star=True, ink=0.86, lean_deg=3.0)
    flow.sign(AUDITOR, signed, firm)
    flow.sheet.put(
        Text(flow.left, flow.y - 28, "中国注册会计师：", 13),
        Stamp(flow.left + 52, flow.y - 30, _personal("虚审一")),
        Text(flow.left, flow.y - 4, "中国注册会计师：", 13),
        Stamp(flow.left + 52, flow.y - 5, _personal("虚审二")),
    )
    flow.sheet.keywords.append(name)


def _personal(name: str) -> Seal:
    return Seal(name, 20.0, 20.0, "square", star=False, ink=0.88)


def _balance(flow: Flow, desk: Desk, year: int) -> None:
    flow.title("资产负债表", 20)
    flow.fields(f"编制单位：{desk.cast.company.name}", f"{year}年12月31日", size_pt=10)
    names = ("货币资金", "应收账款", "存货", "固定资产", "无形资产", "长期待摊费用")
    owed = (
        "短期借款",
        "应付账款",
        "应付职工薪酬",
        "实收资本",
        "盈余公积",
        "未分配利润",
    )
    cents = [int(n) * 100 for n in desk.rng.integers(400_000, 9_000_000, 6)]
    rows = [
        (left, yuan(value), right, yuan(value))
        for left, right, value in zip(names, owed, cents, strict=True)
    ]
    rows.append(("资产总计", yuan(sum(cents)), "负债和权益总计", yuan(sum(cents))))
    head = ("资产", "期末余额", "负债和所有者权益", "期末余额")
    flow.table(Table(head, rows, (1.2, 1.2, 1.4, 1.2), row_mm=12))
    flow.sheet.days.append(f"{year}-12-31")
    flow.sheet.put(Stamp(flow.right - 30, flow.y + 12, _firm_seal()))


def _firm_seal() -> Seal:
    return Seal(AUDITOR, 40.0, 40.0, star=True, ink=0.82, lean_deg=-4.0)
