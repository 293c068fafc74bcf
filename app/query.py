"""Queries: functions that read with a `Look`, bound by `@query` and answered by `Desk.ask`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Look:
    """What a query reads with: a session of the read engine, the station, the desk's incident, and the moment.

    `as_at` is None for now; else everything is shown as it was known at that moment.
    """

    session: Session
    station_id: UUID
    incident_id: UUID | None
    as_at: datetime | None


Query = Callable[[Look], T]


def query(function: Callable[Concatenate[Look, P], T]) -> Callable[P, Query[T]]:
    """Make a function of a `Look` into a query: calling it gives what `Desk.ask` takes."""

    def bind(*args: P.args, **kwargs: P.kwargs) -> Query[T]:
        return lambda look: function(look, *args, **kwargs)

    bind.__doc__ = function.__doc__
    bind.__name__ = function.__name__
    bind.__module__ = function.__module__
    return bind
