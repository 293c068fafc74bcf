"""Quick texts: what an operator writes often, by a key or an abbreviation."""

from sqlalchemy.orm import Mapped, mapped_column

from models.base import StationRow


class QuickText(StationRow, kw_only=True, eq=False):
    """A text behind `Alt+1` to `Alt+9` (`slot`) or an abbreviation; `[…]` in it are gaps to fill in.

    The console brings some along (`resources/quick_texts.toml`); a row with the same abbreviation stands instead, and
    one without a text takes it away.
    """

    __tablename__ = "quick_text"
    REF = "abbreviation"

    abbreviation: Mapped[str]
    title: Mapped[str]
    text: Mapped[str | None] = mapped_column(default=None)
    slot: Mapped[int | None] = mapped_column(default=None)
