"""Questions on their way: asked on the read worker, answered on the UI thread, dropped where nobody waits any more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from views.named import Named
from views.work import BUG, Answer

if TYPE_CHECKING:
    from app.desk import Desk
    from app.query import Query
    from views.desk import QtDesk

T = TypeVar("T")


class Questions(QObject):
    """The read worker's side of a `QtDesk`, and that of long work; what is asked before a desk is there waits."""

    def __init__(self, desk: QtDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._newest: dict[tuple[int, str], object] = {}
        self._early: list[Callable[[], None]] = []

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

        def work(desk: Desk) -> None:
            if home.closed or not current():
                return
            try:
                value = desk.ask(question.call() if isinstance(question, Named) else question)
            except Exception as error:
                if failed is not None:
                    home.answer(Answer(asker, lambda _: failed(), None))
                home.send(home.complain_once, error)
                return
            home.answer(Answer(asker, lambda found: answer(found) if current() else None, value))

        home.reader.submit(work, home.desk)

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
