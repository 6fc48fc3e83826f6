"""The faults that PDF parsers throw at broken files, and silence while they run."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pypdfium2 as pdfium
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pypdf.errors import PyPdfError

PARSER_FAULTS: tuple[type[Exception], ...] = (
    pikepdf.PdfError,
    pdfium.PdfiumError,
    PyPdfError,
    PDFException,
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""All that the four parsers raise on broken files.

Source: measured set: the 3,283 public and hostile files of the intake study; bare
``TypeError`` and ``AttributeError`` are the parsers' own way of meeting a wrong object.
"""

_CHATTY = ("pikepdf", "pikepdf._core", "pypdf", "pdfminer", "pypdfium2")


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the parsers' log lines and warnings from standard error, then restore."""
    loggers = [logging.getLogger(name) for name in _CHATTY]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
