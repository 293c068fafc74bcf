"""Tokens with their places, and where one clause ends and the next begins."""

from __future__ import annotations

import pytest

from app.entry.reading import read_line
from app.entry.tokens import LABELS, MARKS, STATUSES, TYPES
from tests.app.entry.table import Table


def spans(table: Table, text: str) -> list[tuple[str, str]]:
    return [(span.kind, text[span.start : span.end]) for span in read_line(text, table.vocabulary).spans]


def clauses(table: Table, text: str) -> list[str]:
    return [clause.word for clause in read_line(text, table.vocabulary).clauses]


@pytest.mark.parametrize(
    ("text", "kind", "token"),
    [
        ("/task Start it", "type", "/task"),
        ("/dec Divert", "type", "/dec"),
        ("@Kestrel Power sends a crew", "who", "@Kestrel Power"),
        ("@kestrel power sends a crew", "who", "@kestrel power"),
        ("@Kestrel sends a crew", "who", "@Kestrel"),
        ("/task Dip it @Lead Electrician", "who", "@Lead Electrician"),
        ("/task Dip it @Boiler Operator", "who", "@Boiler Operator"),
        ('by hand @"RT Lead".', "who", '@"RT Lead"'),
        ("(#GEN-2) is hot", "system", "#GEN-2"),
        ("#generator gen-2, hot", "system", "#generator gen-2"),
        ('#"Transfer switch CR2" is hot', "system", '#"Transfer switch CR2"'),
        ("Fuel low !2", "importance", "!2"),
        ("Dark ~02:35", "time", "~02:35"),
        ("Dark ~02:35:10.", "time", "~02:35:10"),
        ("Dark ~0235", "time", "~0235"),
        ("Dark ~2026-08-11T22:00", "time", "~2026-08-11T22:00"),
        ("/task x ^T-01", "ref", "^T-01"),
        ("/task x ^t1,", "ref", "^t1"),
        ("/correct ^13 right", "ref", "^13"),
        ("/correct ^B13 right", "ref", "^B13"),
        ("#GEN-2 =down", "status", "=down"),
        ("#GEN-2 =full+red bus", "status", "=full+red"),
        ('#GEN-2 =full+"red bus"', "status", '=full+"red bus"'),
        ("/task x by 09:05", "due", "by 09:05"),
        ("/task x in 20m", "due", "in 20m"),
        ("/task x in 1h30m", "due", "in 1h30m"),
        ("/task x in 45 minutes", "due", "in 45 minutes"),
        ("/call Security =ack by radio", "method", "by radio"),
        ("/call Security =ack in person", "method", "in person"),
        ("from Kestrel by red phone: yes", "method", "red phone"),
    ],
)
def test_a_token_is_read_where_it_stands(table: Table, text: str, kind: str, token: str) -> None:
    assert (kind, token) in spans(table, text)


@pytest.mark.parametrize(
    "text",
    [
        "and/or", "write to ops@larkspur.example", "/etc/passwd is open", "#13 is wrong", "x = 5", "a=b", "5 > 3",
        "50 % ! really", "C# code", "~20 min left", "temperature ~ 20", "^ up", "@ 04:10", "at 7 !", "in the ICU",
        "by hand", "by radio as usual", "24.3 °C", "test: dry", "from here on: nothing", "To do: dip the tank",
    ],
)  # fmt: skip
def test_plain_words_are_no_tokens(table: Table, text: str) -> None:
    assert spans(table, text) == []
    assert table.words(text) == text


@pytest.mark.parametrize(
    ("text", "token", "label"),
    [
        ("/c Security", "/c", "call, clock or correct?"),
        ("/nonsense", "/nonsense", "/nonsense is not known"),
        ("@County sends a car", "@County", "County EMS, County EOC or County Fire?"),
        ("@nobody says so", "@nobody", "@nobody is not known"),
        ("#boiler7 is hot", "#boiler7", "#boiler7 is not known: #BOILER?"),
        ("@kestral says so", "@kestral", "@kestral is not known: @Kestrel Power?"),
        ("#gen2 is hot", "#gen2", "#gen2 is not known: #GEN-2?"),
        ("80 EUR /t coal", "/t", "/t is short for /task only where a line begins"),
        ("Dark ~25:10", "~25:10", "~25:10 is not known"),
        ("/task x ^T-77", "^T-77", "^T-77 is not known"),
        ("Fuel !9", "!9", "!9 is not known"),
        ("#GEN-2 =quux", "=quux", "=quux is not a state of a system"),
        ("=quux", "=quux", "=quux is not a state: of what?"),
        ("^T-01 =voicemail", "=voicemail", "=voicemail is not a state of a task"),
    ],
)
def test_what_is_not_known_stays_text_and_says_what_was_meant(table: Table, text: str, token: str, label: str) -> None:
    [unknown] = [span for span in read_line(text, table.vocabulary).spans if span.kind == "unknown"]

    assert (text[unknown.start : unknown.end], unknown.label) == (token, label)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Fuel low", ["note"]),
        ("Fuel low\nand falling", ["note"]),
        ("Fuel low /event", ["event"]),
        ("Dip the tank /task !1", ["task"]),
        ("Feeder lost. /task Dip the tank", ["note", "task"]),
        ("/event Feeder lost /task Dip the tank /task Start it", ["event", "task", "task"]),
        ("Feeder lost\n/task Dip the tank\n^T-01 =start", ["note", "task", "note"]),
        ("Feeder lost\n#GEN-2 is hot", ["note"]),
        ("/decision Divert?\nyes | no\n> yes\nbecause no OR\n@Incident Commander\nby 09:00", ["decision"]),
        ("from Kestrel by phone: on the way\n#GEN-2 =part", ["message", "note"]),
    ],
)
def test_a_clause_begins_at_a_type_and_at_a_line_with_a_state(table: Table, text: str, words: list[str]) -> None:
    assert clauses(table, text) == words


def test_every_example_of_the_help_is_understood(table: Table) -> None:
    for entry_type in TYPES:
        kinds = [kind for kind, _ in spans(table, entry_type.example)]
        assert kinds, entry_type.example


def test_a_word_stands_once_in_its_table() -> None:
    assert len({one.word for one in TYPES}) == len(TYPES)
    assert len({(one.of, one.word) for one in STATUSES}) == len(STATUSES)
    assert len({(one.mark, one.kind) for one in MARKS}) == len(MARKS)
    assert len({one.word for one in LABELS}) == len(LABELS)
