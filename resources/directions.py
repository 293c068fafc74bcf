"""Characters that turn the order of reading around: kept in the record, drawn as a mark that names them (quality 3).

The one answer for window and paper; a file called `bill‹RLO›gpj.exe` must not be read as `billexe.jpg`.
"""

DIRECTIONS = {
    "\u200e": "LRM", "\u200f": "RLM", "\u061c": "ALM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF",
    "\u202d": "LRO", "\u202e": "RLO", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
}  # fmt: skip
"""Each by its name in the Unicode standard (UAX 9)."""
MARKS = {ord(character): f"‹{name}›" for character, name in DIRECTIONS.items()}
"""For `str.translate`."""


def shown(text: str) -> str:
    """The text as it is shown: what would turn its direction stands as a visible mark, `‹RLO›`."""
    return text if text.isascii() else text.translate(MARKS)
