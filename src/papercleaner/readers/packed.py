"""Packed input: gzip is opened at the door, and only so far as a page can be large."""

from __future__ import annotations

import zlib

from papercleaner.errors import InputError

MAGIC = b"\x1f\x8b"

MOST = 64 * 2**20
"""Bytes that a packed page may hold.  The largest real page seen, a Google Vision answer, holds 2.6 million."""

_STEP = 2**20


def unpacked(data: bytes, name: str) -> bytes:
    """What a gzip file holds; any other data as it is.  Raises InputError where it is broken or far too large."""
    if not data.startswith(MAGIC):
        return data
    out, size, rest = [], 0, data
    while rest.startswith(MAGIC):
        member = zlib.decompressobj(wbits=31)
        feed = rest
        while not member.eof:
            part = _inflate(member, feed, name)
            size += len(part)
            if size > MOST:
                raise InputError(
                    f"this gzip file holds more than {MOST // 2**20} MB", where=name, hint="Give it single pages"
                )
            if not part and not member.unconsumed_tail and not member.eof:
                raise InputError("the gzip file ends too early", where=name, hint="Fetch or pack it again")
            out.append(part)
            feed = member.unconsumed_tail
        rest = member.unused_data
    return b"".join(out)


def _inflate(member: zlib._Decompress, data: bytes, name: str) -> bytes:
    try:
        return member.decompress(data, _STEP)
    except zlib.error as error:
        raise InputError(f"broken gzip data ({error})", where=name, hint="Fetch or pack it again") from None
