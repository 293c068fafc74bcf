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
    """Decisions come without their reasons, which follow on the next page; the sign-off is the low one."""
    columns: bool = False
    """What to do, the systems and the decisions stand in two columns."""
    most: int = 0
    """After so many characters a text is cut, and what does not fit is left for the next page; 0: nothing is."""


SCALES = (
    Scale(Style(10.5, 14), Style(9.5, 13), 3.5, 30),
    Scale(Style(10.5, 13), Style(9.5, 12), 2.2, 27),
    Scale(Style(10.5, 13), Style(9.5, 12), 2, 26, brief=True),
    Scale(Style(10.5, 13), Style(10, 12.5), 2, 26, brief=True, columns=True),
    Scale(Style(10, 12.4), Style(9.5, 12), 1.8, 25, brief=True, columns=True),
    Scale(Style(10, 11.8), Style(9.5, 11.3), 0.8, 22, brief=True, columns=True),
    Scale(Style(9.5, 11.4), Style(9.2, 11), 0.8, 22, brief=True, columns=True),
    Scale(Style(9.2, 11), Style(9, 10.8), 0.8, 22, brief=True, columns=True),
    Scale(Style(9, 10.8), Style(8.8, 10.5), 0.8, 21.5, brief=True, columns=True),
    Scale(Style(8.8, 10.5), Style(8.6, 10.3), 0.8, 21.5, brief=True, columns=True),
    Scale(Style(8.5, 10.2), Style(8.5, 10.2), 0.7, 21, brief=True, columns=True),
)
"""From the most open to the closest; no text is ever smaller."""
CUT = Scale(Style(8.5, 10.2), Style(8.5, 10.2), 0.7, 21, brief=True, columns=True, most=240)
"""For more than one page holds: its beginning stands on page one, the whole on the next."""
WHOLE = Scale(Style(10.5, 13.5), Style(9.5, 12), 3, 28)
"""For what goes on over several pages."""
