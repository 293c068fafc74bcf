"""The shift by keyboard on a display of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("journey", ["by_keyboard", "hour_by_keyboard"])
def test_a_shift_by_keyboard_alone_on_a_real_display(journey: str) -> None:
    reading, writing = os.pipe()
    server = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(server, pass_fds=[writing], stderr=subprocess.DEVNULL) as display:
        try:
            os.close(writing)
            with os.fdopen(reading) as said:
                number = said.readline().strip()
            environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
            arguments = [
                "-m",
                "pytest",
                "-q",
                "-p",
                "no:randomly",
                "-p",
                "no:cacheprovider",
                f"tests/journeys/{journey}.py",
            ]
            run = subprocess.run(
                [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
            )
        finally:
            display.terminate()

    assert run.returncode == 0, run.stdout + run.stderr
    assert "1 passed" in run.stdout
