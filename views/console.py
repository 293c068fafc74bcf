"""One console window composed: its desk, screens, forms, actions and keys, each in one table."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QApplication

from views import theme
from views.as_at_bar import AsAtBar
from views.closing import Closing
from views.desk import QtDesk
from views.drafts import Drafts
from views.entry_line import KEYS, EntryLine
from views.header import HeaderBar
from views.keys import Key, Keyboard, KeyGroup
from views.named import load, named
from views.notices import Notices
from views.painting import window_title
from views.panels import Panels
from views.several import Several
from views.start import StartView
from views.status_bar import StatusBar
from views.watching import Watching
from views.window import MainWindow, Screen
from views.work import local_zone

if TYPE_CHECKING:
    from app.desk import Desk
    from app.entry.handing import Handed
    from models.log_line import LogLine
    from models.picture import Picture
    from views.palette import Palette
    from views.view import View

SCREENS = (
    Screen("F1", "Board", "layout-dashboard", "views.boards.board:BoardScreen"),
    Screen("F2", "Log", "list-details", "views.boards.logbook:LogScreen"),
    Screen("F3", "Systems", "activity", "views.boards.systems_screen:SystemsScreen"),
    Screen("F4", "Tasks", "checklist", "views.boards.tasks_screen:TasksScreen"),
    Screen("F5", "Contacts", "phone", "views.boards.contacts_screen:ContactsScreen"),
    Screen("F6", "Handover", "arrows-exchange", "views.boards.handover_screen:HandoverScreen"),
    Screen("Ctrl+,", "Set-up", "settings", "views.boards.set_up:SetUpScreen", of_station=True),
)
FORMS = {
    "declare": "views.forms.declare:DeclareForm",
    "incident": "views.forms.incident:IncidentForm",
    "situation": "views.forms.situation:SituationForm",
    "correct": "views.forms.correct:CorrectForm",
    "move": "views.forms.move:MoveForm",
    "transcribe": "views.forms.transcribe:TranscribeForm",
    "decide": "views.forms.decide:DecideForm",
    "decision": "views.forms.decision:DecisionForm",
    "operator": "views.forms.operator:OperatorForm",
    "set_state": "views.forms.set_state:SetStateForm",
    "system": "views.forms.system:SystemForm",
    "open_task": "views.forms.open_task:OpenTaskForm",
    "task": "views.forms.task:TaskForm",
    "call": "views.forms.call:CallForm",
    "message": "views.forms.message:MessageForm",
    "answer": "views.forms.answer:AnswerForm",
    "return": "views.forms.answer:ReturnForm",
    "promise": "views.forms.promise:PromiseForm",
    "countdown": "views.forms.countdown:CountdownForm",
    "contact": "views.forms.contact:ContactForm",
    "import": "views.forms.import_csv:ImportForm",
    "post": "views.forms.post:PostForm",
    "quick_text": "views.forms.quick_text:QuickTextForm",
    "print": "views.forms.print:PrintForm",
    "attachment": "views.forms.attachment:AttachmentForm",
    "keys": "views.forms.keys:KeysForm",
    "elsewhere": "views.forms.elsewhere:ElsewhereForm",
}
"""Side panels by the action that opens them; what an action is about is handed to the form."""
TOKENS = (
    ("T", "Task", "/task ", "open_task"),
    ("D", "Decision", "/decision ", "decide"),
    ("C", "Call", "/call ", "call"),
    ("S", "Status", "#", "set_state"),
    ("M", "Message", "/message ", "message"),
)
"""Keys that put a token into the entry line; the form behind it opens from there, or where there is no line."""
OF_STATION = ("declare", "operator", "system", "contact", "import", "post", "quick_text", "keys", "elsewhere")
"""Forms that need no incident to be about."""


GOES_TO = SCREENS[:-1]
"""Screens with a first letter of their own: `G` and that letter go there."""
UNDO_MOST = 50
HABITS = ("folder", "printer", "searches", "stream")
"""What this seat is used to, beside its theme and its windows."""


class Console(QObject):
    """A window and its desk. Views, keys and strips meet in `do_action`: an action's name, and what it is about."""

    window_asked = Signal(object)
    """Another window beside this one: a screen to show there alone, or None for a whole console."""
    wall_asked = Signal()
    """The wall window, for a second screen."""
    screen_asked = Signal(object)
    """A screen that this window does not show."""

    def __init__(
        self,
        open_station: Callable[[], Desk],
        settings: QSettings,
        desk: QtDesk | None = None,
        alone: Screen | None = None,
        is_first: bool = True,
        drafts: Drafts | None = None,
        told: dict[str, datetime] | None = None,
    ) -> None:
        """`alone` is the one screen of a window that was popped out; only the first window keeps its incident.

        `drafts` is the seat's store of drafts; without one they last as long as this window. `told` is what was said
        unasked at this seat, so that no two windows say it.
        """
        super().__init__()
        self.desk = desk or QtDesk()
        self.desk.setParent(self)
        self.settings, self.alone, self._is_first = settings, alone, is_first
        self.desk.habits.update({name: str(settings.value(name, "")) for name in HABITS})
        self.entry_line = EntryLine(self.desk, drafts=drafts, is_first=is_first)
        self.bar = StatusBar(self.desk)
        self.as_at = AsAtBar(self.desk)
        self.header = HeaderBar(self.desk)
        self.window = MainWindow(self.header, self.as_at, self.entry_line, self.bar)
        self.setParent(self.window)
        self._open_station = open_station
        self._stop = threading.Event()
        self._chosen: dict[str, object] = {}
        self._drawn: dict[View, tuple[Picture | None, datetime]] = {}
        """What each screen shows by now: going back to one that is up to date draws nothing anew."""
        self._incident: UUID | None = None
        self._at_start = self._closed = False
        self._minute: datetime | None = None
        last = [one for one in GOES_TO if is_first and one.words == settings.value("screen")]
        self._screen = alone or (last or [SCREENS[0]])[0]
        self._palette: Palette | None = None
        self._undo: list[Callable[[], object]] = []
        self.start = StartView(self.desk)
        self.start.asked.connect(self.do_action)
        self.notices = Notices(self.window.strips, self.bar, self.desk, self.do_action, self)
        self.several = Several(self.desk, self.header.others, self.notices, self.do_action, self)
        told = None if alone else {} if told is None else told
        self.watching = Watching(self.desk, self.notices, self.do_action, told, self)
        self.panels = Panels(FORMS, self.desk, self.window, self.do_action, self)
        self.closing = Closing(self.window, self.desk, self.entry_line, self.panels, self)
        self.keyboard = Keyboard(self.window)
        self.actions = self._actions()
        self._everywhere = KeyGroup("Everywhere", self._keys())
        self._trouble_keys = [
            Key("R", "Try again", self._try_again, self._always),
            Key("P", "Save to another place", self._save_elsewhere, self._always),
        ]
        self._connect()
        self.window.offer(SCREENS, self._make_screen)
        self.window.rail.setVisible(alone is None)
        self._show_start()

    def _actions(self) -> dict[str, Callable[[Any], object]]:
        return {
            "open_incident": self._open_incident,
            "incidents": self._go_to_start,
            "look": partial(self._open_demonstration, "look"),
            "try": partial(self._open_demonstration, "try"),
            "back": self._back_to_station,
            "stop": self._stop_opening,
            "try_again": self._try_again,
            "save_elsewhere": self._save_elsewhere,
            "handover": partial(self._go_to, "Handover"),
            "go_to_entry": self._go_to_entry,
            "write": self._write,
            "review_due": self._review_due,
            "tell": self.notices.tell,
            "go_to_entry_id": partial(self._go_to, "Log"),
            "go_to_system": partial(self._go_to, "Systems"),
            "go_to_task": partial(self._go_to, "Tasks"),
            "go_to_contact": partial(self._go_to, "Contacts"),
            "go_to_message": partial(self._go_to, "Contacts"),
            "messages": partial(self._go_to_part, "Contacts", "Messages"),
            "set_up": partial(self._go_to, "Set-up"),
            "press": self._press,
            "can_undo": self._can_undo,
            "theme": self._use_theme,
            "zoom": self._use_zoom,
            "folder": partial(self._keep_habit, "folder"),
            "printer": partial(self._keep_habit, "printer"),
            "stream": partial(self._keep_habit, "stream"),
            "searches": partial(self._keep_habit, "searches"),
            **{name: partial(self._open_form, name) for name in FORMS},
        }

    def _connect(self) -> None:
        self.window.painted.connect(self.open_station)
        self.watching.looked.connect(self.several.show_others)
        self.window.screen_shown.connect(self._draw)
        self.window.rail.chosen.connect(self.show_screen)
        self.window.closed.connect(self.close)
        self.window.may_close = self.closing.may_close
        self.entry_line.left.connect(self._leave_entry_line)
        self.entry_line.form_asked.connect(self._open_behind_token)
        self.entry_line.can_undo.connect(self._can_undo)
        self.as_at.left.connect(self.window.focus_screen)
        self.desk.opened.connect(self._opened)
        self.desk.picture_changed.connect(self._show)
        self.desk.ticked.connect(self._tick)
        self.desk.trouble_changed.connect(self._draw_again)
        self.desk.trouble_changed.connect(self._show_keys)
        theme.switch().changed.connect(self._draw_again)

    def _keys(self) -> list[Key]:
        def key(sequence: str, words: str, action: str, in_bar: Callable[[], bool] | None = None) -> Key:
            return Key(sequence, words, partial(self.do_action, action, None), in_bar)

        return [
            *(Key(one.key, one.words, partial(self.show_screen, one)) for one in SCREENS),
            Key("N", "Entry", self._write, self._can_write),
            *(
                Key(letter, words, partial(self._begin_entry, token, form), self._can_write)
                for letter, words, token, form in TOKENS
            ),
            Key("Shift+P", "Promise or clock", partial(self._begin_entry, "/promise ", "promise")),
            key("H", "Handover", "handover", self._has_incident),
            Key("E", "Correct", self._correct, self._can_write),
            Key("Shift+E", "Move to another incident", self._move),
            Key("Shift+D", "Review the decision that is due", self._review_due),
            key("Shift+N", "Transcribe from paper", "transcribe"),
            Key("Ctrl+Tab", "Next open incident", self.several.go_on),
            Key("Ctrl+Shift+Tab", "Open incident before", partial(self.several.go_on, None, -1)),
            Key("Ctrl+K", "Any command", self._open_palette, self._has_incident),
            Key("?", "Keys", self._show_all_keys, self._always),
            key("Ctrl+N", "Declare", "declare", self._cannot_write),
            key("Shift+S", "Situation", "situation"),
            key("I", "Incident", "incident"),
            key("Ctrl+O", "Incidents", "incidents"),
            Key("Ctrl+T", "As at", self._open_as_at),
            Key("Alt+Left", "One entry earlier", partial(self._step, -1)),
            Key("Alt+Right", "One entry later", partial(self._step, 1)),
            *(Key(f"G, {one.words[0]}", f"Go to {one.words}", partial(self.show_screen, one)) for one in GOES_TO),
            key("G, M", "Go to Messages", "messages"),
            *(
                Key(f"G, {digit}", "Go to an entry by its number", partial(self._open_palette, f"#{digit}"))
                for digit in range(1, 10)
            ),
            Key("Alt+C", "Note a call that comes in", self._note_call),
            *(
                Key(f"Ctrl+{digit}", "Go on with a parked draft", partial(self._take_up, digit))
                for digit in range(1, 10)
            ),
            *(Key(f"Alt+{digit}", "Put in a quick text", partial(self._insert_quick, digit)) for digit in range(1, 10)),
            Key("Ctrl+Z", "Undo theme, size, filter or draft", self._undo_last),
            Key("Ctrl+P", "Print this screen", self._print),
            key("Ctrl+U", "Who sits here", "operator"),
            Key("Ctrl+Shift+N", "New window", self._ask_window),
            Key("Ctrl+Shift+P", "This screen in a window of its own", self._pop_out),
            Key("Ctrl+Shift+W", "Wall window", self._ask_wall),
            Key("Ctrl+F9", "Dark, light, night", self._next_theme),
            Key("Ctrl++", "Larger", partial(self._zoom_by, 1)),
            Key("Ctrl+=", "Larger", partial(self._zoom_by, 1)),
            Key("Ctrl+-", "Smaller", partial(self._zoom_by, -1)),
            Key("Ctrl+0", "As designed", partial(self._use_zoom, 1.0)),
            Key("F11", "Full screen", self.window.toggle_full_screen),
            Key("Esc", "Back", self._escape, self._left_incident),
        ]

    def _show_keys(self) -> None:
        """Let the keys of the screen that is shown act, and those that act everywhere; the bar names those that can."""
        view = self.window.shown_view
        own = KeyGroup(self._screen.words, [] if view is None or view is self.start else view.keys())
        trouble = KeyGroup("While the log is out of reach", self._trouble_keys if self.desk.trouble else [])
        self.keyboard.show_groups(trouble, own, self._everywhere)
        self.bar.show_keys(self.keyboard.in_bar)

    def _always(self) -> bool:
        return True

    def _has_incident(self) -> bool:
        return self.desk.picture is not None and self.desk.picture.incident_fold is not None

    def _left_incident(self) -> bool:
        return self._has_incident() and self._at_start

    def _can_write(self) -> bool:
        return self._has_incident() and not self._at_start and not self.desk.read_only

    def _cannot_write(self) -> bool:
        return not self._has_incident() and not self.desk.read_only

    def do_action(self, name: str, about: object) -> None:
        """Do what a view, key or strip asks for."""
        self.actions[name](about)

    def _open_form(self, name: str, about: object) -> None:
        if not self.desk.ready:
            self.notices.say("The log is being opened. One moment.")
        elif name not in OF_STATION and not self._has_incident():
            self.notices.say("Open or declare an incident first.")
        else:
            self.panels.open(name, about)

    def _write(self, _: object = None) -> None:
        if self._can_write() or self._waits_for_log():
            self.entry_line.setFocus()
        else:
            self.notices.say(self.desk.read_only or "Open or declare an incident first.")

    def _begin_entry(self, token: str, form: str) -> None:
        """Begin an entry with a token; a window without an entry line opens the form instead."""
        if self._can_write() and self.entry_line.isVisible():
            self.entry_line.begin_with(token)
        else:
            self.do_action(form, None)

    def _open_behind_token(self, handed: Handed) -> None:
        """Open the form behind what is typed, filled by it; Esc leads back to the line, saving to the screen."""
        behind = load("views.entry_forms:BehindLine")(self.panels, self.entry_line.text, handed)
        behind.make_way()
        self.do_action(handed.form, handed.about)
        if self.window.panel_open:
            self.window.return_to_entry_line()
            behind.fill(self._leave_token)

    def _leave_token(self, whole: str) -> None:
        """The form has done what the token, or the whole line, stood for."""
        self.entry_line.drop_token()
        self.entry_line.drop_handed(whole)
        if not self.window.panel_open:
            self.window.focus_screen()

    def _note_call(self) -> None:
        """Note a call without leaving what is being typed."""
        if self.alone is None and (self._can_write() or self._waits_for_log()):
            self.entry_line.call_came()

    def _take_up(self, number: int) -> None:
        if self.entry_line.isVisible():
            self.entry_line.take_up_number(number)

    def _insert_quick(self, slot: int) -> None:
        if self._can_write() and self.entry_line.isVisible():
            self.entry_line.insert_quick(slot)

    def _correct(self) -> None:
        if not self._can_write():
            self.notices.say(self.desk.read_only or "Open or declare an incident first.")
        elif (chosen := self._chosen.get(self._screen.name)) is None:
            self.notices.say("Choose an entry in the log first, then press E.")
        else:
            self._open_form("correct", chosen)

    def _move(self) -> None:
        """Offer to move the chosen entry, or the last own one, to another incident."""
        if not self._can_write():
            self.notices.say(self.desk.read_only or "Open or declare an incident first.")
        else:
            chosen: Any = self._chosen.get(self._screen.name)
            self.several.offer_move(None if chosen is None else chosen.entry.id)

    def _review_due(self, _: object = None) -> None:
        """Open the review that has been due longest."""
        picture = self.desk.picture if self._has_incident() else None
        due = None if picture is None else load("app.reminders:due_decision")(picture, self.desk.moment())
        if due is None:
            self.notices.say("No review is due.")
        else:
            self._open_form("decision", due.id)

    def _print(self) -> None:
        view = self.window.shown_view
        if view is not None and view.report:
            self._open_form("print", view.report)

    def _open_palette(self, typed: str = "") -> None:
        if not self.desk.ready:
            self.notices.say("The log is being opened. One moment.")
            return
        if self._palette is None:
            self._palette = load("views.palette:Palette")(self.desk, self.keyboard, self.window.ground)
            self._palette.chosen.connect(self.do_action)
            self._palette.left.connect(self.window.focus_back)
        self._palette.open(typed)

    def _press(self, sequence: str) -> None:
        if key := self.keyboard.find(sequence):
            key.act()

    def _show_all_keys(self) -> None:
        line, quick = (
            [Key(sequence, words, self._show_all_keys) for sequence, words in pairs]
            for pairs in (KEYS, self.entry_line.quick_keys)
        )
        self._open_form("keys", [*self.keyboard.groups, KeyGroup("Entry line", line), KeyGroup("Quick texts", quick)])

    def _open_as_at(self) -> None:
        if self._has_incident():
            self.as_at.open()
        else:
            self.notices.say("Open or declare an incident first.")

    def _step(self, direction: int) -> None:
        if self._has_incident():
            self.as_at.step(direction)

    def _ask_wall(self) -> None:
        if self._has_incident():
            self.wall_asked.emit()

    def _ask_window(self) -> None:
        if self.desk.ready:
            self.window_asked.emit(None)
        else:
            self.notices.say("The log is being opened. One moment.")

    def _pop_out(self) -> None:
        if self._has_incident() and not self._at_start:
            self.window_asked.emit(self._screen)

    def _asked_by(self, screen: Screen, name: str, about: object) -> None:
        """A screen asks for an action, or says which of its entries is chosen."""
        if name == "entry":
            self._chosen[screen.name] = about
        else:
            self.do_action(name, about)

    def _waits_for_log(self) -> bool:
        """Whether this seat goes on with an incident as soon as the log is open: then it can be typed for already."""
        return not self.desk.ready and bool(self.settings.value("incident"))

    def _leave_entry_line(self) -> None:
        self.window.focus_screen()

    def _escape(self) -> None:
        if self.window.close_panel() or self.notices.unsay():
            return
        if self._at_start and self._has_incident():
            self.show_screen(self._screen)
        elif self._screen.of_station and not self._has_incident():
            self.show_screen(SCREENS[0])
        elif not self.as_at.isHidden() and not (self.desk.as_at and self.desk.as_at == self.desk.home_as_at):
            self.as_at.return_home()
        else:
            self._leave_entry_line()

    def open_station(self) -> None:
        """Open this station's own database (after the first paint)."""
        self.desk.open(self._open_station, id_of(self.settings.value("incident")))

    def _open_incident(self, incident_id: object) -> None:
        assert isinstance(incident_id, UUID)
        if incident_id == self.desk.desk.incident_id:
            self._at_start = False
            self._show()
        elif self.closing.may_leave():
            self.desk.look_at(incident_id)

    def _go_to_start(self, _: object) -> None:
        self._at_start = True
        self._show_start()

    def _open_demonstration(self, how: str, _: object) -> None:
        if not self.closing.may_leave():
            return
        self._stop.clear()
        command = {"look": "look_at_demonstration", "try": "try_demonstration"}[how]
        opener = named(f"app.demonstration:{command}", progress=self.desk.progressed.emit, stop=self._stop.is_set)
        self.desk.open(opener.call, place=how)

    def _back_to_station(self, _: object) -> None:
        if self.closing.may_leave():
            self.open_station()

    def _stop_opening(self, _: object) -> None:
        self._stop.set()

    def _make_screen(self, screen: Screen) -> View:
        view: View = load(screen.name)(self.desk, self.window)
        view.asked.connect(partial(self._asked_by, screen))
        view.keys_changed.connect(self._show_keys)
        return view

    def show_screen(self, screen: Screen) -> None:
        """Go to a screen, and to what it shows first; a window of one screen leaves the others to the first window."""
        if self.alone is not None and screen is not self.alone:
            self.screen_asked.emit(screen)
            return
        self._screen, self._at_start = screen, False
        if self._is_first:
            self.settings.setValue("screen", screen.words)
        self._show()
        if self._shows_screens() and not self.window.panel_open:
            self.window.focus_screen()

    def _shows_screens(self) -> bool:
        """Whether there is a screen to show: with an incident any, without one those of the station."""
        return self.desk.picture is not None and (self._has_incident() or self._screen.of_station)

    def _go_to(self, words: str, row_id: object) -> None:
        """Go to a screen, and to a row of it where one is meant."""
        screen = next(one for one in SCREENS if one.words == words)
        if not (self._has_incident() or screen.of_station):
            self.notices.say("Open or declare an incident first.")
            return
        self.show_screen(screen)
        view = self.window.shown_view
        if isinstance(row_id, UUID) and self._screen is screen and view is not None and view is not self.start:
            view.show_row(row_id)

    def _go_to_part(self, words: str, part: str, _: object) -> None:
        """Go to one of the lists of a screen."""
        self._go_to(words, None)
        view = self.window.shown_view
        if self._screen.words == words and view is not None and view is not self.start:
            view.show_part(part)
            view.focus_first()

    def _go_to_entry(self, line: LogLine) -> None:
        self._go_to("Log", line.entry.id)

    def _show_start(self) -> None:
        was_start = self.window.shown_view is self.start
        kept_here = not self._has_incident() and bool(self.entry_line.text)
        self.window.show_entry_line(self._waits_for_log() or kept_here)
        self.window.show_view(self.start)
        self.window.rail.mark(None)
        self.window.rail.allow([one for one in SCREENS if self._has_incident() or one.of_station])
        self._show_keys()
        if self._waits_for_log():
            self.entry_line.setFocus()
        elif not was_start and not self.window.panel_open:
            self.window.focus_screen()

    def _opened(self) -> None:
        self._at_start = False
        self._chosen.clear()
        self.panels.drop_all()
        self.notices.progress_over()
        self.notices.show_place()

    def _show(self) -> None:
        """A new picture: the start or the screen (which is drawn as it is shown), the strips, and the incident."""
        if not self.desk.ready:
            self.notices.say("The log is not open yet.")
            return
        self._notice_incident()
        if self._at_start or not self._shows_screens():
            self._show_start()
        else:
            was_start = self.window.shown_view is self.start
            self.window.show_entry_line(self._has_incident() and self.alone is None)
            self.window.rail.allow([one for one in SCREENS if self._has_incident() or one.of_station])
            self.window.show_screen(self._screen)
            self._show_keys()
            self._place_focus(was_start)
        if self.desk.place == "station" and self._is_first:
            self.settings.setValue("incident", "" if self._incident is None else str(self._incident))
        self._name_window()
        self.window.set_past(self.desk.as_at is not None)
        self.notices.show_place()

    def _name_window(self) -> None:
        """Say in the title which incident this window is at, and which screen it shows alone."""
        picture = self.desk.picture
        parts = [self.alone.words] if self.alone else []
        if picture is not None and picture.has_incident:
            parts += [f"{picture.incident.ref} {picture.incident.title}"]
        self.window.setWindowTitle(window_title(" – ".join([*parts, "Watchkeeper"])))

    def _notice_incident(self) -> None:
        """At another incident nothing is chosen yet, and no form is half done."""
        incident_id = self.desk.desk.incident_id
        if incident_id != self._incident:
            before, self._incident, self._at_start = self._incident, incident_id, False
            self.several.came(before)
            self._chosen.clear()
            self.panels.drop_all([name for name in self.panels.forms if name not in OF_STATION])

    def _place_focus(self, was_start: bool) -> None:
        """Begin in the entry line; where nothing can be written, in what the screen shows."""
        if self.window.panel_open:
            return
        if was_start and self._can_write() and self.entry_line.isVisibleTo(self.window):
            self.entry_line.setFocus()
        elif was_start or self.window.focusWidget() is None:
            self.window.focus_screen()

    def _draw(self, view: View | None) -> None:
        picture, moment = self.desk.picture, self.desk.moment()
        if view is not None and not self._is_drawn(view, picture, moment):
            view.show_picture(picture, moment)
        if picture is not None:
            late = load("app.board:late_tasks")(picture, moment) if self._has_incident() else 0
            self.window.rail.count({"Tasks": late})

    def _is_drawn(self, view: View, picture: Picture | None, moment: datetime) -> bool:
        """Whether the view shows just this picture at this minute already; from now on it does."""
        minute = moment.replace(second=0, microsecond=0)
        known, self._drawn[view] = self._drawn.get(view), (picture, minute)
        return known is not None and known[0] is picture and known[1] == minute and view is not self.start

    def _draw_again(self) -> None:
        self._drawn.clear()
        if not self._closed:
            self._draw(self.window.shown_view)

    def _tick(self) -> None:
        minute = self.desk.moment().replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute = minute
            self._draw(self.window.shown_view)

    def _try_again(self, _: object = None) -> None:
        """Write again what was not confirmed, and read again what could not be read."""
        self._drawn.clear()
        self.desk.try_again()
        self._draw(self.window.shown_view)

    def _save_elsewhere(self, _: object = None) -> None:
        """Where the log takes nothing: keep what is unconfirmed in another place."""
        if self.desk.kept or self.entry_line.drafts:
            self._open_form("elsewhere", self.entry_line.drafts)
        else:
            self.notices.say("Everything is saved; there is nothing to keep elsewhere.")

    def _next_theme(self) -> None:
        names = list(theme.THEMES)
        self._use_theme(names[(names.index(theme.theme().name) + 1) % len(names)])

    def _undo_last(self) -> None:
        """Take back the last change of what is not law: theme, size, a filter."""
        if self._undo:
            self._undo.pop()()

    def _can_undo(self, undo: Callable[[], object]) -> None:
        """A view changed something that can be taken back by calling this."""
        self._undo = [*self._undo, undo][-UNDO_MOST:]

    def _use_theme(self, name: str) -> None:
        self._can_undo(partial(self._set_theme, theme.theme().name))
        self._set_theme(name)

    def _set_theme(self, name: str) -> None:
        theme.use(_application(), name)
        self.settings.setValue("theme", name)

    def _zoom_by(self, steps: int) -> None:
        at = theme.ZOOMS.index(theme.zoom()) + steps
        self._use_zoom(theme.ZOOMS[min(max(at, 0), len(theme.ZOOMS) - 1)])

    def _use_zoom(self, zoom: float) -> None:
        self._can_undo(partial(self._set_zoom, theme.zoom()))
        self._set_zoom(zoom)

    def _set_zoom(self, zoom: float) -> None:
        theme.use(_application(), theme.theme().name, zoom)
        self.settings.setValue("zoom", zoom)

    def _keep_habit(self, name: str, value: object) -> None:
        self.desk.habits[name] = str(value)
        self.settings.setValue(name, value)

    def close(self) -> None:
        """Stop long work, finish what is being written, and let the threads go."""
        if not self._closed:
            self._closed = True
            if not self._is_first:
                self.entry_line.park()
            self._stop.set()
            self.desk.close()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def id_of(text: object) -> UUID | None:
    """The id that was kept as text; None where nothing was, or what was cannot be read."""
    try:
        return UUID(str(text))
    except ValueError:
        return None


def station_opener(place: str | Path | None) -> Callable[[], Desk]:
    """What opens this machine's database, or the one at `place`, on the worker."""
    zone = local_zone().key
    return partial(_open_station, place, zone)


def _open_station(place: str | Path | None, time_zone: str) -> Desk:
    from app.settings import database_place
    from app.station import StationSettings, open_desk
    from models.database import open_database

    return open_desk(open_database(place or database_place()), StationSettings(time_zone=time_zone))
