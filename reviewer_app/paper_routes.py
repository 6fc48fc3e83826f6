"""Papers of the company's side: pre-check, sheet of rescans, receipt, result, item 20.

Made when asked for, of what is kept; each asks who is there on every request.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reviewer_app import (
    precheck_paper,
    receipt_paper,
    rectification_paper,
    reshoot_paper,
)
from reviewer_app.db.settings import read_setting
from reviewer_app.domain.answers import ANSWER_NAMES
from reviewer_app.domain.people import Actor
from reviewer_app.domain.refusal import not_found
from reviewer_app.letter_paper import as_pdf
from reviewer_app.pictures import Pictures
from reviewer_app.ports import FileStore
from reviewer_app.queries.filing import (
    Answered,
    FilingView,
    RoundMade,
    files_of_round,
    read_filing,
)
from reviewer_app.routes import COOKIE, shielded
from reviewer_app.services.accounts import actor_of
from reviewer_app.services.desk import Desk

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PICTURE_PX = 900


@dataclass(frozen=True, slots=True)
class PaperRoutes:
    """Answers requests for papers of companies."""

    desk: Desk
    store: FileStore
    pictures: Pictures

    def all(self) -> list[Route]:
        """Return every route with its answer."""
        made: tuple[tuple[str, Callable[[Request], Response]], ...] = (
            ("/precheck/{case_id:int}/report.{kind}", self.precheck),
            ("/precheck/{case_id:int}/reshoot.{kind}", self.reshoot),
            ("/receipts/{case_id:int}/{number:int}.{kind}", self.receipt),
            ("/results/{case_id:int}.{kind}", self.result),
            ("/rectifications/{case_id:int}.{kind}", self.rectification),
        )
        return [Route(path, shielded(_in_thread(answer))) for path, answer in made]

    def precheck(self, request: Request) -> Response:
        """Answer 「预审结果」 as PDF, HTML or XLSX."""
        view = self._view(request)
        report = self._report(view)
        name = f"预审结果-{view.case.year}"
        if request.path_params["kind"] == "xlsx":
            content = precheck_paper.as_xlsx(report)
            return _attached(content, _XLSX, f"{name}.xlsx")
        checked_at = view.precheck.checked_at if view.precheck else None
        draw = self._draw(view)
        html = precheck_paper.as_html(report, draw, checked_at=checked_at)
        return _paper(request, html, name)

    def reshoot(self, request: Request) -> Response:
        """Answer 「补拍清单」."""
        view = self._view(request)
        checked_at = view.precheck.checked_at if view.precheck else None
        report, draw = self._report(view), self._draw(view)
        html = reshoot_paper.as_html(report, draw, checked_at=checked_at)
        return _paper(request, html, f"补拍清单-{view.case.year}")

    def receipt(self, request: Request) -> Response:
        """Answer 「提交回执」 of a round."""
        view, number = self._view(request), request.path_params["number"]
        made = _round(view, number)
        actor = self._actor(request)
        listed = files_of_round(
            view.case.id, number, actor, database=self.desk.database
        )
        receipt = receipt_paper.FilingReceipt(
            view.case.id,
            number,
            view.case.year,
            view.company.name,
            view.company.credit_code,
            made.submitted_at,
            made.words,
            tuple(receipt_paper.FiledFile(*one) for one in listed),
        )
        html = receipt_paper.as_html(receipt)
        return _paper(request, html, f"提交回执-{receipt.number}")

    def result(self, request: Request) -> Response:
        """Answer 「考核结果」, once there is one."""
        view = self._view(request)
        graded = [one for one in view.rounds if one.grade is not None]
        if not graded or view.case.grade is None:
            raise not_found()
        last = graded[-1]
        with self.desk.database.reading() as tx:
            authority = str(read_setting(tx, "authority"))
        result = receipt_paper.AssessmentResult(
            _number(view, last.number),
            view.company.name,
            view.company.credit_code,
            view.case.year,
            view.case.grade,
            view.case_since.astimezone().date(),
            authority,
        )
        html = receipt_paper.result_as_html(result)
        return _paper(request, html, f"考核结果-{view.case.year}")

    def rectification(self, request: Request) -> Response:
        """Answer 「整改报告」, drafted from the answers."""
        view = self._view(request)
        if not view.answered:
            raise not_found()
        report = rectification_paper.Rectification(
            _number(view, view.case.round_no),
            view.company.name,
            view.case.year,
            tuple(_rectified(one) for one in view.answered),
        )
        html = rectification_paper.as_html(report)
        return _paper(request, html, f"整改报告-{view.case.year}")

    def _actor(self, request: Request) -> Actor:
        actor = actor_of(request.cookies.get(COOKIE, ""), self.desk)
        if actor is None:
            raise not_found()
        return actor

    def _view(self, request: Request) -> FilingView:
        actor = self._actor(request)
        return read_filing(request.path_params["case_id"], actor, self.desk.database)

    def _report(self, view: FilingView) -> Mapping[str, Any]:
        if view.precheck is None or view.precheck.report_sha256 is None:
            raise not_found()
        place = self.store.path(view.precheck.report_sha256)
        report: Mapping[str, Any] = json.loads(place.read_bytes())
        return report

    def _draw(self, view: FilingView) -> Callable[[str, int], bytes | None]:
        hashes = {one.path: one.sha256 for one in view.files}

        def draw(path: str, page_no: int) -> bytes | None:
            sha256 = hashes.get(path)
            if sha256 is None:
                return None
            place = self.store.path(sha256)
            return self.pictures.of(sha256, place, page_no, width=_PICTURE_PX)

        return draw


def _in_thread(answer: Callable[[Request], Response]) -> Any:  # noqa: ANN401 - an answer
    async def answered(request: Request) -> Response:
        return await asyncio.to_thread(answer, request)

    return answered


def _paper(request: Request, html: str, name: str) -> Response:
    kind = request.path_params["kind"]
    if kind == "html":
        headers = {"Cache-Control": "private, no-store"}
        return Response(html, media_type="text/html", headers=headers)
    if kind != "pdf":
        raise not_found()
    return _attached(as_pdf(html), "application/pdf", f"{name}.pdf", how="inline")


def _attached(
    content: bytes, media_type: str, name: str, *, how: str = "attachment"
) -> Response:
    headers = {
        "Content-Disposition": f"{how}; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=media_type, headers=headers)


def _round(view: FilingView, number: int) -> RoundMade:
    for one in view.rounds:
        if one.number == number:
            return one
    raise not_found()


def _number(view: FilingView, round_no: int) -> str:
    return f"{view.case.year}-{view.case.id:05d}-{round_no}"


def _rectified(one: Answered) -> rectification_paper.Rectified:
    page = f"第 {one.page_no} 页" if one.page_no else ""
    place = " ".join(part for part in (one.document or "", page) if part)
    if one.answer is None:
        answer = ""
    else:
        words = one.answer.words
        answer = ANSWER_NAMES[one.answer.kind].zh + (f"：{words}" if words else "")
    return rectification_paper.Rectified(place, one.message_zh, answer)
