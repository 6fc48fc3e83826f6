"""Words of a report as they are told here, where nobody edits files by hand."""

import re

from checker.model.wording import Text

_OFFLINE = re.compile(
    r"（离线检查：[^）]*）|\s*\(offline:[^)]*\)|;\s*offline:[^)]*(?=\))", re.DOTALL
)
"""Source: how the remedies of the packs and the notes of ``intake`` say it."""


def told_here(words: Text) -> Text:
    """Return words without what they say to those who check folders of their own."""
    return Text(_OFFLINE.sub("", words.zh), _OFFLINE.sub("", words.en))
