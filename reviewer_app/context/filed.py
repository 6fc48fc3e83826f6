"""What a company filed beside its files: ``dossier.yaml``, read with care."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

_LONGEST = 500_000
"""Characters; more is nobody's list of people. Source: own choice."""

_CATEGORIES = {
    "general_contracting": "施工总承包",
    "specialised": "专业承包",
    "labour": "施工劳务",
}
_GRADES = {"special": "特级", "1": "一级", "2": "二级", "3": "三级", "none": "不分等级"}


@dataclass(frozen=True, slots=True)
class Filed:
    """Facts by their Chinese names, and which table a file's person stands in."""

    facts: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, str] = field(default_factory=dict)


def read_filed(text: str) -> Filed:
    """Return what the text says; nothing where it cannot be read."""
    if not text or len(text) > _LONGEST:
        return Filed()
    try:
        given = YAML(typ="safe", pure=True).load(text)
    except YAMLError:
        return Filed()
    if not isinstance(given, dict):
        return Filed()
    return Filed(_facts(given), _tables(given.get("personnel")))


def _facts(given: Mapping[str, object]) -> dict[str, str]:
    facts: dict[str, str] = {}
    qualification = given.get("qualification")
    if isinstance(qualification, dict):
        category = str(qualification.get("category", ""))
        grade = str(qualification.get("grade", ""))
        facts["资质类别与等级"] = " ".join(
            part
            for part in (_CATEGORIES.get(category, category), _GRADES.get(grade, grade))
            if part
        )
    if given.get("submitted_on"):
        facts["提交日期"] = str(given["submitted_on"])
    waived = given.get("not_applicable")
    if isinstance(waived, dict | list) and waived:
        facts["不适用项"] = "、".join(str(item) for item in waived)
    return facts


def _tables(personnel: object) -> dict[str, str]:
    tables: dict[str, str] = {}
    for person in personnel if isinstance(personnel, list) else ():
        if isinstance(person, dict):
            files = person.get("files")
            for path in files if isinstance(files, list) else ():
                tables[str(path)] = str(person.get("table", ""))
    return tables
