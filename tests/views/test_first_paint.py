"""The window is painted and typed in before the database layer is loaded; and Qt keeps its references."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

FIRST_PAINT = """
import sys
from PySide6.QtCore import QSettings
from views import theme
from views.application import make_application
from views.console import Console, station_opener

application = make_application(sys.argv)
theme.use(application, "dark")
console = Console(station_opener(sys.argv[1]), QSettings(sys.argv[2], QSettings.Format.IniFormat))
seen = []

def look():
    layer = ("app", "models", "sqlalchemy", "reports")
    seen.extend(sorted(name for name in sys.modules if name.split(".")[0] in layer))
    application.quit()

console.window.painted.disconnect()
console.window.painted.connect(look)
console.window.show()
application.exec()
console.close()
print(seen)
"""


def test_the_first_paint_imports_nothing_of_the_database_layer(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(tmp_path / "watchkeeper.db"), str(tmp_path / "console.ini")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


class Bell(QObject):
    rang = Signal()


def test_void_calls_and_emits_lose_no_reference(qapp: object) -> None:
    bell, timer = Bell(), QTimer()
    before = [sys.getrefcount(one) for one in (None, True, False)]

    for _ in range(20_000):
        timer.setInterval(1)
    for _ in range(5_000):
        bell.rang.emit()

    after = [sys.getrefcount(one) for one in (None, True, False)]
    assert all(abs(now - then) < 50 for now, then in zip(after, before, strict=True))
