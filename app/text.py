"""The one filter that every operator's text passes on its way in (quality 3)."""

import re
import unicodedata

from app.errors import Refused

MOST_CHARACTERS = 20_000
"""What one entry holds; more belongs in an attachment."""

_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
"""Control characters, lone surrogates, noncharacters (Unicode 23.7): none of them is text."""
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")


def clean_text(text: str, field: str | None = None) -> str:
    """The text in NFC, one kind of line end, no outer blanks; what is no character becomes U+FFFD.

    Tabs and line breaks stay; what turns the direction of reading is kept, and shown as a mark where it is drawn
    (`resources/directions.py`). Raises `Refused` when it is longer than an entry holds.
    """
    plain = _UNWANTED.sub("\ufffd", _LINE_ENDS.sub("\n", text)).strip()
    if len(plain) > 2 * MOST_CHARACTERS:  # composing would take a long time over a flood of accents
        raise _too_long(len(plain), field)
    kept = unicodedata.normalize("NFC", plain).strip()
    if len(kept) > MOST_CHARACTERS:
        raise _too_long(len(kept), field)
    return kept


def _too_long(count: int, field: str | None) -> Refused:
    return Refused(
        f"This text has {count:,} characters; an entry holds {MOST_CHARACTERS:,}. Shorten it or split it.", field
    )


def shortened(words: str, most: int = 60) -> str:
    """The beginning of a text, on one line: what a sentence repeats of it."""
    flat = " ".join(words[: most * 4].split())
    return flat if len(flat) <= most and len(words) <= most * 4 else flat[: most - 1] + "…"


def one_line(text: str) -> str:
    """The text on one line: every run of blanks, tabs and line ends is one blank."""
    return " ".join(text.split())
