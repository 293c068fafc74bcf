"""Posts as screens show them: the station's own in their order, and the standard ones it has not got yet."""

from __future__ import annotations

from functools import cache

from app.command import Bound
from app.commands.posts import add_post
from models.picture import Picture
from models.station import Post
from resources import files


def posts(picture: Picture) -> list[Post]:
    """The station's posts, in its own order."""
    return sorted(picture.all(Post), key=lambda post: (post.position, post.name))


def known_posts(picture: Picture | None) -> list[str]:
    """What the posts are called; none while nothing is open."""
    return [] if picture is None else [post.name for post in posts(picture)]


@cache
def _standard() -> list[tuple[str, str]]:
    """The posts of HICS 201 (2014) with their duties; read once."""
    return [(row["name"], row["duty"]) for row in files.toml("register", "hics-posts.toml")["post"]]


def missing_posts(picture: Picture) -> list[Bound]:
    """The commands that add the posts of HICS 201 (2014) which the station has not got, in the form's order."""
    there = {post.name.casefold() for post in picture.all(Post)}
    return [add_post(name, duty) for name, duty in _standard() if name.casefold() not in there]
