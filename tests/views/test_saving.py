"""What is being saved: once, into the log that is on the screen, and never lost on the way."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.incidents import declare_incident
from app.commands.logbook import write_note
from app.desk import Desk, Receipt
from app.errors import Unavailable
from app.handover_steps import DO_FIRST, PRINT, SITUATION
from app.incidents import incidents
from app.logbook import log_page
from app.picture import picture_at
from app.seat_note import noted_seat
from app.station import open_desk
from models.database import Database, open_database
from models.incident import Handover, HandoverNote
from views.boards.handover_screen import HandoverScreen
from views.console import SCREENS, Console
from views.desk import QtDesk
from views.forms.form import Form
from views.inline import InlineExecutor
from views.work import BUG

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
Show = Callable[[Callable[[], Desk]], Console]


class Shaky(Desk):
    """A desk that cannot be read, or writes and does not confirm it, or breaks, as long as it is told to."""

    unsure = unreadable = broken = False

    def do(self, *bound: Any, **facts: Any) -> Receipt:
        if Shaky.broken:
            raise ZeroDivisionError
        receipt = super().do(*bound, **facts)
        if Shaky.unsure:
            raise Unavailable("The entry is not confirmed (disk I/O error). What you typed is kept: try again.")
        return receipt

    def ask(self, question: Any) -> Any:
        if Shaky.unreadable:
            raise Unavailable("The log could not be read (disk I/O error). Try again.")
        return super().ask(question)


class Held(Executor):
    """A worker that does nothing until it is told to."""

    def __init__(self) -> None:
        self.works: list[Callable[[], object]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.works.append(lambda: future.set_result(fn(*args, **kwargs)))
        return future

    def run(self) -> None:
        while self.works:
            self.works.pop(0)()


def shaky(desk: Desk) -> Desk:
    return Shaky(desk.database, desk.station_id, desk.seat_id, desk.letter, desk.operator, desk.incident_id, desk.clock)


@pytest.fixture(autouse=True)
def steady() -> Iterator[None]:
    yield
    Shaky.unsure = Shaky.unreadable = Shaky.broken = False


@pytest.fixture
def other(tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    """A desk at another database, with an incident of its own."""
    opened = open_database(tmp_path / "other.db")
    desk = open_desk(opened, clock=clock)
    yield desk.at(desk.do(declare_incident("Another place")).scope_id)
    opened.close()


@pytest.fixture
def empty(open_console: Show, database: Database, clock: SetClock) -> Console:
    return open_console(lambda: shaky(open_desk(database, clock=clock)))


@pytest.fixture
def console(open_console: Show, desk: Desk) -> Console:
    return open_console(lambda: shaky(desk))


def press(console: Console, *keys: Qt.Key | str) -> None:
    for key in keys:
        target: QWidget = QApplication.focusWidget() or console.window
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key)


def words(desk: Desk) -> list[str]:
    return [line.entry.words for line in desk.ask(log_page(0, 100)) if line.entry.words]


def handover_screen(console: Console) -> HandoverScreen:
    view = console.window.shown_view
    assert isinstance(view, HandoverScreen)
    return view


def declare(console: Console, title: str) -> Form:
    console.do_action("declare", None)
    press(console, title, Key.Key_Return, Key.Key_Return)
    return console.panels.forms["declare"]


# --- the desk that writes is the one on the screen --------------------------------------------------------------------


def test_a_note_goes_into_the_log_that_was_on_the_screen_at_enter(qtbot: QtBot, desk: Desk, other: Desk) -> None:
    window = QtDesk()
    window.open(lambda: desk)
    qtbot.waitUntil(lambda: window.picture is not None)
    gate, told = threading.Event(), list[Receipt]()

    def opener() -> Desk:
        gate.wait(5)
        return other

    window.open(opener, place="try")
    window.do(window, write_note(), words="Live.", done=told.append)
    gate.set()
    qtbot.waitUntil(lambda: bool(told) and window.place == "try")

    assert (words(desk), words(other)) == (["Live."], [])
    assert window.picture is not None
    assert window.picture.incident.title == "Another place"
    window.close()


def test_until_the_new_picture_is_there_the_old_desk_stays(window_desk: QtDesk, desk: Desk) -> None:
    second = desk.do(declare_incident("Water main burst")).scope_id
    window_desk.reader = held = Held()
    window_desk.look_at(second)
    before = window_desk.desk.incident_id
    window_desk.do(window_desk, write_note(), words="Still for the first.")
    held.run()

    assert before == desk.incident_id
    assert words(desk) == ["Still for the first."]
    assert window_desk.desk.incident_id == second


@pytest.mark.parametrize("look", ["look_at", "show_past"])
def test_a_look_that_cannot_be_read_leaves_desk_and_picture_and_says_so(
    window_desk: QtDesk, desk: Desk, clock: SetClock, look: str
) -> None:
    window_desk.open(lambda: shaky(desk))
    second = desk.do(declare_incident("Water main burst")).scope_id
    picture = window_desk.picture
    Shaky.unreadable = True
    getattr(window_desk, look)({"look_at": second, "show_past": clock()}[look])

    assert (window_desk.desk.incident_id, window_desk.as_at) == (desk.incident_id, None)
    assert window_desk.picture is picture
    assert "could not be read" in (window_desk.trouble or "")


def test_a_database_whose_picture_cannot_be_read_is_not_gone_to(window_desk: QtDesk, desk: Desk, other: Desk) -> None:
    Shaky.unreadable = True
    window_desk.open(lambda: shaky(other), place="try")

    assert window_desk.place == "station"
    assert window_desk.desk.database is desk.database


def test_what_was_typed_early_for_an_incident_is_written_into_no_other(desk: Desk, other: Desk) -> None:
    window = QtDesk(worker=InlineExecutor)
    window.writer = held = Held()
    told: list[str] = []
    window.open(lambda: desk, incident_id=other.incident_id)
    window.do(window, write_note(), words="For the other.", refused=lambda sentence, _: told.append(sentence))
    held.run()

    assert words(desk) == []
    assert "typed for an incident that is not shown" in told[0]


# --- forms ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("again", ["Enter", "R"])
def test_an_unconfirmed_declaration_goes_again_under_its_id(empty: Console, again: str) -> None:
    Shaky.unsure = True
    form = declare(empty, "Loss of feed A")
    after = (form.refusal(), form.fields["title"].text(), form.button.isEnabled())  # type: ignore[attr-defined]
    Shaky.unsure = False
    if again == "Enter":
        press(empty, Key.Key_Return)
    else:
        empty._try_again()

    assert "not confirmed" in after[0]
    assert after[1:] == ("Loss of feed A", True)
    assert [one.title for one in empty.desk.desk.ask(incidents())] == ["Loss of feed A"]
    assert "declare" not in empty.panels.forms
    assert empty.desk.trouble is None


def test_an_unconfirmed_handover_is_issued_once(console: Console, tmp_path: Path) -> None:
    console.do_action("handover", None)
    screen = handover_screen(console)
    screen.print_step.folder.setText(str(tmp_path / "pages"))
    screen.go_to(PRINT)
    Shaky.unsure = True
    press(console, "Day Coordinator", Key.Key_Return)
    said, unsaved = screen.print_step.refusal(), screen.unsaved
    Shaky.unsure = False
    press(console, Key.Key_Return)

    assert "not confirmed" in said
    assert unsaved
    assert len(console.desk.desk.ask(picture_at()).all(Handover)) == 1
    assert len(list((tmp_path / "pages").iterdir())) == 1


def test_what_is_not_confirmed_can_be_saved_to_another_place(console: Console, tmp_path: Path) -> None:
    Shaky.unsure = True
    console.entry_line.setFocus()
    press(console, "E4 is locked off.", Key.Key_Return, Key.Key_Escape)
    console.window.focus_screen()
    press(console, "p")
    form = console.panels.forms["elsewhere"]
    form.folder.setText(str(tmp_path / "stick"))  # type: ignore[attr-defined]
    press(console, Key.Key_Return)

    [place] = (tmp_path / "stick").iterdir()
    assert "E4 is locked off." in place.read_text(encoding="utf-8")
    assert str(place) in form.result.text()  # type: ignore[attr-defined]
    assert len(console.desk.kept) == 1


def test_a_refused_place_takes_the_earlier_one_away(console: Console, tmp_path: Path) -> None:
    Shaky.unsure = True
    console.entry_line.setFocus()
    press(console, "E4 is locked off.", Key.Key_Return, Key.Key_Escape)
    console.window.focus_screen()
    press(console, "p")
    form: Any = console.panels.forms["elsewhere"]
    form.folder.setText(str(tmp_path / "stick"))
    press(console, Key.Key_Return)
    form.folder.setText("")

    press(console, Key.Key_Return)

    assert form.refusal() == "Say where it goes."
    assert form.result.text() == ""


def test_an_unconfirmed_note_for_the_relief_is_noted_once(console: Console) -> None:
    console.do_action("handover", None)
    line = handover_screen(console).stack.part(DO_FIRST).notes.line
    press(console, Key.Key_Escape, "m")
    Shaky.unsure = True
    press(console, "E4 is locked off.", Key.Key_Return)
    kept = line.error.text(), line.field.text()
    Shaky.unsure = False
    press(console, Key.Key_Return)

    assert "not confirmed" in kept[0]
    assert kept[1] == "E4 is locked off."
    assert len(console.desk.desk.ask(picture_at()).all(HandoverNote)) == 1
    assert line.field.text() == ""


def test_enter_again_and_again_makes_one_entry(empty: Console) -> None:
    empty.desk.writer = held = Held()
    form = declare(empty, "Loss of feed A")
    for _ in range(4):
        press(empty, Key.Key_Return)
        form.button.click()
        form.enter()
    held.run()

    assert len(empty.desk.desk.ask(incidents())) == 1


def test_a_held_enter_does_not_declare(empty: Console) -> None:
    empty.do_action("declare", None)
    press(empty, "Loss of feed A", Key.Key_Return)
    field = QApplication.focusWidget() or empty.window
    for _ in range(5):
        held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
        QApplication.sendEvent(field, held)

    assert empty.desk.desk.ask(incidents()) == []


def test_a_bug_gives_the_button_back_and_says_so(empty: Console) -> None:
    Shaky.broken = True
    form = declare(empty, "Loss of feed A")

    assert (form.refusal(), form.button.isEnabled(), form.rests) == (BUG, True, False)
    assert empty.desk.kept == []


def test_pressing_e_again_keeps_a_half_done_correction(console: Console, desk: Desk) -> None:
    [line] = desk.ask(log_page(0, 1))
    console.do_action("correct", line)
    first = console.panels.forms["correct"]
    press(console, Key.Key_Escape)
    console.do_action("correct", line)

    assert console.panels.forms["correct"] is first


# --- the chosen entry -------------------------------------------------------------------------------------------------


def test_e_corrects_what_is_chosen_on_the_screen_that_is_shown(console: Console, desk: Desk) -> None:
    desk.do(write_note(), words="Second.")
    first, second = desk.ask(log_page(0, 2))
    console._asked_by(SCREENS[0], "entry", first)
    console._asked_by(SCREENS[1], "entry", second)
    console._correct()

    assert console.panels.forms["correct"].is_about(first)


def test_another_incident_has_no_chosen_entry_and_no_half_done_form(console: Console, desk: Desk) -> None:
    [line] = desk.ask(log_page(0, 1))
    other = desk.do(declare_incident("Water main burst")).scope_id
    console._asked_by(SCREENS[1], "entry", line)
    console.do_action("correct", line)
    console.do_action("handover", None)
    screen = handover_screen(console)
    screen.print_step.to_post.setText("Day Coordinator")
    screen.stack.part(DO_FIRST).notes.line.field.setText("E4 is locked off.")
    screen.stack.part(SITUATION).sentences["now"].setPlainText("Dark.")
    console.desk.look_at(other)

    assert line not in console._chosen.values()
    assert "correct" not in console.panels.forms
    assert not screen.unsaved


# --- the entry line ---------------------------------------------------------------------------------------------------


def test_an_unconfirmed_line_that_is_recalled_keeps_its_id(console: Console, desk: Desk) -> None:
    line = console.entry_line
    console.desk.writer = held = Held()
    line.setFocus()
    Shaky.unsure = True
    press(console, "Fuel for nine hours.", Key.Key_Return, "Half a")
    held.run()
    Shaky.unsure = False
    press(console, Key.Key_Escape, Key.Key_Up, Key.Key_Up)
    recalled = line.text
    press(console, Key.Key_Return)
    console._try_again()
    held.run()

    assert recalled == "Fuel for nine hours."
    assert words(desk) == ["Fuel for nine hours."]
    assert line.drafts == ("Half a",)


def test_a_changed_recalled_line_is_not_lost(console: Console) -> None:
    console.entry_line.setFocus()
    press(console, "First.", Key.Key_Return, Key.Key_Up, " And more", Key.Key_Up, Key.Key_Down)

    assert console.entry_line.text == "First. And more"


def test_a_paste_that_no_entry_holds_stays_out(console: Console) -> None:
    field, paste = console.entry_line.field, QMimeData()
    field.setPlainText("Before ")
    paste.setText("x" * 2_000_000)
    field.insertFromMimeData(paste)

    assert field.document().characterCount() == len("Before ") + 1
    said = console.entry_line._foot.says.text()
    assert said.startswith("The paste had 2,000,000 characters; an entry holds 20,000. Nothing of it was put in.")
    paste.setText("after")
    field.insertFromMimeData(paste)
    assert len(console.entry_line.text) == len("Before after")


def test_a_seat_with_an_incident_can_type_before_the_log_is_open(
    qtbot: QtBot, dark: None, settings: QSettings, desk: Desk
) -> None:
    settings.setValue("incident", str(desk.incident_id))
    window_desk = QtDesk(worker=InlineExecutor)
    window_desk.writer = held = Held()
    console = Console(lambda: desk, settings, window_desk)
    console.window.show()
    qtbot.waitUntil(lambda: bool(held.works))
    visible = console.entry_line.isVisible()
    console.entry_line.setFocus()
    press(console, "GEN-2 fails.", Key.Key_Return)
    held.run()

    assert visible
    assert words(desk) == ["GEN-2 fails."]
    window_desk.writer = InlineExecutor()
    console.window.close()
    console.window.deleteLater()


# --- closing ----------------------------------------------------------------------------------------------------------


def test_closing_waits_for_what_is_being_saved(qtbot: QtBot, console: Console, desk: Desk) -> None:
    console.desk.writer = held = Held()
    console.entry_line.setFocus()
    press(console, "Last words.", Key.Key_Return)
    closed = console.window.close()
    said = console.window.strips.words("closing") or ""
    offered = [button.text() for button in console.window.strips.findChildren(QPushButton)]
    held.works.pop(0)()
    console.desk.writer = InlineExecutor()

    assert not closed
    assert said.startswith("1 entry is still being saved.")
    assert "Close anyway" in offered
    qtbot.waitUntil(lambda: not console.window.isVisible())
    assert words(desk) == ["Last words."]


def test_closing_asks_again_for_new_text_and_not_for_saved_text(console: Console) -> None:
    console.entry_line.setFocus()
    press(console, "Saved.", Key.Key_Return, Key.Key_Up)
    recalled = console.closing.may_close()
    press(console, " Not yet")
    first = console.closing.may_close()
    press(console, " quite")
    second, third = console.closing.may_close(), console.closing.may_close()

    assert (recalled, first, second, third) == (True, False, False, True)


def test_closing_speaks_of_a_half_done_form(console: Console) -> None:
    console.do_action("declare", None)
    untouched = console.closing.may_close()
    press(console, "Loss of")

    assert (untouched, console.closing.may_close()) == (True, False)
    assert "“Declare an incident”" in (console.window.strips.words("refused") or "")


def test_closing_never_waits_for_long_work(qtbot: QtBot, desk: Desk) -> None:
    window, gate = QtDesk(), threading.Event()
    window.open(lambda: desk)
    qtbot.waitUntil(lambda: window.picture is not None)
    window.run(window, lambda _: gate.wait(20), print)
    window.close()
    waited = gate.is_set()
    gate.set()

    assert not waited


# --- reading ----------------------------------------------------------------------------------------------------------


def test_what_fails_every_second_is_said_once(qtbot: QtBot, window_desk: QtDesk) -> None:
    def broken(look: object) -> int:
        raise ZeroDivisionError

    told: list[object] = []
    window_desk.failed.connect(told.append)
    for _ in range(3):
        window_desk.ask(window_desk, broken, print)

    assert len(told) == 1


def test_the_seat_is_noted_once_the_entry_is_on_the_screen_or_the_console_closes(
    qtbot: QtBot, database: Database, clock: SetClock
) -> None:
    own = open_desk(database, clock=clock)
    incident_id = own.do(declare_incident("Loss of normal power")).scope_id
    made = QtDesk()
    with qtbot.waitSignal(made.opened):
        made.open(lambda: own.at(incident_id))

    with qtbot.waitSignal(made.settled):
        first = made.do(made, write_note(), words="Generator 2 started")
    qtbot.waitUntil(lambda: noted_seat(database) == (own.seat_id, first))
    with qtbot.waitSignal(made.settled):
        last = made.do(made, write_note(), words="It carries the load")
    made.close()

    assert noted_seat(database) == (own.seat_id, last)
