"""The station's posts and settings: what the commands change, and one test for each refusal."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from app.command import Bound
from app.commands.posts import add_post, edit_post, move_post, remove_post
from app.commands.station import set_station
from app.desk import Desk
from app.errors import Refused
from app.logbook import log_page
from app.picture import picture_at
from app.posts import known_posts, missing_posts, posts
from models.base import new_id
from models.station import Post, Station


def there(desk: Desk) -> list[str]:
    return [post.name for post in posts(desk.ask(picture_at()))]


def added(desk: Desk, name: str = "Night Coordinator", duty: str | None = None) -> UUID:
    return desk.do(add_post(name, duty)).made[0]


def test_posts_are_added_at_the_end_and_moved_by_their_place(desk: Desk) -> None:
    added(desk, "Safety Officer")
    added(desk, "Liaison Officer")
    last = added(desk, "Incident Commander")

    receipt = desk.do(move_post(last, 1))

    assert there(desk) == ["Incident Commander", "Safety Officer", "Liaison Officer"]
    assert receipt.sentence == "Post Incident Commander stands at place 1."


def test_a_post_is_renamed_and_its_duty_cleared(desk: Desk) -> None:
    post_id = added(desk, "Night Coordinator", "keeps the log")

    receipt = desk.do(edit_post(post_id, name="Watch Officer", duty=None))

    [post] = desk.ask(picture_at()).all(Post)
    assert (post.name, post.duty) == ("Watch Officer", None)
    assert receipt.sentence == "Post Night Coordinator: called Watch Officer, duty not written."


def test_a_removed_post_is_off_the_list_and_may_come_back(desk: Desk) -> None:
    desk.do(remove_post(added(desk)))
    gone = there(desk)

    added(desk)

    assert (gone, there(desk)) == ([], ["Night Coordinator"])


def test_the_standard_posts_that_are_missing_are_added_as_one_entry(desk: Desk) -> None:
    added(desk, "safety officer")
    missing = missing_posts(desk.ask(picture_at()))

    receipt = desk.do(*missing, words="25 posts of HICS 201 added.")

    assert len(missing) == len(receipt.made) == 25
    assert there(desk)[:3] == ["safety officer", "Incident Commander", "Public Information Officer"]
    assert missing_posts(desk.ask(picture_at())) == []


def test_the_standard_posts_are_the_26_boxes_of_hics_201(desk: Desk) -> None:
    assert len(missing_posts(desk.ask(picture_at()))) == 26


def test_nothing_is_known_while_nothing_is_open() -> None:
    assert known_posts(None) == []


Make = Callable[[Desk], Bound]


@pytest.mark.parametrize(
    ("sentence", "field", "make"),
    [
        ("what the post is called", "name", lambda d: add_post("  ")),
        ("There is a post NIGHT COORDINATOR already", "name", lambda d: (added(d), add_post("NIGHT COORDINATOR"))[1]),
        ("what the post is called", "name", lambda d: edit_post(added(d), name="")),
        ("is written so already", None, lambda d: edit_post(added(d), name="Night Coordinator")),
        ("not there any more", None, lambda d: remove_post(new_id())),
        ("places 1 to 1", "place", lambda d: move_post(added(d), 2)),
        ("stands at place 1 already", "place", lambda d: move_post(added(d), 1)),
        ("what the station is called", "name", lambda d: set_station(name="")),
        ("which site", "site", lambda d: set_station(site=" ")),
        ("no time zone", "time_zone", lambda d: set_station(time_zone="")),
        ("a4 or letter", "paper", lambda d: set_station(paper="")),
        ("a day at the most", "late_after_minutes", lambda d: set_station(late_after_minutes=100_000)),
        ("set so already", None, lambda d: set_station(name=d.ask(picture_at()).station.name)),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(desk: Desk, sentence: str, field: str | None, make: Make) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        desk.do(make(desk))

    assert refused.value.field == field


def test_a_post_takes_no_name_that_another_has(desk: Desk) -> None:
    added(desk)
    other = added(desk, "Safety Officer")

    with pytest.raises(Refused, match="There is a post Night Coordinator already"):
        desk.do(edit_post(other, name="Night Coordinator"))


def test_only_changed_settings_stand_in_the_log(desk: Desk) -> None:
    receipt = desk.do(set_station(name="Larkspur Ridge", late_after_minutes=10, paper="a4"))

    assert receipt.sentence == "Station Operations: called Larkspur Ridge, entries late after 10 min."


def test_a_stale_setting_is_refused_by_who_changed_it(desk: Desk) -> None:
    station = desk.ask(picture_at()).station
    desk.do(set_station(paper="letter"))

    with pytest.raises(Refused, match="Changed by CO at 07:43 to “letter”"):
        desk.do(set_station(paper="a4").seen(Station, station.id, paper="a4"))


def test_settings_are_entries_of_the_stations_book_only(desk: Desk) -> None:
    before = len(desk.ask(log_page(0, 100)))

    desk.do(set_station(site="North Tower"))

    assert len(desk.ask(log_page(0, 100))) == before
