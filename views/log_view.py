"""The log on the screen: lays out only the rows that are seen, reads pages as they are needed, follows the end.

Everything here is in design pixels: the viewport's size and the mouse are divided by the zoom, the painter is scaled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPushButton, QToolTip, QWidget

from app.logbook import log_count, log_counts
from models.attachment import Attachment
from models.log import LogEntry
from models.log_block import Sieve
from models.log_line import LogLine
from models.picture import Picture
from models.terms import EntryKind, Stream
from views import theme
from views.log_layouts import Layouts
from views.log_pages import Asker, Store
from views.log_pictures import RowPictures
from views.log_row import Reading, RowLayout, full_stamp, paint_row, paint_unread
from views.painting import hairline, paint_fade, paint_text, to_design, tooltip
from views.roll import Roll
from views.spoken_list import SpokenList
from views.thumbnails import Thumbnails

UNREAD_HEIGHT = theme.ROW_TWO
QUIET = 60
"""Milliseconds without a move before what is around is read."""
AROUND = 16
PATIENCE = 40
"""Milliseconds for which rows that are being read are waited for, before quiet bars stand in their place."""
TELL = 20
"""Milliseconds in which rows that came are painted, before the chosen one among them is told of."""
FADE = 8
"""Pixels in which a row fades that an edge cuts."""
EDGE = 1
"""Pixels that are left to the card at the left: its lower corner is round."""
WHEEL_STEP = 96
"""Pixels for one notch of the wheel."""


@dataclass(frozen=True)
class Place:
    """Where the log stands: its chosen row, the row at the top and how much of it is hidden, and whether it follows."""

    row: int | None
    top: int
    hidden: float
    following: bool


class LogView(SpokenList):
    """The log of the incident, oldest first, every entry whole.

    At the end it follows what is written; scrolled up, or with a row chosen, it stays where it is and says how many
    are new below. The scroll bar counts rows. What it costs does not grow with the log.
    """

    current_changed = Signal(object)
    """The chosen `LogLine`, or None."""
    entry_chosen = Signal(object)
    correct_asked = Signal(object)
    counted = Signal(dict)
    """How many entries of each kind the log holds, as `log_counts` counts them."""

    def __init__(self, ask: Asker, parent: QWidget | None = None, *, whole: bool = True) -> None:
        """`whole` shows all that the commands say below the operators' words, else two lines of it."""
        super().__init__(parent)
        self._ask = ask
        self._store = Store(ask, self._pages_arrived)
        self._layouts = Layouts(self._store, whole)
        self._look: object = None
        self._places: dict[UUID, int] = {}
        self._counts: dict[EntryKind, int] = {}
        self._thumbnails: Thumbnails | None = None
        self._pictures = RowPictures()
        self._roll = Roll(self._height)
        self._width = 0.0
        self._whole = self._below = 0
        self._current: int | None = None
        self._held = False
        self._moving = self._to_announce = self._to_count = False
        self._is_counted = True
        self._coming: int | None = None
        self._meant: Callable[[LogLine], object] | None = None
        self._pill = QPushButton(self.viewport())
        self._told: LogLine | None = None
        self._later, self._patience, self._telling = QTimer(self), QTimer(self), QTimer(self)
        self._prepare()

    def _prepare(self) -> None:
        self.setAccessibleName("Log")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(EDGE, 0, 0, 0)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # or all that is below it is painted first
        ways = ((self._later, QUIET, self._read_around), (self._patience, PATIENCE, self._paint_now))
        for timer, interval, act in (*ways, (self._telling, TELL, self._tell_current)):
            timer.setSingleShot(True)
            timer.setInterval(interval)
            timer.timeout.connect(act)
        self._pill.setProperty("kind", "primary")
        self._pill.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pill.hide()
        self._pill.clicked.connect(self.follow)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.switch().changed.connect(self._settle)

    # --- what is shown ---------------------------------------------------------------------------------------------

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """Show the log of this picture: now or as at its moment. New entries are read, nothing else."""
        self._layouts.read_as(Reading.of(picture, moment), picture.grouped(Attachment, "entry_id"))
        fold = picture.incident_fold
        places = {} if fold is None else fold.places
        before, self._places = self._places, places
        whole, self._whole = self._whole, sum(places.values())
        look = (None if fold is None else fold.scope_id, picture.moment)
        if look != self._look:
            self._look, self._to_count = look, fold is not None
            self._start_over()
            self._count_rows()
        elif (new := self._brought(picture, before)) is not None:
            self._take_new(new)
        else:
            self._store.epoch += 1
            self._to_announce, self._to_count = self._whole > whole and picture.moment is None, fold is not None
            self._count_rows()

    def _brought(self, picture: Picture, before: Mapping[UUID, int]) -> Sequence[LogEntry] | None:
        """The entries since the picture before, if this one brought each of them and none changes another row."""
        new = [one for one in picture.newest if one.serial > before.get(one.book_id, 0)]
        is_whole = len(new) == sum(self._places.values()) - sum(before.values())
        return new if is_whole and not any(one.corrects_id for one in new) else None

    def _take_new(self, new: Sequence[LogEntry]) -> None:
        """Show entries that came with the picture: nothing has to be read for them, and nothing counted."""
        shown = [LogLine(one) for one in new if self._store.sieve.lets(one)]
        if not shown or not self._is_counted:
            self._settle()
        else:
            count = self._coming or self.count
            for row, line in enumerate(shown, start=count):
                self._store.append(row, line)
            self._set_count(count + len(shown))
        if shown:
            self.announce(self._layouts.said(shown[-1]))
        self._count_on(new)

    def show_kinds(self, kinds: Sequence[EntryKind]) -> None:
        """Show entries of these kinds only; none: all."""
        self._show_through(Sieve(tuple(kinds), self.stream))

    def show_stream(self, stream: Stream | None) -> None:
        """Show what people wrote, or what the console noted beside it, or (None) both."""
        self._to_count = self._to_count or stream is not self.stream
        self._show_through(Sieve(self._store.sieve.kinds, stream))

    def _show_through(self, sieve: Sieve) -> None:
        if sieve != self._store.sieve:
            self._store.sieve = sieve
            self._start_over()
            self._count_rows()

    def mark_words(self, words: Sequence[str]) -> None:
        """Mark these words wherever they begin a word of the log; none: mark nothing."""
        if self._layouts.seek(words):
            self._settle()

    def _start_over(self) -> None:
        self._layouts.forget_rows()
        self._store.clear()
        self._choose_none()
        self._roll.start_over()
        self._below, self._is_counted, self._coming = 0, False, None

    def _count_rows(self) -> None:
        """Of all entries the picture knows how many there are; of some they are counted."""
        sieve = self._store.sieve
        if not sieve.takes_all and self._look is not None:
            counted = partial(self._take_count, self._look, sieve, self._whole)
            self._ask(log_count(sieve.kinds, sieve.stream), counted, "log count")
            self._settle()
        else:
            self._set_count(self._whole)

    def _take_count(self, look: object, sieve: Sieve, whole: int, count: int) -> None:
        """Where an entry came meanwhile it may be counted or not: then it is counted again."""
        if (look, sieve) == (self._look, self._store.sieve):
            if whole == self._whole:
                self._set_count(count)
            else:
                self._count_rows()

    def _ask_counts(self) -> None:
        """How many there are of each kind is asked last: what is seen comes first."""
        if self._to_count and self._is_counted and not self._store.reading:
            self._to_count = False
            counted = partial(self._take_counts, self._look, self.stream, self._whole)
            self._ask(log_counts(self.stream), counted, "log counts")

    def _take_counts(self, look: object, stream: Stream | None, whole: int, counts: dict[EntryKind, int]) -> None:
        if (look, stream, whole) == (self._look, self.stream, self._whole):
            self._counts = counts
            self.counted.emit(counts)
        elif (look, stream) == (self._look, self.stream):
            self._to_count = True
            self._ask_counts()

    def _count_on(self, new: Sequence[LogEntry]) -> None:
        """Counts that are known go on with what has come."""
        every = Sieve((), self.stream)
        if self._counts and (counted := [one.kind for one in new if every.lets(one)]):
            self._counts = {kind: many + counted.count(kind) for kind, many in self._counts.items()}
            self.counted.emit(self._counts)

    def _set_count(self, count: int) -> None:
        """Where the end is followed, it moves once the new entries have been read: no row is shown empty for that."""
        if self._roll.following and 0 < self.count < count and self._store.line(count - 1) is None:
            self._coming = count
            self._read_seen()
        else:
            self._take_rows(count)

    def _take_rows(self, count: int) -> None:
        self._coming = None
        self._below = 0 if self._roll.following else max(0, self._below + count - self.count)
        self._roll.count, self._is_counted, self._roll.kept_at_end = count, True, False
        self._settle()
        self._roll.keep_end()

    @property
    def kinds(self) -> Sequence[EntryKind]:
        """The kinds it shows; none: all."""
        return self._store.sieve.kinds

    @property
    def stream(self) -> Stream | None:
        """The stream it shows; None: both."""
        return self._store.sieve.stream

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._roll.count

    @property
    def following(self) -> bool:
        """Whether it stays at the end."""
        return self._roll.following

    @property
    def new_below(self) -> int:
        """How many entries have come below since it was left scrolled up."""
        return self._below

    @property
    def current(self) -> LogLine | None:
        """The chosen line."""
        return None if self._current is None else self._store.line(self._current)

    def _pages_arrived(self) -> None:
        self._layouts.forget_rows()
        if self._coming is not None and self._store.line(self._coming - 1) is not None:
            self._take_rows(self._coming)
        else:
            self._settle()
        if self._to_announce and self.count and (line := self._store.line(self.count - 1)):
            self._to_announce = False
            self.announce(self._layouts.said(line))
        if self.current is not self._told:
            self._telling.start()
        self._do_meant()

    # --- rows and where they are -----------------------------------------------------------------------------------

    def layout_of(self, row: int) -> RowLayout | None:
        """The row laid out for the present width; None while its page is unread."""
        return self._layouts.of(row, self._width)

    def _height(self, row: int) -> float:
        layout = self.layout_of(row)
        return UNREAD_HEIGHT if layout is None else layout.height

    def visible_rows(self) -> Iterator[tuple[int, float, float]]:
        """Each row that is seen, from the top: its number, its upper edge and its height."""
        return self._roll.seen()

    def _settle(self) -> None:
        """Stand where the log should stand, read what is seen (soon what is around it), and set the scroll bar."""
        self._width, self._roll.room = self.width() / theme.zoom(), self.viewport().height() / theme.zoom()
        self._roll.settle()
        if self._held and self._current is not None and not self._roll.following:
            self._roll.show(self._current)
        if self._roll.ends_above(1):
            self._below = 0
        self._read_seen()
        self._later.start()
        self._ask_counts()
        self._show_pill()
        self._paint_soon()
        if self.hasFocus():
            self._choose_seen()

    def _paint_soon(self) -> None:
        """Rows that are on their way are waited for a moment: what was painted stays until then, and the bar."""
        if all(self.layout_of(row) is not None for row in self.seen_rows()):
            self._patience.stop()
            self._paint_now()
        elif not self._patience.isActive():
            self._patience.start()

    def _paint_now(self) -> None:
        self._set_bar(max(1, len(self.seen_rows())))
        self.viewport().update()

    def scrollContentsBy(self, _right: int, _down: int) -> None:
        """The bar counts rows: what is seen moves in `_settle`, and is painted once for all of it."""

    def _read_seen(self) -> None:
        """Ask for what is seen, and for the new end where that is followed."""
        seen = self.seen_rows()
        if self._coming is not None:
            self._store.want(max(0, self._coming - len(seen)), self._coming - 1)
        if seen:
            self._store.want(seen[0], seen[-1])

    def _read_around(self) -> None:
        """What would be seen next is read once nothing moves any more."""
        seen = self.seen_rows()
        if seen:
            self._store.want(max(0, seen[0] - AROUND), min(self.count - 1, seen[-1] + AROUND))

    def _set_bar(self, seen: int) -> None:
        bar, top = self.verticalScrollBar(), self._roll.top
        self._moving = True
        bar.setRange(0, top if self._roll.following else max(top + 1, self.count - seen))
        bar.setPageStep(max(1, seen - 1))
        bar.setValue(top)
        self._moving = False

    def _scrolled(self, value: int) -> None:
        if self._moving:
            return
        if value >= self.verticalScrollBar().maximum():
            self.follow()
        else:
            self._held = self._roll.kept_at_end = False
            self._roll.go_to(value)
            self._settle()
            self._roll.keep_end()

    def follow(self) -> None:
        """Go to the end and stay there."""
        self._roll.following, self._below = True, 0
        self._settle()

    def scroll_by(self, pixels: float) -> None:
        """Move the rows up (or down) by so much."""
        self._held = False
        self._roll.move(pixels)
        self._settle()
        self._roll.keep_end()

    def _show_pill(self) -> None:
        self._pill.setVisible(self._below > 0)
        if self._below:
            self._pill.setText(self.about())
            self._pill.adjustSize()
            view = self.viewport()
            left = (EDGE + view.width() - self._pill.width()) // 2 - EDGE
            self._pill.move(left, view.height() - self._pill.height() - theme.px(12))

    # --- choosing --------------------------------------------------------------------------------------------------

    def choose(self, row: int) -> None:
        """Choose a row and bring it into view. The last one follows the end; any other holds the log still.

        Rows that are known of but not read yet can be chosen too.
        """
        if self._coming is not None:
            self._take_rows(self._coming)
        if not self.count:
            return
        self._current, self._held, self._meant = max(0, min(row, self.count - 1)), True, None
        self._roll.following = self._current == self.count - 1
        self._settle()
        self._roll.keep_end()
        self._tell_current()
        self.tell_chosen()

    @property
    def place(self) -> Place:
        """Where it stands now, for `go_back`."""
        return Place(self._current, self._roll.top, self._roll.hidden, self._roll.following)

    def go_back(self, place: Place) -> None:
        """Stand there again, to the pixel; the same rows have to be shown as then."""
        self._current, self._held, self._meant = place.row, False, None
        roll = self._roll
        roll.top, roll.hidden, roll.following, roll.kept_at_end = place.top, place.hidden, place.following, False
        self._settle()
        self._tell_current()

    def _choose_seen(self) -> None:
        """There is a chosen row where the keyboard is: the last that is seen whole; at the end the newest."""
        if self._current is None and self.count:
            self.choose(self._last if self._roll.following else (self._roll.whole() or [self._roll.top])[-1])

    @property
    def _last(self) -> int:
        """The newest row, be it read or not."""
        return (self._coming or self.count) - 1

    def _choose_none(self) -> None:
        self._meant = None
        if self._current is not None:
            self._current = None
            self._tell_current()

    def _tell_current(self) -> None:
        self._telling.stop()
        self._told = self.current
        self.current_changed.emit(self._told)
        self._paint_soon()

    def _step(self, rows: int) -> None:
        self.choose(self._last if self._current is None else self._current + rows)

    def _mean(self, act: Callable[[LogLine], object]) -> None:
        """Say what is to be done with the chosen entry, or the newest, at once or as soon as that is read."""
        self._meant = act
        self._do_meant()

    def _do_meant(self) -> None:
        line = self._store.line(self._last if self._current is None else self._current)
        if self._meant is not None and line is not None:
            meant, self._meant = self._meant, None
            meant(line)

    def _turn_page(self, direction: int) -> None:
        self.scroll_by(direction * (self._roll.room - UNREAD_HEIGHT))
        if whole := self._roll.whole():
            self.choose(whole[-1] if direction > 0 else whole[0])

    # --- as a screen reader meets it -------------------------------------------------------------------------------

    def seen_rows(self) -> range:
        rows = [row for row, _, _ in self.visible_rows()]
        return range(rows[0], rows[-1] + 1) if rows else range(0)

    def words_of(self, row: int) -> str:
        return self._layouts.said(self._store.line(row))

    def place_of(self, row: int) -> QRect:
        by = theme.zoom()
        found = ((y, height) for at, y, height in self.visible_rows() if at == row)
        y, height = next(found, (0.0, 0.0))
        return QRect(0, round(y * by), self.viewport().width(), round(height * by))

    @property
    def chosen_row(self) -> int | None:
        return self._current

    def about(self) -> str:
        return f"{self._below} new below" if self._below else ""

    # --- Qt --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose rows; `E` corrects the chosen entry, or the last one, and Enter opens it."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        match key:
            case Qt.Key.Key_Up | Qt.Key.Key_K:
                self._step(-1)
            case Qt.Key.Key_Down | Qt.Key.Key_J:
                self._step(1)
            case Qt.Key.Key_PageUp:
                self._turn_page(-1)
            case Qt.Key.Key_PageDown:
                self._turn_page(1)
            case Qt.Key.Key_Home:
                self.choose(0)
            case Qt.Key.Key_End:
                self.choose(self._last)
            case Qt.Key.Key_E if self.count:
                self._mean(self.correct_asked.emit)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.count:
                self._mean(self.entry_chosen.emit)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row that is clicked."""
        row = self._row_at(event.position())
        if row is not None and event.button() is Qt.MouseButton.LeftButton:
            self.choose(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press has done it; no other widget needs to know."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row that is clicked twice."""
        if self.current is not None:
            self.entry_chosen.emit(self.current)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say the full stamps of the row under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self._row_at(QPointF(event.pos()))
            line = None if row is None else self._store.line(row)
            QToolTip.showText(
                event.globalPos(), "" if line is None else tooltip(full_stamp(line.entry)), self.viewport()
            )
            return True
        return super().viewportEvent(event)

    def _row_at(self, point: QPointF) -> int | None:
        at = point.y() / theme.zoom()
        return next((row for row, y, height in self.visible_rows() if y <= at < y + height), None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by pixels, though the bar counts rows."""
        pixels = event.pixelDelta().y() or event.angleDelta().y() / 120 * WHEEL_STEP
        self.scroll_by(-pixels)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap to the new width; the end, or the chosen row, stays in view, else the top row in its place."""
        super().resizeEvent(event)
        self._settle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is. A click chooses its own row."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._choose_seen()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere, and so is what was meant."""
        super().focusOutEvent(event)
        self._meant = None
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that are seen."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("surface"))
        reading = self._layouts.reading
        if reading is None:
            return
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.translate(-EDGE, 0)
        to_design(painter, QRectF(self.viewport().rect()))
        if not self.count:
            self._paint_empty(painter)
        plain_above = False
        self._pictures.begin()
        for row, y, height in self.visible_rows():
            layout = self.layout_of(row)
            if layout is None:
                paint_unread(painter, self._width, y, height)
                plain_above = False
                continue
            chosen = row == self._current
            ruled = plain_above and not layout.decision
            look = chosen, chosen and self.hasFocus(), ruled
            drawn = partial(paint_row, row=layout, reading=reading, picture_of=self._picture_of)
            drawn = partial(drawn, chosen=chosen, focused=look[1], ruled=ruled)
            self._pictures.draw(painter, layout, y, look, drawn)
            plain_above = not layout.decision
        self._paint_edges(painter)

    def _picture_of(self, file: Attachment, size: int) -> QPixmap | None:
        """A small picture of an attachment; what makes them is made with the first."""
        if self._thumbnails is None:
            self._thumbnails = Thumbnails(self._ask, self)
            self._thumbnails.changed.connect(self.viewport().update)
        return self._thumbnails.pixmap(file, size)

    def _paint_edges(self, painter: QPainter) -> None:
        """Let the rows fade that are cut by the upper or the lower edge."""
        width, bottom = self._width, self._roll.room
        seen = list(self.visible_rows())
        if seen and seen[0][1] < 0:
            paint_fade(painter, width, 0, min(FADE, seen[0][1] + seen[0][2]))
        if seen and seen[-1][1] + seen[-1][2] > bottom:
            paint_fade(painter, width, bottom, max(bottom - FADE, seen[-1][1]))
        hairline(painter, theme.PADDING, width - theme.PADDING, 0)

    def _paint_empty(self, painter: QPainter) -> None:
        """What to type; nothing is said to be missing that has not been counted yet."""
        if not self._is_counted:
            for row in range(int(self._roll.room // UNREAD_HEIGHT)):
                paint_unread(painter, self._width, row * UNREAD_HEIGHT, UNREAD_HEIGHT)
            return
        nothing = "Nothing written yet. Press N and type."
        text = nothing if self._store.sieve.takes_all else "No entries of this kind."
        rect = QRectF(theme.PADDING, 4, self._width - 2 * theme.PADDING, 24)
        paint_text(painter, rect, text, theme.colour("text2"), size=13)
