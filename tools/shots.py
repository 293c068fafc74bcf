"""Draw every screen into pictures: dark and light, small, usual and large, into `out/shots/`.

`python -m tools.shots [FOLDER]`. The demonstration is replayed once; forms are drawn over the Board.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SIZES = ((1280, 720), (1600, 1000), (2560, 1440))
FORMS = ("declare", "handover", "as_at", "operator")


def main(arguments: list[str]) -> int:
    """Draw them all and print each path."""
    from app.demonstration import look_at_demonstration
    from views import theme
    from views.console import SCREENS
    from views.snapshot import application_of_pictures, console_for_pictures, settle

    out = Path(arguments[0] if arguments else "out/shots")
    out.mkdir(parents=True, exist_ok=True)
    application = application_of_pictures()
    with tempfile.TemporaryDirectory() as folder:
        look = look_at_demonstration(Path(folder) / "demonstration.db")
        console = console_for_pictures(lambda: look, Path(folder))
        window = console.window

        def shoot(name: str) -> None:
            for tokens in theme.THEMES:
                theme.use(application, tokens)
                for width, height in SIZES:
                    window.resize(width, height)
                    settle(application)
                    path = out / f"{name}-{tokens}-{width}x{height}.png"
                    window.grab().save(str(path))
                    print(path)

        window.show()
        shoot("start")
        console.desk.open(lambda: look, place="look")
        for screen in SCREENS:
            window.show_screen(screen)
            shoot(screen.words.lower())
        window.show_screen(SCREENS[0])
        for form in FORMS:
            console.do_action(form, None)
            shoot(form)
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
