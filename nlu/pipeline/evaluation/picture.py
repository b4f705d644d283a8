"""A drawing as a PNG file.

Pillow draws it: one wheel without system libraries, and with a font of its own, so that pictures come out alike on a
bare server. It is optional (`requirements-report.txt`); a report without it has no PNG files and is whole otherwise.
"""

from __future__ import annotations

from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

from nlu.pipeline.evaluation.drawing import Dot, Drawing, Rect, Shape, Words
from nlu.pipeline.evaluation.drawing import Path as Line

SCALE = 2  # pixels per unit
_SMOOTH = 2  # drawn so much larger and then made smaller: lines without steps
PALETTE = {
    "text": (28, 30, 38),
    "soft": (88, 92, 104),
    "grid": (222, 225, 232),
    "one": (60, 90, 200),
    "two": (190, 110, 20),
    "bad": (196, 50, 60),
    "ground": (255, 255, 255),
}
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


def can_draw() -> bool:
    """Whether Pillow is installed."""
    return find_spec("PIL") is not None


def save_png(drawing: Drawing, file: Path) -> None:
    """Writes the drawing in the colours of a light page."""
    from PIL import Image, ImageDraw

    scale = SCALE * _SMOOTH
    size = (round(drawing.width * scale), round(drawing.height * scale))
    image = Image.new("RGB", size, PALETTE["ground"])
    pen = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        _paint(pen, shape, scale)
    image.resize((size[0] // _SMOOTH, size[1] // _SMOOTH), Image.Resampling.LANCZOS).save(file, optimize=True)


def _paint(pen: Any, shape: Shape, scale: int) -> None:
    colour = PALETTE[shape.ink]
    match shape:
        case Rect():
            box = [shape.x, shape.y, shape.x + max(shape.width, 0.5), shape.y + max(shape.height, 0.5)]
            pen.rectangle([edge * scale for edge in box], fill=_mixed(colour, shape.share))
        case Line():
            _paint_line(pen, shape, scale)
        case Dot():
            r = shape.radius
            box = [shape.x - r, shape.y - r, shape.x + r, shape.y + r]
            pen.ellipse([edge * scale for edge in box], fill=colour)
        case Words():
            place = (shape.x * scale, shape.y * scale)
            pen.text(place, shape.text, fill=colour, font=_font(shape.size * scale), anchor=_ANCHORS[shape.anchor])


def _paint_line(pen: Any, line: Line, scale: int) -> None:
    points = [(x * scale, y * scale) for x, y in line.points]
    width = max(1, round(line.width * scale))
    if not line.dashed:
        pen.line(points, fill=PALETTE[line.ink], width=width, joint="curve")
        return
    for (x1, y1), (x2, y2) in pairwise(points):
        steps = max(1, round(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 / (4 * scale)))
        for number in range(0, steps, 2):
            begin, end = number / steps, min(number + 1, steps) / steps
            dash = [(x1 + (x2 - x1) * at, y1 + (y2 - y1) * at) for at in (begin, end)]
            pen.line(dash, fill=PALETTE[line.ink], width=width)


def _mixed(colour: tuple[int, int, int], share: float) -> tuple[int, ...]:
    ground = PALETTE["ground"]
    return tuple(round(ground[at] + (colour[at] - ground[at]) * share) for at in range(3))


def _font(size: float) -> Any:
    from PIL import ImageFont

    return ImageFont.load_default(size)
