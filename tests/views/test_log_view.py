"""The log on the screen: whole texts, a steady place while reading, and a cost that does not grow."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.attachments import attach
from app.commands.decisions import record_decision
from app.commands.incidents import declare_incident
from app.commands.logbook import correct_entry, move_out, take_over, write_note
from app.commands.tasks import open_task
from app.desk import Desk
from app.logbook import log_page
from app.picture import picture_after, picture_at
from app.query import Query
from models.log_line import LogLine
from models.terms import EntryKind, Priority, Stream
from views import theme
from views.log_pages import PAGE
from views.log_row import Columns, RowLayout, brief
from views.log_view import QUIET, LogView
from views.painting import metrics
from views.spoken_list import MOST, SpokenRow

LONG = "The duty engineer of the utility says that the breaker of feeder A opened on undervoltage. " * 6


@dataclass
class Asker:
    """Answers at once from a desk, or later when told; counts what it was asked."""

    desk: Desk
    at_once: bool = True
    out_of_reach: bool = False
    asked: list[str] = field(default_factory=list)
    waiting: list[Callable[[], object]] = field(default_factory=list)

    def __call__(
        self,
        question: Query[Any],
        answer: Callable[[Any], object],
        key: str | None = None,
        failed: Callable[[], object] | None = None,
    ) -> None:
        self.asked.append(key or "")
        if self.out_of_reach and failed is not None:
            self.waiting.append(failed)
        else:
            self.waiting.append(lambda: answer(self.desk.ask(question)))
        if self.at_once:
            self.answer()

    def answer(self) -> None:
        waiting, self.waiting = self.waiting, []
        for tell in waiting:
            tell()

    @property
    def pages(self) -> list[str]:
        return [key for key in self.asked if key.startswith("log page")]


@pytest.fixture(autouse=True)
def fonts(qapp: object) -> None:
    theme.load_fonts()


@pytest.fixture
def asker(desk: Desk) -> Asker:
    return Asker(desk)


@pytest.fixture
def view(qtbot: QtBot, asker: Asker) -> LogView:
    made = LogView(asker)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def write(desk: Desk, *texts: str) -> UUID:
    entry_id = UUID(int=0)
    for text in texts:
        entry_id = desk.do(write_note(), words=text).entry_id
    return entry_id


def show(view: LogView, desk: Desk) -> None:
    view.show_picture(desk.ask(picture_at()), desk.clock())


def words(row: RowLayout | None) -> str:
    assert row is not None
    return row.line.entry.text


def seen(view: LogView) -> list[str]:
    return [words(view.layout_of(row)) for row, _, _ in view.visible_rows()]


def pill(view: LogView) -> QPushButton:
    found = view.findChild(QPushButton)
    assert found is not None
    return found


def picture_of(view: LogView) -> QImage:
    return view.viewport().grab().toImage()


def test_it_opens_at_the_end(view: LogView, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(40)))

    show(view, desk)

    assert seen(view)[-1] == "Round 39"
    assert view.following


def test_it_follows_what_is_written_while_it_stands_at_the_end(view: LogView, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(40)))
    show(view, desk)

    write(desk, "The newest.")
    show(view, desk)

    assert seen(view)[-1] == "The newest."
    assert view.new_below == 0


def test_it_does_not_jump_while_someone_reads_further_up(view: LogView, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(40)))
    show(view, desk)
    view.scroll_by(-500)
    before = list(view.visible_rows())

    write(desk, *(f"New {number}" for number in range(12)))
    show(view, desk)

    assert list(view.visible_rows()) == before
    assert view.new_below == 12
    assert pill(view).text() == "12 new below"


def test_end_goes_to_the_new_entries(view: LogView, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(40)))
    show(view, desk)
    view.scroll_by(-500)
    write(desk, "The newest.")
    show(view, desk)

    QTest.keyClick(view, Qt.Key.Key_End)

    assert seen(view)[-1] == "The newest."
    assert view.following
    assert pill(view).isHidden()


def test_a_chosen_row_stays_where_it_is(view: LogView, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(40)))
    show(view, desk)
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_K)
    before = list(view.visible_rows())

    write(desk, "The newest.")
    show(view, desk)

    assert list(view.visible_rows())[: len(before)] == before
    assert view.current is not None
    assert view.current.entry.text == "Round 38"


def test_a_long_entry_is_shown_whole(view: LogView, desk: Desk) -> None:
    write(desk, LONG)
    show(view, desk)

    row = view.layout_of(view.count - 1)

    assert row is not None
    assert row.text_lines > 4
    assert row.height > 4 * 21


def test_the_board_shows_two_lines_of_what_the_commands_say(qtbot: QtBot, asker: Asker, desk: Desk) -> None:
    board = LogView(asker, whole=False)
    qtbot.addWidget(board)
    board.resize(700, 400)
    tasks = [open_task(title=f"Look at the riser of floor {number}", owner="Security") for number in range(8)]
    desk.do(*tasks, words=LONG)

    show(board, desk)

    row = board.layout_of(board.count - 1)
    assert row is not None
    main, second = row.blocks
    assert main.paragraph.line_count > 4
    assert second.paragraph.line_count == 2
    assert words(row) == LONG.strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One is done.", "One is done."),
        ("One is done. " * 40, "more"),
        ("word " * 200, "…"),
    ],
)
def test_what_is_left_out_is_counted(text: str, shown: str) -> None:
    told = brief(text.strip(), 13, 300)

    assert told.endswith(shown)
    assert text.startswith(told.split(" …")[0])


def test_there_is_a_chosen_row_where_the_keyboard_is(qtbot: QtBot, view: LogView, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(40)))
    view.clearFocus()
    show(view, desk)
    view.scroll_by(-500)
    before = list(view.visible_rows())

    view.setFocus(Qt.FocusReason.TabFocusReason)

    qtbot.waitUntil(lambda: view.current is not None)
    assert list(view.visible_rows()) == before


def test_a_narrower_window_wraps_to_more_lines(view: LogView, desk: Desk) -> None:
    write(desk, LONG)
    show(view, desk)
    wide = view.layout_of(view.count - 1)

    view.resize(420, 400)
    narrow = view.layout_of(view.count - 1)

    assert wide is not None
    assert narrow is not None
    assert narrow.text_lines > wide.text_lines


@pytest.mark.parametrize("hostile", ["<b>bold</b>", "<img src=/etc/passwd>", "a\u202eb", "one\ntwo", "%s {0} &amp;"])
def test_operators_text_is_painted_as_it_was_written(view: LogView, desk: Desk, hostile: str) -> None:
    write(desk, hostile)
    show(view, desk)

    row = view.layout_of(view.count - 1)

    assert words(row) == hostile
    assert row is not None
    assert row.text_lines == 1 + hostile.count("\n")
    picture_of(view)


def test_a_corrected_entry_stays_readable_with_its_new_words(view: LogView, desk: Desk) -> None:
    wrong = write(desk, "Two persons in the elevator.")
    desk.do(correct_entry(entry_id=wrong, reason="roll-call"), words="Three persons in the elevator.")
    show(view, desk)

    old, new = view.layout_of(view.count - 2), view.layout_of(view.count - 1)

    assert old is not None
    assert new is not None
    assert old.line.struck
    assert [block.mark for block in old.blocks] == ["", "pencil"]
    assert not new.line.struck
    assert "Corrects #2" in new.line.entry.sentence


def test_a_correction_reaches_a_row_that_was_read_before(view: LogView, desk: Desk) -> None:
    wrong = write(desk, "Two persons in the elevator.")
    show(view, desk)

    desk.do(correct_entry(entry_id=wrong, reason="roll-call"), words="Three persons.")
    show(view, desk)

    row = view.layout_of(1)
    assert row is not None
    assert row.line.struck


def test_a_late_entry_is_marked(view: LogView, desk: Desk, clock: SetClock) -> None:
    clock.advance(minutes=30)
    desk.do(write_note(), words="Pump alarm.", occurred_at=clock() - timedelta(minutes=17))

    show(view, desk)

    row = view.layout_of(view.count - 1)
    assert row is not None
    assert row.blocks[-1].mark == "triangle"


def test_a_new_day_has_its_date_above(view: LogView, desk: Desk, clock: SetClock) -> None:
    write(desk, "Today.")
    clock.advance(days=1)
    write(desk, "Tomorrow.", "Still tomorrow.")

    show(view, desk)

    days = [row.day for number in range(view.count) if (row := view.layout_of(number)) is not None]
    assert [None if day is None else day.day for day in days] == [12, None, 13, None]


def test_filters_show_their_kinds_only(view: LogView, desk: Desk) -> None:
    decided = record_decision(
        title="Divert", choice="divert", reason="no power", options=["stay", "divert"], decided_by="Commander"
    )
    write(desk, "Before.")
    desk.do(decided)
    write(desk, "After.")
    show(view, desk)

    view.show_kinds((EntryKind.DECISION,))

    assert [text.split(":")[0] for text in seen(view)] == ["D-01 Divert"]
    view.show_kinds(())
    assert view.count == 4


def test_nothing_blocks_while_a_page_is_read(view: LogView, asker: Asker, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(40)))
    asker.at_once = False

    show(view, desk)
    unread = [view.layout_of(row) for row, _, _ in view.visible_rows()]
    picture_of(view)
    asker.answer()

    assert unread
    assert all(row is None for row in unread)
    assert seen(view)[-1] == "Round 39"


def test_a_page_that_could_not_be_read_is_asked_for_again(view: LogView, asker: Asker, desk: Desk) -> None:
    asker.out_of_reach = True
    show(view, desk)
    unread = view.layout_of(0)
    asker.out_of_reach = False
    show(view, desk)

    assert unread is None
    assert view.layout_of(0) is not None


def test_an_answer_for_another_filter_is_dropped(view: LogView, asker: Asker, desk: Desk) -> None:
    write(desk, "A note.")
    asker.at_once = False
    show(view, desk)

    view.show_kinds((EntryKind.DECISION,))
    asker.answer()

    assert view.count == 0
    assert view.layout_of(0) is None


def test_the_past_shows_what_was_known_then(view: LogView, asker: Asker, desk: Desk, clock: SetClock) -> None:
    write(desk, "Then.")
    clock.advance(minutes=1)
    then = clock()
    clock.advance(minutes=1)
    write(desk, "Later.")
    show(view, desk)

    asker.desk = desk.past(then)
    view.show_picture(asker.desk.ask(picture_at()), then)

    assert seen(view)[-1] == "Then."


def test_a_long_log_reads_no_more_pages_than_a_short_one(view: LogView, asker: Asker, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(PAGE * 6)))

    show(view, desk)
    opened = len(asker.pages)
    QTest.keyClick(view, Qt.Key.Key_Home)

    assert opened <= 2
    assert len(asker.pages) - opened <= 2
    assert seen(view)[0].startswith("INC-2026-0001 declared")


def test_keys_choose_rows_and_say_what_to_do(view: LogView, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(40)))
    show(view, desk)
    corrected: list[LogLine] = []
    opened: list[LogLine] = []
    view.correct_asked.connect(corrected.append)
    view.entry_chosen.connect(opened.append)

    QTest.keyClick(view, Qt.Key.Key_PageUp)
    QTest.keyClick(view, Qt.Key.Key_J)
    chosen = view.current
    QTest.keyClick(view, Qt.Key.Key_E)
    QTest.keyClick(view, Qt.Key.Key_Return)

    assert chosen is not None
    assert [line.entry.id for line in (*corrected, *opened)] == [chosen.entry.id] * 2


def test_a_click_chooses_the_row_under_it(view: LogView, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(40)))
    show(view, desk)
    row, y, height = list(view.visible_rows())[2]

    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, round(y + height / 2)))

    assert view.current is not None
    assert view.current.entry.text == words(view.layout_of(row))


def test_the_scroll_bar_counts_rows(view: LogView, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(40)))
    show(view, desk)

    view.verticalScrollBar().setValue(7)
    at_seven = next(view.visible_rows())
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())

    assert at_seven[:2] == (7, 0.0)
    assert view.following


def face(view: LogView) -> QAccessibleInterface:
    """The log as a screen reader meets it."""
    return QAccessible.queryAccessibleInterface(view)


def said(view: LogView) -> list[str]:
    log = face(view)
    return [log.child(at).text(QAccessible.Text.Name) for at in range(log.childCount())]


def test_a_screen_reader_finds_a_list_of_the_rows_that_are_seen(view: LogView, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(40)))

    show(view, desk)

    rows = list(view.visible_rows())
    log = face(view)
    last = log.child(log.childCount() - 1)
    assert (log.role(), log.text(QAccessible.Text.Name)) == (QAccessible.Role.List, "Log")
    assert log.childCount() == len(rows)
    assert last.role() is QAccessible.Role.ListItem
    assert last.text(QAccessible.Text.Name) == "Number 41, 07:43:00, note, Round 39, by Coordinator"
    assert last.parent().role() is QAccessible.Role.List
    assert log.indexOfChild(last) == len(rows) - 1


def test_a_screen_reader_finds_a_row_under_the_finger(view: LogView, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(40)))
    show(view, desk)
    row, y, height = list(view.visible_rows())[2]
    point = view.viewport().mapToGlobal(QPoint(50, round(y + height / 2)))

    found = face(view).childAt(point.x(), point.y())

    assert words(view.layout_of(row)) in found.text(QAccessible.Text.Name)
    assert found.rect().contains(point)


def test_the_chosen_row_is_said_to_be_chosen_and_focused(view: LogView, desk: Desk, qtbot: QtBot) -> None:
    write(desk, "Feeder A lost.", "Feeder B lost.")
    show(view, desk)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)

    QTest.keyClick(view, Qt.Key.Key_Home)

    chosen = face(view).focusChild()
    assert chosen.text(QAccessible.Text.Name).startswith("Number 1, 07:43:00, event, INC-2026-0001 declared")
    assert chosen.state().selected
    assert chosen.state().focused
    assert not face(view).child(2).state().selected


def test_what_a_screen_reader_holds_does_not_grow_with_the_log(view: LogView, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(300)))
    show(view, desk)
    heard: list[str] = []

    for row in range(0, 300, 4):
        view.choose(row)
        heard += said(view)

    assert any("Round 150," in text for text in heard)
    assert len(view.findChildren(SpokenRow)) <= MOST


def test_a_row_that_is_being_read_says_so(view: LogView, asker: Asker, desk: Desk) -> None:
    write(desk, "Round 1", "Round 2")
    asker.at_once = False

    show(view, desk)

    assert said(view) == ["Being read"] * 3


def test_new_entries_below_are_told_with_the_list(view: LogView, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(40)))
    show(view, desk)
    view.scroll_by(-500)

    write(desk, "New 1", "New 2")
    show(view, desk)

    assert face(view).text(QAccessible.Text.Description) == "2 new below"


def test_the_chosen_row_stays_in_view_when_the_window_changes(view: LogView, desk: Desk) -> None:
    write(desk, *([LONG] * 30))
    show(view, desk)
    view.choose(15)

    for width, height in ((420, 300), (900, 200), (600, 700)):
        view.resize(width, height)
        assert 15 in [row for row, y, _ in view.visible_rows() if y >= 0]


def test_the_end_moves_once_the_new_entry_has_been_read(view: LogView, asker: Asker, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(40)))
    show(view, desk)
    asker.at_once = False

    write(desk, "The newest.")
    show(view, desk)
    while_reading = seen(view)[-1]
    asker.answer()

    assert while_reading == "Round 39"
    assert seen(view)[-1] == "The newest."
    assert view.following


def test_what_is_seen_is_read_before_anything_is_counted(view: LogView, asker: Asker, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(40)))
    asker.at_once = False

    show(view, desk)
    first = list(asker.asked)
    asker.answer()

    assert first == asker.pages
    assert asker.asked[len(first) :] == ["log counts"]


def test_a_filter_that_is_not_counted_yet_does_not_say_it_is_empty(view: LogView, asker: Asker, desk: Desk) -> None:
    write(desk, "A note.")
    show(view, desk)
    asker.at_once = False

    view.show_kinds((EntryKind.NOTE,))
    waiting = picture_of(view)
    asker.at_once = True
    asker.answer()

    assert waiting != picture_of(view)
    assert seen(view) == ["A note."]


def test_numbers_of_a_long_log_are_shown_whole() -> None:
    short, long = Columns.of(900.0, 4), Columns.of(900.0, 7)

    assert long.right - long.number_left > short.right - short.number_left + 15
    assert long.right == short.right


def test_days_since_the_start_are_shown_whole(view: LogView, desk: Desk, clock: SetClock) -> None:
    write(desk, "Today.")
    show(view, desk)
    today = view.layout_of(1)
    clock.advance(days=11)
    show(view, desk)
    later = view.layout_of(1)

    assert today is not None
    assert later is not None
    column = later.columns.mark_left - later.columns.time_left
    assert column > metrics(13).horizontalAdvance("+11 d 13:46")
    assert later.columns.mark_left > today.columns.mark_left


@pytest.mark.parametrize("zoom", [0.9, 1.5])
def test_rows_are_laid_out_and_clicked_at_every_zoom(view: LogView, desk: Desk, dark: None, zoom: float) -> None:
    write(desk, *([LONG] * 12))
    show(view, desk)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.use(application, "dark", zoom)
    try:
        row, y, height = list(view.visible_rows())[-1]
        layout = view.layout_of(row)
        middle = QPoint(200, round((y + height / 2) * zoom))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)

        assert layout is not None
        assert layout.columns.width == view.width() / zoom
        assert y == 0 or y + height <= view.viewport().height() / zoom
        assert view.current is layout.line
        picture_of(view)
    finally:
        theme.use(application, "dark", 1.0)


def test_an_empty_log_says_what_to_type(view: LogView, desk: Desk) -> None:
    show(view, desk)

    view.show_kinds((EntryKind.DECISION,))

    assert view.count == 0
    assert view.current is None
    picture_of(view)


def test_the_newest_entry_stays_in_view_when_the_rows_are_wrapped_anew(view: LogView, desk: Desk) -> None:
    write(desk, *(["The utility says that feeder A opened on undervoltage at the substation."] * 30))
    show(view, desk)
    view.choose(view.count - 2)

    for width, height in ((420, 400), (420, 300), (700, 300)):
        view.resize(width, height)

        rows = {row: y + tall for row, y, tall in view.visible_rows()}
        assert rows[view.count - 1] <= height
        assert not view.following


def test_a_newest_entry_higher_than_the_view_is_shown_from_its_beginning(view: LogView, desk: Desk) -> None:
    write(desk, "Before.", LONG * 6)
    show(view, desk)

    QTest.keyClick(view, Qt.Key.Key_End)

    assert next(view.visible_rows())[:2] == (2, 0.0)


def test_the_keys_mean_the_newest_entry_though_it_is_still_being_read(view: LogView, asker: Asker, desk: Desk) -> None:
    write(desk, "One.", "Two.")
    show(view, desk)
    corrected: list[str] = []
    view.correct_asked.connect(lambda line: corrected.append(line.entry.text))
    asker.at_once = False
    write(desk, "Three.")
    show(view, desk)

    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_E)
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_E)
    while_reading = list(corrected)
    asker.answer()

    assert while_reading == ["Two."]
    assert corrected == ["Two.", "Three."]


def test_what_was_meant_is_forgotten_where_another_row_is_chosen(view: LogView, asker: Asker, desk: Desk) -> None:
    write(desk, "One.")
    show(view, desk)
    corrected: list[LogLine] = []
    view.correct_asked.connect(corrected.append)
    asker.at_once = False
    write(desk, "Two.")
    show(view, desk)

    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_E)
    QTest.keyClick(view, Qt.Key.Key_Up)
    asker.answer()

    assert corrected == []


def test_a_wide_log_has_its_numbers_at_the_edge_of_the_card_and_its_lines_short() -> None:
    columns = Columns.of(1500.0, kinds=True)

    assert columns.right == 1500 - theme.PADDING
    assert columns.text_width == 720


def test_what_was_just_written_is_shown_without_asking(view: LogView, asker: Asker, desk: Desk) -> None:
    write(desk, *(f"Round {number}" for number in range(40)))
    show(view, desk)
    QTest.qWait(QUIET + 40)
    before, counted = desk.ask(picture_at()), len(asker.asked)
    counts: list[dict[EntryKind, int]] = []
    view.counted.connect(counts.append)

    write(desk, "The newest.")
    view.show_picture(desk.ask(picture_after(before)), desk.clock())

    assert seen(view)[-1] == "The newest."
    assert counts[-1][EntryKind.NOTE] == 41
    assert len(asker.asked) == counted


def test_what_was_just_written_is_shown_where_it_passes_the_filter(view: LogView, asker: Asker, desk: Desk) -> None:
    write(desk, "A note.")
    desk.do(open_task(title="Start GEN-2"))
    show(view, desk)
    view.show_stream(Stream.CONSOLE)
    before = desk.ask(picture_at())

    write(desk, "Another note.")
    desk.do(open_task(title="Start GEN-3"))
    view.show_picture(desk.ask(picture_after(before)), desk.clock())

    assert [text.split(":")[0] for text in seen(view)] == ["T-01 Start GEN-2", "T-02 Start GEN-3"]


def test_many_entries_are_shown_as_they_come_and_read_again_alike(view: LogView, desk: Desk) -> None:
    picture = desk.ask(picture_at())
    for number in range(3 * PAGE + 5):
        write(desk, f"Round {number}")
        picture = desk.ask(picture_after(picture))
        view.show_picture(picture, desk.clock())
    came = seen(view)

    view.show_kinds((EntryKind.NOTE,))
    view.show_kinds(())

    assert came[-1] == f"Round {3 * PAGE + 4}"
    assert seen(view) == came


def test_an_answer_from_before_an_entry_does_not_hide_it(view: LogView, asker: Asker, desk: Desk) -> None:
    write(desk, "First.")
    asker.at_once = False
    show(view, desk)
    before = desk.ask(picture_at())
    asked, asker.waiting = asker.waiting, []
    lines = desk.ask(log_page(0, PAGE))

    write(desk, "Second.")
    view.show_picture(desk.ask(picture_after(before)), desk.clock())
    view._store._take([0], view._store.epoch, lines)
    for _ in range(3):
        asker.answer()

    assert len(asked) == 1
    assert seen(view)[-1] == "Second."


def test_the_streams_are_what_people_wrote_and_what_the_console_noted(view: LogView, desk: Desk) -> None:
    write(desk, "A note.")
    desk.do(open_task(title="Start GEN-2"))
    show(view, desk)

    view.show_stream(Stream.WRITTEN)
    written = seen(view)
    view.show_stream(Stream.CONSOLE)

    assert written[-1] == "A note."
    assert [text.split(":")[0] for text in seen(view)] == ["T-01 Start GEN-2"]


def test_a_row_says_how_important_it_is_whose_word_and_on_whose_paper(view: LogView, desk: Desk) -> None:
    said = partial(desk.do, write_note(), words="Feeder A is out.")
    said(importance=Priority.CRITICAL, party="Lead Electrician", author="NC")
    show(view, desk)

    row = view.layout_of(1)

    assert row is not None
    texts = [block.paragraph.text for block in row.blocks]
    assert texts == ["Priority 1 Critical", "Lead Electrician: Feeder A is out.", "From paper of NC"]
    assert row.blocks[0].mark == "octagon"
    for part in ("Priority 1 Critical", "Lead Electrician", "from paper of NC"):
        assert part in view.words_of(1)


def test_an_entry_that_moved_says_where_it_stands(view: LogView, desk: Desk) -> None:
    other = desk.at(None).do(declare_incident("Chilled water lost")).scope_id
    wrong = write(desk, "CH-1 tripped.")
    here = desk.incident_id
    assert here is not None
    desk.do(move_out(wrong, other, reason="wrong log"), take_over(wrong, here).at(other))
    show(view, desk)

    row = view.layout_of(1)

    assert row is not None
    assert row.line.struck
    assert row.blocks[1].paragraph.text.startswith("Moved to INC-2026-0002 #2")


def test_files_are_shown_with_their_entry(view: LogView, desk: Desk) -> None:
    files = (attach("plan.pdf", "application/pdf", b"%PDF"), attach("front.png", "image/png", b"no picture"))
    desk.do(write_note(), *files, words="As found.")
    show(view, desk)

    row = view.layout_of(1)
    picture_of(view)

    assert row is not None
    assert [one.file.called for one in row.files] == ["2-2", "2-1"]
    assert row.height > row.files[-1].place.bottom()
    assert [block.paragraph.text for block in row.blocks] == ["As found."]
    assert "picture 2-2 front.png" in view.words_of(1)


def test_words_that_were_searched_for_are_marked(view: LogView, desk: Desk) -> None:
    write(desk, "Two persons in elevator E4.")
    show(view, desk)
    plain = picture_of(view)

    view.mark_words(["person", "ele"])
    marked = picture_of(view)
    row = view.layout_of(1)
    view.mark_words([])

    assert row is not None
    assert row.blocks[0].hits == [(4, 6), (15, 3)]
    assert marked != plain
    assert picture_of(view) == plain


def test_the_full_stamp_is_told_under_the_mouse(view: LogView, desk: Desk, clock: SetClock) -> None:
    clock.advance(minutes=40)
    desk.do(write_note(), words="Gen <b>2</b>", occurred_at=clock() - timedelta(minutes=30))
    show(view, desk)
    place = view.place_of(1).center()

    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place)))

    assert "recorded Wed 12 Aug 2026 08:23:00 +00:00" in QToolTip.text()
    assert "happened Wed 12 Aug 2026 07:53:00 +00:00" in QToolTip.text()
    QToolTip.hideText()


def test_what_was_painted_stays_for_a_moment_while_rows_are_read(
    qtbot: QtBot, view: LogView, asker: Asker, desk: Desk
) -> None:
    write(desk, *(f"Round {number}" for number in range(200)))
    show(view, desk)
    qtbot.wait(QUIET + 40)
    asker.at_once = False

    view.choose(20)
    at_once = view.layout_of(20)
    asker.answer()

    assert at_once is None
    assert "Round 19" in seen(view)


def test_an_entry_that_comes_while_a_filter_is_counted_stands_in_its_row(
    view: LogView, asker: Asker, desk: Desk
) -> None:
    write(desk, *(f"Round {number}" for number in range(5)))
    show(view, desk)
    before = desk.ask(picture_at())
    asker.at_once = False
    view.show_kinds((EntryKind.NOTE,))

    write(desk, "The newest.")
    view.show_picture(desk.ask(picture_after(before)), desk.clock())
    for _ in range(4):
        asker.answer()

    assert seen(view) == [*(f"Round {number}" for number in range(5)), "The newest."]


def test_a_chosen_row_that_was_not_read_yet_is_told_of_once_it_is_painted(
    view: LogView, asker: Asker, desk: Desk, qtbot: QtBot
) -> None:
    write(desk, *(f"Round {number}" for number in range(200)))
    show(view, desk)
    told: list[str] = []
    view.current_changed.connect(lambda line: told.append("" if line is None else line.entry.text))

    asker.at_once = False
    view.choose(9)
    asker.answer()
    before = list(told)
    qtbot.waitUntil(lambda: len(told) == 2)

    assert before == [""]
    assert told == ["", "Round 8"]
