"""The filters of a search as lists: each writes its mark into the line, and follows what is typed there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.posts import known_posts
from app.search_line import KINDS, mark_said, name_mark
from models.contact import Contact
from models.picture import Picture
from models.task import Task
from models.terms import Priority
from views.flow import Flow
from views.forms.form import Choice

WIDTH = 160


class Offer(NamedTuple):
    """A word of a list, and what it writes into the line."""

    words: str
    said: str


KIND_OFFERS = (
    Offer("Any kind", ""),
    Offer("Written by people", "/written"),
    Offer("Noted by the console", "/console"),
    *(Offer(word.capitalize(), f"/{word}") for word in KINDS if word not in ("communication", "call")),
)
IMPORTANCE_OFFERS = (Offer("Any importance", ""), *(Offer(one.label, f"!{one.value}") for one in Priority))
TIME_OFFERS = (
    Offer("Any time", ""),
    *(Offer(f"Last {hours} hours" if hours > 1 else "Last hour", f"~{hours}h") for hours in (1, 4, 12, 24)),
)


def people(picture: Picture) -> list[Offer]:
    """Posts, then the contacts of the directory."""
    names = dict.fromkeys([*known_posts(picture), *sorted(one.name for one in picture.all(Contact))])
    return [Offer("Anyone", ""), *(Offer(name, name_mark("@", name)) for name in names)]


def things(picture: Picture) -> list[Offer]:
    """Systems as the register has them, then the tasks of the incident."""
    systems = [Offer(f"{one.ref} {one.name}", name_mark("#", one.ref)) for one, _ in picture.systems()]
    tasks = sorted(picture.all(Task), key=lambda one: one.ref) if picture.incident_fold else []
    return [
        Offer("System or task", ""),
        *systems,
        *(Offer(f"{one.ref} {one.title}", name_mark("#", one.ref)) for one in tasks),
    ]


class MarkChoice(Choice):
    """One list of marks of one sigil."""

    picked = Signal(str, str)
    """The sigil, and what it writes; nothing takes it away."""

    def __init__(self, name: str, sigil: str, offers: Sequence[Offer] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.sigil = sigil
        self._offers: tuple[Offer, ...] = ()
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.offer(offers)
        self.activated.connect(self._pick)

    def offer(self, offers: Sequence[Offer]) -> None:
        """Have these in the list."""
        if tuple(offers) != self._offers:
            self._offers = tuple(offers)
            self.clear()
            self.addItems([one.words for one in offers])

    def follow(self, typed: str) -> None:
        """Show what the line says; a mark that is not in the list is `as typed`."""
        said = mark_said(typed, self.sigil)
        at = next((at for at, one in enumerate(self._offers) if one.said.casefold() == said), -1)
        self.setPlaceholderText(said)
        self.setCurrentIndex(at)

    def _pick(self, at: int) -> None:
        self.picked.emit(self.sigil, self._offers[at].said)


class FindFilters(QWidget):
    """The lists side by side; where there is no room, in two lines."""

    picked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = MarkChoice("Kind of entry", "/", KIND_OFFERS)
        self.who = MarkChoice("Who", "@")
        self.about = MarkChoice("System or task", "#")
        self.importance = MarkChoice("Importance", "!", IMPORTANCE_OFFERS)
        self.time = MarkChoice("Time", "~", TIME_OFFERS)
        self.choices = (self.kind, self.who, self.about, self.importance, self.time)
        self.flow = Flow(self, 8)
        for choice in self.choices:
            self.flow.addWidget(choice)
            choice.picked.connect(self.picked)

    def show_picture(self, picture: Picture) -> None:
        """Offer the names of this picture."""
        self.who.offer(people(picture))
        self.about.offer(things(picture))

    def follow(self, typed: str) -> None:
        """Show what the line says."""
        for choice in self.choices:
            choice.follow(typed)
