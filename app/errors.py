"""The two errors that are not bugs: a refusal an operator can act on, and a database out of reach."""


class Refused(Exception):
    """A command was not carried out and nothing was written; the message is a full sentence, `field` where it belongs."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class Unavailable(Exception):
    """The database could not be reached or did not confirm; what was typed is kept and can be tried again."""
