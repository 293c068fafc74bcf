"""What the console can do, without Qt: commands, queries, the desk, the picture, figures, scripts, verification.

May import `reports`, `models` and `resources`. Read `command.py`, then `desk.py` (the gate), then `picture.py` (the
fold).
"""
