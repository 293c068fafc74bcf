"""The Systems screen: every area with its affected systems, and one system beside them with its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.board import affected_text
from app.systems import areas, state_counts
from models.picture import Picture
from models.system import System
from views import theme
from views.boards.cards import empty_label
from views.boards.system_areas import COLUMN_LEAST, GUTTER, AreaSheet
from views.boards.system_detail import WIDTH, SystemDetail
from views.boards.system_head import SystemHead
from views.keys import Key
from views.view import View

if TYPE_CHECKING:
    from views.desk import QtDesk

NO_SYSTEMS = "No systems in the register. Press + to add one, or Ctrl+I to import a list."
NO_SYSTEMS_THEN = "No systems in the register at this moment."
ESCAPE = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class SystemsScreen(View):
    """Areas by severity; Enter opens the chosen system at the right, where it follows what is chosen."""

    report = "systems"

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._picture: Picture | None = None
        self._moment = desk.now()
        self._chosen: UUID | None = None
        self._incident: UUID | None = None
        self.head, self.sheet = SystemHead(), AreaSheet()
        self.detail, self._beside = SystemDetail(self.ask), QWidget()
        self.empty = empty_label("")
        self._arrange()
        self.head.filtered.connect(self._draw)
        self.head.filter.left.connect(self.sheet.focus_chosen)
        self.sheet.chosen.connect(self._choose)
        self.sheet.opened.connect(self._open)
        self.detail.asked.connect(self.asked)

    def _arrange(self) -> None:
        beside = QHBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, GUTTER, 0)
        beside.addWidget(self.detail)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, GUTTER, 0)
        top.addWidget(self.head)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.sheet, 1)
        across.addWidget(self.empty, 1)
        across.addWidget(self._beside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.PADDING, theme.GAP, theme.PADDING - GUTTER, theme.GAP)
        whole.setSpacing(theme.GAP)
        whole.addLayout(top)
        whole.addLayout(across, 1)
        self._beside.hide()
        self.empty.hide()

    def keys(self) -> Sequence[Key]:
        """What acts on the chosen system, and on the register."""
        return (
            Key("S", "Status", self._set_state, self._can_write),
            Key("R", "Register entry", self._edit, self._can_write),
            Key("/", "Filter", self._filter, self._always),
            Key("+", "New system", self._add),
            Key("Ins", "New system", self._add),
            Key("Ctrl+I", "Import systems", self._import),
        )

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Draw the systems as they stood at this moment."""
        self._picture, self._moment = picture, moment
        incident = picture.incident.id if picture is not None and picture.has_incident else None
        if incident != self._incident:
            self._incident = incident
            self.sheet.forget()
        self._draw()

    def _draw(self) -> None:
        if self._picture is None:
            return
        wanted = self.head.filter.text().strip()
        found = areas(self._picture, self._moment, wanted)
        self.head.counts.show_counts(affected_text(self._picture), state_counts(self._picture))
        self.sheet.show_areas(found, whole=bool(wanted))
        if self._picture.get(System, self._chosen) is None:
            self._chosen = None
        nothing = NO_SYSTEMS_THEN if self.desk.read_only else NO_SYSTEMS
        self.empty.setText(f"No system matches “{wanted}”. Esc clears the filter." if wanted else nothing)
        self.empty.setHidden(bool(found))
        self._show_detail()

    # --- one system ---------------------------------------------------------------------------------------------------

    def _choose(self, key: str) -> None:
        self._chosen = UUID(key) if key else None
        self._show_detail()

    def _open(self, key: str) -> None:
        """The first Enter opens the system beside the board, the second goes into it."""
        if self.detail.isVisible():
            self.detail.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._chosen = UUID(key)
        self._beside.show()
        self._share_width()
        self._show_detail()

    def _show_detail(self) -> None:
        system_id = self._chosen or self.detail.system_id
        if self._picture is None or system_id is None or self._beside.isHidden():
            return
        if self._picture.get(System, system_id) is None:
            self._beside.hide()
        else:
            self.detail.show_system(self._picture, system_id, self._moment, writes=not self.desk.read_only)
        self._share_width()

    def show_row(self, row_id: UUID) -> None:
        """Choose a system by its id; the filter is cleared where it hides it."""
        if self._picture is None or self._picture.get(System, row_id) is None:
            return
        if self.head.filter.text() and not self.sheet.choose(str(row_id)):
            self.head.filter.clear()
        self.sheet.unfold(str(row_id))
        self.sheet.choose(str(row_id))
        self.sheet.focus_chosen()

    def focus_first(self) -> None:
        """Begin where one was, or in the first area."""
        self.sheet.focus_chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for both, the open system takes the place of the board."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        room = self.width() - theme.px(WIDTH + 2 * theme.PADDING + GUTTER)
        both = self._beside.isHidden() or room >= theme.px(COLUMN_LEAST)
        had_focus = self.sheet.isAncestorOf(self.window().focusWidget() or self)
        self.sheet.setVisible(both and self.empty.isHidden())
        if not both and had_focus:
            self.detail.list.setFocus()

    # --- keys ---------------------------------------------------------------------------------------------------------

    def _always(self) -> bool:
        return True

    def _can_write(self) -> bool:
        return not self.desk.read_only

    def _set_state(self) -> None:
        self.asked.emit("set_state", self._chosen)

    def _edit(self) -> None:
        """Edit the chosen entry of the register."""
        self.asked.emit("system", self._chosen)

    def _filter(self) -> None:
        self.head.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.head.filter.selectAll()

    def _add(self) -> None:
        self.asked.emit("system", "new")

    def _import(self) -> None:
        self.asked.emit("import", "systems")

    def event(self, event: QEvent) -> bool:
        """Esc closes what is open here, before it goes back anywhere else."""
        if event.type() in ESCAPE and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride and self._is_open():
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._step_back():
                event.accept()
                return True
        return super().event(event)

    def _is_open(self) -> bool:
        return self.detail.isVisible() or bool(self.head.filter.text()) or self.head.filter.hasFocus()

    def _step_back(self) -> bool:
        """From the filter or the open system to the board; from the board, close the system, then the filter."""
        if not self._is_open():
            return False
        within = self.head.filter.hasFocus() or self.detail.list.hasFocus()
        if self.detail.isVisible() and (not within or self.sheet.isHidden()):
            self._beside.hide()
            self._share_width()
        elif self.head.filter.text() and not self.detail.list.hasFocus():
            self.head.filter.clear()
        self.sheet.focus_chosen()
        return True
