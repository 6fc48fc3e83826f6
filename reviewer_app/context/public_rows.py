"""What public screens draw: how to reach the service, and what may be tried."""

from dataclasses import dataclass

from checker.model.wording import Text


@dataclass(frozen=True, slots=True)
class ServiceLines:
    """Telephone numbers and hours as an administrator set them; empty: not set."""

    technical_phone: str = ""
    business_phone: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class ItemToTry:
    """An item of the checklist that the quick check knows."""

    code: str
    title: Text
