"""The station's posts: who can hold a desk, own a task or decide. Posts only, never a person's name."""

from typing import Annotated
from uuid import UUID

from app.command import KEEP, NAME, New, Ref, Work, change, command, required
from app.errors import Refused
from models.station import Post
from models.terms import EntryKind, ScopeKind


def _in_order(work: Work) -> list[Post]:
    return sorted(work.all(Post), key=lambda post: (post.position, post.name))


def _free_name(work: Work, name: str | None, mine: UUID | None = None) -> str:
    """The name, if no other post has it. Raises `Refused`."""
    wanted = required(name, "name", "what the post is called", NAME)
    if any(post.name.casefold() == wanted.casefold() and post.id != mine for post in work.all(Post)):
        raise Refused(f"There is a post {wanted} already.", field="name")
    return wanted


@command("post.add", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def add_post(work: Work, name: str, duty: str | None = None, post_id: Annotated[UUID | None, New(Post)] = None) -> str:
    """Add a post to the station, after those there are."""
    assert post_id is not None
    position = max((post.position for post in work.all(Post)), default=0) + 1
    free = _free_name(work, name)
    work.add(Post(id=post_id, station_id=work.station_id, name=free, duty=duty, position=position))
    return f"Post {free} added."


@command("post.edit", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def edit_post(work: Work, post_id: Annotated[UUID, Ref(Post)], name: str = KEEP, duty: str | None = KEEP) -> str:
    """Change what a post is called, or its duty; what is not given stays."""
    post = work.find(Post, post_id)
    called = post.name
    changed = change(post, name=name if name is KEEP else _free_name(work, name, post_id), duty=duty)
    if not changed:
        raise Refused(f"Post {called} is written so already.")
    said = [f"called {post.name}"] if "name" in changed else []
    said += [f"duty {post.duty or 'not written'}"] if "duty" in changed else []
    return f"Post {called}: {', '.join(said)}."


@command("post.remove", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def remove_post(work: Work, post_id: Annotated[UUID, Ref(Post)]) -> str:
    """Take a post off the list; what it did stays in the log."""
    post = work.find(Post, post_id)
    post.removed_at = work.event_at
    return f"Post {post.name} removed."


@command("post.move", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def move_post(work: Work, post_id: Annotated[UUID, Ref(Post)], place: int) -> str:
    """Give a post another place in the list; 1 is the first."""
    post = work.find(Post, post_id)
    others = [one for one in _in_order(work) if one.id != post_id]
    if not 1 <= place <= len(others) + 1:
        raise Refused(f"The list has places 1 to {len(others) + 1}.", field="place")
    if _in_order(work)[place - 1] is post:
        raise Refused(f"Post {post.name} stands at place {place} already.", field="place")
    for position, one in enumerate([*others[: place - 1], post, *others[place - 1 :]], start=1):
        change(one, position=position)
    return f"Post {post.name} stands at place {place}."
