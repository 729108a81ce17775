"""Whatever the text: only pairs of the short list are applied, a second pass finds nothing, the same every time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import papercleaner
from papercleaner import service
from papercleaner.config import Config
from papercleaner.language.repair.pairs import lookalikes
from papercleaner.stages.glyphs import mend
from papercleaner.typography.numbers import DIGITS
from papercleaner.writers import render

ROOT = Path(__file__).parents[2]
SENTENCES = (ROOT / "fixtures" / "pages" / "p006" / "raw.seed.txt").read_text(encoding="utf-8").split("\n\n")
SWAPS = "".join(sorted(lookalikes()))

damaged = st.builds(
    lambda text, at, char: text[: at % len(text)] + char + text[at % len(text) + 1 :],
    st.sampled_from([s for s in SENTENCES if len(s) > 20]),
    st.integers(0, 10_000),
    st.sampled_from(SWAPS),
)
loose = st.lists(
    st.one_of(
        st.sampled_from(SWAPS),
        st.sampled_from("的了是在国家工作，。 O0lI—年月一二〇3"),
        st.sampled_from(["己经", "间题"]),
    ),
    max_size=30,
).map("".join)
FORMAL = set(DIGITS.values()) | {"〇", "一"}


@settings(max_examples=150, deadline=None)
@given(st.one_of(damaged, loose, st.text(max_size=40)))
def test_only_what_may_be_applied_is(text: str) -> None:
    done, told = mend(text, Config())
    assert len(done) == len(text)
    for old, new in zip(text, str(done), strict=True):
        assert old == new or new in lookalikes().get(old, "") or (new in FORMAL and old in "OolI0—")
    assert all(0 <= e.confidence <= 1 and not e.applied and len(e.before) == len(e.after) for e in told)


@settings(max_examples=100, deadline=None)
@given(damaged)
def test_our_own_output_stays_as_it_is(text: str) -> None:
    page = papercleaner.clean(text)
    for form in ("json", "md"):
        written = render(page, form)
        again = service.clean(written, "again", Config())
        assert render(again, form) == written
        assert not [e for e in again.suggestions if e.rule.startswith("glyphs.")]


def test_any_hash_seed_gives_the_same() -> None:
    code = (
        "from papercleaner import service, writers; from papercleaner.config import Config; import hashlib, sys;"
        "page = service.clean(open('seeds/raw.seed.txt', 'rb').read(), 'seed', Config());"
        "print(hashlib.sha256(writers.render(page, 'json', Config())).hexdigest(), page.suggestions)"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "7")
    }
    assert len(said) == 1


def test_the_seed_page() -> None:
    page = papercleaner.clean((ROOT / "seeds" / "raw.seed.txt").read_text(encoding="utf-8"))
    source = page.source.text
    told = {
        (source[e.spans[0][0] - 2 : e.spans[0][0] + 3], e.after) for e in page.suggestions if e.rule != "suggest.comma"
    }
    assert ("客房人住率", "入") in told
    assert ("与专干液体", "于") in told
    assert len(told) <= 3
