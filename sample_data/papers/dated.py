"""Pages whose every date is known: all the forms in which filings write them.

**Source:** the forms and the traps of the shared notes on year coverage; the numbers
are drawn by chance, so no two pages share a date.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sample_data.draw.sheet import Sheet, Span, in_words
from sample_data.draw.typeset import Flow, Style, Table
from sample_data.papers.desk import Desk

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_LONGEST_DAYS = 700


@dataclass(frozen=True, slots=True)
class Said:
    """A line of text and the dates that it gives."""

    text: str
    spans: tuple[Span, ...] = ()


Form = Callable[[np.random.Generator], Said]


def page(desk: Desk) -> list[Sheet]:
    """Draw a page of lines, each with a date in another form or with a trap."""
    rng = desk.rng
    size = float(rng.choice([10.5, 12.0, 14.0, 16.0]))
    flow = Flow(Style("dated", size, size * 0.72, (30.0, 24.0, 26.0, 26.0)))
    flow.title("安全生产工作记录事项", 20)
    flow.sheet.spans = []
    for form in _chosen(rng, count=int(rng.integers(6, 14))):
        said = form(rng)
        flow.para(said.text, indent=bool(rng.random() < 0.5))  # noqa: PLR2004 - a coin
        flow.sheet.spans += said.spans
    return flow.sheets[:1]


def ledger(desk: Desk) -> list[Sheet]:
    """Draw a table with a column of days in one form."""
    rng = desk.rng
    wide = bool(rng.random() < 0.5)  # noqa: PLR2004 - a coin
    flow = Flow(Style("dated_ledger", 11.0, 8.0, (24.0, 20.0, 22.0, 20.0), wide))
    flow.title("隐患排查治理登记台账", 20)
    flow.sheet.spans = []
    write = _DAYS[int(rng.integers(len(_DAYS)))]
    rows = []
    for number in range(1, int(rng.integers(6, 13))):
        day = _day(rng)
        flow.sheet.spans.append(_one(day))
        who = desk.cast.workers[number].name
        rows.append((str(number), write(day), "临边防护不到位", who, "已整改"))
    head = ("序号", "检查日期", "隐患内容", "负责人", "状态")
    flow.table(Table(head, rows, (0.4, 1.3, 1.6, 0.8, 0.8), row_mm=11))
    return flow.sheets[:1]


def _chosen(rng: np.random.Generator, *, count: int) -> list[Form]:
    forms = [*_FORMS, *_TRAPS]
    return [forms[int(place)] for place in rng.permutation(len(forms))[:count]]


def _day(rng: np.random.Generator) -> dt.date:
    return dt.date(2018, 1, 1) + dt.timedelta(days=int(rng.integers(0, 2000)))


def _one(day: dt.date) -> Span:
    return (day.isoformat(), day.isoformat())


def _between(first: dt.date, last: dt.date) -> Span:
    return (first.isoformat(), last.isoformat())


def _month(year: int, month: int, last: int | None = None) -> Span:
    end = last or month
    after = dt.date(year + end // 12, end % 12 + 1, 1)
    return _between(dt.date(year, month, 1), after - dt.timedelta(days=1))


def _year(year: int) -> Span:
    return _between(dt.date(year, 1, 1), dt.date(year, 12, 31))


def _in_digits(day: dt.date) -> str:
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{_count(day.month)}月{_count(day.day)}日"


def _count(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = {0: "", 1: "十"}.get(tens, _DIGITS[tens] + "十")
    return ten + (_DIGITS[ones] if ones else "")


_DAYS: tuple[Callable[[dt.date], str], ...] = (
    in_words,
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%Y.%m.%d}",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day:%Y/%m/%d}",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}、{day.month}、{day.day}",
    lambda day: in_words(day).translate(_WIDE),
    _in_digits,
)


def _days(before: str, after: str) -> list[Form]:
    def form(write: Callable[[dt.date], str]) -> Form:
        def said(rng: np.random.Generator) -> Said:
            day = _day(rng)
            return Said(f"{before}{write(day)}{after}", (_one(day),))

        return said

    return [form(write) for write in _DAYS]


def _range(rng: np.random.Generator) -> tuple[dt.date, dt.date]:
    first = _day(rng)
    return first, first + dt.timedelta(days=int(rng.integers(20, _LONGEST_DAYS)))


def _from_to(rng: np.random.Generator) -> Said:
    first, last = _range(rng)
    return Said(
        f"合同期限自{in_words(first)}至{in_words(last)}止。", (_between(first, last),)
    )


def _validity(rng: np.random.Generator) -> Said:
    first, last = _range(rng)
    return Said(
        f"有效期：{first:%Y-%m-%d} 至 {last:%Y-%m-%d}", (_between(first, last),)
    )


def _until(rng: np.random.Generator) -> Said:
    day = _day(rng)
    return Said(f"证书有效期至{in_words(day)}。", ((None, day.isoformat()),))


def _tax_period(rng: np.random.Generator) -> Said:
    year, month = int(rng.integers(2019, 2023)), int(rng.integers(1, 13))
    span = _month(year, month)
    return Said(f"税款所属期：{span[0]} 至 {span[1]}", (span,))


def _of_month(rng: np.random.Generator) -> Said:
    year, month = int(rng.integers(2019, 2023)), int(rng.integers(1, 13))
    return Said(f"{year}年{month}月份安全生产费用支出汇总。", (_month(year, month),))


def _of_year(rng: np.random.Generator) -> Said:
    year = int(rng.integers(2018, 2024))
    return Said(f"{year}年度安全教育培训计划已经批准。", (_year(year),))


def _months(rng: np.random.Generator) -> Said:
    year, last = int(rng.integers(2019, 2023)), int(rng.integers(3, 13))
    return Said(f"{year}年1-{last}月缴费情况正常。", (_month(year, 1, last),))


def _half(rng: np.random.Generator) -> Said:
    year = int(rng.integers(2019, 2023))
    return Said(f"{year}年上半年开展检查六次。", (_month(year, 1, 6),))


def _quarter(rng: np.random.Generator) -> Said:
    year = int(rng.integers(2019, 2023))
    return Said(f"{year}年第四季度考核合格。", (_month(year, 10, 12),))


def _formal(rng: np.random.Generator) -> Said:
    year = int(rng.integers(2018, 2024))
    text = "".join(_FORMAL[int(digit)] for digit in str(year))
    return Said(f"{text}年度决算已审定。", (_year(year),))


def _compact(rng: np.random.Generator) -> Said:
    day = _day(rng)
    return Said(f"填报日期：{day:%Y%m%d}", (_one(day),))


def _trap(text: str) -> Form:
    def said(rng: np.random.Generator) -> Said:
        numbers = {
            "year": int(rng.integers(2018, 2023)),
            "n": int(rng.integers(1, 90)),
            "eight": int(rng.integers(20_210_000, 20_219_999)),
            "six": int(rng.integers(100_000, 999_999)),
        }
        return Said(text.format(**numbers))

    return said


_FORMS: tuple[Form, ...] = (
    *_days("会议于", "在项目部会议室召开。"),
    *_days("签发日期：", ""),
    *(_from_to, _validity, _until, _tax_period, _of_month, _of_year, _months),
    *(_half, _quarter, _formal, _compact),
)
_TRAPS: tuple[Form, ...] = (
    _trap("依据虚安字〔{year}〕{n}号文件执行。"),
    _trap("按照GB 50{n:03d}-{year}的要求验收。"),
    _trap("依据JGJ{n}-{year}《施工安全检查标准》。"),
    _trap("联系电话：0531-8202{n:04d}"),
    _trap("发票号码：{eight}"),
    _trap("合同编号：HT{year}-{n:03d}"),
    _trap("证书编号：鲁建安C（{year}）0{six}"),
    _trap("《中华人民共和国安全生产法》（{year}修正）"),
    _trap("项目名称：虚构花园2021号楼工程"),
    _trap("合计金额：¥{year}.50"),
)
