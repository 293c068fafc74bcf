"""Every command module, imported: whoever needs the whole registry (scripts, `main.py commands`) imports this."""

from app.command import REGISTRY
from app.commands import contacts, decisions, handovers, incidents, logbook, station, systems, tasks

MODULES = (contacts, decisions, handovers, incidents, logbook, station, systems, tasks)
COMMANDS = REGISTRY
