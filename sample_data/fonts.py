"""Chinese fonts in two groups that share no file.

What a detector is tuned on is drawn with ``TUNE``; what it is tested on, and the
committed set, with ``TEST``. All are Debian packages.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from PIL import ImageFont

Role = Literal["song", "bold", "hei", "kai"]
"""Running text, heavy headings, sans serif, brush (also stands for handwriting)."""

_SHARE = Path("/usr/share/fonts")


class FontsMissingError(Exception):
    """A font file of a group is not installed; the message names its package."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font file; ``index`` picks it from a collection."""

    file: str
    package: str
    index: int = 0

    @property
    def path(self) -> Path:
        """Where Debian puts it."""
        return _SHARE / self.file


@dataclass(frozen=True, slots=True)
class FontGroup:
    """The faces of one group.

    ``paint`` draws pictures; ``embed`` goes into PDFs and therefore has TrueType
    outlines (the Noto collections have not).
    """

    name: str
    paint: dict[Role, Face]
    embed: dict[Role, Face]


_NOTO = "fonts-noto-cjk"
_UMING = Face("truetype/arphic/uming.ttc", "fonts-arphic-uming")
_UKAI = Face("truetype/arphic/ukai.ttc", "fonts-arphic-ukai")
_ZENHEI = Face("truetype/wqy/wqy-zenhei.ttc", "fonts-wqy-zenhei")
_MICROHEI = Face("truetype/wqy/wqy-microhei.ttc", "fonts-wqy-microhei")
_GBSN = Face("truetype/arphic-gbsn00lp/gbsn00lp.ttf", "fonts-arphic-gbsn00lp")
_GKAI = Face("truetype/arphic-gkai00mp/gkai00mp.ttf", "fonts-arphic-gkai00mp")

# Face 2 of a Noto collection is the simplified Chinese one.
_SANS = Face("opentype/noto/NotoSansCJK-Regular.ttc", _NOTO, 2)
_SANS_BLACK = Face("opentype/noto/NotoSansCJK-Black.ttc", f"{_NOTO}-extra", 2)
_SERIF = Face("opentype/noto/NotoSerifCJK-Regular.ttc", _NOTO, 2)
_SERIF_BOLD = Face("opentype/noto/NotoSerifCJK-Bold.ttc", _NOTO, 2)

TUNE = FontGroup(
    "tune",
    paint={"song": _UMING, "bold": _SANS_BLACK, "hei": _SANS, "kai": _UKAI},
    embed={"song": _UMING, "bold": _ZENHEI, "hei": _ZENHEI, "kai": _UKAI},
)
TEST = FontGroup(
    "test",
    paint={"song": _SERIF, "bold": _SERIF_BOLD, "hei": _MICROHEI, "kai": _GKAI},
    embed={"song": _GBSN, "bold": _MICROHEI, "hei": _MICROHEI, "kai": _GKAI},
)
GROUPS = {group.name: group for group in (TUNE, TEST)}


def require(group: FontGroup) -> None:
    """Make sure that a group is installed.

    Raises:
        FontsMissingError: a file is absent; says which package brings it.
    """
    faces = {*group.paint.values(), *group.embed.values()}
    missing = sorted({f.package for f in faces if not f.path.is_file()})
    if missing:
        raise FontsMissingError(
            f"fonts of the group '{group.name}' are missing; install them with: "
            f"apt-get install {' '.join(missing)}"
        )


@lru_cache(maxsize=256)
def load(face: Face, size_px: float) -> ImageFont.FreeTypeFont:
    """Return a face at a size in pixels, for drawing with Pillow."""
    return ImageFont.truetype(
        str(face.path), size_px, index=face.index, layout_engine=ImageFont.Layout.BASIC
    )
