"""A table as it would come into the directory: each row beside the contact of its name, before anything is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from app.command import Bound
from app.commands.directory import add_contact, edit_contact, set_groups
from app.commands.methods import add_method, edit_method
from app.contacts import CallDown, call_down
from app.csv_in import Sheet, SheetRow, columns_of
from app.errors import Refused
from app.import_plan import Outcome, Plan, PlannedRow, unused_columns
from app.text import clean_text
from models.base import new_id
from models.contact import Contact, ContactGroup, ContactMethod
from models.picture import Picture
from models.terms import Method

WORDS: dict[str, Sequence[str]] = {
    "name": ("contact", "post", "organisation", "organization", "kontakt", "bezeichnung", "stelle"),
    "role": ("function", "what it does", "funktion", "rolle", "aufgabe"),
    "external": ("outside", "extern"),
    "around_the_clock": ("24/7", "24h", "around the clock", "rund um die uhr"),
    "alternate_id": ("alternate", "deputy", "stands in", "stellvertreter", "vertretung"),
    "groups": ("group", "gruppe", "gruppen"),
    "phone": ("telephone", "number", "telefon", "festnetz", "rufnummer"),
    "mobile": ("cell", "cell phone", "mobil", "handy", "mobiltelefon"),
    "red phone": ("rotes telefon",),
    "radio": ("channel", "funk", "kanal"),
    "pager": ("melder", "funkmelder"),
    "e-mail": ("mail",),
}
"""What the head of a column may say, in English and German."""
MOST_CONTACTS = 1_000
"""Each is a contact, its numbers and its groups; twice as many would keep other desks waiting for too long."""
YES = ("yes", "y", "true", "1", "x", "24/7", "external", "ja", "j", "extern")
NO = ("", "no", "n", "false", "0", "-", "internal", "nein", "intern")
TICKS = ("external", "around_the_clock")
COLUMNS = ("role", *TICKS, "alternate_id")
HEADS = {"around_the_clock": "24/7", "alternate_id": "alternate"}


def plan_directory(sheet: Sheet, picture: Picture) -> Plan:
    """What an import of this table would do to the directory. Raises `Refused` where no column names the contacts.

    A column that is missing leaves its field as it is; a cell that is empty clears it, but takes no number away. An
    alternate stands in the directory already, or further up in the table.
    """
    columns = columns_of(sheet.header, WORDS)
    if "name" not in columns:
        raise Refused("No column holds the names. Call one of them Name (or Kontakt).", field="path")
    if len(sheet.rows) > MOST_CONTACTS:
        raise Refused(f"It has more than {MOST_CONTACTS:,} contacts. Split it.", field="path")
    planner = _Planner(columns, call_down(picture))
    rows = tuple(planner.plan(row, len(sheet.header)) for row in sheet.rows)
    return Plan("contacts", sheet, rows, unused_columns(sheet, list(columns.values())))


class _Planner:
    """Goes through the rows once; a name that stands twice is refused the second time."""

    def __init__(self, columns: dict[str, int], down: CallDown) -> None:
        self._columns, self._down = columns, down
        self._ids = {one.name.casefold(): one.id for one in down.contacts.values()}
        self._lines: dict[str, int] = {}

    def plan(self, row: SheetRow, width: int) -> PlannedRow:
        """One row: what becomes of it, or why it is refused."""
        about = row.cells[self._columns["name"]]
        try:
            if len(row.cells) > width:
                raise Refused(f"It has {len(row.cells)} cells, the head has {width}.")
            outcome, says, acts = self._planned(about, row)
        except Refused as refused:
            return PlannedRow(row.line, about, Outcome.REFUSED, str(refused), row.cells)
        return PlannedRow(row.line, about, outcome, says, row.cells, tuple(acts))

    def _planned(self, about: str, row: SheetRow) -> tuple[Outcome, str, list[Bound]]:
        name = clean_text(about, "name")
        if not name:
            raise Refused("It has no name.")
        if line := self._lines.get(name.casefold()):
            raise Refused(f"{name} stands on line {line} already.")
        held, groups, numbers = self._columns_held(row), self._groups(row), self._numbers(row)
        self._lines[name.casefold()] = row.line
        known = self._ids.get(name.casefold())
        if known is None or known not in self._down.contacts:
            contact_id = self._ids[name.casefold()] = new_id()
            return Outcome.NEW, *_as_new(contact_id, name, held, groups or [], numbers)
        return self._as_changed(self._down.contacts[known], held, groups, numbers)

    def _cell(self, row: SheetRow, name: str) -> str | None:
        """The text of a cell; None where the table has no such column."""
        return clean_text(row.cells[self._columns[name]], name) if name in self._columns else None

    def _columns_held(self, row: SheetRow) -> dict[str, Any]:
        """The fields of a row, each as its column holds it."""
        cells = {name: text for name in COLUMNS if (text := self._cell(row, name)) is not None}
        held: dict[str, Any] = {}
        for name, text in cells.items():
            held[name] = _ticked(text) if name in TICKS else text or None
        if alternate := held.get("alternate_id"):
            held["alternate_id"] = self._ids.get(alternate.casefold())
            if held["alternate_id"] is None:
                raise Refused(f"{alternate} is not in the directory, nor further up in the table.")
        return held

    def _groups(self, row: SheetRow) -> list[str] | None:
        text = self._cell(row, "groups")
        return None if text is None else [name for part in _parts(text) if (name := part.strip())]

    def _numbers(self, row: SheetRow) -> dict[Method, str]:
        return {method: text for method in Method if (text := self._cell(row, method.value))}

    def _as_changed(
        self, contact: Contact, held: dict[str, Any], groups: list[str] | None, numbers: dict[Method, str]
    ) -> tuple[Outcome, str, list[Bound]]:
        """What differs; the import is refused if one of the fields is changed before it is carried out."""
        changed = {name: value for name, value in held.items() if value != getattr(contact, name)}
        says, acts = [HEADS.get(name, name) for name in changed], list[Bound]()
        if changed:
            shown = {name: getattr(contact, name) for name in changed}
            acts.append(edit_contact(contact_id=contact.id, **changed).seen(Contact, contact.id, **shown))
        if groups is not None and sorted(groups) != sorted(self._down.groups.get(contact.id, [])):
            says.append("groups")
            known = self._down.groups.get(contact.id, [])
            bound = set_groups(contact_id=contact.id, groups=groups)
            acts.append(bound.seen_rows(ContactGroup, "name", known, "groups", contact_id=contact.id))
        for method, address in numbers.items():
            if act := _number(self._down.ways.get(contact.id, []), contact.id, method, address):
                says.append(f"{method.value} {address}")
                acts.append(act)
        return (Outcome.CHANGED if acts else Outcome.SAME), ", ".join(says), acts


def _as_new(
    contact_id: UUID, name: str, held: dict[str, Any], groups: list[str], numbers: dict[Method, str]
) -> tuple[str, list[Bound]]:
    acts = [add_contact(contact_id=contact_id, name=name, **held)]
    acts += [add_method(contact_id, method, address) for method, address in numbers.items()]
    acts += [set_groups(contact_id=contact_id, groups=groups)] if groups else []
    said = [f"{method.value} {address}" for method, address in numbers.items()]
    return ", ".join([*said, *groups]), acts


def _number(known: list[ContactMethod], contact_id: UUID, method: Method, address: str) -> Bound | None:
    """The number of a cell: there already, instead of the only one of its kind, or one more."""
    if any(way.address == address for way in known):
        return None
    same = [way for way in known if way.method is method]
    if len(same) == 1:
        only = same[0]
        return edit_method(method_id=only.id, address=address).seen(ContactMethod, only.id, address=only.address)
    return add_method(contact_id, method, address)


def _ticked(text: str) -> bool:
    if text.casefold() not in (*YES, *NO):
        raise Refused(f"“{text}” is neither yes nor no.")
    return text.casefold() in YES


def _parts(text: str) -> list[str]:
    return text.replace(";", ",").replace("\n", ",").split(",")
