"""Rows of the log as pictures: copied where nothing but their place changed, and then pixel for pixel the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from models.attachment import Attached, Attachment
from models.base import new_id
from models.log import LogEntry
from models.log_line import LogLine
from models.terms import EntryKind
from views import theme
from views.log_files import place_files
from views.log_pictures import RowPictures
from views.log_row import Reading, RowLayout, lay_out, paint_row

AT = datetime(2026, 8, 12, 7, 42, tzinfo=UTC)
READING = Reading(ZoneInfo("UTC"), date(2026, 8, 12), AT, timedelta(minutes=15))


@pytest.fixture(params=[1.0, 1.5], autouse=True)
def zoom(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[float]:
    theme.load_fonts()
    theme.use(qapp, "dark", request.param)
    yield request.param
    theme.use(qapp, "dark", 1.0)


@pytest.fixture
def row() -> RowLayout:
    entry = LogEntry(
        id=new_id(),
        serial=1,
        letter="A",
        kind=EntryKind.DECISION,
        commands="log.note",
        sentence="",
        words="Riser 4 looked at, nothing found; both generators carry the load of the tower.",
        post="Coordinator",
        initials="CO",
        recorded_at=AT,
        order_at=AT,
    )
    return lay_out(LogLine(entry), None, 400, READING)


class Window:
    """Paints a row again and again, and counts how often it was really painted."""

    def __init__(self, row: RowLayout) -> None:
        self.row, self.pictures, self.painted = row, RowPictures(), 0

    def paint(self, y: float = 12, *, chosen: bool = False) -> QImage:
        image = QImage(640, 480, QImage.Format.Format_RGB32)
        image.fill(theme.colour("surface"))
        painter = QPainter(image)
        painter.scale(theme.zoom(), theme.zoom())
        self.pictures.begin()
        drawn = partial(paint_row, row=self.row, reading=READING, chosen=chosen, focused=True, ruled=True)
        self.pictures.draw(painter, self.row, y, chosen, partial(self._paint, drawn))
        painter.end()
        return image

    def _paint(self, drawn: partial[None], painter: QPainter, y: float) -> None:
        self.painted += 1
        drawn(painter, y)


def test_a_row_that_is_seen_again_is_copied_and_looks_the_same(row: RowLayout) -> None:
    window = Window(row)

    images = [window.paint(), window.paint(), window.paint(), window.paint()]

    assert images == [images[0]] * 4
    assert window.painted == 2


def test_a_row_that_moved_looks_as_if_it_was_painted_there(row: RowLayout) -> None:
    window = Window(row)
    window.paint(), window.paint()

    moved = window.paint(60)

    assert window.painted == 2
    assert moved == Window(row).paint(60)


def test_a_row_that_stands_between_pixels_or_looks_other_is_painted(row: RowLayout) -> None:
    window = Window(row)
    window.paint(), window.paint()

    between, chosen = window.paint(12.25), window.paint(chosen=True)

    assert window.painted == 4
    assert (between, chosen) == (Window(row).paint(12.25), Window(row).paint(chosen=True))


def test_a_row_with_files_is_painted_each_time(row: RowLayout) -> None:
    file = Attachment(
        id=new_id(),
        incident_id=new_id(),
        entry_id=new_id(),
        position=1,
        name="plan.pdf",
        media_type="application/pdf",
        size=10,
        digest="0" * 64,
    )
    files, height = place_files([Attached(file, "1")], row.height, 200)
    window = Window(replace(row, files=files, height=height))

    for _ in range(3):
        window.paint()

    assert window.painted == 3
