"""Where evidence is kept: by content hash, page, probe and version, as JSON texts.

Verdicts and grades never come here: they are cheap and always made afresh.
"""
