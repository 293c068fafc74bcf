"""A field of several lines that keeps out what would stop the window: laying out a huge paste takes minutes."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit

from app.text import MOST_CHARACTERS

MOST_OF_A_TABLE = 1_000_000
"""Characters of a table that is pasted; a larger one is read from a file, which nothing lays out."""


class LongText(QPlainTextEdit):
    """Takes a paste or a drop whole or not at all; `most` is what it holds, and no line is longer than an entry."""

    kept_out = Signal(str)
    """Why a paste was not put in."""

    def __init__(self, text: str = "", most: int = MOST_CHARACTERS) -> None:
        super().__init__(text)
        self.most = most

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in what has room; the rest is refused before it is laid out, and not cut either."""
        pasted = source.text()
        cursor = self.textCursor()
        whole = len(pasted) + self.document().characterCount() - 1 - (cursor.selectionEnd() - cursor.selectionStart())
        longest = max(map(len, pasted.split("\n")), default=0)
        if whole > self.most:
            self.kept_out.emit(f"With the paste this would have {whole:,} characters; {self.most:,} have room.")
        elif longest > MOST_CHARACTERS:
            self.kept_out.emit(f"The paste has a line of {longest:,} characters; {MOST_CHARACTERS:,} have room.")
        else:
            super().insertFromMimeData(source)
