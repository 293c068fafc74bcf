"""The bar above the log after a found entry was gone to: what was searched for, and the two ways back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from views.boards.key_button import KeyButton
from views.labels import ElidedLabel


class ReturnBar(QFrame):
    """Says plainly that the log stands at a found entry, and in which incident where it is another one."""

    left = Signal()
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "strip")
        self.setProperty("tone", "accent")
        self.words = ElidedLabel("value")
        self.back, self.again = KeyButton("Esc", "Back to where you were"), KeyButton("/", "What was found")
        across = QHBoxLayout(self)
        across.setContentsMargins(12, 4, 4, 4)
        across.setSpacing(8)
        across.addWidget(self.words)
        across.addStretch(1)
        across.addWidget(self.again)
        across.addWidget(self.back)
        for button in (self.again, self.back):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.back.clicked.connect(self.left)
        self.again.clicked.connect(self.asked)
        self.hide()

    def show_found(self, number: str, typed: str, incident: str) -> None:
        """Say which entry it is; `incident` is the ref of another incident that is shown for it."""
        where = f" of {incident}, another incident" if incident else ""
        self.words.setText(f"#{number}{where}, found by “{typed.strip()}”")
        self.show()
