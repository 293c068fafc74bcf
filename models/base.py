"""What every table stands on: the declarative base, ids, the stored types, and the tracked row."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import Any, ClassVar, Self
from uuid import UUID

import uuid_utils
from sqlalchemy import DateTime, Dialect, ForeignKey, MetaData, SmallInteger, String, Text, TypeDecorator, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

from models import terms
from models.codec import RowCodec


def new_id() -> UUID:
    """A UUIDv7: made before the first try and kept for every retry."""
    return UUID(int=uuid_utils.uuid7().int)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC to the microsecond; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[Any]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Word(TypeDecorator[StrEnum]):
    """A word of `models/terms.py`, kept as its text, so that a new word needs no migration."""

    impl = String(40)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    @property
    def python_type(self) -> type[Any]:
        return self.words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.words(value)


class Grade(TypeDecorator[IntEnum]):
    """A numbered word of `models/terms.py` (priority, tier), kept as its number."""

    impl = SmallInteger
    cache_ok = True

    def __init__(self, words: type[IntEnum]) -> None:
        super().__init__()
        self.words = words

    @property
    def python_type(self) -> type[Any]:
        return self.words

    def process_bind_param(self, value: IntEnum | None, dialect: Dialect) -> int | None:
        return None if value is None else self.words(value).value

    def process_result_value(self, value: int | None, dialect: Dialect) -> IntEnum | None:
        return None if value is None else self.words(value)


def _stored_types() -> dict[Any, Any]:
    stored: dict[Any, Any] = {UUID: Uuid(), datetime: Moment(), str: Text()}
    for word in vars(terms).values():
        if isinstance(word, type) and issubclass(word, StrEnum) and word is not StrEnum:
            stored[word] = Word(word)
        elif isinstance(word, type) and issubclass(word, IntEnum) and word is not IntEnum:
            stored[word] = Grade(word)
    return stored


class Base(DeclarativeBase):
    """The one declarative base; names of constraints are fixed so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = _stored_types()


class Tracked(MappedAsDataclass, Base, kw_only=True, eq=False):
    """A row whose every change stands in the log.

    Changed only by a command through `Desk.do`; never deleted, but marked with `removed_at`. Has no relationship, no
    server default and no mutable value, so that `was` and `now` are the whole truth.
    """

    __abstract__ = True

    REGISTRY: ClassVar[dict[str, type[Tracked]]] = {}
    CODEC: ClassVar[RowCodec]
    REF: ClassVar[str] = "ref"
    """The attribute by which operators and scripts name a row."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    removed_at: Mapped[datetime | None] = mapped_column(default=None)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "__tablename__" in cls.__dict__:
            for attribute in cls.__mapper__.column_attrs:
                attribute.active_history = True
            cls.CODEC = RowCodec({column.name: column.type.python_type for column in cls.__table__.columns})
            cls.REGISTRY[cls.__tablename__] = cls

    @property
    def scope_id(self) -> UUID:
        """The id of the station or incident in whose books this row's changes stand."""
        raise NotImplementedError

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Self:
        """A detached row from its encoded columns (see `models/codec.py`); what is missing is None."""
        return cls(**cls.CODEC.decode(state))


class StationRow(Tracked, kw_only=True, eq=False):
    """A row of the station: directory, register, seats."""

    __abstract__ = True

    station_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("station.id"), index=True)

    @property
    def scope_id(self) -> UUID:
        return self.station_id


class IncidentRow(Tracked, kw_only=True, eq=False):
    """A row of one incident."""

    __abstract__ = True

    incident_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("incident.id"), index=True)

    @property
    def scope_id(self) -> UUID:
        return self.incident_id
