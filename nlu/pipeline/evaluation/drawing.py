"""A drawing as a list of shapes: one chart can become SVG or pixels. Units are pixels, the origin is top left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

INKS = ("text", "soft", "grid", "one", "two", "bad", "ground")
"""What a colour is for; the page and the picture each have their own colours for them."""


@dataclass(frozen=True, slots=True)
class Rect:
    """`share` 0..1 is how strong its ink is; `tip` is told to who points at it."""

    x: float
    y: float
    width: float
    height: float
    ink: str
    share: float = 1.0
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """Straight lines through the points."""

    points: tuple[tuple[float, float], ...]
    ink: str
    width: float = 2.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    radius: float
    ink: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `anchor` is start, middle or end; `x` and `y` are where its baseline is anchored."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    ink: str = "soft"
    size: float = 12.0


Shape = Rect | Path | Dot | Words


@dataclass(slots=True)
class Drawing:
    """`title` and `description` say in words what it shows."""

    width: float
    height: float
    title: str
    description: str
    shapes: list[Shape] = field(default_factory=list)

    def add(self, *shapes: Shape) -> None:
        self.shapes.extend(shapes)


def shorten(text: str, most: int) -> str:
    """The text, cut to `most` characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def svg(drawing: Drawing, id: str) -> str:
    """The drawing as an SVG element; its colours are classes (`ink-one` …) of the page around it."""
    body = "".join(map(_svg_shape, drawing.shapes))
    return (
        f'<svg viewBox="0 0 {drawing.width:g} {drawing.height:g}" width="{drawing.width:g}" role="img" '
        f'aria-labelledby="{id}-title {id}-about"><title id="{id}-title">{escape(drawing.title)}</title>'
        f'<desc id="{id}-about">{escape(drawing.description)}</desc>{body}</svg>'
    )


def _svg_shape(shape: Shape) -> str:
    match shape:
        case Rect():
            place = f'x="{shape.x:.1f}" y="{shape.y:.1f}" width="{shape.width:.1f}" height="{shape.height:.1f}"'
            return f'<rect {place} class="fill-{shape.ink}" fill-opacity="{shape.share:.2f}">{_tip(shape.tip)}</rect>'
        case Path():
            dashes = ' stroke-dasharray="4 4"' if shape.dashed else ""
            return (
                f'<polyline points="{_points(shape.points)}" fill="none" class="line-{shape.ink}" '
                f'stroke-width="{shape.width:g}"{dashes}/>'
            )
        case Dot():
            place = f'cx="{shape.x:.1f}" cy="{shape.y:.1f}" r="{shape.radius:g}"'
            return f'<circle {place} class="fill-{shape.ink}">{_tip(shape.tip)}</circle>'
        case Words():
            place = f'x="{shape.x:.1f}" y="{shape.y:.1f}" font-size="{shape.size:g}" text-anchor="{shape.anchor}"'
            return f'<text {place} class="fill-{shape.ink}">{escape(shape.text)}</text>'


def _tip(text: str) -> str:
    return f"<title>{escape(text)}</title>" if text else ""


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
