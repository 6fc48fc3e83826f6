import hashlib
import pickle
from dataclasses import dataclass
from pathlib import Path

import pytest

from checker.errors import RulebookError, RuleFault, RuleFileError
from checker.model.grade import Grade
from checker.model.ids import FactName, ItemCode
from checker.model.rule import AppliesTo, Scope, Severity
from checker.model.rulebook import Rulebook
from checker.rulebook.loader import lint_pack, load_rulebook, pack_digest
from tests.packs import (
    FACTS,
    ITEMS_YAML,
    KINDS,
    PACK_YAML,
    RULE_YAML,
    AtLeast,
    write_pack,
)


def load(folder: Path) -> Rulebook:
    return load_rulebook(folder, KINDS, FACTS)


def faults_of(folder: Path) -> list[tuple[str, int, int, str]]:
    faults = lint_pack(folder, KINDS, FACTS)
    return [(one.file, one.line, one.column, one.en) for one in faults]


def the_fault(folder: Path) -> tuple[str, int, int, str]:
    (fault,) = faults_of(folder)
    return fault


def rule_with(old: str, new: str) -> str:
    assert old in RULE_YAML
    return RULE_YAML.replace(old, new)


def test_sound_pack_becomes_a_rulebook(tmp_path: Path) -> None:
    rulebook = load(write_pack(tmp_path))

    (rule,) = rulebook.rules
    assert (rulebook.id, rulebook.version, rulebook.year) == ("small", "1.0", 2021)
    assert [one.code for one in rulebook.checklist.items] == ["01", "02", "20"]
    assert rulebook.checklist.items[1].not_applicable_words == (("没有", "工人"),)
    assert rule.id == "seal.missing"
    assert rule.area == "seal"
    assert rule.scope is Scope.PAGE
    assert rule.severity is Severity.ERROR
    assert rule.params == AtLeast(FactName("seal.count"), 1)
    assert rule.needs == {"seal.count"}
    assert rule.applies_to == AppliesTo(frozenset({ItemCode("01")}), last_pages=1)
    assert rule.tags == {"useless"}
    assert rule.file == "seal.missing.yaml"
    assert rulebook.scheme.lines[0].grade is Grade.UNQUALIFIED
    assert rulebook.scheme.otherwise is Grade.QUALIFIED


def test_digest_is_over_names_and_bytes(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)

    rulebook = load(folder)

    expected = hashlib.sha256()
    for name in ("items.yaml", "pack.yaml", "seal.missing.yaml"):
        inner = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        expected.update(f"{name}\0{inner}\n".encode())
    assert rulebook.digest == expected.hexdigest()


def test_digest_changes_with_line_endings(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    before = pack_digest(folder)

    (folder / "items.yaml").write_bytes(ITEMS_YAML.replace("\n", "\r\n").encode())

    assert pack_digest(folder) != before


def test_remarks_beside_the_rules_leave_the_digest_alone(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    before = pack_digest(folder)

    (folder / "README.md").write_text("words", "utf-8")

    assert pack_digest(folder) == before


def test_missing_folder_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match=r"give a folder that holds pack\.yaml"):
        load(tmp_path / "nowhere")


def test_folder_without_a_pack_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match=r"pack\.yaml is not there"):
        load(tmp_path)


def test_pack_without_items_is_a_fault(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (folder / "items.yaml").unlink()

    faults = faults_of(folder)

    assert (
        "items.yaml",
        1,
        1,
        "the pack has no items.yaml; add the checklist",
    ) in faults


def test_other_pack_version_says_what_is_read(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, pack=PACK_YAML.replace("pack/1", "pack/9"))

    fault = the_fault(folder)

    assert fault[:3] == ("pack.yaml", 1, 9)
    assert "this program reads pack/1" in fault[3]


def test_all_faults_of_all_files_are_in_one_error(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path,
        pack=PACK_YAML.replace("grade: unqualified", "grade: unqualifed"),
        items=ITEMS_YAML.replace("only_after_return: true", "only_after: true"),
        seal__missing=rule_with("kind: at_least", "kind: at_lest"),
        year__wrong=rule_with("severity: error", "severity: eror").replace(
            "id: seal.missing", "id: year.wrong"
        ),
    )

    with pytest.raises(RuleFileError) as caught:
        load(folder)

    lines = str(caught.value).splitlines()
    assert len(lines) == len(caught.value.faults) == 4
    assert [one.file for one in caught.value.faults] == [
        "items.yaml",
        "pack.yaml",
        "seal.missing.yaml",
        "year.wrong.yaml",
    ]
    assert "seal.missing.yaml:7:7: " in str(caught.value)
    assert "did you mean at_least" in str(caught.value)


def test_error_with_its_faults_survives_pickling() -> None:
    fault = RuleFault("a.yaml", 1, 2, "错", "wrong")
    error = RuleFileError("a.yaml:1:2: wrong", (fault,))

    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert str(copy) == "a.yaml:1:2: wrong"
    assert copy.faults == (fault,)


def test_fault_reads_as_a_line_in_each_language() -> None:
    fault = RuleFault("a.yaml", 1, 2, "错", "wrong")

    assert fault.in_language("zh") == "a.yaml:1:2: 错"
    assert fault.in_language("en") == "a.yaml:1:2: wrong"


@dataclass(frozen=True, slots=True)
class Slip:
    """An edit that makes a sound file wrong, and what must be said about it.

    ``at`` is the text (the first such) at whose start the fault must be.
    """

    old: str
    new: str
    words: str
    at: str | None = None


def place_in(text: str, at: str) -> tuple[int, int]:
    before = text[: text.index(at)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


RULE_SLIPS = [
    Slip("kind: at_least", "kind: at_lest", "did you mean at_least", "at_lest"),
    Slip("y: error", "y: fatal", "valid are error, info, warning", "fatal"),
    Slip("e: page", "e: pages", "did you mean page?", "pages"),
    Slip("e: page", "e: item", 'no scope "item"; valid are page', "item\n"),
    Slip("fact: seal.count,", "fact: seal.cuont,", "did you mean seal.count"),
    Slip("least: 1}", 'least: "1"}', "this should be a whole number", '"1"}'),
    Slip("least: 1}", "least: true}", "this should be a whole number", "true}"),
    Slip("least: 1}", "least: -1}", "at_least must be 0 or more", "-1}"),
    Slip("at_least: 1}", "atleast: 1}", "did you mean at_least?", "atleast"),
    Slip("{found} 枚", "{fuond} 枚", "did you mean found?", '"第 {page_no} 页有'),
    Slip(
        '{reason}", en', '{reason", en', "a brace is not paired", '"第 {page_no} 页：'
    ),
    Slip("has {found}", "has {found:02d}", "a name alone", '"Page {page_no} has'),
    Slip('["01"]', '["1", 2, "09"]', 'there is no item "09"', '"09"'),
    Slip("last_pages: 1", "last_pages: -1", "0 or more", "-1"),
    Slip("title: {zh: 没有公章, ", "title: {", '"zh" is missing', "{en"),
    Slip("zh: 请加盖公章", "zh: ''", "neither zh nor en may be empty", "{zh: ''"),
    Slip("clause: 备注 2", "clause: 2", 'put it in quotes: "2"', "2}"),
    Slip("tags: [useless]", "tags: useless", "a list", "useless"),
    Slip("severity: error", "severty: error", "did you mean severity?", "severty"),
    Slip("pass: [{pages", "pass: [{page", "did you mean pages", "page: [{"),
    Slip("known: 0,", "known: many,", "this should be a whole number", "many"),
    Slip("confidence: 0.9", "confidence: 9", "between 0 and 1", "{known: 0"),
    Slip("low_confidence", "blurred", 'there is no value "blurred"', "blurred"),
    Slip("count: 1}", "cuont: 1}", "did you mean seal.count", "seal.cuont"),
    Slip(
        "kind: at_least\nparams: {fact: seal.count, at_least: 1}",
        "kind: careless\nparams: {text: seal.cuont}",
        "did you mean seal.count",
        "seal.cuont",
    ),
    Slip(
        "kind: at_least\nparams: {fact: seal.count, at_least: 1}",
        "kind: at_least",
        '"fact" is missing',
        "at_least\nseverity",
    ),
    Slip(
        'reason}"}\nremedy',
        'reason}"}\nreading: {first: -3}\nremedy',
        "0 or more",
        "-3",
    ),
    Slip(
        "{known: 0, confidence: 0.9}",
        "{known: 0, konfidence: 0.9}",
        "did you mean",
        "konfidence:",
    ),
    Slip(
        "pages: [{seal.count: 1}]", "pages: [many]", "a mapping { key: value }", "many"
    ),
    Slip("message: {zh: ", "message: {cn: ", "valid are en, zh", "cn:"),
    Slip(
        "kind: at_least",
        "kind: [at_least]",
        "should be words, not a list",
        "[at_least]",
    ),
    Slip("id: seal.missing", "id: [seal]", "this should be words", "[seal]"),
    Slip("fail: [{", "fail: []\n  # [{", "at least one fail", "[]"),
]


@pytest.mark.parametrize("slip", RULE_SLIPS, ids=lambda slip: slip.new)
def test_fault_of_a_rule_is_at_its_place(tmp_path: Path, slip: Slip) -> None:
    text = rule_with(slip.old, slip.new)
    folder = write_pack(tmp_path, seal__missing=text)

    faults = faults_of(folder)

    places = [one[1:3] for one in faults if slip.words in one[3]]
    assert place_in(text, slip.at or slip.new.split(": ")[1]) in places, faults


def test_rule_file_is_named_after_its_rule(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, seal__missing=rule_with("seal.missing", "seal.gone"))

    fault = the_fault(folder)

    assert fault == (
        "seal.missing.yaml",
        1,
        5,
        "the file's name must be the rule's id: seal.gone.yaml",
    )


@pytest.mark.parametrize(
    ("rule_id", "words"),
    [
        ("seals.missing", "did you mean seal"),
        ("Seal.missing", "a rule's id is area.problem"),
        ("missing", "a rule's id is area.problem"),
    ],
)
def test_rule_id_is_an_area_and_a_problem(
    tmp_path: Path, rule_id: str, words: str
) -> None:
    folder = write_pack(tmp_path, seal__missing=rule_with("seal.missing", rule_id))

    faults = faults_of(folder)

    assert any(words in one[3] for one in faults)


def test_old_id_of_a_rule_is_never_used_again(tmp_path: Path) -> None:
    other = rule_with("seal.missing", "seal.other") + "formerly: [seal.missing]\n"
    folder = write_pack(tmp_path, seal__other=other)

    fault = the_fault(folder)

    assert fault[0] == "seal.other.yaml"
    assert "is taken by seal.missing.yaml" in fault[3]


def test_rule_needs_no_tags(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path,
        pack=PACK_YAML.replace("      tags: [useless]\n", ""),
        seal__missing=rule_with("tags: [useless]\n", ""),
    )

    assert load(folder).rules[0].tags == frozenset()


def test_same_id_in_two_files_is_a_fault(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, seal__twin=RULE_YAML)

    faults = faults_of(folder)

    assert any("is taken by seal.missing.yaml" in one[3] for one in faults)


@pytest.mark.parametrize("name", ["seal.other.yml", "more/seal.other.yaml"])
def test_rule_file_that_would_be_passed_over_is_a_fault(
    tmp_path: Path, name: str
) -> None:
    folder = write_pack(tmp_path)
    (folder / "more").mkdir()
    (folder / name).write_text(RULE_YAML, "utf-8")

    fault = the_fault(folder)

    assert f'"{name}" is not read' in fault[3]


@pytest.mark.parametrize(
    "slip",
    [
        Slip('items: ["01"]', 'items: ["17"]', 'there is no item "17"'),
        Slip("tags: [useless]", "tags: [usless]", "did you mean useless?"),
        Slip("items_share: 0.2", "items_share: 20", "between 0 and 1"),
        Slip("id: any_error", "id: useless", '"useless" is there twice'),
        Slip(
            "grade: basically_qualified",
            "at_least: 0\n      grade: qualified",
            "1 or more",
        ),
        Slip("grade: unqualified", "grade: qualified", "from worst to best"),
        Slip(
            "otherwise: {grade: qualified", "otherwise: {grade: unqualified", "worst to"
        ),
        Slip("year: 2021", "year: 2021.5", "a whole number, not 2021.5"),
        Slip('version: "1.0"', "version: 1.0", 'put it in quotes: "1.0"'),
        Slip("from: 2021-07-01", "from: soon", "a day such as 2021-12-31"),
        Slip(
            "unknown_items_share", "unknown_share", "did you mean unknown_items_share?"
        ),
    ],
    ids=lambda slip: slip.new,
)
def test_fault_of_a_pack_is_found(tmp_path: Path, slip: Slip) -> None:
    assert slip.old in PACK_YAML
    folder = write_pack(tmp_path, pack=PACK_YAML.replace(slip.old, slip.new))

    faults = faults_of(folder)

    assert faults
    assert all(one[0] == "pack.yaml" for one in faults)
    assert any(slip.words in one[3] for one in faults), faults


@pytest.mark.parametrize(
    "slip",
    [
        Slip('code: "02"', 'code: "01"', '"01" is there twice'),
        Slip("words: [[安全, 机构], [领导小组]]", "words: [安全]", "a list"),
        Slip("proof: [[没有, 工人]]", "words: [[没有]]", '"proof" is missing'),
        Slip("parts:", "part:", "did you mean parts"),
    ],
    ids=lambda slip: slip.new,
)
def test_fault_of_the_items_is_found(tmp_path: Path, slip: Slip) -> None:
    assert slip.old in ITEMS_YAML
    folder = write_pack(tmp_path, items=ITEMS_YAML.replace(slip.old, slip.new))

    faults = faults_of(folder)

    assert any(one[0] == "items.yaml" and slip.words in one[3] for one in faults), (
        faults
    )


def test_item_code_may_be_written_as_a_number(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, items=ITEMS_YAML.replace('code: "01"', "code: 1"))

    rulebook = load(folder)

    assert rulebook.checklist.items[0].code == "01"


def test_broken_yaml_of_one_file_does_not_hide_the_others(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path,
        items=ITEMS_YAML + "  - {",
        seal__missing=rule_with("kind: at_least", "kind: at_lest"),
    )

    faults = faults_of(folder)

    assert {one[0] for one in faults} == {"items.yaml", "seal.missing.yaml"}


def test_any_bytes_are_faults_and_never_an_exception(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    for name in ("pack.yaml", "items.yaml", "seal.missing.yaml"):
        (folder / name).write_text("- 1\n- {a: [b]}\n", "utf-8")

    faults = faults_of(folder)

    assert {one[0] for one in faults} == {
        "items.yaml",
        "pack.yaml",
        "seal.missing.yaml",
    }


def test_link_that_leads_nowhere_is_no_rule_file(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (folder / "seal.other.yaml").symlink_to(folder / "nowhere")

    assert len(load(folder).rules) == 1


def test_unreadable_rule_file_says_what_to_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_pack(tmp_path)

    def refuse(_path: Path) -> bytes:
        raise PermissionError("permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)

    with pytest.raises(RulebookError, match="check its permissions"):
        load(folder)
