"""Attachments: kept once with their digest, named by their entry, read back as they were, and verified."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from app.attachments import bytes_of, save_copy, saved_name
from app.commands.attachments import attach
from app.commands.incidents import close_incident, declare_incident, resolve_incident
from app.commands.logbook import write_note
from app.desk import Desk, Receipt
from app.errors import Refused
from app.files_in import MOST_BYTES, MOST_FILES
from app.logbook import log_line
from app.moving import move_offer
from app.picture import picture_at
from app.verify import verify_log
from models import log
from models.attached import attached_to
from models.attachment import Attached, Attachment, Blob
from models.base import new_id

PHOTO = b"\xff\xd8 the nameplate of GEN-2"


def attached(desk: Desk, receipt: Receipt) -> list[Attached]:
    line = desk.ask(log_line(receipt.entry_id))
    assert line is not None
    return attached_to(desk.ask(picture_at()), line.entry)


def blobs(desk: Desk) -> int:
    return desk.ask(lambda look: look.session.scalar(select(func.count()).select_from(Blob)) or 0)


def test_a_file_goes_into_the_log_with_its_entry(desk: Desk) -> None:
    receipt = desk.do(write_note(), attach("photo.jpg", "image/jpeg", PHOTO), words="Nameplate of GEN-2.")

    [kept] = attached(desk, receipt)
    assert receipt.sentence == "File photo.jpg (25 bytes) attached."
    assert (kept.called, kept.row.size) == ("2-1", 25)
    assert kept.row.digest == hashlib.sha256(PHOTO).hexdigest()
    assert desk.ask(bytes_of(kept.row)) == PHOTO
    assert desk.ask(verify_log()).problems == []


def test_files_of_an_entry_keep_their_places_and_the_same_bytes_are_kept_once(desk: Desk) -> None:
    receipt = desk.do(attach("a.jpg", "image/jpeg", PHOTO), attach("b.jpg", "image/jpeg", PHOTO))

    assert [one.called for one in attached(desk, receipt)] == ["2-1", "2-2"]
    assert blobs(desk) == 1


def test_a_retry_under_the_same_id_never_doubles(desk: Desk) -> None:
    entry_id = new_id()

    receipts = [desk.do(attach("a.jpg", "image/jpeg", PHOTO), entry_id=entry_id) for _ in range(2)]

    assert receipts[0].number == receipts[1].number
    assert len(attached(desk, receipts[0])) == 1


def test_a_refused_entry_leaves_no_bytes(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.do(attach("a.jpg", "image/jpeg", PHOTO), attach("b.jpg", "image/jpeg", b""))

    assert blobs(desk) == 0


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"content": b""}, "photo.jpg is empty. There is nothing to attach."),
        (
            {"content": b"x" * (MOST_BYTES + 1)},
            "photo.jpg is too large: an attachment has 20 MB at the most. Nothing of it was taken.",
        ),
        ({"name": " "}, "Say what the file is called."),
        ({"media_type": ""}, "Say what kind of file it is."),
    ],
)
def test_what_is_no_attachment_is_refused(desk: Desk, given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        desk.do(attach(**{"name": "photo.jpg", "media_type": "image/jpeg", "content": PHOTO} | given))

    assert str(refused.value) == sentence


def test_an_entry_carries_ten_files(desk: Desk) -> None:
    with pytest.raises(Refused, match="An entry carries 10 files at the most"):
        desk.do(*(attach(f"{number}.txt", "text/plain", b"x") for number in range(MOST_FILES + 1)))


def test_a_closed_incident_still_takes_a_note_with_a_file(desk: Desk) -> None:
    desk.do(resolve_incident())
    desk.do(close_incident())

    receipt = desk.do(write_note(), attach("damage.jpg", "image/jpeg", PHOTO), words="Damage in electrical room B2.")

    assert [one.row.name for one in attached(desk, receipt)] == ["damage.jpg"]


def test_who_moves_an_entry_is_told_that_its_files_stay(desk: Desk) -> None:
    other = desk.do(declare_incident("Chilled water lost"))
    desk.do(attach("photo.jpg", "image/jpeg", PHOTO))

    offer = desk.ask(move_offer(None, desk.seat_id))

    assert [one.id for one in offer.others] == [other.scope_id]
    assert offer.stays == ("attachment photo.jpg",)


def test_a_name_with_folders_is_a_name_without(desk: Desk) -> None:
    receipt = desk.do(attach("../../etc/passwd\n", "text/plain", b"x"))

    assert [one.row.name for one in attached(desk, receipt)] == ["passwd"]


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("photo.jpg", "41-1 photo.jpg"),
        ("bill\u202egpj.exe", "41-1 bill-gpj.exe"),
        ('a<b>:"|?*.txt', "41-1 a-b------.txt"),
        (".profile", "41-1 profile"),
        ("توقف.pdf", "41-1 توقف.pdf"),
        ("é" * 120 + ".jpeg", "41-1 " + "é" * 85 + ".jpeg"),
        ("CON", "41-1 CON"),
    ],
)
def test_the_name_of_a_copy_can_lead_nowhere(name: str, saved: str) -> None:
    row = Attachment(
        incident_id=new_id(), entry_id=new_id(), position=1, name=name, media_type="text/plain", size=1, digest=""
    )

    made = saved_name(Attached(row, "41"))

    assert made == saved
    assert Path(made).name == made
    assert len(made.encode()) <= 180


@pytest.fixture
def damaged(desk: Desk) -> Desk:
    """A desk whose attachment can be damaged: the trigger that keeps blobs from it is gone."""
    desk.do(attach("photo.jpg", "image/jpeg", PHOTO))
    with desk.database.writer.begin() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='blob'")
        for (name,) in names.all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
    return desk


def test_verify_finds_bytes_that_were_changed(damaged: Desk) -> None:
    with damaged.database.writer.begin() as connection, log.sealing(connection):
        connection.execute(update(Blob.__table__).values(content=b"another picture"))  # type: ignore[arg-type]

    assert damaged.ask(verify_log()).problems == [
        "Attachment 2-1 photo.jpg: its bytes are not those that were attached (SHA-256 differs)."
    ]


def test_verify_finds_bytes_that_are_gone(damaged: Desk) -> None:
    with damaged.database.writer.begin() as connection, log.sealing(connection):
        connection.execute(delete(Blob.__table__))  # type: ignore[arg-type]

    assert damaged.ask(verify_log()).problems == ["Attachment 2-1 photo.jpg: its bytes are missing."]


def test_changed_bytes_are_not_shown(damaged: Desk) -> None:
    [kept] = damaged.ask(picture_at()).all(Attachment)
    with damaged.database.writer.begin() as connection, log.sealing(connection):
        connection.execute(update(Blob.__table__).values(content=b"another picture"))  # type: ignore[arg-type]

    with pytest.raises(Refused, match="is not what was kept"):
        damaged.ask(bytes_of(kept))


def test_a_copy_is_saved_beside_what_is_there(desk: Desk, tmp_path: Path) -> None:
    [kept] = attached(desk, desk.do(attach("photo.jpg", "image/jpeg", PHOTO)))

    places = [save_copy(desk, kept, str(tmp_path / "copies")) for _ in range(2)]

    assert [place.name for place in places] == ["2-1 photo.jpg", "2-1 photo 2.jpg"]
    assert [place.read_bytes() for place in places] == [PHOTO, PHOTO]


def test_a_copy_that_cannot_be_saved_is_told_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    [kept] = attached(desk, desk.do(attach("photo.jpg", "image/jpeg", PHOTO)))
    (tmp_path / "file").touch()

    with pytest.raises(Refused, match="Choose another folder"):
        save_copy(desk, kept, str(tmp_path / "file"))

    assert (tmp_path / "file").read_bytes() == b""
