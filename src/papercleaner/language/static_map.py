"""A read-only map from short strings to bytes that needs no loading beyond reading its file.

Three cells answer for each key: their exclusive or is the key's fingerprint (16 bits) and value (8 bits)
(Majewski, Wormald, Havas and Czech 1996; "Bloomier filter").  A key that was never stored is taken for a
stored one once in 65,536 times.
"""

from __future__ import annotations

from array import array
from codecs import utf_16_le_encode
from collections.abc import Sequence
from sys import byteorder
from typing import Final

FINGERPRINT: Final = 65521
"""The fingerprint of a key is its number modulo this prime."""

_MODULUS: Final = (1 << 61) - 1
_LONG_MODULUS: Final = 0x1B7E151628AED2A7
_FACTOR: Final = 0x1D8E4E27C47D124F


def number(key: str) -> int:
    """The key as one well-mixed number.

    Keys of more than three characters have a modulus of their own: modulo the Mersenne prime the fourth
    character would be added to the first.
    """
    plain = int.from_bytes(utf_16_le_encode(key, "replace")[0], "little") * _FACTOR
    return plain % (_MODULUS if len(key) <= 3 else _LONG_MODULUS)


class StaticMap:
    """`data`: sum(primes) cells, first all fingerprints (two bytes each, little-endian), then all values."""

    def __init__(self, data: bytes, primes: tuple[int, int, int]) -> None:
        """Raises ValueError if the data are not of the size the primes ask for."""
        self.data = data
        self.primes = primes
        size = sum(primes)
        if len(data) != 3 * size:
            raise ValueError(f"language table of {len(data)} bytes, {3 * size} expected")
        self._prints: Sequence[int] = memoryview(data)[: 2 * size].cast("H")
        if byteorder == "big":
            swapped = array("H", data[: 2 * size])
            swapped.byteswap()
            self._prints = swapped
        self._values = data[2 * size :]

    def get(self, key: str) -> int:
        """The value (0-255) stored for `key`, or -1."""
        plain = int.from_bytes(utf_16_le_encode(key, "replace")[0], "little") * _FACTOR  # `number`, without a call
        n = plain % (_MODULUS if len(key) <= 3 else _LONG_MODULUS)
        a, b, c = self.primes
        i, j, k = n % a, a + n % b, a + b + n % c
        prints = self._prints
        if prints[i] ^ prints[j] ^ prints[k] != n % FINGERPRINT:
            return -1
        values = self._values
        return values[i] ^ values[j] ^ values[k]
