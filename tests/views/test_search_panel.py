"""Find as you type: what is shown, how the keyboard moves in it, where Enter goes, and that Esc comes back."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Event

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.clock import SetClock
from app.commands.incidents import declare_incident
from app.commands.logbook import write_note
from app.desk import Desk
from app.query import Look
from models.terms import EntryKind
from views.boards.find_panel import FindPanel
from views.boards.find_results import runs
from views.boards.find_rows import RowRole
from views.boards.logbook import LogScreen
from views.console import SCREENS, Console
from views.desk import QtDesk


@pytest.fixture
def logged(desk: Desk, clock: SetClock) -> Desk:
    """Sixty rounds, and what is looked for among them."""
    for number in range(60):
        desk.do(write_note(), words=f"Round {number}")
        clock.moment += timedelta(minutes=1)
        if number in (10, 40):
            desk.do(write_note(), words=f"Winch {number} greased", kind=EntryKind.SAFETY)
    return desk


@pytest.fixture
def shown(logged: Desk, console: Console, qtbot: QtBot) -> LogScreen:
    """The log's screen in a console, with the keyboard in the log."""
    console.show_screen(SCREENS[1])
    console.desk.refresh()
    screen = console.window.shown_view
    assert isinstance(screen, LogScreen)
    screen.log.view.setFocus()
    qtbot.waitUntil(screen.log.view.hasFocus)
    return screen


@pytest.fixture
def panel(shown: LogScreen, qtbot: QtBot) -> FindPanel:
    """The find panel as `/` opens it."""
    QTest.keyClick(shown.log.view, Qt.Key.Key_Slash)
    assert shown.finding.panel is not None
    qtbot.waitUntil(shown.finding.panel.line.hasFocus)
    return shown.finding.panel


def type_in(panel: FindPanel, typed: str) -> None:
    QTest.keyClicks(panel.line, typed)


def rows(panel: FindPanel) -> list[str]:
    return [hit.text for hit in panel.list.found.hits]


def chosen(screen: LogScreen) -> str:
    line = screen.log.view.current
    return "" if line is None else line.entry.text


def test_what_is_typed_is_found_at_each_key(panel: FindPanel) -> None:
    seen = []
    for letter in "winch":
        type_in(panel, letter)
        seen.append(len(rows(panel)))

    assert seen[-1] == 2
    assert rows(panel) == ["Winch 40 greased", "Winch 10 greased"]
    assert panel.right.text() == "2 entries"


def test_the_rows_are_a_well_behaved_model(panel: FindPanel) -> None:
    QAbstractItemModelTester(panel.list.found, QAbstractItemModelTester.FailureReportingMode.Fatal, panel)

    for typed in ("winch", " ", "x", "/safety"):
        type_in(panel, typed)

    assert panel.list.found.rowCount() == len(rows(panel))


def test_hit_words_are_marked_and_the_row_is_said_whole(panel: FindPanel) -> None:
    type_in(panel, "greas")

    index = panel.list.found.index(0)
    line = index.data(RowRole)

    assert runs(line) == [("Winch 40 ", False), ("greas", True), ("ed", False)]
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Entry 44, ")
    assert spoken.endswith(", Safety, by CO: Winch 40 greased")


def test_the_arrows_move_and_the_detail_shows_the_chosen_one(shown: LogScreen, panel: FindPanel) -> None:
    type_in(panel, "winch")

    before = shown.detail.count.text()
    QTest.keyClick(panel.line, Qt.Key.Key_Down)

    assert (before, shown.detail.count.text()) == ("#44", "#13")
    assert panel.line.hasFocus()


def test_enter_goes_to_the_entry_and_escape_returns_to_where_one_was(shown: LogScreen, panel: FindPanel) -> None:
    QTest.keyClick(panel.line, Qt.Key.Key_Escape)
    shown.log.view.choose(30)
    shown.log.view.scroll_by(-13)
    place = shown.log.view.place
    QTest.keyClick(shown.log.view, Qt.Key.Key_Slash)
    type_in(panel, "winch")
    QTest.keyClick(panel.line, Qt.Key.Key_Down)

    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    gone_to, bar = chosen(shown), shown.finding.bar.words.text()
    QTest.keyClick(shown.log.view, Qt.Key.Key_Escape)

    assert gone_to == "Winch 10 greased"
    assert bar == "#13, found by “winch”"
    assert shown.log.view.place == place
    assert (shown.finding.bar.isHidden(), chosen(shown)) == (True, "Round 28")


def test_escape_in_the_panel_leaves_the_log_as_it_was(shown: LogScreen, panel: FindPanel) -> None:
    shown.log.view.choose(30)
    place = shown.log.view.place
    type_in(panel, "winch")

    QTest.keyClick(panel.line, Qt.Key.Key_Escape)

    assert shown.log.view.place == place
    assert (panel.isHidden(), shown.log.isVisible(), shown.log.view.hasFocus()) == (True, True, True)
    assert shown.detail.count.text() == f"#{shown.log.view.current.entry.number}"  # type: ignore[union-attr]


def test_what_was_found_is_there_again(shown: LogScreen, panel: FindPanel, qtbot: QtBot) -> None:
    type_in(panel, "winch")
    QTest.keyClick(panel.line, Qt.Key.Key_Return)

    QTest.keyClick(shown.log.view, Qt.Key.Key_Slash)

    qtbot.waitUntil(panel.line.hasFocus)
    assert (panel.line.selectedText(), len(rows(panel))) == ("winch", 2)


def test_an_entry_behind_a_filter_is_gone_to_and_the_filter_comes_back(shown: LogScreen, panel: FindPanel) -> None:
    shown.log.tabs.choose_kinds((EntryKind.SAFETY,))
    type_in(panel, "round 7 ")

    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    gone_to, kinds = chosen(shown), shown.log.view.kinds
    QTest.keyClick(shown.log.view, Qt.Key.Key_Escape)

    assert (gone_to, kinds) == ("Round 7", ())
    assert shown.log.view.kinds == (EntryKind.SAFETY,)


def test_an_entry_of_another_incident_is_gone_to_there_and_escape_comes_back(
    logged: Desk, shown: LogScreen, console: Console, panel: FindPanel
) -> None:
    other = logged.at(logged.do(declare_incident("Flood")).scope_id)
    other.do(write_note(), words="Sump greased")
    panel.scope.choose(1)
    type_in(panel, "greased ")
    incidents = [panel.list.found.line(row).incident for row in range(3)]

    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    there, gone_to, bar = console.desk.desk.incident_id, chosen(shown), shown.finding.bar.words.text()
    QTest.keyClick(shown.log.view, Qt.Key.Key_Escape)

    assert incidents == ["INC-2026-0002", "INC-2026-0001", "INC-2026-0001"]
    assert (there, gone_to) == (other.incident_id, "Sump greased")
    assert bar == "#2 of INC-2026-0002, another incident, found by “greased”"
    assert console.desk.desk.incident_id == logged.incident_id
    assert shown.finding.bar.isHidden()


def test_nothing_found_says_what_to_try(panel: FindPanel) -> None:
    empty = panel.hint.text()
    type_in(panel, "zebra")

    assert empty.startswith("Type a word")
    assert panel.hint.text() == "Nothing found. Try fewer letters, another filter, or all incidents."
    assert (panel.hint.isVisible(), panel.list.isVisible(), panel.right.text()) == (True, False, "0 entries")


def test_a_filter_writes_its_mark_into_the_line_and_can_be_taken_back(console: Console, panel: FindPanel) -> None:
    type_in(panel, "winch")
    kind = panel.filters.kind

    kind.activated.emit(kind.findText("Safety"))
    typed = panel.line.text()
    console._undo_last()

    assert typed == "winch /safety "
    assert panel.line.text() == "winch"


def test_the_lists_follow_what_is_typed(panel: FindPanel) -> None:
    type_in(panel, "/decision !2 @nobody ~4h")

    shown_in = [choice.currentText() for choice in panel.filters.choices]
    assert shown_in == ["Decision", "", "System or task", "Priority 2 High", "Last 4 hours"]
    assert panel.filters.who.placeholderText() == "@nobody"


def test_every_part_can_be_reached_by_tab_and_has_a_name(panel: FindPanel) -> None:
    type_in(panel, "winch")
    parts = [panel.line, *panel.scope.buttons, *panel.filters.choices, panel.saved.keep, panel.list]

    assert all(part.focusPolicy() & Qt.FocusPolicy.TabFocus for part in parts)
    assert all(QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name) for part in parts)


def test_a_search_is_kept_by_name_used_again_deleted_and_brought_back(console: Console, panel: FindPanel) -> None:
    type_in(panel, "winch /safety")
    panel.saved.keep.click()
    QTest.keyClicks(panel.saved.name, "Greasing")
    QTest.keyClick(panel.saved.name, Qt.Key.Key_Return)
    kept = str(console.settings.value("searches"))
    panel.line.clear()

    panel.saved.choice.activated.emit(0)
    used = panel.line.text()
    panel.saved.delete.click()
    gone = str(console.settings.value("searches"))
    console._undo_last()

    assert '"Greasing"' in kept
    assert (used, gone) == ("winch /safety ", "[]")
    assert [one.name for one in panel.saved.searches] == ["Greasing"]


def test_escape_in_the_name_keeps_nothing(panel: FindPanel, shown: LogScreen) -> None:
    type_in(panel, "winch")
    panel.saved.keep.click()

    QTest.keyClick(panel.saved.name, Qt.Key.Key_Escape)

    assert (panel.saved.name.isHidden(), panel.saved.keep.isVisible(), panel.isVisible()) == (True, True, True)
    assert panel.saved.searches == ()


def test_older_ones_are_read_as_one_goes_down(panel: FindPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("views.boards.find_panel.PAGE", 20)
    type_in(panel, "round")
    first = len(rows(panel))

    for _ in range(4):
        panel.list.step(100)

    assert (first, len(rows(panel)), panel.right.text()) == (20, 60, "60 entries")


def test_an_entry_that_is_written_meanwhile_is_found_and_the_chosen_one_stays(
    logged: Desk, console: Console, panel: FindPanel
) -> None:
    type_in(panel, "winch")
    QTest.keyClick(panel.line, Qt.Key.Key_Down)

    logged.do(write_note(), words="Winch 3 stuck")
    console.desk.refresh()

    assert rows(panel)[0] == "Winch 3 stuck"
    assert panel.list.hit is not None
    assert panel.list.hit.text == "Winch 10 greased"


@pytest.fixture
def threaded(desk: Desk, qtbot: QtBot, dark: None) -> Iterator[QtDesk]:
    """A desk with workers of its own."""
    made = QtDesk()
    made.open(lambda: desk)
    qtbot.waitUntil(lambda: made.ready)
    yield made
    made.close()


def test_a_search_that_takes_long_ends_when_the_next_one_is_asked(threaded: QtDesk, qtbot: QtBot) -> None:
    asker, begun, answers = QObject(threaded), Event(), list[object]()
    endless = text("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n")

    def long(look: Look) -> object:
        look.session.connection()
        begun.set()
        return look.session.scalar(endless)

    threaded.ask(asker, long, answers.append, key="find")
    assert begun.wait(5)
    threaded.ask(asker, lambda look: look.session.scalar(text("SELECT 41")), answers.append, key="find")

    def answered() -> bool:
        threaded._questions._stop((id(asker), "find"))  # the statement may begin only after the first call
        return answers == [41]

    qtbot.waitUntil(answered)
    assert threaded.trouble is None


def test_in_a_low_panel_the_rows_have_the_place_of_the_lists(panel: FindPanel, console: Console) -> None:
    type_in(panel, "winch")
    high = panel.filters.isVisible()
    panel.resize(panel.width(), 200)

    assert (high, panel.filters.isVisible()) == (True, False)
    assert panel.list.isVisible()
