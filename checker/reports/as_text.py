"""The report for a terminal: plain lines, no colours, straight columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.model.evidence import DocumentEvidence
from checker.model.ports import ReportOptions
from checker.model.result import CheckResult
from checker.model.wording import Text
from checker.reports._columns import columns, underlined
from checker.reports._in_words import view_of_result
from checker.reports._masking import masking
from checker.reports._page_rows import HEADINGS, DocumentView, view_of_document
from checker.reports._view import (
    DossierView,
    FindingView,
    GradeView,
    SectionView,
    page_ranges,
    place,
    shortened,
)
from checker.reports._words import COUNTS, DISCLAIMER, INCOMPLETE, NO_FINDINGS

_FEW_PAGES = 4
"""From so many pages on, one fault of one file is told once.

Source: our own: forty turned pages of one file are one thing to mend.
"""

_MOST_REASONS = 8
"""Source: our own: the findings below say the rest."""


@dataclass(frozen=True, slots=True)
class TextReport:
    """One dossier after the other, in one language."""

    name: str = "text"
    media_type: str = "text/plain; charset=utf-8"
    extension: str = "txt"
    wants_pictures: bool = False

    def render(self, results: Sequence[CheckResult], options: ReportOptions) -> bytes:
        """Return the grade, the items, the findings and the way up."""
        writer = _Writer(options.language)
        views = [view_of_result(one, unmask=options.unmask) for one in results]
        return "\n\n".join(writer.dossier(one) for one in views).encode()

    def render_documents(
        self, documents: Sequence[DocumentEvidence], options: ReportOptions
    ) -> bytes:
        """Return a table of pages for each document."""
        writer = _Writer(options.language)
        mask = masking(unmask=options.unmask)
        views = [view_of_document(one, mask) for one in documents]
        return "\n".join(writer.document(one) for one in views).encode()


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes views in one language."""

    language: str

    def say(self, zh: str, en: str) -> str:
        return en if self.language == "en" else zh

    def of(self, text: Text) -> str:
        return text.in_language(self.language)

    def dossier(self, view: DossierView) -> str:
        lines = [
            *self._head(view),
            *self._grade(view),
            *self._failures(view),
            *self._way_up(view),
            *self._items(view),
            *self._findings(view),
        ]
        return "\n".join(lines) + "\n"

    def document(self, view: DocumentView) -> str:
        state = f"{view.state.sign} {self.of(view.state.word)}"
        facts = " | ".join([state, *map(self.of, view.facts)])
        table = [[self.of(one) for one in row] for row in (HEADINGS, *view.rows)]
        lines = [view.path, f"  {facts}", *(f"  ! {one}" for one in view.failed)]
        if view.rows:
            lines += [f"  {line}" for line in columns(table)]
        return "\n".join(lines) + "\n"

    def _head(self, view: DossierView) -> list[str]:
        year = self.say(f"{view.year} 年度", str(view.year))
        name = view.company or view.id
        facts = [view.id, view.credit_code, view.pack, view.digest[:12]]
        if view.as_of:
            facts.append(self.say("判定日 ", "as of ") + view.as_of)
        title = f"{name}  {year}  {self.of(view.submission)}"
        return [*underlined(title, "="), " | ".join(one for one in facts if one), ""]

    def _grade(self, view: DossierView) -> list[str]:
        grade = view.grade
        colon = self.say("：", ": ")
        counts = self.say("，", ", ").join(
            f"{self.of(name)} {view.counts[key]}" for key, name in COUNTS.items()
        )
        return [
            f"{self.of(DISCLAIMER)}{colon}{self.of(grade.name)}",
            *(f"  - {self.of(line)}" for line in grade.arithmetic),
            *(f"  > {self.of(one)}" for one in _reasons(grade)),
            f"{self.say('发现', 'Findings')}{colon}{counts}",
            "",
        ]

    def _failures(self, view: DossierView) -> list[str]:
        if view.complete and not view.failures:
            return []
        return [
            self.of(INCOMPLETE),
            *(f"  ! {self.of(one)}" for one in view.failures),
            "",
        ]

    def _way_up(self, view: DossierView) -> list[str]:
        grade = view.grade
        if grade.target is None:
            return []
        target = self.of(grade.target)
        colon, stop = self.say("：", ": "), self.say("；", "; ")
        return [
            self.say(f"达到“{target}”最少要做", f"The shortest way to {target}")
            + colon,
            *(
                f"  {number}. {self.of(step.where)}{colon}"
                f"{stop.join(map(self.of, step.messages))}"
                for number, step in enumerate(grade.repairs, start=1)
            ),
            "",
        ]

    def _items(self, view: DossierView) -> list[str]:
        heading = self.say("附件列表", "Items")
        rows = [self._item_row(one) for one in view.items]
        return [
            *underlined(heading, "-"),
            *(f"  {line}" for line in columns(rows)),
            "",
        ]

    def _item_row(self, item: SectionView) -> list[str]:
        state = item.state
        mark = f"{state.sign} {self.of(state.word)}" if state else ""
        files, found = len(item.documents), len(item.open_findings)
        return [
            item.code,
            mark,
            self.say(f"{files} 个文件", f"{files} file" + "s" * (files != 1)),
            self.say(f"{found} 处", f"{found} found") if found else "",
            self.of(item.title),
        ]

    def _findings(self, view: DossierView) -> list[str]:
        heading = underlined(self.say("发现的问题", "Findings"), "-")
        sections = [one for one in view.sections if one.findings or _lacks_part(one)]
        if not sections:
            return [*heading, f"  ✓ {self.of(NO_FINDINGS)}"]
        lines = [line for one in sections for line in self._section(one)]
        return [*heading, *lines[:-1]]

    def _section(self, section: SectionView) -> list[str]:
        title = f"{section.code} {self.of(section.title)}".strip()
        parts = self.say("，", ", ").join(
            f"{one.state.sign} {self.of(one.title)}" for one in section.parts
        )
        lines = [title]
        if parts:
            lines.append(f"  {self.say('组成', 'parts')}  {parts}")
        for group in _grouped(section.findings):
            lines += self._finding(group)
        return [*lines, ""]

    def _finding(self, group: list[FindingView]) -> list[str]:
        first = group[0]
        state, also = first.state, len(group) - 1
        more = self.say(f"（另有 {also} 页）", f" (and {also} pages more)")
        rows = [
            [self.say("位置", "where"), self.of(_where(group))],
            [self.say("办法", "remedy"), self.of(first.remedy)],
            [self.say("依据", "basis"), self._basis(first)],
        ]
        if first.waived is not None:
            rows.append([self.say("豁免", "waived"), self.of(first.waived)])
        message = self.of(first.message) + (more if also else "")
        return [
            f"  {state.sign} {self.of(state.word)}  {message}",
            *(f"      {line}" for line in columns([row for row in rows if row[1]])),
        ]

    def _basis(self, finding: FindingView) -> str:
        values = ", ".join(
            f"{self.of(name)} {self.of(value)}" for name, value in finding.measured
        )
        return " | ".join(
            one for one in (values, finding.source, finding.rule) if one.strip()
        )


def _reasons(grade: GradeView) -> tuple[Text, ...]:
    told = tuple(
        Text(
            f"{one.words.zh}：{one.message.zh}",
            f"{one.words.en}: {one.message.en}",
        )
        for one in grade.reasons
    )
    return shortened(told, _MOST_REASONS)


def _lacks_part(section: SectionView) -> bool:
    return any(one.state.tone != "good" for one in section.parts)


def _grouped(findings: Iterable[FindingView]) -> list[list[FindingView]]:
    """Draw together one fault on many pages of one file."""
    groups: dict[tuple[str, ...], list[FindingView]] = {}
    for one in findings:
        same = (one.rule, one.weight, one.path or "", one.remedy.zh)
        groups.setdefault(same, []).append(one)
    found: list[list[FindingView]] = []
    for group in groups.values():
        pages = {one.page_no for one in group} - {None}
        is_one = len(pages) >= _FEW_PAGES and not any(one.waived for one in group)
        found += [group] if is_one else [[one] for one in group]
    return found


def _where(group: list[FindingView]) -> Text:
    first = group[0]
    if len(group) == 1:
        return first.where
    pages = (one.page_no for one in group if one.page_no is not None)
    return place(first.item, first.document, page_ranges(pages))


REPORT = TextReport()
