"""Rules held against evidence: which apply, what they say, how items stand.

Read ``judge`` first. ``_subjects`` chooses what a rule looks at, ``_findings`` turns
verdicts into findings, ``waivers`` marks what a person accepted, ``_items`` sums up.
"""
