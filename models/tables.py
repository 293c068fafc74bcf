"""Every table, imported: whoever needs the whole schema (database, picture, verify) imports this."""

from models import contact, decision, incident, log, station, system, task
from models.base import Base

ALL = (contact, decision, incident, log, station, system, task)
METADATA = Base.metadata
