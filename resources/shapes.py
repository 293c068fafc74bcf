"""The state shapes as plain outlines, so that windows and paper draw the same octagon from the same numbers.

Colour is not here: a state is always shape + word + colour, and the palette (views) or the greys (reports) fill in.

How to draw one:

1. fill `fill` with the state's colour, by the even-odd rule (the ring has a hole);
2. fill `mark` with the colour of the ground behind the shape (or the "dark mark" of the light palette);
3. where an edge is asked for (the pale diamond on white, shapes on paper), stroke `outline` on top of 1 or instead
   of it. A stroke of 0.08 (1.4 px at 18 px) stays inside the square. A shape that is outlined and not filled takes
   its mark in the stroke's colour. The dash and the ring need no edge.

Subpaths lie in a square of side 1 with the origin top left and *y down*, as in Qt and SVG. `placed` moves and
scales them, and turns y up for ReportLab.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import Literal

Point = tuple[float, float]
Op = Literal["move", "line", "curve", "close"]
Step = tuple[Op, tuple[float, ...]]
"""move (x, y) · line (x, y) · curve (x1, y1, x2, y2, x, y), a cubic with its two controls first · close ()."""
Subpath = tuple[Step, ...]
"""One closed subpath: begins with a move, ends with a close."""


@dataclass(frozen=True)
class Shape:
    """One glyph in the unit square; see the module for how to draw it.

    `fill` is the body (even-odd), `outline` its outer edge for a stroke, `mark` what is cut out of the body in the
    ground's colour. `mark` is empty where the body alone says it; nothing else is ever empty.
    """

    name: str
    fill: tuple[Subpath, ...]
    outline: tuple[Subpath, ...]
    mark: tuple[Subpath, ...] = ()


def placed(path: Subpath, left: float, top: float, side: float, *, y_up: bool = False) -> Subpath:
    """The path in a square of `side` whose upper left corner is (left, top).

    With `y_up` the page's y grows upwards (ReportLab): `top` is still the upper edge.
    """
    way = -1.0 if y_up else 1.0
    return tuple(
        (op, tuple(left + side * n if i % 2 == 0 else top + way * side * n for i, n in enumerate(numbers)))
        for op, numbers in path
    )


def polygon(points: Sequence[Point], radius: float = 0.0) -> Subpath:
    """A closed polygon, its corners rounded where `radius` is not 0.

    The curve leaves each side `radius` before the corner, or half way along a side that is shorter.
    """
    if not radius:
        return (("move", points[0]), *(("line", point) for point in points[1:]), ("close", ()))
    steps: list[Step] = []
    for i, corner in enumerate(points):
        start = _towards(corner, points[i - 1], radius)
        end = _towards(corner, points[(i + 1) % len(points)], radius)
        # A quadratic with the corner as control, raised to the cubic that both Qt and ReportLab know.
        first, second = _between(start, corner, 2 / 3), _between(end, corner, 2 / 3)
        steps += [("line" if steps else "move", start), ("curve", (*first, *second, *end))]
    return (*steps, ("close", ()))


def circle(centre: Point, radius: float) -> Subpath:
    """A circle in four cubics (0.5523 is the usual handle; the error is under 0.03 %)."""
    (x, y), r, k = centre, radius, radius * 0.5523
    return (
        ("move", (x + r, y)),
        ("curve", (x + r, y + k, x + k, y + r, x, y + r)),
        ("curve", (x - k, y + r, x - r, y + k, x - r, y)),
        ("curve", (x - r, y - k, x - k, y - r, x, y - r)),
        ("curve", (x + k, y - r, x + r, y - k, x + r, y)),
        ("close", ()),
    )


def _between(a: Point, b: Point, share: float) -> Point:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def _towards(a: Point, b: Point, distance: float) -> Point:
    return _between(a, b, min(0.5, distance / hypot(b[0] - a[0], b[1] - a[1])))


def _regular(corners: int, radius: float, first: float) -> list[Point]:
    turns = [first + 2 * pi * i / corners for i in range(corners)]
    return [(0.5 + radius * cos(turn), 0.5 + radius * sin(turn)) for turn in turns]


def _cross(reach: float, half: float) -> list[Point]:
    """The × as one polygon: a plus with arms of `reach` and half width `half`, turned by 45 degrees."""
    plus = [
        (half, -half), (reach, -half), (reach, half), (half, half), (half, reach), (-half, reach),
        (-half, half), (-reach, half), (-reach, -half), (-half, -half), (-half, -reach), (half, -reach),
    ]  # fmt: skip
    c = cos(pi / 4)
    return [(0.5 + c * (x - y), 0.5 + c * (x + y)) for x, y in plus]


def _box(left: float, top: float, right: float, bottom: float) -> list[Point]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


_OCTAGON = polygon(_regular(8, 0.49, pi / 8), 0.06)
_TRIANGLE = polygon([(0.5, 0.025), (0.975, 0.925), (0.025, 0.925)], 0.13)
_DIAMOND = polygon([(0.5, 0.025), (0.975, 0.5), (0.5, 0.975), (0.025, 0.5)], 0.08)
_DISC = circle((0.5, 0.5), 0.36)
_SQUARE = polygon(_box(0.08, 0.08, 0.92, 0.92), 0.24)
_DASH = polygon(_box(0.18, 0.43, 0.82, 0.57), 0.07)
# The bolt of the app's mark: Tabler's, on a grid of 24, drawn a little smaller and wider so that it holds at 14 px.
_BOLT = polygon([(0.55, 0.20), (0.55, 0.43), (0.74, 0.43), (0.45, 0.80), (0.45, 0.57), (0.26, 0.57)])

OCTAGON = Shape("octagon", (_OCTAGON,), (_OCTAGON,), (polygon(_cross(0.26, 0.062), 0.02),))
"""Nonfunctional; priority 1."""
TRIANGLE = Shape(
    "triangle", (_TRIANGLE,), (_TRIANGLE,), (polygon(_box(0.445, 0.33, 0.555, 0.63), 0.04), circle((0.5, 0.755), 0.065))
)
"""Late; priority 2."""
DIAMOND = Shape("diamond", (_DIAMOND,), (_DIAMOND,))
"""Partially functional; priority 3."""
DISC = Shape("disc", (_DISC,), (_DISC,))
"""Priority 4 and 5."""
BOLT = Shape("bolt", (_SQUARE,), (_SQUARE,), (_BOLT,))
"""Functional on another supply."""
RING = Shape("ring", (_DISC, circle((0.5, 0.5), 0.26)), (_DISC,))
"""Fully functional: hollow, so that normal stays quiet."""
DASH = Shape("dash", (_DASH,), (_DASH,))
"""Not applicable."""

SHAPES: dict[str, Shape] = {shape.name: shape for shape in (OCTAGON, TRIANGLE, DIAMOND, DISC, BOLT, RING, DASH)}
"""Every shape by its name."""
