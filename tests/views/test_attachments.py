"""The tray of the entry line: what is pasted or dropped is read whole on a worker, or refused in a sentence."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.files_in import MOST_BYTES, MOST_FILES, NewFile
from app.logbook import log_page
from app.picture import picture_at
from models.attachment import Attachment
from views import pictures
from views.attachments import AttachmentTray
from views.desk import QtDesk
from views.entry_line import EntryLine
from views.file_chip import Chip

Key = Qt.Key
NOTE = NewFile("notes.txt", "text/plain", b"Fuel for nine hours.")


def drawing(width: int = 40, height: int = 30) -> QImage:
    """A picture of one colour."""
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor("#336699"))
    return made


def dropped(*paths: Path) -> QMimeData:
    """Files as they are dropped."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def tray(qtbot: QtBot, window_desk: QtDesk, said: list[str]) -> AttachmentTray:
    made = AttachmentTray(window_desk)
    qtbot.addWidget(made)
    made.resize(600, 60)
    made.said.connect(said.append)
    return made


def names(tray: AttachmentTray) -> list[str]:
    return [one.name for one in tray.files]


def chips(tray: AttachmentTray) -> list[Chip]:
    return [chip for chip in tray.findChildren(Chip) if not chip.isHidden()]


def test_a_dropped_file_is_read_whole(tray: AttachmentTray, tmp_path: Path) -> None:
    (tmp_path / "fuel log.txt").write_bytes(b"62 %")

    taken = tray.offer(dropped(tmp_path / "fuel log.txt"))

    assert taken
    assert tray.files == [NewFile("fuel log.txt", "text/plain", b"62 %")]


def test_a_pasted_picture_becomes_a_png(tray: AttachmentTray) -> None:
    mime = QMimeData()
    mime.setImageData(drawing())

    assert tray.offer(mime)

    [file] = tray.files
    assert (file.name, file.media_type) == ("Pasted 07.43.00.png", "image/png")
    assert pictures.decoded(file.content, 400) == drawing().convertToFormat(QImage.Format.Format_RGB32)


def test_a_picture_is_known_by_its_bytes_and_not_by_its_name(tray: AttachmentTray, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_bytes(pictures.png(drawing()))
    (tmp_path / "photo.jpg").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")

    tray.offer(dropped(tmp_path / "plan.txt", tmp_path / "photo.jpg"))

    assert [one.media_type for one in tray.files] == ["image/png", "application/octet-stream"]


@pytest.mark.parametrize("text", ["Feeder A lost.", "A1\tB1\nA2\tB2"])
def test_words_are_left_to_the_line_even_with_a_picture_beside_them(tray: AttachmentTray, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    mime.setImageData(drawing())

    assert not tray.offer(mime)
    assert tray.files == []


def test_an_address_on_the_web_is_words(tray: AttachmentTray) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/photo.jpg")])

    assert not tray.offer(mime)


def folder(place: Path) -> Path:
    return place


def empty(place: Path) -> Path:
    (place / "empty.log").touch()
    return place / "empty.log"


def gone(place: Path) -> Path:
    return place / "gone.jpg"


def pipe(place: Path) -> Path:
    os.mkfifo(place / "pipe")
    return place / "pipe"


def endless(place: Path) -> Path:
    (place / "endless.jpg").symlink_to("/dev/zero")
    return place / "endless.jpg"


def large(place: Path) -> Path:
    with (place / "film.mp4").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    return place / "film.mp4"


def locked(place: Path) -> Path:
    (place / "ring.txt").symlink_to(place / "ring.txt")
    return place / "ring.txt"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (folder, "is a folder. Choose the files in it."),
        (empty, "empty.log is empty. There is nothing to attach."),
        (gone, "gone.jpg cannot be read: No such file or directory. Nothing of it was taken."),
        (pipe, "pipe is a device or a pipe, not a file."),
        (endless, "endless.jpg is a device or a pipe, not a file."),
        (large, "film.mp4 is too large: an attachment has 20 MB at the most. Nothing of it was taken."),
        (locked, "ring.txt cannot be read: Too many levels of symbolic links. Nothing of it was taken."),
    ],
)
def test_what_cannot_be_taken_is_told_and_the_others_are_taken(
    tray: AttachmentTray, said: list[str], tmp_path: Path, make: Callable[[Path], Path], sentence: str
) -> None:
    (tmp_path / "good.txt").write_bytes(b"Good.")
    bad = make(tmp_path)

    tray.offer(dropped(bad, tmp_path / "good.txt"))

    assert names(tray) == ["good.txt"]
    [told] = said
    assert told.endswith(sentence)


def test_an_entry_carries_ten_files(tray: AttachmentTray, said: list[str], tmp_path: Path) -> None:
    for number in range(MOST_FILES + 2):
        (tmp_path / f"{number:02}.txt").write_bytes(b"x")

    tray.offer(dropped(*sorted(tmp_path.glob("*.txt"))))

    assert len(tray.files) == MOST_FILES
    assert said == ["An entry carries 10 files at the most. Put the others to another entry."]


def test_a_name_is_shown_as_it_is_and_never_leads_the_eye_astray(tray: AttachmentTray) -> None:
    tray.put([NewFile("bill\u202egpj.exe & <b>.txt", "text/plain", b"x" * 1_200_000)])

    [chip] = chips(tray)
    assert chip.text() == "bill‹RLO›gpj.exe && <b>.txt  1.2 MB"
    assert "&lt;b&gt;" in chip.toolTip()
    assert chip.accessibleName() == "Attachment bill‹RLO›gpj.exe & <b>.txt, 1.2 MB"


def test_delete_takes_a_file_out_and_ctrl_z_brings_it_back(qtbot: QtBot, tray: AttachmentTray) -> None:
    tray.put([NOTE, NewFile("photo.jpg", "image/jpeg", b"x")])
    tray.show()
    chips(tray)[1].setFocus()

    QTest.keyClick(chips(tray)[1], Key.Key_Delete)
    out = names(tray)
    QTest.keyClick(chips(tray)[0], Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert out == ["notes.txt"]
    assert names(tray) == ["notes.txt", "photo.jpg"]


def test_escape_and_the_last_delete_go_back_to_the_line(qtbot: QtBot, tray: AttachmentTray) -> None:
    tray.put([NOTE])

    with qtbot.waitSignal(tray.left):
        QTest.keyClick(chips(tray)[0], Key.Key_Escape)
    with qtbot.waitSignal(tray.left):
        QTest.keyClick(chips(tray)[0], Key.Key_Delete)

    assert tray.isHidden()
    assert tray.bring_back()


def test_a_text_too_long_for_an_entry_is_taken_as_a_file(tray: AttachmentTray) -> None:
    tray.offer_text("Feeder A lost. \ud800" * 2000)

    [file] = tray.files
    assert (file.name, file.media_type) == ("Pasted 07.43.00.txt", "text/plain")
    assert file.content.decode() == "Feeder A lost. \ufffd" * 2000


def test_a_dropped_file_goes_into_the_log_with_the_line(
    qtbot: QtBot, window_desk: QtDesk, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "nameplate.jpg").write_bytes(pictures.png(drawing()))
    line = EntryLine(window_desk)
    qtbot.addWidget(line)
    line.show()

    line.field.insertFromMimeData(dropped(tmp_path / "nameplate.jpg"))
    QTest.keyClicks(line.field, "Nameplate of GEN-2.")
    QTest.keyClick(line.field, Key.Key_Return)

    [kept] = desk.ask(picture_at()).all(Attachment)
    entry = desk.ask(log_page(1, 1))[0].entry
    assert (kept.name, kept.media_type, kept.entry_id) == ("nameplate.jpg", "image/png", entry.id)
    assert (entry.words, entry.sentence) == ("Nameplate of GEN-2.", f"File nameplate.jpg ({kept.size} bytes) attached.")
    assert line.tray.files == []


def test_a_picture_alone_is_an_entry(qtbot: QtBot, window_desk: QtDesk, desk: Desk) -> None:
    line = EntryLine(window_desk)
    qtbot.addWidget(line)
    line.show()
    mime = QMimeData()
    mime.setImageData(drawing())

    line.field.insertFromMimeData(mime)
    QTest.keyClick(line.field, Key.Key_Return)

    assert desk.ask(log_page(1, 1))[0].entry.sentence.startswith("File Pasted 07.43.00.png")


def test_ctrl_z_in_the_line_brings_a_file_back_that_was_taken_out(
    qtbot: QtBot, window_desk: QtDesk, tmp_path: Path
) -> None:
    line = EntryLine(window_desk)
    qtbot.addWidget(line)
    line.show()
    line.tray.put([NOTE])
    QTest.keyClick(chips(line.tray)[0], Key.Key_Delete)

    QTest.keyClick(line.field, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert line.tray.files == [NOTE]


def test_what_is_still_being_read_when_the_line_is_sent_does_not_come_into_the_next(
    tray: AttachmentTray, tmp_path: Path
) -> None:
    late: list[Callable[[], object]] = []
    (tmp_path / "late.txt").write_bytes(b"late")
    run = tray._desk.run
    tray._desk.run = lambda *given, **named: late.append(lambda: run(*given, **named))  # type: ignore[method-assign]
    tray.offer(dropped(tmp_path / "late.txt"))
    reading = tray.reading

    tray.clear()
    for one in late:
        one()

    assert reading
    assert tray.files == []
    assert not tray.reading


def test_a_drawing_that_names_other_files_is_not_even_looked_into(tmp_path: Path) -> None:
    (tmp_path / "other.png").write_bytes(b"no picture")
    href = (tmp_path / "other.png").as_uri()
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='{href}'/></svg>".encode()

    assert (pictures.media_type(drawing), pictures.decoded(drawing, 160)) == (None, None)


def test_a_picture_that_says_it_is_huge_is_not_decoded() -> None:
    bomb = bytearray(pictures.png(drawing()))
    bomb[16:24] = (60_000).to_bytes(4) + (60_000).to_bytes(4)
    bomb[29:33] = zlib.crc32(bomb[12:29]).to_bytes(4)

    assert pictures.decoded(bytes(bomb), 64) is None
    assert pictures.media_type(bytes(bomb)) is None
