"""The screens: each draws the picture and never asks another.

Read `board.py`, then `lines.py` (the lists of its cards) and `log_card.py` (the log with its tabs).
"""
