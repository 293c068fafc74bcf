"""One attachment as a row: its thumbnail, or the mark of a file; its name, size and SHA-256; what its keys do."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from models.attachment import Attached
from views import theme
from views.own_keys import keeps
from views.painting import in_one_line, line_height, paint_mark, paint_ring, paint_text, to_design
from views.thumbnails import Thumbnails

SIDE = 56
HEIGHT = SIDE + 16
ROOM = 8
"""What the focus ring has at both sides of a picture and its words, outside the edge that other facts stand on."""
KEYS = "Enter shows it, S saves a copy, Ctrl+C copies its SHA-256."


class AttachmentRow(QAbstractButton):
    """One file: its thumbnail, or the mark of a file; its number and name, its size and SHA-256."""

    keyed = Signal(str, object)

    def __init__(self, file: Attached, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.file, self._thumbnails = file, thumbnails
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(in_one_line(f"Attachment {file.called}, {file.row.name}, {file.facts}"))
        self.setAccessibleDescription(KEYS)
        self.clicked.connect(partial(self._mean, "show"))
        theme.switch().changed.connect(self.updateGeometry)

    def _mean(self, key: str, _checked: bool = False) -> None:
        self.keyed.emit(key, self)

    def sizeHint(self) -> QSize:
        """As high as its picture, with a little room."""
        return QSize(theme.px(240), theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Long names are cut."""
        return QSize(theme.px(120), theme.px(HEIGHT))

    def event(self, event: QEvent) -> bool:
        """These keys are the row's own while it has the keyboard; the window's come after it."""
        return keeps(event, _meant) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, S, Ctrl+C and the arrows."""
        if meant := _meant(event):
            self._mean(meant)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say what the keys do."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture at the left, two lines of words beside it, a third with the keys while they act."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect = to_design(painter, QRectF(self.rect()))
        self._paint_picture(painter, QRectF(ROOM, (rect.height() - SIDE) / 2, SIDE, SIDE))
        words = rect.adjusted(ROOM + SIDE + theme.GAP, 0, -ROOM, 0)
        focused = self.hasFocus()
        lines = [(in_one_line(self.file.row.name), "text1", 14, 500), (self._second(), "text2", 13, 450)]
        lines += [(KEYS, "text2", 12, 450)] if focused else []
        top = rect.center().y() - sum(line_height(size) for _, _, size, _ in lines) / 2
        for text, colour, size, weight in lines:
            box = QRectF(words.left(), top, words.width(), line_height(size))
            paint_text(painter, box, text, theme.colour(colour), size=size, weight=weight)
            top += line_height(size)
        if focused:
            paint_ring(painter, rect, theme.RADIUS_CHIP)

    def _second(self) -> str:
        kind = "" if self.file.is_picture else ", no picture that can be shown"
        return f"{self.file.called}, {self.file.facts}{kind}"

    def _paint_picture(self, painter: QPainter, box: QRectF) -> None:
        picture = self._thumbnails.pixmap(self.file.row, SIDE)
        if picture is None:
            painter.fillRect(box, theme.colour("raised"))
            side = theme.ICON_LARGE
            mark = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
            paint_mark(painter, mark, "file-text", theme.colour("text2"))
            return
        size = picture.deviceIndependentSize()
        at = QPointF(box.center().x() - size.width() / 2, box.center().y() - size.height() / 2)
        painter.drawPixmap(at, picture)
        painter.setPen(theme.colour("line"))
        painter.drawRect(QRectF(at, size).adjusted(0.5, 0.5, -0.5, -0.5))


def _meant(event: QKeyEvent) -> str | None:
    if event.matches(QKeySequence.StandardKey.Copy):
        return "copy"
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return None
    return {
        Qt.Key.Key_Return: "show",
        Qt.Key.Key_Enter: "show",
        Qt.Key.Key_Space: "show",
        Qt.Key.Key_S: "save",
        Qt.Key.Key_Down: "down",
        Qt.Key.Key_Up: "up",
    }.get(Qt.Key(event.key()))
