"""The line as it is understood: tokens, completion, the sentence, and the keys that begin an entry."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.commands.incidents import declare_incident
from app.commands.logbook import write_note
from app.commands.register import register_system
from app.desk import Desk
from app.logbook import log_page
from app.picture import picture_at
from models.task import Task
from models.terms import Tier
from views.console import Console
from views.desk import QtDesk
from views.entry_choices import ChoiceModel
from views.entry_line import EntryLine
from views.entry_tint import UNKNOWN, to_python, to_qt

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def line(qtbot: QtBot, window_desk: QtDesk, desk: Desk) -> EntryLine:
    window_desk.refresh()
    made = EntryLine(window_desk)
    qtbot.addWidget(made)
    made.resize(1100, 400)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    return made


def type_in(line: EntryLine, text: str) -> None:
    QTest.keyClicks(line.field, text)


def offered(line: EntryLine) -> list[str]:
    choices = line._help.open_choices
    if choices is None:
        return []
    model = choices.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


# --- what is read -----------------------------------------------------------------------------------------------------


def test_tokens_are_tinted_and_an_unknown_one_is_underlined_with_dots(line: EntryLine) -> None:
    type_in(line, "/task Look at #nosuchthing !1")
    line._help.close()

    shown = {(one.words, one.kind == UNKNOWN) for one in line.field.tokens}
    dotted = QTextCharFormat.UnderlineStyle.DotLine
    lines = [one.format.underlineStyle() is dotted for one in line.field.extraSelections()]
    assert shown == {("/task", False), ("#nosuchthing", True), ("!1", False)}
    assert lines == [False, True, False]


def test_what_was_understood_stands_in_chips_beside_the_sentence(line: EntryLine) -> None:
    type_in(line, "/task Look at it !1")

    assert "Task" in line._foot.chips.words
    assert line._foot.says.text().startswith("Saves as task ")


def test_the_line_does_what_the_sentence_says_as_one_entry(line: EntryLine, desk: Desk) -> None:
    type_in(line, "/task Look at the pump !2")
    QTest.keyClick(line.field, Key.Key_Return)

    [task] = desk.ask(picture_at()).all(Task)
    entries = desk.ask(log_page(1, 10))
    assert task.title == "Look at the pump"
    assert len(entries) == 1


def test_a_line_that_cannot_be_saved_yet_says_why_and_stays(line: EntryLine, desk: Desk) -> None:
    type_in(line, "/task")
    line._help.close()
    before = (line._foot.says.text(), line._foot.says.property("kind"))
    QTest.keyClick(line.field, Key.Key_Return)

    assert before[1] == "saves"
    assert (line._foot.says.text(), line._foot.says.property("kind")) == (before[0], "error")
    assert line.text == "/task"
    assert desk.ask(log_page(1, 10)) == []


def test_why_a_line_was_not_saved_is_not_said_of_the_next_one(line: EntryLine) -> None:
    type_in(line, "/task")
    line._help.close()
    QTest.keyClick(line.field, Key.Key_Return)
    complained = line._foot.complains
    line.park()

    assert (complained, line._foot.complains) == (True, False)


def test_an_entry_that_the_line_speaks_of_is_looked_up(line: EntryLine, desk: Desk, window_desk: QtDesk) -> None:
    desk.do(write_note(), words="Two people trapped.")
    window_desk.refresh()
    type_in(line, "/correct ^2 Three people trapped because counted again")
    QTest.keyClick(line.field, Key.Key_Return)

    entries = desk.ask(log_page(1, 10))
    assert entries[0].struck
    assert entries[1].entry.reason == "counted again"


def test_two_words_beyond_the_first_plane_move_no_token(line: EntryLine) -> None:
    line.field.insertPlainText("🚒🚒 on the way !1")

    [token] = line.field.tokens
    assert (token.start, token.end) == (16, 18)


@pytest.mark.parametrize("text", ["plain", "🚒a🚒b", "é́x", "\ud800x"])
def test_places_are_the_same_in_python_and_in_qt(text: str) -> None:
    assert [to_python(text, to_qt(text, at)) for at in range(len(text) + 1)] == list(range(len(text) + 1))


def test_the_line_says_for_which_incident_it_writes(line: EntryLine, desk: Desk, window_desk: QtDesk) -> None:
    live = (line._chip.text(), line._foot.drill.text())
    exercise = desk.do(declare_incident("Drill", exercise=True)).scope_id
    window_desk.look_at(exercise)

    assert live == ("INC-2026-0001", "")
    assert line._foot.drill.text() == "EXERCISE"
    assert line.field.accessibleName() == f"Entry line of {line._chip.text()}, exercise"


# --- completion -------------------------------------------------------------------------------------------------------


def test_what_may_be_meant_is_offered_as_it_is_typed_and_takes_no_focus(line: EntryLine) -> None:
    type_in(line, "/ta")

    choices = line._help.open_choices
    assert offered(line) == ["/task"]
    assert choices is not None
    assert choices.parentWidget() is line.window()
    assert not choices.isWindow()
    assert QApplication.focusWidget() is line.field


def test_the_list_stays_above_the_line_when_the_line_grows(line: EntryLine) -> None:
    type_in(line, "/ta")
    line.call_came("Kestrel Power")
    QApplication.processEvents()

    choices = line._help.open_choices
    assert choices is not None
    apart = line.mapTo(line.window(), line.rect().topLeft()).y() - choices.geometry().bottom()
    assert apart > 0 or choices.geometry().top() >= line.rect().bottom()


def test_tab_takes_the_chosen_one_and_control_z_takes_it_back(line: EntryLine) -> None:
    type_in(line, "/ta")
    QTest.keyClick(line.field, Key.Key_Tab)
    taken = (line.text, line.field.hasFocus())
    QTest.keyClick(line.field, Key.Key_Z, CONTROL)

    assert taken == ("/task ", True)
    assert line.text == "/ta"


def test_arrows_choose_while_the_list_is_open_and_recall_when_it_is_not(line: EntryLine) -> None:
    type_in(line, "First")
    QTest.keyClick(line.field, Key.Key_Return)
    type_in(line, "/")
    first, second = offered(line)[:2]
    QTest.keyClick(line.field, Key.Key_Down)
    QTest.keyClick(line.field, Key.Key_Tab)
    chosen = line.text
    line.standing.throw_standing()
    QTest.keyClick(line.field, Key.Key_Up)

    assert chosen.strip() == second != first
    assert line.text == "First"


def test_escape_closes_the_list_first_and_then_parks(line: EntryLine) -> None:
    type_in(line, "/ta")
    QTest.keyClick(line.field, Key.Key_Escape)
    after_one = (offered(line), line.text)
    QTest.keyClick(line.field, Key.Key_Escape)

    assert after_one == ([], "/ta")
    assert line.text == ""


def test_enter_saves_whether_or_not_a_list_is_open(line: EntryLine, desk: Desk) -> None:
    type_in(line, "Look there !")
    opened = bool(offered(line))
    QTest.keyClick(line.field, Key.Key_Return)

    assert opened
    assert [one.entry.words for one in desk.ask(log_page(1, 10))] == ["Look there !"]
    assert offered(line) == []


def test_the_list_closes_when_the_cursor_goes_elsewhere(line: EntryLine) -> None:
    type_in(line, "/ta")
    QTest.keyClick(line.field, Key.Key_Home)

    assert offered(line) == []


def test_a_system_is_completed_by_its_name(line: EntryLine, desk: Desk, window_desk: QtDesk) -> None:
    desk.do(register_system("GEN-99", "Zeppelin generator", "Electrical", Tier.ESSENTIAL))
    window_desk.refresh()
    type_in(line, "Look at #zepp")
    QTest.keyClick(line.field, Key.Key_Tab)

    assert line.text == "Look at #GEN-99 "


def test_the_list_is_a_model_that_holds_its_rules(line: EntryLine) -> None:
    type_in(line, "/")
    choices = line._help.open_choices
    assert choices is not None
    model = choices.list.model()
    assert isinstance(model, ChoiceModel)

    QAbstractItemModelTester(model)
    assert str(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)).startswith("/")


# --- keys of the console ----------------------------------------------------------------------------------------------


@pytest.fixture
def press(console: Console) -> Callable[..., None]:
    def act(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target: QWidget = QApplication.focusWidget() or console.window
        QTest.keyClick(target, key, modifier)

    return act


@pytest.mark.parametrize(
    ("key", "token", "form"),
    [
        (Key.Key_T, "/task ", "open_task"),
        (Key.Key_D, "/decision ", "decide"),
        (Key.Key_C, "/call ", "call"),
        (Key.Key_S, "#", "set_state"),
    ],
)
def test_a_letter_begins_an_entry_and_control_space_opens_the_form_behind_it(
    console: Console, press: Callable[..., None], desk: Desk, key: Qt.Key, token: str, form: str
) -> None:
    desk.do(register_system("GEN-99", "Zeppelin generator", "Electrical", Tier.ESSENTIAL))
    console.desk.refresh()
    console.window.focus_screen()
    press(key)
    begun = (console.entry_line.text, console.entry_line.field.hasFocus())
    press(Key.Key_Space, CONTROL)
    opened = form in console.panels.forms and console.window.panel_open
    press(Key.Key_Escape)

    assert begun == (token, True)
    assert opened
    assert not console.window.panel_open
    assert (console.entry_line.text, console.entry_line.field.hasFocus()) == (token, True)


def test_what_stands_in_the_line_is_parked_when_a_letter_begins_another_entry(
    console: Console, press: Callable[..., None]
) -> None:
    console.entry_line.setFocus()
    QTest.keyClicks(console.entry_line.field, "Half a")
    console.window.focus_screen()
    press(Key.Key_T)

    assert console.entry_line.text == "/task "
    assert [one.text for one in console.entry_line._drafts.parked] == ["Half a"]


def test_where_no_form_stands_behind_the_line_it_says_so(line: EntryLine) -> None:
    type_in(line, "Just words")
    QTest.keyClick(line.field, Key.Key_Space, CONTROL)

    assert line._foot.says.text().startswith("No form stands behind this.")


def test_a_line_that_breaks_the_grammar_is_still_saved_as_it_is(
    line: EntryLine, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("app.entry.plan.plan_line", broken)
    monkeypatch.setattr("app.entry.completing.complete", broken)
    type_in(line, "/task Saved all the same")
    QTest.keyClick(line.field, Key.Key_Return)

    assert [one.entry.words for one in desk.ask(log_page(1, 10))] == ["/task Saved all the same"]


def test_a_key_that_no_shortcut_takes_reaches_the_field(line: EntryLine) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Key.Key_X, Qt.KeyboardModifier.NoModifier, "x")
    QApplication.sendEvent(line.field, event)

    assert line.text == "x"
