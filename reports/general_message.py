"""One message on a sheet of its own, with its reply or room for one (ICS 213; HICS 213's third step)."""

from __future__ import annotations

from models import times
from models.message import Message
from reports.page import MM, Pages
from reports.picture_page import PicturePage
from reports.table import Cell, Column, Row, Table
from reports.text import BLACK, DARK, LINE, Style, fitting

TEXT = Style(11, 15)
STRONG = TEXT.strong()
POSTS = (STRONG, Style(9, 12, bold=True))
LABEL = Style(9, 12, grey=DARK)
PAD = 4.0
PITCH = 8 * MM
"""From one line for the pen to the next."""
REPLY_LINES = 5
GAP = 14.0
SIGNED = 30.0
"""The free height over a line to sign on."""
REPORT, FORM = "General message", "General message (ICS 213)"


def general_message_pdf(page: PicturePage, message: Message) -> bytes:
    """The message as PDF: the original above, the reply and what was done about it below."""
    pages = page.begun(REPORT, f"Message {message.ref}.", form=FORM)
    answer = next((one for one in page.picture.all(Message) if one.answers_id == message.id), None)
    _draw_original(page, pages, message)
    _draw_reply(page, pages, message, answer)
    return page.finished(pages, f"{REPORT} {message.ref}")


def _draw_original(page: PicturePage, pages: Pages, message: Message) -> None:
    local = message.sent_at.astimezone(page.picture.station.zone)
    way = ", ".join(part for part in (message.method, message.relay and f"relayed by {message.relay}") if part)
    _cells(pages, ("2  To", message.receiver), ("3  From", message.sender))
    _cells(
        pages,
        ("4  Subject, numbers", message.ref + (f", their no. {message.number}" if message.number else "")),
        ("5  Date", times.long_day_text(local.date())),
        ("6  Time", f"{local:%H:%M} {times.offset_text(local)}"),
        ("How", way[:1].upper() + way[1:] or "–"),
    )
    _cells(pages, ("7  Message", message.text), style=TEXT)
    by = f", by {page.clock(message.reply_by)}" if message.reply_by else ""
    asked = message.reply_required or message.reply_by is not None
    back = page.clock(message.read_back_at) if message.read_back_at else "No"
    _cells(pages, ("Reply required", f"Yes{by}" if asked else "No"), ("Read back", back))
    _sign(pages, "8  Approved by", message.sender)


def _draw_reply(page: PicturePage, pages: Pages, message: Message, answer: Message | None) -> None:
    if answer is not None:
        _cells(pages, (f"9  Reply {answer.ref}", answer.text), style=TEXT)
    else:
        _lined(pages, "9  Reply")
    if message.returned_at is not None:
        returned = f"{page.clock(message.returned_at)}: {message.action_taken}"
        _cells(pages, ("Returned to the originator, action taken", returned), style=TEXT)
    _sign(pages, "10  Replied by", answer.sender if answer else "", page.clock(answer.sent_at) if answer else "")


def _cells(pages: Pages, *told: tuple[str, str], style: Style = STRONG) -> None:
    """Labelled texts beside each other; a long one goes on over the next page."""
    columns = [Column(label, 1) for label, _ in told]
    pages.need(60)
    Table(pages, columns, pad=PAD).draw([Row(tuple(Cell(((text, style),)) for _, text in told))])
    pages.y -= 4


def _lined(pages: Pages, label: str) -> None:
    """Room for the pen."""
    pages.need(REPLY_LINES * PITCH + 16)
    pages.line((label, LABEL))
    for _ in range(REPLY_LINES):
        pages.y -= PITCH
        pages.ink.rule(pages.left, pages.y, pages.width, grey=LINE)
    pages.y -= 8


def _sign(pages: Pages, label: str, position: str, at: str = "") -> None:
    """Position, signature and time, each over its line; what is known stands there already."""
    pages.need(SIGNED + 30)
    pages.y -= 4
    pages.line((label, LABEL))
    pages.y -= SIGNED
    width = (pages.width - 2 * GAP) / 3
    for number, (below, known) in enumerate((("Position", position), ("Signature", ""), ("Date and time", at))):
        left = pages.left + number * (width + GAP)
        pages.ink.rule(left, pages.y, width, grey=BLACK)
        pages.ink.line(left, pages.y - 11, [(below, LABEL)])
        if known:
            pages.ink.line(left, pages.y + 5, fitting(known, POSTS, width))
    pages.y -= 28
