"""Lines as they are written at four in the morning: a plain sentence is a note with all its words and does nothing."""

from __future__ import annotations

from typing import Any

import pytest

from models.terms import EntryKind
from tests.app.entry.table import Table

PLAIN = (
    "I/O module lost comms, A/C off and/or tripped, vendor is 24/7",
    "Water leak in room #4, told her to call #4711",
    "#2 pump is noisy again!!!",
    "Feeder B back @0400 according to Tri-Valley",
    "Send it to ops@larkspur.example please",
    "12,500 $ / day, £9,800 for the 2nd week",
    "Fuel = 3750 gal, burn = 51.8 gal/h => 72 h",
    "~20 min until the crew is here",
    "10^3 litres gone, ^ see above",
    "by the way the coffee machine is dead",
    "in 2 min he said, not 20",
    "he told me by radio that the ramp is icy",
    "Kestrel wants a decision by noon",
    "1) check doors 2) check lights",
    'he typed "#GEN-2 =down" and “/task Start it by 09:00”',
    "(/task is the word)",
    "temp went up 2 °C in 15 min",
    "Aufzug steht, Feuerwehr kommt in 10 min",
    "¿dónde está la llave? ¡urgente!",
    "GEN-2 is down, T-01 done, P-01 kept",
    "we decided to keep the diversion because CT is dark",
    "no wait, three persons",
    "To do: check the battery room",
    "from here on: radio channel 3",
    "waits: for nobody. test: none",
    "see /srv/plans/riser4.pdf",
    "Need 3 ppl @ loading dock",
    "price is 5 $/gal @ 3750 gal = 18750 $",
)
LEFT = (
    ("12,500 $ /d for the chiller", "/d is short for /decision only where a line begins"),
    ("80 EUR /t coal", "/t is short for /task only where a line begins"),
    ("@kestral has a crew", "@kestral is not known: @Kestrel Power?"),
    ("#gen2 is hot", "#gen2 is not known: #GEN-2?"),
    ("GEN-2 =down", "=down is not a state: of what?"),
    ("diesel lasts till ~11:00", "~11:00 has not come yet and is no time of this entry"),
    ("burned 40 gal in 2h", "in 2h starts no clock here: /clock does"),
    ("nobody promised anything by 09:00", "by 09:00 starts no clock here: /clock does"),
    ("Kestrel Power has not promised anything by 09:00", "by 09:00 starts no clock here: /clock does"),
    ("by 09:00 we need the pump", "by 09:00 starts no clock here: /clock does"),
    ("back by 09:00 he said but I doubt it, call @nobody", "@nobody is not known"),
)


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_sentence_is_a_note_with_all_its_words_and_changes_nothing(table: Table, text: str) -> None:
    plan = table.plan(text)

    assert [one.command.name for one in plan.bound] == ["log.note"]
    assert plan.said == {"words": text}
    assert plan.spans == ()
    assert plan.saves == "Saves as a note in INC-1 by NC, 07:43"


@pytest.mark.parametrize(("text", "why"), LEFT)
def test_a_mark_that_stays_text_is_underlined_and_said_in_the_second_line(table: Table, text: str, why: str) -> None:
    plan = table.plan(text)

    assert "unknown" in [one.kind for one in plan.spans]
    assert why in plan.saves.partition(". As text: ")[2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pressure fell from 02:10 to ~02:35 again", "pressure fell from 02:10 to 02:35 again"),
        ("GEN-2 ran until ~07:30", "GEN-2 ran until 07:30"),
        ("diesel lasts till ~11:00", "diesel lasts till 11:00"),
        ("call @Security!", "call Security!"),
        ("#GEN-2/pump free", "GEN-2/pump free"),
        ("~07:30 rumble heard", "rumble heard"),
        ("all doors locked @Security", "all doors locked"),
    ],
)
def test_no_word_that_the_sentence_needs_is_lost(table: Table, text: str, words: str) -> None:
    assert table.plan(text).said["words"] == words


@pytest.mark.parametrize(
    ("text", "owner", "what"),
    [
        ("I promised the ICU a call by 09:00", None, "the ICU a call"),
        ("we promise to send 2 radios by 09:00", None, "send 2 radios"),
        ("I am back in 10m", None, "back"),
        ("Security will call back in 15m", "Security", "call back"),
        ("Kestrel Power is back in 20m with the crew", "Kestrel Power", "back with the crew"),
    ],
)
def test_promises_in_plain_words_are_of_who_makes_them(table: Table, text: str, owner: str | None, what: str) -> None:
    [bound] = table.plan(text).bound

    assert bound.command.name == "promise.make"
    assert (bound.arguments.get("owner"), bound.arguments["text"]) == (owner, what)


@pytest.mark.parametrize("text", ["#GEN-2=down", "#GEN-2 = down", "#gen-2 =down"])
def test_a_state_may_stand_close_to_its_system_or_with_blanks(table: Table, text: str) -> None:
    assert [name for name, _ in table.acts(text)] == ["system.set_state"]


@pytest.mark.parametrize("text", ["#GEN-2 =down? no, just the alarm", "is #GEN-2 = a problem", "#GEN-2 = 5 bar"])
def test_a_question_and_a_formula_set_no_state(table: Table, text: str) -> None:
    assert [name for name, _ in table.acts(text)] == ["log.note"]


@pytest.mark.parametrize(
    ("text", "done"),
    [("/answer m-01 twelve beds", "message.receive"), ("/answer M-01: twelve beds", "message.receive")],
)
def test_an_answer_names_its_message_without_a_mark(table: Table, text: str, done: str) -> None:
    [(name, arguments)] = table.acts(text)

    assert (name, arguments["answers_id"], arguments["text"]) == (done, "M-01", "twelve beds")


def test_a_note_says_whose_word_it_is_or_whom_it_names(table: Table) -> None:
    assert "a note, Security’s word," in table.plan("@Security: all doors locked").saves
    assert "a note, naming Security," in table.plan("tell @Security to open gate 2").saves
    assert "a note about P-01," in table.plan("^P-01 kept").saves


def test_a_state_since_a_time_that_is_still_to_come_is_refused(table: Table) -> None:
    refusal: Any = table.plan("#GEN-2 =down ~09:30").refusal

    assert refusal == "~09:30 has not come yet. The log says what has happened."
    assert table.plan("Fuel /event ~07:30").said["kind"] is EntryKind.EVENT
