"""In which words an entry is told, for the window, the screen reader and paper alike."""

import pytest

from models.log import LogEntry
from models.log_line import moved_text, paper_text, party_text, told, without_files
from models.terms import EntryKind


def entry(words: str = "", sentence: str = "", **more: object) -> LogEntry:
    return LogEntry(**{"words": words, "sentence": sentence, "kind": EntryKind.NOTE, "commands": "log.note", **more})


@pytest.mark.parametrize(
    ("words", "sentence", "first", "second"),
    [
        ("Lights out.", "", "Lights out.", ""),
        ("", "GEN-2 started.", "GEN-2 started.", ""),
        ("Asked for by radio.", "T-01 opened.", "Asked for by radio.", "T-01 opened."),
        ("Fuel  for 4 h.", "M-01 from Tri-Valley: fuel for 4 h.", "M-01 from Tri-Valley: fuel for 4 h.", ""),
        ("Fuel", "Refuelled at 04:00.", "Fuel", "Refuelled at 04:00."),
        ("...", "GEN-2 started...", "...", "GEN-2 started..."),
    ],
)
def test_a_sentence_that_holds_the_words_stands_alone(words: str, sentence: str, first: str, second: str) -> None:
    assert told(entry(words, sentence)) == (first, second)


def test_a_decision_without_words_stands_over_its_reason() -> None:
    decided = entry(sentence="D-01 Divert. Reason: no power.", kind=EntryKind.DECISION)

    assert told(decided) == ("D-01 Divert.", "Reason: no power.")


def test_whose_word_it_is_is_said_unless_the_text_names_them() -> None:
    said = entry("Feeder A is out.", party="Lead Electrician")

    assert party_text(said, "Feeder A is out.") == "Lead Electrician"
    assert party_text(said, "The lead electrician says: feeder A is out.") == ""
    assert party_text(entry("Feeder A is out."), "Feeder A is out.") == ""


def test_a_transcribed_entry_names_the_papers_author() -> None:
    assert paper_text(entry(author="NC")) == "from paper of NC"
    assert paper_text(entry()) == ""


def test_a_moved_entry_says_where_it_stands_now() -> None:
    sentence = "#6 belongs to INC-2026-0002, where it stands as #B12: wrong log."

    assert moved_text(entry(sentence=sentence, commands="log.move_out")) == "Moved to INC-2026-0002 #B12"
    assert moved_text(entry(sentence=sentence)) == ""


def test_what_is_said_of_files_can_be_left_out() -> None:
    sentence = "File plan (2).pdf (20 kB) attached. T-01 opened. File a.png (1.4 MB) attached."

    assert without_files(sentence) == "T-01 opened."
