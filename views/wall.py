"""The wall window: the incident at a glance for a second screen. No controls, large type, no telephone numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.board import Line, Tile, Tone, last_entry, system_lines, tiles
from app.needs_action import needs_action
from models.picture import Picture
from models.times import elapsed_text
from views import theme
from views.header import PRIORITY_SHAPES
from views.painting import (
    Paragraph,
    font,
    line_height,
    metrics,
    paint_mark,
    paint_text,
    plain,
    window_title,
    word_colour,
)

if TYPE_CHECKING:
    from app.board import LastEntry
    from views.desk import QtDesk

SCALE = 2.2
"""Its type beside that of the console (interface.md)."""
STALE = timedelta(seconds=15)
MARGIN, GAP, ROW = 16, 16, 24
WORKING_WIDTH = 760
"""In design pixels: the least that the columns need; a smaller screen gets smaller type."""


class WallWindow(QWidget):
    """Always at now, whatever other windows show; grey, with the time of its last news, when nothing can be read."""

    closed = Signal()

    def __init__(self, desk: QtDesk) -> None:
        super().__init__()
        self.setAccessibleName("Wall window")
        self._desk = desk
        self._last: LastEntry | None = None
        self.resize(1280, 720)
        desk.ticked.connect(self._tick)
        desk.picture_changed.connect(self._tick)
        theme.switch().changed.connect(self.update)
        self._tick()

    def _tick(self) -> None:
        picture = self._desk.picture
        if picture is not None and picture.has_incident:
            self.setWindowTitle(window_title(f"Wall – {picture.incident.ref} {picture.incident.title}"))
            self._desk.ask(self, last_entry(), self._take, key="last entry")
        self.update()

    def _take(self, last: LastEntry | None) -> None:
        self._last = last
        self.update()

    @property
    def stale_since(self) -> datetime | None:
        """The moment of the last news, where that is too long ago to be shown as now."""
        read_at, now = self._desk.read_at, self._desk.now()
        if self._desk.as_at is not None:  # the demonstration that is only looked at stands still
            return None
        return read_at if read_at is not None and now - read_at > STALE else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it, F11 fills the screen; nothing else acts here."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._desk.close()
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Everything, in design pixels; a layer of the ground over it while it is stale."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("ground"))
        scale = min(SCALE, self.width() / WORKING_WIDTH)
        painter.scale(scale, scale)
        room = QRectF(0, 0, self.width() / scale, self.height() / scale)
        inner = room.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        picture, since = self._desk.picture, self.stale_since
        if picture is None or not picture.has_incident:
            paint_text(painter, inner, "No incident is open.", theme.colour("text2"), size=22, weight=600)
            return
        painter.setOpacity(1.0 if since is None else 0.35)
        self._paint(painter, inner, picture, self._desk.moment() if since is None else since)
        if since is not None:
            painter.setOpacity(1.0)
            self._paint_stale(painter, room, since)

    def _paint(self, painter: QPainter, room: QRectF, picture: Picture, moment: datetime) -> None:
        top = self._paint_head(painter, room, picture, moment)
        top = _paint_tiles(painter, QRectF(room.left(), top, room.width(), 56), tiles(picture, moment, self._last))
        below = QRectF(room.left(), top, room.width(), room.bottom() - top)
        half = (below.width() - GAP) / 2
        left = QRectF(below.left(), below.top(), half, below.height())
        used = _paint_situation(painter, left, picture)
        _paint_lines(painter, left.adjusted(0, used, 0, 0), "Systems", system_lines(picture, moment))
        _paint_lines(painter, left.translated(half + GAP, 0), "Needs action", needs_action(picture, moment))

    def _paint_head(self, painter: QPainter, room: QRectF, picture: Picture, moment: datetime) -> float:
        incident, local = picture.incident, moment.astimezone(picture.station.zone)
        shape = PRIORITY_SHAPES[incident.priority.value]
        paint_mark(painter, QRectF(room.left(), room.top() + 2, 28, 28), shape, theme.colour("text1"))
        clock = QRectF(room.left(), room.top() - 4, room.width(), 40)
        used = paint_text(painter, clock, f"{local:%H:%M}", theme.colour("text1"), size=36, weight=650, right=True)
        elapsed = clock.adjusted(0, 4, -used - GAP, 0)
        start, end = incident.elapsed_until(moment)
        used += paint_text(painter, elapsed, elapsed_text(start, end), theme.colour("text1"), size=22, weight=600,
                           right=True) + GAP  # fmt: skip
        words = QRectF(room.left() + 38, room.top() - 2, room.width() - used - 54, 22)
        mark = "EXERCISE  " if incident.exercise else "" if self._desk.place == "station" else "DEMONSTRATION  "
        title = mark + incident.title
        paint_text(painter, words, title, theme.colour("text1"), size=18, weight=600)
        second = f"{incident.priority.label}, {incident.ref}, as of {local:%H:%M:%S}"
        paint_text(painter, words.translated(0, 20), second, theme.colour("text2"), size=12)
        return room.top() + 44

    def _paint_stale(self, painter: QPainter, room: QRectF, since: datetime) -> None:
        said = f"Not updated since {since.astimezone(self._desk.zone):%H:%M:%S}"
        wide = metrics(30, 650).horizontalAdvance(said) + 2 * GAP + 40
        box = QRectF(room.center().x() - wide / 2, room.center().y() - 36, wide, 72)
        painter.fillRect(box, theme.colour("chip_high"))
        paint_mark(painter, QRectF(box.left() + GAP, box.center().y() - 14, 28, 28), "triangle", theme.colour("text1"))
        paint_text(painter, box.adjusted(GAP + 40, 0, 0, 0), said, word_colour("triangle"), size=30, weight=650)


def _paint_tiles(painter: QPainter, room: QRectF, shown: Sequence[Tile]) -> float:
    """The figures beside each other; gives where what is below them begins."""
    width = (room.width() - (len(shown) - 1) * 8) / max(1, len(shown))
    for number, tile in enumerate(shown):
        box = QRectF(room.left() + number * (width + 8), room.top(), width, room.height())
        painter.fillRect(box, theme.colour("surface"))
        inner = box.adjusted(10, 5, -8, -5)
        late = tile.tone is Tone.LATE
        paint_text(
            painter, QRectF(inner.left(), inner.top(), inner.width(), 14), tile.label, theme.colour("text2"), size=11
        )
        value = QRectF(inner.left(), inner.top() + 14, inner.width(), 32)
        tint = word_colour("triangle") if late else theme.colour("text1")
        used = paint_text(painter, value, tile.value, tint, size=24, weight=650)
        paint_text(painter, value.adjusted(used + 6, 4, 0, 0), tile.unit, theme.colour("text2"), size=12)
        if late:
            paint_mark(
                painter, QRectF(inner.right() - 16, value.center().y() - 8, 16, 16), "triangle", word_colour("triangle")
            )
    return room.bottom() + GAP


def _paint_situation(painter: QPainter, room: QRectF, picture: Picture) -> float:
    """Now and next, whole as far as there is room; gives the height they took."""
    situation, height = picture.situation, 0.0
    if situation is None:
        return 0.0
    for word, text in (("Now", situation.now), ("Next", situation.next)):
        paragraph = Paragraph(text, font(13), room.width() - 44)
        if height + paragraph.height > room.height() * 0.45:
            break
        first = QRectF(room.left(), room.top() + height, 40, line_height(13))
        paint_text(painter, first, word, theme.colour("text2"), size=12, weight=600)
        paragraph.paint(painter, QPointF(room.left() + 44, room.top() + height), theme.colour("text1"))
        height += paragraph.height + 6
    return height + 8


def _paint_lines(painter: QPainter, room: QRectF, heading: str, lines: Sequence[Line]) -> None:
    """As many rows as there is room for, one line each, and how many there are more; never a telephone number."""
    rows = [line for line in lines if line.mark]
    paint_text(painter, QRectF(room.left(), room.top(), room.width(), 18), heading, theme.colour("text2"), size=12,
               weight=600)  # fmt: skip
    fits = max(0, int((room.height() - 20) // ROW))
    shown = rows if len(rows) <= fits else rows[: max(0, fits - 1)]
    for number, line in enumerate(shown):
        _paint_line(painter, QRectF(room.left(), room.top() + 20 + number * ROW, room.width(), ROW), line)
    if len(shown) < len(rows):
        rest = QRectF(room.left() + 24, room.top() + 20 + len(shown) * ROW, room.width(), ROW)
        paint_text(painter, rest, f"and {len(rows) - len(shown)} more", theme.colour("text2"), size=13)


def _paint_line(painter: QPainter, row: QRectF, line: Line) -> None:
    loud = word_colour("triangle") if line.tone is Tone.LATE else theme.colour("text2")
    paint_mark(painter, QRectF(row.left(), row.center().y() - 8, 16, 16), line.mark, loud)
    said = line.right or line.right_second
    right, tint = (line.right_second, loud) if line.tone is Tone.LATE else (said, theme.colour("text1"))
    used = paint_text(painter, row, right, tint, size=13, weight=500, right=True)
    words = row.adjusted(24, 0, -used - 8, 0)
    wide = paint_text(painter, words, plain(line.title), theme.colour("text1"), size=14, weight=500)
    paint_text(painter, words.adjusted(wide + 8, 0, 0, 0), plain(line.remark), theme.colour("text2"), size=12)
