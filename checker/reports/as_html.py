"""The report as one HTML file that needs nothing else: no script, no request.

Every value is escaped by the template engine, what cannot be seen is made visible,
and a content security policy admits this file's own style and pictures only.
"""

import base64
import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import jinja2
import markupsafe

from checker.model.evidence import DocumentEvidence
from checker.model.ports import ReportOptions
from checker.model.result import CheckResult
from checker.model.unseen import visible
from checker.reports import _words
from checker.reports._html_view import html_dossier
from checker.reports._in_words import view_of_result
from checker.reports._masking import masking
from checker.reports._page_rows import HEADINGS, view_of_document

_LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}


@dataclass(frozen=True, slots=True)
class HtmlReport:
    """Grade, items, findings with pictures; both languages, one of them first."""

    name: str = "html"
    media_type: str = "text/html; charset=utf-8"
    extension: str = "html"
    wants_pictures: bool = True

    def render(self, results: Sequence[CheckResult], options: ReportOptions) -> bytes:
        """Return one page for all dossiers; several begin with a summary."""
        pictures = options.pictures or {}
        dossiers = [
            html_dossier(number, view_of_result(one, unmask=options.unmask), pictures)
            for number, one in enumerate(results, start=1)
        ]
        return _render("report.html.j2", options.language, dossiers=dossiers)

    def render_documents(
        self, documents: Sequence[DocumentEvidence], options: ReportOptions
    ) -> bytes:
        """Return a table of pages for each document."""
        mask = masking(unmask=options.unmask)
        views = [view_of_document(one, mask) for one in documents]
        return _render(
            "inspect.html.j2", options.language, documents=views, headings=HEADINGS
        )


def _render(template: str, language: str, **values: object) -> bytes:
    first = "en" if language == "en" else "zh"
    second = "zh" if first == "en" else "en"
    environment = _environment()
    style = environment.get_template("style.css").render()
    html = environment.get_template(template).render(
        first=first,
        second=second,
        tags=_LANGUAGE_TAGS,
        # The policy names the style by its digest: no other style can be slipped in.
        style=markupsafe.Markup(style),  # noqa: S704 - our own file, no value in it
        style_digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        words=_words,
        **values,
    )
    return f"{html}\n".encode()


@functools.cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("checker.reports"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )


def _finalize(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, markupsafe.Markup):
        return visible(value)
    return value


REPORT = HtmlReport()
