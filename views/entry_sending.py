"""A draft's way into the log: planned, written under its own id, and given back where it was not taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from views.named import Named, named

if TYPE_CHECKING:
    from app.command import Bound
    from app.desk import Receipt
    from app.entry.plan import Plan
    from views.desk import QtDesk
    from views.drafts import Draft, Drafts
    from views.entry_grammar import Grammar

NOTE = named("app.commands.logbook:write_note")
NOT_OPEN = "The log is not open. What you typed is kept: try again."
NOT_SHOWN = "This was typed for an incident that is not shown. Press Enter to write it here instead."
NO_INCIDENT = "Open or declare an incident first. What you typed is kept."


@dataclass(frozen=True)
class Sent:
    """What went to the log: the same again is the same entry."""

    words: str
    files: tuple[object, ...]
    acts: tuple[Bound | Named, ...]
    said: dict[str, Any]


class Sending(QObject):
    """Exactly one of `saved` and `came_back` follows each `send`; what comes back is unchanged, with a sentence."""

    saved = Signal(object)
    came_back = Signal(object, str)

    def __init__(self, desk: QtDesk, drafts: Drafts, grammar: Grammar, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._drafts, self._grammar = desk, drafts, grammar
        self.waiting: list[Draft] = []
        """On the way, not confirmed yet."""
        self._early: list[tuple[Draft, tuple[str, UUID | None] | None]] = []
        grammar.became_ready.connect(self._send_early)
        grammar.learned.connect(self._send_early)
        desk.picture_changed.connect(self._send_early)
        desk.not_opened.connect(self._return_early)

    def is_again(self, draft: Draft) -> bool:
        """Whether this went to the log just so and was not confirmed."""
        sent = draft.sent
        return sent is not None and (sent.words, sent.files) == (draft.words, draft.files)

    def refusal(self, draft: Draft) -> str | None:
        """Why it cannot be saved as it stands; None where it can, or where nobody knows yet."""
        if self.is_again(draft) or not draft.words:
            return None
        plan = self._plan(draft)
        return None if plan is None or self._grammar.looks_up(plan) else plan.refusal

    def _plan(self, draft: Draft) -> Plan | None:
        return self._grammar.plan(draft.text, draft.begun_at if draft.parked else None)

    def send(self, draft: Draft) -> None:
        """Write it into the log, or keep it for the moment at which the log is open."""
        if draft.sent is not None and not self.is_again(draft):
            self._desk.forget(draft.id)
            self._drafts.new_id(draft)
        self.waiting.append(draft)
        draft.stands = False
        self._drafts.touch(draft)
        if self._grammar.ready or self.is_again(draft):
            self._do(draft)
        elif self._desk.ready and self._desk.picture is not None and not self._desk.picture.has_incident:
            self._back(draft, NO_INCIDENT)
        else:
            self._early.append((draft, None if self._desk.ready else self._desk.expects))

    def _do(self, draft: Draft) -> None:
        if not self.is_again(draft):
            if draft.words and (plan := self._plan(draft)) is not None and self._grammar.looks_up(plan):
                self._early.append((draft, (self._desk.place, self._desk.desk.incident_id)))
                return
            if (refusal := self.refusal(draft)) is not None:
                self._back(draft, refusal)
                return
            draft.sent = self._planned(draft)
        sent: Sent = draft.sent
        self._desk.do(
            self,
            *sent.acts,
            **sent.said,
            entry_id=draft.id,
            done=partial(self._saved, draft),
            refused=partial(self._refused, draft),
            unavailable=partial(self._unavailable, draft),
        )

    def _planned(self, draft: Draft) -> Sent:
        attached = tuple(_attached(draft.files))
        if not draft.words:
            names = ", ".join(one.name for one in draft.files)
            said: dict[str, Any] = {"words": names}
            if draft.parked:
                said["occurred_at"] = draft.begun_at
            return Sent("", draft.files, (NOTE, *attached), said)
        plan = self._plan(draft)
        assert plan is not None
        return Sent(draft.words, draft.files, (*plan.bound, *attached), plan.said)

    def _send_early(self) -> None:
        """What was entered before the log was open is planned now, if this is the incident it was meant for."""
        if not self._grammar.ready or not self._early:
            return
        early, self._early = self._early, []
        for draft, meant in early:
            place, incident_id = meant or (self._desk.place, None)
            if place == self._desk.place and incident_id in (None, self._desk.desk.incident_id):
                self._do(draft)
            else:
                self._back(draft, NOT_SHOWN)

    def _return_early(self) -> None:
        if not self._desk.ready:
            early, self._early = self._early, []
            for draft, _ in early:
                self._back(draft, NOT_OPEN)

    def _saved(self, draft: Draft, _: Receipt) -> None:
        self._drafts.drop(draft)
        self._arrived(draft)
        self.saved.emit(draft)

    def _refused(self, draft: Draft, sentence: str, _field: str | None) -> None:
        draft.sent = None
        self._back(draft, sentence)

    def _unavailable(self, draft: Draft, sentence: str) -> None:
        self._back(draft, sentence)

    def _back(self, draft: Draft, sentence: str) -> None:
        self._arrived(draft)
        self.came_back.emit(draft, sentence)

    def _arrived(self, draft: Draft) -> None:
        self.waiting = [one for one in self.waiting if one is not draft]


def _attached(files: Sequence[Any]) -> list[Named]:
    command = "app.commands.attachments:attach"
    return [named(command, name=one.name, media_type=one.media_type, content=one.content) for one in files]
