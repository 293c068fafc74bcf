"""A table as it would come into the register: each row beside the system of the same ref, before anything is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app.command import Bound
from app.commands.register import check_entry, edit_system, register_system
from app.csv_in import Sheet, SheetRow, columns_of
from app.errors import Refused
from app.import_plan import Outcome, Plan, PlannedRow, unused_columns
from app.register import COLUMNS, rto_from, rto_text, tier_from
from app.text import clean_text
from models.picture import Picture
from models.system import System
from models.terms import Tier

WORDS: dict[str, Sequence[str]] = {
    "ref": ("reference", "code", "id", "tag", "asset", "kürzel", "kennung", "kennzeichen", "anlagennummer", "akz"),
    "name": ("system", "title", "description", "bezeichnung", "anlage", "benennung"),
    "group": ("area", "category", "bereich", "gruppe", "gewerk", "kategorie"),
    "tier": ("priority", "class", "criticality", "stufe", "klasse", "priorität", "kritikalität"),
    "location": ("place", "room", "building", "site", "ort", "standort", "raum", "gebäude"),
    "owner": ("responsible", "department", "post", "zuständig", "verantwortlich", "eigentümer", "abteilung"),
    "rto_minutes": (
        "rto", "rto minutes", "rto min", "restore within", "time to restore", "wiederanlauf", "wiederanlaufzeit",
        "wiederherstellungszeit",
    ),
}  # fmt: skip
"""What the head of a column may say, in English and German."""
NEEDED = ("ref", "name", "group", "tier")
"""What a system that is new must have."""
READ: dict[str, Callable[[str], Any]] = {"tier": tier_from, "rto_minutes": rto_from}
"""How a cell is read where it is not just text."""


def plan_register(sheet: Sheet, picture: Picture) -> Plan:
    """What an import of this table would do to the register. Raises `Refused` where no column names the systems.

    A column that is missing leaves its field as it is; a cell that is empty clears it.
    """
    columns = columns_of(sheet.header, WORDS)
    if "ref" not in columns:
        raise Refused("No column holds the refs. Name one of them Ref (or Kürzel).", field="path")
    planner = _Planner(columns, picture.all(System, removed=True))
    rows = tuple(planner.plan(row, len(sheet.header)) for row in sheet.rows)
    return Plan("systems", sheet, rows, unused_columns(sheet, list(columns.values())))


class _Planner:
    """Goes through the rows once; a ref that stands twice is refused the second time."""

    def __init__(self, columns: dict[str, int], register: Sequence[System]) -> None:
        self._columns = columns
        self._register = {system.ref.casefold(): system for system in register}
        self._register |= {system.ref: system for system in register}  # older registers may have both GEN-2 and Gen-2
        self._lines: dict[str, int] = {}

    def plan(self, row: SheetRow, width: int) -> PlannedRow:
        """One row: what becomes of it, or why it is refused."""
        about = " ".join(row.cells[self._columns[name]] for name in ("ref", "name") if name in self._columns)
        try:
            if len(row.cells) > width:
                raise Refused(f"It has {len(row.cells)} cells, the head has {width}.")
            outcome, says, act = self._planned(self._read(row), row.line)
        except Refused as refused:
            return PlannedRow(row.line, about, Outcome.REFUSED, str(refused), row.cells)
        return PlannedRow(row.line, about, outcome, says, row.cells, () if act is None else (act,))

    def _read(self, row: SheetRow) -> dict[str, Any]:
        """The fields of a row, each as its column holds it."""
        held: dict[str, Any] = {}
        for name, at in self._columns.items():
            text = clean_text(row.cells[at], name)
            held[name] = _cell(name, text)
        check_entry(held)
        return held

    def _planned(self, held: dict[str, Any], line: int) -> tuple[Outcome, str, Bound | None]:
        ref = held["ref"]
        if line_before := self._lines.get(ref.casefold()):
            raise Refused(f"{ref} stands on line {line_before} already.")
        self._lines[ref.casefold()] = line
        system = self._register.get(ref) or self._register.get(ref.casefold())
        if system is None:
            return Outcome.NEW, _as_new(held), register_system(**held)
        if system.removed_at is not None:
            raise Refused(f"{system.ref} was taken out of the register. Bring it back first.")
        return _as_changed(system, held)


def _cell(name: str, text: str) -> Any:
    if name in READ and (text or name == "tier"):
        return READ[name](text)
    return text or None


def _as_new(held: dict[str, Any]) -> str:
    missing = [column.head for column in COLUMNS if column.field in NEEDED and column.field not in held]
    if missing:
        raise Refused(f"It is new, and there is no column {missing[0]}.")
    return ", ".join(_shown(name, held[name]) for name in ("group", "tier", "location", "owner") if held.get(name))


def _as_changed(system: System, held: dict[str, Any]) -> tuple[Outcome, str, Bound | None]:
    """The fields that differ; the command is refused if one of them is changed before it is carried out."""
    shown = {name: getattr(system, name) for name in held if name != "ref"}
    changed = {name: held[name] for name, value in shown.items() if held[name] != value}
    if not changed:
        return Outcome.SAME, "", None
    heads = {column.field: column.head for column in COLUMNS}
    says = [f"{heads[name]}: {_shown(name, shown[name])} → {_shown(name, value)}" for name, value in changed.items()]
    act = edit_system(system_id=system.id, **changed).seen(System, system.id, **{name: shown[name] for name in changed})
    return Outcome.CHANGED, ", ".join(says), act


def _shown(name: str, value: Any) -> str:
    match value:
        case Tier():
            return f"tier {value.value}" if name == "tier" else str(value.value)
        case int():
            return rto_text(value)
    return str(value) if value else "nothing"
