"""Step 2 of a handover: the situation, set in place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.board import SITUATION_AGE
from models.incident import Situation
from views.boards.handover_step import InStep
from views.desk import QtDesk
from views.forms.situation import SituationForm


class SituationStep(InStep, SituationForm):
    """Enter sets what was changed, or what is old and still holds; else it goes on."""

    went_on = Signal()

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        for field in self.sentences.values():
            field.textChanged.connect(self._show_button)
        self._show_button()

    @property
    def _holds(self) -> bool:
        """Whether it stands as it is shown, and is not old."""
        situation = self._situation
        young = situation is not None and self.desk.moment() - situation.set_at <= SITUATION_AGE
        return young and not self.unsaved

    @property
    def _situation(self) -> Situation | None:
        return None if self.desk.picture is None else self.desk.picture.situation

    def come_back(self) -> None:
        """Show the situation as it stands now, and what Enter does with it."""
        super().come_back()
        self._show_button()

    def _show_button(self) -> None:
        if not hasattr(self, "button"):
            return
        self.button.setHidden(bool(self.desk.read_only))
        if self._holds:
            self.button.setText("Go on to do first")
        else:
            self.button.setText("Set the situation" if self.unsaved or self._situation is None else "It still holds")

    def enter(self) -> None:
        """Go on, or set it."""
        if self._holds or self.desk.read_only:
            self.went_on.emit()
        else:
            super().enter()

    def begin_next(self) -> None:
        """Begin with what stands now, whatever was typed."""
        self.begin_anew()
        self._untouched = self.content()
        self.come_back()
