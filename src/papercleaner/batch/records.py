"""Lines of JSON as the bookkeeping of a batch keeps them: any file name in, the same bytes on any machine out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

_LONE = re.compile("[\ud800-\udfff]")


def dumped(value: object) -> bytes:
    """One line of JSON; bytes of a name that are no UTF-8 survive as escapes of lone surrogates."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return (_LONE.sub(lambda m: f"\\u{ord(m.group()):04x}", text) + "\n").encode()


def lines(values: Iterable[object]) -> bytes:
    """A line for each value."""
    return b"".join(map(dumped, values))


def read_lines(data: bytes) -> list[Any]:
    """The values of such lines.  Raises ValueError for anything else."""
    return [json.loads(line) for line in data.decode().split("\n") if line]
