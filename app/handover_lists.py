"""What a handover lists on the screen: do first, notes for the relief, what is read through, and earlier handovers."""

from __future__ import annotations

from datetime import datetime

from app.board import Line, Tone, system_lines
from app.handover import clock_in
from models.decision import Decision
from models.incident import Handover, HandoverNote
from models.picture import Picture
from reports.open_tasks import ToDo, to_do_first


def do_first_lines(picture: Picture, moment: datetime) -> list[Line]:
    """What page one prints under *Do first*, each with a box to tick."""
    return [_to_do_line(picture, one, moment) for one in to_do_first(picture, moment)]


def _to_do_line(picture: Picture, one: ToDo, moment: datetime) -> Line:
    due = clock_in(picture, one.due_at, moment) if one.due_at else ""
    said = ", ".join(part for part in (one.title, one.owner, due and f"due {due}", one.state) if part)
    return Line(
        key=str(one.row_id),
        mark="square",
        title=one.title,
        second=one.owner,
        right=due,
        right_second=one.state,
        tone=Tone.LATE if one.come else Tone.NORMAL,
        spoken=said,
    )


def notes_for_relief(picture: Picture) -> list[HandoverNote]:
    """The notes that still stand, oldest first."""
    return [note for note in picture.all(HandoverNote) if note.over_at is None]


def note_lines(picture: Picture, moment: datetime) -> list[Line]:
    """The same as rows: the words, and who noted them when."""
    return [_note_line(picture, note, moment) for note in notes_for_relief(picture)]


def _note_line(picture: Picture, note: HandoverNote, moment: datetime) -> Line:
    by = f"{note.noted_by}, {clock_in(picture, note.noted_at, moment)}"
    return Line(str(note.id), "message", note.text, by, f"{note.text}, {by}")


def read_through_lines(picture: Picture, moment: datetime) -> list[Line]:
    """What is not normal, worst first, then the decisions in force: to be read through together."""
    decisions = decision_lines(picture, moment)
    head = Line("decisions", "", "Decisions in force", "", f"Decisions in force: {len(decisions)}",
                remark=str(len(decisions)))  # fmt: skip
    return [*system_lines(picture, moment), *([head, *decisions] if decisions else [])]


def decision_lines(picture: Picture, moment: datetime) -> list[Line]:
    """The decisions in force, oldest first, each with its choice and when it is looked at again."""
    in_force = [one for one in picture.all(Decision) if one.in_force]
    return [_decision_line(picture, one, moment) for one in sorted(in_force, key=lambda one: one.decided_at)]


def _decision_line(picture: Picture, one: Decision, moment: datetime) -> Line:
    due = one.due_at(moment)
    review = f"review {clock_in(picture, one.review_at, moment)}" if one.review_at else ""
    title, second = f"{one.ref} {one.title}", f"{one.choice}, {one.decided_by}"
    return Line(
        key=str(one.id),
        mark="triangle" if due else "gavel",
        title=title,
        second=second,
        right=clock_in(picture, one.decided_at, moment),
        right_second=review or (f"review {one.review}" if one.review else ""),
        tone=Tone.LATE if due else Tone.NORMAL,
        spoken=", ".join(part for part in (title, second, review) if part),
    )


def earlier_handovers(picture: Picture) -> list[Handover]:
    """The handovers that were issued, the newest first."""
    return sorted(picture.all(Handover), key=lambda one: one.number, reverse=True)


def handover_under_way(picture: Picture) -> Handover | None:
    """The handover that was issued last, as long as it is not signed."""
    last = next(iter(earlier_handovers(picture)), None)
    return last if last is not None and last.signed_at is None else None


def last_signed(picture: Picture) -> Handover | None:
    """The handover that was signed last."""
    return next((row for row in earlier_handovers(picture) if row.signed_at is not None), None)


def handover_lines(picture: Picture, moment: datetime) -> list[Line]:
    """The handovers that were issued as rows, the newest first."""
    return [_handover_line(picture, one, moment) for one in earlier_handovers(picture)]


def _handover_line(picture: Picture, one: Handover, moment: datetime) -> Line:
    title = f"Handover {one.number}: {one.from_post} to {one.to_post}"
    second = f"Printed {clock_in(picture, one.printed_at, moment)}, sealed to #{one.log_number}"
    signed = f"Signed {clock_in(picture, one.signed_at, moment)}" if one.signed_at else "Not signed"
    passes = f"passes {clock_in(picture, one.passes_at, moment)}" if one.passes_at else ""
    spoken = ", ".join(part for part in (title, second, signed, passes) if part)
    mark = "signature" if one.signed_at else "ring"
    return Line(str(one.id), mark, title, second, spoken, right=signed, right_second=passes)
