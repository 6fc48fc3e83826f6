"""People as verdicts show them."""

from checker.model.dossier import Person, PersonTable
from checker.model.rule import Measured
from checker.model.subject import DossierEvidence
from checker.model.wording import Text

TABLE_NAMES: dict[PersonTable, Text] = {
    PersonTable.ENTERPRISE_HEAD: Text("企业负责人", "enterprise heads"),
    PersonTable.PROJECT_HEAD: Text("项目负责人", "project heads"),
    PersonTable.SPECIAL_OPERATOR: Text("特种作业人员", "special operators"),
    PersonTable.SAFETY_OFFICER: Text("专职安全生产管理人员", "safety officers"),
}
"""The four tables of people as the form names them."""

PERSON_PLACEHOLDERS = ("person", "table", "row")
"""The placeholders that ``about`` fills."""


def people_of(whole: DossierEvidence) -> tuple[Person, ...]:
    """Return the people of a dossier, none where none are given."""
    return whole.dossier.personnel or ()


def about(person: Person) -> dict[str, Measured]:
    """Return who a verdict is about; no number of an identity card."""
    return {
        "person": person.name,
        "table": TABLE_NAMES[person.table],
        "row": person.row,
    }


def file_of(person: Person, whole: DossierEvidence) -> str | None:
    """Return the path of the person's first file that the dossier holds."""
    paths = {one.document.path for one in whole.documents}
    return next((path for path in person.files if path in paths), None)
