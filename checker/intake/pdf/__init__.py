"""The only importer of the PDF libraries; its functions run in a locked child.

``gate`` decides whether a file can be used, ``pages`` turns it into pages, ``mend``
writes some of them as a new file.
"""

import codecs
import importlib

_MODULES = (
    "checker.intake.pdf.gate",
    "checker.intake.pdf.mend",
    "cryptography.hazmat.primitives.serialization.pkcs7",
    "cryptography.x509",
    "cv2",
    "numpy",
    "pdfplumber",
    "pikepdf",
    "pypdf",
    "pypdfium2",
)
_CODECS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "gb18030", "gbk")


def preload() -> None:
    """Import all that the children will need, before they are forked and locked.

    A locked child cannot read the standard library any more: a codec that is first
    asked for there makes every file look broken.
    """
    for module in _MODULES:
        importlib.import_module(module)
    for name in _CODECS:
        codecs.lookup(name)
