"""Files from outside, read whole or not at all: what an operator drops on the line or chooses.

Nothing of the database is imported here, so that the line can take files before the log is open.
"""

from __future__ import annotations

import mimetypes
import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.errors import Refused
from app.text import clean_text, one_line

MOST_BYTES = 20 * 1024 * 1024
"""More than a photograph or a scanned page has; the database stays one that can be copied."""
MOST_FILES = 10
"""What one entry carries."""
NAME_MOST = 120
UNKNOWN = "application/octet-stream"
"""The media type of bytes that nobody knows more about (RFC 2046)."""
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class NewFile:
    """A file as it was read, and is not in the log yet; `name` is text, never a path."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Taken:
    """What came of several files: those that were read, and a sentence for each that was not."""

    files: tuple[NewFile, ...]
    refusals: tuple[str, ...]


def file_name(text: str) -> str:
    """A file's name as text: without its folders (of either kind of system), on one line, not long, never empty.

    The end of a long name stays, because it says what kind of file it is.
    """
    bare = one_line(clean_text(re.split(r"[/\\]", text[-4096:])[-1]))
    if len(bare) > NAME_MOST:
        bare = f"{bare[: NAME_MOST - 21]}…{bare[-20:]}"
    return bare if bare.strip(". ") else "file"


def type_by_name(name: str) -> str:
    """The media type that a name promises; a picture is known by decoding only (`views/pictures.py`)."""
    guessed = mimetypes.guess_type(name, strict=True)[0] or UNKNOWN
    return UNKNOWN if guessed.startswith("image/") else guessed


def read_file(path: Path) -> NewFile:
    """The file at a path, whole. Raises `Refused` for whatever is none, cannot be read, or changes meanwhile."""
    name = file_name(path.name)
    try:
        status = path.stat()
        _check_kind(status.st_mode, name)
        check_not_ours(status, name)
        with os.fdopen(os.open(path, _READ), "rb") as file:
            before = os.fstat(file.fileno())
            _check_kind(before.st_mode, name)
            content = file.read(MOST_BYTES + 1)
            after = os.fstat(file.fileno())
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise Refused(f"{name} cannot be read: {why}. Nothing of it was taken.") from error
    check_size(name, len(content) if len(content) > MOST_BYTES else after.st_size)
    if len(content) != after.st_size or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise Refused(f"{name} was being written while it was read. Try again when that is finished.")
    return NewFile(name, type_by_name(name), content)


def _check_kind(mode: int, name: str) -> None:
    if stat.S_ISDIR(mode):
        raise Refused(f"{name} is a folder. Choose the files in it.")
    if not stat.S_ISREG(mode):
        raise Refused(f"{name} is a device or a pipe, not a file.")


def check_not_ours(status: os.stat_result, name: str, field: str | None = None) -> None:
    """Raise `Refused` for a file that this console has open: its own database.

    Where a second handle of a process is closed, POSIX takes away its locks on that file, and SQLite loses entries
    (quality 1.3): so it is asked before it is opened. Windows keeps locks by handle, and has no `/dev/fd`.
    """
    try:
        handles = os.listdir("/dev/fd")
    except OSError:
        return
    for handle in handles:
        try:
            mine = os.fstat(int(handle))
        except (OSError, ValueError):
            continue
        if (mine.st_dev, mine.st_ino) == (status.st_dev, status.st_ino):
            raise Refused(f"{name} is open in this console: it is its own data. Take a backup, and use that.", field)


def check_size(name: str, size: int) -> None:
    """Raise `Refused` where these are no bytes, or more than an attachment may have."""
    if not size:
        raise Refused(f"{name} is empty. There is nothing to attach.", field="content")
    if size > MOST_BYTES:
        raise Refused(
            f"{name} is too large: an attachment has {MOST_BYTES // 2**20} MB at the most. Nothing of it was taken.",
            field="content",
        )


def read_files(paths: Iterable[Path], room: int = MOST_FILES) -> Taken:
    """As many of these files as there is room for, each whole; why the others are not there, in sentences."""
    files: list[NewFile] = []
    refusals: list[str] = []
    for path in paths:
        if len(files) == room:
            refusals.append(f"An entry carries {MOST_FILES} files at the most. Put the others to another entry.")
            break
        try:
            files.append(read_file(path))
        except Refused as refused:
            refusals.append(str(refused))
    return Taken(tuple(files), tuple(refusals))
