"""Tidying of what is derived from the log, in small steps between entries; what fails costs time, never truth."""

import logging

from sqlalchemy.exc import SQLAlchemyError

from models.database import Database
from models.log_search import merge

_log = logging.getLogger(__name__)


def tidy(database: Database) -> bool:
    """Merge a few pages of the search index, some 4 ms; whether there is more to do now."""
    try:
        with database.writer.begin() as connection:
            return merge(connection)
    except SQLAlchemyError:
        _log.warning("the search index was not merged", exc_info=True)
        return False
