"""The one filter that every operator's text passes on its way in (quality 3)."""

import re
import unicodedata

from app.errors import Refused

MOST_CHARACTERS = 20_000
"""What one entry holds; more belongs in an attachment."""

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str, field: str | None = None) -> str:
    """The text in NFC, one kind of line end, no outer blanks; control characters and lone surrogates become U+FFFD.

    Tabs and line breaks stay. Raises `Refused` when it is longer than an entry holds.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kept = unicodedata.normalize("NFC", _UNWANTED.sub("\ufffd", plain)).strip()
    if len(kept) > MOST_CHARACTERS:
        raise Refused(
            f"This text has {len(kept):,} characters; an entry holds {MOST_CHARACTERS:,}. Shorten it or split it.",
            field,
        )
    return kept


def shortened(words: str, most: int = 60) -> str:
    """The beginning of a text, on one line: what a sentence repeats of it."""
    flat = " ".join(words[: most * 4].split())
    return flat if len(flat) <= most and len(words) <= most * 4 else flat[: most - 1] + "…"
