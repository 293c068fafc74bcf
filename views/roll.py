"""Where a long list of rows of different heights stands in its window: what is at the top, and whether it follows the
end. Figures only; nothing is drawn here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass
class Roll:
    """Rows below each other, seen through a window that is `room` high; only those that are seen are asked about.

    `top` is the first row that is seen, `hidden` how much of it is above the upper edge. A roll that follows keeps
    its last row at the lower edge.
    """

    height_of: Callable[[int], float]
    room: float = 0.0
    count: int = 0
    top: int = 0
    hidden: float = 0.0
    following: bool = True

    def start_over(self) -> None:
        """Nothing is known of the rows; it follows what comes."""
        self.count = self.top = 0
        self.hidden, self.following = 0.0, True

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
        if self.following or self.ends_above(0):
            self.stand_on(self.count - 1)

    def stand_on(self, row: int) -> None:
        """Put the lower edge of a row at the lower edge of the window, or the first row at the top."""
        y = self.room
        while row >= 0 and y > 0:
            y -= self.height_of(row)
            row -= 1
        self.top, self.hidden = row + 1, max(0.0, -y)

    def go_to(self, row: int) -> None:
        """Put a row at the top."""
        self.following, self.top, self.hidden = False, row, 0.0

    def move(self, pixels: float) -> None:
        """Move the rows up (or down) by so much; at the end it follows again."""
        self.following = False
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
