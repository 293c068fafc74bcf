"""What is known of the row that a form is about: each fact beside its word, in two columns."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from views.labels import label
from views.painting import plain


def fact_grid(facts: Iterable[tuple[str, str]]) -> QWidget:
    """The facts under each other; long ones wrap in their own column."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for row, (word, value) in enumerate(facts):
        grid.addWidget(label(plain(word), "second"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(plain(value), "fact", wrap=True), row, 1)
    return made
