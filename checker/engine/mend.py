"""Documents mended: plans made, carried out in locked children, new files written."""

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from checker import catalogue
from checker.engine.codec import load_readings
from checker.engine.pictures import open_sandbox
from checker.engine.sandbox import ChildEnd, Sandbox
from checker.errors import InputError, MendRefusedError, TaskTimeoutError
from checker.intake.facts import FILE_FACTS
from checker.intake.hashing import hash_file
from checker.intake.view import RawPage
from checker.mending.facts import DocumentFacts, PageFacts, facts_of
from checker.mending.output import check_free, target_paths, write_new
from checker.mending.plan import plan_mending
from checker.mending.proof import changed_pages, dropped_pages, has_traces, revise
from checker.mending.refusals import WORDS, refuse, refused
from checker.mending.wished import check_plan, plan_wished
from checker.model.evidence import DocumentEvidence, Evidence, FileStatus
from checker.model.mending import Cause, MendPlan, MendWishes, NewFile, Refusal
from checker.model.ports import ReportOptions

Measure = Callable[[Sequence[Path]], Sequence[DocumentEvidence]]
"""Gives the evidence of files, text of pictures aside."""


def plan_certain_of(documents: Sequence[DocumentEvidence]) -> tuple[MendPlan, ...]:
    """Return what is certain to be mended of each document.

    Plans are made from the report's own objects, so that every caller gets the same.
    """
    return tuple(plan_mending(one) for one in _objects_of(documents))


def prove(path: Path, plan: MendPlan, measure: Measure) -> MendPlan:
    """Return a plan of what seemed certain without what does not come out right.

    Pages are turned and straightened for a try and measured again; pages to be dropped
    are looked at for faint traces. A file that must not be mended after all is refused.

    Args:
        path: the old file.
        plan: of ``plan_mending`` without wishes.
        measure: gives the evidence of a file.

    Raises:
        InputError: the file cannot be read.
        MendOrderError: the plan cannot be carried out.
        TaskTimeoutError: the time limit was reached.
    """
    if not plan.files:
        return plan
    try:
        after = _measure_again(path, plan, measure)
    except MendRefusedError as error:
        cause = Cause(error.cause)
        refusal = Refusal(cause, WORDS[cause])
        return MendPlan(plan.sha256, plan.page_count, refusal=refusal)
    return revise(plan, after, _traced(path, dropped_pages(plan)))


def _measure_again(
    path: Path, plan: MendPlan, measure: Measure
) -> dict[int, PageFacts]:
    changed = changed_pages(plan)
    if not changed:
        return {}
    (body,) = mend(path, replace(plan, files=(NewFile(changed),)))
    with tempfile.TemporaryDirectory(prefix="mending-") as folder:
        tried = Path(folder) / "tried.pdf"
        tried.write_bytes(body)
        (facts,) = map(facts_of, _objects_of(measure([tried])))
    return {
        page.page_no: facts.page(place) for place, page in enumerate(changed, start=1)
    }


def _traced(path: Path, page_nos: Sequence[int]) -> set[int]:
    """Return the pages that may hold something, those that cannot be seen included."""
    empty = set()
    with open_sandbox() as sandbox:
        for page in sandbox.pages(str(path), page_nos) if page_nos else ():
            if isinstance(page, RawPage) and not has_traces(
                page.raster, page.raster_dpi
            ):
                empty.add(page.page_no)
    return set(page_nos) - empty


def plan_wished_of(path: Path, wishes: MendWishes) -> MendPlan:
    """Return a person's plan for a file, of which only the whole is looked at.

    Raises:
        InputError: the file cannot be read.
        MendOrderError: a wish cannot be carried out.
    """
    with open_sandbox() as sandbox:
        return plan_wished(_look(path, sandbox), wishes)


def mend(path: Path, plan: MendPlan) -> tuple[bytes, ...]:
    """Return the new files of a plan; the old one stays as it is.

    Raises:
        InputError: the file cannot be read.
        MendRefusedError: the file must not be mended, or is not the one of the plan.
        MendOrderError: the plan cannot be carried out.
        TaskTimeoutError: the time limit was reached.
    """
    if plan.refusal is not None:
        raise refused(path.name, plan.refusal.cause)
    check_plan(plan)
    if not plan.files:
        return ()
    with open_sandbox() as sandbox:
        facts = _look(path, sandbox)
        refusal = refuse(facts)
        if facts.sha256 != plan.sha256:
            raise refused(path.name, Cause.CHANGED)
        if refusal is not None:
            raise refused(path.name, refusal.cause)
        return tuple(_new_file(path, plan, one, sandbox=sandbox) for one in plan.files)


def write_mended(
    path: Path, plan: MendPlan, folder: Path | None, *, force: bool
) -> tuple[Path, ...]:
    """Write the new files of a plan, if it has any, and return where they are.

    Args:
        path: the old file; it stays as it is.
        plan: what to do.
        folder: for the new files; None: beside the old one.
        force: whether new files may replace others of their name.

    Raises:
        SettingsError: the files cannot be written there.
        CheckerError: as of ``mend``; or a file is there already.
    """
    targets = target_paths(path, folder, len(plan.files))
    if not force:
        check_free(targets)
    for target, body in zip(targets, mend(path, plan), strict=True):
        write_new(target, body, like=path, force=force)
    return targets


def _new_file(path: Path, plan: MendPlan, new: NewFile, *, sandbox: Sandbox) -> bytes:
    found = sandbox.mend(str(path), new, plan.page_count)
    if isinstance(found, bytes):
        return found
    if isinstance(found, ChildEnd) and found.timed_out:
        raise TaskTimeoutError(
            f"{path.name}：没有在时限内修正完 / "
            f"{path.name}: not mended within the time limit"
        )
    raise refused(path.name, Cause.DAMAGED if isinstance(found, ChildEnd) else found)


def _look(path: Path, sandbox: Sandbox) -> DocumentFacts:
    content_hash = _hash(path)
    answer = sandbox.examine(str(path))
    if isinstance(answer, ChildEnd):
        status = FileStatus.TIMEOUT if answer.timed_out else FileStatus.DAMAGED
        return DocumentFacts(content_hash, None, status.value, 0, None)
    file = Evidence(load_readings(answer, FILE_FACTS))
    count = file.value("file.page_count")
    signatures = file.value("file.signatures")
    return DocumentFacts(
        content_hash,
        kind=_word(file, "file.kind"),
        status=_word(file, "file.status"),
        page_count=count if isinstance(count, int) else 0,
        signature_count=len(signatures) if isinstance(signatures, tuple) else None,
    )


def _objects_of(documents: Sequence[DocumentEvidence]) -> list[dict[str, Any]]:
    report = catalogue.formats()["json"].render_documents(documents, ReportOptions())
    found: list[dict[str, Any]] = json.loads(report)
    return found


def _hash(path: Path) -> str:
    try:
        return hash_file(path)[0]
    except OSError as error:
        raise InputError(
            f"无法读取文件: {path}（{error.strerror}） / "
            f"The file {path} cannot be read ({error.strerror})"
        ) from error


def _word(file: Evidence, name: str) -> str | None:
    value = file.value(name)
    return value if isinstance(value, str) else None
