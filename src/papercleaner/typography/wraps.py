"""Line ends that part something after all: where the role of a text is known, its line ends are looked at again.

A line end is dropped where lines are measured, before anybody knows what a text is.  In a headline of two lines it
parts the halves, in a list or a poem the items, in a caption who made the picture: there the space stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import accumulate

from papercleaner.model import Role
from papercleaner.text import Piece, Text
from papercleaner.typography.context import is_chinese
from papercleaner.typography.forms import dateline, formal, photographer
from papercleaner.typography.gaps import roles
from papercleaner.typography.parted import is_halved, is_parted, speech

_WRAP = "space.wrap"


def _is_wrap(piece: Piece) -> bool:
    return not piece.text and piece.why == (_WRAP,)


def unwrapped(text: Text) -> str:
    """The text with a space for each line end that was dropped."""
    return "".join([" " if _is_wrap(p) else p.text for p in text.pieces]).strip()


def parting(text: Text, role: Role, source: str, names: frozenset[str] = frozenset()) -> Text:
    """The text with the spaces back that stood for line ends which part something; `names` are a play's speakers."""
    if not any(map(_is_wrap, text.pieces)):
        return text
    text = _trimmed(text)
    if not any(map(_is_wrap, text.pieces)) or role is Role.TABLE or not is_chinese(text.value):
        return text
    pieces = list(text.pieces)
    for k in _kept(text, role, names):
        start, end = pieces[k].start, pieces[k].end
        plain = source[start:end] == " "
        pieces[k] = Piece(" ", start, end, () if plain else ("space.newline",))
    return Text(tuple(pieces))


def _trimmed(text: Text) -> Text:
    """Without line ends at its edges: where a text was parted from the next one they are layout, as a blank line is."""
    first, last = 0, len(text.pieces)
    while first < last and _is_wrap(text.pieces[first]):
        first += 1
    while last > first and _is_wrap(text.pieces[last - 1]):
        last -= 1
    return Text(text.pieces[first:last])


def _kept(text: Text, role: Role, names: frozenset[str]) -> Iterator[int]:
    """Which pieces of a text are line ends that part something."""
    said = [" " if _is_wrap(p) else p.text for p in text.pieces]
    whole, ends = "".join(said), list(accumulate(map(len, said)))
    parted, formed = is_parted(whole), _formed(whole, role, names)
    for k, end in enumerate(ends):
        if _is_wrap(text.pieces[k]) and (parted or end - 1 in formed or _is_half(whole, end - 1, role)):
            yield k


def _formed(whole: str, role: Role, names: frozenset[str]) -> Set[int]:
    """Places where a form of newspapers has a blank."""
    found = photographer(whole) if role is Role.CAPTION else -1
    credit = range(found, len(whole)) if found >= 0 else ()
    return {*formal(whole) - {dateline(whole)}, speech(whole, names), *credit}


def _is_half(whole: str, at: int, role: Role) -> bool:
    return role in roles("keep_roles") and is_halved(whole, at, at + 1)
