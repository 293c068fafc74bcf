"""What stands in an entry line: one draft, from its first character on until it is saved, parked or thrown away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from views.drafts import Draft, Drafts
from views.entry_calls import MOST_CALLS, call_text, same_call

if TYPE_CHECKING:
    from views.attachments import AttachmentTray
    from views.desk import QtDesk
    from views.entry_field import EntryField

MOST_RECALLED = 200


class Standing(QObject):
    """Keeps the field, the tray of files and the seat's drafts together; nothing that is typed leaves it unseen."""

    shown = Signal()
    """Another text stands in the field: read it."""
    can_undo = Signal(object)
    """A draft was thrown away; calling this brings it back."""

    def __init__(
        self, desk: QtDesk, drafts: Drafts, field: EntryField, tray: AttachmentTray, parent: QObject, *, is_first: bool
    ) -> None:
        super().__init__(parent)
        self._desk, self._drafts, self._field, self._tray, self._is_first = desk, drafts, field, tray, is_first
        self.draft: Draft | None = None
        """None while nothing stands there, or only what was saved before and is not changed."""
        self.fills = False
        """Whether the field is being filled by a draft: nobody types."""
        self._recalled: Draft | None = None
        """What was recalled and is not changed yet."""
        self._saved: list[Draft] = []
        self._thrown: list[Draft] = []

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the line."""
        return not self._field.toPlainText().strip() and not self._tray.files

    @property
    def parked(self) -> list[Draft]:
        """The parked drafts of this place, newest first."""
        return self._drafts.at(self._desk.place)

    def begin(self, text: str = "") -> Draft:
        """Another draft, of this moment and this incident."""
        meant = self._desk.expects if not self._desk.ready else (self._desk.place, self._desk.desk.incident_id)
        place, incident_id = meant or ("", None)
        picture = self._desk.picture
        ref = picture.incident.ref if picture is not None and picture.has_incident else ""
        return Draft(self._desk.now(), text, place, incident_id, ref)

    def keep(self) -> None:
        """Keep what was typed or put in just now."""
        text, files, recalled = self._field.toPlainText(), tuple(self._tray.files), self._recalled
        if recalled is not None and (text, files) == (recalled.text, recalled.files):
            return
        self._recalled = None
        if self.empty:
            if self.draft is not None and not text:
                self._drafts.drop(self.draft)
                self.draft = None
            return
        self.draft = self.draft or self.begin()
        self.draft.text, self.draft.files, self.draft.stands = text, files, self._is_first
        self._drafts.touch(self.draft)

    def to_send(self) -> Draft:
        """The draft that Enter sends; what was only recalled goes as another one."""
        if self.draft is not None:
            return self.draft
        draft = self.begin(self._field.toPlainText())
        draft.files = tuple(self._tray.files)
        return draft

    def clear(self) -> None:
        """Let nothing stand in the line; the draft goes on elsewhere."""
        self._put(None)

    def _put(self, draft: Draft | None, *, recalled: bool = False) -> None:
        """Let a draft stand in the line; one that is saved already is only recalled."""
        self.draft = None if draft is None or draft in self._saved else draft
        self._recalled = draft if recalled else None
        self.fills = True
        self._field.setPlainText("" if draft is None else draft.text)
        self._tray.put(() if draft is None else draft.files)
        self.fills = False
        self._field.go_to_end()
        if self.draft is not None:
            self.draft.stands = self._is_first
            self._drafts.touch(self.draft)
        self.shown.emit()

    def _put_aside(self) -> bool:
        """Park what stands in the line, if anything unsaved does; what was only recalled goes where it was."""
        draft, unchanged = self.draft, self._recalled is not None
        self.draft = self._recalled = None
        if draft is not None:
            self._drafts.put_aside(draft, as_newest=not unchanged)
        return draft is not None

    def park(self) -> bool:
        """Park what stands in the line, and say whether anything unsaved did."""
        was_unsaved = self._put_aside()
        self._put(None)
        return was_unsaved

    def take_up(self, draft: Draft) -> bool:
        """Go on with a parked draft; what stands in the line is parked for it. False where it is gone by now."""
        if self._desk.read_only or not self._drafts.take_up(draft):
            return False
        self._put_aside()
        self._put(draft)
        return True

    def drop_token(self) -> None:
        """Let a token go that stands alone: its form was used instead."""
        text = self._field.toPlainText().strip()
        if text.startswith(("/", "#")) and len(text.split()) == 1 and self.draft is not None and not self.draft.files:
            self._drafts.drop(self.draft)
            self._put(None)

    # --- thrown away, and brought back --------------------------------------------------------------------------------

    def throw(self, draft: Draft) -> None:
        """Throw a draft away; it is there to be brought back as long as the console runs."""
        self._drafts.drop(draft)
        if draft.sent is not None:
            self._desk.forget(draft.id)
        self._thrown.append(draft)
        self.can_undo.emit(partial(self.bring_back, draft))

    def throw_standing(self) -> bool:
        """Throw away what stands in the line, and say whether anything unsaved did."""
        draft = self.draft
        self._put(None)
        if draft is not None:
            self.throw(draft)
        return draft is not None

    def bring_back(self, draft: Draft | None = None) -> None:
        """Bring back what was thrown away (None: last): into the line, or parked where something stands there."""
        draft = draft or next(reversed(self._thrown), None)
        if draft is None or draft not in self._thrown:
            return
        self._thrown = [one for one in self._thrown if one is not draft]
        self.return_to_line(draft)

    def return_to_line(self, draft: Draft) -> bool:
        """Put a draft into the line, or park it where something else stands there; says whether it is in the line."""
        if not self.empty or self._desk.read_only:
            self._drafts.put_aside(draft)
            return False
        self._put(draft)
        return True

    def restore(self, draft: Draft) -> None:
        """What stood in the first line when the console ended stands there again, if this is its incident."""
        if not self._is_first:
            return
        if self._desk.ready and self._desk.desk.incident_id == draft.incident_id:
            self.return_to_line(draft)
        else:
            self._drafts.put_aside(draft)

    # --- recalled -----------------------------------------------------------------------------------------------------

    def saved(self, draft: Draft) -> None:
        """It is in the log: where it had come back it goes from the line, and it can be recalled."""
        came_back = draft is self.draft
        draft.order, draft.sent = self._drafts.next_order(), None
        self._saved = [*self._saved, draft][-MOST_RECALLED:]
        if came_back:
            self._put(None)

    def recall(self, step: int) -> None:
        """Go to the line before (1) or after (-1) this one, among what was saved here and what is parked."""
        at = self._recalled.order if self._recalled is not None else None
        past = sorted([*self._saved, *self.parked], key=_order)
        if step > 0:
            found = next((one for one in reversed(past) if at is None or one.order < at), None)
        else:
            found = next((one for one in past if at is not None and one.order > at), None)
        if found is None and (step > 0 or at is None):
            return
        self._put_aside()
        if found is not None and found not in self._saved and not self._drafts.take_up(found):
            found = None
        self._put(found, recalled=found is not None)

    # --- calls --------------------------------------------------------------------------------------------------------

    def note_call(self, party: str | None, method: str) -> str | None:
        """Park a draft for a call that has just come in, and say in words what was done; None where no more fit."""
        now = self._desk.now()
        known = same_call(self._drafts.all, party, now, self._desk.place)
        if known is not None:
            known.called_at = now
            return f"{party} calls again"
        if sum(one.called_at is not None for one in self._drafts.all) >= MOST_CALLS:
            return None
        draft = self.begin(call_text(party, method))
        draft.party, draft.method, draft.called_at = party, method, now
        self._drafts.put_aside(draft)
        return f"Call from {party} noted" if party else "Call noted"


def _order(draft: Draft) -> int:
    return draft.order
