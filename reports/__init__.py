"""Pages for people: functions from rows and figures to PDF bytes. No Qt, no session, no clock.

May import `models` and `resources`. The same input gives the same bytes. There is no markup between an operator's text
and the page, so nothing that is typed can be taken for an instruction. Read `text.py` (text to lines), then `ink.py`
and `page.py` (lines to pages, with the head and foot of every page), then `handover.py`: its page one is `summary.py`,
in two columns by `flow.py` where it is full. `log_table.py` draws the log straight, however long it is. What the
screens print is in `systems_status.py`, `task_list.py`, `contacts.py`, `messages.py` (ICS 309) and
`general_message.py` (ICS 213).
"""
