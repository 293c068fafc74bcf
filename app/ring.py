"""What another program tells a running console: that a call has come in. Its text is data, and short."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from app.errors import Refused
from app.text import clean_text
from models.terms import Method

MOST_BYTES = 2_000
"""A longer message is not read."""
MOST_NAME = 200


@dataclass(frozen=True)
class Ring:
    """A call: from whom, and by which method."""

    party: str
    method: Method = Method.PHONE


def door_name(place: str | Path) -> str:
    """The name of the local socket of the console that writes in this database, for this user."""
    known = str(place)
    known = re.sub(r"//([^:@/]*):[^@/]*@", r"//\1:***@", known) if "://" in known else str(Path(known).resolve())
    whose = f"{_user()}\0{known}"
    return f"watchkeeper-{hashlib.sha256(whose.encode()).hexdigest()[:24]}"


def _user() -> str:
    """This user's name, or the number where there is no name for it (as in a container)."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def checked_ring(party: str, method: str = "phone") -> Ring:
    """The call as it can be noted. Raises `Refused`."""
    name = " ".join(clean_text(party, "party").split())
    if not name:
        raise Refused("Say who is calling.", field="party")
    if len(name) > MOST_NAME:
        raise Refused(f"A name has {MOST_NAME} characters at the most.", field="party")
    try:
        return Ring(name, Method(method.strip().lower()))
    except ValueError as error:
        known = ", ".join(one.value for one in Method)
        raise Refused(f"A call comes by one of: {known}.", field="method") from error


def as_bytes(ring: Ring) -> bytes:
    """One line of JSON."""
    return json.dumps({"from": ring.party, "by": ring.method.value}).encode() + b"\n"


def from_bytes(message: bytes) -> Ring:
    """What one line says. Raises `Refused` for anything else than a call."""
    try:
        told = json.loads(message)
        party, method = told["from"], told["by"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused("That is not a call.") from error
    if not isinstance(party, str) or not isinstance(method, str):
        raise Refused("That is not a call.")
    return checked_ring(party, method)
