"""Building a StaticMap: finds an order in which each key has a cell of its own (peeling), then fills it."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from papercleaner.language.static_map import FINGERPRINT, StaticMap, number

ROOM = 1.235
"""Cells a key; below 1.222 peeling fails."""


def next_prime(n: int) -> int:
    """The smallest prime >= n (n > 2)."""
    n |= 1
    while any(n % d == 0 for d in range(3, int(n**0.5) + 1, 2)):
        n += 2
    return n


def build(entries: Mapping[str, int]) -> StaticMap:
    """The map of `entries`, key -> 0-255.  Tries larger primes until one peels; ValueError if none of fifty does."""
    third = int(len(entries) * ROOM / 3) + 3
    numbers = sorted((number(k), v) for k, v in entries.items())
    for _ in range(50):
        a = next_prime(third)
        b = next_prime(a + 1)
        c = next_prime(b + 1)
        primes = (a, b, c)
        order = peel([n for n, _ in numbers], primes)
        if order is not None:
            return StaticMap(fill(numbers, order, primes), primes)
        third = c + 1
    raise ValueError("no table could be built: two keys have the same number")


def cells(n: int, primes: tuple[int, int, int]) -> tuple[int, int, int]:
    """The three cells of a number."""
    a, b, c = primes
    return n % a, a + n % b, a + b + n % c


def peel(numbers: list[int], primes: tuple[int, int, int]) -> list[tuple[int, int]] | None:
    """(index of the key, its own cell), last filled first; None if a core of keys remains."""
    size = sum(primes)
    degree, members = array("l", bytes(8 * size)), array("l", bytes(8 * size))
    for index, n in enumerate(numbers):
        for cell in cells(n, primes):
            degree[cell] += 1
            members[cell] ^= index
    order = []
    ready = [cell for cell in range(size) if degree[cell] == 1]
    while ready:
        cell = ready.pop()
        if degree[cell] != 1:
            continue
        index = members[cell]
        order.append((index, cell))
        for other in cells(numbers[index], primes):
            degree[other] -= 1
            members[other] ^= index
            if degree[other] == 1:
                ready.append(other)
    return order if len(order) == len(numbers) else None


def fill(numbers: list[tuple[int, int]], order: list[tuple[int, int]], primes: tuple[int, int, int]) -> bytes:
    """The bytes of the map."""
    prints, values = array("H", bytes(2 * sum(primes))), bytearray(sum(primes))
    for index, own in reversed(order):
        n, value = numbers[index]
        mark = n % FINGERPRINT
        for cell in cells(n, primes):
            if cell != own:
                mark ^= prints[cell]
                value ^= values[cell]
        prints[own], values[own] = mark, value
    if array("H", b"\x01\x00")[0] != 1:
        prints.byteswap()
    return prints.tobytes() + bytes(values)
