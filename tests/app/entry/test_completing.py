"""What completes the word at the cursor."""

from __future__ import annotations

import pytest

from app.entry.choices import Choice
from app.entry.completing import MOST, complete
from tests.app.entry.table import NOW, Table


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("/t", ["/task "]),
        ("/re", ["/request ", "/resource "]),
        ("Dark. /cl", ["/clock "]),
        ("@kes", ["@Kestrel Power "]),
        ("@pow", ["@Kestrel Power "]),
        ("/task Dip @county", ["@County EMS ", "@County EOC ", "@County Fire "]),
        ("@Kestrel P", ["@Kestrel Power "]),
        ("#gen-", ["#GEN-2 "]),
        ("#transfer sw", ["#ATS-CR2 "]),
        ("^", ["^D-01 ", "^M-01 ", "^P-01 ", "^T-01 ", "^T-02 ", "^CLK-1 ", "^M-02 "]),
        ("/task Dip ^", ["^T-01 ", "^T-02 "]),
        ("/answer ^", ["^M-01 ", "^M-02 "]),
        ("#GEN-2 =", ["=down ", "=part ", "=full ", "=backup ", "=na "]),
        ("#GEN-2 =d", ["=down "]),
        ("#GEN-2 =full+r", ['=full+"red bus" ']),
        ("@Security =", ["=ack ", "=voicemail ", "=no ", "=busy ", "=wrong "]),
        ("/call Security =v", ["=voicemail "]),
        ("/call kes", ["Kestrel Power "]),
        ("^T-01 =v", ["=verified "]),
        ("^P-01 =", ["=kept ", "=broken ", "=moved "]),
        ("^CLK-1 =o", ["=over "]),
        ("^D-01 =st", ["=stands "]),
        ("/message hello =r", ["=readback "]),
        ("~0", ["~07:43 "]),
        ("Fuel !", ["!1 ", "!2 ", "!3 ", "!4 ", "!5 "]),
        ("/task x by ", ["by 08:00 ", "by 08:30 ", "by 09:00 "]),
        ("/clock x in ", ["in 15m ", "in 30m ", "in 1h "]),
        ("/call Security =ack by ra", ["by radio "]),
        ("/task x tes", ["test: "]),
        ("/decision Divert? ", ["do nothing | "]),
        ("/decision Divert? do no", ["do nothing | "]),
        ("/decision Divert? divert | ", ["do nothing | "]),
        ("/decision Divert? do nothing | divert > ", ["do nothing because ", "divert because "]),
        ("/decision Divert? do nothing | divert > di", ["divert because "]),
        ("rbc", ["Read back and correct."]),
    ],
)
def test_the_likeliest_come_first(table: Table, text: str, choices: list[str]) -> None:
    assert table.choices(text) == choices


@pytest.mark.parametrize(
    "text",
    [
        "", "Fuel is low", "/task", "/task ", "@Kestrel Power", "@Kestrel Power sends", "#GEN-2", "#gen-2", "^T-01",
        "#GEN-2 =down", "=", "=d", "24 > 3", "by ", "in the", "from Kestrel: by ", "~07:43", "!1", "a@b", "and/or",
        "/decision Divert? do nothing | ", "/correct ^", "Why? ",
    ],
)  # fmt: skip
def test_what_is_whole_or_plain_completes_nothing(table: Table, text: str) -> None:
    assert table.choices(text) == []


def test_a_choice_stands_instead_of_what_is_typed(table: Table) -> None:
    text = "Told @kes about it"

    completing = complete(text, len("Told @kes"), table.vocabulary, NOW)

    assert text[completing.start : completing.end] == "@kes"
    assert completing.choices == (Choice("@Kestrel Power ", "Kestrel Power", "Generator service"),)


def test_no_more_are_shown_than_can_be_read_at_a_glance(table: Table) -> None:
    assert len(table.choices("/")) == len(table.choices("#")) == MOST
