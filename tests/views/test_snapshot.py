"""The Board as a picture, without a screen."""

from pathlib import Path

from PySide6.QtGui import QImage

from app.desk import Desk
from models.database import Database
from views.snapshot import board_png


def test_the_board_is_drawn_into_a_picture_of_the_size_asked_for(
    dark: None, database: Database, desk: Desk, tmp_path: Path
) -> None:
    board_png(tmp_path / "watchkeeper.db", "INC-2026-0001", None, tmp_path / "board.png", (1280, 720), "light")

    image = QImage(str(tmp_path / "board.png"))
    assert (image.width(), image.height()) == (1280, 720)
    assert len({image.pixel(x, y) for x in range(0, 1280, 40) for y in range(0, 720, 40)}) > 3
