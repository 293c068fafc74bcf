"""How values and entries become sealed text: one table of types, one canonical form of JSON, one check code."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford base 32: no I, L, O, U, so that a code can be read over a radio."""


def canonical(value: Any) -> str:
    """The one text of a JSON value: sorted keys, no spaces, UTF-8, no NaN."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def moment_text(moment: datetime) -> str:
    """A moment as sealed: UTC, always six decimals, `Z`; sorts as text as it does in time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment_from(text: str) -> datetime:
    """The aware UTC moment of a sealed text."""
    return datetime.fromisoformat(text).astimezone(UTC)


def chain_hash(previous: str, sealed: str) -> str:
    """SHA-256, in hex, over the previous entry's hash and this entry's sealed text."""
    return hashlib.sha256(f"{previous}\n{sealed}".encode()).hexdigest()


def check_code(digest: str) -> str:
    """The first 100 bits of a hash as 20 characters in five groups, for paper and radio."""
    number = int(digest[:25], 16)
    letters = "".join(CROCKFORD[(number >> shift) & 31] for shift in range(95, -1, -5))
    return " ".join(letters[at : at + 4] for at in range(0, 20, 4))


Encode = Callable[[Any], Any]
Decode = Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _value(value: Any) -> Any:
    return value.value


_CODECS: dict[type, tuple[Encode, Decode]] = {
    UUID: (str, UUID),
    datetime: (moment_text, moment_from),
    date: (date.isoformat, date.fromisoformat),
    Decimal: (str, Decimal),
    str: (_same, _same),
    int: (_same, _same),
    bool: (_same, _same),
}


def codec_for(kind: type) -> tuple[Encode, Decode]:
    """The encoder and decoder of a column's type; an unknown type fails here, at import."""
    if issubclass(kind, StrEnum | IntEnum):
        return _value, kind
    if kind not in _CODECS:
        raise TypeError(f"no codec for {kind.__name__}: teach models/codec.py before a column uses it")
    return _CODECS[kind]


class RowCodec:
    """Encodes and decodes the columns of one table; None is left out, so that a later column reads as None."""

    def __init__(self, columns: Mapping[str, type]) -> None:
        self.columns = {name: codec_for(kind) for name, kind in columns.items()}

    def encode(self, name: str, value: Any) -> Any:
        """One value as JSON."""
        return None if value is None else self.columns[name][0](value)

    def decode(self, state: Mapping[str, Any]) -> dict[str, Any]:
        """All columns of a row from its JSON object."""
        return {
            name: None if (value := state.get(name)) is None else decode(value)
            for name, (_, decode) in self.columns.items()
        }
