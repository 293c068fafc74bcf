"""The grammar of the entry line: what an operator types becomes commands, chips and one sentence; without Qt.

May import `app`, `models` and `resources`; no session is ever asked. Read `tokens.py` (the tables of marks and words),
then `scan.py` (text to tokens), `reading.py` (tokens to clauses) and `plan.py` (clauses to commands). What looks like
a mark and stays text is a span of its own, and `saying.py` names it; `handing.py` gives a line to the form behind it.

A line is read like this. What is not said here stays text.

- **Clauses.** One begins at the start, at a `/type` that has words before and behind it, and at a further line that
  begins with a type or holds a state. All of them are one entry; what one makes, a later one may use: `^T-08 =start`.
- **States.** `=status` goes with the systems, contacts or references right before it (several share it), else with the
  one right behind it, else with the nearest before. The text behind it, to the next token, is its remark or reason.
- **Words.** The entry's words are the text of the clauses that only speak. Marks go; a name stays where the sentence
  goes on behind it or a small word (*at*, *the*) stands before it. Where all text went into a title, that is the words.
- **Times.** `~` in the first clause says when it happened, in a later one since when; a bare time that was last more
  than 18 hours ago is still to come, and text. `by 09:05` and `in 20m` belong to what they stand with; at the end of
  plain words they start a clock, at most twelve hours off, but not behind *not* or a quantity (`40 gal in 2h`), nor
  `in 20 min` written out; `back in …` and *X promises …* make promises. In a message they are text.
- **Quoted** words are somebody else's: no mark in “…” counts. `/t` for `/task` counts only where a line begins.
- **Names.** The longest known one counts, else the longest beginning in whole words that only one name has; a name in
  quotes may be new, and needs none later in the line. Behind `/call` the contact needs no `@`.
- **Parts.** `test:` `waits:` `consulted:` `review:` `relay:` `number:`, in small letters, run to the next mark, part or
  end of the line.
- **`=verified`** of a task that is not done says both. A closed incident takes notes and corrections only.
- **At most 200 tokens** in a line; what stands behind them is text.
"""
