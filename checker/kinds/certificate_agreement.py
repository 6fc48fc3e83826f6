r"""What a person's certificate says must agree with the row of the table of people.

Name, number and last day of validity are held against the pages of the person's files.
It fails only where a certificate surely says something else and what the row says
stands nowhere on it. A page that is hard to read proves nothing; what OCR may have bent
is in doubt where it is read surely, and let pass where it is not.

Example rule::

    id: personnel.certificate_differs
    title: {zh: 证书与人员表不一致, en: A certificate differs from the table}
    source: {document: 填报说明, clause: 人员}
    why: {zh: 表里的内容应与证书一致。, en: The table must say what certificates say.}
    scope: document
    applies_to: {items: [], people: true}
    kind: certificate_agreement
    params:
      patterns: {enterprise_head: ['\p{Han}建安A\(20\d\d\)\d{7}']}
    severity: warning
    message: {zh: "{person}：{differences}", en: "{person}: {differences}"}
    doubt: {zh: "{person}：{differences}，{reason}",
            en: "{person}: {differences}, {reason}"}
    remedy: {zh: 请核对, en: Check it}
    examples:  # each runs as a test
      pass: [{personnel: [{table: enterprise_head, name: 张三, files: [p/a.pdf]}],
              people: [{path: p/a.pdf, pages: [{text.lines: ["姓名：张三"]}]}]}]
      fail: [{personnel: [{table: enterprise_head, name: 张三, files: [p/a.pdf]}],
              people: [{path: p/a.pdf, pages: [{text.lines: ["姓名：李四"]}]}]}]
      unknown: [{personnel: [{table: enterprise_head, name: 张三, files: [p/a.pdf]}],
                 people: [{path: p/a.pdf, pages: [{
                   text.lines: {unknown: probe_failed}}]}]}]
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import re2
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from checker.kinds._certificates import (
    Said,
    Validity,
    core_of,
    covers,
    dates_of,
    letters_of,
    matches_in,
    names_on,
    numbers_on,
    validities_on,
    ways_to_write,
)
from checker.kinds._matching import plain_text
from checker.kinds._pages import (
    Placed,
    lines_of,
    pages_of,
    text_confidence,
    unread_reason,
)
from checker.kinds._people import PERSON_PLACEHOLDERS, about, file_of, people_of
from checker.kinds._verdicts import NOT_APPLICABLE, OUR_FAILURES
from checker.model.dossier import Person, PersonTable
from checker.model.evidence import DocumentEvidence
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import DossierEvidence, Subject
from checker.model.wording import Reason, Text

_LINES = "text.lines"
_NEEDS = (
    _LINES,
    "text.source",
    "page.content",
    "date.dates",
    "legibility.is_legible",
)

_SLIPS = 2
"""Characters that a reader may take wrongly in one number; more are another number."""

_BENT_RATIO = 80
"""A stretch of text this much like a number (0 to 100) may be that number read badly.
Source: three slips in a number of fifteen characters."""

_LONGEST_NUMBER = 64
"""Characters of a row's number that are compared: comparing more takes minutes."""

_STAMPED = re.compile("延期|延续|续期|复核|复审|年审|年检|换证|长期")
"""Words of certificates whose last day may be stamped or written on by hand."""

_NAME = Text("姓名", "name")
_NUMBER = Text("编号", "number")
_UNTIL = Text("有效期至", "valid until")
_NOTHING_READ = Text("没有读到可以核对的内容", "nothing to compare was read")

Patterns = Mapping[PersonTable, tuple[str, ...]]
"""RE2 patterns by table, searched for in lines without spaces, widths and case."""


@dataclass(frozen=True, slots=True)
class Params:
    """What numbers look like, and how sure a reading must be.

    ``min_confidence`` of a line that says something quite different;
    ``sure_confidence`` of one that says something similar; ``doubt_confidence`` of one
    that a single slip of the reader would explain, which is only a doubt.
    ``min_page_confidence`` is the mean over each page of the certificate: below, what
    is missing may be unread.
    """

    patterns: Patterns = field(default_factory=dict)
    min_confidence: float = 0.85
    sure_confidence: float = 0.95
    doubt_confidence: float = 0.9
    min_page_confidence: float = 0.85

    def __post_init__(self) -> None:
        """Refuse a pattern that RE2 does not take.

        Raises:
            ValueError: a pattern is wrong; the message quotes it.
        """
        for pattern in (one for each in self.patterns.values() for one in each):
            try:
                matches_in(pattern, "")
            except re2.error as error:
                words = f"{pattern} is no RE2 pattern ({error})"
                raise ValueError(words) from error


@dataclass(frozen=True, slots=True)
class _Difference:
    """Something that a certificate says, and what the row says instead."""

    what: Text
    said: Said
    listed: str
    is_sure: bool

    @property
    def words(self) -> Text:
        """Both values, as a finding shows them."""
        return Text(
            f"{self.what.zh}“{self.said.value}”（人员表填的是“{self.listed}”）",
            f"{self.what.en} “{self.said.value}” (the table says “{self.listed}”)",
        )


@dataclass(frozen=True, slots=True)
class _Certificate:
    """The pages of one person's files, and the row that they are held against."""

    params: Params
    person: Person
    places: tuple[Placed, ...]
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        """All that was read on them, plain."""
        return "".join(self.texts)

    @property
    def own(self) -> tuple[Placed, ...]:
        """The pages that name the person; all, where none does."""
        name = letters_of(self.person.name)
        read = zip(self.places, self.texts, strict=True)
        named = (place for place, text in read if name in letters_of(text))
        return tuple(named) or self.places

    @property
    def numbered(self) -> tuple[Placed, ...]:
        """The own pages with a number; all of them, where none has one.

        Another paper of the same person has a last day too: a builder's registration.
        """
        patterns = self.params.patterns.get(self.person.table, ())
        found = (one for one in self.own if any(numbers_on(one, patterns)))
        return tuple(found) or self.own

    @property
    def is_well_read(self) -> bool:
        """Whether what was not found on it surely is not there."""
        limit = self.params.min_page_confidence
        return all(
            unread_reason(one.page, _LINES) is None
            and text_confidence(one.page) >= limit
            for one in self.places
        )


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return the verdicts on the people whose first file this document is."""
    document, whole = subject.document, subject.whole
    if document is None:
        return NOT_APPLICABLE
    path = document.document.path
    verdicts = tuple(
        verdict
        for person in people_of(whole)
        if path in person.files and file_of(person, whole) == path
        for verdict in _judged(params, person, whole)
    )
    return verdicts or NOT_APPLICABLE


def _judged(
    params: Params, person: Person, whole: DossierEvidence
) -> tuple[Verdict, ...]:
    files = [one for one in whole.documents if one.document.path in person.files]
    if not all(one.is_readable for one in files):
        return NOT_APPLICABLE
    failed = _failed(person, files)
    if failed is not None:
        return (failed,)
    places = tuple(pages_of(files))
    certificate = _Certificate(params, person, places, tuple(map(_text, places)))
    found = (_name(certificate), _number(certificate), _validity(certificate))
    differences = [one for one in found if one is not None]
    if not differences:
        outcome = Outcome.PASS if _agrees(certificate) else Outcome.NOT_APPLICABLE
        return (Verdict(outcome, _measured(person, ())),)
    return _unread(person, files) or _differing(certificate, differences)


def _failed(person: Person, files: Sequence[DocumentEvidence]) -> Verdict | None:
    """Return the verdict for pages that we could not read for a cause of ours."""
    for place in pages_of(files):
        reason = unread_reason(place.page, _LINES)
        if reason in OUR_FAILURES:
            measured = _measured(person, ())
            return Verdict(
                Outcome.UNKNOWN,
                measured,
                reason,
                document=place.path,
                page_no=place.page.page_no,
            )
    return None


def _unread(person: Person, files: Sequence[DocumentEvidence]) -> tuple[Verdict, ...]:
    """Return a doubt for each file with pages to read; it makes the engine read on."""
    waiting = (
        one.document.path
        for one in files
        if any(unread_reason(page, _LINES) is Reason.NOT_READ for page in one.pages)
    )
    return tuple(
        Verdict(Outcome.UNKNOWN, _measured(person, ()), Reason.NOT_READ, document=path)
        for path in waiting
    )


def _differing(
    certificate: _Certificate, differences: Sequence[_Difference]
) -> tuple[Verdict, ...]:
    if not certificate.is_well_read:
        return NOT_APPLICABLE
    is_sure = any(one.is_sure for one in differences)
    first = next((one for one in differences if one.is_sure), differences[0]).said
    verdict = Verdict(
        Outcome.FAIL if is_sure else Outcome.UNKNOWN,
        _measured(certificate.person, differences),
        None if is_sure else Reason.LOW_CONFIDENCE,
        document=first.place.path,
        page_no=first.place.page.page_no,
        box=first.box,
        confidence=round(first.confidence, 3),
    )
    return (verdict,)


def _name(certificate: _Certificate) -> _Difference | None:
    """Return another person's name in the field for it; never one read badly."""
    listed = letters_of(certificate.person.name)
    said = [one for place in certificate.places for one in names_on(place)]
    is_named = listed in letters_of(certificate.text)
    if is_named or len({one.value for one in said}) != 1:
        return None
    best = max(said, key=lambda one: one.confidence)
    if not _is_other_name(best, listed, certificate.params):
        return None
    return _Difference(_NAME, best, certificate.person.name, is_sure=True)


def _is_other_name(said: Said, listed: str, params: Params) -> bool:
    name = letters_of(said.value)
    if name in listed:
        return False
    has_nothing_of_it = not set(name) & set(listed)
    is_far = Levenshtein.distance(name, listed) >= _SLIPS
    is_other = said.is_typed or has_nothing_of_it or is_far
    least = params.min_confidence if has_nothing_of_it else params.sure_confidence
    return is_other and said.is_trusted(least)


def _number(certificate: _Certificate) -> _Difference | None:
    """Return another number than the row's, where there is but one.

    A reader that loses a digit gives a number of another length: no doubt comes of it.
    """
    person = certificate.person
    listed, text = core_of(person.certificate_number), core_of(certificate.text)
    patterns = certificate.params.patterns.get(person.table, ())
    said = [one for place in certificate.own for one in numbers_on(place, patterns)]
    if listed in text or not said:
        return None
    best = max(said, key=lambda one: one.confidence)
    core = core_of(best.value)
    others = (Levenshtein.distance(core, core_of(one.value)) for one in said)
    rest = text.replace(core, " ")
    if core in listed or max(others) > _SLIPS or _is_bent(listed, rest):
        return None
    is_near = Levenshtein.distance(core, listed) <= _SLIPS
    is_sure = best.is_typed or not is_near
    is_short = not is_sure and len(core) != len(listed)
    params = certificate.params
    least = params.doubt_confidence if is_near else params.min_confidence
    if is_short or not best.is_trusted(least):
        return None
    return _Difference(_NUMBER, best, person.certificate_number, is_sure)


def _is_bent(number: str, text: str) -> bool:
    return fuzz.partial_ratio(number[:_LONGEST_NUMBER], text) >= _BENT_RATIO


def _validity(certificate: _Certificate) -> _Difference | None:
    """Return another last day than the row's: the latest that the certificate names."""
    day = certificate.person.valid_until
    ends = [one for place in certificate.numbered for one in validities_on(place)]
    if day is None or not ends or _stands(day, certificate):
        return None
    latest = max(ends, key=lambda one: (one.value, one.confidence))
    if not latest.is_typed and _STAMPED.search(certificate.text):
        return None
    is_far = Levenshtein.distance(latest.value, day.isoformat()) >= _SLIPS
    if not latest.is_trusted(_least_of_day(latest, certificate.params, is_far=is_far)):
        return None
    is_sure = latest.is_typed or latest.is_term or is_far
    return _Difference(_UNTIL, latest, day.isoformat(), is_sure)


def _least_of_day(said: Validity, params: Params, *, is_far: bool) -> float:
    """Return how surely a last day must be read, more surely where a slip explains it.

    A slip seldom leaves whole years between the first day and the last.
    """
    if said.is_term:
        return params.min_confidence
    return params.sure_confidence if is_far else params.doubt_confidence


def _stands(day: dt.date, certificate: _Certificate) -> bool:
    spans = (span for place in certificate.places for span in dates_of(place.page))
    text = certificate.text
    return any(covers(span, day) for span in spans) or any(
        written in text for written in ways_to_write(day)
    )


def _agrees(certificate: _Certificate) -> bool:
    """Whether something of the row stands on the certificate."""
    person = certificate.person
    name, number = letters_of(person.name), core_of(person.certificate_number)
    text = certificate.text
    is_named = bool(name) and name in letters_of(text)
    is_numbered = bool(number) and number in core_of(text)
    day = person.valid_until
    return is_named or is_numbered or (day is not None and _stands(day, certificate))


def _text(place: Placed) -> str:
    return "".join(plain_text(line.text) for line in lines_of(place.page))


def _measured(
    person: Person, differences: Sequence[_Difference]
) -> dict[str, Measured]:
    found = {one.what: one.said.value for one in differences}
    until = person.valid_until
    words = Text(
        "、".join(one.words.zh for one in differences),
        ", ".join(one.words.en for one in differences),
    )
    return {
        **about(person),
        "differences": words if differences else _NOTHING_READ,
        "found_name": found.get(_NAME),
        "found_number": found.get(_NUMBER),
        "found_until": found.get(_UNTIL),
        "number": person.certificate_number,
        "valid_until": None if until is None else until.isoformat(),
    }


KIND = RuleKind(
    name="certificate_agreement",
    scopes=frozenset({Scope.DOCUMENT}),
    params=Params,
    needs=lambda _params: frozenset(map(FactName, _NEEDS)),
    placeholders=(
        *PERSON_PLACEHOLDERS,
        "differences",
        "found_name",
        "found_number",
        "found_until",
        "number",
        "valid_until",
    ),
    evaluate=evaluate,
)
