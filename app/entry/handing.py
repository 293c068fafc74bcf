"""What a line hands to the form behind it: which form, and what its fields hold; its words go to the main field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.command import Bound
from app.entry.plan import Plan
from app.entry.tokens import TYPES
from models.contact import Contact
from models.picture import Picture
from models.task import Task

FORMS = {
    "task": "open_task",
    "decision": "decide",
    "call": "call",
    "status": "set_state",
    "message": "message",
    "request": "message",
    "answer": "message",
    "promise": "promise",
    "clock": "promise",
}
"""The form behind a type of entry, by its word."""
COMMANDS = {
    "task.open": "open_task",
    "decision.record": "decide",
    "call.log": "call",
    "system.set_state": "set_state",
    "message.send": "message",
    "message.receive": "message",
    "promise.make": "promise",
    "countdown.start": "promise",
}
"""The form that does what a command of the line would do."""
MAIN = {"open_task": "title", "decide": "question", "call": "remark", "set_state": "remark"}
"""The field for words, where it is not called text."""


@dataclass(frozen=True)
class Handed:
    """A form with what its fields hold, in the order in which they are filled; `about` what it is about."""

    form: str
    fields: dict[str, Any] = field(default_factory=dict)
    about: UUID | None = None
    whole: bool = False
    """Whether the form holds all that the line says: saving it does what the line would have done."""


def handed(text: str, plan: Plan, picture: Picture, now: datetime, zone: ZoneInfo) -> Handed | None:
    """The form behind a line; none where no form does what it says."""
    made = [(COMMANDS[one.command.name], one) for one in plan.bound if one.command.name in COMMANDS]
    if made:
        form, bound = made[0]
        fields = _fields(bound, picture, now, zone)
        alone = len(plan.bound) == 1 and not plan.said.get("occurred_at")
        words = plan.said.get("words", "")
        whole = alone and all(one in " ".join(map(str, fields.values())) for one in words.split())
        answers = bound.arguments.get("answers_id")
        return (
            Handed("answer", _only(fields, "text", "method"), answers, whole)
            if answers
            else Handed(form, fields, None, whole)
        )
    return _by_type(text, plan)


def _only(fields: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: fields[name] for name in names if name in fields}


def _by_type(text: str, plan: Plan) -> Handed | None:
    """A line that cannot be saved yet, or only tells: the form by its type, its words in the main field."""
    words = {one.word for one in TYPES}
    typed = next((one for one in plan.spans if one.kind == "type" and one.label in words), None)
    form = FORMS.get(typed.label) if typed else "set_state" if text.lstrip().startswith("#") else None
    if form is None:
        return None
    taken = [typed] if typed else []
    fields: dict[str, Any] = {}
    about = next((one.arguments.get("about") for one in plan.bound if one.command.name == "log.note"), None)
    if form == "set_state" and about:
        fields["system_id"] = about[0]
        taken += [one for one in plan.spans if one.kind == "system"][:1]
    if form == "call" and (who := next((one for one in plan.spans if one.kind == "who"), None)):
        fields["contact_id"] = who.label
        taken.append(who)
    for span in sorted(taken, key=lambda one: -one.start):
        text = f"{text[: span.start]} {text[span.end :]}"
    rest = " ".join(text.split()) if form != "decide" else text.strip()
    if rest.strip("#"):
        fields[MAIN.get(form, "text")] = rest
    return Handed(form, fields, None, bool(rest))


def _fields(bound: Bound, picture: Picture, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """The arguments of a command as the fields of its form hold them."""
    given = {name: value for name, value in bound.arguments.items() if value not in (None, False, [])}
    given = SHAPES.get(bound.command.name, _same)(given, picture)
    return {name: _shown(value, now, zone) for name, value in given.items()}


def _same(given: dict[str, Any], _: Picture) -> dict[str, Any]:
    return given


def _task(given: dict[str, Any], picture: Picture) -> dict[str, Any]:
    after = [one.ref for row_id in given.pop("after", ()) if (one := picture.get(Task, row_id)) is not None]
    return given | ({"after": ", ".join(after)} if after else {})


def _decision(given: dict[str, Any], _: Picture) -> dict[str, Any]:
    question = "\n".join((given.get("question") or given["title"], *given.pop("options", ())))
    review = given.get("review_at") or given.get("review")
    return given | {"question": question} | ({"review_at": review} if review else {})


def _out(given: dict[str, Any], picture: Picture) -> dict[str, Any]:
    return {"way": "from this desk", "party": given.get("receiver") or _contact(given, picture), **given}


def _in(given: dict[str, Any], picture: Picture) -> dict[str, Any]:
    return {"way": "to this desk", "party": given.get("sender") or _contact(given, picture), **given}


def _contact(given: dict[str, Any], picture: Picture) -> str:
    contact = picture.get(Contact, given.get("contact_id"))
    return contact.name if contact else ""


def _promise(given: dict[str, Any], _: Picture) -> dict[str, Any]:
    return {"kind": "a promise", **given}


def _clock(given: dict[str, Any], _: Picture) -> dict[str, Any]:
    return {"kind": "a clock", **given}


SHAPES: dict[str, Callable[[dict[str, Any], Picture], dict[str, Any]]] = {
    "task.open": _task,
    "decision.record": _decision,
    "message.send": _out,
    "message.receive": _in,
    "promise.make": _promise,
    "countdown.start": _clock,
}
"""Forms whose fields are called otherwise than what their command takes."""


def _shown(value: Any, now: datetime, zone: ZoneInfo) -> Any:
    """A moment as it is typed, a list one a line, a word of a list as its text."""
    match value:
        case datetime():
            local = value.astimezone(zone)
            return f"{local:%H:%M}" if local.date() == now.astimezone(zone).date() else f"{local:%Y-%m-%d %H:%M}"
        case list():
            return "\n".join(str(one) for one in value)
        case Enum() if not isinstance(value.value, int):
            return str(value.value)
    return value
