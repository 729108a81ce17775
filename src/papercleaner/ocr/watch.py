"""Long work tells how far it is; nothing depends on who listens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias

Listener: TypeAlias = Callable[[int, int, float], None]
"""Called with the page (from 1), the number of pages, and the share of this page that is done."""

_LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def told(listener: Listener) -> Iterator[None]:
    """For the time of the block, `listener` hears how far the reading of pictures is."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def tell(page: int, pages: int, share: float) -> None:
    """Says that so much of this page is done."""
    listener = _LISTENER.get()
    if listener is not None:
        listener(page, pages, share)
