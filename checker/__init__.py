"""Dossier Checker: files to pages, evidence, findings, a suggested grade."""

__version__ = "0.1.0"
