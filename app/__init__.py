"""What the console can do, without Qt: commands, queries, the desk, the picture, figures, scripts, verification.

May import `reports`, `models` and `resources`. Read `command.py`, then `desk.py` (the gate), then `picture.py` (the
fold). What is typed into the entry line is read in `entry/`; what is found in the log comes from `search.py`.
"""
