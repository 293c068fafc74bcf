"""The directory of contacts with their methods and groups, and the calls made to them in an incident."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from models.base import IncidentRow, StationRow
from models.terms import CallOutcome, Method


class Contact(StationRow, kw_only=True, eq=False):
    """A post or organisation that can be reached; never a private person's name."""

    __tablename__ = "contact"
    REF = "name"

    name: Mapped[str]
    role: Mapped[str | None] = mapped_column(default=None)
    external: Mapped[bool] = mapped_column(default=False)
    around_the_clock: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    alternate_id: Mapped[UUID | None] = mapped_column(Uuid(), ForeignKey("contact.id"), default=None)
    checked_at: Mapped[datetime | None] = mapped_column(default=None)
    """When its numbers were last found to be right (standards 5.3)."""


class ContactGroup(StationRow, kw_only=True, eq=False):
    """A contact's place in a group of the call-down, such as `Tier 1`; a contact may stand in several."""

    __tablename__ = "contact_group"
    REF = "id"

    contact_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("contact.id"))
    name: Mapped[str]


class ContactMethod(StationRow, kw_only=True, eq=False):
    """One way to reach a contact; `defect` says what was found wrong with it."""

    __tablename__ = "contact_method"
    REF = "id"

    contact_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("contact.id"))
    method: Mapped[Method]
    address: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    defect: Mapped[str | None] = mapped_column(default=None)


class CallAttempt(IncidentRow, kw_only=True, eq=False):
    """One attempt to reach a contact and how it ended (standards 5.3)."""

    __tablename__ = "call_attempt"
    REF = "id"

    contact_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("contact.id"))
    attempt: Mapped[int]
    method: Mapped[Method]
    address: Mapped[str | None] = mapped_column(default=None)
    called_at: Mapped[datetime]
    outcome: Mapped[CallOutcome]
    acknowledged_by: Mapped[str | None] = mapped_column(default=None)
    estimate_at: Mapped[datetime | None] = mapped_column(default=None)
    remark: Mapped[str | None] = mapped_column(default=None)

    @property
    def reached(self) -> bool:
        """Whether someone took it in; voicemail is not an answer."""
        return self.outcome is CallOutcome.ACKNOWLEDGED
