"""Everything Qt: windows, boards, forms, item models, themes, threads.

May import every other folder; `window`, `entry_line` and `theme` may not import `app` or `models`, so that the window
can be typed in before the database layer is loaded. Read `console.py` (what is where: screens, forms, keys), then
`desk.py` (the threads; `writes.py` and `questions.py` are its two sides) and `windows.py` (several windows in step).
"""

import builtins
import importlib

# PySide6 puts an `__import__` of its own into builtins; it reads the source of each importing module and makes the
# database layer a third slower to import (quality 5). Nothing here uses what it is for, so Python's is put back.
importlib.import_module("PySide6.QtWidgets")
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
