"""Arguments to api to exit status; the one place that prints.

Results go to standard output, progress and notices to standard error.
"""

import datetime as dt
import logging
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

from checker import __version__, api
from checker.errors import CheckerError, InputError, MendOrderError, SettingsError
from checker.model.finding import Finding
from checker.model.ports import ReportOptions
from checker.model.result import CheckResult
from checker.model.rule import Outcome, Severity

FOUND = 1
WRONG_COMMAND = 2
INCOMPLETE = 3
INTERRUPTED = 130

app = typer.Typer(
    name="checker",
    help="检查材料卷宗：哪里不合要求，怎么改。 / Check dossiers: what is wrong, where,"
    " and what to do.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
rules_app = typer.Typer(
    help="查看、校验、测试规则包。 / List, lint and test rule packs.",
    no_args_is_help=True,
)
app.add_typer(rules_app, name="rules")


class FailOn(StrEnum):
    """From which findings on the exit status is 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    UNKNOWN = "unknown"
    NEVER = "never"


_LEVELS: dict[FailOn, frozenset[Severity]] = {
    FailOn.ERROR: frozenset({Severity.ERROR}),
    FailOn.WARNING: frozenset({Severity.ERROR, Severity.WARNING}),
    FailOn.INFO: frozenset(Severity),
    FailOn.UNKNOWN: frozenset(Severity),
    FailOn.NEVER: frozenset(),
}

Paths = Annotated[
    list[Path],
    typer.Argument(
        help="卷宗文件夹或 zip，或装有多个卷宗的文件夹 / dossier folders or zips, or an"
        " inbox of them",
        metavar="PATH...",
    ),
]
Files = Annotated[
    list[Path],
    typer.Argument(help="文件或文件夹 / files or folders", metavar="FILE..."),
]
Formats = Annotated[
    list[str] | None,
    typer.Option("--format", "-f", help="text json jsonl html csv xlsx；可重复"),
]
Outputs = Annotated[
    list[Path] | None,
    typer.Option("--output", "-o", help="与 --format 依次对应的文件 / a file a format"),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="并行进程数 / worker processes"),
]
Reader = Annotated[
    str | None,
    typer.Option("--reader", help="rapidocr tesseract none（默认自动 / automatic）"),
]
NoOcr = Annotated[
    bool, typer.Option("--no-ocr", help="不识别文字 / read no text from pictures")
]
NoStore = Annotated[
    bool, typer.Option("--no-store", help="不用也不留证据库 / keep no evidence")
]
Store = Annotated[
    Path | None, typer.Option("--store", help="证据库的位置 / the evidence store")
]
Unmask = Annotated[
    bool, typer.Option("--unmask", help="显示完整证件号 / show whole ID numbers")
]
Language = Annotated[str | None, typer.Option("--lang", help="zh 或 / or en")]
Rules = Annotated[
    Path | None, typer.Option("--rules", help="规则包文件夹 / folder of a rule pack")
]
Year = Annotated[
    int | None,
    typer.Option("--year", min=1990, max=2100, help="考核年度 / the assessed year"),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="判定有效期的日期 2022-03-01 / day of judgement"),
]
Names = Annotated[
    list[str] | None,
    typer.Option(help="规则或类别，可重复 / rules or areas, repeatable"),
]


def _print_version(*, wanted: bool) -> None:
    if wanted:
        print(f"dossier-checker {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="显示版本 / show the version",
            callback=lambda wanted: _print_version(wanted=wanted),
            is_eager=True,
        ),
    ] = False,
) -> None:
    """Options that stand before a command."""


@app.command()
def inspect(  # noqa: PLR0913 - one parameter an option
    files: Files,
    *,
    formats: Formats = None,
    outputs: Outputs = None,
    jobs: Jobs = None,
    reader: Reader = None,
    no_ocr: NoOcr = False,
    no_store: NoStore = False,
    store: Store = None,
    unmask: Unmask = False,
    lang: Language = None,
) -> None:
    """测量文件，不作判断。 / Measure files: evidence only, no rules."""
    settings = _settings(
        jobs=jobs, reader="none" if no_ocr else reader, store=store, language=lang
    )
    targets = _targets(formats, outputs)
    options = ReportOptions(settings.language, unmask)
    with api.open_checker(_with_store(settings, no_store=no_store)) as checker:
        _notify(checker.notices)
        with _Bar() as bar:
            checker.progress = bar.show
            documents = checker.inspect(files)
    for name, output in targets:
        _write(api.render_documents(documents, name, options), output)
    if any(one.failed for one in documents):
        raise typer.Exit(INCOMPLETE)
    if not all(one.is_readable for one in documents):
        raise typer.Exit(FOUND)


@app.command()
def check(  # noqa: PLR0913 - one parameter an option
    paths: Paths,
    *,
    formats: Formats = None,
    outputs: Outputs = None,
    jobs: Jobs = None,
    year: Year = None,
    as_of: AsOf = None,
    rules: Rules = None,
    select: Names = None,
    ignore: Names = None,
    fail_on: Annotated[
        FailOn,
        typer.Option("--fail-on", help="何种问题使退出码为 1 / exit 1 from here"),
    ] = FailOn.ERROR,
    reader: Reader = None,
    no_ocr: NoOcr = False,
    no_store: NoStore = False,
    store: Store = None,
    unmask: Unmask = False,
    lang: Language = None,
) -> None:
    """检查卷宗，列出问题，建议等级。 / Check: findings and a suggested grade."""
    settings = _settings(
        jobs=jobs,
        reader="none" if no_ocr else reader,
        store=store,
        language=lang,
        rules=rules,
    )
    targets = _targets(formats, outputs)
    overrides = api.Overrides(year, _day(as_of))
    rulebook = api.select_rules(
        api.load_rulebook(settings.rules), select or (), ignore or ()
    )
    with api.open_checker(_with_store(settings, no_store=no_store)) as checker:
        _notify(checker.notices)
        with _Bar() as bar:
            checker.progress = bar.show
            results = checker.check(paths, rulebook, overrides=overrides)
        options = ReportOptions(settings.language, unmask)
        for name, output in targets:
            _write(api.render(results, name, options), output)
    raise typer.Exit(_exit_status(results, fail_on))


@app.command()
def bench(
    folder: Annotated[
        Path, typer.Argument(help="有 labels.yaml 的文件夹 / folder of labelled sets")
    ],
    *,
    rivals: Annotated[
        bool, typer.Option("--rivals", help="同时比较通常的工具 / the usual tools too")
    ] = False,
    failures: Annotated[
        int, typer.Option(min=0, help="每个问题列出几页错的 / wrong pages to list")
    ] = 0,
    jobs: Jobs = None,
    reader: Reader = None,
) -> None:
    """在标注集上测准确度和用时。 / Measure accuracy and cost on labelled pages."""
    settings = _settings(jobs=jobs, reader=reader)
    with api.open_checker(_with_store(settings, no_store=True)) as checker:
        _notify(checker.notices)
        with _Bar() as bar:
            checker.progress = bar.show
            result = checker.bench(folder, with_rivals=rivals)
    _write(api.bench_text(result, failures=failures).encode(), None)


@app.command()
def fix(  # noqa: PLR0913 - one parameter an option
    files: Annotated[list[Path], typer.Argument(help="PDF 文件 / PDF files")],
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="放新文件的文件夹 / folder")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只说不写 / say it, write nothing")
    ] = False,
    turn: Annotated[
        list[str] | None, typer.Option(help="3:90 第3页向右转90° / page:clockwise")
    ] = None,
    drop: Annotated[str, typer.Option(help="2,5 去掉这些页 / drop pages")] = "",
    order: Annotated[str, typer.Option(help="3,1,2 新的顺序 / new order")] = "",
    split_after: Annotated[str, typer.Option(help="4 在其后分开 / split here")] = "",
    force: Annotated[bool, typer.Option("--force", help="覆盖 / overwrite")] = False,
    jobs: Jobs = None,
    reader: Reader = None,
) -> None:
    """转正、扶正、去空白页、拆分，写成新文件。 / Mend pages into a new file."""
    wishes = api.read_wishes(
        turn or (), drop=drop, order=order, split_after=split_after
    )
    api.check_files(files, output, is_wished=not wishes.is_empty)
    status = 0
    with api.open_checker(_settings(jobs=jobs, reader=reader)) as checker:
        _notify(checker.notices)
        for path in files:
            try:
                with _Bar() as bar:
                    checker.progress = bar.show
                    (plan,) = checker.plan_mending([path], wishes)
                targets = (
                    ()
                    if dry_run or not plan.files
                    else api.write_mended(path, plan, output, force=force)
                )
            except CheckerError as error:
                _complain(str(error))
                status = max(status, _mending_status(error))
                continue
            _write(api.plan_text(path, plan, targets).encode(), None)
            status = max(status, FOUND if plan.refusal else 0)
    raise typer.Exit(status)


def _mending_status(error: CheckerError) -> int:
    """Return the status for one file; one that cannot be read counts as refused."""
    is_order = isinstance(error, MendOrderError)
    return FOUND if isinstance(error, InputError) and not is_order else error.exit_code


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(help="规则编号 / the rule's id")],
    *,
    rules: Rules = None,
    lang: Language = None,
) -> None:
    """说明一条规则：依据、理由、怎样改。 / Explain a rule: source, reason, remedy."""
    settings = _settings(rules=rules, language=lang)
    _write(api.explain(settings.rules, rule, settings.language).encode(), None)


@rules_app.command("list")
def list_rules(*, rules: Rules = None, lang: Language = None) -> None:
    """列出规则。 / List the rules of a pack."""
    settings = _settings(rules=rules, language=lang)
    _write(api.list_rules(settings.rules, settings.language).encode(), None)


@rules_app.command("lint")
def lint_rules(*, rules: Rules = None) -> None:
    """校验规则文件，一次列出全部错误。 / Report every fault of every rule file."""
    settings = _settings(rules=rules)
    rulebook = api.load_rulebook(settings.rules)
    print(
        f"{rulebook.id} {rulebook.version}: {len(rulebook.rules)} 条规则，没有错误 / "
        f"{len(rulebook.rules)} rules, no fault"
    )


@rules_app.command("test")
def run_examples(*, rules: Rules = None, lang: Language = None) -> None:
    """运行规则里的例子。 / Run the examples of every rule."""
    settings = _settings(rules=rules, language=lang)
    report, all_right = api.run_examples(settings.rules)
    _write(report.encode(), None)
    if not all_right:
        raise typer.Exit(FOUND)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status of the contract."""
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr)
    try:
        status = app(arguments, standalone_mode=False)
    except KeyboardInterrupt:
        return INTERRUPTED
    except CheckerError as error:
        _complain(str(error))
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last word on what went wrong
        return _last_word(error)
    finally:
        api.stop_processes()
    return status if isinstance(status, int) else 0


def _last_word(error: Exception) -> int:
    """Say what happened and return the exit status."""
    if isinstance(error, typer.Abort):
        return INTERRUPTED
    show = getattr(error, "show", None)  # a complaint of the library about arguments
    if callable(show):
        show()
        return WRONG_COMMAND
    logging.getLogger(__name__).error("unexpected", exc_info=error)
    _complain(
        f"程序出错，没有完成：{error} / The program failed and did not finish: {error}"
    )
    return INCOMPLETE


def _settings(**given: Any) -> api.Settings:  # noqa: ANN401 - options of many types
    return api.load_settings(given)


def _with_store(settings: api.Settings, *, no_store: bool) -> api.Settings:
    return replace(settings, store=None) if no_store else settings


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise SettingsError(
            f"--as-of 应为 2022-03-01 这样的日期，而不是 {text} / "
            f"--as-of wants a day like 2022-03-01, not {text}"
        ) from error


def _targets(
    formats: Sequence[str] | None, outputs: Sequence[Path] | None
) -> list[tuple[str, Path | None]]:
    """Pair each format with its file; one format at most goes to standard output."""
    names = list(formats or ["text"])
    files: list[Path | None] = list(outputs or [])
    strangers = sorted(set(names) - set(api.format_names()))
    if strangers:
        known = ", ".join(api.format_names())
        raise SettingsError(
            f"没有这种格式: {', '.join(strangers)}。可用: {known} / "
            f"No such format: {', '.join(strangers)}; there are: {known}"
        )
    if len(files) > len(names) or len(names) - len(files) > 1:
        raise SettingsError(
            "每个 --format 对应一个 -o，最多一个输出到屏幕 / give one -o for each"
            " --format; at most one goes to standard output"
        )
    files += [None] * (len(names) - len(files))
    return list(zip(names, files, strict=True))


def _write(body: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(body)
    except OSError as error:
        raise SettingsError(
            f"无法写入 {output}（{error.strerror}） / "
            f"{output} cannot be written ({error.strerror})"
        ) from error


def _exit_status(results: Sequence[CheckResult], fail_on: FailOn) -> int:
    if not all(result.complete for result in results):
        return INCOMPLETE
    findings = [one for result in results for one in result.judgement.findings]
    return FOUND if any(_counts(one, fail_on) for one in findings) else 0


def _counts(finding: Finding, fail_on: FailOn) -> bool:
    if finding.waiver is not None:
        return False
    if finding.outcome is Outcome.UNKNOWN:
        return fail_on is FailOn.UNKNOWN
    return finding.severity in _LEVELS[fail_on]


def _notify(notices: Sequence[str]) -> None:
    for notice in notices:
        _complain(notice)


def _complain(message: str) -> None:
    Console(stderr=True, highlight=False, soft_wrap=True).print(message, markup=False)


class _Bar:
    """A progress bar on standard error, for work that takes over two seconds."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._progress = Progress(
            *Progress.get_default_columns()[:1],
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self._task = self._progress.add_task("查看页面 / pages", total=None)
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._progress.stop()

    def show(self, done: int, total: int) -> None:
        """Take note of the pages done; the bar appears when it is worth it."""
        if not self._shown and time.monotonic() - self._started > _PATIENCE_S:
            self._progress.start()
            self._shown = True
        self._progress.update(self._task, completed=done, total=total)


_PATIENCE_S = 2.0
"""Work that ends sooner shows no bar."""
