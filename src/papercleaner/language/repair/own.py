"""What a learned model says: the paper's own names and phrases protect what stands, and ask for what they lack."""

from __future__ import annotations

from collections.abc import Iterator
from math import log
from typing import NamedTuple

from papercleaner.language.learned.archive import Archive
from papercleaner.language.repair.doubt import Doubt, Spot, bars, weighed


class Said(NamedTuple):
    """For and against the new reading, in nats of counts, and in how many paragraphs it stands."""

    gain: float
    loss: float
    times: int


def windows(flat: str, at: int, size: int) -> Iterator[tuple[str, int]]:
    """Runs of `size` characters over place `at` of the text (one more in `flat`), and where in them it is."""
    for start in range(max(0, at + 2 - size), min(at + 1, len(flat) - size) + 1):
        yield flat[start : start + size], at + 1 - start


def said(flat: str, at: int, new: str, archive: Archive) -> Said:
    """What the archive says of `new` in the place of what stands at `at`."""
    gain = loss = 0.0
    times = 0
    for size in (4, 5):
        for run, place in windows(flat, at, size):
            now = archive.sure_count(run, place)
            then = archive.sure_count(run[:place] + new + run[place + 1 :], place)
            odds = log((then + 0.5) / (now + 0.5))
            gain, loss, times = max(gain, odds), max(loss, -odds), max(times, then)
    return Said(gain, loss, times)


def known(flat: str, at: int, archive: Archive) -> bool:
    """Whether the archive has what stands there, so that it has nothing to ask for."""
    return any(archive.count(run) for run, _ in windows(flat, at, 3))


def with_archive(spot: Spot, found: Doubt | None, archive: Archive) -> Doubt | None:
    """The doubt that language found, weighed by the archive, or the one that the archive has, if that is likelier."""
    weighted = _weighed(spot, found, archive) if found else None
    asked = None if known(spot.flat, spot.at, archive) else _asked(spot, archive)
    return max((d for d in (weighted, asked) if d), key=lambda d: d.odds, default=None)


def _weighed(spot: Spot, found: Doubt, archive: Archive) -> Doubt | None:
    told = said(spot.flat, spot.at, found.new, archive)
    odds = found.odds + bars().archive * (told.gain if told.gain > told.loss else -told.loss)
    if odds < bars().suggest:
        return None
    asked = told.times >= bars().archive_times and told.gain > told.loss
    return found._replace(odds=odds, agreed=found.agreed or asked)


def _asked(spot: Spot, archive: Archive) -> Doubt | None:
    """What stands again and again in the archive where this place has something that it never has."""
    told = [(said(spot.flat, spot.at, new, archive), new) for new in spot.others]
    best, new = max(told, key=lambda pair: (pair[0].gain, pair[1]), default=(Said(0, 0, 0), ""))
    if best.times < bars().archive_times or best.loss > 0:
        return None
    doubt = weighed(spot.text, spot.at, new, True)
    odds = doubt.odds + bars().archive * best.gain
    if doubt.odds < bars().archive_floor or odds < bars().suggest:
        return None
    return doubt._replace(odds=odds, agreed=True)
