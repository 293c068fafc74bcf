"""Attachments seen again: in the entry's detail, larger in a panel, and as a copy."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.commands.attachments import attach
from app.commands.logbook import write_note
from app.desk import Desk
from app.picture import picture_at
from models.attachment import Attached, Attachment
from views import pictures, theme
from views.boards.attachment_row import AttachmentRow
from views.boards.logbook import LogScreen
from views.console import Console
from views.desk import QtDesk
from views.forms.attachment import AttachmentForm
from views.thumbnails import Thumbnails
from views.work import one_thread

Key = Qt.Key


def photo(colour: str = "#336699", width: int = 400, height: int = 300) -> bytes:
    """A picture of one colour as PNG."""
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    return pictures.png(made)


@pytest.fixture
def screen(qtbot: QtBot, window_desk: QtDesk, desk: Desk, tmp_path: Path) -> LogScreen:
    """The log with an entry that has a picture and a file, chosen."""
    window_desk.habits["folder"] = str(tmp_path / "copies")
    files = [attach("nameplate.png", "image/png", photo()), attach("plan.pdf", "application/pdf", b"%PDF")]
    entry_id = desk.do(write_note(), *files, words="Nameplate of GEN-2.").entry_id
    made = LogScreen(window_desk)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    made.activateWindow()
    window_desk.refresh()
    made.show_picture(window_desk.picture, window_desk.moment())
    made.show_row(entry_id)
    return made


def rows(screen: LogScreen) -> list[AttachmentRow]:
    return list(screen.detail.files.rows)


def said(screen: LogScreen) -> str:
    return screen.detail.files._says.text()


def test_the_detail_names_every_file_of_the_entry(screen: LogScreen) -> None:
    assert [row.accessibleName() for row in rows(screen)] == [
        f"Attachment 2-{number}, {name}, {row.file.facts}"
        for number, name, row in zip((1, 2), ("nameplate.png", "plan.pdf"), rows(screen), strict=True)
    ]


def test_another_entry_has_none(screen: LogScreen, desk: Desk) -> None:
    QTest.keyClick(screen.log.view, Key.Key_Home)

    assert rows(screen) == []
    assert screen.detail.files.isHidden()


def test_tab_goes_from_the_detail_to_its_files_and_the_arrows_between_them(qtbot: QtBot, screen: LogScreen) -> None:
    screen.detail.setFocus()
    qtbot.waitUntil(screen.detail._scroll.hasFocus)

    QTest.keyClick(screen.detail._scroll, Key.Key_Tab)
    first = QApplication.focusWidget()
    QTest.keyClick(rows(screen)[0], Key.Key_Down)

    assert [first, QApplication.focusWidget()] == rows(screen)


def test_enter_asks_for_the_picture_larger(qtbot: QtBot, screen: LogScreen) -> None:
    with qtbot.waitSignal(screen.asked) as asked:
        QTest.keyClick(rows(screen)[0], Key.Key_Return)

    assert asked.args is not None
    assert asked.args[0] == "attachment"


def test_s_saves_a_copy_where_this_seat_is_used_to(screen: LogScreen, tmp_path: Path) -> None:
    QTest.keyClick(rows(screen)[0], Key.Key_S)
    QTest.keyClick(rows(screen)[0], Key.Key_S)

    assert (tmp_path / "copies" / "2-1 nameplate.png").read_bytes() == photo()
    assert said(screen) == f"A copy of 2-1 is saved as {tmp_path / 'copies' / '2-1 nameplate 2.png'}"


def test_a_folder_that_cannot_be_made_is_told(screen: LogScreen, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    screen.desk.habits["folder"] = str(tmp_path / "file" / "copies")

    QTest.keyClick(rows(screen)[0], Key.Key_S)

    assert said(screen).startswith("Cannot make ")


def test_ctrl_c_copies_the_whole_digest(screen: LogScreen) -> None:
    QTest.keyClick(rows(screen)[1], Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == rows(screen)[1].file.row.digest


@pytest.fixture
def attached(desk: Desk) -> Attached:
    """A picture in the log."""
    receipt = desk.do(attach("nameplate.png", "image/png", photo()))
    return Attached(_row(desk), receipt.number)


def _row(desk: Desk) -> Attachment:
    return desk.ask(picture_at()).all(Attachment)[-1]


def test_the_panel_shows_the_picture_and_escape_goes_back(qtbot: QtBot, console: Console, attached: Attached) -> None:
    console.do_action("attachment", attached)
    form = console.panels.forms["attachment"]
    assert isinstance(form, AttachmentForm)

    qtbot.waitUntil(lambda: form.box.height() == 300)
    QTest.keyClick(form.folder, Key.Key_Escape)

    assert form.told.isHidden()
    assert not form.isVisible()


def test_the_panel_saves_a_copy_with_enter(console: Console, attached: Attached, tmp_path: Path) -> None:
    console.do_action("attachment", attached)
    form = console.panels.forms["attachment"]
    assert isinstance(form, AttachmentForm)
    form.folder.setText(str(tmp_path / "copies"))

    QTest.keyClick(form.folder, Key.Key_Return)

    assert form.says.text() == f"A copy is saved as {tmp_path / 'copies' / '2-1 nameplate.png'}"
    assert (tmp_path / "copies" / "2-1 nameplate.png").read_bytes() == photo()


def test_a_file_that_is_no_picture_says_so(console: Console, desk: Desk) -> None:
    receipt = desk.do(attach("plan.pdf", "application/pdf", b"%PDF"))

    console.do_action("attachment", Attached(_row(desk), receipt.number))
    form = console.panels.forms["attachment"]

    assert isinstance(form, AttachmentForm)
    assert form.told.text().startswith("This file is no picture that can be shown here.")


# Thumbnails


def test_a_thumbnail_is_there_at_once_where_everything_is(window_desk: QtDesk, attached: Attached) -> None:
    thumbnails = Thumbnails(partial(window_desk.ask, window_desk), window_desk)

    small = thumbnails.pixmap(attached.row, 56)

    assert small is not None
    assert (small.width(), small.height()) == (56, 42)
    assert small.toImage().pixelColor(5, 5) == QColor("#336699")


def test_a_thumbnail_comes_from_a_worker(qtbot: QtBot, dark: None, desk: Desk, attached: Attached) -> None:
    threaded = QtDesk(worker=one_thread)
    with qtbot.waitSignal(threaded.opened):
        threaded.open(lambda: desk)
    thumbnails = Thumbnails(partial(threaded.ask, threaded), threaded)

    before = thumbnails.pixmap(attached.row, 56)
    with qtbot.waitSignal(thumbnails.changed):
        thumbnails.pixmap(attached.row, 56)
    after = thumbnails.pixmap(attached.row, 56)
    threaded.close()

    assert before is None
    assert after is not None


def test_what_is_no_picture_has_no_thumbnail(window_desk: QtDesk, desk: Desk) -> None:
    desk.do(attach("broken.png", "image/png", photo()[:200]))
    thumbnails = Thumbnails(partial(window_desk.ask, window_desk), window_desk)

    assert thumbnails.pixmap(_row(desk), 56) is None


def test_at_night_a_picture_is_no_brighter_than_words(qapp: QApplication, window_desk: QtDesk, desk: Desk) -> None:
    desk.do(attach("white.png", "image/png", photo("#ffffff")))
    thumbnails = Thumbnails(partial(window_desk.ask, window_desk), window_desk)
    theme.use(qapp, "night")

    small = thumbnails.pixmap(_row(desk), 56)
    theme.use(qapp, "dark")

    assert small is not None
    assert small.toImage().pixelColor(5, 5) == QColor(theme.NIGHT.text1)
