"""Made-up companies and people. No real name, number or address is used.

Region code 990100 exists nowhere, so no credit code or ID number below can be anyone's;
their check digits are right nevertheless (GB 32100, GB 11714, GB 11643).
"""

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

_REGION = "990100"
_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_COMPANIES = (
    "济南虚构建筑工程有限公司",
    "济南示例建设集团有限公司",
    "山东样本建筑安装有限公司",
    "济南假设市政工程有限公司",
    "济南范本装饰工程有限公司",
    "山东拟名路桥工程有限公司",
)
_MARKS = "虚拟样假例范设仿"
_CALLS = "泰鑫宏远恒通安信华盛建邦瑞和金鼎正大天成润丰博雅中航科达东升利民"
_TRADES = (
    "建筑工程",
    "建设集团",
    "市政工程",
    "装饰工程",
    "安装工程",
    "劳务",
    "路桥工程",
)
_ENDS = ("有限公司", "有限公司", "有限责任公司", "股份有限公司")
_SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张"
_GIVEN = (
    *("虚明", "拟安", "设平", "构成", "样华", "例文", "编强", "假山", "范宁", "仿石"),
    *("拟东", "例军", "虚远", "样林", "设国", "编伟", "构峰", "范波", "假海", "仿杰"),
)
_PROJECTS = ("虚构花园3号楼", "示例产业园厂房", "样本小学教学楼", "假设大道管网改造")


@dataclass(frozen=True, slots=True)
class Worker:
    """One member of the company with a post; numbers are invented."""

    name: str
    post: str
    id_number: str
    phone: str


@dataclass(frozen=True, slots=True)
class Company:
    """A company as its papers know it."""

    name: str
    credit_code: str
    seal_code: str
    address: str
    short: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in one dossier."""

    company: Company
    workers: tuple[Worker, ...]
    projects: tuple[str, ...]
    year: int = 2021

    def holder(self, post: str) -> Worker:
        """Return the first worker with that post."""
        return next(worker for worker in self.workers if worker.post == post)

    def day(self, month: int, day: int) -> dt.date:
        """Return a day of the assessed year."""
        return dt.date(self.year, month, day)


POSTS = (
    *("总经理", "安全副总经理", "技术负责人", "安全总监", "项目负责人", "项目负责人"),
    *(
        "专职安全员",
        "专职安全员",
        "专职安全员",
        "安全部部长",
        "财务部部长",
        "设备管理员",
    ),
    *("建筑电工", "架子工", "塔吊司机", "钢筋工", "木工", "瓦工", "钢筋工", "木工"),
)


def make_cast(seed: int, *, number: int | None = None, year: int = 2021) -> Cast:
    """Invent a company and its people; ``number`` picks the company's name."""
    rng = np.random.default_rng([seed, 7])
    pick = int(rng.integers(len(_COMPANIES))) if number is None else number
    name = _COMPANIES[pick]
    company = Company(
        name=name,
        credit_code=credit_code(rng),
        seal_code="990101" + "".join(str(d) for d in rng.integers(0, 10, 7)),
        address=f"济南市虚构区样本路{int(rng.integers(1, 200))}号",
        short=name[2:4],
    )
    surnames = rng.permutation(len(_SURNAMES))
    given = rng.permutation(len(_GIVEN))
    workers = tuple(
        Worker(
            _SURNAMES[surnames[place]] + _GIVEN[given[place]],
            post,
            id_number(rng),
            "1990000" + f"{int(rng.integers(0, 10000)):04d}",
        )
        for place, post in enumerate(POSTS)
    )
    order = rng.permutation(len(_PROJECTS))[:2]
    projects = tuple(_PROJECTS[place] for place in order)
    return Cast(company, workers, projects, year)


def invented(seed: int) -> Cast:
    """Return the people of a company whose name nobody else bears."""
    rng = np.random.default_rng([seed, 29])
    cast = make_cast(seed)
    call = [str(rng.choice(list(_MARKS))), str(rng.choice(list(_CALLS)))]
    if rng.random() < 0.3:  # noqa: PLR2004 - some names are longer
        call.append(str(rng.choice(list(_CALLS))))
    middle = "".join(call[int(n)] for n in rng.permutation(len(call)))
    start = str(rng.choice(("济南", "山东", "济南", "")))
    name = start + middle + str(rng.choice(_TRADES)) + str(rng.choice(_ENDS))
    return replace(cast, company=replace(cast.company, name=name, short=middle[:2]))


def credit_code(rng: np.random.Generator) -> str:
    """Invent a unified social credit code with right check characters."""
    body = "MA" + "".join(_ALPHANUMERIC[int(n)] for n in rng.integers(0, 10, 6))
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(_ALPHANUMERIC.index(c) * w for c, w in zip(body, weights, strict=True))
    organisation = body + "0123456789X0"[11 - total % 11]
    code = "91" + _REGION + organisation
    total = sum(
        _CODE_LETTERS.index(c) * pow(3, place, 31) for place, c in enumerate(code)
    )
    return code + _CODE_LETTERS[(31 - total % 31) % 31]


def id_number(rng: np.random.Generator) -> str:
    """Invent an ID number of a region that does not exist."""
    born = dt.date(1966, 1, 1) + dt.timedelta(days=int(rng.integers(0, 11000)))
    body = f"990000{born:%Y%m%d}{int(rng.integers(1, 999)):03d}"
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]
