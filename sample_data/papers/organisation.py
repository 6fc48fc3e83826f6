"""Item 01: body, appointments, members, safety director."""

from sample_data.draw.sheet import Sheet
from sample_data.draw.typeset import Table
from sample_data.papers.desk import Desk, Letter, notice


def body(desk: Desk) -> list[Sheet]:
    """Write the notice that sets up the safety body and names its members."""
    cast = desk.cast
    head = cast.holder("总经理")
    rows = [
        ("组长", head.name, head.post, "全面负责"),
        *(("副组长", w.name, w.post, "分管负责") for w in cast.workers[1:4]),
        *(("成员", w.name, w.post, "具体落实") for w in cast.workers[4:12]),
    ]
    table = Table(
        ("组内职务", "姓名", "岗位", "分工"), rows, (1, 1, 1.4, 1.2), size_pt=12
    )
    return notice(
        desk,
        Letter(
            "关于设置安全生产管理机构及组成人员的通知",
            1,
            cast.day(1, 8),
            (
                (
                    "为认真贯彻“安全第一、预防为主、综合治理”的方针，加强对安全生产工作的领导，"
                    "经公司研究，决定成立安全生产领导小组，并设置安全生产管理机构安全部。"
                ),
                (
                    "领导小组下设办公室，办公室设在安全部，负责日常安全管理工作。"
                    "领导小组每季度至少召开一次安全生产会议，研究解决安全生产中的重大问题。"
                ),
                "安全生产领导小组组成人员名单如下：",
            ),
            table=table,
        ),
    )


def appointments(desk: Desk) -> list[Sheet]:
    """Write the notice that appoints the people of the safety department."""
    cast = desk.cast
    chief = cast.holder("安全部部长")
    officers = "、".join(w.name for w in cast.workers if w.post == "专职安全员")
    return notice(
        desk,
        Letter(
            "关于安全管理人员任命的通知",
            2,
            cast.day(1, 11),
            (
                "根据工作需要，经公司经理办公会研究，决定对下列安全管理人员予以任命：",
                f"任命{chief.name}同志为公司安全部部长，负责安全部的全面工作；",
                f"任命{officers}等同志为公司专职安全生产管理人员，负责施工现场的安全检查。",
                "以上人员自发文之日起履行职责，任期三年。请各部门予以配合。",
            ),
        ),
    )


def director(desk: Desk) -> list[Sheet]:
    """Write the notice that appoints the safety director."""
    cast = desk.cast
    person = cast.holder("安全总监")
    return notice(
        desk,
        Letter(
            "关于任命安全总监的通知",
            3,
            cast.day(1, 15),
            (
                (
                    f"经公司研究决定，任命{person.name}同志为公司安全总监，"
                    "协助主要负责人落实安全生产管理职责，组织开展安全生产综合监督检查。"
                ),
                "安全总监享受公司副职待遇，直接对公司主要负责人负责。",
                "本通知自印发之日起执行。",
            ),
        ),
    )
