"""Printing: every page reaches the printer, a cancel leaves nothing half, and what goes wrong is said in words."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.handovers import issue_handover, sign_handover
from app.commands.logbook import write_note
from app.commands.messages import send_message
from app.desk import Desk
from app.errors import Refused, Stopped
from app.folders import made_folder
from app.progress import Progress, Stop
from app.reporting import handover_report
from models.database import Database
from views.console import Console
from views.desk import QtDesk
from views.forms.print import PrintForm, draw_report
from views.pdf_pages import page_image, page_sizes, tinted
from views.printing import Job, Printed, carry_out, paint, printer_called, safe_name


@pytest.fixture
def pdf(desk: Desk) -> bytes:
    """A handover of a few pages."""
    return handover_report(desk, paper="letter")


def file_printer(path: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(path))
    return made


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_page_reaches_the_printer_in_its_size(qapp: object, desk: Desk, tmp_path: Path, paper: str) -> None:
    pdf, told = handover_report(desk, paper=paper), list[tuple[int, int]]()

    count = paint(pdf, file_printer(tmp_path / "out.pdf"), lambda done, of: told.append((done, of)))

    sheets = PdfReader(tmp_path / "out.pdf").pages
    assert len(sheets) == count == len(page_sizes(pdf))
    assert told == [(number, count) for number in range(1, count + 1)]
    expected = page_sizes(pdf)[0]
    assert abs(float(sheets[0].mediabox.width) - expected.width()) < 1
    assert abs(float(sheets[0].mediabox.height) - expected.height()) < 1


def test_what_is_printed_is_the_page(qapp: object, pdf: bytes, tmp_path: Path) -> None:
    paint(pdf, file_printer(tmp_path / "out.pdf"))

    before, after = page_image(pdf, 0, 306), page_image((tmp_path / "out.pdf").read_bytes(), 0, 306)
    blocks = [(x, y) for x in range(0, 300, 12) for y in range(0, 384, 12)]
    assert all(abs(blackness(before, *block) - blackness(after, *block)) < 40 for block in blocks)


def blackness(image: QImage, left: int, top: int) -> float:
    """How dark a block of 12 pixels is, of 255."""
    dots = [image.pixelColor(left + x, top + y).lightness() for x in range(12) for y in range(12)]
    return 255 - sum(dots) / len(dots)


def test_a_printer_may_be_painted_on_by_another_thread(qapp: object, pdf: bytes, tmp_path: Path) -> None:
    counts: list[int] = []
    worker = threading.Thread(target=lambda: counts.append(paint(pdf, file_printer(tmp_path / "out.pdf"))))
    worker.start()
    worker.join()

    assert counts == [len(PdfReader(tmp_path / "out.pdf").pages)]


def test_a_cancel_in_the_middle_leaves_nothing_half(qapp: object, pdf: bytes, tmp_path: Path) -> None:
    done: list[int] = []

    with pytest.raises(Stopped):
        paint(pdf, file_printer(tmp_path / "out.pdf"), lambda at, _: done.append(at), stop=lambda: bool(done))

    assert done == [1]
    assert not (tmp_path / "out.pdf").exists()


def test_a_report_that_was_cancelled_writes_no_file(desk: Desk, tmp_path: Path) -> None:
    def draw(desk: Desk, progress: Progress, stop: Stop) -> bytes:
        raise Stopped

    def quick(desk: Desk, progress: Progress, stop: Stop) -> bytes:
        return b"%PDF"

    assert carry_out(desk, Job("log", draw, folder=str(tmp_path / "pages"))) is None
    assert carry_out(desk, Job("log", quick, folder=str(tmp_path / "pages")), stop=lambda: True) is None
    assert not (tmp_path / "pages").exists()


def test_a_file_is_written_whole_and_its_place_is_said(desk: Desk, tmp_path: Path) -> None:
    done = carry_out(desk, Job("INC-1 log", lambda *_: b"%PDF-1.4", folder=str(tmp_path / "pages")))

    assert done == Printed(f"Written to {tmp_path / 'pages' / 'INC-1 log.pdf'}", tmp_path / "pages" / "INC-1 log.pdf")
    assert [path.name for path in (tmp_path / "pages").iterdir()] == ["INC-1 log.pdf"]


def test_a_printer_that_is_gone_is_refused_beside_its_field(qapp: object) -> None:
    with pytest.raises(Refused, match="not there any more") as refused:
        printer_called("Laser in the hall", "Handover 1")

    assert refused.value.field == "printer"


def test_a_folder_that_cannot_be_written_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(Refused, match="Choose another folder") as refused:
        carry_out(desk, Job("log", lambda *_: b"%PDF", folder=str(tmp_path / "file" / "pages")))

    assert refused.value.field == "folder"


@pytest.mark.parametrize(
    "typed", ["", "a\0b", "x" * 5000, "/dev/null/pages", "~nobody-of-this-name/pages", "a/" * 3000]
)
def test_a_folder_that_cannot_be_is_refused(typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refused) as refused:
        made_folder(typed)

    assert refused.value.field == "folder"


def test_a_refused_folder_takes_the_earlier_result_away(qtbot: QtBot, window_desk: QtDesk, tmp_path: Path) -> None:
    form = PrintForm(window_desk, None, "tasks")
    qtbot.addWidget(form)
    form.folder.setText(str(tmp_path))
    form.enter()
    written = form.result.text()
    form.folder.setText("")

    form.enter()

    assert written.startswith(f"Written to {tmp_path}")
    assert form.refusal() == "Say where the PDF goes."
    assert form.result.isHidden()
    assert form.show_page.isHidden()


def test_a_folder_may_be_the_operators_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert made_folder("~/pages") == tmp_path / "pages"


def test_a_ref_never_leads_out_of_the_folder() -> None:
    assert safe_name("../../etc/INC 1") == "------etc-INC-1"


def test_a_page_at_night_has_no_white(qapp: object, pdf: bytes) -> None:
    night = tinted(page_image(pdf, 0, 200), QColor("#FF7A6B"), QColor("#1B0907"))

    assert night.pixelColor(1, 1).name() == "#1b0907"


# --- the panel --------------------------------------------------------------------------------------------------------


@pytest.fixture
def form(qtbot: QtBot, window_desk: QtDesk, tmp_path: Path) -> Callable[[object], PrintForm]:
    """Opens the print panel about something; what it writes goes into a folder of the test."""

    def show(about: object) -> PrintForm:
        made = PrintForm(window_desk, None, about)
        qtbot.addWidget(made)
        made.folder.setText(str(tmp_path / "pages"))
        made.show()
        return made

    return show


def names(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "pages").iterdir())


def test_the_log_is_printed_from_its_screen(form: Callable[[object], PrintForm], tmp_path: Path) -> None:
    panel = form("log")
    QTest.keyClick(panel.folder, Qt.Key.Key_Return)

    assert names(tmp_path) == ["INC-2026-0001 log as at 2026-08-12 0743.pdf"]
    assert panel.result.text().startswith("Written to ")
    assert not panel.show_page.isHidden()
    assert panel.cancel.isHidden()


def test_a_part_of_the_log_says_that_it_is_a_part(
    form: Callable[[object], PrintForm], desk: Desk, clock: SetClock, window_desk: QtDesk, tmp_path: Path
) -> None:
    clock.advance(minutes=17)
    desk.do(write_note(), words="At eight.")
    clock.advance(minutes=30)
    desk.do(write_note(), words="At half past eight.")
    window_desk.refresh()
    panel = form("log")
    panel.range.setCurrentIndex(2)
    panel.start.setText("08:00")
    panel.end.setText("08:10")
    panel.enter()

    assert names(tmp_path) == ["INC-2026-0001 log from 2026-08-12 0800 as at 2026-08-12 0810.pdf"]
    [page] = PdfReader(tmp_path / "pages" / names(tmp_path)[0]).pages
    text = page.extract_text()
    assert "1 entry, recorded since 08:00; earlier ones are left out" in text
    assert ("At eight." in text, "declared" in text, "half past" in text) == (True, False, False)


def test_the_log_since_the_last_handover_needs_one(
    form: Callable[[object], PrintForm], desk: Desk, clock: SetClock, window_desk: QtDesk, tmp_path: Path
) -> None:
    panel = form("log")
    panel.range.setCurrentIndex(1)
    panel.enter()
    refused = panel.refusal()
    desk.do(sign_handover(desk.do(issue_handover("Day Coordinator")).made[0], "DC", "all"))
    window_desk.refresh()
    panel.enter()

    assert refused == "No handover was signed yet. Print the whole log."
    assert names(tmp_path) == ["INC-2026-0001 log from 2026-08-12 0743 as at 2026-08-12 0743.pdf"]


@pytest.mark.parametrize(("start", "end"), [("23:00", ""), ("soon", ""), ("", "")])
def test_a_time_in_which_nothing_was_recorded_is_refused(
    form: Callable[[object], PrintForm], start: str, end: str
) -> None:
    panel = form("log")
    panel.range.setCurrentIndex(2)
    panel.start.setText(start)
    panel.end.setText(end)
    panel.enter()

    assert panel.refusal()


def test_without_a_printer_it_says_where_the_pdf_goes(form: Callable[[object], PrintForm]) -> None:
    panel = form("log")

    assert panel._no_printer.text().startswith("No printer is set up on this desk. The PDF goes to")
    assert panel.button.text() == "Write the PDF"


def test_a_printer_needs_no_folder(form: Callable[[object], PrintForm]) -> None:
    panel = form("log")
    panel._offer(["Laser in the hall"])
    panel.printer.setCurrentIndex(1)
    shown = panel.folder.isVisible()
    QTest.keyClick(panel.printer, Qt.Key.Key_Return)

    assert not shown
    assert panel.button.text() == "Print"
    assert "not there any more" in panel.refusal()


def test_an_issued_handover_is_printed_again_and_with_its_signatures(
    form: Callable[[object], PrintForm], window_desk: QtDesk, desk: Desk, tmp_path: Path
) -> None:
    handover = desk.do(issue_handover("Day Coordinator")).made[0]
    desk.do(sign_handover(handover, "DC", "all"))
    window_desk.refresh()
    panel = form(handover)
    panel.enter()
    panel.signed.setChecked(False)
    panel.enter()

    assert names(tmp_path) == ["INC-2026-0001 handover 1 reprint.pdf", "INC-2026-0001 handover 1 signed.pdf"]
    assert panel.is_about(handover)
    assert not panel.is_about("log")


def test_a_cancelled_print_says_so(form: Callable[[object], PrintForm], tmp_path: Path) -> None:
    panel = form("log")

    def stopped(desk: Desk, progress: Progress, stop: Stop) -> bytes:
        progress(1, 3)
        panel.cancel.click()
        return b"%PDF"

    panel.print_out("log", stopped)

    assert panel.result.text() == "Cancelled. Nothing was printed."
    assert not (tmp_path / "pages").exists()


def test_every_report_can_be_drawn(demonstration: tuple[Database, Desk]) -> None:
    _, desk = demonstration
    for kind in ("systems", "tasks", "contacts", "messages", "log", "handover"):
        drawn: Any = partial(draw_report, kind=kind, paper="a4")

        assert page_sizes(drawn(desk, lambda *_: None, lambda: False))


def test_one_message_is_printed_on_a_sheet_of_its_own(
    form: Callable[[object], PrintForm], desk: Desk, window_desk: QtDesk, tmp_path: Path
) -> None:
    message_id = desk.do(send_message("ETA?", receiver="Kestrel Power")).made[0]
    window_desk.refresh()
    panel = form(message_id)
    chosen = panel.what.currentText()

    panel.enter()

    assert chosen == "Message M-01 (ICS 213)"
    assert names(tmp_path) == ["INC-2026-0001 message M-01.pdf"]


def test_control_p_prints_the_screen_that_is_shown(console: Console) -> None:
    console.do_action("handover", None)
    QTest.keyClick(console.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    assert console.panels.forms["print"].is_about("handover")
