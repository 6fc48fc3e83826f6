"""Active content: what a PDF can do besides being read.

A walk over all objects of the file, those in object streams too. The parser has
already decoded names such as ``/J#61vaScript``. No stream is unpacked.
"""

import re
from collections.abc import Iterator

import pikepdf

_MAX_WRITTEN_BYTES = 64 << 20
_MAX_NODES = 20_000
_MAX_DEPTH = 30

_ACTIONS = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    "/URI": "uri",
    "/GoToR": "uri",
    "/GoToE": "uri",
    "/SubmitForm": "submit_form",
    "/ImportData": "submit_form",
    "/Rendition": "rich_media",
    "/Movie": "rich_media",
    "/Sound": "rich_media",
    "/RichMediaExecute": "rich_media",
    "/GoTo3DView": "rich_media",
}
_ANNOTATIONS = {
    "/FileAttachment": "embedded_file",
    "/RichMedia": "rich_media",
    "/Screen": "rich_media",
    "/Movie": "rich_media",
    "/Sound": "rich_media",
    "/3D": "rich_media",
}
_KEYS = {
    "/EF": "embedded_file",
    "/EmbeddedFiles": "embedded_file",
    "/XFA": "xfa",
    "/JavaScript": "javascript",
    "/Ref": "uri",
}
_WORTH_A_LOOK = re.compile(
    rb"/(?:JavaScript|JS|Launch|URI|GoToR|GoToE|SubmitForm|ImportData|Rendition|Movie"
    rb"|Sound|RichMedia\w*|GoTo3DView|FileAttachment|Screen|3D|EF|EmbeddedFiles?|XFA"
    rb"|Ref|F)\b"
)


class ActiveContent:
    """Collects the kinds of active content over the objects of a file.

    Out of javascript, launch, embedded_file, uri, submit_form, rich_media, xfa. An
    action that opens another file (GoToR, GoToE) and a stream or form that lies outside
    the file count as uri, an import of form data as submit_form.
    """

    def __init__(self) -> None:
        self._found: set[str] = set()
        self._written_bytes = 0

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds found so far, sorted."""
        return tuple(sorted(self._found))

    @property
    def is_full(self) -> bool:
        """Whether so much was looked at that the walk should end."""
        return self._written_bytes > _MAX_WRITTEN_BYTES

    def look(self, thing: pikepdf.Object) -> None:
        """Look at one object of the file; what it refers to is looked at in turn."""
        is_stream = isinstance(thing, pikepdf.Stream)
        body = thing.stream_dict if is_stream else thing
        text = body.unparse(resolved=True)
        self._written_bytes += len(text)
        if _WORTH_A_LOOK.search(text):
            self._found.update(_kinds_in(body, is_stream=is_stream))


def _kinds_in(body: pikepdf.Object, *, is_stream: bool) -> Iterator[str]:
    if is_stream and "/F" in body:
        yield "uri"
    if is_stream and body.get("/Type") == "/EmbeddedFile":
        yield "embedded_file"
    for one in _direct_dictionaries(body):
        yield from _kinds_of_dictionary(one)


def _direct_dictionaries(body: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the dictionaries written inside one object, references not followed."""
    waiting = [(body, 0)]
    seen = 0
    while waiting and seen < _MAX_NODES:
        thing, depth = waiting.pop()
        seen += 1
        children: list[pikepdf.Object] = []
        if isinstance(thing, pikepdf.Dictionary):
            yield thing
            children = [value for _, value in thing.items()]
        elif isinstance(thing, pikepdf.Array):
            children = list(thing)[:_MAX_NODES]
        if depth < _MAX_DEPTH:
            waiting.extend(
                (child, depth + 1)
                for child in children
                if isinstance(child, pikepdf.Dictionary | pikepdf.Array)
                and not child.is_indirect
            )


def _kinds_of_dictionary(one: pikepdf.Object) -> Iterator[str]:
    action = _ACTIONS.get(_name(one.get("/S")))
    if action and one.get("/Type", "/Action") == "/Action":
        yield action
    if "/JS" in one and "/S" in one:
        yield "javascript"
    annotation = _ANNOTATIONS.get(_name(one.get("/Subtype")))
    if annotation and "/Rect" in one:
        yield annotation
    for key, kind in _KEYS.items():
        if key in one and _is_telling(key, one):
            yield kind


def _is_telling(key: str, one: pikepdf.Object) -> bool:
    value = one.get(key)
    if key == "/Ref":
        return isinstance(value, pikepdf.Dictionary) and "/F" in value
    if key == "/XFA":
        return isinstance(value, pikepdf.Array | pikepdf.Stream)
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array)


def _name(value: object) -> str:
    return str(value) if isinstance(value, pikepdf.Name) else ""
