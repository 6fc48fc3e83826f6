"""An evidence store in this process's memory, for tests and single looks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checker.model.ports import StoreKey


@dataclass(slots=True)
class MemoryStore:
    """Readings in a dictionary; gone with the process."""

    _entries: dict[StoreKey, str] = field(default_factory=dict)

    def get_many(self, keys: Sequence[StoreKey]) -> dict[StoreKey, str]:
        """Return the JSON texts that are there; absent keys are left out."""
        return {key: self._entries[key] for key in keys if key in self._entries}

    def put_many(self, entries: Mapping[StoreKey, str]) -> None:
        """Keep JSON texts; the same key is replaced."""
        self._entries.update(entries)

    def close(self) -> None:
        """Forget everything."""
        self._entries.clear()
