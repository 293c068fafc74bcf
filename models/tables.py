"""Every table, imported: whoever needs the whole schema (database, picture, verify) imports this."""

from models import (
    attachment,
    contact,
    countdown,
    decision,
    incident,
    log,
    log_block,
    message,
    quick_text,
    station,
    system,
    task,
)
from models.base import Base

ALL = (attachment, contact, countdown, decision, incident, log, log_block, message, quick_text, station, system, task)
METADATA = Base.metadata
