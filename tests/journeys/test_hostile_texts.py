"""Every hostile text pasted into the real line, saved, and looked at wherever operators' words come out again."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO, StringIO
from uuid import UUID

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import Qt as RichText
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.clock import SetClock
from app.commands.incidents import declare_incident
from app.commands.logbook import write_note
from app.csv_in import FORMULA
from app.desk import Desk
from app.log_csv import COLUMNS, log_csv
from app.logbook import log_line, log_since
from app.picture import picture_at
from app.reporting import handover_report, log_report
from app.search import find
from app.search_line import read_search
from app.station import open_desk
from app.text import clean_text
from app.verify import verify_log
from models.database import open_database
from models.log import LogEntry
from reports.fonts import REGULAR, runs
from reports.text import safe
from resources.directions import DIRECTIONS, shown
from tests.hostile import HOSTILE, Hostile
from views import theme
from views.boards.entry_detail import EntryDetail
from views.boards.find_results import FoundList
from views.desk import QtDesk
from views.entry_line import EntryLine
from views.inline import InlineExecutor
from views.labels import ElidedLabel, PlainLabel, label
from views.log_row import Reading, lay_out, spoken
from views.log_view import LogView
from views.painting import in_one_line, plain, tooltip, window_title
from views.theme import load_fonts
from views.view import View

each = pytest.mark.parametrize("hostile", HOSTILE, ids=lambda one: one.name)


@dataclass
class Station:
    """A desk in whose log every hostile text stands, the window's face of it, and which entry holds which."""

    desk: Desk
    window: QtDesk
    entries: dict[str, UUID]
    complaints: dict[str, str]

    def words(self, hostile: Hostile) -> str:
        """What the log holds of it."""
        return self.entry(hostile).words

    def entry(self, hostile: Hostile) -> LogEntry:
        """The entry that it became."""
        line = self.desk.ask(log_line(self.entries[hostile.name]))
        assert line is not None
        return line.entry


@pytest.fixture(scope="module")
def station(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    load_fonts()
    theme.use(qapp, "dark", 1.0)
    clock = SetClock(datetime(2026, 8, 12, 7, 43, tzinfo=UTC))
    database = open_database(tmp_path_factory.mktemp("hostile") / "watchkeeper.db")
    desk = open_desk(database, clock=clock)
    desk = desk.at(desk.do(declare_incident("Loss <b>of</b> \u202enormal power & =1+1 %s {}")).scope_id)
    window = QtDesk(worker=InlineExecutor)
    window.open(lambda: desk)
    made = Station(desk, window, {}, {})
    line = EntryLine(window)
    line.resize(900, 120)
    line.show()
    for hostile in HOSTILE:
        clock.advance(seconds=1)
        _save(made, line, hostile)
    yield made
    line.close()
    line.deleteLater()
    window.close()
    database.close()


def _save(station: Station, line: EntryLine, hostile: Hostile) -> None:
    """Paste it, and press Enter."""
    mime = QMimeData()
    mime.setText(hostile.text)
    line.field.insertFromMimeData(mime)
    before = {one.entry.id for one in station.desk.ask(log_since(None))}
    QTest.keyClick(line.field, Qt.Key.Key_Return)
    made = [one.entry.id for one in station.desk.ask(log_since(None)) if one.entry.id not in before]
    station.complaints[hostile.name] = " ".join(one.text() for one in line.findChildren(QLabel))
    if made:
        station.entries[hostile.name] = made[0]
    line.field.clear()


def test_there_are_sixty_of_them_and_each_is_another() -> None:
    assert len(HOSTILE) >= 60
    assert len({one.name for one in HOSTILE}) == len({one.text for one in HOSTILE}) == len(HOSTILE)


@each
def test_what_was_pasted_is_in_the_log(station: Station, hostile: Hostile) -> None:
    assert hostile.name in station.entries, station.complaints[hostile.name]
    assert station.words(hostile) == clean_text(_as_qt_gives(hostile.text))
    assert station.entry(hostile).commands == "log.note"


def _as_qt_gives(text: str) -> str:
    """What reaches the line: Qt takes a mark of byte order and half a surrogate pair out before any of us sees them.

    Its fields give a no-break blank as a blank, and U+FDD0, which it keeps for itself, as the end of a line.
    """
    whole = "".join(one for one in text if unicodedata.category(one) != "Cs").removeprefix("\ufeff")
    return whole.replace("\u00a0", " ").replace("\ufdd0", "\n")


@each
def test_past_the_window_it_is_kept_to_the_letter(desk: Desk, hostile: Hostile) -> None:
    receipt = desk.do(write_note(), words=hostile.text)

    line = desk.ask(log_line(receipt.entry_id))
    assert line is not None
    assert line.entry.words == clean_text(hostile.text)


@each
def test_the_filter_changes_nothing_twice_and_leaves_no_control(hostile: Hostile) -> None:
    kept = clean_text(hostile.text)

    assert clean_text(kept) == kept
    assert not [one for one in kept if unicodedata.category(one) in ("Cc", "Cs") and one not in "\n\t"]


def test_the_log_is_whole(station: Station) -> None:
    assert station.desk.ask(verify_log()).problems == []


# On the screen


def test_the_log_view_paints_every_row(station: Station) -> None:
    holder = View(station.window)
    view = LogView(holder.ask, holder)
    view.resize(900, 700)
    view.show()
    assert station.window.picture is not None
    view.show_picture(station.window.picture, station.window.moment())

    for row in range(view.count):
        view.choose(row)
        assert not view.grab().isNull()

    holder.deleteLater()


@each
def test_a_row_of_the_log_shows_and_says_all_of_it(station: Station, hostile: Hostile) -> None:
    picture, line = station.desk.ask(picture_at()), station.desk.ask(log_line(station.entries[hostile.name]))
    assert line is not None
    reading = Reading.of(picture, station.desk.clock())

    painted = lay_out(line, line, 900, reading).blocks[0].paragraph._layout.text()
    said = spoken(line, reading)

    assert _bare(painted) == _bare(shown(line.entry.words))
    assert not set(painted) & set(DIRECTIONS)
    assert _bare(shown(line.entry.words)).rstrip(".") in _bare(said)
    assert not set(said) & set(DIRECTIONS)


@each
def test_a_label_takes_nothing_for_markup(station: Station, hostile: Hostile) -> None:
    words = station.words(hostile)

    made, elided = label(words, wrap=True), ElidedLabel("title")
    elided.setText(words)

    assert isinstance(made, PlainLabel)
    for one in (made, elided):
        assert one.textFormat() is Qt.TextFormat.PlainText
        assert _bare(one.text()) == _bare(shown(words))
        one.resize(300, 40)
        assert not one.grab().isNull()
    assert "\n" not in elided.text()


@each
def test_the_detail_shows_it_as_words(station: Station, hostile: Hostile) -> None:
    picture, line = station.desk.ask(picture_at()), station.desk.ask(log_line(station.entries[hostile.name]))
    detail = EntryDetail(station.window)

    detail.show_line(line, Reading.of(picture, station.desk.clock()))

    said = [one.text() for one in detail.findChildren(QLabel)]
    assert _bare(plain(station.words(hostile))) in map(_bare, said)
    detail.deleteLater()


@each
def test_a_tool_tip_says_all_of_it_and_nothing_is_markup(station: Station, hostile: Hostile) -> None:
    document = QTextDocument()
    document.setHtml(tooltip(station.words(hostile)))

    assert RichText.mightBeRichText(tooltip(station.words(hostile)))
    assert _bare(document.toPlainText()) == _bare(shown(station.words(hostile)))
    assert document.toHtml().count("<img") == 0


@each
def test_where_there_is_one_line_there_is_no_second(station: Station, hostile: Hostile) -> None:
    line = in_one_line(station.words(hostile))

    assert not set(line) & {"\n", "\r", "\t", "\x0b", "\x0c", "\u2028", "\u2029"}
    assert not set(line) & set(DIRECTIONS)


def test_the_title_of_a_window_is_one_line_of_words(qapp: QApplication) -> None:
    window = QWidget()

    window.setWindowTitle(window_title("Loss [*] <b>of</b>\npower \u202e"))

    assert window.windowTitle() == "Loss [*][*] <b>of</b> power ‹RLO›"  # Qt draws the doubled mark as it was typed


# Found again


@each
def test_searching_for_it_raises_nothing(station: Station, hostile: Hostile) -> None:
    wanted = read_search(hostile.text, station.desk.ask(picture_at()), station.desk.clock(), everywhere=True)

    station.desk.ask(find(wanted))


def _plain_word(text: str) -> str:
    """The longest word of plain letters in it."""
    words = [word for word in re.findall(r"\w+", text) if word.isascii() and "_" not in word]
    return max(words, key=len, default="")


@pytest.mark.parametrize(
    "hostile", [one for one in HOSTILE if len(_plain_word(clean_text(one.text))) > 2], ids=lambda one: one.name
)
def test_a_word_of_it_finds_it(station: Station, hostile: Hostile) -> None:
    longest = _plain_word(station.words(hostile))

    wanted = read_search(f'"{longest[:40]}', station.desk.ask(picture_at()), station.desk.clock())
    found = station.desk.ask(find(wanted))
    shown_as = FoundList()
    shown_as.found.show_hits(found, wanted, station.desk.ask(picture_at()), station.desk.clock())
    shown_as.resize(700, 400)

    assert station.entries[hostile.name] in [hit.entry_id for hit in found]
    assert not shown_as.grab().isNull()


# On paper and in tables


@pytest.fixture(scope="module")
def log_paper(station: Station) -> str:
    return _extracted(log_report(station.desk))


@pytest.fixture(scope="module")
def handover_paper(station: Station) -> str:
    return _extracted(handover_report(station.desk))


def _extracted(pdf: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def _missing_on(paper: str, words: str) -> list[str]:
    """The pieces of a text, as they are drawn, that are not on the page; each may begin another line.

    Words from right to left are drawn in joined letters, and who reads the page may turn them around again.
    """
    return [word for word in safe(words).split() if not all(_is_on(paper, piece) for piece in _pieces(word))]


def _pieces(word: str) -> list[str]:
    turned = any(unicodedata.bidirectional(one) in ("R", "AL") for one in word)
    return [word] if turned else [word[at : at + 8] for at in range(0, len(word), 8)]


def _is_on(paper: str, piece: str) -> bool:
    drawn = "".join("".join(run.text for run in runs(piece, REGULAR)).split())
    return drawn in paper or drawn[::-1] in paper


@each
def test_the_printed_log_holds_all_of_it(station: Station, log_paper: str, hostile: Hostile) -> None:
    assert _missing_on(log_paper, station.words(hostile)) == []


@each
def test_the_handover_holds_all_of_it(station: Station, handover_paper: str, hostile: Hostile) -> None:
    assert _missing_on(handover_paper, station.words(hostile)) == []


@pytest.fixture(scope="module")
def table(station: Station) -> list[list[str]]:
    return list(csv.reader(StringIO(log_csv(station.desk).decode("utf-8-sig"), newline="")))


def test_the_table_has_one_record_an_entry_and_no_formula(station: Station, table: list[list[str]]) -> None:
    assert len(table) == 1 + len(station.desk.ask(log_since(None)))
    assert {len(record) for record in table} == {len(COLUMNS)}
    assert not [cell for record in table for cell in record if cell.startswith(FORMULA)]


@each
def test_the_table_holds_all_of_it(station: Station, table: list[list[str]], hostile: Hostile) -> None:
    words, number = station.words(hostile), station.entry(hostile).number

    [cell] = [record[COLUMNS.index("words")] for record in table if record[0] == number]

    assert cell in (words, f"'{words}")
    assert (cell == words) is not words.lstrip("'").startswith(FORMULA)


def _bare(text: str) -> str:
    """Without its blanks, of which lines and words may have others."""
    return "".join(text.split())
