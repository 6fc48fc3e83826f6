"""The words of the house: frozen dataclasses and protocols, nothing that acts.

Every room imports this one and no other. Read it from top to bottom: ids, wording,
geometry, dossier, checklist, evidence, page, probe, subject, rule, finding, grade,
result, ports.
"""
