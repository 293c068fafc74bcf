"""Thumbnails of attachments: read on the read worker, decoded on a worker of their own, kept while there is room."""

from __future__ import annotations

from collections import OrderedDict
from functools import cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from shiboken6 import isValid

from app.attachments import blob
from views import pictures, theme
from views.inline import InlineExecutor
from views.log_pages import Asker
from views.work import one_thread

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from models.attachment import Attachment

MOST = 256
"""Pictures that are kept: of 96 pixels they take some nine megabytes."""
Key = tuple[str, int, bool]
"""Which picture, how many pixels its side has, and whether it is for the night."""


class Thumbnails(QObject):
    """Small pictures of attachments, by their digest; what is asked for again while it is on its way comes once."""

    changed = Signal()
    """A picture has come that was not there before."""
    _decoded = Signal(object, object)

    def __init__(self, ask: Asker, parent: QObject) -> None:
        super().__init__(parent)
        self._ask = ask
        self._kept: OrderedDict[Key, QPixmap | None] = OrderedDict()
        self._under_way: set[Key] = set()
        self._at_once = False
        self._decoded.connect(self._take)

    def pixmap(self, attachment: Attachment, size: int) -> QPixmap | None:
        """The picture within a square of `size` design pixels; None while it is on its way, and where there is none.

        It is as sharp as zoom and screen allow, and counts in design pixels: painted where the painter is scaled.
        """
        if not attachment.media_type.startswith("image/"):
            return None
        key = (attachment.digest, round(size * _ratio()), theme.theme().name == "night")
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._under_way:
            self._under_way.add(key)
            self._want(key)
        return self._kept.get(key)

    def _want(self, key: Key) -> None:
        """A desk that answers at once (pictures without a screen) has its thumbnails at once as well."""
        self._at_once = True
        self._ask(blob(key[0]), partial(self._decode, key), key=f"thumbnail {key}", failed=partial(self._not_read, key))
        self._at_once = False

    def _decode(self, key: Key, content: bytes | None) -> None:
        worker = InlineExecutor() if self._at_once else _decoder()
        worker.submit(self._work, key, content or b"")

    def _work(self, key: Key, content: bytes) -> None:
        """On the worker: what cannot be decoded is no picture, and is not asked for again."""
        image = pictures.decoded(content, key[1])
        if image is not None and key[2]:
            image = pictures.in_one_colour(image, theme.colour("text1"))
        if isValid(self):
            self._decoded.emit(key, image)

    def _take(self, key: Key, image: QImage | None) -> None:
        self._under_way.discard(key)
        self._kept[key] = None if image is None else _sharp(image)
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)
        if image is not None and not self._at_once:
            self.changed.emit()

    def _not_read(self, key: Key) -> None:
        """It is asked for again when it is wanted next."""
        self._under_way.discard(key)


@cache
def _decoder() -> Executor:
    """One worker for all windows: a large picture never keeps the log waiting."""
    return one_thread()


def _ratio() -> float:
    """Pixels of the sharpest screen for one design pixel."""
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    return theme.zoom() * application.devicePixelRatio()


def _sharp(image: QImage) -> QPixmap:
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(_ratio())
    return made
