"""Things named as text, `package.module:name`, and imported only when they are used.

So the window can be typed in before the database layer is loaded: commands are bound on the worker, screens and forms
are made when they are first shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Named:
    """A function or class by its name, with the keyword arguments that it will be called with."""

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)

    def call(self) -> Any:
        """Import it and call it."""
        return load(self.name)(**self.arguments)


def named(name: str, /, **arguments: Any) -> Named:
    """`named("app.commands.logbook:write_note")`, to be called where importing is cheap."""
    return Named(name, arguments)


def load(name: str) -> Any:
    """What stands under this name, imported now."""
    module, _, attribute = name.partition(":")
    return getattr(import_module(module), attribute)
