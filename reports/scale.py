"""How closely the summary of the handover is set, from the most open to the closest."""

from dataclasses import dataclass

from reports.text import Style


@dataclass(frozen=True)
class Scale:
    """How closely the summary is set, so that it stays on one page where it can."""

    text: Style
    second: Style
    pad: float
    heading: float
    """How high a heading stands, the space above it included."""
    brief: bool = False
    """Decisions come without their reasons; these follow on the next page."""


SCALES = (
    Scale(Style(10.5, 14), Style(9.5, 13), 3.5, 30),
    Scale(Style(10.5, 13), Style(9.5, 12), 2, 27),
    Scale(Style(9.5, 12), Style(9, 11.5), 1.5, 25),
    Scale(Style(10.5, 13), Style(9.5, 12), 1.5, 25, brief=True),
    Scale(Style(9.5, 11.5), Style(9.5, 11.5), 1.2, 24, brief=True),
    Scale(Style(9, 11), Style(9, 11), 1, 23, brief=True),
    Scale(Style(9, 10.6), Style(9, 10.6), 0.7, 21, brief=True),
)
"""From the most open to the closest at which the sign-off may still stand on page one."""
CLOSEST = Scale(Style(8.5, 10), Style(8.5, 10), 0.7, 21, brief=True)
"""For page one without the sign-off; no text is ever smaller."""
WHOLE = Scale(Style(10.5, 13.5), Style(9.5, 12), 3, 28)
