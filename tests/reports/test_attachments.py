"""Attachments on paper: named under their entry, with the digest that proves them."""

import hashlib

from app.commands.attachments import attach
from app.commands.logbook import write_note
from app.desk import Desk
from app.reporting import handover_report, log_report
from tests.reports.conftest import Texts

PHOTO = b"the nameplate of GEN-2"


def digest(content: bytes) -> str:
    """A SHA-256 as it is printed: in four groups."""
    whole = hashlib.sha256(content).hexdigest()
    return " ".join(whole[at : at + 16] for at in range(0, 64, 16))


def test_log_and_handover_name_the_attachments_of_an_entry(desk: Desk, pages: Texts) -> None:
    desk.do(
        write_note(),
        attach("photo.jpg", "image/jpeg", PHOTO),
        attach("plan.pdf", "application/pdf", b"%PDF"),
        words="Nameplate.",
    )

    for report in (log_report(desk), handover_report(desk)):
        text = " ".join(pages(report))
        assert f"Attachment 2-1 photo.jpg, 22 bytes, SHA-256 {digest(PHOTO)}" in text
        assert f"Attachment 2-2 plan.pdf, 4 bytes, SHA-256 {digest(b'%PDF')}" in text


def test_a_name_is_words(desk: Desk, pages: Texts) -> None:
    desk.do(attach("a<b>&\u202egpj.exe", "image/jpeg", PHOTO))

    text = " ".join(pages(log_report(desk)))

    assert "Attachment 2-1 a<b>&‹RLO›gpj.exe, 22 bytes" in text


def test_what_was_attached_later_is_not_on_an_earlier_page(desk: Desk, pages: Texts) -> None:
    first = desk.do(write_note(), words="Round done.")
    desk.clock.advance(minutes=5)  # type: ignore[attr-defined]
    desk.do(attach("photo.jpg", "image/jpeg", PHOTO))

    assert "photo.jpg" not in " ".join(pages(log_report(desk, first.recorded_at)))
