"""The front door: everything that the command line does, for other programs.

from pathlib import Path
from checker import api

with api.open_checker(api.load_settings({})) as checker:
    rulebook = api.load_rulebook()
    results = checker.check([Path("sample_data/clean/dossier")], rulebook)
print(api.render(results, "json").decode())
"""

import datetime as dt
import difflib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from checker import __version__, catalogue
from checker.config import Settings, load_settings
from checker.engine.bench import Bench, run_bench
from checker.engine.check import Law, check_dossier
from checker.engine.collect import Shelf
from checker.engine.examine import ALL_PAGES, Examiner, Progress
from checker.engine.mend import (
    mend,
    plan_certain_of,
    plan_wished_of,
    prove,
    write_mended,
)
from checker.engine.pictures import draw_pictures, open_sandbox
from checker.engine.processes import stop_server
from checker.engine.runners.pool import PoolRunner
from checker.engine.worker import WorkerSettings
from checker.errors import InputError, RulebookError, SettingsError
from checker.grading.scheme import suggest_grade
from checker.intake.hashing import hash_file
from checker.intake.scan import find_dossiers, scan_dossier
from checker.intake.sniff import kind_of
from checker.judging.examples import check_examples
from checker.judging.explain import explain_rule
from checker.judging.judge import judge
from checker.mending.codec import dump_plan, load_plan
from checker.mending.output import check_files
from checker.mending.plan import plan_mending
from checker.mending.wished import read_wishes
from checker.mending.words import plan_text
from checker.model.dossier import Document, Dossier
from checker.model.evidence import DocumentEvidence
from checker.model.mending import MendPlan, MendWishes
from checker.model.ports import EvidenceStore, ReportOptions
from checker.model.result import CheckResult
from checker.model.rule import AREAS, Rule
from checker.model.rulebook import Rulebook
from checker.model.waiver import Waiver
from checker.rulebook import loader
from checker.store.key import order_probes, probe_versions
from checker.store.sqlite import open_store
from checker.tuning.labels import read_labels
from checker.tuning.table import lines_of

__all__ = [
    "Bench",
    "Checker",
    "MendPlan",
    "MendWishes",
    "Overrides",
    "Settings",
    "bench_text",
    "check_files",
    "dump_plan",
    "kind_of",
    "load_plan",
    "load_rulebook",
    "load_settings",
    "mend",
    "open_checker",
    "pack_folder",
    "plan_mending",
    "plan_text",
    "read_wishes",
    "render",
    "render_documents",
    "select_rules",
    "write_mended",
]

DEFAULT_PACK = "jinan-safety-licence"
_READERS_BY_CHOICE = ("rapidocr", "tesseract", "none")
_INSTALL = {
    "rapidocr": "pip install 'dossier-checker[ocr]'",
    "tesseract": "apt-get install tesseract-ocr tesseract-ocr-chi-sim",
    "none": "",
}


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a command may say in place of ``dossier.yaml``; None: as it stands there."""

    year: int | None = None
    as_of: dt.date | None = None


_AS_GIVEN = Overrides()
_PLAIN = ReportOptions()


@dataclass(slots=True)
class Checker:
    """An open checker: a store, workers that start when there is work, and a reader.

    ``notices`` are things that the user should know (the store is not writable, a
    reader is missing), in Chinese and English.
    """

    settings: Settings
    shelf: Shelf
    runner: PoolRunner
    notices: tuple[str, ...] = ()
    progress: Progress = field(default=lambda _done, _total: None)

    def check(
        self,
        paths: Sequence[Path],
        rulebook: Rulebook,
        *,
        overrides: Overrides = _AS_GIVEN,
        waivers: Sequence[Waiver] = (),
    ) -> tuple[CheckResult, ...]:
        """Check every dossier at the paths: folders, zips, or inboxes of them.

        Raises:
            InputError: a path holds nothing that could be checked.
        """
        law = Law(rulebook, judge, _suggest, tuple(waivers))
        results = []
        with tempfile.TemporaryDirectory(prefix="dossier-") as unpacked:
            found = [one for path in paths for one in find_dossiers(path)]
            for number, path in enumerate(found):
                folder = Path(unpacked) / str(number)
                folder.mkdir()
                dossier = scan_dossier(path, rulebook.checklist, folder)
                results.append(
                    check_dossier(
                        _overridden(dossier, overrides),
                        law,
                        self.examiner(),
                        tool_version=__version__,
                    )
                )
        return tuple(results)

    def inspect(
        self, paths: Sequence[Path], *, reads_text: bool = True
    ) -> tuple[DocumentEvidence, ...]:
        """Return all evidence of files, in their order; folders give all their files.

        Without ``reads_text``, what only reading a picture can tell stays unknown.

        Raises:
            InputError: a path does not exist or cannot be read.
        """
        documents = [_stand_alone(path) for path in _files(paths)]
        wanted = ALL_PAGES if reads_text else frozenset[int]()
        reading = {one.content_hash: wanted for one in documents}
        return self.examiner().examine(documents, reading)

    def plan_mending(
        self, paths: Sequence[Path], wishes: MendWishes | None = None
    ) -> tuple[MendPlan, ...]:
        """Return what to mend of files, in their order; nothing is written.

        What is certain was tried out: see ``prove_mending``.

        Args:
            paths: files, no folders.
            wishes: of a person; then no page is measured. None, or none at all: what
                is certain.

        Raises:
            InputError: a path is no file or cannot be read.
            MendOrderError: a wish cannot be carried out.
        """
        if wishes is not None and not wishes.is_empty:
            return tuple(plan_wished_of(path, wishes) for path in _files(paths))
        plans = plan_certain_of(self._measure(paths))
        return tuple(map(self.prove_mending, paths, plans))

    def prove_mending(self, path: Path, plan: MendPlan) -> MendPlan:
        """Return a plan made without wishes, less what does not come out right.

        Turned and straightened pages are measured again, blank ones looked at for
        faint traces. Cost: as inspecting the pages that change.

        Raises:
            InputError: the file cannot be read.
        """
        return prove(path, plan, self._measure)

    def _measure(self, paths: Sequence[Path]) -> tuple[DocumentEvidence, ...]:
        return self.inspect(paths, reads_text=False)

    def bench(self, folder: Path, *, with_rivals: bool = False) -> Bench:
        """Hold what the probes say of a labelled set against its labels.

        Raises:
            InputError: the folder holds no labelled set.
        """
        labels = read_labels(folder)
        paths = sorted({one.path for one in labels})
        documents = [_stand_alone(path) for path in _files(paths)]
        examiner = self.examiner()
        reading = {one.content_hash: ALL_PAGES for one in documents}
        evidence = examiner.examine(documents, reading)
        report = render_documents(evidence, "json")
        return run_bench(labels, report, examiner.spent, with_rivals=with_rivals)

    def examiner(self) -> Examiner:
        """Return what looks at documents, with a fresh count of what it looked at."""
        return Examiner(self.shelf, self.runner, self.progress)


@contextmanager
def open_checker(settings: Settings) -> Iterator[Checker]:
    """Open a checker; its workers and its temporary files end with the block.

    Raises:
        SettingsError: the reader that was asked for is not installed.
    """
    with ExitStack() as stack:
        reader_name, notices = _choose_reader(settings.reader)
        store_path, store, more = _open_store(settings, stack)
        stack.callback(store.close)
        probes = order_probes(catalogue.probes())
        reader = catalogue.readers()[reader_name]
        shelf = Shelf(store, probes, probe_versions(probes, reader()))
        runner = PoolRunner(WorkerSettings(str(store_path), reader_name), settings.jobs)
        stack.callback(runner.close)
        yield Checker(settings, shelf, runner, notices + more)


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """Load a rule pack; None: the one that comes with the program.

    Raises:
        RulebookError: with every fault of every file.
    """
    return loader.load_rulebook(
        pack_folder(folder), catalogue.kinds(), catalogue.facts()
    )


def pack_folder(given: Path | None = None) -> Path:
    """Return the folder of a pack: a path, the name of a built-in pack, or None.

    Raises:
        RulebookError: there is no such folder.
    """
    built_in = _built_in_packs()
    candidates = (
        [built_in / DEFAULT_PACK] if given is None else [given, built_in / given]
    )
    for folder in candidates:
        if folder.is_dir():
            return folder
    names = ", ".join(sorted(one.name for one in built_in.iterdir() if one.is_dir()))
    raise RulebookError(
        f"没有这个规则包: {given}。自带的规则包: {names} / "
        f"There is no rule pack {given}; built in: {names}"
    )


def select_rules(
    rulebook: Rulebook, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> Rulebook:
    """Return the rulebook with only the rules that are wanted.

    Args:
        rulebook: as loaded; its digest stays.
        select: rule ids or areas; empty: all.
        ignore: rule ids or areas to leave out.

    Raises:
        SettingsError: a name is neither a rule nor an area.
    """
    known = {rule.id for rule in rulebook.rules} | set(AREAS)
    strangers = sorted({*select, *ignore} - known)
    if strangers:
        raise SettingsError(
            f"没有这些规则或类别: {', '.join(strangers)}（用 checker rules list 查看）"
            f" / No such rules or areas: {', '.join(strangers)}"
            " (see: checker rules list)"
        )
    rules = tuple(
        rule
        for rule in rulebook.rules
        if (not select or _is_named(rule, select)) and not _is_named(rule, ignore)
    )
    return replace(rulebook, rules=rules)


def render(
    results: Sequence[CheckResult],
    report_format: str,
    options: ReportOptions = _PLAIN,
) -> bytes:
    """Return a report; a format that shows pages gets their pictures drawn now."""
    report = catalogue.formats()[report_format]
    if report.wants_pictures and options.pictures is None:
        options = replace(options, pictures=draw_pictures(results))
    return report.render(results, options)


def render_documents(
    documents: Sequence[DocumentEvidence],
    report_format: str,
    options: ReportOptions = _PLAIN,
) -> bytes:
    """Return evidence alone, as ``inspect`` shows it."""
    return catalogue.formats()[report_format].render_documents(documents, options)


def bench_text(bench: Bench, *, failures: int = 0) -> str:
    """Return the figures of a bench as text, with so many wrong pages a question."""
    lines = list(lines_of(bench.found.scores, bench.costs, bench.contests))
    for question, names in bench.found.wrong.items() if failures else ():
        lines.append(f"{question}: {len(names)} 页不对 / pages wrong")
        lines += [f"    {name}" for name in names[:failures]]
    return "\n".join(lines) + "\n"


@contextmanager
def open_pictures() -> Iterator[Callable[[Path, int, int], bytes | None]]:
    """Open what draws pages for eyes: file, page number, width in px to a JPEG.

    Each page is drawn in a locked child; None where it cannot be shown.
    """
    with open_sandbox() as sandbox:
        yield lambda path, page_no, width_px: sandbox.picture(
            str(path), page_no, width_px
        )


def scan(path: Path, unpack_to: Path, rulebook: Rulebook) -> Dossier:
    """Return what a folder or a zip holds, sorted to items; nothing is looked into.

    Raises:
        InputError: it holds no dossier, or is an archive that may not be unpacked.
    """
    return scan_dossier(path, rulebook.checklist, unpack_to)


def stop_processes() -> None:
    """Stop the server that worker processes are forked from; it starts anew at need.

    A program that ends anyway need not call it; one that waits for it sees in its
    own accounts what the check has cost.
    """
    stop_server()


def format_names() -> tuple[str, ...]:
    """Return the names of all report formats."""
    return tuple(catalogue.formats())


def list_rules(folder: Path | None, language: str) -> str:
    """Return a line for each rule of a pack: id, severity, title."""
    rulebook = load_rulebook(folder)
    lines = [
        f"{rule.id:<34} {rule.severity:<8} {rule.title.in_language(language)}"
        for rule in rulebook.rules
    ]
    return "\n".join([f"{rulebook.id} {rulebook.version}", *lines]) + "\n"


def explain(folder: Path | None, rule_id: str, language: str) -> str:
    """Return what a rule asks, why, whose it is, and what to do when it fails.

    Raises:
        SettingsError: the pack has no such rule.
    """
    rulebook = load_rulebook(folder)
    for rule in rulebook.rules:
        if rule_id in (rule.id, *rule.formerly):
            return explain_rule(rule, language)
    near = ", ".join(difflib.get_close_matches(rule_id, [r.id for r in rulebook.rules]))
    raise SettingsError(
        f"没有这条规则: {rule_id}。{('是不是 ' + near) if near else ''} / "
        f"No such rule: {rule_id}. {('Did you mean ' + near + '?') if near else ''}"
    )


def run_examples(folder: Path | None) -> tuple[str, bool]:
    """Run all examples of a pack; return a line for each that is wrong, and a count."""
    rulebook = load_rulebook(folder)
    outcomes = [one for rule in rulebook.rules for one in check_examples(rule)]
    wrong = [one for one in outcomes if one.actual != one.expected]
    lines = [
        f"{one.name}: 应为 {one.expected}，实为 {one.actual} / "
        f"expected {one.expected}, got {one.actual}"
        for one in wrong
    ]
    right = len(outcomes) - len(wrong)
    lines.append(f"{right}/{len(outcomes)} 个例子正确 / examples right")
    return "\n".join(lines) + "\n", not wrong


def _suggest(*given: Any) -> Any:  # noqa: ANN401 - the same signature, positional
    scheme, judgement, complete = given
    return suggest_grade(scheme, judgement, complete=complete)


def _overridden(dossier: Dossier, overrides: Overrides) -> Dossier:
    return replace(
        dossier,
        year=overrides.year or dossier.year,
        as_of=overrides.as_of or dossier.as_of,
    )


def _is_named(rule: Rule, names: Iterable[str]) -> bool:
    return any(name in (rule.id, rule.area) for name in names)


def _built_in_packs() -> Path:
    inside = Path(__file__).parent / "rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rules"


def _choose_reader(wanted: str) -> tuple[str, tuple[str, ...]]:
    readers: Mapping[str, Any] = catalogue.readers()
    if wanted != "auto":
        if wanted not in readers:
            raise SettingsError(
                f"没有这个识别引擎: {wanted}。可用: {', '.join(readers)} / "
                f"No such reader: {wanted}; there are: {', '.join(readers)}"
            )
        missing = readers[wanted].is_available()
        if missing:
            raise SettingsError(_not_usable(wanted, missing))
        return wanted, ()
    notices: tuple[str, ...] = ()
    for name in _READERS_BY_CHOICE:
        missing = readers[name].is_available()
        if not missing:
            break
        notices = (*notices, _not_usable(name, missing))
    else:
        raise SettingsError("no reader is available")
    return name, notices


def _not_usable(reader: str, missing: str) -> str:
    return (
        f"文字识别引擎 {reader} 不能用（{missing}）。安装：{_INSTALL[reader]}；或改用"
        f" --reader、--no-ocr / The reader {reader} cannot be used ({missing});"
        f" install it: {_INSTALL[reader]}, or use --reader or --no-ocr"
    )


def _open_store(
    settings: Settings, stack: ExitStack
) -> tuple[Path, EvidenceStore, tuple[str, ...]]:
    notices: tuple[str, ...] = ()
    if settings.store is not None:
        try:
            return settings.store, open_store(settings.store), ()
        except SettingsError as error:
            notices = (str(error),)
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="evidence-"))
    path = Path(folder) / "evidence.db"
    return path, open_store(path), notices


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.is_file())
        elif path.is_file():
            yield path
        else:
            raise InputError(f"没有这个文件: {path} / There is no such file: {path}")


def _stand_alone(path: Path) -> Document:
    try:
        content_hash, size_bytes = hash_file(path)
    except OSError as error:
        raise InputError(
            f"无法读取文件: {path}（{error.strerror}） / "
            f"The file {path} cannot be read ({error.strerror})"
        ) from error
    return Document(str(path), str(path), content_hash, size_bytes)
