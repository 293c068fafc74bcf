"""The state shapes on paper, in black and greys: shape and word say the state, never colour."""

from models.marks import priority_shape
from models.terms import Priority
from reports.ink import Ink, placed_all
from reports.text import BLACK, LINE
from resources.shapes import SHAPES

_HOLLOW = ("bolt",)
_PALE = ("diamond",)


def draw_shape(ink: Ink, name: str, left: float, top: float, side: float) -> None:
    """Draw a shape in a square: the worst ones full, partial ones grey with an edge, those on backup hollow."""
    shape = SHAPES[name]
    fill, mark, outline = (placed_all(paths, left, top, side) for paths in (shape.fill, shape.mark, shape.outline))
    if name in _HOLLOW:
        ink.outline(outline, thick=side * 0.08)
        ink.fill(mark, BLACK)
        return
    ink.fill(fill, LINE if name in _PALE else BLACK)
    if mark:
        ink.fill(mark, 1.0)
    if name in _PALE:
        ink.outline(outline, thick=side * 0.1)


def draw_priority(ink: Ink, priority: Priority, left: float, top: float, side: float) -> None:
    """The shape that a priority wears."""
    draw_shape(ink, priority_shape(priority), left, top, side)
