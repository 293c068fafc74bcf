"""Messages between the desk and others, numbered as they were sent or came in (ICS 213, ICS 309)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from models.base import IncidentRow
from models.terms import Method
from models.times import to_the_minute


class Message(IncidentRow, kw_only=True, eq=False):
    """A message from somebody to somebody; where a reply is required it is unanswered until one is tied to it.

    The originator's `number` stays with it through relays (ICS 309). `answers_id` is the message that it answers.
    """

    __tablename__ = "message"
    __table_args__ = (UniqueConstraint("incident_id", "ref"),)

    ref: Mapped[str]
    sender: Mapped[str]
    """From: a post or an organisation (ICS 213 block 3)."""
    receiver: Mapped[str]
    """To: a post or an organisation (ICS 213 block 2)."""
    outgoing: Mapped[bool]
    """Whether it left this desk; else it came in."""
    text: Mapped[str]
    sent_at: Mapped[datetime]
    method: Mapped[Method | None] = mapped_column(default=None)
    relay: Mapped[str | None] = mapped_column(default=None)
    """Through whom it went."""
    number: Mapped[str | None] = mapped_column(default=None)
    """The originator's own number for it."""
    contact_id: Mapped[UUID | None] = mapped_column(Uuid(), ForeignKey("contact.id"), default=None)
    """The other side, where it stands in the directory."""
    reply_required: Mapped[bool] = mapped_column(default=False)
    reply_by: Mapped[datetime | None] = mapped_column(default=None)
    read_back_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the receiver repeated it."""
    answers_id: Mapped[UUID | None] = mapped_column(Uuid(), ForeignKey("message.id"), default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    returned_at: Mapped[datetime | None] = mapped_column(default=None)
    """When it went back to the originator with what was done (ICS 213, third step)."""
    action_taken: Mapped[str | None] = mapped_column(default=None)

    @property
    def unanswered(self) -> bool:
        """Whether a reply is owed and none is tied to it; a voicemail is none."""
        return self.reply_required and self.answered_at is None and self.returned_at is None

    @property
    def party(self) -> str:
        """The other side: who sent it to the desk, or whom the desk sent it to."""
        return self.receiver if self.outgoing else self.sender

    def late_at(self, moment: datetime) -> bool:
        """Whether its reply was asked for by a time at least a minute before this moment, and is still owed."""
        return self.unanswered and self.reply_by is not None and self.reply_by < to_the_minute(moment)
