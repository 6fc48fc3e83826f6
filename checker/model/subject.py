"""What a rule looks at: a dossier's evidence, and the part of it in question."""

from dataclasses import dataclass

from checker.model.checklist import Checklist, ChecklistItem
from checker.model.dossier import Dossier
from checker.model.evidence import DocumentEvidence, PageEvidence
from checker.model.ids import ItemCode


@dataclass(frozen=True, slots=True)
class ItemEvidence:
    """One item with the documents filed under it; ``left_out`` is the reason given."""

    item: ChecklistItem
    documents: tuple[DocumentEvidence, ...] = ()
    left_out: str | None = None


@dataclass(frozen=True, slots=True)
class DossierEvidence:
    """All evidence of one dossier, sorted into its items.

    ``dossier.year`` is never None here: the pack's year has been filled in.
    ``people`` are documents of the personnel tables; ``unmatched`` belong nowhere.
    """

    dossier: Dossier
    checklist: Checklist
    items: tuple[ItemEvidence, ...]
    people: tuple[DocumentEvidence, ...] = ()
    unmatched: tuple[DocumentEvidence, ...] = ()

    @property
    def year(self) -> int:
        """The assessed year."""
        return self.dossier.year or 0

    @property
    def documents(self) -> tuple[DocumentEvidence, ...]:
        """All documents: by item, then people's, then unmatched."""
        filed = tuple(one for item in self.items for one in item.documents)
        return filed + self.people + self.unmatched

    def item(self, code: ItemCode) -> ItemEvidence | None:
        """Return the item with that code, or None."""
        return next((one for one in self.items if one.item.code == code), None)


@dataclass(frozen=True, slots=True)
class Subject:
    """What one evaluation is about; narrower scopes fill in more fields.

    Scope dossier: ``whole`` alone. Item: and ``item``. Document: and ``document``
    (``item`` None for people's and unmatched files). Page: and ``page``.
    """

    whole: DossierEvidence
    item: ItemEvidence | None = None
    document: DocumentEvidence | None = None
    page: PageEvidence | None = None
