"""Rule packs at work: load their texts, run their examples, tell what differs.

Like ``checking``, it asks ``checker.api`` and nobody else of the checker does the work.
"""

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from checker import api
from checker.errors import RulebookError, RuleFault, RuleFileError
from checker.model.ids import ItemCode
from checker.model.rulebook import Rulebook
from checker.model.wording import Text

Texts = Mapping[str, str]
"""The files of a pack by name."""

_MOST_CHANGES = 60
_SAFE_NAME = re.compile(r"[a-z0-9_.-]+\.yaml")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a pack came to; ``digest`` empty where it has faults."""

    faults: tuple[RuleFault, ...] = ()
    digest: str = ""
    title: str = ""
    version: str = ""
    year: int = 0
    tests_run: int = 0
    tests_failed: tuple[Text, ...] = ()


def built_in() -> dict[str, str]:
    """Return the files of the pack that comes with the program."""
    return dict(_built_in())


@cache
def _built_in() -> Texts:
    """Read them once: the program's own files stay as they are while it runs."""
    folder = api.pack_folder()
    return {
        file.name: file.read_text("utf-8") for file in sorted(folder.glob("*.yaml"))
    }


def load(texts: Texts) -> Loaded:
    """Load a pack and run its examples; the same texts are looked at once."""
    return _load(tuple(sorted(texts.items())))


@dataclass(frozen=True, slots=True)
class ItemAsked:
    """An item of a pack as its company is told of it; ``tags``: what it needs."""

    code: str
    title: Text
    tags: tuple[Text, ...]
    may_be_absent: bool
    after_return: bool


_TAG_OF_RULE: tuple[tuple[str, Text], ...] = (
    ("red_header.missing", Text("红头", "red header")),
    ("red_header.recommended", Text("建议红头", "red header if possible")),
    ("red_header.plan_recommended", Text("建议红头", "red header if possible")),
    ("seal.missing", Text("盖章", "sealed")),
    ("completeness.no_proof", Text("可提供“无”证明", "or a proof of none")),
)


def items_of(texts: Texts) -> tuple[ItemAsked, ...]:
    """Return the items that a pack asks for; the same texts are looked at once.

    Raises:
        RulebookError: the pack has faults.
    """
    return _items_of(tuple(sorted(texts.items())))


@lru_cache(maxsize=8)
def _items_of(texts: tuple[tuple[str, str], ...]) -> tuple[ItemAsked, ...]:
    with laid_out(dict(texts)) as folder:
        rulebook = api.load_rulebook(folder)
    return tuple(
        ItemAsked(
            str(item.code),
            item.title,
            _tags(item.code, rulebook),
            bool(item.not_applicable_words),
            item.only_after_return,
        )
        for item in rulebook.checklist.items
    )


def _tags(code: ItemCode, rulebook: Rulebook) -> tuple[Text, ...]:
    rules = {
        rule.id for rule in rulebook.rules if code in (rule.applies_to.items or ())
    }
    tags = [words for rule_id, words in _TAG_OF_RULE if rule_id in rules]
    if any(rule_id.startswith("year.") for rule_id in rules):
        tags.insert(0, Text("{year} 年度", "of {year}"))
    return tuple(dict.fromkeys(tags))


@lru_cache(maxsize=32)
def _load(texts: tuple[tuple[str, str], ...]) -> Loaded:
    with laid_out(dict(texts)) as folder:
        try:
            rulebook = api.load_rulebook(folder)
        except RuleFileError as fault:
            return Loaded(faults=fault.faults)
        except RulebookError as fault:
            return Loaded(
                faults=(RuleFault("pack.yaml", 1, 1, str(fault), str(fault)),)
            )
        told, _ = api.run_examples(folder)
    *wrong, count = told.strip().splitlines()
    return Loaded(
        digest=rulebook.digest,
        title=rulebook.title.zh,
        version=rulebook.version,
        year=rulebook.year,
        tests_run=int(count.split("/")[1].split()[0]),
        tests_failed=tuple(_both(line) for line in wrong),
    )


def items_to_try(texts: Texts) -> tuple[tuple[str, Text], ...]:
    """Return code and title of each item that a first submission has."""
    return _items_to_try(texts["items.yaml"])


@lru_cache(maxsize=8)
def _items_to_try(items_yaml: str) -> tuple[tuple[str, Text], ...]:
    given = YAML(typ="safe", pure=True).load(items_yaml)["items"]
    return tuple(
        (one["code"], Text(one["title"]["zh"], one["title"]["en"]))
        for one in given
        if not one.get("only_after_return")
    )


@contextmanager
def laid_out(texts: Texts) -> Iterator[Path]:
    """Lay a pack out in a folder, for as long as it is looked at.

    Raises:
        ValueError: a file's name leads out of the folder.
    """
    with tempfile.TemporaryDirectory(prefix="pack-") as name:
        for file, text in texts.items():
            if not _SAFE_NAME.fullmatch(file):
                raise ValueError(f"no name for a file of rules: {file}")
            (Path(name) / file).write_text(text, "utf-8")
        yield Path(name)


def for_year(texts: Texts, year: int) -> dict[str, str]:
    """Return a pack's texts for another year: year, version and first day."""
    pack = texts["pack.yaml"]
    pack = re.sub(r"(?m)^year: .*$", f"year: {year}", pack)
    pack = re.sub(r"(?m)^version: .*$", f'version: "{year}.1"', pack)
    pack = re.sub(r"(?m)^in_force: .*$", f"in_force: {{from: {year}-01-01}}", pack)
    return {**texts, "pack.yaml": pack}


def differences(before: Texts, after: Texts) -> tuple[Text, ...]:
    """Say in words what differs between two packs, at most sixty lines."""
    changes = list(_changes(before, after))
    return tuple(changes[:_MOST_CHANGES])


def _changes(before: Texts, after: Texts) -> Iterator[Text]:
    for file in sorted({*before, *after}):
        name = file.removesuffix(".yaml")
        if file not in after:
            yield Text(f"{name}：删去", f"{name}: taken out")
        elif file not in before:
            yield Text(f"{name}：新增", f"{name}: added")
        elif before[file] != after[file]:
            yield from _within(name, _flat(before[file]), _flat(after[file]))


def _within(name: str, old: dict[str, str], new: dict[str, str]) -> Iterator[Text]:
    for key in sorted({*old, *new}):
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        if was is None:
            yield Text(f"{name}：{key} 增加 {now}", f"{name}: {key} added: {now}")
        elif now is None:
            yield Text(f"{name}：{key} 删去 {was}", f"{name}: {key} removed: {was}")
        else:
            yield Text(
                f"{name}：{key} 由 {was} 改为 {now}",
                f"{name}: {key} was {was}, becomes {now}",
            )


def _flat(text: str) -> dict[str, str]:
    try:
        given = YAML(typ="safe", pure=True).load(text)
    except YAMLError:
        return {}
    return dict(_leaves("", given))


def _leaves(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(f"{path}.{key}" if path else str(key), inner)
    elif isinstance(value, list):
        for at, inner in enumerate(value, start=1):
            yield from _leaves(f"{path}[{at}]", inner)
    else:
        yield path, str(value)


def _both(line: str) -> Text:
    zh, _, en = line.partition(" / ")
    return Text(zh, en or zh)
