"""Reading a report as a person would: its pages and their texts."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.desk import Desk
from app.picture import picture_at
from models.database import Database
from models.incident import Handover

Texts = Callable[[bytes], list[str]]
Demonstration = tuple[Database, Desk]


@pytest.fixture
def pages() -> Texts:
    """The words of each page, with every run of blanks as one."""

    def read(pdf: bytes) -> list[str]:
        return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]

    return read


@pytest.fixture
def signed_handover(demonstration: Demonstration) -> Handover:
    """The demonstration's handover report 1, issued and signed."""
    [handover] = demonstration[1].ask(picture_at()).all(Handover)
    return handover
