"""The short ways of the repair give what the long ones give."""

from __future__ import annotations

from collections import Counter

import pytest

from papercleaner.language.repair import lattice
from papercleaner.language.repair.contexts import WIDE, Contexts
from papercleaner.language.repair.evidence import Place, by_chars
from papercleaner.language.repair.scan import suspects
from papercleaner.language.repair.tables import tables

TEXT = "会议要求各单位要把责任落实到人不留死角"


@pytest.mark.parametrize("at", range(len(TEXT)))
def test_a_lattice_with_one_other_character(at: int) -> None:
    other = TEXT[:at] + "入" + TEXT[at + 1 :]
    known = tables()
    assert lattice.changed(lattice.arcs(TEXT, known), other, at, known) == lattice.arcs(other, known)


@pytest.mark.parametrize("new", "入八人")
def test_a_hopeless_character_is_still_hopeless(new: str) -> None:
    place = Place("落实到", "人", "不留死")
    whole = by_chars(place, new, tables())
    assert by_chars(place, new, tables(), whole) == whole
    assert by_chars(place, new, tables(), whole + 1) < whole + 1


def test_contexts_are_counted_up_to_the_ends_of_a_text() -> None:
    texts = [TEXT[:n] for n in range(len(TEXT))] * 2
    counted = Counter(t[max(0, m.start() - WIDE) : m.start() + WIDE + 1] for t in texts for m in suspects().finditer(t))
    contexts = Contexts(texts)
    for text in texts:
        for m in suspects().finditer(text):
            around = text[max(0, m.start() - WIDE) : m.start() + WIDE + 1]
            assert contexts.repeated(text, m.start()) == (counted[around] > 1)
