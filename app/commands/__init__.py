"""The commands, a module for each table of the field: plain functions that find, check, change and tell.

A command never calls a command. `app/command.py` turns them into `Bound`s for `Desk.do`.
"""
