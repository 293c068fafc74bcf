"""A table to write at: an incident with a row of each kind, its vocabulary, and what a line does there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from app.command import Operator
from app.desk import Desk
from app.entry.completing import Completing, complete
from app.entry.drafting import KnownEntry
from app.entry.plan import Plan, plan_line
from app.entry.vocabulary import Vocabulary
from models.picture import Picture

NOW = datetime(2026, 8, 12, 7, 43, tzinfo=UTC)
OPERATOR = Operator("Night Coordinator", "NC")


class Table:
    """An incident with a row of each kind, in a station whose clocks show UTC.

    No dataclass: Hypothesis would show all of it beside each text that fails.
    """

    def __init__(self, picture: Picture, vocabulary: Vocabulary, desk: Desk) -> None:
        self.picture = picture
        self.vocabulary = vocabulary
        self.desk = desk

    def plan(
        self,
        text: str,
        entries: Mapping[str, KnownEntry | None] | None = None,
        begun_at: datetime | None = None,
        letter: str = "A",
    ) -> Plan:
        """The plan of a line at 07:43."""
        known = {} if entries is None else entries
        return plan_line(text, self.picture, self.vocabulary, NOW, OPERATOR, begun_at, letter=letter, entries=known)

    def acts(self, text: str) -> list[tuple[str, dict[str, Any]]]:
        """The commands of a line with their arguments: rows by their refs, without what is not given."""
        plan = self.plan(text)
        assert plan.refusal is None, plan.refusal
        return [(one.command.name, self._shown(one.arguments)) for one in plan.bound]

    def _shown(self, arguments: dict[str, Any]) -> dict[str, Any]:
        made = ("task_id", "message_id", "countdown_id", "decision_id")
        shown = {name: self._called(value) for name, value in arguments.items()}
        return {name: value for name, value in shown.items()
                if value not in (None, False) and not (name in made and not isinstance(value, str))}  # fmt: skip

    def _called(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._called(one) for one in value]
        if isinstance(value, str) or value is None:
            return value
        return self._names.get(value, value)

    @property
    def _names(self) -> dict[Any, str]:
        known = {row.value.id: row.name for row in self.vocabulary.refs.all}
        known |= {system.id: system.ref for system, _ in self.picture.systems()}
        return known | {one.value.contact_id: one.name for one in self.vocabulary.who.all if one.value.contact_id}

    def said(self, text: str) -> dict[str, Any]:
        """What goes beside the commands."""
        plan = self.plan(text)
        assert plan.refusal is None, plan.refusal
        return plan.said

    def words(self, text: str) -> str:
        """The words of the entry."""
        return str(self.said(text)["words"])

    def refusal(self, text: str) -> str:
        """Why Enter cannot save a line yet."""
        plan = self.plan(text)
        assert plan.bound == ()
        return plan.refusal or ""

    def choices(self, text: str) -> list[str]:
        """What completes at the end of a text."""
        return [one.insert for one in self.completing(text).choices]

    def completing(self, text: str) -> Completing:
        """The completion at the end of a text."""
        return complete(text, len(text), self.vocabulary, NOW)
