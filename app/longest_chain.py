"""Chains of tasks: one order in which each stands after what it waits for, and the longest chain still to do.

Both end where a merge of two logs has closed a circle, which no command lets anybody do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def before_after(before: Mapping[str, Sequence[str]]) -> list[str]:
    """All keys, each after those that stand before it; walked without recursion."""
    found: dict[str, None] = {}
    for key in before:
        path = {} if key in found else {key: iter(before[key])}
        while path:
            here = next(reversed(path))
            step = next((one for one in path[here] if one in before and one not in found and one not in path), None)
            if step is None:
                found[here] = None
                del path[here]
            else:
                path[step] = iter(before[step])
    return list(found)


def longest_chain(before: Mapping[str, Sequence[str]], rank: Mapping[str, tuple[float, str]]) -> list[str]:
    """The longest chain of these keys, first to last; of equals the one whose end has the highest rank.

    One task alone is no chain.
    """
    lengths: dict[str, int] = {}
    for key in before_after(before):
        lengths[key] = 1 + max((lengths.get(one, 0) for one in before[key]), default=0)
    last = max(lengths, key=lambda key: (lengths[key], rank[key]), default=None)
    if last is None or lengths[last] < 2:
        return []
    chain = {last: None}
    while earlier := [one for one in before[last] if one in lengths and one not in chain]:
        last = max(earlier, key=lambda key: (lengths[key], rank[key]))
        chain[last] = None
    return list(reversed(chain))
