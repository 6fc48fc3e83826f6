"""Where a company's papers are written: its seals, its notices, its money."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sample_data.cast import Cast
from sample_data.draw.press import Press
from sample_data.draw.sheet import Seal, Sheet
from sample_data.draw.typeset import NOTICE, Flow, Head, Style, Table, red_header
from sample_data.fonts import FontGroup

AUTHORITY = "济南市虚构区应急管理局"
INSURER = "济南市虚构区社会保险事业中心"
TAX_OFFICE = "济南市虚构区税务局"
BUREAU = "济南市虚构区住房和城乡建设局"
SELLERS = (
    "济南示范劳保用品有限公司",
    "山东假名安全设施有限公司",
    "济南拟设印务有限公司",
)


@dataclass(frozen=True, slots=True)
class Spending:
    """One line of the money spent on safety; ``cents`` keeps sums exact."""

    day: dt.date
    category: str
    goods: str
    cents: int
    seller: str
    invoice_no: str

    @property
    def amount(self) -> str:
        """The amount in yuan, as printed."""
        return yuan(self.cents)


@dataclass(slots=True)
class Desk:
    """One company's desk; ``wants_seal`` False: it forgets to stamp its notices."""

    cast: Cast
    group: FontGroup
    rng: np.random.Generator
    head: Head = field(init=False)
    seal_mm: float = field(init=False)
    wants_seal: bool = True

    def __post_init__(self) -> None:
        """Choose the habits of this company."""
        rng = self.rng
        self.seal_mm = float(rng.choice([38.0, 40.0, 42.0]))
        rule = ("one", "one", "two", "star")[int(rng.integers(4))]
        top = float(rng.choice([45.0, 55.0, 62.0, 72.0]))
        size = float(rng.choice([30.0, 34.0, 38.0]))
        colour = ((206, 24, 30), (228, 20, 20), (190, 12, 24))[int(rng.integers(3))]
        issuer = self.cast.company.name + ("文件" if rng.random() < 0.7 else "")  # noqa: PLR2004 - most firms add it
        self.head = Head(issuer, "", top, size, rule, colour)

    @property
    def press(self) -> Press:
        """The printer for the photos that are pasted into papers."""
        return Press(150.0, self.group, self.rng)

    def company_seal(self) -> Seal | None:
        """The company's official seal, freshly inked."""
        if not self.wants_seal:
            return None
        company = self.cast.company
        seal = Seal(company.name, self.seal_mm, self.seal_mm, foot=company.seal_code)
        return self._inked(seal)

    def office_seal(self, office: str) -> Seal:
        """The seal of an authority."""
        return self._inked(Seal(office, 42.0, 42.0))

    def invoice_seal(self, company: str) -> Seal:
        """The oval seal on invoices, with the seller's tax number."""
        number = "91990100MA" + str(sum(map(ord, company)))[-5:].zfill(8)
        seal = Seal(company, 40.0, 30.0, "oval", star=False, foot="")
        return self._inked(replace(seal, centre=number[:18], lean_deg=0.0))

    def electronic(self, office: str) -> Seal:
        """The printed seal of an electronic certificate."""
        return Seal(office, 40.0, 40.0, ink=0.9, printed=True)

    def _inked(self, seal: Seal) -> Seal:
        lean = float(np.round(self.rng.uniform(-9, 9), 1))
        ink = float(np.round(self.rng.uniform(0.78, 0.95), 2))
        return replace(seal, lean_deg=seal.lean_deg + lean, ink=ink)

    def spendings(self) -> tuple[Spending, ...]:
        """The year's spending on safety; the same on each call."""
        rng = np.random.default_rng([int(self.cast.company.seal_code), 11])
        lines = []
        for month, (category, goods) in zip((2, 4, 6, 9, 11), _GOODS, strict=True):
            day = self.cast.day(month, int(rng.integers(2, 27)))
            cents = int(rng.integers(8_000, 60_000)) * 100
            number = f"{int(rng.integers(10_000_000, 99_999_999)):08d}"
            seller = SELLERS[int(rng.integers(len(SELLERS)))]
            lines.append(Spending(day, category, goods, cents, seller, number))
        return tuple(lines)


_SIGNATURE_MM = 51.0

_GOODS = (
    ("个人防护用品", "安全帽、安全带、反光背心"),
    ("安全防护设施", "定型化临边防护栏杆、密目网"),
    ("安全教育培训", "安全培训教材印刷"),
    ("应急救援物资", "灭火器、消防水带、急救箱"),
    ("职业健康防护", "防尘口罩、耳塞、防护手套"),
)


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of a notice; a table follows the paragraphs if there is one."""

    title: str
    number: int
    day: dt.date
    paragraphs: Sequence[str]
    addressee: str = "公司各部门、各项目部："
    table: Table | None = None


def notice(desk: Desk, letter: Letter, *, sealed: bool = True) -> list[Sheet]:
    """Write a notice under the company's red header."""
    flow = Flow(NOTICE)
    cast = desk.cast
    number = f"{cast.company.short}安字〔{letter.day.year}〕{letter.number}号"
    red_header(flow, replace(desk.head, number=number))
    flow.title(letter.title)
    flow.gap(3)
    flow.para(letter.addressee, indent=False)
    for paragraph in letter.paragraphs[:-1]:
        flow.para(paragraph)
    # A signature never stands on a sheet of its own: the last block goes with it.
    flow.need(flow.height_of(letter.paragraphs[-1], letter.table) + _SIGNATURE_MM)
    flow.para(letter.paragraphs[-1])
    if letter.table is not None:
        flow.gap(4)
        flow.table(letter.table)
    flow.sign(cast.company.name, letter.day, desk.company_seal() if sealed else None)
    if len(flow.sheets) > 1:
        flow.number_pages()
    flow.sheets[0].keywords.append(cast.company.name)
    return flow.sheets


def statement(
    desk: Desk, title: str, paragraphs: Sequence[str], *, day: dt.date
) -> list[Sheet]:
    """Write a plain sealed statement on one sheet."""
    flow = Flow(Style("statement", 16.0, 11.0, (52.0, 28.0, 40.0, 30.0)))
    flow.title(title)
    flow.gap(8)
    for paragraph in paragraphs:
        flow.para(paragraph)
    flow.para("特此证明。")
    flow.gap(18)
    flow.sign(desk.cast.company.name, day, desk.company_seal())
    flow.sheet.keywords.append(desk.cast.company.name)
    return flow.sheets


def yuan(cents: int) -> str:
    """Write an amount in yuan with two decimals and thousands separators."""
    return f"{cents // 100:,}.{cents % 100:02d}"
