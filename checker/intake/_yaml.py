"""Loads YAML as plain values; what cannot be one without loss stays as written."""

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.nodes import ScalarNode


class _PlainConstructor(SafeConstructor):
    """Builds plain values, but no number or day that would lose what was written.

    ``0012345`` is a certificate's number and keeps its noughts, ``1e5`` is text, and
    so is 30 February: one wrong field must not cost the whole file.
    """

    def construct_whole_number(self, node: ScalarNode) -> int | str:
        """Return an integer where it is written as one writes it."""
        written = str(self.construct_scalar(node))
        digits = written.removeprefix("-")
        is_whole = digits.isascii() and digits.isdigit() and len(digits) < _MANY_DIGITS
        return int(written) if is_whole and str(int(written)) == written else written

    def construct_number(self, node: ScalarNode) -> str:
        """Return any other number as text; no field holds one."""
        return str(self.construct_scalar(node))

    def construct_day(self, node: ScalarNode) -> object:
        """Return a day, or the text where the calendar has no such day."""
        try:
            day: object = self.construct_yaml_timestamp(node)
        except ValueError:
            return self.construct_scalar(node)
        return day


_MANY_DIGITS = 40
"""Longer than any number on a document; Python itself refuses 4,300 digits."""

for _kind, _construct in (
    ("int", _PlainConstructor.construct_whole_number),
    ("float", _PlainConstructor.construct_number),
    ("timestamp", _PlainConstructor.construct_day),
):
    _PlainConstructor.add_constructor(f"tag:yaml.org,2002:{_kind}", _construct)


def load_plain(text: str) -> object:
    """Return the one document in a YAML text.

    Only the safe loader's types are built; aliases are shared, never multiplied.

    Raises:
        YAMLError: the text is no YAML, or holds a tag that is not plain.
        ValueError: a tagged value does not fit its tag.
        RecursionError: it is nested too deep.
    """
    yaml: Any = YAML(typ="safe", pure=True)  # ruamel types Constructor as a method
    yaml.Constructor = _PlainConstructor
    loaded: object = yaml.load(text)
    return loaded
