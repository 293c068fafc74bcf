"""Interrupted, never lost: parked drafts, calls that come in meanwhile, and what a restart brings back."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.incidents import declare_incident
from app.commands.logbook import write_note
from app.desk import Desk
from app.drafts import KeptDraft, open_drafts, place_of
from app.files_in import NewFile
from app.logbook import log_page
from models.base import new_id
from models.log import LogEntry
from views.console import Console
from views.desk import QtDesk
from views.drafts import Drafts
from views.entry_line import EntryLine
from views.inline import InlineExecutor

Key = Qt.Key
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Show = Callable[[Callable[[], Desk]], Console]


@pytest.fixture
def line(qtbot: QtBot, window_desk: QtDesk) -> EntryLine:
    made = EntryLine(window_desk)
    qtbot.addWidget(made)
    made.resize(900, 120)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    return made


@pytest.fixture
def seat(qtbot: QtBot, dark: None, desk: Desk) -> Iterator[Callable[[], EntryLine]]:
    """Opens the line of a console that keeps its drafts beside the database; again: the console was started anew."""
    opened: list[tuple[EntryLine, Drafts, QtDesk]] = []

    def end() -> None:
        for line, drafts, window in opened:
            drafts.close()
            window.close()
            line.hide()
        opened.clear()

    def start(at: Desk = desk) -> EntryLine:
        end()
        window, drafts = QtDesk(worker=InlineExecutor), Drafts()
        made = EntryLine(window, drafts=drafts)
        qtbot.addWidget(made)
        opened.append((made, drafts, window))
        window.opened.connect(partial(drafts.open, window))
        window.open(lambda: at)
        made.show()
        made.activateWindow()
        made.setFocus()
        return made

    yield start
    end()


def typed(line: EntryLine, *texts: str) -> None:
    """Type each text and park it."""
    for text in texts:
        QTest.keyClicks(line.field, text)
        QTest.keyClick(line.field, Key.Key_Escape)


def parked(line: EntryLine) -> list[str]:
    return [one.text for one in line._drafts.parked]


def entries(desk: Desk) -> list[LogEntry]:
    return [one.entry for one in desk.ask(log_page(1, 100))]


# --- parked drafts ----------------------------------------------------------------------------------------------------


def test_several_drafts_are_parked_newest_first_each_with_its_time(line: EntryLine, clock: SetClock) -> None:
    typed(line, "Pump 4 leaks")
    clock.advance(minutes=2)
    typed(line, "Lift 2 stands")

    shown = [button.accessibleName() for button in line.strip.buttons]
    assert shown == ["Parked draft, 07:45  Lift 2 stands, Ctrl+1", "Parked draft, 07:43  Pump 4 leaks, Ctrl+2"]
    assert line.strip.isVisible()


def test_a_parked_draft_is_taken_up_by_its_key_and_what_stands_is_parked_for_it(line: EntryLine) -> None:
    typed(line, "Older", "Newer")
    QTest.keyClicks(line.field, "Standing")

    line.take_up_number(2)

    assert (line.text, parked(line)) == ("Older", ["Standing", "Newer"])


def test_a_draft_that_waited_is_saved_with_the_time_it_was_begun(line: EntryLine, clock: SetClock, desk: Desk) -> None:
    begun = clock()
    typed(line, "Pump 4 leaks")
    clock.advance(minutes=9)

    line.take_up_number(1)
    QTest.keyClick(line.field, Key.Key_Return)

    [entry] = entries(desk)
    assert (entry.words, entry.occurred_at) == ("Pump 4 leaks", begun)
    assert entry.recorded_at == clock()
    assert parked(line) == []


def test_the_drafts_id_is_the_entrys_id(line: EntryLine, desk: Desk) -> None:
    QTest.keyClicks(line.field, "Pump 4 leaks")
    assert line.draft is not None
    draft_id = line.draft.id
    QTest.keyClick(line.field, Key.Key_Return)

    assert [one.id for one in entries(desk)] == [draft_id]


def test_a_draft_is_thrown_away_and_brought_back(line: EntryLine) -> None:
    typed(line, "Pump 4 leaks", "Lift 2 stands")
    QTest.keyClick(line.field, Key.Key_Up, CONTROL)
    QTest.keyClick(line.strip.buttons[0], Key.Key_Delete)
    after = parked(line)
    QTest.keyClick(line.strip.buttons[0], Key.Key_Escape)
    QTest.keyClick(line.field, Key.Key_Z, CONTROL)

    assert after == ["Pump 4 leaks"]
    assert line.text == "Lift 2 stands"


def test_shift_escape_throws_what_stands_away_and_control_z_brings_it_back(line: EntryLine, desk: Desk) -> None:
    QTest.keyClicks(line.field, "Never mind")
    QTest.keyClick(line.field, Key.Key_Escape, SHIFT)
    gone = (line.text, parked(line), line.drafts)
    QTest.keyClick(line.field, Key.Key_Z, CONTROL)

    assert gone == ("", [], ())
    assert line.text == "Never mind"


def test_a_draft_that_was_thrown_away_comes_back_by_control_z_from_anywhere(console: Console) -> None:
    console.entry_line.setFocus()
    typed(console.entry_line, "Pump 4 leaks")
    console.entry_line._throw(console.entry_line._drafts.parked[0])
    console.window.focus_screen()

    console._undo_last()

    assert console.entry_line.text == "Pump 4 leaks"


def test_the_strip_is_gone_over_by_arrows_and_left_by_escape(line: EntryLine) -> None:
    typed(line, "One", "Two", "Three")
    QTest.keyClick(line.field, Key.Key_Up, CONTROL)
    QTest.keyClick(line.strip.buttons[0], Key.Key_Right)
    second = line.strip.buttons[1].hasFocus()
    QTest.keyClick(line.strip.buttons[1], Key.Key_Return)

    assert second
    assert line.text == "Two"
    assert line.field.hasFocus()


def test_a_narrow_strip_counts_what_it_has_no_room_for(line: EntryLine, qtbot: QtBot) -> None:
    line.resize(420, 160)
    typed(line, *(f"Draft number {number} about the fuel" for number in range(6)))

    shown = [button for button in line.strip.buttons if button.isVisible()]
    assert 0 < len(shown) < 6
    assert line.strip._more.text() == f"and {6 - len(shown)} more"


def test_what_is_typed_for_another_incident_says_so_before_it_is_saved(
    line: EntryLine, window_desk: QtDesk, desk: Desk
) -> None:
    QTest.keyClicks(line.field, "Typed for the first")
    window_desk.look_at(desk.do(declare_incident("Water main burst")).scope_id)
    shown = line.strip.buttons[0].accessibleName()
    line.take_up_number(1)

    assert "INC-2026-0001" in shown
    assert line._foot.says.text().startswith("Begun for INC-2026-0001. ")
    assert line._chip.text() == "INC-2026-0002"


def test_two_windows_share_what_is_parked_and_mix_no_lines(open_console: Show, desk: Desk, qtbot: QtBot) -> None:
    drafts = Drafts()
    first, second = (EntryLine(_opened(desk), drafts=drafts, is_first=one) for one in (True, False))
    for each in (first, second):
        qtbot.addWidget(each)
        each.show()
    QTest.keyClicks(first.field, "In the first")
    QTest.keyClicks(second.field, "In the second")
    QTest.keyClick(second.field, Key.Key_Escape)
    first.take_up_number(1)
    taken = (first.text, second.text, parked(first))
    second.take_up_number(1)

    assert taken == ("In the second", "", ["In the first"])
    assert (first.text, second.text, parked(second)) == ("In the second", "In the first", [])
    for each in (first, second):
        each._desk.close()


def _opened(desk: Desk) -> QtDesk:
    made = QtDesk(worker=InlineExecutor)
    made.open(lambda: desk)
    return made


# --- calls ------------------------------------------------------------------------------------------------------------


def test_a_call_takes_no_focus_and_touches_nothing_that_is_typed(console: Console, clock: SetClock) -> None:
    console.entry_line.setFocus()
    QTest.keyClicks(console.entry_line.field, "Half a")
    QTest.keyClick(console.entry_line.field, Key.Key_C, ALT)
    console.entry_line.call_came("Kestrel Power", "radio")
    QTest.keyClicks(console.entry_line.field, " line")

    assert console.entry_line.text == "Half a line"
    assert QApplication.focusWidget() is console.entry_line.field
    assert parked(console.entry_line) == ["from Kestrel Power by radio: ", "from "]


def test_a_second_call_of_the_same_party_within_twenty_seconds_goes_on_with_its_draft(
    line: EntryLine, clock: SetClock
) -> None:
    line.call_came("Kestrel Power")
    clock.advance(seconds=19)
    line.call_came("KESTREL power")
    line.call_came("Tri-Valley")
    clock.advance(seconds=21)
    line.call_came("Kestrel Power")

    parties = [one.party for one in line._drafts.parked]
    assert parties == ["Kestrel Power", "Tri-Valley", "Kestrel Power"]


def test_a_call_is_answered_later_with_the_time_at_which_it_came(line: EntryLine, clock: SetClock, desk: Desk) -> None:
    came = clock()
    line.call_came("Kestrel Power")
    clock.advance(minutes=4)
    line.take_up_number(1)
    QTest.keyClicks(line.field, "feed A is out, ETA 05:30")
    QTest.keyClick(line.field, Key.Key_Return)

    [entry] = entries(desk)
    assert entry.occurred_at == came
    assert "feed A is out" in entry.words


def test_a_flood_of_calls_is_not_noted(line: EntryLine) -> None:
    noted = [line.call_came(f"Caller {number}") for number in range(60)]

    assert (noted.count(True), len(parked(line))) == (40, 40)


def test_what_a_caller_is_called_is_text(line: EntryLine) -> None:
    line.call_came("<b>Eve</b>: /decision by 05:00\nand more")

    assert parked(line)[0].startswith("from <b>Eve</b> /decision")
    assert parked(line)[0].endswith(" by phone: ")


# --- what a restart brings back ---------------------------------------------------------------------------------------


def test_a_restart_brings_back_the_line_and_what_was_parked(seat: Callable[[], EntryLine]) -> None:
    line = seat()
    typed(line, "Older", "Newer")
    QTest.keyClicks(line.field, "Half a")

    again = seat()

    assert (again.text, parked(again)) == ("Half a", ["Newer", "Older"])


def test_a_draft_that_is_in_the_log_already_does_not_come_back(seat: Callable[[], EntryLine], desk: Desk) -> None:
    line = seat()
    QTest.keyClicks(line.field, "Saved, and then the power went")
    assert line.draft is not None
    desk.do(write_note(), words="Saved, and then the power went", entry_id=line.draft.id)

    again = seat()

    assert (again.text, parked(again)) == ("", [])
    assert seat().text == ""


def test_what_was_saved_or_thrown_away_does_not_come_back(seat: Callable[[], EntryLine]) -> None:
    line = seat()
    QTest.keyClicks(line.field, "Saved")
    QTest.keyClick(line.field, Key.Key_Return)
    typed(line, "Thrown")
    line._throw(line._drafts.parked[0])

    again = seat()

    assert (again.text, parked(again)) == ("", [])


def test_the_files_of_a_draft_come_back_with_it(seat: Callable[[], EntryLine]) -> None:
    line = seat()
    line.tray.put([NewFile("pump.txt", "text/plain", b"runs")])
    QTest.keyClicks(line.field, "Pump")

    again = seat()

    assert [(one.name, one.content) for one in again.tray.files] == [("pump.txt", b"runs")]


def test_what_stood_in_the_line_for_another_incident_comes_back_parked(
    seat: Callable[..., EntryLine], desk: Desk
) -> None:
    line = seat()
    QTest.keyClicks(line.field, "Typed for the first")
    other = desk.at(desk.do(declare_incident("Water main burst")).scope_id)

    again = seat(other)

    assert (again.text, parked(again)) == ("", ["Typed for the first"])


def test_a_damaged_file_is_one_sentence_and_the_line_goes_on(seat: Callable[[], EntryLine], desk: Desk) -> None:
    place_of(desk.database).write_text("no database " * 400)

    line = seat()
    said = line._foot.says.text()
    typed(line, "Still typed")

    assert said.startswith("Drafts cannot be kept in ")
    assert parked(line) == ["Still typed"]


def test_a_file_that_breaks_later_is_one_sentence_and_the_line_goes_on(
    seat: Callable[[], EntryLine], desk: Desk
) -> None:
    line = seat()
    book = line._drafts._book
    assert book is not None
    with book.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE draft")
    QTest.keyClicks(line.field, "Pump")
    line._drafts.flush()
    said = line._foot.says.text()
    QTest.keyClick(line.field, Key.Key_Return)

    assert said.startswith("Drafts cannot be kept in ")
    assert [one.words for one in entries(desk)] == ["Pump"]


def test_what_could_not_be_kept_is_kept_as_soon_as_it_can_be(seat: Callable[[], EntryLine]) -> None:
    line = seat()
    book = line._drafts._book
    assert book is not None
    with book.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE draft RENAME TO away")
    typed(line, "Parked meanwhile")
    line._drafts.flush()
    with book.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO draft")

    QTest.keyClicks(line.field, "Pump")
    line._drafts.flush()

    assert sorted(one.text for one in book.all()) == ["Parked meanwhile", "Pump"]


def test_many_drafts_come_back_at_once(seat: Callable[[], EntryLine], desk: Desk) -> None:
    book, _ = open_drafts(desk.database)
    begun = desk.clock()
    many = [KeptDraft(new_id(), f"Draft {at}", begun + timedelta(seconds=at), desk.incident_id) for at in range(2_000)]
    book.keep(many, [])
    book.close()

    drafts = seat()._drafts

    assert [drafts.parked[at].text for at in (0, -1)] == ["Draft 1999", "Draft 0"]
    assert len(drafts.parked) == 2_000


def test_typing_reaches_the_file_within_the_debounce(qtbot: QtBot, seat: Callable[[], EntryLine], desk: Desk) -> None:
    line = seat()
    QTest.keyClicks(line.field, "Pump 4 lea")
    book = line._drafts._book
    assert book is not None

    qtbot.waitUntil(lambda: [one.text for one in book.all()] == ["Pump 4 lea"], timeout=300)


# --- files and long texts ---------------------------------------------------------------------------------------------


def test_files_go_with_the_entry_and_alone_they_are_a_note_of_their_names(line: EntryLine, desk: Desk) -> None:
    line.tray.put([NewFile("pump.txt", "text/plain", b"runs"), NewFile("log.txt", "text/plain", b"all")])
    alone = line._foot.says.text()
    QTest.keyClick(line.field, Key.Key_Return)
    QTest.keyClicks(line.field, "With words")
    line.tray.put([NewFile("pump.txt", "text/plain", b"runs")])
    QTest.keyClick(line.field, Key.Key_Return)

    first, second = entries(desk)
    assert alone == "Saves the files as a note."
    assert first.words == "pump.txt, log.txt"
    assert second.words == "With words"
    assert "pump.txt" in second.sentence
    assert line.tray.files == []


def test_a_text_that_is_too_long_is_attached_by_the_same_key(line: EntryLine, qtbot: QtBot) -> None:
    long = "x" * 30_000
    QApplication.clipboard().setText(long)
    line.field.paste()
    said = line._foot.says.text()
    line.field.paste()

    qtbot.waitUntil(lambda: bool(line.tray.files))
    assert said.endswith("Ctrl+V again attaches it as a text file.")
    assert (line.text, line.tray.files[0].content) == ("", long.encode())


def test_ten_megabytes_stop_the_window_for_less_than_a_fifth_of_a_second(line: EntryLine) -> None:
    from time import perf_counter

    paste = QMimeData()
    paste.setText("Zeile für Zeile. " * 600_000)
    begun = perf_counter()
    line.field.insertFromMimeData(paste)
    first = perf_counter() - begun

    assert first < 0.2
    assert line.text == ""
