"""Set-up, data: where the logs lie, how large they are, whether they are whole, and a copy for other programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from app.data import check_log, export_incident, facts_of
from app.verify import Verdict
from models.picture import Picture
from views import theme
from views.boards.set_up_card import SetUpCard
from views.desk import QtDesk
from views.labels import label
from views.strip import ShapeMark

WIDEST = 720
PROBLEMS = 8
"""So many problems are written out; a damaged file may have thousands."""


class DataSection(SetUpCard):
    """Everything here only reads the logs; the work is done on the long worker."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Data", desk, parent)
        self.setMaximumWidth(WIDEST)
        self._facts, self._station_fold = QGridLayout(), object()
        self._values: list[QLabel] = []
        self.check = _button("Check the log now", self._check)
        self.export = _button("Export the incident", self._export)
        self.operator = _button("Who sits here (Ctrl+U)", partial(self.asked.emit, "operator", None))
        self.glyph = ShapeMark("ring", theme.ICON_SMALL)
        self.says = label("", "words", wrap=True)
        self.problems = label("", "second", wrap=True)
        for words in (self.says, self.problems):
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._arrange()

    def _arrange(self) -> None:
        self._facts.setHorizontalSpacing(24)
        self._facts.setVerticalSpacing(8)
        self._facts.setColumnStretch(1, 1)
        buttons, said = QHBoxLayout(), QHBoxLayout()
        buttons.setSpacing(8)
        said.setSpacing(8)
        for button in (self.check, self.export, self.operator):
            buttons.addWidget(button)
        buttons.addStretch(1)
        said.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.says, 1)
        self.body.setSpacing(16)
        for part in (self._facts, buttons, said):
            self.body.addLayout(part)
        self.body.addWidget(self.problems)
        self._tell("", None)
        self.let_scroll()

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Read the facts again where the station's log went on."""
        if picture is None:
            return
        self.export.setVisible(picture.has_incident)
        self.operator.setEnabled(not self.desk.read_only)
        if picture.station_fold is not self._station_fold:
            self._station_fold = picture.station_fold
            self.desk.run(self, facts_of, self._show_facts)

    def _show_facts(self, facts: list[tuple[str, str]]) -> None:
        for row, (words, value) in enumerate(facts):
            if row == len(self._values):
                self._values.append(_value())
                self._facts.addWidget(_word(words), row, 0, Qt.AlignmentFlag.AlignTop)
                self._facts.addWidget(self._values[row], row, 1)
            self._values[row].setText(_breakable(value))
            self._values[row].setAccessibleName(f"{words}: {value}")

    def _tell(self, sentence: str, shape: str | None, problems: str = "") -> None:
        """Say how it went; `shape` is ring, octagon, or none while nothing is known."""
        self.says.setText(sentence)
        self.says.setVisible(bool(sentence))
        self.glyph.setVisible(shape is not None)
        if shape is not None:
            self.glyph.show_shape(shape)
        self.problems.setText(problems)
        self.problems.setVisible(bool(problems))

    def _rest(self, sentence: str) -> None:
        """While one work goes on, no other is begun; the focus stays where it is."""
        self._tell(sentence, None)
        for button in (self.check, self.export):
            button.setProperty("busy", True)

    def _over(self, sentence: str, shape: str, problems: str = "") -> None:
        for button in (self.check, self.export):
            button.setProperty("busy", False)
        self._tell(sentence, shape, problems)

    @property
    def busy(self) -> bool:
        """Whether long work goes on."""
        return bool(self.check.property("busy"))

    def _check(self) -> None:
        if not self.busy:
            self._rest("Checking. Every entry of every log is read; go on working meanwhile.")
            self.desk.run(self, check_log, self._show_verdict, self._not_done, self._failed)

    def _show_verdict(self, verdict: Verdict) -> None:
        told = verdict.problems[:PROBLEMS]
        more = len(verdict.problems) - len(told)
        lines = "\n".join([*told, *([f"and {more} more"] if more else [])])
        at = self.desk.now().astimezone(self.desk.zone)
        self._over(f"Checked {at:%H:%M:%S}. {verdict.sentence}", "ring" if verdict.clean else "octagon", lines)

    def _export(self) -> None:
        if not self.busy:
            folder = self.desk.habits.get("folder") or documents_folder()
            self._rest("Writing what the incident holds.")
            task = partial(export_incident, folder=folder)
            self.desk.run(self, task, self._show_place, self._not_done, self._failed)

    def _show_place(self, place: Path) -> None:
        self._over(f"Written to {_breakable(str(place))}", "ring")

    def _not_done(self, sentence: str, _: str | None) -> None:
        self._over(sentence, "octagon")

    def _failed(self, sentence: str) -> None:
        self._over(sentence, "octagon")


def documents_folder() -> str:
    """Where files go unless another folder is chosen."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return str(Path(documents) / "Watchkeeper")


def _breakable(path: str) -> str:
    """A path that may wrap after each of its parts."""
    return path.replace("/", "/\u200b")


def _word(words: str) -> QWidget:
    made = label(words, "second")
    made.setContentsMargins(0, 2, 0, 0)  # onto the base line of its value
    return made


def _value() -> QLabel:
    made = label("", "words", wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _button(words: str, act: Callable[[], object]) -> QPushButton:
    made = QPushButton(words)
    made.setAutoDefault(True)
    made.clicked.connect(act)
    return made
