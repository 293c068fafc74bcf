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
    together: bool = False
    """Several reviews that are not yet due share a row."""
    most: int = 0
    """After so many characters a text is cut, and what does not fit is left for the next page; 0: nothing is."""


SCALES = (
    Scale(Style(10.5, 14), Style(9.5, 13), 3.5, 31),
    Scale(Style(10.5, 13.2), Style(9.5, 12.2), 2.4, 30),
    Scale(Style(10.5, 13), Style(9.5, 12), 2, 29, brief=True),
    Scale(Style(10.5, 13), Style(10, 12.5), 2, 30, brief=True, columns=True),
    Scale(Style(10, 12.4), Style(9.5, 12), 1.8, 29, brief=True, columns=True),
    Scale(Style(10, 12), Style(9.5, 11.6), 1.2, 28, brief=True, columns=True),
    Scale(Style(9.6, 11.6), Style(9.3, 11.3), 1.1, 27, brief=True, columns=True),
    Scale(Style(9.6, 11.6), Style(9.3, 11.3), 1, 26, brief=True, columns=True, together=True),
    Scale(Style(9.4, 11.3), Style(9.2, 11.1), 0.9, 25, brief=True, columns=True, together=True),
    Scale(Style(9.2, 11), Style(9, 10.8), 0.9, 24, brief=True, columns=True, together=True),
    Scale(Style(9, 10.8), Style(9, 10.8), 0.8, 23, brief=True, columns=True, together=True),
    Scale(Style(9, 10.5), Style(9, 10.5), 0.6, 21.5, brief=True, columns=True, together=True),
    Scale(Style(9, 10.4), Style(9, 10.4), 0.4, 21, brief=True, columns=True, together=True),
)
"""From the most open to the closest; no text is ever smaller."""
CUT = Scale(Style(9, 10.4), Style(9, 10.4), 0.4, 21, brief=True, columns=True, together=True, most=240)
"""For more than one page holds: its beginning stands on page one, the whole on the next."""
WHOLE = Scale(Style(10.5, 13.5), Style(9.5, 12), 3, 30)
"""For what goes on over several pages."""
