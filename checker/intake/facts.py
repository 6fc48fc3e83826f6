"""The facts of a file as a whole, reported by ``intake.pdf.gate``."""

from checker.model.evidence import Fact, FactType
from checker.model.ids import FactName

FILE_FACTS: tuple[Fact, ...] = (
    Fact(FactName("file.kind"), FactType.TEXT, "what the content is: pdf, jpeg, ..."),
    Fact(FactName("file.status"), FactType.TEXT, "whether it can be used: ok, ..."),
    Fact(FactName("file.page_count"), FactType.INT, "number of pages"),
    Fact(FactName("file.pdf_version"), FactType.TEXT, "PDF version, such as 1.7"),
    Fact(FactName("file.producer"), FactType.TEXT, "program that wrote the file"),
    Fact(FactName("file.signatures"), FactType.SIGNATURES, "digital signature fields"),
    Fact(
        FactName("file.active_content"),
        FactType.TEXTS,
        "what could act when opened: javascript, launch, embedded_file, uri, ...",
    ),
)
"""All facts ``file.*``; each is Known or Unknown for every file."""
