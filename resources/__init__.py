"""The data files of the console (fonts, icons, shapes, registers, texts) and the one function that reads them.

May import nothing of ours, and neither Qt nor ReportLab: every other folder may read from here.
Read `files.py` first, then `shapes.py`.
"""
