"""The table that the tests of the grammar share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.clock import SetClock
from app.commands.countdowns import make_promise, start_countdown
from app.commands.decisions import record_decision
from app.commands.directory import add_contact
from app.commands.incidents import declare_incident
from app.commands.messages import receive_message, send_message
from app.commands.posts import add_post
from app.commands.register import register_system
from app.commands.systems import set_system_state
from app.commands.tasks import open_task
from app.entry.quick import quick_texts_of
from app.entry.vocabulary import vocabulary_of
from app.picture import picture_at
from app.station import open_desk
from models.base import new_id
from models.database import open_database
from models.terms import SystemState, Tier
from tests.app.entry.table import NOW, Table


@pytest.fixture(scope="session")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    """The table; tests read it, and the fuzz writes into its database."""
    database = open_database(tmp_path_factory.mktemp("table") / "watchkeeper.db")
    desk = open_desk(database, clock=SetClock(NOW))
    desk = desk.at(desk.do(declare_incident("Loss of normal power", ref="INC-1")).scope_id)
    kestrel, gen = new_id(), new_id()
    desk.do(
        add_contact("Kestrel Power", role="Generator service", external=True, contact_id=kestrel),
        *(add_contact(name) for name in ("County EMS", "County Fire", "Security")),
        *(add_post(name) for name in ("Incident Commander", "Lead Electrician")),
        register_system("GEN-2", "Generator GEN-2", "Emergency power", Tier.CRITICAL, system_id=gen),
        register_system("ATS-CR2", "Transfer switch CR2", "Emergency power", Tier.CRITICAL),
    )
    desk.do(set_system_state(gen, SystemState.FULLY, supply="red bus"))
    desk.do(open_task("Start it", waits_for=["fuel on site"]), open_task("Dip the tank", owner="Boiler Operator"))
    desk.do(send_message("How long?", contact_id=kestrel, reply_required=True))
    desk.do(receive_message("Who commands?", sender="County EOC"))
    desk.do(make_promise("Call back", NOW + timedelta(hours=1)), start_countdown("Battery", NOW + timedelta(hours=2)))
    desk.do(record_decision("Divert", "yes", "no OR", ["yes", "no"], "Incident Commander", review="hourly"))
    picture = desk.ask(picture_at())
    yield Table(picture, vocabulary_of(picture, quick_texts_of(picture)), desk)
    database.close()
