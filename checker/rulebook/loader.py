"""A pack's folder to a rulebook; all faults of all files at once."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from checker.errors import RulebookError, RuleFault, RuleFileError
from checker.model.checklist import Checklist
from checker.model.evidence import Fact
from checker.model.ids import FactName
from checker.model.rule import Rule, RuleKind
from checker.model.rulebook import Rulebook
from checker.model.wording import Text
from checker.rulebook._faults import FaultLog
from checker.rulebook._forms import PackForm
from checker.rulebook._ids import RuleFile, check_ids
from checker.rulebook._packs import build_checklist, build_pack, check_tags, scheme_of
from checker.rulebook._rules import Terms, build_rule
from checker.rulebook._tree import Place, find, scalars_of
from checker.rulebook.yaml_reader import read_yaml

PACK_FILE = "pack.yaml"
"""The file that names the pack and holds its grading scheme."""

ITEMS_FILE = "items.yaml"
"""The file that holds the checklist."""


def load_rulebook(
    folder: Path,
    kinds: Mapping[str, RuleKind],
    facts: Mapping[FactName, Fact],
) -> Rulebook:
    """Return the rulebook of a pack.

    Args:
        folder: holds pack.yaml, items.yaml and one YAML file a rule.
        kinds: the ways of judging that rules may name.
        facts: what probes and intake can report, ``file.*`` included.

    Raises:
        RulebookError: the folder or its pack.yaml is not there.
        RuleFileError: files are wrong; it lists every fault of every file.
    """
    rulebook, faults = _load(folder, kinds, facts)
    if rulebook is None or faults:
        raise RuleFileError("\n".join(_told(one) for one in faults), faults)
    return rulebook


def lint_pack(
    folder: Path,
    kinds: Mapping[str, RuleKind],
    facts: Mapping[FactName, Fact],
) -> tuple[RuleFault, ...]:
    """Return the faults of a pack in the order of files and lines.

    Raises:
        RulebookError: the folder or its pack.yaml is not there.
    """
    return _load(folder, kinds, facts)[1]


def pack_digest(folder: Path) -> str:
    """Return the SHA-256 over the names and bytes of a pack's YAML files.

    Each file adds the line ``name, NUL, SHA-256 of its bytes``, in the order of names.
    """
    return _digest(_contents(folder))


def _load(
    folder: Path,
    kinds: Mapping[str, RuleKind],
    facts: Mapping[FactName, Fact],
) -> tuple[Rulebook | None, tuple[RuleFault, ...]]:
    contents = _contents(folder)
    files = {name: _read(name, content) for name, content in contents.items()}
    pack = files[PACK_FILE]
    items = files.setdefault(ITEMS_FILE, _absent(ITEMS_FILE))
    checklist = build_checklist(items.node, items.log) if items.node else None
    form = build_pack(pack.node, pack.log, checklist) if pack.node else None
    rule_files = [one for name, one in files.items() if name not in _NOT_RULES]
    terms = Terms(kinds, facts, checklist, form.year if form else 0)
    built = [build_rule(one.node, one.log, terms) for one in rule_files if one.node]
    check_ids(rule_files)
    if form and pack.node:
        check_tags(pack.node, pack.log, form, tags=_tags(rule_files))
    _check_names(folder, pack.log)
    faults = tuple(sorted(fault for one in files.values() for fault in one.log.faults))
    if faults or form is None or checklist is None:
        return None, faults
    rules = tuple(one for one in built if one is not None)
    return _rulebook(form, checklist, rules, digest=_digest(contents)), ()


_NOT_RULES = (PACK_FILE, ITEMS_FILE)


def _contents(folder: Path) -> dict[str, bytes]:
    """Return the YAML files of a pack by name, in the order of names."""
    if not folder.is_dir():
        raise RulebookError(
            f"没有这个规则包: {folder}；请给出含有 {PACK_FILE} 的文件夹 / "
            f"There is no rule pack {folder}; give a folder that holds {PACK_FILE}"
        )
    found = {one.name: one for one in sorted(folder.glob("*.yaml")) if one.is_file()}
    if PACK_FILE not in found:
        raise RulebookError(
            f"{folder} 不是规则包，里面没有 {PACK_FILE}；请给出含有它的文件夹 / "
            f"{folder} is no rule pack, {PACK_FILE} is not there; give the folder "
            "that holds it"
        )
    try:
        return {name: one.read_bytes() for name, one in found.items()}
    except OSError as error:
        raise RulebookError(
            f"规则文件无法读取: {error}；请检查权限 / "
            f"A rule file cannot be read: {error}; check its permissions"
        ) from error


def _told(fault: RuleFault) -> str:
    return f"{fault.in_language('zh')} / {fault.en}"


def _digest(contents: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name, content in sorted(contents.items()):
        digest = hashlib.sha256(content).hexdigest()
        whole.update(f"{name}\0{digest}\n".encode())
    return whole.hexdigest()


def _read(name: str, content: bytes) -> RuleFile:
    log = FaultLog(name)
    return RuleFile(name, read_yaml(content, log), log)


def _absent(name: str) -> RuleFile:
    log = FaultLog(name)
    log.add(Place(1, 1), _ABSENT)
    return RuleFile(name, None, log)


def _tags(files: list[RuleFile]) -> frozenset[str]:
    """Return the tags of all rules, broken ones included."""
    found = (one for file in files for one in scalars_of(find(file.node, "tags")))
    return frozenset(one.raw for one in found)


def _check_names(folder: Path, log: FaultLog) -> None:
    """Log YAML files that would be passed over: another ending, or in a subfolder."""
    for one in sorted(folder.rglob("*")):
        name = one.relative_to(folder).as_posix()
        passed_over = one.suffix == ".yml" or (one.suffix == ".yaml" and "/" in name)
        if passed_over and not name.startswith("."):
            log.add(Place(1, 1), _passed_over(name))


def _rulebook(
    form: PackForm, checklist: Checklist, rules: tuple[Rule, ...], *, digest: str
) -> Rulebook:
    return Rulebook(
        id=form.id,
        version=form.version,
        digest=digest,
        title=form.title,
        year=form.year,
        checklist=checklist,
        rules=tuple(sorted(rules, key=lambda rule: rule.id)),
        scheme=scheme_of(form.grading),
    )


_ABSENT = Text(
    f"规则包里没有 {ITEMS_FILE}；请补上材料清单",
    f"the pack has no {ITEMS_FILE}; add the checklist",
)


def _passed_over(name: str) -> Text:
    return Text(
        f"“{name}”不会被读取；规则文件应直接放在规则包里，并以 .yaml 结尾",
        f'"{name}" is not read; rule files lie in the pack itself and end in .yaml',
    )
