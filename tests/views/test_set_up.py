"""Set-up by keyboard alone: what is changed acts at once, in this window and in every other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.clock import SetClock
from app.commands.posts import add_post, edit_post
from app.commands.station import set_station, sign_on
from app.desk import Desk
from app.picture import picture_at
from app.posts import posts
from app.station import open_desk
from models.database import Database, open_database
from models.station import Post, Station
from views import theme
from views.boards.set_up import SECTIONS, SetUpScreen
from views.boards.set_up_appearance import AppearanceSection
from views.boards.set_up_data import DataSection
from views.boards.set_up_form import SetUpForm
from views.boards.set_up_paper import PaperSection
from views.boards.set_up_posts import PostsSection
from views.boards.set_up_station import StationSection, zones
from views.console import Console
from views.desk import QtDesk
from views.printing import printer_names

Key = Qt.Key
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Show = Callable[[Callable[[], Desk]], Console]


def press(
    console: Console, *keys: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press keys, or type texts, where the focus is."""
    for key in keys:
        target: QWidget = QApplication.focusWidget() or console.window
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key, modifier)


def set_up(console: Console, section: str) -> Any:
    """Open the set-up at a section, by keyboard, and give the section."""
    press(console, Key.Key_Comma, modifier=CONTROL)
    press(console, Key.Key_Home)
    for one in SECTIONS:
        if one.words == section:
            break
        press(console, Key.Key_Down)
    press(console, Key.Key_Return)
    view = console.window.shown_view
    assert isinstance(view, SetUpScreen)
    return view.section


def shown(console: Console, section: str) -> Any:
    """Open the set-up at a section without a key, where another window has the keyboard."""
    console.do_action("set_up", None)
    view = console.window.shown_view
    assert isinstance(view, SetUpScreen)
    view.list.setCurrentIndex(view.list.lines.index([one.words for one in SECTIONS].index(section)))
    return view.section


def labels(console: Console) -> list[str]:
    return [one.text() for one in console.window.findChildren(QLabel) if one.isVisible()]


def station(desk: Desk) -> Station:
    return desk.ask(picture_at()).station


def names(desk: Desk) -> list[str]:
    return [post.name for post in posts(desk.ask(picture_at()))]


@pytest.fixture
def as_designed() -> Iterator[None]:
    """Puts theme and zoom back."""
    yield
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.use(application, "dark", 1.0)


# --- the journey ------------------------------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("This plugin does not support")  # the pop-up of the completion, without a screen
def test_a_coordinator_sets_the_station_up_by_keyboard(console: Console, desk: Desk) -> None:
    set_up(console, "Paper and printing")
    press(console, Key.Key_Down, Key.Key_Return, Key.Key_Escape, Key.Key_Home, Key.Key_Down, Key.Key_Return)
    press(console, Key.Key_Plus, "Night Coordinator", Key.Key_Tab, "keeps the log", Key.Key_Return)
    press(console, Key.Key_Escape, Key.Key_Up, Key.Key_Return, Key.Key_Tab, Key.Key_Tab)
    press(console, Key.Key_A, modifier=CONTROL)
    press(console, "America/New_York", Key.Key_Return, Key.Key_Return)

    now = station(desk)
    assert (now.paper, now.time_zone) == ("letter", "America/New_York")
    assert names(desk) == ["Night Coordinator"]
    assert {"03:43", "Wed 12 Aug 2026   UTC−4"} <= set(labels(console))


def test_the_set_up_opens_while_no_incident_is_open(open_console: Show, database: Database, clock: SetClock) -> None:
    empty = open_console(lambda: open_desk(database, clock=clock))

    section = set_up(empty, "Station")
    press(empty, " East", Key.Key_Return)

    assert isinstance(section, StationSection)
    assert station(empty.desk.desk).name == "Operations East"


def test_two_consoles_see_the_change_at_once(open_console: Show, desk: Desk) -> None:
    first, second = open_console(lambda: desk), open_console(lambda: desk)
    here, there = shown(first, "Station"), shown(second, "Station")
    here.time_zone.setText("Europe/Berlin")
    here.press()

    second.desk.refresh()

    assert there.time_zone.text() == "Europe/Berlin"
    assert "09:43" in labels(second)


# --- station ----------------------------------------------------------------------------------------------------------


def test_one_enter_saves_the_section_as_one_entry(console: Console, desk: Desk) -> None:
    section = set_up(console, "Station")
    section.name.setText("Larkspur Ridge")
    section.late.setText("10")
    said = section.says.text()

    press(console, Key.Key_Return)

    assert said == "Enter saves: name, late after, minutes."
    assert (station(desk).name, station(desk).late_after_minutes) == ("Larkspur Ridge", 10)
    assert re.fullmatch(r"Saved 07:43:00 as #\d+ of the station's log\.", section.says.text())
    assert not section.unsaved


def test_how_long_a_log_may_be_silent_is_set_over_the_usual_half_hour_and_again(console: Console, desk: Desk) -> None:
    section = set_up(console, "Station")
    usual = section.silence.text()
    section.silence.setText("45")
    press(console, Key.Key_Return)
    first = station(desk).silence_after_minutes
    section.silence.setText("20")

    press(console, Key.Key_Return)

    assert (usual, first, station(desk).silence_after_minutes) == ("30", 45, 20)


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("name", "  ", "Say what the station is called."),
        ("site", "", "Say which site it serves."),
        ("time_zone", "Mars/Base", "There is no time zone Mars/Base. Write it like Europe/Berlin."),
        ("late_after_minutes", "soon", "Type whole minutes, like 15."),
        ("late_after_minutes", "0", "Late begins after one minute at the least, a day at the most."),
        ("silence_after_minutes", "a while", "Type whole minutes, like 15."),
        ("silence_after_minutes", "0", "Silence lasts a minute at the least, a day at the most."),
    ],
)
def test_a_setting_that_cannot_be_is_refused_beside_its_field(
    console: Console, desk: Desk, field: str, typed: str, why: str
) -> None:
    section = set_up(console, "Station")
    section.fields[field].setText(typed)

    press(console, Key.Key_Return)

    assert section.refusal() == why
    assert section._errors[field].text() == why
    assert section.unsaved


def test_a_setting_changed_by_another_desk_is_refused_once_and_then_known(console: Console, desk: Desk) -> None:
    section = set_up(console, "Station")
    section.site.setText("North Tower")
    desk.do(set_station(site="South Tower", time_zone="Europe/Berlin"))
    console.desk.refresh()
    followed = section.time_zone.text()

    press(console, Key.Key_Return)
    refused, kept = section.refusal(), section.site.text()
    press(console, Key.Key_Return)

    assert followed == "Europe/Berlin"
    assert refused == "Changed by CO at 09:43 to “South Tower”. Look again."
    assert (kept, station(desk).site) == ("North Tower", "North Tower")


def test_a_time_zone_completes_any_part_of_its_name(window_desk: QtDesk, qtbot: Any) -> None:
    section = StationSection(window_desk)
    qtbot.addWidget(section)

    completer = section.time_zone.completer()
    completer.setCompletionPrefix("berlin")

    assert completer.currentCompletion() == "Europe/Berlin"
    assert "UTC" in zones(window_desk.desk)


def test_enter_with_nothing_changed_writes_nothing(console: Console, desk: Desk) -> None:
    section = set_up(console, "Station")
    before = station(desk)

    press(console, Key.Key_Return)

    assert section.refusal() == ""
    assert section.says.text() == "Everything here is saved."
    assert station(desk).name == before.name


def test_a_window_of_the_past_can_only_read(console: Console, desk: Desk, clock: SetClock) -> None:
    clock.advance(minutes=5)
    desk.do(set_station(site="North Tower"), add_post("Safety Officer"))
    section = set_up(console, "Station")
    console.desk.show_past(clock().replace(minute=44))
    held, alive = section.site.text(), section.site.isEnabled()
    view = console.window.shown_view
    assert isinstance(view, SetUpScreen)
    view.list.setCurrentIndex(view.list.lines.index(1))
    offered = [button.isEnabled() for button in view.section.buttons]  # type: ignore[union-attr]
    console.desk.show_past(None)
    shown(console, "Station")

    assert (held, alive) == ("Main site", False)
    assert not any(offered)
    assert section.site.text() == "North Tower"


def test_another_station_starts_over(console: Console, tmp_path: Path, clock: SetClock) -> None:
    section = set_up(console, "Station")
    section.name.setText("Half typed")
    other = open_desk(open_database(tmp_path / "other.db"), clock=clock)
    console.desk.open(lambda: other)

    now: Any = set_up(console, "Station")

    assert now is not section
    assert now.name.text() == "Operations"


def test_there_is_nothing_to_save_until_something_was_changed(console: Console) -> None:
    section = set_up(console, "Station")
    before = section.button.isEnabled()
    section.name.setText("Half typed")
    changed = section.button.isEnabled()
    section.name.setText("Operations")

    assert (before, changed, section.button.isEnabled()) == (False, True, False)


def test_what_is_typed_and_not_saved_is_known_to_the_window(console: Console) -> None:
    section = set_up(console, "Station")
    view = console.window.shown_view
    before = view.unsaved  # type: ignore[union-attr]
    section.name.setText("Half typed")

    assert (before, view.unsaved) == (False, True)  # type: ignore[union-attr]
    assert "Half typed" in view.content()[0]  # type: ignore[union-attr, operator]


# --- posts ------------------------------------------------------------------------------------------------------------


def test_no_posts_say_what_to_press(console: Console) -> None:
    section: PostsSection = set_up(console, "Posts")

    assert section.empty.isVisible()
    assert "Press +" in section.empty.text()


def test_the_standard_posts_come_as_one_entry(console: Console, desk: Desk) -> None:
    section: PostsSection = set_up(console, "Posts")

    section.standard.click()

    assert len(names(desk)) == 26
    assert section.count.text() == "26"
    assert not section.standard.isVisible()


def test_posts_are_moved_edited_and_removed_by_keys(console: Console, desk: Desk) -> None:
    desk.do(*(add_post(name) for name in ("Incident Commander", "Safety Officer", "Liaison Officer")))
    console.desk.refresh()
    section: PostsSection = set_up(console, "Posts")
    section.list.setFocus()
    press(console, Key.Key_Home)
    press(console, Key.Key_Down, modifier=ALT)
    moved = names(desk)
    press(console, Key.Key_Return)
    press(console, Key.Key_End, " (night)", Key.Key_Return)
    section.list.setFocus()
    press(console, Key.Key_Down, Key.Key_Delete)

    assert moved == ["Safety Officer", "Incident Commander", "Liaison Officer"]
    assert names(desk) == ["Safety Officer", "Incident Commander (night)"]


def test_delete_removes_no_post_while_the_focus_is_elsewhere(console: Console, desk: Desk) -> None:
    desk.do(add_post("Safety Officer"))
    console.desk.refresh()
    section: PostsSection = set_up(console, "Posts")
    section.buttons[1].setFocus()

    press(console, Key.Key_Delete)

    assert names(desk) == ["Safety Officer"]


def test_a_post_that_another_desk_renamed_is_not_removed_unseen(console: Console, desk: Desk) -> None:
    post_id = desk.do(add_post("Safety Officer")).made[0]
    console.desk.refresh()
    section: PostsSection = set_up(console, "Posts")
    console.desk._generation += 1  # what comes from now on is not drawn here
    desk.do(edit_post(post_id, name="Safety Officer, night"))
    section.show_row(post_id)

    section._remove()

    assert names(desk) == ["Safety Officer, night"]


def test_the_list_of_posts_is_a_sound_model(window_desk: QtDesk, desk: Desk, qtbot: Any, clock: SetClock) -> None:
    section = PostsSection(window_desk)
    qtbot.addWidget(section)
    QAbstractItemModelTester(section.list.lines, QAbstractItemModelTester.FailureReportingMode.Fatal)

    for change in (add_post("A"), add_post("B"), add_post("C")):
        desk.do(change)
        section.show_picture(desk.ask(picture_at()), clock())

    assert section.list.lines.rowCount() == 3


def test_a_post_is_found_by_its_id(console: Console, desk: Desk) -> None:
    desk.do(add_post("Safety Officer"))
    post_id = desk.do(add_post("Liaison Officer")).made[0]
    console.desk.refresh()
    set_up(console, "Station")
    view = console.window.shown_view
    assert isinstance(view, SetUpScreen)

    view.show_row(post_id)

    assert isinstance(view.section, PostsSection)
    assert view.section.chosen == post_id


def test_adding_a_post_twice_is_refused_beside_its_name(console: Console, desk: Desk) -> None:
    desk.do(add_post("Safety Officer"))
    console.desk.refresh()
    console.do_action("post", None)
    press(console, "safety officer", Key.Key_Return)

    form = console.panels.forms["post"]
    assert form.refusal() == "There is a post safety officer already."


def test_a_stale_post_is_refused_once_and_then_written_over(console: Console, desk: Desk) -> None:
    post_id = desk.do(add_post("Safety Officer")).made[0]
    console.desk.refresh()
    console.do_action("post", post_id)
    form: Any = console.panels.forms["post"]
    desk.do(edit_post(post_id, name="Safety Officer 2"))
    console.desk.refresh()
    form.name.setText("Safety Officer 3")
    press(console, Key.Key_Return)
    refused = form.refusal()
    press(console, Key.Key_Return)

    assert refused == "Changed by CO at 07:43 to “Safety Officer 2”. Look again."
    assert [post.name for post in desk.ask(picture_at()).all(Post)] == ["Safety Officer 3"]


# --- appearance, paper, data ------------------------------------------------------------------------------------------


def test_theme_and_size_act_at_once(console: Console, settings: QSettings, as_designed: None) -> None:
    section: AppearanceSection = set_up(console, "Appearance")
    section.themes[2].click()
    section.zooms[3].click()

    assert (theme.theme().name, theme.zoom()) == ("night", 1.3)
    assert settings.value("theme") == "night"
    assert section.themes[2].isChecked()
    assert section.zooms[3].isChecked()


def test_theme_and_size_are_chosen_by_keyboard_alone(console: Console, as_designed: None) -> None:
    section: AppearanceSection = set_up(console, "Appearance")
    begun = section.themes[0].hasFocus()
    press(console, Key.Key_Right)
    chosen = theme.theme().name
    press(console, Key.Key_Tab, Key.Key_Right, Key.Key_Right)

    assert (begun, chosen, theme.zoom()) == (True, "light", 1.15)


def test_the_theme_in_use_is_marked_wherever_it_was_chosen(console: Console, as_designed: None) -> None:
    section: AppearanceSection = set_up(console, "Appearance")

    press(console, Key.Key_F9, modifier=CONTROL)

    assert section.themes[1].isChecked()


def test_the_folder_is_a_habit_of_this_seat_and_no_entry(console: Console, desk: Desk, settings: QSettings) -> None:
    section: PaperSection = set_up(console, "Paper and printing")
    section.folder.setText(" ~/pages ")
    QTest.keyClick(section.folder, Key.Key_Return)

    assert settings.value("folder") == "~/pages"
    assert section.says.text() == "Kept on this computer."
    assert not section.unsaved
    assert station(desk).paper == "a4"


def test_printers_are_asked_for_by_a_worker(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(console.desk, "run", lambda asker, task, *rest, **more: asked.append(task))

    PaperSection(console.desk, console.window).show()

    assert asked == [printer_names]


def test_a_home_of_nobody_is_told_and_nothing_is_exported(console: Console) -> None:
    console.desk.habits["folder"] = "~nobody-of-this-name/pages"
    section = DataSection(console.desk, console.window)

    section.export.click()

    assert "is no place here" in section.says.text()


def test_a_printer_that_is_switched_off_is_named_all_the_same(console: Console) -> None:
    console.desk.habits["printer"] = "Control room"

    section: PaperSection = set_up(console, "Paper and printing")

    assert section.printer.currentText() == "Control room"
    assert not section.unsaved


def test_the_log_is_checked_and_the_verdict_is_said(console: Console) -> None:
    section: DataSection = set_up(console, "Data")
    press(console, Key.Key_Return)

    assert section.says.text().startswith("Checked 07:43:00. Clean: chain, copies and fold agree (")
    assert not section.busy


def test_while_the_log_is_checked_nothing_else_is_begun(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    section: DataSection = set_up(console, "Data")
    asked: list[object] = []
    monkeypatch.setattr(console.desk, "run", lambda *work: asked.append(work))

    section.check.click()
    section.check.click()
    section.export.click()

    assert len(asked) == 1
    assert section.busy
    assert section.says.text().startswith("Checking.")


def test_an_incident_is_exported_into_the_folder_of_this_seat(console: Console, tmp_path: Path) -> None:
    console.desk.habits["folder"] = str(tmp_path / "pages")
    section: DataSection = set_up(console, "Data")

    section.export.click()

    assert [one.name for one in (tmp_path / "pages").iterdir()] == ["INC-2026-0001 as at 2026-08-12 0743.json"]
    assert section.says.text().startswith("Written to")


def test_a_folder_that_cannot_be_written_is_said(console: Console, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    console.desk.habits["folder"] = str(tmp_path / "file" / "pages")
    section: DataSection = set_up(console, "Data")

    section.export.click()

    assert "Choose another folder" in section.says.text()
    assert not section.busy


def test_the_facts_follow_who_sits_here(console: Console, desk: Desk) -> None:
    set_up(console, "Data")
    before = "Desk A: Coordinator (CO)" in labels(console)
    desk.do(sign_on("Day Coordinator", "DC"))

    console.desk.refresh()

    assert before
    assert "Desk A: Day Coordinator (DC)" in labels(console)


# --- every section ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", [one.words for one in SECTIONS])
def test_every_control_of_every_section_has_a_name(console: Console, section: str) -> None:
    set_up(console, section)
    nameless = [
        widget
        for widget in console.window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and not widget.objectName().startswith("qt_")
    ]

    assert nameless == []


def test_escape_leads_from_a_section_to_the_list(console: Console) -> None:
    section: SetUpForm = set_up(console, "Station")
    inside = section.isAncestorOf(QApplication.focusWidget())  # type: ignore[arg-type]
    press(console, Key.Key_Escape)
    view = console.window.shown_view
    assert isinstance(view, SetUpScreen)

    assert inside
    assert view.list.hasFocus()


def test_long_words_break_no_section(console: Console, desk: Desk, as_designed: None) -> None:
    long = "Krankenhausbetriebsleitstellenverantwortlichkeitsübergabe " * 2 + "غرفة العمليات الرئيسية " * 2
    desk.do(set_station(name=long, site=long), add_post(long, long))
    console.desk.refresh()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.use(application, "dark", 1.5)
    console.window.resize(1280, 720)

    for section in ("Station", "Posts", "Data"):
        part: QWidget = set_up(console, section)
        QApplication.processEvents()
        assert part.mapTo(console.window, part.rect().topRight()).x() <= console.window.width()
