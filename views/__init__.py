"""Everything Qt: windows, boards, forms, item models, themes, threads.

May import every other folder; `window`, `entry_line` and `theme` may not import `app` or `models`, so that the window
can be typed in before the database layer is loaded. Read `console.py` (what is where), then `desk.py` (the threads).
"""
