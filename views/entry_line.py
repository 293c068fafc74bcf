"""The entry line: what an operator types, understood as it is typed, saved at Enter, and never lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QMoveEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from views import theme
from views.attachments import AttachmentTray
from views.drafts import Draft, Drafts
from views.entry_field import MOST_CHARACTERS, EntryField
from views.entry_foot import EntryFoot
from views.entry_grammar import Grammar
from views.entry_help import Helping
from views.entry_parked import ParkedStrip
from views.entry_sending import Sending
from views.entry_standing import Standing
from views.labels import label, restyle
from views.painting import in_one_line, tooltip

if TYPE_CHECKING:
    from app.entry.plan import Plan
    from views.desk import QtDesk

PARKED = "Parked. ↑ brings it back."
PARKED_ELSEWHERE = "What you typed for the other incident is parked. ↑ brings it back."
THROWN = "Thrown away. Ctrl+Z brings it back."
FORM_SAVED = "The form has saved this. Ctrl+Z brings the line back."
TURNING = "This window goes to another incident. Press Enter again where it belongs."
READING = "A file is still being read. Press Enter again in a moment."
NO_FORM = "No form stands behind this. Begin with /task, /decision, /call, /message or #."
LOW = 560
"""In a lower window the line is one line until something is written."""
IDLE = "Press N to write a note."
KEYS = (
    ("Enter", "Save"),
    ("Shift+Enter", "New line"),
    ("Tab", "Complete, or to the next gap"),
    ("Ctrl+Space", "The form behind what is typed"),
    ("↑", "Recall the line before"),
    ("Esc", "Park what is typed"),
    ("Shift+Esc", "Throw it away"),
    ("Ctrl+↑", "To the parked drafts"),
)
"""The keys of the line itself, for the sheet of keys."""


class EntryLine(QFrame):
    """Enter saves at once; a line that was not saved comes back, and goes again under the same id."""

    left = Signal()
    """Esc on an empty line: the operator goes back to the screen."""
    form_asked = Signal(object)
    """Ctrl+Space: the form behind what is typed, a `Handed`."""
    can_undo = Signal(object)
    """A draft was thrown away; calling this brings it back."""

    def __init__(
        self, desk: QtDesk, parent: QWidget | None = None, drafts: Drafts | None = None, *, is_first: bool = True
    ) -> None:
        """`drafts` is the seat's store (None: one of its own); what stands in the first window's line returns there."""
        super().__init__(parent)
        self._desk, self._is_first = desk, is_first
        self._drafts = drafts or Drafts(self)
        self._plan: Plan | None = None
        self._at: tuple[str, UUID | None] | None = None
        self._too_long = ""
        self.setProperty("kind", "card")
        self.setProperty("focused", "false")
        self.strip = ParkedStrip(self)
        self._chip = label("", "chip")
        self.field = EntryField(self)
        self.tray = AttachmentTray(desk, self)
        self._foot = EntryFoot(self)
        self.grammar = Grammar(desk, self)
        self.standing = Standing(desk, self._drafts, self.field, self.tray, self, is_first=is_first)
        self._sending = Sending(desk, self._drafts, self.grammar, self)
        self._help = Helping(self, self.field, self.grammar)
        self._arrange()
        self._connect()
        self._show_whether_it_saves()

    def _arrange(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(theme.PADDING - 1, 11, theme.PADDING - 1, 11)  # the focus frame takes 2 px, not 1
        down.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(8)
        self._chip.hide()
        first.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self.field, 1)
        down.addWidget(self.strip)
        down.addLayout(first)
        down.addWidget(self.tray)
        down.addWidget(self._foot)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._typed)
        self.field.focused.connect(self._show_focus)
        self.field.keyed.connect(self._key)
        self.field.too_long.connect(self._keep_out)
        self.field.takes_files = self._take_files
        self.tray.changed.connect(self._files_changed)
        self.tray.said.connect(self.complain)
        self.tray.left.connect(self.setFocus)
        self.strip.chosen.connect(self.take_up)
        self.strip.thrown.connect(self._throw)
        self.strip.left.connect(self.setFocus)
        self.standing.shown.connect(self._show_standing)
        self.standing.can_undo.connect(self.can_undo)
        self.field.takes_tab = self._tab
        self._sending.saved.connect(self._saved)
        self._sending.came_back.connect(self._come_back)
        self._drafts.changed.connect(self._show_parked)
        self._drafts.restored.connect(self.standing.restore)
        self._drafts.said.connect(self._say_of_drafts)
        self.grammar.became_ready.connect(self._understand)
        self.grammar.learned.connect(self._understand)
        self._desk.ticked.connect(self._tick)
        self._desk.opened.connect(self.say)
        self._desk.picture_changed.connect(self._show_whether_it_saves)
        theme.switch().changed.connect(self._fold)

    def setFocus(self) -> None:  # type: ignore[override]
        """Go to the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.field.toPlainText()

    @property
    def draft(self) -> Draft | None:
        """The draft that stands in the line."""
        return self.standing.draft

    @property
    def unsaved(self) -> bool:
        """Whether anything typed here is not in the log yet."""
        return bool(self.drafts or self._sending.waiting)

    @property
    def drafts(self) -> tuple[str, ...]:
        """What was typed here and not saved: what stands in the line, and what is parked."""
        parked = self.standing.parked if self._is_first else []
        standing = [] if self.draft is None else [self.draft]
        return tuple(one.words or ", ".join(file.name for file in one.files) for one in [*standing, *parked])

    # --- what is typed and put in -------------------------------------------------------------------------------------

    def _typed(self) -> None:
        """Keep what is typed, read it, and offer what may be meant."""
        if self.standing.fills:
            return
        self.standing.keep()
        if self._foot.complains:
            self._say("")
        self._understand()
        self._help.offer()

    def _show_standing(self) -> None:
        """A draft came or went: nothing is offered for it until somebody types."""
        self._help.close()
        self._understand()

    def _files_changed(self) -> None:
        if not self.standing.fills:
            self.standing.keep()
            self.say()

    def _take_files(self, source: QMimeData) -> bool:
        """Give the tray what is for it; a text that was too long a moment ago goes there as a file."""
        if self._too_long and source.hasText() and source.text() == self._too_long:
            self._too_long = ""
            self._say("")
            self.tray.offer_text(source.text())
            return True
        self._too_long = ""
        return self.tray.offer(source)

    def _keep_out(self, pasted: str, whole: int) -> None:
        self._too_long = pasted
        alone = len(pasted) > MOST_CHARACTERS
        had = f"The paste had {len(pasted):,}" if alone else f"With the paste the line would have {whole:,}"
        self.complain(
            f"{had} characters; an entry holds {MOST_CHARACTERS:,}. Nothing of it was put in. "
            "Ctrl+V again attaches it as a text file."
        )

    def insert_quick(self, slot: int) -> None:
        """Put in the quick text behind Alt and this figure."""
        if self._desk.read_only:
            return
        self.setFocus()
        if self._help.insert_quick(slot) is None:
            self.complain(f"No quick text stands behind Alt+{slot}. Set one in Set-up, Quick texts.")

    @property
    def quick_keys(self) -> Sequence[tuple[str, str]]:
        """The quick texts as the sheet of keys shows them: the key or the abbreviation, and the title."""
        return [
            (f"Alt+{one.slot}" if one.slot else f"{one.abbreviation} Tab", one.title)
            for one in self.grammar.quick_texts
            if one.text
        ]

    # --- drafts -------------------------------------------------------------------------------------------------------

    def begin_with(self, token: str) -> None:
        """Put a token into the line, and go there; what stands there is parked first."""
        if self.text.strip() != token.strip():
            self.standing.park()
            self.field.insertPlainText(token)
        self.setFocus()
        self.field.go_to_end()
        self._help.offer()

    def call_came(self, party: str | None = None, method: str = "phone") -> bool:
        """Note a call that has just come in as a parked draft; nothing that is being typed is touched.

        A second call from the same party within 20 seconds goes on with its draft. False where no more are noted.
        """
        words = self.standing.note_call(party, method)
        if words is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, words))
        return words is not None

    def take_up(self, draft: Draft) -> None:
        """Go on with a parked draft."""
        if self.standing.take_up(draft):
            self._forget_complaint()
            self.setFocus()

    def take_up_number(self, number: int) -> None:
        """Go on with the parked draft behind Ctrl and this figure."""
        if (draft := self.strip.draft(number)) is not None:
            self.take_up(draft)

    def park(self) -> None:
        """Park what stands here, without a word: this window goes to another incident, or closes."""
        if self.draft is not None:
            self.standing.park()
            self._forget_complaint()

    def _forget_complaint(self) -> None:
        """Why a line was not saved is said of that line alone."""
        if self._foot.complains:
            self._say("")
            self.say()

    def drop_token(self) -> None:
        """Let a token go that stands alone: its form was used instead."""
        self.standing.drop_token()

    def drop_handed(self, text: str) -> None:
        """Let a line go that a form took whole and saved; Ctrl+Z brings it back."""
        if text and self.text == text and not self.tray.files and self.standing.throw_standing():
            self._say(FORM_SAVED)

    def _throw(self, draft: Draft) -> None:
        self.standing.throw(draft)
        self._say(THROWN)

    # --- saving -------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Send what is typed to the log; the line is free again at once and keeps the focus."""
        if self._desk.read_only or self.standing.empty:
            return
        if self._desk.turning or self.tray.reading:
            self.complain(TURNING if self._desk.turning else READING)
            return
        draft = self.standing.to_send()
        if (refusal := self._sending.refusal(draft)) is not None:
            self.complain(refusal)
            return
        self.standing.clear()
        self._sending.send(draft)
        self.say()

    def _saved(self, draft: Draft) -> None:
        self.standing.saved(draft)
        self._forget_complaint()
        self.say()

    def _come_back(self, draft: Draft, sentence: str) -> None:
        """Put it back where it was typed; where something else stands by now it is parked."""
        in_line = self.standing.return_to_line(draft)
        self.complain(sentence if in_line else f"{sentence} Your earlier line is kept: ↑ recalls it.")

    # --- keys ---------------------------------------------------------------------------------------------------------

    def _key(self, key: str) -> None:
        match key:
            case "save":
                self.save()
            case "recall" | "forth":
                self.standing.recall(1 if key == "recall" else -1)
            case "higher" | "lower":
                self._help.step(-1 if key == "higher" else 1)
            case "escape":
                self._escape()
            case "throw":
                if self.standing.throw_standing():
                    self._say(THROWN)
            case "parked":
                self.strip.focus_first()
            case "undo":
                if not self.tray.bring_back():
                    self.standing.bring_back()
            case "form":
                self._ask_form()

    def _tab(self) -> bool:
        """Tab never leaves a half-written line: what is typed next would act on the screen."""
        return self._help.tab() or (bool(self.text.strip()) and not self.tray.files)

    def _escape(self) -> None:
        """Close the list, else park what is typed, else leave the line."""
        if self._help.close():
            return
        if self.standing.empty:
            self.left.emit()
        else:
            self._say(PARKED if self.standing.park() else "")

    def _ask_form(self) -> None:
        """Ask for the form behind what is typed."""
        self._help.close()
        handed = None if self._plan is None else self.grammar.handed(self.text, self._plan)
        if handed is not None and not self._desk.read_only:
            self.form_asked.emit(handed)
        else:
            self.complain(NO_FORM)

    # --- what is said -------------------------------------------------------------------------------------------------

    def _understand(self) -> None:
        """Read what is typed; show its tokens, its chips and the sentence."""
        text = self.text
        begun_at = self.draft.begun_at if self.draft is not None and self.draft.parked else None
        self._plan = self.grammar.plan(text, begun_at) if text.strip() else None
        self.field.tint(() if self._plan is None else self._plan.spans)
        self._foot.show_chips(() if self._plan is None else self._plan.chips)
        self.say()

    def _tick(self) -> None:
        """The sentence names the time."""
        if self.text.strip():
            self._understand()
        else:
            self.say()

    def say(self) -> None:
        """Say in words what Enter will do."""
        if self._foot.complains:
            self._foot.fit()
        elif self._sending.waiting:
            self._say(f"Saving “{shortened(self._sending.waiting[-1].words)}” …")
        elif self._desk.read_only:
            self._say(self._why_read_only())
        elif not self.standing.empty:
            self._say(self._will_save(), "saves")
        elif self._foot.words not in (PARKED, PARKED_ELSEWHERE, THROWN, FORM_SAVED):
            self._say("" if self.field.hasFocus() else IDLE)

    def _why_read_only(self) -> str:
        desk = self._desk
        if desk.as_at == desk.home_as_at:
            return f"{desk.read_only} Nothing can be saved in it."
        home = "now" if desk.home_as_at is None else f"{desk.home_as_at.astimezone(desk.zone):%H:%M}"
        return f"{desk.read_only} Esc returns to {home}."

    def _will_save(self) -> str:
        if self.draft is not None and self._sending.is_again(self.draft):
            return "Goes again to the incident it was typed for."
        if not self.text.strip():
            return "Saves the file as a note." if len(self.tray.files) == 1 else "Saves the files as a note."
        if self._plan is None or not self._desk.ready:
            return "Saves as soon as the log is open."
        if self.grammar.looks_up(self._plan):
            return "Looking that entry up …"
        words = self._plan.refusal or self._plan.saves
        here = self._desk.desk.incident_id
        if self.draft is not None and self.draft.incident and self.draft.incident_id not in (None, here):
            return f"Begun for {self.draft.incident}. {words}"
        return words

    def complain(self, sentence: str) -> None:
        """Say beside the words why they were not saved."""
        self._say(sentence, "error")

    def _say_of_drafts(self, sentence: str) -> None:
        if self._is_first:
            self.complain(sentence)

    def _say(self, words: str, kind: str = "second") -> None:
        self._foot.say(words, kind)
        self._fold()

    # --- what is shown ------------------------------------------------------------------------------------------------

    def _show_whether_it_saves(self) -> None:
        """Where nothing can be saved there is nothing to type into; words that stand there already stay, to be read."""
        self._notice_incident()
        self._show_where()
        self._show_parked()
        saves = not self._desk.read_only
        self.field.setReadOnly(not saves)
        self.field.setFocusPolicy(Qt.FocusPolicy.StrongFocus if saves else Qt.FocusPolicy.NoFocus)
        if not saves:
            self.field.clearFocus()
        self.field.setVisible(saves or bool(self.text))
        self._understand()

    def _notice_incident(self) -> None:
        """What was typed for one incident is parked when the window goes to another; ↑ brings it back, knowingly."""
        if not self._desk.ready:
            return
        before, self._at = self._at, (self._desk.place, self._desk.desk.incident_id)
        if before is not None and before != self._at and before[1] is not None and self.draft is not None:
            self.standing.park()
            self._say(PARKED_ELSEWHERE)

    def _show_where(self) -> None:
        """Say which incident the line writes for, and whether it is an exercise or the demonstration."""
        picture = self._desk.picture
        incident = picture.incident if picture is not None and picture.has_incident else None
        self._chip.setVisible(incident is not None)
        if incident is None:
            self._foot.show_drill("")
            return
        drill = "DEMONSTRATION" if self._desk.ready and self._desk.desk.demonstration else ""
        drill = drill or ("EXERCISE" if incident.exercise else "")
        self._foot.show_drill(drill)
        self._chip.setText(in_one_line(incident.ref))
        self._chip.setToolTip(tooltip(f"{incident.ref} {incident.title}"))
        where = ", ".join(part for part in (incident.ref, drill.lower()) if part)
        self.field.setAccessibleName(f"Entry line of {where}")

    def _show_parked(self) -> None:
        here = self._desk.desk.incident_id if self._desk.ready else None
        drafts = [] if self._desk.read_only else self.standing.parked
        self.strip.show_drafts(drafts, here, self._desk.now().astimezone(self._desk.zone))

    def _show_focus(self, has_focus: bool) -> None:
        restyle(self, "focused", "true" if has_focus else "false")
        if not has_focus:
            self._help.close()
        self._foot.set_typing(has_focus)
        self.say()

    def _fold(self) -> None:
        """In a low window the second line is left out while there is nothing to say but how to begin."""
        low = self.window().height() < theme.px(LOW)
        self._foot.setHidden(low and self._foot.words in ("", IDLE, PARKED) and not self.field.hasFocus())
        self._foot.set_low(low)
        self.field.set_low(low)
        self._foot.show_hairline(not self.field.isHidden())

    def showEvent(self, event: QShowEvent) -> None:
        """From now on the height of this window counts."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._help.place()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._help.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has another height."""
        if event.type() is QEvent.Type.Resize and watched is self.window():
            self._fold()
            self._help.close()
        return super().eventFilter(watched, event)


def shortened(words: str, most: int = 60) -> str:
    """The beginning of a text, on one line."""
    flat = " ".join(words[: most * 4].split())
    return flat if len(flat) <= most and len(words) <= most * 4 else flat[: most - 1] + "…"
