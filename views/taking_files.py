"""What the tray of the entry line has done on a worker: files read, pictures decoded, long texts made files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QImage

from app.errors import Refused
from app.files_in import NewFile, Taken, check_size, read_files
from views import pictures

NO_PICTURE = "What was pasted is no picture that can be read. Save it as a file, and drop that."


def files_at(paths: list[Path], room: int) -> Taken:
    """What is at these places; what decodes as a picture is one, whatever it is called."""
    taken = read_files(paths, room)
    known = (replace(one, media_type=pictures.media_type(one.content) or one.media_type) for one in taken.files)
    return replace(taken, files=tuple(known))


def picture_file(content: bytes, name: str) -> Taken:
    """A picture whose bytes are a file already, as they are. Raises `Refused`."""
    check_size("The picture that was pasted", len(content))
    media_type = pictures.media_type(content)
    if media_type is None:
        raise Refused(NO_PICTURE)
    return Taken((NewFile(name, media_type, content),), ())


def drawn_picture(image: QImage, name: str) -> Taken:
    """A picture that is bare pixels, as PNG. Raises `Refused`."""
    return picture_file(pictures.png(image), name)


def text_file(text: str, name: str) -> Taken:
    """A long text as a file in UTF-8; half a surrogate pair becomes U+FFFD. Raises `Refused`."""
    content = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
    check_size("The text that was pasted", len(content))
    return Taken((NewFile(name, "text/plain", content),), ())
