"""Where the bundled data files are, and how they are read."""

from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """The file or folder under `resources/`: `path("fonts", "Inter-Bold.ttf")`.

    Right from source and frozen (PyInstaller keeps `__file__`, if the data files are bundled under `resources/`).
    Raises FileNotFoundError with the full path when nothing is there, so a forgotten file is found at the first use.
    """
    found = _HERE.joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(f"A bundled file is missing: {found}")
    return found


def text(*parts: str) -> str:
    """The whole file as UTF-8 text."""
    return path(*parts).read_text(encoding="utf-8")


def data(*parts: str) -> bytes:
    """The whole file as bytes."""
    return path(*parts).read_bytes()


def toml(*parts: str) -> dict[str, Any]:
    """The whole file as TOML; raises tomllib.TOMLDecodeError when it is not."""
    import tomllib  # not needed by the first paint

    return tomllib.loads(text(*parts))
