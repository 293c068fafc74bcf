"""The search index is merged in idle time, in small steps, and never while something is being saved."""

import pytest
from pytestqt.qtbot import QtBot

from app.commands.logbook import write_note
from app.desk import Desk
from models.log_search import EVERY, newest_keys
from views.desk import QtDesk


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Idle time begins at once."""
    monkeypatch.setattr("views.tidying.IDLE", 0)
    monkeypatch.setattr("views.tidying.BETWEEN", 0)


def pieces(desk: Desk) -> int:
    with desk.database.reader.connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(DISTINCT segid) FROM log_search_idx").scalar_one())


def test_pieces_are_merged_while_nothing_is_saved(at_once: None, window_desk: QtDesk, desk: Desk, qtbot: QtBot) -> None:
    for number in range(30):
        desk.do(write_note(), words=f"Round {number}")
    before = pieces(desk)

    window_desk.do(window_desk, write_note(), words="The last one")

    qtbot.waitUntil(lambda: pieces(desk) < 8)
    assert before > 20
    with desk.database.reader.connect() as connection:
        assert len(newest_keys(connection, EVERY, None)) >= 32


def test_a_desk_that_is_closed_merges_nothing(window_desk: QtDesk) -> None:
    waits = window_desk._tidying._timer.isActive()

    window_desk.close()
    window_desk.saved.emit(None)

    assert waits
    assert not window_desk._tidying._timer.isActive()
