"""Every command module, imported: whoever needs the whole registry (scripts, `main.py commands`) imports this."""

from app.command import REGISTRY
from app.commands import (
    contacts,
    decisions,
    directory,
    handovers,
    incidents,
    logbook,
    methods,
    posts,
    register,
    station,
    systems,
    tasks,
)

MODULES = (
    contacts,
    decisions,
    directory,
    handovers,
    incidents,
    logbook,
    methods,
    posts,
    register,
    station,
    systems,
    tasks,
)
COMMANDS = REGISTRY
