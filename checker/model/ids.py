"""Names that must not be mixed up with ordinary text."""

from typing import NewType

ContentHash = NewType("ContentHash", str)
"""SHA-256 of a file's bytes, 64 lower-case hexadecimal digits."""

RuleId = NewType("RuleId", str)
"""``area.problem``, for example ``seal.missing``."""

FactName = NewType("FactName", str)
"""``probe.quantity``, for example ``skew.angle_deg``."""

ItemCode = NewType("ItemCode", str)
"""Two digits, ``01`` to ``20`` in the Jinan pack."""
