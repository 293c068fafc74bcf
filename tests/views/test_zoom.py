"""Zoom: everything follows the size of the type, and comes back."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from views import theme
from views.console import Console
from views.rail import RailButton


@pytest.fixture(autouse=True)
def as_designed(qapp: QApplication) -> Iterator[None]:
    yield
    theme.use(qapp, "dark", 1.0)


def sheet() -> QWidget:
    """A widget with every kind of size that is written in design pixels."""
    made = QWidget()
    down, across = QVBoxLayout(made), QHBoxLayout()
    down.setContentsMargins(16, 8, 4, 2)
    down.setSpacing(12)
    across.setSpacing(6)
    across.addSpacing(20)
    down.addLayout(across)
    inner = QWidget()
    inner.setFixedSize(100, 40)
    inner.setObjectName("inner")
    down.addWidget(inner)
    return made


def sizes(made: QWidget) -> tuple[int, ...]:
    down, inner = made.layout(), made.findChild(QWidget, "inner")
    across = made.findChild(QHBoxLayout)
    assert isinstance(down, QVBoxLayout)
    assert across is not None
    assert inner is not None
    apart = across.itemAt(0)
    assert apart is not None
    return (down.contentsMargins().left(), down.spacing(), across.spacing(), apart.sizeHint().width(),
            inner.minimumWidth(), inner.maximumHeight())  # fmt: skip


def test_what_stands_is_scaled_and_comes_back(qapp: QApplication, qtbot: object) -> None:
    made = sheet()
    made.show()
    before = sizes(made)
    theme.use(qapp, "dark", 1.5)
    large = sizes(made)
    theme.use(qapp, "dark", 1.0)

    assert before == (16, 12, 6, 20, 100, 40)
    assert large == (24, 18, 9, 30, 150, 60)
    assert sizes(made) == before
    made.deleteLater()


def test_what_is_made_later_is_scaled_once_as_it_is_shown(qapp: QApplication, qtbot: object) -> None:
    theme.use(qapp, "dark", 1.5)
    made = sheet()
    made.show()
    made.hide()
    made.show()

    assert sizes(made) == (24, 18, 9, 30, 150, 60)
    made.deleteLater()


def test_type_follows(qapp: QApplication, qtbot: object) -> None:
    button = QPushButton("Save")
    button.show()
    theme.use(qapp, "dark", 1.0)
    small = button.sizeHint().height()
    theme.use(qapp, "dark", 1.5)

    assert button.sizeHint().height() >= small * 1.35
    button.deleteLater()


def test_keys_zoom_in_five_steps_and_the_seat_remembers(console: Console) -> None:
    for _ in range(6):
        console.keyboard.find("Ctrl++").act()  # type: ignore[union-attr]
    largest = theme.zoom()
    for _ in range(6):
        console.keyboard.find("Ctrl+-").act()  # type: ignore[union-attr]
    smallest = theme.zoom()
    console.keyboard.find("Ctrl+0").act()  # type: ignore[union-attr]

    assert (smallest, largest, theme.zoom(), len(theme.ZOOMS)) == (0.9, 1.5, 1.0, 5)
    assert console.settings.value("zoom") == 1.0


@pytest.mark.parametrize("zoom", theme.ZOOMS)
def test_at_every_zoom_the_board_fits_a_small_laptop(console: Console, qapp: QApplication, zoom: float) -> None:
    console.window.resize(1280, 720)
    theme.use(qapp, "dark", zoom)
    for _ in range(3):
        qapp.processEvents()

    assert console.window.size().toTuple() == (1280, 720)
    field = console.entry_line.field
    assert field.mapTo(console.window, field.rect().bottomRight()).y() < 720


def test_the_buttons_of_the_rail_are_all_of_one_height_after_every_zoom(console: Console, qapp: QApplication) -> None:
    heights = []
    for zoom in (1.5, 1.0, 1.3, 1.0):
        theme.use(qapp, "dark", zoom)
        console.window.resize(1280, 720)
        qapp.processEvents()
        heights.append({button.height() for button in console.window.rail.findChildren(RailButton)})

    assert [len(one) for one in heights] == [1, 1, 1, 1]
    assert heights[1] == heights[3]
