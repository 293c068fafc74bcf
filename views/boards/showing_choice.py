"""The choice of which messages a list shows."""

from __future__ import annotations

from app.messages import Showing
from views.forms.form import WordField


class ShowingChoice(WordField):
    """All messages, the unanswered ones, those that came in, or those that went out."""

    def __init__(self) -> None:
        super().__init__(list(Showing), Showing.ALL)
        self.setAccessibleName("Which messages")

    @property
    def showing(self) -> Showing:
        """What is chosen."""
        return Showing(self.word)

    def step(self) -> None:
        """Choose the next; after the last one, all."""
        self.setCurrentIndex((self.currentIndex() + 1) % self.count())
