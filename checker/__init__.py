"""Dossier Checker: files to pages, evidence, findings, a suggested grade.

The road, a room for each step; ``engine`` alone knows their order::

    files --intake--> pages --probes--> evidence --judging--> findings
          --grading--> suggested grade --reports--> bytes

    from checker import api

    with api.open_checker(api.load_settings({})) as checker:
        results = checker.check([path], api.load_rulebook())

Machine steps measure and suggest; people decide. Read ``model`` from top to bottom
first: it defines the words.
"""

__version__ = "0.1.0"
