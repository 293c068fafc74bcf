"""The handover's screen: from the check to the signature by keyboard, and what it keeps, refuses and draws."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.handovers import issue_handover, note_for_relief, sign_handover
from app.commands.incidents import set_situation, start_period
from app.commands.tasks import open_task
from app.desk import Desk
from app.handover_steps import CHECK, DO_FIRST, PRINT, READ_THROUGH, SIGN, SITUATION, STEPS
from app.logbook import log_page
from app.picture import picture_at
from models.incident import Handover, HandoverNote, Situation
from views.boards.handover_screen import HandoverScreen
from views.boards.handover_stack import EARLIER
from views.boards.handover_stepper import Stepper
from views.console import Console

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def press(console: Console, *keys: Qt.Key | str, control: bool = False) -> None:
    for key in keys:
        target: QWidget = QApplication.focusWidget() or console.window
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key, CONTROL if control else Qt.KeyboardModifier.NoModifier)


@pytest.fixture
def screen(console: Console, tmp_path: Path) -> HandoverScreen:
    """The screen at an incident that was just declared; its pages go into a folder of the test."""
    press(console, Key.Key_Escape, Key.Key_H)
    view = console.window.shown_view
    assert isinstance(view, HandoverScreen)
    view.print_step.folder.setText(str(tmp_path / "pages"))
    return view


def handovers(desk: Desk) -> list[Handover]:
    return desk.ask(picture_at()).all(Handover)


def ready(desk: Desk, clock: SetClock) -> None:
    """Leave nothing open: a situation, a period and a briefing."""
    ends = clock() + timedelta(hours=8)
    desk.do(set_situation("Dark.", "No imaging.", "Utility at 09:00."))
    desk.do(start_period(ends_at=ends, next_briefing_at=clock() + timedelta(hours=4)))


def test_a_handover_goes_from_the_check_to_the_signature_by_keyboard(
    console: Console, screen: HandoverScreen, desk: Desk, clock: SetClock, tmp_path: Path
) -> None:
    ready(desk, clock)
    console.desk.refresh()
    press(console, Key.Key_F6, "1", Key.Key_Return)
    assert screen.step == SITUATION
    press(console, Key.Key_Return, Key.Key_Escape, "m", "E4 is locked off.", Key.Key_Return)
    press(console, Key.Key_Escape, "5")
    press(console, "Day Coordinator", Key.Key_Return)
    printed = [page.name for page in (tmp_path / "pages").iterdir()]
    clock.advance(minutes=5)
    press(console, Key.Key_Return)
    walked = screen.step
    clock.advance(minutes=3)
    press(console, "ATS-CR2 in bypass", Key.Key_Tab, Key.Key_Tab, "dc", Key.Key_Return, Key.Key_Return)

    [handover] = handovers(desk)
    assert printed == ["INC-2026-0001 handover 1.pdf"]
    assert walked == SIGN
    assert (handover.to_initials, handover.read_back) == ("DC", "ATS-CR2 in bypass")
    assert handover.walked_at == clock() - timedelta(minutes=3)
    assert (handover.signed_at, handover.left_open) == (clock(), None)
    assert console.desk.desk.operator.post == "Day Coordinator"
    assert "Handover 1 is signed: Day Coordinator (DC)" in screen.sign.told.text()
    assert [note.text for note in desk.ask(picture_at()).all(HandoverNote)] == ["E4 is locked off."]
    assert not screen.unsaved


def test_enter_on_a_point_goes_to_where_it_is_mended(console: Console, screen: HandoverScreen, desk: Desk) -> None:
    asked: list[tuple[str, object]] = []
    task = desk.do(open_task("Start GEN-2")).made[0]
    console.desk.refresh()
    screen.asked.disconnect()
    screen.asked.connect(lambda action, about: asked.append((action, about)))
    press(console, "1", Key.Key_Down, Key.Key_Return)
    press(console, Key.Key_Up, Key.Key_Return)

    assert asked == [("go_to_task", task)]
    assert screen.step == SITUATION


def test_nothing_open_says_so_and_enter_goes_on(
    console: Console, screen: HandoverScreen, desk: Desk, clock: SetClock
) -> None:
    ready(desk, clock)
    console.desk.refresh()
    press(console, "1")

    assert not screen.stack.part(CHECK).empty.isHidden()
    assert screen.stack.part(CHECK).button.hasFocus()
    assert screen.stepper.buttons[CHECK].is_done
    press(console, Key.Key_Return)
    assert screen.step == SITUATION


@pytest.mark.parametrize(("key", "control", "step"), [("4", False, 3), (Key.Key_Down, True, 1), (Key.Key_Up, True, 0)])
def test_steps_are_gone_through_by_numbers_and_arrows(
    console: Console, screen: HandoverScreen, key: Any, control: bool, step: int
) -> None:
    press(console, key, control=control)

    assert screen.step == screen.stepper.step == step


def test_a_situation_that_still_holds_is_set_anew_by_enter(
    console: Console, screen: HandoverScreen, desk: Desk, clock: SetClock
) -> None:
    ready(desk, clock)
    clock.advance(minutes=45)
    console.desk.refresh()
    press(console, "2", Key.Key_Return)
    [situation] = desk.ask(picture_at()).all(Situation)

    assert situation.set_at == clock()
    press(console, Key.Key_Return)
    assert screen.step == SITUATION + 1


def test_a_situation_that_another_desk_has_set_meanwhile_is_refused(
    console: Console, screen: HandoverScreen, desk: Desk, clock: SetClock
) -> None:
    ready(desk, clock)
    console.desk.refresh()
    press(console, "2", Key.Key_End, " Fuel low.")
    desk.do(set_situation("On GEN-1.", "No imaging.", "Utility at 09:00."))
    console.desk.refresh()
    press(console, Key.Key_Return)

    assert "Changed by" in screen.stack.part(SITUATION).refusal()
    assert screen.stack.part(SITUATION).sentences["now"].toPlainText() == "Dark. Fuel low."
    assert desk.ask(picture_at()).all(Situation)[0].now == "On GEN-1."


def test_half_a_situation_is_refused_where_it_is_missing(console: Console, screen: HandoverScreen) -> None:
    press(console, "2", "Dark.", Key.Key_Return)

    assert screen.stack.part(SITUATION).refusal() == "Say what it means."
    assert screen.stack.part(SITUATION).sentences["impact"].hasFocus()


def test_a_note_is_changed_and_struck_by_keyboard(console: Console, screen: HandoverScreen, desk: Desk) -> None:
    desk.do(note_for_relief("E4 is locked."))
    console.desk.refresh()
    press(console, "3")
    screen.stack.part(DO_FIRST).notes.list.setFocus()
    press(console, Key.Key_Return, Key.Key_End, " Key at Security.", Key.Key_Return)
    changed = [note.text for note in desk.ask(picture_at()).all(HandoverNote) if note.over_at is None]
    entry = desk.ask(log_page(0, 100))[-1].entry
    screen.stack.part(DO_FIRST).notes.list.setFocus()
    press(console, Key.Key_Delete)

    assert changed == ["E4 is locked. Key at Security."]
    assert "No longer for the relief" in entry.sentence
    assert [note for note in desk.ask(picture_at()).all(HandoverNote) if note.over_at is None] == []


def test_points_left_open_stand_against_signing_until_a_reason_is_given(
    console: Console, screen: HandoverScreen, desk: Desk
) -> None:
    desk.do(issue_handover("Day Coordinator"))
    console.desk.refresh()
    press(console, "6", "all", Key.Key_Tab, Key.Key_Tab, "dc", Key.Key_Return)
    refused = screen.sign.refusal()
    focused = screen.sign.left_open.hasFocus()
    press(console, "Relief knows.", Key.Key_Return, Key.Key_Return)

    assert refused.startswith("2 points are open and the page was not walked through. Say why")
    assert focused
    assert handovers(desk)[0].left_open == "Relief knows."


def test_a_change_after_the_first_enter_asks_again(console: Console, screen: HandoverScreen, desk: Desk) -> None:
    desk.do(issue_handover("Day Coordinator"))
    console.desk.refresh()
    screen.sign.left_open.setPlainText("Relief knows.")
    press(console, "6", "all", Key.Key_Tab, Key.Key_Tab, "dc", Key.Key_Return)
    asked = screen.sign.says.text()
    screen.sign.read_back.setFocus()
    press(console, " of it", Key.Key_Return)

    assert asked == "Press Enter again to sign: Day Coordinator takes over."
    assert handovers(desk)[0].signed_at is None


def test_what_was_typed_survives_other_screens_and_new_pictures(
    console: Console, screen: HandoverScreen, desk: Desk
) -> None:
    press(console, "5", "Day Coord")
    press(console, Key.Key_F1)
    desk.do(open_task("Start GEN-2"))
    console.desk.refresh()
    press(console, Key.Key_F6)

    assert screen.print_step.to_post.text() == "Day Coord"
    assert screen.step == PRINT
    assert screen.unsaved
    assert "Day Coord" in str(screen.content())


def test_a_folder_that_cannot_be_written_keeps_the_issued_page(
    console: Console, screen: HandoverScreen, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    screen.print_step.folder.setText(str(tmp_path / "file" / "pages"))
    press(console, "5", "Day Coordinator", Key.Key_Return)
    refused = screen.print_step.refusal()
    screen.print_step.folder.setText(str(tmp_path / "pages"))
    press(console, Key.Key_Return)

    assert "Choose another folder" in refused
    assert len(handovers(desk)) == 1
    assert [page.name for page in (tmp_path / "pages").iterdir()] == ["INC-2026-0001 handover 1.pdf"]


def test_a_page_whose_picture_came_before_its_receipt_is_printed(
    console: Console, screen: HandoverScreen, desk: Desk, tmp_path: Path
) -> None:
    receipt = desk.do(issue_handover("Day Coordinator"))
    console.desk.refresh()
    screen.print_step._is_issued(receipt)

    assert [page.name for page in (tmp_path / "pages").iterdir()] == ["INC-2026-0001 handover 1.pdf"]


def test_what_could_not_be_printed_waits_for_enter(
    console: Console, screen: HandoverScreen, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    screen.print_step.folder.setText(str(tmp_path / "file"))
    press(console, "5", "Day Coordinator", Key.Key_Return)
    screen.print_step.folder.setText(str(tmp_path / "pages"))
    desk.do(open_task("Start GEN-2"))
    console.desk.refresh()

    assert not (tmp_path / "pages").exists()
    assert screen.print_step.button.text() == "Write the PDF"


def test_an_issued_page_is_printed_again_and_marked_as_a_reprint(
    console: Console, screen: HandoverScreen, tmp_path: Path
) -> None:
    press(console, "5", "Day Coordinator", Key.Key_Return)
    screen.print_step.again.click()

    names = sorted(page.name for page in (tmp_path / "pages").iterdir())
    assert names == ["INC-2026-0001 handover 1 reprint.pdf", "INC-2026-0001 handover 1.pdf"]
    first, second = (tmp_path / "pages" / name for name in reversed(names))
    assert first.read_bytes() != second.read_bytes()


def test_a_new_page_may_be_issued_in_place_of_one_that_was_not_signed(
    console: Console, screen: HandoverScreen, desk: Desk
) -> None:
    press(console, "5", "Day Coordinator", Key.Key_Return)
    screen.print_step.anew.click()
    press(console, Key.Key_Return)

    assert [row.number for row in handovers(desk)] == [1, 2]
    assert screen.print_step.row is not None
    assert screen.print_step.row.number == 2


def test_somebody_must_take_over(console: Console, screen: HandoverScreen) -> None:
    press(console, "5", Key.Key_Return)

    assert screen.print_step.refusal() == "Say who takes over."


def test_signing_before_issuing_leads_back(console: Console, screen: HandoverScreen) -> None:
    press(console, "6", Key.Key_Return)

    assert screen.step == PRINT


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_live_page_is_drawn_and_turned(qtbot: QtBot, console: Console, screen: HandoverScreen) -> None:
    qtbot.waitUntil(lambda: screen.page.view.count > 1)
    press(console, Key.Key_PageDown)
    second = screen.page.right.text()
    press(console, Key.Key_PageUp)

    assert second.startswith("2 of ")
    assert screen.page.count.text() == "Draft, not issued"
    assert screen.page.view.page == 0


def test_the_page_follows_the_picture_and_the_paper(qtbot: QtBot, console: Console, screen: HandoverScreen) -> None:
    view = screen.page.view
    qtbot.waitUntil(lambda: view.count > 0)
    before = view._pdf
    console.desk.desk.do(open_task("Start GEN-2"))
    console.desk.refresh()
    qtbot.waitUntil(lambda: view._pdf != before)
    letter = view.sizes[0].width()
    screen.print_step.paper.setCurrentIndex(1 - screen.print_step.paper.currentIndex())
    qtbot.waitUntil(lambda: view.sizes[0].width() != letter)

    assert {round(letter), round(view.sizes[0].width())} == {595, 612}


def test_a_narrow_window_folds_the_page_behind_a_key(qtbot: QtBot, console: Console, screen: HandoverScreen) -> None:
    console.window.resize(1280, 720)
    qtbot.waitUntil(lambda: not screen.page.isVisible())
    press(console, "1", "p")
    shown = screen.page.isVisible(), screen.stack.isVisible()
    press(console, "p")

    assert shown == (True, False)
    assert (screen.page.isVisible(), screen.stack.isVisible()) == (False, True)


def test_an_earlier_handover_is_shown_as_it_was_issued(
    qtbot: QtBot, console: Console, screen: HandoverScreen, desk: Desk
) -> None:
    handover = desk.do(issue_handover("Day Coordinator")).made[0]
    desk.do(sign_handover(handover, "DC", "all"))
    console.desk.refresh()
    press(console, "1", "b", Key.Key_Return)
    qtbot.waitUntil(lambda: screen.page.view.count > 0)
    shown = screen.page.count.text()
    asked: list[tuple[str, object]] = []
    screen.asked.disconnect()
    screen.asked.connect(lambda action, about: asked.append((action, about)))
    QTest.keyClick(screen.stack.part(EARLIER).list, Key.Key_P, Qt.KeyboardModifier.ShiftModifier)

    assert screen.step == EARLIER
    assert shown == "Handover 1, signed copy"
    assert asked == [("print", handover)]
    press(console, "1")
    assert screen.page.count.text() == "Draft, not issued"


def test_a_window_that_shows_the_past_prints_a_page_that_is_not_issued(
    qtbot: QtBot, console: Console, screen: HandoverScreen, desk: Desk, clock: SetClock, tmp_path: Path
) -> None:
    then = clock()
    clock.advance(minutes=30)
    desk.do(issue_handover("Day Coordinator"))
    console.desk.show_past(then)
    press(console, "5")
    screen.print_step.press()
    screen.go_to(DO_FIRST)
    screen.go_to(SIGN)

    [page] = (tmp_path / "pages").iterdir()
    assert page.name == "INC-2026-0001 as at 2026-08-12 0743 (not issued).pdf"
    assert len(handovers(desk)) == 1
    assert screen.page.count.text() == "Draft, not issued"
    assert "Nothing can be saved" in screen.stack.part(SITUATION)._why.text()
    assert not screen.stack.part(DO_FIRST).notes.line.field.isEnabled()


def test_in_the_past_no_step_offers_to_go_on(console: Console, screen: HandoverScreen, clock: SetClock) -> None:
    then = clock()
    clock.advance(minutes=30)
    console.desk.show_past(then)

    press(console, "1")
    check = screen.stack.part(CHECK)
    lines = [line for line in check.list.lines.lines if line.mark]

    assert check.foot_row.isHidden()
    assert [line.second for line in lines] == ["", ""]
    assert screen.stack.part(SIGN).button.isHidden()


@pytest.mark.parametrize(("height", "columns"), [(600, 1), (190, 2), (116, 2), (100, 3), (60, 3)])
def test_no_step_is_cut_however_low_the_window_is(qtbot: QtBot, dark: None, height: int, columns: int) -> None:
    stepper = Stepper(STEPS)
    qtbot.addWidget(stepper)

    stepper.fit(height - 22)
    stepper.resize(stepper.least_width(), max(60, min(height - 22, stepper.maximumHeight())))
    stepper.show()

    assert stepper.columns == columns
    assert all(button.height() >= 28 and button.width() >= 40 for button in stepper.buttons)


# --- words and names --------------------------------------------------------------------------------------------------


def test_hostile_texts_are_plain_text_on_every_step(
    qtbot: QtBot, console: Console, screen: HandoverScreen, desk: Desk
) -> None:
    hostile = "<b>E4</b> <img src='/etc/passwd'> مصعد " + "Aufzugsteuerungsanlage" * 11
    desk.do(note_for_relief(hostile), open_task(hostile))
    desk.do(issue_handover(hostile[:200]))
    console.desk.refresh()
    for number in range(EARLIER + 1):
        screen.go_to(number)
        console.window.grab()
    qtbot.waitUntil(lambda: screen.page.view.count > 0)

    assert screen.stack.part(DO_FIRST).notes.list.lines.index(0).data() == hostile
    assert screen.print_step.told.textFormat() is Qt.TextFormat.PlainText


def test_the_lists_are_right_models_and_every_control_has_a_name(
    console: Console, screen: HandoverScreen, desk: Desk
) -> None:
    desk.do(open_task("Start GEN-2"), note_for_relief("E4 is locked."))
    first = screen.stack.part(DO_FIRST)
    lists = [first.card.list, first.notes.list, *(screen.stack.part(step).list for step in (CHECK, READ_THROUGH))]
    testers = [
        QAbstractItemModelTester(one.lines, QAbstractItemModelTester.FailureReportingMode.Warning) for one in lists
    ]
    nameless: list[QWidget] = []
    for number in range(EARLIER + 1):
        console.desk.refresh()
        screen.go_to(number)
        nameless += [
            widget
            for widget in screen.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and not (widget.accessibleName() or getattr(widget, "text", str)())
            and not widget.objectName().startswith("qt_")
        ]

    assert testers
    assert nameless == []
