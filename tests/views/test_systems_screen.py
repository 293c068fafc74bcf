"""The Systems screen: moved through by keys, it keeps its place, and one system opens beside it."""

from datetime import timedelta
from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.register import register_system, remove_system
from app.commands.systems import set_system_state
from app.commands.tasks import open_task
from app.desk import Desk
from app.logbook import log_page
from app.picture import picture_at
from models.system import System
from models.terms import SystemState, Tier
from views import theme
from views.boards.lines import RowRole
from views.boards.system_areas import AreaSheet
from views.boards.system_card import FOLD
from views.boards.systems_screen import SystemsScreen
from views.console import Console
from views.desk import QtDesk
from views.forms.form import Form

Key = Qt.Key
DOWN, PARTLY, FULLY = SystemState.NONFUNCTIONAL, SystemState.PARTIALLY, SystemState.FULLY


def systems_of(desk: Desk) -> list[System]:
    return [system for system, _ in desk.ask(picture_at()).systems()]


def press(*keys: Qt.Key | str, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    for key in keys:
        target = QApplication.focusWidget()
        assert target is not None
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key, modifier)


@pytest.fixture
def screen(qtbot: QtBot, window_desk: QtDesk) -> SystemsScreen:
    made = SystemsScreen(window_desk)
    qtbot.addWidget(made)
    made.resize(1500, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def draw(screen: SystemsScreen, desk: Desk) -> None:
    screen.show_picture(desk.ask(picture_at()), desk.clock())


def chosen(sheet: AreaSheet) -> str:
    card = sheet.chosen_card()
    return "" if card is None else card.list.currentIndex().data(RowRole).title


def refs_down(desk: Desk, *numbers: int) -> list[System]:
    systems = sorted((systems_of(desk)[number] for number in numbers), key=lambda one: (one.tier, one.position))
    for system in systems:
        desk.do(set_system_state(system.id, DOWN, remark="tripped"))
    return systems


def test_the_arrows_go_through_an_area_into_the_next_and_across(screen: SystemsScreen, desk: Desk) -> None:
    first, second = refs_down(desk, 0, 1)
    draw(screen, desk)
    screen.focus_first()

    seen = [chosen(screen.sheet)]
    for key in (Key.Key_Down, Key.Key_K, Key.Key_J, Key.Key_Down, Key.Key_Right, Key.Key_Left):
        press(key)
        seen.append(chosen(screen.sheet))

    assert seen[:4] == [first.name, second.name, first.name, second.name]
    assert seen[4].endswith("normal")
    assert seen[5].endswith("normal")
    assert len([card for card in screen.sheet.cards if card.list.key]) == 1


def test_it_begins_at_the_top_on_the_worst_system_and_never_on_a_fold(screen: SystemsScreen, desk: Desk) -> None:
    draw(screen, desk)
    screen.focus_first()
    assert screen.sheet.key == FOLD
    later = next(system for system in systems_of(desk) if system.group != systems_of(desk)[0].group)
    desk.do(set_system_state(systems_of(desk)[0].id, PARTLY))
    desk.do(set_system_state(later.id, DOWN))

    draw(screen, desk)

    assert chosen(screen.sheet) == later.name
    assert screen.sheet.isAncestorOf(QApplication.focusWidget() or screen)
    assert screen.sheet.verticalScrollBar().value() == 0


def test_what_the_operator_chose_stays_chosen_when_the_screen_is_shown_again(screen: SystemsScreen, desk: Desk) -> None:
    _, second = refs_down(desk, 0, 1)
    draw(screen, desk)
    screen.focus_first()
    press(Key.Key_Down)

    screen.hide()
    screen.resize(700, 400)
    screen.show()

    assert chosen(screen.sheet) == second.name


def test_another_incident_begins_at_the_top_again(screen: SystemsScreen, desk: Desk) -> None:
    first, _ = refs_down(desk, 0, 1)
    draw(screen, desk)
    screen.focus_first()
    press(Key.Key_Down)

    screen.sheet.forget()
    screen.hide()
    screen.show()

    assert chosen(screen.sheet) == first.name


def test_areas_keep_their_columns_while_one_looks_at_them(screen: SystemsScreen, desk: Desk) -> None:
    draw(screen, desk)
    before = [card.x() for card in screen.sheet.cards]
    refs_down(desk, *range(12))

    draw(screen, desk)

    assert [card.x() for card in screen.sheet.cards] == before


def test_the_normal_systems_of_an_area_open_by_enter_and_stay_open(screen: SystemsScreen, desk: Desk) -> None:
    draw(screen, desk)
    screen.focus_first()
    card = screen.sheet.cards[0]
    assert card.list.lines.rowCount() == 1

    press(Key.Key_Return)
    draw(screen, desk)

    assert card.list.lines.rowCount() == 1 + len(card.area.normal)
    press(Key.Key_Return)
    assert card.list.lines.rowCount() == 1


def test_what_is_chosen_stays_chosen_when_it_gets_worse(screen: SystemsScreen, desk: Desk) -> None:
    first, second = refs_down(desk, 0, 1)
    draw(screen, desk)
    screen.focus_first()
    press(Key.Key_Down)
    desk.do(set_system_state(first.id, PARTLY))

    draw(screen, desk)

    assert chosen(screen.sheet) == second.name
    desk.do(set_system_state(second.id, FULLY))
    draw(screen, desk)
    assert screen.sheet.key == FOLD
    assert QApplication.focusWidget() is screen.sheet.cards[0].list


def test_enter_opens_a_system_with_its_facts_tasks_and_history(screen: SystemsScreen, desk: Desk) -> None:
    (system,) = refs_down(desk, 0)
    desk.do(open_task(title="Start it", system_id=system.id))
    draw(screen, desk)
    screen.focus_first()

    press(Key.Key_Return)

    lines = [line.title for line in screen.detail.list_lines()]
    assert screen.detail.isVisible()
    assert screen.detail.name.text() == system.name
    assert lines == ["Open tasks", "T-01 Start it", "History", "Nonfunctional"]


def test_the_open_system_follows_and_escape_closes_it(screen: SystemsScreen, desk: Desk) -> None:
    _, second = refs_down(desk, 0, 1)
    draw(screen, desk)
    screen.focus_first()
    press(Key.Key_Return, Key.Key_Down)
    assert screen.detail.name.text() == second.name

    press(Key.Key_Return)
    assert QApplication.focusWidget() is screen.detail.list
    press(Key.Key_Escape)
    assert screen.sheet.isAncestorOf(QApplication.focusWidget() or screen)
    press(Key.Key_Escape)

    assert not screen.detail.isVisible()


def test_enter_goes_to_a_task_and_to_the_entry_that_made_a_change(
    screen: SystemsScreen, desk: Desk, qtbot: QtBot
) -> None:
    (system,) = refs_down(desk, 0)
    task = desk.do(open_task(title="Start it", system_id=system.id)).made[0]
    draw(screen, desk)
    screen.focus_first()
    press(Key.Key_Return, Key.Key_Return)

    with qtbot.waitSignal(screen.asked) as to_task:
        press(Key.Key_Return)
    press(Key.Key_Down)
    with qtbot.waitSignal(screen.asked) as to_entry:
        press(Key.Key_Return)

    assert to_task.args == ["go_to_task", task]
    assert (to_entry.args[0], to_entry.args[1].entry.number) == ("go_to_entry", "2")


def test_a_filter_shows_what_it_finds_whole_and_escape_clears_it(screen: SystemsScreen, desk: Desk) -> None:
    draw(screen, desk)
    system = systems_of(desk)[3]
    screen._filter()

    press(system.name)

    assert [line.title for line in screen.sheet.cards[0].list.all_lines()][1:] == [system.name]
    press(Key.Key_Return)
    assert screen.sheet.isAncestorOf(QApplication.focusWidget() or screen)
    screen._filter()
    press("no such thing")
    assert "Esc clears" in screen.empty.text()
    assert screen.empty.isVisible()
    press(Key.Key_Escape)
    assert screen.head.filter.text() == ""
    assert not screen.empty.isVisible()


def test_a_register_without_systems_says_what_to_do(screen: SystemsScreen, desk: Desk) -> None:
    for system in systems_of(desk):
        desk.do(remove_system(system.id, "a test"))

    draw(screen, desk)

    assert screen.empty.text() == "No systems in the register. Press + to add one, or Ctrl+I to import a list."


def test_a_system_is_chosen_by_its_id_wherever_it_is_folded_or_filtered(screen: SystemsScreen, desk: Desk) -> None:
    draw(screen, desk)
    last = systems_of(desk)[-1]
    screen.head.filter.setText("nothing of the kind")

    screen.show_row(last.id)

    assert chosen(screen.sheet) == last.name
    assert screen.head.filter.text() == ""


def test_every_line_can_be_read_out(screen: SystemsScreen, desk: Desk) -> None:
    (system,) = refs_down(desk, 0)
    draw(screen, desk)

    card = screen.sheet.cards[0]
    said = [
        card.list.lines.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(card.list.lines.rowCount())
    ]

    assert said[0].startswith(f"{system.name}, nonfunctional, tripped, since 07:43")
    assert said[1].endswith("normal, folded, Enter opens")
    assert screen.head.counts.accessibleName().startswith("1 of ")


def test_the_models_keep_qts_rules(screen: SystemsScreen, desk: Desk) -> None:
    draw(screen, desk)
    testers = [
        QAbstractItemModelTester(card.list.lines, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for card in screen.sheet.cards
    ]

    refs_down(desk, 0, 5, 9)
    draw(screen, desk)
    screen.head.filter.setText("power")

    assert testers


@pytest.mark.parametrize(("width", "columns"), [(660, 2), (1200, 3), (1500, 4), (2400, 7)])
def test_as_many_columns_as_fit_stand_beside_each_other(
    screen: SystemsScreen, desk: Desk, width: int, columns: int
) -> None:
    screen.resize(width, 700)
    draw(screen, desk)

    lefts = {card.x() for card in screen.sheet.cards}

    assert len(lefts) == min(columns, len(screen.sheet.cards))
    assert all(card.x() + card.width() <= screen.sheet.width() for card in screen.sheet.cards)


def test_in_a_narrow_window_the_open_system_takes_the_place_of_the_board(screen: SystemsScreen, desk: Desk) -> None:
    refs_down(desk, 0)
    screen.resize(700, 600)
    draw(screen, desk)
    screen.focus_first()

    press(Key.Key_Return)

    assert screen.detail.isVisible()
    assert not screen.sheet.isVisible()
    press(Key.Key_Escape)
    assert screen.sheet.isVisible()


@pytest.mark.parametrize("zoom", theme.ZOOMS)
def test_no_area_scrolls_by_itself_at_any_zoom(
    screen: SystemsScreen, desk: Desk, zoom: float, qapp: QApplication
) -> None:
    refs_down(desk, 0, 1, 2, 3, 7, 9)
    draw(screen, desk)

    theme.use(qapp, "dark", zoom)
    draw(screen, desk)
    qapp.processEvents()

    left_over = [card.list.verticalScrollBar().maximum() for card in screen.sheet.cards]
    theme.use(qapp, "dark", 1.0)
    assert left_over == [0] * len(left_over)


def test_the_wheel_over_an_area_scrolls_the_board(screen: SystemsScreen, desk: Desk, qapp: QApplication) -> None:
    refs_down(desk, *range(20))
    screen.resize(700, 400)
    draw(screen, desk)
    at = screen.sheet.cards[0].list.mapTo(screen, QPoint(30, 30))
    qapp.processEvents()

    QTest.wheelEvent(screen.windowHandle(), QPointF(at), QPoint(0, -240))

    assert screen.sheet.verticalScrollBar().value() > 0


def test_long_and_foreign_texts_stay_within_their_cards(screen: SystemsScreen, desk: Desk) -> None:
    (system,) = refs_down(desk, 0)
    long = "Notstromaggregatüberwachungseinrichtung " * 20
    desk.do(set_system_state(system.id, PARTLY, supply="مولد احتياطي", remark=long))

    draw(screen, desk)
    card = screen.sheet.cards[0]

    assert card.list.sizeHintForRow(0) <= theme.px(150)
    assert screen.grab().width() == screen.width()


def test_two_hundred_systems_are_drawn_again_within_a_frame(screen: SystemsScreen, desk: Desk) -> None:
    desk.do(*(register_system(f"S-{n}", f"System {n}", f"Area {n % 12}", Tier.ESSENTIAL) for n in range(160)))
    systems = systems_of(desk)
    for system in systems[:120]:
        desk.do(set_system_state(system.id, DOWN, remark="tripped on overload, waits for the electrician"))
    draw(screen, desk)
    desk.do(set_system_state(systems[50].id, PARTLY))
    picture = desk.ask(picture_at())

    took = []
    for minute in range(5):
        start = perf_counter()
        screen.show_picture(picture, desk.clock() + timedelta(minutes=minute))
        took.append(perf_counter() - start)

    assert min(took) < 0.05


# --- in the console ---------------------------------------------------------------------------------------------------


def focus() -> QWidget | None:
    return QApplication.focusWidget()


def test_by_keyboard_alone_a_system_is_set_down(console: Console, desk: Desk, clock: SetClock) -> None:
    _, second = refs_down(desk, 0, 1)
    console.desk.refresh()
    press(Key.Key_F3)
    screen = console.window.shown_view
    assert isinstance(screen, SystemsScreen)
    press(Key.Key_Down)
    assert chosen(screen.sheet) == second.name

    press("s", "2", Key.Key_Tab, "one of two", Key.Key_Return)

    assert chosen(screen.sheet) == second.name
    assert screen.sheet.cards[0].area.affected[1].remark == "one of two"
    last = desk.ask(log_page(0, 50))[-1]
    assert last.entry.text == f"{second.name}: partially functional, one of two, since 07:43."
    assert screen.sheet.isAncestorOf(focus() or console.window)


def test_in_the_past_the_screen_shows_the_past_and_nothing_can_be_set(
    console: Console, desk: Desk, clock: SetClock
) -> None:
    (system,) = refs_down(desk, 0)
    clock.advance(minutes=1)
    then = clock()
    clock.advance(minutes=1)
    desk.do(set_system_state(system.id, FULLY))
    console.desk.refresh()
    press(Key.Key_F3)
    screen = console.window.shown_view
    assert isinstance(screen, SystemsScreen)
    assert not screen.sheet.cards[0].area.affected

    console.desk.show_past(then)
    screen.focus_first()
    press("s")

    assert screen.sheet.cards[0].area.affected[0].title == system.name
    form = next(one for one in console.window.findChildren(Form) if one.isVisible())
    assert not any(field.isEnabled() for field in form.fields.values())


def test_the_register_keys_open_their_forms(console: Console, desk: Desk) -> None:
    refs_down(desk, 0)
    console.desk.refresh()
    press(Key.Key_F3)

    opened: list[str] = []
    keys: list[tuple[Qt.Key | str, bool]] = [(Key.Key_R, False), ("+", False), (Key.Key_I, True)]
    for key, control in keys:
        press(key, control=control)
        panel = next(one for one in console.window.findChildren(Form) if one.isVisible())
        opened.append(panel.accessibleName())
        press(Key.Key_Escape)

    assert opened == ["Edit a system", "Add a system", "Import systems"]
