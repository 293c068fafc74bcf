"""Set-up, appearance: the theme and the zoom, both at once, and every state as it looks now."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from models.picture import Picture
from views import theme
from views.boards.set_up_card import SetUpCard
from views.boards.state_sample import StateSample
from views.boards.theme_button import ThemeButton
from views.desk import QtDesk
from views.labels import label

WIDEST = 720


class AppearanceSection(SetUpCard):
    """A press acts at once in every window of this computer; nothing of it is in the log."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Appearance", desk, parent)
        self.setMaximumWidth(WIDEST)
        self.themes = [ThemeButton(name) for name in theme.THEMES]
        self.zooms = [_zoom_button(zoom) for zoom in theme.ZOOMS]
        self._theme_group, self._zoom_group = self._grouped(self.themes), self._grouped(self.zooms)
        self.body.setSpacing(8)
        self.body.addWidget(label("Theme", "second"))
        self.body.addLayout(_in_a_row(self.themes, theme.GAP))
        self.body.addWidget(
            label("Night is red on black, for eyes used to the dark. Ctrl+F9 goes on to the next.", "hint")
        )
        self.body.addSpacing(8)
        self.body.addWidget(label("Size", "second"))
        self.body.addLayout(_in_a_row(self.zooms, 4))
        self.body.addSpacing(8)
        self.body.addWidget(label("How each state looks", "second"))
        self.body.addWidget(StateSample())
        self.let_scroll()
        self._theme_group.idClicked.connect(self._ask_theme)
        self._zoom_group.idClicked.connect(self._ask_zoom)
        theme.switch().changed.connect(self._show_present)
        self._show_present()

    def _grouped(self, buttons: list[QToolButton] | list[ThemeButton]) -> QButtonGroup:
        group = QButtonGroup(self)
        for number, button in enumerate(buttons):
            group.addButton(button, number)
        return group

    def _ask_theme(self, number: int) -> None:
        self.asked.emit("theme", list(theme.THEMES)[number])

    def _ask_zoom(self, number: int) -> None:
        self.asked.emit("zoom", theme.ZOOMS[number])

    def _show_present(self) -> None:
        """Mark the theme and the size in use."""
        self.themes[list(theme.THEMES).index(theme.theme().name)].setChecked(True)
        self.zooms[theme.ZOOMS.index(theme.zoom())].setChecked(True)

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """It does not depend on what is in the log."""

    def focus_first(self) -> None:
        """Begin at the theme in use."""
        next(button for button in self.themes if button.isChecked()).setFocus()


def _in_a_row(buttons: list[QToolButton] | list[ThemeButton], apart: int) -> QHBoxLayout:
    across = QHBoxLayout()
    across.setSpacing(apart)
    for button in buttons:
        across.addWidget(button)
    across.addStretch(1)
    return across


def _zoom_button(zoom: float) -> QToolButton:
    made = QToolButton()
    made.setText(f"{zoom:.0%}")
    made.setCheckable(True)
    made.setProperty("kind", "tab")
    made.setAccessibleName(f"Size {zoom:.0%}")
    made.setMinimumSize(64, 32)
    return made
