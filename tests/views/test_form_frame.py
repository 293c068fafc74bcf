"""The frame of every side panel: its fields share an edge, its foot says what Esc does, and low windows leave room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QStyle, QStyleOptionButton, QWidget
from pytestqt.qtbot import QtBot

from views import theme
from views.desk import QtDesk
from views.forms.declare import DeclareForm
from views.forms.keys import KeysForm
from views.forms.open_task import OpenTaskForm
from views.forms.set_state import SetStateForm
from views.keys import Key, KeyGroup


def hints(form: QWidget) -> set[str]:
    return {one.text() for one in form.findChildren(QLabel) if one.isVisible()}


@pytest.fixture
def declare(window_desk: QtDesk, qtbot: QtBot) -> DeclareForm:
    made = DeclareForm(window_desk)
    qtbot.addWidget(made)
    made.resize(460, 700)
    made.show()
    return made


def test_esc_closes_what_is_untouched_and_parks_what_is_half_done(declare: DeclareForm) -> None:
    untouched = hints(declare)
    QTest.keyClicks(declare.title, "Water in the basement")

    assert "closes" in untouched
    assert "parks it" in hints(declare)


@pytest.mark.parametrize("zoom", [0.9, 1.0, 1.25, 1.5])
def test_a_tick_stands_on_the_edge_of_the_fields_at_every_zoom(
    qapp: QApplication, declare: DeclareForm, zoom: float
) -> None:
    theme.use(qapp, "dark", zoom)
    qapp.processEvents()

    option, tick = QStyleOptionButton(), declare.life_safety
    tick.initStyleOption(option)
    box = tick.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, tick)
    left = tick.mapTo(declare, box.topLeft()).x()
    field = declare.title.mapTo(declare, QPoint(0, 0)).x()
    theme.use(qapp, "dark", 1.0)
    assert left == field


def test_in_a_low_window_the_foot_is_one_line(declare: DeclareForm) -> None:
    tall = declare.button.mapTo(declare, QPoint(0, 0)).y() - declare.says.mapTo(declare, QPoint(0, 0)).y()

    declare.resize(460, 400)
    QApplication.processEvents()

    says = declare.says.mapTo(declare, QPoint(0, 0))
    button = declare.button.mapTo(declare, QPoint(0, 0))
    assert tall > 0
    assert button.x() > says.x()
    assert says.y() < button.y() + declare.button.height()


def test_no_state_is_chosen_before_a_system_is(window_desk: QtDesk, qtbot: QtBot) -> None:
    form = SetStateForm(window_desk)
    qtbot.addWidget(form)

    assert form.state.chosen == ""
    assert not form.state.isEnabled()


def test_keys_stand_in_one_grid_and_in_two_columns_where_there_is_room(window_desk: QtDesk, qtbot: QtBot) -> None:
    groups = [
        KeyGroup("Board", [Key("A", "Acknowledge", print), Key("X", "Done", print)]),
        KeyGroup("Everywhere", [Key("Ctrl+Shift+N", "New window", print)]),
    ]
    form = KeysForm(window_desk, None, groups)
    qtbot.addWidget(form)
    form.resize(330, 600)
    form.show()

    def left(words: str) -> int:
        shown = next(one for one in form.findChildren(QLabel) if one.text() == words)
        return shown.mapTo(form, QPoint(0, 0)).x()

    narrow = [left(words) for words in ("Acknowledge", "Done", "New window")]
    form.resize(900, 600)
    QApplication.processEvents()

    assert len(set(narrow)) == 1
    assert left("Done") > left("Acknowledge") == left("New window")


def test_combos_and_text_fields_begin_their_words_in_one_column(window_desk: QtDesk, qtbot: QtBot) -> None:
    form = OpenTaskForm(window_desk)
    qtbot.addWidget(form)
    form.resize(460, 700)
    form.show()

    inner = form.system.lineEdit()
    assert inner is not None
    assert inner.textMargins().left() == -2
    assert all(one.accessibleName() for one in form.findChildren(QComboBox))
    assert not form.findChildren(QCheckBox)
