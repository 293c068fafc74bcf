"""The rows of the log laid out, as long as they may be seen again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from models.attachment import Attachment
from models.log_line import LogLine
from views.log_pages import Store
from views.log_row import Reading, RowLayout, lay_out, spoken

KEPT = 600


@dataclass
class Layouts:
    """Rows by their numbers, and behind that every layout that was made lately: laying out costs more than painting."""

    store: Store
    whole: bool
    """Whether all that the commands say is shown, or two lines of it."""
    reading: Reading | None = None
    files: Mapping[UUID, Sequence[Attachment]] = field(default_factory=dict)
    sought: tuple[str, ...] = ()
    _rows: dict[int, RowLayout] = field(default_factory=dict)
    _made: OrderedDict[object, RowLayout] = field(default_factory=OrderedDict)

    def read_as(self, reading: Reading, files: Mapping[UUID, Sequence[Attachment]]) -> None:
        """From now on the log is read so, with these files by the entries they belong to."""
        self.files = files
        self.forget_rows()
        if reading != self.reading:
            self.reading = reading
            self._made.clear()

    def seek(self, words: Sequence[str]) -> bool:
        """Mark these words from now on; whether they are others than before."""
        if tuple(words) == self.sought:
            return False
        self.sought = tuple(words)
        self.forget_rows()
        self._made.clear()
        return True

    def forget_rows(self) -> None:
        """Rows may hold other lines now."""
        self._rows.clear()

    def of(self, row: int, width: float) -> RowLayout | None:
        """A row laid out for this width; None while its page is unread."""
        found = self._rows.get(row)
        if found is None or found.columns.width != width:
            line = self.store.line(row)
            if line is None or self.reading is None:
                return None
            found = self._rows[row] = self._laid_out(line, self.store.before(row), width, self.reading)
        return found

    def _laid_out(self, line: LogLine, before: LogLine | None, width: float, reading: Reading) -> RowLayout:
        files = self.files.get(line.entry.id, ())
        new_day = before is None or reading.day(before.entry) != reading.day(line.entry)
        key = (line.entry.id, len(line.corrections), len(files), width, new_day)
        found = self._made.get(key)
        if found is None:
            found = lay_out(line, before, width, reading, whole=self.whole, files=files, sought=self.sought)
            self._made[key] = found
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        self._made.move_to_end(key)
        return found

    def said(self, line: LogLine | None) -> str:
        """A line in words."""
        if line is None or self.reading is None:
            return "Being read"
        return spoken(line, self.reading, self.files.get(line.entry.id, ()))
