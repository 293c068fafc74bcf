"""Every command module, imported: whoever needs the whole registry (scripts, `main.py commands`) imports this."""

from app.command import REGISTRY
from app.commands import (
    attachments,
    contacts,
    countdowns,
    decisions,
    directory,
    handovers,
    incidents,
    logbook,
    messages,
    methods,
    posts,
    quick_texts,
    register,
    station,
    systems,
    tasks,
)

MODULES = (
    attachments,
    contacts,
    countdowns,
    decisions,
    directory,
    handovers,
    incidents,
    logbook,
    messages,
    methods,
    posts,
    quick_texts,
    register,
    station,
    systems,
    tasks,
)
COMMANDS = REGISTRY
