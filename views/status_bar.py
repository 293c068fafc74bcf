"""The bar at the foot: which keys act here, and what the log has confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from views import theme
from views.labels import label, restyle
from views.named import named
from views.painting import tooltip
from views.strip import IconMark

if TYPE_CHECKING:
    from app.desk import Receipt
    from models.picture import Picture
    from views.desk import QtDesk
    from views.keys import Key

WIDE = 1440
READ_ONLY = "Read only"
SEALED_TO = named("app.logbook:log_sealed_to")


class StatusBar(QWidget):
    """Key hints left; at the right up to where the log is saved, "Saved 02:47:16 as #41" only after the commit."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._receipt: Receipt | None = None
        self._hints: list[tuple[str, str]] = []
        self._made: dict[tuple[str, str], KeyHint] = {}
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.BAR_HEIGHT)
        self._sealed_mark, self._saved_mark = IconMark("lock", "text2", 16), IconMark("check", "text2", 16)
        self._read_only_mark = IconMark("eye", "text2", 16)
        self._sealed, self._saved = label("", "hint"), label("", "hint")
        self.told = ""
        """What has just come about; it stands where the keys are, so that nothing else moves."""
        self._told = label("", "chip")
        restyle(self._told, "tone", "accent")
        self._told.hide()
        self._keys = QHBoxLayout()
        self._keys.setSpacing(8)
        self._arrange()
        desk.saved.connect(self._show_saved)
        desk.picture_changed.connect(self._ask)

    def _arrange(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(theme.RAIL_WIDTH + theme.PADDING, 0, theme.PADDING, 0)
        across.setSpacing(8)
        across.addWidget(self._told, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addLayout(self._keys)
        across.addStretch(1)
        for part in (self._sealed_mark, self._sealed, self._saved_mark, self._read_only_mark, self._saved):
            across.addWidget(part)
            part.hide()
        across.insertSpacing(across.count() - 3, 8)

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Show the hints of these keys, and of no others."""
        words = [(key.sequence, key.words) for key in keys]
        if words == self._hints:
            return
        self._hints = words
        while item := self._keys.takeAt(0):
            if hint := item.widget():
                hint.hide()
        for key in keys:
            self._keys.addWidget(self._hint(key), 0, Qt.AlignmentFlag.AlignVCenter)
        self._fit()

    def _hint(self, key: Key) -> KeyHint:
        """Made once: the same keys come back with every screen."""
        made = self._made.get((key.sequence, key.words))
        if made is None:
            made = self._made[key.sequence, key.words] = KeyHint(key, self)
        made.show()
        return made

    def tell(self, sentence: str) -> None:
        """Say what has just come about in the place of the keys; nothing gives them their place back."""
        self.told = sentence
        self._told.setAccessibleName(sentence)
        self._told.setToolTip(tooltip(sentence))
        self._fit()

    @property
    def hints(self) -> list[str]:
        """The words of the keys that are shown."""
        return [words for _, words in self._hints]

    @property
    def says(self) -> str:
        """What the right end says."""
        return self._saved.text()

    def _ask(self) -> None:
        """A new picture: where does its log end?"""
        picture = self._desk.picture
        if picture is None or picture.incident_fold is None:
            self._say("", "")
        elif self._receipt is not None and picture.newest and picture.newest[-1].id == self._receipt.entry_id:
            self._show_saved(self._receipt)
        else:
            self._desk.ask(self, SEALED_TO, partial(self._show_end, picture), key="sealed")

    def _show_end(self, picture: Picture, end: tuple[str, str] | None) -> None:
        fold = picture.incident_fold
        if picture is not self._desk.picture or fold is None or fold.order_at is None or end is None:
            return
        number, check = end
        if picture.moment is not None:
            self._say(READ_ONLY, f"Sealed to #{number}, {check}")
        elif self._receipt is not None and (self._receipt.scope_id, self._receipt.number) == (fold.scope_id, number):
            self._show_saved(self._receipt)
        else:
            self._say(f"Saved to #{number}, {fold.order_at.astimezone(self._desk.zone):%H:%M:%S}", f"Sealed {check}")

    def _show_saved(self, receipt: Receipt) -> None:
        if receipt is self._receipt and self.says.endswith(f"as #{receipt.number}"):
            return
        self._receipt = receipt
        at = receipt.recorded_at.astimezone(self._desk.zone)
        self._say(f"Saved {at:%H:%M:%S} as #{receipt.number}", f"Sealed {receipt.check}")

    def _say(self, saved: str, sealed: str) -> None:
        self._saved.setText(saved)
        self._saved.setAccessibleName(saved)
        self._sealed.setText(sealed)
        self._sealed.setToolTip("The log is sealed to its last entry with this check code." if sealed else "")
        self._saved.setVisible(bool(saved))
        self._saved_mark.setVisible(bool(saved) and saved != READ_ONLY)
        self._read_only_mark.setVisible(saved == READ_ONLY)
        self._show_sealed()

    def _show_sealed(self) -> None:
        """The check code is shown where there is room for all of it."""
        fits = bool(self._sealed.text()) and self.width() >= theme.px(WIDE)
        self._sealed_mark.setVisible(fits)
        self._sealed.setVisible(fits)
        self._fit()

    def _fit(self) -> None:
        """As many hints as there is room for, whole, in their order; the last one (all keys) always."""
        hints = [self._made[words] for words in self._hints]
        gap = theme.px(8)
        parts = (self._sealed_mark, self._sealed, self._saved_mark, self._read_only_mark, self._saved)
        said = sum(part.sizeHint().width() + gap for part in parts if not part.isHidden())
        room = self.width() - theme.px(theme.RAIL_WIDTH + 2 * theme.PADDING + 24) - said
        self._show_told(room - 2 * gap)
        room -= hints[-1].sizeHint().width() if hints else 0
        for hint in hints[:-1]:
            room -= hint.sizeHint().width() + gap
            hint.setVisible(room >= 0 and not self.told)
        if hints:
            hints[-1].setVisible(not self.told)

    def _show_told(self, room: int) -> None:
        measure = self._told.fontMetrics()
        self._told.setText(measure.elidedText(self.told, Qt.TextElideMode.ElideRight, max(0, room)))
        self._told.setVisible(bool(self.told))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_sealed()


class KeyHint(QWidget):
    """A key and what it does."""

    def __init__(self, key: Key, parent: QWidget) -> None:
        super().__init__(parent)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 8, 0)
        across.setSpacing(8)
        across.addWidget(label(key.sequence, "key"), 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(label(key.words, "hint"))
