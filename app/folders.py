"""Places that an operator typed: read, made and written; whatever goes wrong is a sentence beside its field."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from app.errors import Refused
from app.text import shortened

FAILURES = (OSError, ValueError, RuntimeError)
"""What a path can raise: no such place, a NUL in it, a `~` of nobody."""


def typed_path(text: str, field: str = "path") -> Path:
    """The path that was typed, from the root on; `~` is the operator's own folder. Raises `Refused`."""
    try:
        return Path(text.strip()).expanduser().absolute()
    except FAILURES as error:
        raise Refused(f"{_shown(text)} is no place here: {_reason(error)}.", field=field) from error


def made_folder(text: str, what: str = "where the PDF goes", field: str = "folder") -> Path:
    """The folder that was typed, made if it is not there. Raises `Refused`, also where nothing was typed."""
    if not text.strip():
        raise Refused(f"Say {what}.", field=field)
    folder = typed_path(text, field)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FAILURES as error:
        raise Refused(f"Cannot make {_shown(text)}: {_reason(error)}. Choose another folder.", field=field) from error
    return folder


def written(folder: Path, name: str, content: bytes, field: str = "folder") -> Path:
    """Where the bytes are now: whole in a file of this name in the folder, or `Refused`."""
    from app.reporting import write_file  # ReportLab is behind it

    place = folder / name
    try:
        write_file(place, content)
    except Refused as refused:
        raise Refused(str(refused), field=field) from refused
    except FAILURES as error:
        shown = _shown(str(place))
        raise Refused(f"Cannot write {shown}: {_reason(error)}. Choose another place.", field=field) from error
    return place


def new_place(folder: Path, stem: str, ending: str) -> Path:
    """An empty file of that name, or `stem 2`, `stem 3` …: it is ours, so that another desk takes another one.

    Raises `OSError` where none can be made there.
    """
    for number in count(1):
        path = folder / (f"{stem}{ending}" if number == 1 else f"{stem} {number}{ending}")
        try:
            path.open("xb").close()
        except FileExistsError:
            continue
        return path
    raise AssertionError("there is always a number that is free")


def _shown(text: str) -> str:
    return shortened(text.replace("\0", "\N{REPLACEMENT CHARACTER}"))


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error).rstrip(".")
