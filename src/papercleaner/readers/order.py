"""Explicit reading order: lists of references and chains, both of which may be partial, doubled or run in rings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def by_references(items: Sequence[T], names: Sequence[str | None], wanted: Iterable[str]) -> list[T]:
    """The items in the wanted order of their names, each once; what is not named follows in its own order."""
    place = {n: k for k, n in reversed(list(enumerate(names))) if n is not None}
    first = list(dict.fromkeys(place[w] for w in wanted if w in place))
    taken = set(first)
    return [items[k] for k in first] + [item for k, item in enumerate(items) if k not in taken]


def by_chains(items: Sequence[T], names: Sequence[str | None], following: Mapping[str, str]) -> list[T]:
    """The items, each followed by the one it names as next, chain by chain; a ring is cut at its first item."""
    known = {n for n in names if n is not None}
    inner = {b for a, b in following.items() if a in known and b in known and a != b}
    order: list[str] = []
    seen: set[str] = set()
    for start in [n for n in names if n is not None and n not in inner] + [n for n in names if n is not None]:
        at: str | None = start
        while at is not None and at in known and at not in seen:
            seen.add(at)
            order.append(at)
            at = following.get(at)
    return by_references(items, names, order)
