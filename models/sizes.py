"""Sizes of files and databases in words: one way to say them, on the screen and on paper."""

UNITS = ("bytes", "kB", "MB", "GB")


def size_text(size: int) -> str:
    """A size as it is read: `812 bytes`, `312 kB`, `1.4 MB`."""
    amount, unit = float(size), 0
    while amount >= 999.5 and unit < len(UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    return f"{amount:.1f} {UNITS[unit]}" if amount < 9.95 and unit > 1 else f"{amount:.0f} {UNITS[unit]}"
