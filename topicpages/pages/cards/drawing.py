"""Draws a card: the colours and faces of LOOK.md on paper of the size that other sites ask for."""

import io
from functools import cache

import font_source_sans_pro
import font_source_serif_pro
from PIL import Image, ImageDraw, ImageFont

from topicpages.pages.cards.text import Card, lines

WIDTH, HEIGHT = 1200, 630
_PAPER, _INK, _SOFT, _LINE, _WATER, _EARTH = "#fbfaf6", "#1c2227", "#525c65", "#d8d3c6", "#14506f", "#7c4310"
_EDGE = 84
_ROOM = WIDTH - 2 * _EDGE
_BAND = 18
_TITLE_SIZES = (100, 84, 64, 52)  # for one line, for two, for three
_TITLE_LINES, _ABOUT_LINES = 3, 3
_COLOURS = 64  # letters on paper need no more, and the file is a third
_FACES = {
    "serif": font_source_serif_pro.font_files_ttf["SourceSerifProSemibold"],
    "sans": font_source_sans_pro.font_files_ttf["SourceSansPro"],
    "label": font_source_sans_pro.font_files_ttf["SourceSansProSemibold"],
}


def drawn(card: Card) -> bytes:
    """Return ``card`` as a PNG; the same words give the same bytes."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, _BAND), fill=_WATER)
    _logo(pen, (_EDGE, 72), 60)
    pen.text((_EDGE + 78, 102), card.site, font=_face("label", 32), fill=_WATER, anchor="lm")
    pen.text((WIDTH - _EDGE, 102), card.kind, font=_face("label", 30), fill=_EARTH, anchor="rm")
    top = _title(pen, card.title, 176)
    pen.rectangle((_EDGE, top + 22, _EDGE + 120, top + 26), fill=_WATER)
    _block(pen, card.description, _face("sans", 37), top=top + 54, most=_ABOUT_LINES, colour=_SOFT)
    pen.rectangle((0, HEIGHT - 2, WIDTH, HEIGHT), fill=_LINE)
    content = io.BytesIO()
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(content, "PNG", optimize=True)
    return content.getvalue()


@cache
def _face(name: str, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout is the same wherever the wheel runs; the other one depends on a library of the machine.
    return ImageFont.truetype(_FACES[name], size, layout_engine=ImageFont.Layout.BASIC)


def _title(pen: ImageDraw.ImageDraw, text: str, top: float) -> float:
    """Draw the title as large as it fits; return its lower edge."""
    faces = [_face("serif", size) for size in _TITLE_SIZES]
    fits = (
        face
        for number, face in enumerate(faces)
        if len(lines(text, _ROOM, width=face.getlength, most=_TITLE_LINES + 1))
        <= min(number + 1, _TITLE_LINES)
    )
    return _block(pen, text, next(fits, faces[-1]), top=top, most=_TITLE_LINES, colour=_INK)


def _block(
    pen: ImageDraw.ImageDraw,
    text: str,
    face: ImageFont.FreeTypeFont,
    *,
    top: float,
    most: int,
    colour: str,
) -> float:
    """Draw ``text`` in at most that many lines; return their lower edge."""
    for line in lines(text, _ROOM, width=face.getlength, most=most):
        pen.text((_EDGE, top), line, font=face, fill=colour, anchor="la")
        top += face.size * 1.2
    return top


def _logo(pen: ImageDraw.ImageDraw, corner: tuple[float, float], side: float) -> None:
    """Draw the globe between brackets of ``docs/assets/logo.svg``, whose grid is 24 by 24."""
    unit, (left, top), thick = side / 24, corner, round(side / 14)

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(left + x * unit, top + y * unit) for x, y in points]

    for bracket in (
        at((5, 2.8), (2.4, 2.8), (2.4, 21.2), (5, 21.2)),
        at((19, 2.8), (21.6, 2.8), (21.6, 21.2), (19, 21.2)),
    ):
        pen.line(bracket, fill=_WATER, width=thick, joint="curve")
    pen.ellipse(at((5.8, 5.8), (18.2, 18.2)), outline=_WATER, width=thick)
    pen.ellipse(at((9.3, 5.8), (14.7, 18.2)), outline=_WATER, width=thick)
    pen.line(at((5.8, 12), (18.2, 12)), fill=_WATER, width=thick)
