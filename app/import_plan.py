"""What an import would do, row by row, before it is done: new, changed, the same, or refused and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.command import Bound
from app.csv_in import Sheet


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class PlannedRow:
    """A row of the file: what it is about, what becomes of it and in which words, and the commands that do it."""

    line: int
    about: str
    outcome: Outcome
    says: str
    cells: tuple[str, ...]
    acts: tuple[Bound, ...] = ()


@dataclass(frozen=True)
class Plan:
    """All rows of a table as they would be imported; `what` names them in the plural: `systems`."""

    what: str
    sheet: Sheet
    rows: tuple[PlannedRow, ...]
    unused: tuple[str, ...] = ()
    """The columns that mean nothing to us."""

    @property
    def acts(self) -> list[Bound]:
        """What the import does, in the order of the file."""
        return [act for row in self.rows for act in row.acts]

    @property
    def refused(self) -> list[PlannedRow]:
        """The rows that are not imported."""
        return [row for row in self.rows if row.outcome is Outcome.REFUSED]

    @property
    def counts(self) -> str:
        """`3 new, 2 changed, 30 the same, 1 refused`."""
        counts = Counter(row.outcome for row in self.rows)
        words = {Outcome.SAME: "the same"}
        said = [f"{counts[one]} {words.get(one, one.value)}" for one in Outcome if counts[one]]
        return ", ".join(said)

    @property
    def words(self) -> str:
        """What the log says of it."""
        return f"{self.what.capitalize()} imported from {self.sheet.name}: {self.counts}."

    def refused_table(self) -> list[Sequence[str]]:
        """The refused rows as a table: line and reason, then the cells as they were."""
        rows = [(str(row.line), row.says, *row.cells) for row in self.refused]
        return [("Line", "Refused because", *self.sheet.header), *rows]


def unused_columns(sheet: Sheet, used: Sequence[int]) -> tuple[str, ...]:
    """The heads of the columns that no field was found for."""
    return tuple(head for at, head in enumerate(sheet.header) if at not in used and head)
