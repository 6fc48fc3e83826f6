"""The labelled world: pages of every layout, medium, wear and harm, one PDF each.

    python -m sample_data.world --pages 300 --seed 1 --fonts test --out DIR

writes ``DIR/*.pdf`` and ``DIR/labels.yaml`` (fields as in the sets of dossiers,
and ``harm``, ``strength``, ``wear``, ``em_px``, ``dates``) for ``checker bench DIR``.
``--clean`` leaves harm and right angles out. A page follows from its seed and its
font group alone. None of it is committed: tune on one set of seeds and on ``tune``,
judge on others and on ``test``.

A page is called legible where its harm is under 0.6 of the limit at which half of all
readers complain, and not where it is over 1.65; between, its label is null.
"""

import argparse
import io
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium

from checker.model.page import Pixels
from sample_data import fonts
from sample_data.build import as_yaml
from sample_data.cast import invented
from sample_data.draw import pdf, raster, vector
from sample_data.draw.harm import KINDS, harm, strongest
from sample_data.draw.press import Press
from sample_data.draw.scanning import Capture, Handling, Medium, capture, turned
from sample_data.draw.sheet import MM_PER_PT, Ink, Picture, Seal, Sheet, Stamp, Text
from sample_data.draw.wear import WEAR, dark_edges
from sample_data.pages import PAPERS, Papers
from sample_data.papers import dated, posters, varied
from sample_data.papers.desk import Desk
from sample_data.paperwork import Exposure, Label, label

LAYOUTS: dict[str, tuple[Papers, int]] = {
    **PAPERS,
    "cover": (varied.cover, 0),
    "nearly_empty": (varied.nearly_empty, 0),
    "essay": (varied.essay, 0),
    "chart": (varied.chart, 0),
    "numbers": (varied.numbers, 0),
    "licence": (varied.certificate, 0),
    "letter_form": (varied.letter_form, 0),
    "joint_notice": (varied.joint_notice, 0),
    "poster": (posters.poster, 0),
    "id_card": (varied.card, 0),
    "note": (varied.note, 0),
    "album": (varied.album, 0),
    "contents": (varied.contents, 0),
    "red_title": (posters.red_title, 0),
    "dated": (dated.page, 0),
    "dated_ledger": (dated.ledger, 0),
}
"""Name, and the paper with the number of its sheet that shows that layout."""

_BLANK_SHARE = 0.06
_MEDIA: tuple[Medium, ...] = ("digital", "scan", "grey", "bilevel", "photo")
_MEDIA_SHARES = (0.14, 0.4, 0.1, 0.12, 0.24)
_DPI: dict[Medium, tuple[int, ...]] = {
    "digital": (150,),
    "scan": (100, 150, 150, 200, 200, 300, 400),
    "grey": (100, 150, 200, 300),
    "bilevel": (200, 200, 300, 400),
    "photo": (120, 150, 180, 220),
}
_HARM_SHARE = 0.35
_TURN_SHARES = (0.55, 0.15, 0.15, 0.15)
_LEGIBLE_BELOW, _ILLEGIBLE_ABOVE = 0.6, 1.65
_LEAST_EM_PX = 10.0
"""Below, a page has too few pixels for an easy answer even without other harm."""

_LEAST_SHOWN = 0.4
"""A seal of which less lies on the sheet may be found or not."""

_LEAST_INK_OF_FAX = 0.75
"""Paler red turns to specks, or to nothing, in black and white."""

_COLOURS: tuple[Ink, ...] = ("red", "red", "red", "red", "blue", "purple")


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that makes a page what it is; ``draw`` adds no chance of its own."""

    seed: int
    fonts: str
    layout: str
    medium: Medium
    dpi: int
    handling: Handling
    quality: int
    lossless: bool
    wear: tuple[str, ...]
    edges: bool
    stamps: int
    harm: str
    strength: float

    @property
    def name(self) -> str:
        """A file name that says what is in it."""
        parts = [f"{self.seed:06d}", self.layout, self.medium, str(self.dpi)]
        return "-".join(parts + ([self.harm] if self.harm else [])) + ".pdf"


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A page as a PDF of its own, and what is true of it."""

    data: bytes
    label: Label


def choose(seed: int, fonts_name: str, *, clean: bool = False) -> Recipe:
    """Return the recipe of a seed; ``clean``: upright and without harm."""
    rng = np.random.default_rng([seed, 17])
    names = [name for name in LAYOUTS if name != "blank"]
    layout = "blank" if rng.random() < _BLANK_SHARE else names[seed % len(names)]
    medium = _MEDIA[int(rng.choice(5, p=_MEDIA_SHARES))]
    paper = medium != "digital"
    turn = int(rng.choice(4, p=_TURN_SHARES)) * 90
    skew = float(np.round(rng.normal(0, 2.5), 2)) if rng.random() < 0.3 else None  # noqa: PLR2004
    harmed = paper and medium != "bilevel" and rng.random() < _HARM_SHARE
    harmed = harmed and layout != "blank"
    kind = str(rng.choice(KINDS)) if harmed and not clean else ""
    if kind == "glare" and medium != "photo":
        kind = "faint"  # the light of a scanner does not glare
    strength = float(np.exp(rng.uniform(np.log(0.25), np.log(4)))) if kind else 0.0
    count = int(rng.integers(0, 3)) if paper else 0
    wear = tuple(str(name) for name in rng.permutation(list(WEAR))[:count])
    handling = Handling(
        turn_deg=0 if clean else turn,
        skew_deg=skew if paper else None,
        turned_back=bool(paper and rng.random() < 0.12),  # noqa: PLR2004
    )
    return Recipe(
        *(seed, fonts_name, layout, medium, int(rng.choice(_DPI[medium])), handling),
        quality=int(rng.integers(35, 93)),
        lossless=bool(rng.random() < 0.12),  # noqa: PLR2004
        wear=wear,
        edges=bool(paper and medium != "photo" and rng.random() < 0.2),  # noqa: PLR2004
        stamps=int(rng.choice(4, p=(0.7, 0.15, 0.1, 0.05))),
        harm=kind,
        strength=round(strength, 3),
    )


def draw(recipe: Recipe) -> Drawn:
    """Draw the page of a recipe.

    Raises:
        FontsMissingError: a font of the group is not installed.
    """
    group = fonts.GROUPS[recipe.fonts]
    fonts.require(group)
    rng = np.random.default_rng([recipe.seed, 23])
    desk = Desk(invented(recipe.seed), group, rng)
    papers, place = LAYOUTS[recipe.layout]
    sheet = replace(papers(desk)[place], layout=recipe.layout)
    if recipe.layout not in ("blank", "poster"):
        _stamp(sheet, desk, recipe.stamps)
    if recipe.medium == "digital":
        return _digital(sheet, recipe, rng)
    press = Press(recipe.dpi, group, rng)
    shot, true_label = _pictured(sheet, recipe, press)
    return Drawn(pdf.of_pictures([_leaf(shot.pixels, sheet, recipe)]), true_label)


def picture_of(recipe: Recipe) -> tuple[Pixels, Label]:
    """Return a page as displayed in RGB at the recipe's resolution, and its label."""
    drawn = draw(recipe)
    file = pdfium.PdfDocument(drawn.data)
    shown = file[0].render(scale=recipe.dpi / 72).to_numpy()[..., 2::-1]
    page = np.ascontiguousarray(shown)
    file.close()
    return page, drawn.label


def _stamp(sheet: Sheet, desk: Desk, count: int) -> None:
    rng = desk.rng
    for number in range(count):
        seal = _seal(desk)
        x, y = rng.uniform((25, 30), (sheet.width - 25, sheet.height - 30))
        where = rng.random()
        if where < 0.2:  # noqa: PLR2004 - over the edge, as across sheets
            x = float(sheet.width - rng.uniform(-0.15, 0.3) * seal.width)
        elif number and where < 0.5 and sheet.stamps:  # noqa: PLR2004 - touching
            last = sheet.stamps[-1]
            x = last.x - (last.seal.width + seal.width) / 2 * 0.98
            y = last.y
        stamp = Stamp(float(x), float(y), seal)
        if not any(_crosses(stamp, other) for other in sheet.stamps):
            sheet.put(stamp)


def _crosses(one: Stamp, other: Stamp) -> bool:
    near_x = abs(one.x - other.x) < 0.45 * (one.seal.width + other.seal.width)
    near_y = abs(one.y - other.y) < 0.45 * (one.seal.height + other.seal.height)
    return near_x and near_y


def _seal(desk: Desk) -> Seal:
    rng, company = desk.rng, desk.cast.company
    shape = str(rng.choice(("round", "round", "oval", "square")))
    colour = _COLOURS[int(rng.integers(len(_COLOURS)))]
    ink = float(rng.choice([0.45, 0.7, 0.85, 0.95]))
    lean = float(rng.uniform(-180, 180))
    if shape == "square":
        side = float(rng.uniform(15, 24))
        who = desk.cast.workers[int(rng.integers(20))].name
        return Seal(who, side, side, "square", star=False, colour=colour, ink=ink)
    if shape == "oval":
        wide = float(rng.uniform(36, 45))
        return Seal(
            *(company.name, wide, wide * 0.72, "oval"),
            star=False,
            centre=str(rng.choice(("发票专用章", "收讫", "业务专用章"))),
            colour=colour,
            ink=ink,
            lean_deg=lean / 12,
        )
    wide = float(rng.uniform(36, 46))
    centre = str(rng.choice(("", "", "合同专用章", "财务专用章")))
    seal = Seal(company.name, wide, wide, centre=centre, foot=company.seal_code)
    return replace(seal, colour=colour, ink=ink, lean_deg=lean)


def _digital(sheet: Sheet, recipe: Recipe, rng: np.random.Generator) -> Drawn:
    data = vector.print_sheets([sheet], fonts.GROUPS[recipe.fonts], rng)
    turn = recipe.handling.turn_deg
    if turn:
        out = io.BytesIO()
        with pikepdf.Pdf.open(io.BytesIO(data)) as file:
            file.pages[0].rotate(turn, relative=False)
            file.save(out, deterministic_id=True)
        data = out.getvalue()
    size = (round(sheet.height * 10), round(sheet.width * 10))
    flat = Capture(np.broadcast_to(np.uint8(255), size), np.eye(3), 0.0)
    shot = turned(flat, turn)
    return Drawn(data, _label(sheet, shot, recipe, dpi=254.0))


def _pictured(sheet: Sheet, recipe: Recipe, press: Press) -> tuple[Capture, Label]:
    printed = raster.paint(sheet, press)
    for name in recipe.wear:
        printed = WEAR[name](printed, press.scale, press.rng)
    shot = capture(printed, recipe.medium, recipe.handling, rng=press.rng)
    pixels = shot.pixels
    if recipe.harm:
        em_px = _em_mm(sheet) * press.scale
        strength = min(recipe.strength, strongest(recipe.harm, em_px))
        recipe = replace(recipe, strength=strength)
        pixels = harm(pixels, recipe.harm, strength, em_px=em_px, rng=press.rng)
    if recipe.edges:
        pixels = dark_edges(pixels, press.rng)
    shot = turned(replace(shot, pixels=pixels), recipe.handling.turn_deg)
    return shot, _label(sheet, shot, recipe, dpi=float(recipe.dpi))


def _label(sheet: Sheet, shot: Capture, recipe: Recipe, *, dpi: float) -> Label:
    found = label(sheet, shot, Exposure(recipe.medium, dpi, recipe.handling))
    grey = recipe.medium in ("grey", "bilevel")
    seals = [
        {
            **seal,
            "colour": "black" if grey else seal["colour"],
            "clear": _is_clear(stamp, sheet, recipe.medium),
        }
        for stamp, seal in zip(sheet.stamps, _seals(found), strict=True)
    ]
    em_px = _em_mm(sheet) * dpi / 25.4
    return {
        "page": 1,
        **found,
        "legible": _legible(recipe, em_px),
        "seals": seals,
        "red_header": _named(found["red_header"], sheet),
        "dates": None if sheet.spans is None else [list(one) for one in sheet.spans],
        "company": invented(recipe.seed).company.name,
        "em_px": round(em_px, 1),
        "wear": list(recipe.wear),
        "harm": recipe.harm,
        "strength": recipe.strength,
    }


def _named(header: object, sheet: Sheet) -> object:
    """Add the issuer's name to what is true of a red header."""
    if not isinstance(header, dict) or sheet.header is None:
        return header
    low, high = sheet.header[1], sheet.header[3]
    texts = [m for m in sheet.marks if isinstance(m, Text) and low <= m.y <= high]
    return {**header, "name": "".join(m.text for m in texts if m.role == "bold")}


def _seals(found: Label) -> list[dict[str, object]]:
    seals = found["seals"]
    return list(seals) if isinstance(seals, list) else []


def _shown(stamp: Stamp, sheet: Sheet) -> float:
    """Return the share of a seal's box that lies on the sheet."""
    share = 1.0
    for at, size, side in (
        (stamp.x, stamp.seal.width, sheet.width),
        (stamp.y, stamp.seal.height, sheet.height),
    ):
        inside = min(side, at + size / 2) - max(0.0, at - size / 2)
        share *= max(0.0, inside) / size
    return share


def _is_clear(stamp: Stamp, sheet: Sheet, medium: Medium) -> bool:
    """Tell whether a careful reader must find a seal; others may be found or not."""
    if medium in ("grey", "bilevel") and any(
        _lies_on(stamp, mark) for mark in sheet.marks if isinstance(mark, Picture)
    ):
        return False
    if medium == "bilevel" and stamp.seal.ink < _LEAST_INK_OF_FAX:
        return False
    return _shown(stamp, sheet) >= _LEAST_SHOWN


def _lies_on(stamp: Stamp, picture: Picture) -> bool:
    x = min(max(stamp.x, picture.x), picture.x + picture.width)
    y = min(max(stamp.y, picture.y), picture.y + picture.height)
    return math.hypot(x - stamp.x, y - stamp.y) < stamp.seal.width / 2


def _legible(recipe: Recipe, em_px: float) -> bool | None:
    if recipe.layout in ("blank", "album"):
        return None
    if recipe.harm and recipe.strength > _ILLEGIBLE_ABOVE:
        return False
    if recipe.medium != "digital" and em_px < _LEAST_EM_PX:
        return None
    return True if not recipe.harm or recipe.strength < _LEGIBLE_BELOW else None


def _em_mm(sheet: Sheet) -> float:
    """Return the size of the running text: that above which 3/4 of all letters are."""
    sizes = [m.size_pt for m in sheet.marks if isinstance(m, Text) for _ in m.text]
    return float(np.percentile(sizes or [12.0], 25)) * MM_PER_PT


def _leaf(pixels: Pixels, sheet: Sheet, recipe: Recipe) -> pdf.PictureLeaf:
    on_side = recipe.handling.turn_deg % 180 == 90  # noqa: PLR2004 - right angles
    sides = (sheet.height, sheet.width) if on_side else (sheet.width, sheet.height)
    leaf = pdf.PictureLeaf(
        *(pixels, *sides),
        quality=recipe.quality,
        bilevel=recipe.medium == "bilevel",
        lossless=recipe.lossless and recipe.medium != "bilevel",
    )
    if not recipe.handling.turned_back:
        return leaf
    lying = np.ascontiguousarray(np.rot90(pixels))
    width, height = sides
    return replace(leaf, pixels=lying, width_mm=height, height_mm=width, rotate=90)


def write(folder: Path, recipes: Sequence[Recipe]) -> None:
    """Write the pages of recipes as PDFs, and their labels."""
    folder.mkdir(parents=True, exist_ok=True)
    documents: dict[str, list[Label]] = {}
    for recipe in recipes:
        drawn = draw(recipe)
        (folder / recipe.name).write_bytes(drawn.data)
        documents[recipe.name] = [drawn.label]
    labels = {"set": folder.name, "documents": documents}
    (folder / "labels.yaml").write_text(as_yaml(labels), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages that the arguments ask for; return an exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the pages")
    parser.add_argument("--seed", type=int, default=1, help="the first page's")
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--fonts", choices=list(fonts.GROUPS), default="test")
    parser.add_argument("--clean", action="store_true", help="no harm, all upright")
    parser.add_argument("--layouts", nargs="+", choices=list(LAYOUTS), default=[])
    given = parser.parse_args(arguments)
    seeds = range(given.seed, given.seed + given.pages)
    try:
        recipes = [choose(s, given.fonts, clean=given.clean) for s in seeds]
        for place, layout in enumerate(given.layouts * given.pages):
            if place < given.pages:
                recipes[place] = replace(recipes[place], layout=layout)
        write(given.out, recipes)
    except fonts.FontsMissingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
