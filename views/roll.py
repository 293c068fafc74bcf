"""Where a long list of rows of different heights stands in its window: what is at the top, and whether it follows the
end. Figures only; nothing is drawn here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

BLANK = 40.0
"""At the end the first row is seen whole or not at all, where what that leaves blank is no more than this."""


@dataclass
class Roll:
    """Rows below each other, seen through a window that is `room` high; only those that are seen are asked about.

    `top` is the first row that is seen, `hidden` how much of it is above the upper edge. A roll that follows keeps
    its last row in the window, one that is `kept_at_end` only until rows come.
    """

    height_of: Callable[[int], float]
    room: float = 0.0
    count: int = 0
    top: int = 0
    hidden: float = 0.0
    following: bool = True
    kept_at_end: bool = False

    def start_over(self) -> None:
        """Nothing is known of the rows; it follows what comes."""
        self.count = self.top = 0
        self.hidden, self.following, self.kept_at_end = 0.0, True, False

    def seen(self) -> Iterator[tuple[int, float, float]]:
        """Each row that is seen, from the top: its number, its upper edge and its height."""
        y, row = -self.hidden, self.top
        while y < self.room and row < self.count:
            height = self.height_of(row)
            yield row, y, height
            y += height
            row += 1

    def whole(self) -> list[int]:
        """The rows that no edge cuts."""
        return [row for row, y, height in self.seen() if y >= 0 and y + height <= self.room]

    def settle(self) -> None:
        """Stand where it should, after rows came, went, or changed their height; no room is left below the last."""
        if not self.following:
            self._normalise()
        if self.following or self.kept_at_end or self.ends_above(0):
            self._stand_at_end()

    def keep_end(self) -> None:
        """If the last row is seen to its end now, it is kept so while rows only change their height."""
        self.kept_at_end = self.ends_above(1)

    def _stand_at_end(self) -> None:
        """A last row that is higher than the window is shown from its beginning, and read on from there."""
        last = self.count - 1
        beyond = self.height_of(last) - self.room if last >= 0 else 0.0
        if beyond <= 0 or self.room <= 0:
            self.stand_on(last)
        elif self.top != last:
            self.top, self.hidden = last, 0.0
        else:
            self.hidden = min(self.hidden, beyond)

    def stand_on(self, row: int) -> None:
        """Put a row at the lower edge of the window, with whole rows above it, or the first row at the top."""
        last, y = row, self.room
        while row >= 0 and y > 0:
            y -= self.height_of(row)
            row -= 1
        self.top, self.hidden = row + 1, max(0.0, -y)
        if self.hidden and self.top < last:
            self._leave_out_cut(last)

    def _leave_out_cut(self, last: int) -> None:
        """The first row is left out where an edge cuts it; what it leaves blank is below the end, if that is seen."""
        blank = self.height_of(self.top) - self.hidden
        if last < self.count - 1 or blank <= BLANK:
            self.top, self.hidden = self.top + 1, 0.0

    def go_to(self, row: int) -> None:
        """Put a row at the top."""
        self.following, self.top, self.hidden = False, row, 0.0

    def move(self, pixels: float) -> None:
        """Move the rows up (or down) by so much; at the end it follows again."""
        self.following = self.kept_at_end = False
        if pixels < 0:
            self.hidden -= self._blank()
        self.hidden += pixels
        self._normalise()
        self.following = self.ends_above(1)

    def show(self, row: int) -> None:
        """Move no more than needed to have a row in the window; one that is higher begins at the top."""
        y = next((y for at, y, _ in self.seen() if at == row), -1.0 if row < self.top else self.room)
        if y < 0 or self.height_of(row) > self.room:
            self.go_to(row)
        elif y + self.height_of(row) > self.room:
            self.stand_on(row)

    def _blank(self) -> float:
        """How much room is left below the last row."""
        end = max((y + height for row, y, height in self.seen() if row == self.count - 1), default=self.room)
        return max(0.0, self.room - end)

    def ends_above(self, spare: float) -> bool:
        """Whether the last row ends above the lower edge of the window (`spare` pixels of it may be hidden)."""
        row, y, height = -1, 0.0, 0.0
        for row, y, height in self.seen():  # noqa: B007 - the last one counts
            pass
        return row == self.count - 1 and y + height < self.room + spare

    def _normalise(self) -> None:
        while self.hidden < 0 and self.top > 0:
            self.top -= 1
            self.hidden += self.height_of(self.top)
        self.hidden = max(0.0, self.hidden)
        self.top = max(0, min(self.top, self.count - 1))
        while self.top < self.count - 1 and self.hidden >= self.height_of(self.top):
            self.hidden -= self.height_of(self.top)
            self.top += 1
