"""Questions on their way: asked on the read worker, answered on the UI thread, dropped where nobody waits any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer

from views.inline import InlineExecutor
from views.named import Named
from views.work import BUG, Answer

if TYPE_CHECKING:
    from app.desk import Desk
    from app.query import Look, Query
    from views.desk import QtDesk

T = TypeVar("T")
UNTIL_PAINTED = 20
"""Milliseconds in which a new picture is on the screen."""


class Questions(QObject):
    """The read worker's side of a `QtDesk`, and that of long work; what is asked before a desk is there waits."""

    def __init__(self, desk: QtDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._newest: dict[tuple[int, str], object] = {}
        self._early: list[Callable[[], None]] = []
        self._held: list[Callable[[], object]] | None = None
        self._reading: tuple[tuple[int, str], Callable[[], None]] | None = None
        self._lock = Lock()
        self._painted = QTimer(self)  # a child: it ends with this desk
        self._painted.setSingleShot(True)
        self._painted.setInterval(UNTIL_PAINTED)
        self._painted.timeout.connect(self._let_go)

    def ask(
        self,
        asker: QObject,
        question: Query[T] | Named,
        answer: Callable[[T], object],
        key: str | None,
        failed: Callable[[], object] | None,
    ) -> None:
        """Ask; a question with the same key from the same asker replaces the one that is not answered yet."""
        token = object()
        if key is not None:
            self._newest[id(asker), key] = token
            self._stop((id(asker), key))
        if self._desk.ready:
            self._ask(asker, question, answer, key, token, failed)
        else:
            self._early.append(partial(self._ask, asker, question, answer, key, token, failed))

    def opened(self) -> None:
        """A desk is there: ask it what was asked before."""
        early, self._early = self._early, []
        for ask in early:
            ask()

    def _ask(
        self,
        asker: QObject,
        question: Query[T] | Named,
        answer: Callable[[T], object],
        key: str | None,
        token: object,
        failed: Callable[[], object] | None,
    ) -> None:
        home = self._desk

        def current() -> bool:
            return key is None or self._newest.get((id(asker), key)) is token

        def read(look: Look) -> T:
            asked: Query[T] = question.call() if isinstance(question, Named) else question
            if key is None:
                return asked(look)
            with self._can_be_stopped((id(asker), key), look):
                return asked(look)

        def work(desk: Desk) -> None:
            if home.closed or not current():
                return
            try:
                value = desk.ask(read)
            except Exception as error:
                if not current():
                    return
                if failed is not None:
                    home.answer(Answer(asker, lambda _: failed(), None))
                home.send(home.complain_once, error)
                return
            home.answer(Answer(asker, lambda found: answer(found) if current() else None, value))

        self._send(partial(home.reader.submit, work, home.desk))

    def _send(self, ask: Callable[[], object]) -> None:
        if self._held is None:
            ask()
        else:
            self._held.append(ask)

    @contextmanager
    def held(self) -> Iterator[None]:
        """What is asked in here is asked after the next paint: a thread that reads would keep the UI from painting.

        A worker that answers at once is asked at once.
        """
        if not isinstance(self._desk.reader, InlineExecutor):
            self._held = self._held or []
            if not self._painted.isActive():
                self._painted.start()
        yield

    def _let_go(self) -> None:
        held, self._held = self._held or [], None
        for ask in held if not self._desk.closed else ():
            ask()

    @contextmanager
    def _can_be_stopped(self, place: tuple[int, str], look: Look) -> Iterator[None]:
        """While this is read, a newer question in its place ends it, and never what is read after it."""
        from models.database import stopper

        stop = stopper(look.session)
        with self._lock:
            self._reading = place, stop
        try:
            yield
        finally:
            with self._lock:
                self._reading = None

    def _stop(self, place: tuple[int, str]) -> None:
        """Nobody waits any more for what is read in this place."""
        with self._lock:
            if self._reading is not None and self._reading[0] == place:
                self._reading[1]()

    def run(
        self,
        asker: QObject,
        task: Callable[[Desk], T],
        answer: Callable[[T], object],
        refused: Callable[[str, str | None], object] | None,
        failed: Callable[[str], object] | None,
    ) -> None:
        """Long work that only reads, on a worker of its own."""
        self._desk.long_worker.submit(self._run, self._desk.desk, asker, task, answer, refused, failed)

    def _run(
        self,
        desk: Desk,
        asker: QObject,
        task: Callable[[Desk], T],
        answer: Callable[[T], object],
        refused: Callable[[str, str | None], object] | None,
        failed: Callable[[str], object] | None,
    ) -> None:
        from app.errors import Refused, Unavailable

        home = self._desk
        if home.closed:
            return
        try:
            value = task(desk)
        except Refused as error:
            told = refused or (lambda sentence, _: home.refused.emit(sentence))
            home.answer(Answer(asker, partial(told, str(error)), error.field))
        except Exception as error:
            if failed is not None:
                home.answer(Answer(asker, failed, str(error) if isinstance(error, Unavailable) else BUG))
            home.send(home.complain, error)
        else:
            home.answer(Answer(asker, answer, value))
