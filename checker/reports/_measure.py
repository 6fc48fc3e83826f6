"""Measured values and limits as people read them."""

from collections.abc import Mapping

from checker.model.rule import Measured
from checker.model.wording import Text
from checker.reports._masking import Mask
from checker.reports._words import FOR_PROGRAMS, MEASURED, NO, NONE, UNKNOWN, YES

_UNITS = {
    "_deg": "°",
    "_mm": " mm",
    "_pt": " pt",
    "_px": " px",
    "_dpi": " dpi",
    "_s": " s",
    "_bytes": " B",
}
_LIMITS = ("allowed", "at_", "fail_", "forbidden", "limit", "max_", "min_", "wanted")
"""How the names of limits begin: they are shown after what was measured."""


_TRUTH = {True: YES, False: NO, None: UNKNOWN}


def measured_rows(
    measured: Mapping[str, Measured], show: Mask
) -> tuple[tuple[Text, Text], ...]:
    """Return names with readable values: measured ones first, then the limits.

    A limit that a rule does not set is left out: it is not unknown, there is none.
    """
    names = sorted(
        (name for name in measured if _is_told(name, measured[name])),
        key=lambda name: (name.startswith(_LIMITS), name),
    )
    return tuple(
        (_called(name, show), _readable(name, measured[name], show)) for name in names
    )


def _is_told(name: str, value: Measured) -> bool:
    unset = value is None and (name.startswith(_LIMITS) or name == "because")
    return name not in FOR_PROGRAMS and not unset


def _called(name: str, show: Mask) -> Text:
    return MEASURED.get(name, Text(show(name), show(name)))


def _readable(name: str, value: Measured, show: Mask) -> Text:
    match value:
        case Text():
            return Text(show(value.zh), show(value.en))
        case tuple():
            return _joined([show(str(one)) for one in value])
        case None | bool():
            return _TRUTH[value]
        case _:
            text = show(value) if isinstance(value, str) else _number(name, value)
            return Text(text, text)


def _joined(values: list[str]) -> Text:
    listed = ", ".join(values)
    return Text(listed, listed) if values else NONE


def _number(name: str, value: float) -> str:
    if name.endswith("_share"):
        return f"{100 * value:.4g} %"
    unit = next((sign for end, sign in _UNITS.items() if name.endswith(end)), "")
    shown = str(value) if isinstance(value, int) else f"{value:.4g}"
    return f"{shown}{unit}"
