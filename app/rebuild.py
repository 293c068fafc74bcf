"""Making what is derived from the log anew: the checkpoints of the fold, the blocks of the log, the search index."""

from app.checkpoints import rebuild_checkpoints
from app.log_blocks import rebuild_blocks
from models.database import Database
from models.log_search import rebuild_search


def rebuild(database: Database) -> None:
    """Throw away what is derived and make it again; the log itself is only read."""
    rebuild_checkpoints(database)
    rebuild_blocks(database)
    with database.writer.begin() as connection:
        rebuild_search(connection)
