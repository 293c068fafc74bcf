"""Side panels: each a form that does one command (or a few bound into one entry); never a dialog.

May import `app` and `models`; the console names them as text and makes one when it is opened. Read `form.py` first.
"""
