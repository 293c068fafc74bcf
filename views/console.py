"""One console window composed: its desk, screens, forms, actions and keys, each in one table."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from views import theme
from views.desk import QtDesk
from views.entry_line import EntryLine
from views.header import HeaderBar
from views.keys import Key, Keyboard, KeyGroup
from views.named import load, named
from views.start import StartView
from views.status_bar import StatusBar
from views.strip import Way
from views.window import MainWindow, Screen
from views.work import Trouble, local_zone

if TYPE_CHECKING:
    from app.desk import Desk
    from models.log_line import LogLine
    from views.forms.form import Form
    from views.view import View

SCREENS = (
    Screen("F1", "Board", "layout-dashboard", "views.boards.board:BoardScreen"),
    Screen("F2", "Log", "list-details", "views.boards.logbook:LogScreen"),
    Screen("F3", "Systems", "activity", "views.boards.systems_screen:SystemsScreen"),
    Screen("F4", "Tasks", "checklist", "views.boards.tasks_screen:TasksScreen"),
    Screen("F5", "Contacts", "phone", "views.boards.contacts_screen:ContactsScreen"),
    Screen("F6", "Handover", "arrows-exchange", "views.boards.handover_screen:HandoverScreen"),
    Screen("Ctrl+,", "Set-up", "settings", "views.boards.set_up:SetUpScreen", at_foot=True),
)
FORMS = {
    "declare": "views.forms.declare:DeclareForm",
    "incident": "views.forms.incident:IncidentForm",
    "situation": "views.forms.situation:SituationForm",
    "correct": "views.forms.correct:CorrectForm",
    "decide": "views.forms.decide:DecideForm",
    "decision": "views.forms.decision:DecisionForm",
    "as_at": "views.forms.as_at:AsAtForm",
    "operator": "views.forms.operator:OperatorForm",
    "set_state": "views.forms.set_state:SetStateForm",
    "system": "views.forms.system:SystemForm",
    "open_task": "views.forms.open_task:OpenTaskForm",
    "task": "views.forms.task:TaskForm",
    "call": "views.forms.call:CallForm",
    "contact": "views.forms.contact:ContactForm",
    "import": "views.forms.import_csv:ImportForm",
    "post": "views.forms.post:PostForm",
}
"""Side panels by the action that opens them; what an action is about is handed to the form."""
OF_STATION = ("declare", "operator", "system", "contact", "import", "post")
"""Forms that need no incident to be about."""


class Console(QObject):
    """A window and its desk. Views, keys and strips meet in `do_action`: an action's name, and what it is about."""

    def __init__(self, open_station: Callable[[], Desk], settings: QSettings, desk: QtDesk | None = None) -> None:
        super().__init__()
        self.desk = desk or QtDesk(self)
        self.settings = settings
        self.entry_line = EntryLine(self.desk)
        self.bar = StatusBar(self.desk)
        self.window = MainWindow(HeaderBar(self.desk), self.entry_line, self.bar, settings)
        self.setParent(self.window)
        self._open_station = open_station
        self._stop = threading.Event()
        self._forms: dict[str, Form] = {}
        self._chosen: dict[str, object] = {}
        self._incident: UUID | None = None
        self._warned_of: tuple[object, ...] = ()
        self._at_start = self._to_close = self._close_anyway = self._closed = False
        self._minute: datetime | None = None
        self._screen = SCREENS[0]
        self.start = StartView(self.desk)
        self.start.asked.connect(self.do_action)
        self.actions: dict[str, Callable[[Any], object]] = {
            "open_incident": self._open_incident,
            "incidents": self._go_to_start,
            "look": partial(self._open_demonstration, "look"),
            "try": partial(self._open_demonstration, "try"),
            "back": self._back_to_station,
            "stop": self._stop_opening,
            "now": self._to_now,
            "handover": partial(self._go_to, "Handover"),
            "go_to_entry": self._go_to_entry,
            "go_to_system": partial(self._go_to, "Systems"),
            "go_to_task": partial(self._go_to, "Tasks"),
            "go_to_contact": partial(self._go_to, "Contacts"),
            **{name: partial(self._open_form, name) for name in FORMS},
        }
        self._connect()
        self.window.offer(SCREENS, self._make_screen)
        self.keyboard = Keyboard(self.window)
        self._everywhere = KeyGroup("Everywhere", self._keys())
        self._show_start()

    def _connect(self) -> None:
        self.window.painted.connect(self.open_station)
        self.window.screen_shown.connect(self._draw)
        self.window.rail.chosen.connect(self.show_screen)
        self.window.closing.connect(self.close)
        self.window.may_close = self._may_close
        self.entry_line.left.connect(self._leave_entry_line)
        self.desk.opened.connect(self._opened)
        self.desk.not_opened.connect(self._progress_over)
        self.desk.settled.connect(self._settled)
        self.desk.progressed.connect(self._show_progress)
        self.desk.picture_changed.connect(self._show)
        self.desk.ticked.connect(self._tick)
        self.desk.refused.connect(self._show_refusal)
        self.desk.trouble_changed.connect(self._show_trouble)
        self.desk.failed.connect(self.show_failure)
        theme.switch().changed.connect(self._draw_again)

    def _keys(self) -> list[Key]:
        screens = [Key(one.key, one.words, partial(self.show_screen, one)) for one in SCREENS]
        return [
            *screens,
            Key("N", "Entry", self._write, self._can_write),
            Key("Ctrl+N", "Declare", partial(self.do_action, "declare", None), self._can_save),
            Key("E", "Correct", self._correct, self._can_write),
            Key("T", "Task", partial(self.do_action, "open_task", None), self._can_write),
            Key("D", "Decision", partial(self.do_action, "decide", None), self._can_write),
            Key("C", "Call", partial(self.do_action, "call", None), self._can_write),
            Key("S", "Status", partial(self.do_action, "set_state", None), self._can_write),
            Key("Shift+S", "Situation", partial(self.do_action, "situation", None)),
            Key("I", "Incident", partial(self.do_action, "incident", None)),
            Key("H", "Handover", partial(self.do_action, "handover", None), self._has_incident),
            Key("Ctrl+O", "Incidents", partial(self.do_action, "incidents", None), self._shows_incident),
            Key("Ctrl+T", "As at", partial(self.do_action, "as_at", None), self._has_incident),
            Key("Ctrl+U", "Who sits here", partial(self.do_action, "operator", None), self._can_save),
            Key("Ctrl+F9", "Light or dark", self._switch_theme, self._always),
            Key("F11", "Full screen", self.window.toggle_full_screen),
            Key("R", "Try again", self._try_again),
            Key("Esc", "Back", self._escape, self._left_incident),
        ]

    def _show_keys(self) -> None:
        """Let the keys of the screen that is shown act, and those that act everywhere; the bar names those that can."""
        view = self.window.shown_view
        own = KeyGroup(self._screen.words, [] if view is None or view is self.start else view.keys())
        self.keyboard.show_groups(own, self._everywhere)
        self.bar.show_keys(self.keyboard.in_bar)

    def _always(self) -> bool:
        return True

    def _has_incident(self) -> bool:
        return self.desk.picture is not None and self.desk.picture.incident_fold is not None

    def _shows_incident(self) -> bool:
        return self._has_incident() and not self._at_start

    def _left_incident(self) -> bool:
        return self._has_incident() and self._at_start

    def _can_save(self) -> bool:
        return not self.desk.read_only

    def _can_write(self) -> bool:
        return self._shows_incident() and self._can_save()

    def do_action(self, name: str, about: object) -> None:
        """Do what a view, key or strip asks for."""
        self.actions[name](about)

    def _open_form(self, name: str, about: object) -> None:
        if not self.desk.ready:
            self._say("The log is being opened. One moment.")
            return
        if name not in OF_STATION and not self._has_incident():
            self._say("Open or declare an incident first.")
            return
        form = self._forms.get(name)
        if form is not None and (about is None or form.is_about(about)):
            form.come_back()
        else:
            self._drop_form(name)
            form = load(FORMS[name])(self.desk, self.window, *([] if about is None else [about]))
            form.finished.connect(partial(self._drop_form, name))
            form.parked.connect(self.window.close_panel)
            form.asked.connect(self.do_action)
            self._forms[name] = form
        self.window.open_panel(form)

    def _drop_form(self, name: str) -> None:
        if form := self._forms.pop(name, None):
            if form.isVisible():
                self.window.close_panel()
            form.deleteLater()

    def _drop_forms(self, names: Iterable[str]) -> None:
        """What was begun for another incident is not finished in this one."""
        for name in names:
            self._drop_form(name)

    def _say(self, sentence: str) -> None:
        """Say why a key does nothing now."""
        self.window.strips.show_strip("refused", "accent", sentence)

    def _write(self) -> None:
        if self._can_write() or self._waits_for_log():
            self.entry_line.setFocus()
        else:
            self._say(self.desk.read_only or "Open or declare an incident first.")

    def _correct(self) -> None:
        if not self._can_write():
            self._say(self.desk.read_only or "Open or declare an incident first.")
        elif (chosen := self._chosen.get(self._screen.name)) is None:
            self._say("Choose an entry in the log first, then press E.")
        else:
            self._open_form("correct", chosen)

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
        if self.window.close_panel():
            return
        if self.window.strips.words("refused"):
            self.window.strips.drop("refused")
        elif self._at_start and self._has_incident():
            self.show_screen(self._screen)
        elif self.desk.as_at != self.desk.home_as_at:
            self.desk.show_past(None)
        else:
            self._leave_entry_line()

    def _to_now(self, _: object) -> None:
        self.desk.show_past(None)

    def open_station(self) -> None:
        """Open this station's own database (after the first paint)."""
        last = str(self.settings.value("incident", ""))
        self.desk.open(self._open_station, UUID(last) if last else None)

    def _open_incident(self, incident_id: object) -> None:
        assert isinstance(incident_id, UUID)
        if incident_id == self.desk.desk.incident_id:
            self._at_start = False
            self._show()
        else:
            self.desk.look_at(incident_id)

    def _go_to_start(self, _: object) -> None:
        self._at_start = True
        self._show_start()

    def _open_demonstration(self, how: str, _: object) -> None:
        self._stop.clear()
        command = {"look": "look_at_demonstration", "try": "try_demonstration"}[how]
        opener = named(f"app.demonstration:{command}", progress=self.desk.progressed.emit, stop=self._stop.is_set)
        self.desk.open(opener.call, place=how)

    def _back_to_station(self, _: object) -> None:
        self.open_station()

    def _stop_opening(self, _: object) -> None:
        self._stop.set()

    def _make_screen(self, screen: Screen) -> View:
        view: View = load(screen.name)(self.desk, self.window)
        view.asked.connect(partial(self._asked_by, screen))
        return view

    def show_screen(self, screen: Screen) -> None:
        """Go to a screen, and to what it shows first."""
        self._screen, self._at_start = screen, False
        self._show()
        if self._has_incident() and not self.window.panel_open:
            self.window.focus_screen()

    def _go_to(self, words: str, row_id: object) -> None:
        """Go to a screen, and to a row of it where one is meant."""
        self.show_screen(next(screen for screen in SCREENS if screen.words == words))
        view = self.window.shown_view
        if isinstance(row_id, UUID) and view is not None and view is not self.start:
            view.show_row(row_id)

    def _go_to_entry(self, line: LogLine) -> None:
        self._go_to("Log", line.entry.id)

    def _show_start(self) -> None:
        was_start = self.window.shown_view is self.start
        kept_here = not self._has_incident() and bool(self.entry_line.text)
        self.entry_line.setVisible(self._waits_for_log() or kept_here)
        self.window.show_view(self.start)
        self.window.rail.mark(None)
        self.window.rail.allow(self._has_incident())
        self._show_keys()
        if self._waits_for_log():
            self.entry_line.setFocus()
        elif not was_start and not self.window.panel_open:
            self.window.focus_screen()

    def _opened(self) -> None:
        self._at_start = False
        self._chosen.clear()
        self._drop_forms(list(self._forms))
        self._progress_over()
        self._show_place()

    def _show(self) -> None:
        """A new picture: the start or the screen, the strips, and the incident to come back to."""
        self._notice_incident()
        if self._at_start or not self._has_incident():
            self._show_start()
        else:
            was_start = self.window.shown_view is self.start
            self.entry_line.show()
            self.window.rail.allow(True)
            self.window.show_screen(self._screen)
            self._show_keys()
            self._place_focus(was_start)
        if self.desk.place == "station":
            self.settings.setValue("incident", "" if self._incident is None else str(self._incident))
        self._show_place()
        self._draw(self.window.shown_view)

    def _notice_incident(self) -> None:
        """At another incident nothing is chosen yet, and no form is half done."""
        incident_id = self.desk.desk.incident_id
        if incident_id != self._incident:
            self._incident, self._at_start = incident_id, False
            self._chosen.clear()
            self._drop_forms([name for name in self._forms if name not in OF_STATION])

    def _place_focus(self, was_start: bool) -> None:
        """Begin in the entry line; where nothing can be written, in what the screen shows."""
        if self.window.panel_open:
            return
        if was_start and self._can_save():
            self.entry_line.setFocus()
        elif was_start or self.window.focusWidget() is None:
            self.window.focus_screen()

    def _draw(self, view: View | None) -> None:
        if view is not None:
            view.show_picture(self.desk.picture, self.desk.moment())

    def _draw_again(self) -> None:
        if not self._closed:
            self._draw(self.window.shown_view)

    def _tick(self) -> None:
        minute = self.desk.moment().replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute = minute
            self._draw(self.window.shown_view)

    def _show_place(self) -> None:
        """Say where this window is: in the demonstration, in the past, or (nothing to say) at the station, now."""
        strips, desk = self.window.strips, self.desk
        back = Way("Back to my station", partial(self.do_action, "back", None))
        other = Way("As at (Ctrl+T)", partial(self.do_action, "as_at", None))
        home = Way("Return to now (Esc)" if desk.home_as_at is None else "Return to 04:45 (Esc)", self._return)
        returns = [] if desk.as_at == desk.home_as_at else [home]
        if desk.place == "look":
            words = f"DEMONSTRATION as at {self._moment()}. Nothing here is live, nothing can be saved."
            try_it = Way("Try it from 04:45", partial(self.do_action, "try", None))
            strips.show_strip("place", "accent", words, [*returns, other, try_it, back])
        elif desk.place == "try":
            words = "DEMONSTRATION, a scratch copy to try things in. Its clock runs on; nothing here is live."
            look = Way("Look at it as at 04:45", partial(self.do_action, "look", None))
            strips.show_strip("place", "accent", words, [look, back])
        else:
            strips.drop("place")
        if desk.as_at is None or desk.place == "look":
            strips.drop("past")
        else:
            words = f"This window shows {self._moment()}. Nothing can be saved here."
            strips.show_strip("past", "triangle", words, [*returns, other])

    def _moment(self) -> str:
        local = self.desk.moment().astimezone(self.desk.zone)
        return f"{local:%H:%M} on {local:%a} {local.day} {local:%b %Y}"

    def _return(self) -> None:
        self.desk.show_past(None)

    def _show_refusal(self, sentence: str) -> None:
        close = Way("Close (Esc)", partial(self.window.strips.drop, "refused"))
        self.window.strips.show_strip("refused", "triangle", sentence, [close])

    def _show_progress(self, done: int, of: int) -> None:
        if done % 10 == 1:
            stop = Way("Stop", partial(self.do_action, "stop", None))
            words = f"Preparing the demonstration: {done} of {of} entries."
            self.window.strips.show_strip("progress", "accent", words, [stop])

    def _progress_over(self) -> None:
        self.window.strips.drop("progress")

    def _show_trouble(self) -> None:
        if self.desk.trouble is None:
            self.window.strips.drop("trouble")
            self._draw(self.window.shown_view)
        else:
            again = Way("Try again (R)", self._try_again)
            self.window.strips.show_strip("trouble", "octagon", self.desk.trouble, [again])

    def _try_again(self) -> None:
        """Write again what was not confirmed, and read again what could not be read."""
        self.desk.try_again()
        self._draw(self.window.shown_view)

    def show_failure(self, trouble: Trouble) -> None:
        """A bug: say so, offer its details; the console stays up."""
        copy = Way("Copy details", partial(_copy, trouble.details))
        close = Way("Close", partial(self.window.strips.drop, "failure"))
        self.window.strips.show_strip("failure", "octagon", trouble.sentence, [copy, close])

    def _switch_theme(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        name = "light" if theme.theme().name == "dark" else "dark"
        theme.use(application, name)
        self.settings.setValue("theme", name)

    def _may_close(self) -> bool:
        """Wait for what is being saved; ask once, by a strip, about each text that is not in the log."""
        if self._close_anyway:
            return True
        if self.desk.under_way:
            self._to_close = True
            count = self.desk.under_way
            words = f"{count} entries are still being saved." if count > 1 else "1 entry is still being saved."
            anyway = Way("Close anyway", self._close_now)
            self.window.strips.show_strip("closing", "triangle", f"{words} The window closes after that.", [anyway])
            return False
        unsaved = self._unsaved()
        if not unsaved or tuple(unsaved.values()) == self._warned_of:
            return True
        self._warned_of = tuple(unsaved.values())
        words = f"Not saved: {', '.join(unsaved)}. Save with Enter, or close again to leave it."
        self.window.strips.show_strip("refused", "triangle", words)
        return False

    def _unsaved(self) -> dict[str, object]:
        """What was typed and is not in the log: where it stands, and what it is."""
        unsaved: dict[str, object] = {}
        if drafts := self.entry_line.drafts:
            unsaved["what was typed in the entry line"] = drafts
        for form in self._forms.values():
            if form.unsaved:
                unsaved[f"“{form.accessibleName()}”"] = form.content()
        if kept := [writing.entry_id for writing in self.desk.kept]:
            unsaved["1 unconfirmed entry" if len(kept) == 1 else f"{len(kept)} unconfirmed entries"] = kept
        return unsaved

    def _settled(self) -> None:
        """Nothing is being saved any more: close, if that was asked for meanwhile."""
        self.window.strips.drop("closing")
        if self._to_close:
            self._to_close = False
            QTimer.singleShot(0, self.window.close)

    def _close_now(self) -> None:
        self._close_anyway = True
        self.window.close()

    def close(self) -> None:
        """Stop long work, finish what is being written, and let the threads go."""
        if not self._closed:
            self._closed = True
            self._stop.set()
            self.desk.close()


def _copy(details: str) -> None:
    QApplication.clipboard().setText(details)


def station_opener(place: str | Path | None) -> Callable[[], Desk]:
    """What opens this machine's database, or the one at `place`, on the worker."""
    zone = local_zone().key
    return partial(_open_station, place, zone)


def _open_station(place: str | Path | None, time_zone: str) -> Desk:
    from app.settings import database_place
    from app.station import StationSettings, open_desk
    from models.database import open_database

    return open_desk(open_database(place or database_place()), StationSettings(time_zone=time_zone))
