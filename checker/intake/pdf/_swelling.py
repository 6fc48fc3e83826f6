"""Streams that unpack to far more than any page needs (decompression bombs)."""

import zlib

import pikepdf

MAX_UNPACKED_BYTES = 200 << 20
"""The most that one stream may unpack to.

Source: measured set: the largest honest stream of 3,283 public files is under half.
"""

_FLATE_RATIO = 1032
"""Source: zlib technical details, "maximum compression factor"."""

_RUN_LENGTH_RATIO = 64
"""Source: ISO 32000-1, 7.4.5: two bytes stand for at most 128."""

_STEP_BYTES = 1 << 20
_FLATE = frozenset({"/FlateDecode", "/Fl"})
_RUN_LENGTH = frozenset({"/RunLengthDecode", "/RL"})


def swells(stream: pikepdf.Object) -> bool:
    """Return whether a stream unpacks to more than ``MAX_UNPACKED_BYTES``.

    Attachments are never unpacked and always pass; so does a picture behind one
    filter, which is unpacked row by row up to its own size. Nothing is unpacked unless
    the packed size leaves room for an excess.
    """
    entries = stream.stream_dict
    filters = _filters(entries)
    count = sum(name in _FLATE for name in filters)
    is_picture = entries.get("/Subtype") == "/Image" and len(filters) == 1
    if not count or is_picture or entries.get("/Type") == "/EmbeddedFile":
        return False
    length: object = entries.get("/Length")
    packed = int(length) if isinstance(length, int) else MAX_UNPACKED_BYTES
    ratio = _FLATE_RATIO**count
    ratio *= _RUN_LENGTH_RATIO if any(name in _RUN_LENGTH for name in filters) else 1
    if packed * ratio <= MAX_UNPACKED_BYTES:
        return False
    return _exceeds(stream.read_raw_bytes(), filters)


def _filters(entries: pikepdf.Object) -> list[str]:
    value = entries.get("/Filter")
    if isinstance(value, pikepdf.Name):
        return [str(value)]
    if isinstance(value, pikepdf.Array):
        return [str(one) for one in list(value)[:64]]
    return []


def _exceeds(packed: bytes, filters: list[str]) -> bool:
    """Unpack the leading Flate filters step by step; stop at the first excess."""
    if filters[0] not in _FLATE:
        return False
    after = filters[1:]
    limit = MAX_UNPACKED_BYTES
    if any(name in _RUN_LENGTH for name in after):
        limit //= _RUN_LENGTH_RATIO
    stages = 1
    while after and after[0] in _FLATE:
        stages += 1
        after = after[1:]
    try:
        return _unpacks_beyond(limit, packed, stages)
    except zlib.error:
        return False  # broken before the limit: readers stop there too


def _unpacks_beyond(limit: int, packed: bytes, stages: int) -> bool:
    """Pump data through the filters, the last stage first, so that little waits."""
    chain = [zlib.decompressobj() for _ in range(stages)]
    totals = [0] * stages
    waiting = [packed] + [b""] * stages
    while True:
        stage = next((at for at in reversed(range(len(chain))) if waiting[at]), None)
        if stage is None:
            return False
        unpacked = chain[stage].decompress(waiting[stage], _STEP_BYTES)
        left = chain[stage].unconsumed_tail
        waiting[stage] = b"" if chain[stage].eof else left
        totals[stage] += len(unpacked)
        if totals[stage] > limit:
            return True
        if stage + 1 < len(chain):
            waiting[stage + 1] += unpacked
