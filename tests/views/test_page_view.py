"""The page view: turned and enlarged by keys, drawn for the size that is shown, dropped when it is late."""

from concurrent.futures import Executor, Future
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.reporting import handover_report
from views import theme
from views.desk import QtDesk
from views.page_view import PageView

Key = Qt.Key


class Held(Executor):
    """A worker that does nothing until it is told to."""

    def __init__(self) -> None:
        self.works: list[Any] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.works.append(lambda: future.set_result(fn(*args, **kwargs)))
        return future


@pytest.fixture
def view(qtbot: QtBot, window_desk: QtDesk) -> PageView:
    made = PageView(window_desk)
    qtbot.addWidget(made)
    made.resize(500, 700)
    made.show()
    return made


def test_pages_are_turned_by_keys_and_not_beyond_the_ends(view: PageView, desk: Desk) -> None:
    view.show_pdf(handover_report(desk))
    seen = []
    for key in (Key.Key_PageUp, Key.Key_PageDown, Key.Key_End, Key.Key_PageDown, Key.Key_Home):
        QTest.keyClick(view, key)
        seen.append(view.page)

    assert seen == [0, 1, view.count - 1, view.count - 1, 0]
    assert view.accessibleDescription() == f"Page 1 of {view.count}"


def test_the_whole_page_is_shown_and_may_be_enlarged(view: PageView, desk: Desk) -> None:
    view.show_pdf(handover_report(desk))
    whole = view._size()
    QTest.keyClick(view, Key.Key_Plus)
    wide = view._size()
    QTest.keyClick(view, Key.Key_Minus)

    assert whole.height() <= view.viewport().height()
    assert wide.width() > whole.width()
    assert view.verticalScrollBar().maximum() == 0


def test_the_page_is_drawn_in_the_pixels_it_is_shown_in(qtbot: QtBot, view: PageView, desk: Desk) -> None:
    view.show_pdf(handover_report(desk))
    view.resize(800, 900)
    qtbot.waitUntil(lambda: abs(view._shown.width() - view._size().width()) <= 1)

    assert view._shown.width() > 500


def test_an_answer_that_is_no_more_wanted_is_dropped(view: PageView, window_desk: QtDesk, desk: Desk) -> None:
    window_desk.long_worker = held = Held()
    view.show_pdf(handover_report(desk, paper="a4"))
    view.show_pdf(handover_report(desk, paper="letter"))
    while held.works:
        held.works.pop(0)()

    assert round(view.sizes[0].width()) == 612


def test_words_stand_where_there_is_no_page(view: PageView) -> None:
    view.show_words("Open or declare an incident first.")

    assert (view.count, view.accessibleDescription()) == (0, "Open or declare an incident first.")


@pytest.mark.parametrize("name", ["dark", "light", "night"])
def test_paper_wears_the_light_of_the_room(qapp: QApplication, view: PageView, desk: Desk, name: str) -> None:
    view.show_pdf(handover_report(desk))
    theme.use(qapp, name)
    paper = view._shown.pixelColor(2, 2)
    theme.use(qapp, "dark")

    assert {"dark": paper.lightness() > 200, "light": paper.lightness() == 255, "night": paper.lightness() < 40}[name]
