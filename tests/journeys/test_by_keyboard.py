"""The shift by keyboard on a display of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_shift_by_keyboard_alone_on_a_real_display() -> None:
    reading, writing = os.pipe()
    server = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(server, pass_fds=[writing], stderr=subprocess.DEVNULL) as display:
        try:
            os.close(writing)
            with os.fdopen(reading) as said:
                number = said.readline().strip()
            environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
            journey = [
                "-m",
                "pytest",
                "-q",
                "-p",
                "no:randomly",
                "-p",
                "no:cacheprovider",
                "tests/journeys/by_keyboard.py",
            ]
            run = subprocess.run(
                [sys.executable, *journey], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
            )
        finally:
            display.terminate()

    assert run.returncode == 0, run.stdout + run.stderr
    assert "1 passed" in run.stdout
