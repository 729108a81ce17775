"""The edits of a record, read back for their replay."""

from __future__ import annotations

from papercleaner.model import Edit
from papercleaner.readers.node import Node


def quoted_edits(value: object, name: str) -> dict[str, list[Edit]]:
    """The applied edits of each text, by the pointer of its place, in the order of the text.

    Moves and suggestions have no text of their own and are left out.  Raises InputError where an edit is
    not by the contract.
    """
    found: dict[str, list[Edit]] = {}
    for node in Node(value, "edits", name).items():
        unit = node.get("unit")
        if unit.value is None:
            continue
        spans = node.get("spans")
        if len(spans.spans()) != 1:
            raise spans.bad("is not one span")
        edit = Edit(
            kind=node.get("kind").string(),
            spans=spans.spans(),
            before=node.get("before").string(),
            after=node.get("after").string(),
            rule=node.get("rule").string(),
            confidence=node.get("confidence").number(),
        )
        found.setdefault(unit.string(), []).append(edit)
    return found
