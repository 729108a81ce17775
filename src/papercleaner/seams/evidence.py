"""How open the end and the start of a fragment are, in log-odds, from its shape and its marks."""

from __future__ import annotations

from functools import cache
from math import log
from typing import Any

from papercleaner.knowledge import table
from papercleaner.model import Block, Role


@cache
def weights() -> dict[str, Any]:
    """The table `knowledge/seams.toml`."""
    return table("seams")


@cache
def pair_weights() -> dict[str, float]:
    """The weights of what speaks for a seam by itself, places on the page included."""
    return {**weights()["features"], **weights()["boxes"]}


@cache
def _kinds() -> dict[str, str]:
    marks = table("geometry")["marks"]
    kinds = dict.fromkeys(marks["pause"], "pause")
    kinds |= dict.fromkeys(marks["closing"], "closed")
    kinds |= dict.fromkeys(marks["opening"], "open")
    kinds |= dict.fromkeys("—…-", "dash")
    kinds |= dict.fromkeys(marks["final"], "final")
    return kinds


def end_kind(text: str) -> str:
    """What a fragment's last character says: final, closed, pause, open, dash, han or other.

    A straight quote closes if the text before it holds an odd number of them.  A closing mark right
    after a final one is final.
    """
    last = text[-1:]
    if last == '"':
        kind = "closed" if text.count('"') % 2 == 0 else "open"
    else:
        kind = _kinds().get(last, "other" if last < "\u2000" else "han")
    if kind == "closed" and text[-2:-1] and _kinds().get(text[-2]) == "final":
        return "final"
    return kind


def known(block: Block) -> bool:
    """Whether the dump kept the block's geometry."""
    return block.shape.column is not None


def running_odds(block: Block) -> float:
    """Log-odds that a block is running text, as far as its role was told, within ±4."""
    told = block.running
    if told is None:
        told = block.confidence if block.role is Role.BODY else 1.0 - block.confidence
    return max(-4.0, min(4.0, log((told + 0.001) / (1.001 - told))))
