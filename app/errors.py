"""The errors that are not bugs: a refusal an operator can act on, a database out of reach, work that was stopped."""


class Refused(Exception):
    """Nothing was written; the message is a sentence an operator can act on, `field` the parameter it belongs to."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class Unavailable(Exception):
    """The database could not be reached or did not confirm; what was typed is kept and can be tried again."""


class Stopped(Exception):
    """An operator stopped long work before its end; nothing that was shown before has changed."""
