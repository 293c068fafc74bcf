"""The console's door for calls: a local socket of this user's own, and the program that rings there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.errors import Refused
from app.ring import MOST_BYTES, Ring, as_bytes, door_name, from_bytes

WAIT = 2_000
"""Milliseconds that either side waits for the other."""
NOTED, NOT_NOTED = b"noted\n", b"not noted\n"


class Door(QObject):
    """Listens while the console runs; nobody but this user may knock, and what is said is never more than a name."""

    def __init__(self, place: str | Path, note: Callable[[str, str], bool], parent: QObject | None = None) -> None:
        """`note` is told who is calling and by which method, and says whether that was noted."""
        super().__init__(parent)
        self._note = note
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(8)
        self._server.newConnection.connect(self._open)
        self._said: dict[QLocalSocket, bytes] = {}
        name = door_name(place)
        if not _answers(name):
            QLocalServer.removeServer(name)  # a console that ended without a word left it
            self._server.listen(name)

    @property
    def listens(self) -> bool:
        """Whether this console has the door; another one on the same database may have it."""
        return self._server.isListening()

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    def _open(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            self._said[caller] = b""
            caller.readyRead.connect(partial(self._hear, caller))
            caller.disconnected.connect(partial(self._part, caller))
            QTimer.singleShot(WAIT, caller, caller.abort)
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        if caller not in self._said:
            return
        self._said[caller] += caller.read(MOST_BYTES + 1).data()
        line, end, _ = self._said[caller].partition(b"\n")
        if not end and len(line) <= MOST_BYTES:
            return
        del self._said[caller]
        caller.write(self._answer(line if end else b""))
        caller.disconnectFromServer()

    def _answer(self, line: bytes) -> bytes:
        try:
            ring = from_bytes(line)
        except Refused:
            return NOT_NOTED
        return NOTED if self._note(ring.party, ring.method.value) else NOT_NOTED

    def _part(self, caller: QLocalSocket) -> None:
        self._said.pop(caller, None)
        caller.deleteLater()


def _answers(name: str) -> bool:
    """Whether a running console listens there."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    there = socket.waitForConnected(WAIT)
    socket.abort()
    return there


def ring_at(place: str | Path, ring: Ring) -> None:
    """Tell the console that runs on this database of a call. Raises `Refused` where none does."""
    application = QCoreApplication.instance() or QCoreApplication([])
    socket = QLocalSocket(application)
    socket.connectToServer(door_name(place))
    if not socket.waitForConnected(WAIT):
        raise Refused("No console runs on this database. Start it first: the call was not noted.")
    socket.write(as_bytes(ring))
    socket.waitForBytesWritten(WAIT)
    while not socket.canReadLine() and socket.waitForReadyRead(WAIT):
        pass
    answer = socket.readAll().data()
    socket.abort()
    if answer != NOTED:
        raise Refused("The console did not take it: the call was not noted.")
