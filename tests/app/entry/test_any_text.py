"""Any text gives a plan or a plain note: never an exception, never a lost word."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.entry.completing import complete
from app.entry.drafting import KnownEntry
from app.entry.plan import Plan
from app.entry.quick import expand
from app.entry.reading import read_line
from app.errors import Refused
from app.text import clean_text
from models.base import new_id
from tests.app.entry.table import NOW, Table

PIECES = (
    *(
        "/note",
        "/event",
        "/task",
        "/dec",
        "/decision",
        "/call",
        "/message",
        "/request",
        "/answer",
        "/promise",
        "/clock",
    ),
    *("/correct", "/status", "/safety", "/c", "/nonsense", "@Kestrel Power", "@Kestrel", '@"RT Lead"', "@nobody"),
    *("#WATER", "#Water", "#quux", "#13", "!1", "!5", "!9", "~02:35", "~0235", "~25:99", "~2031-01-01T00:00"),
    *("^T-01", "^t2", "^M-01", "^M-02", "^P-01", "^CLK-1", "^D-01", "^13", "^B7", "^T-99", "=down", "=full+generator"),
    *(
        "=backup",
        "=na",
        "=start",
        "=done",
        "=verified",
        "=blocked",
        "=moved",
        "=given",
        "=ticked",
        "=ack",
        "=voicemail",
    ),
    *("=kept", "=broken", "=over", "=returned", "=readback", "=waived", "=stands", "=amended", "=ended", "=quux"),
    *("by 08:05", "by 03:05", "in 20m", "in 1h30m", "by 2020-01-01T00:00", "by phone", "by red phone", "in person"),
    *("from", "to", "from Kestrel by phone:", "to Kestrel:", "back", "Kestrel promises", "because", ">", "|", "?", ":"),
    *("test:", "waits:", "consulted:", "review:", "relay:", "number:", "T-01", "T-50", "D-09", "CLK-8", "UPS-1:"),
    *("water", "Fuel", "is", "low", "at", "24.3 °C", "«hot»", "(", ")", '"', "\n", "\n\n", "\t", ",", ".", "and"),
)


STRUCTURE = {"t2", "from", "to", "via", "on", "in", "by", "and", "because", "promises", "promised", "back"}
STRUCTURE |= {"test", "waits", "consulted", "review", "relay", "number"}
"""Plain words that part a line as marks do."""


def planned(table: Table, text: str) -> Plan:
    return table.plan(text, {"13": KnownEntry(new_id(), "13", "Two persons"), "B7": None})


def held(plan: Plan) -> str:
    """Everything that the plan keeps of the text."""
    kept = [plan.said.get("words", ""), plan.said.get("party", "")]
    for bound in plan.bound:
        for value in bound.arguments.values():
            kept += value if isinstance(value, list) else [value]
    return "\n".join(str(one) for one in kept)


def check(table: Table, text: str) -> None:
    vocabulary = table.vocabulary
    read = read_line(text, vocabulary)

    ends = 0
    for span in read.spans:
        assert ends <= span.start < span.end <= len(text)
        ends = span.end
    assert read_line(text, vocabulary).spans == read.spans
    plan = planned(table, text)
    assert {(span.start, span.end) for span in plan.spans} <= {(span.start, span.end) for span in read.spans}
    assert (plan.refusal is None) == bool(plan.bound)
    assert (plan.refusal is None) == bool(plan.saves)
    completing = complete(text, len(text), vocabulary, NOW)
    assert 0 <= completing.start <= completing.end <= len(text)
    if plan.refusal is None:
        assert lost_words(text, plan) == []


def lost_words(text: str, plan: Plan) -> list[str]:
    """Words of the text that stand in no token and that nothing of the plan holds."""
    plain, at = [], 0
    for span in plan.spans:
        if span.kind != "unknown":
            plain.append(text[at : span.start])
            at = span.end
    plain.append(text[at:])
    kept = {word.lower() for word in re.findall(r"\w+", held(plan))}
    return [word for word in re.findall(r"\w+", " ".join(plain)) if word.lower() not in kept | STRUCTURE]


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.characters(), max_size=200))
def test_any_characters_give_a_plan(table: Table, text: str) -> None:
    check(table, text)


@settings(max_examples=600, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=14), gap=st.sampled_from((" ", " ", " ", "", "\n")))
def test_any_tokens_give_a_plan(table: Table, pieces: list[str], gap: str) -> None:
    check(table, gap.join(pieces))


@settings(max_examples=200, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=10), cursor=st.integers(0, 120))
def test_completing_stays_in_the_text(table: Table, pieces: list[str], cursor: int) -> None:
    vocabulary = table.vocabulary
    text = " ".join(pieces)
    at = min(cursor, len(text))

    completing = complete(text, at, vocabulary, NOW)
    expansion = expand(text, at, vocabulary.quick_texts)

    assert 0 <= completing.start <= completing.end <= at
    assert expansion is None or expansion.end == at


@settings(max_examples=100, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=10))
def test_what_is_planned_is_saved_or_refused_in_a_sentence(table: Table, pieces: list[str]) -> None:
    plan = planned(table, " ".join(pieces))

    with contextlib.suppress(Refused):
        assert table.desk.do(*plan.bound, **plan.said).number


HOSTILE = (
    "", " ", "\n", "\x00", "\ud800", "\u202e drow", "مرحبا #WATER =down", "@" * 300, "/" * 300, "#" * 2_000, "=" * 500,
    "^" * 500, "~" * 500, "! " * 5_000, "/task " * 400, "#WATER =down " * 300, "by 08:05 " * 500, "|" * 1_000,
    "/decision " + "a | " * 2_000, "a" * 20_000, "é" * 20_001, "/call " + "@Kestrel Power " * 500,
    "from " * 3_000 + ":", "\n/note" * 500, '@"' * 4_000, "test: " * 3_000, "/task " + "waits: a; " * 1_000,
    "because " * 2_000, "Kestrel promises " * 500 + "by 08:05", "back " * 3_000 + "in 20m", "İ" * 300 + " @Kestrel",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
def test_hostile_texts_give_a_plan(table: Table, text: str) -> None:
    check(table, text)


def test_what_an_entry_cannot_hold_is_refused_in_a_sentence(table: Table) -> None:
    assert clean_text("a" * 20_000)

    assert "20,001 characters" in (planned(table, "a" * 20_001).refusal or "")
