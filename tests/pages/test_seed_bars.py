"""What the seed page must come to, as it is and in every other dress a dump may give it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import papercleaner
from papercleaner import Page
from papercleaner.config import Config
from papercleaner.evaluate import score
from papercleaner.proof import verify
from papercleaner.readers import read
from papercleaner.stages.lines import recover_lines
from papercleaner.trace import edits_of
from papercleaner.writers import render

ROOT = Path(__file__).resolve().parents[2]
SEED = (ROOT / "seeds" / "raw.seed.txt").read_text(encoding="utf-8")
TRUTH = json.loads((ROOT / "fixtures" / "pages" / "seed" / "truth.json").read_text(encoding="utf-8"))

BARS = {
    "coverage": 1.0,
    "continuity": 0.98,
    "boundary_f1": 0.97,
    "heading_f1": 0.95,
    "caption_f1": 1.0,
    "article_f1": 1.0,
    "segmentation_f1": 0.99,
    "title_sim": 0.95,
    "furniture_f1": 0.85,
    "block_exact": 0.78,
    "overall": 0.98,
}
SEAMS = (
    "通过技术培训",
    "聚焦G60",
    "“田野赏花节",
    "副书记并积极",
    "公司通过集群",
    "作用下",
    "其中廊下参加",
    "联合举行",
    "来自沪浙",
    "展现新时尚",
    "旅游精品线路",
    "包括廊下生态园",
    "实现了全镇",
    "松江区社会工作党委",
)
"""The fourteen places where the dump broke a paragraph or a line of credit in two."""
CUT = ("三角一体化国家", "缺乏的“燃眉", "精神激励创业热")
"""What the page lost for good stood after these."""


@cache
def lines() -> tuple[tuple[int, int], ...]:
    """The gaps of the seed that were line ends, as spans of its text."""
    page = recover_lines(read(SEED.encode(), "raw.seed.txt"), Config())
    return tuple(
        (above.text.spans[-1][1], below.text.spans[0][0])
        for block in page.blocks
        for above, below in zip(block.lines, block.lines[1:], strict=False)
    )


def wrapped(by: str) -> str:
    """The seed with each printed line's end written as `by`."""
    out, at = [], 0
    for start, end in lines():
        out += [SEED[at:start], by]
        at = end
    return "".join([*out, SEED[at:]])


def one_line_a_block() -> str:
    """The seed's blocks as single lines with no blank line between them."""
    return "\n".join(" ".join(b.split("\n")) for b in re.split(r"\n\s*\n", SEED) if b.strip()) + "\n"


@cache
def page(text: str) -> Page:
    return papercleaner.clean(text, name="raw.seed.txt")


@cache
def record(text: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(render(page(text), "json"))
    return found


@cache
def metrics(text: str) -> Mapping[str, float]:
    return score(record(text), TRUTH, text)


def paragraphs(text: str) -> list[list[str]]:
    """The articles of a dump as lists of texts: heads, blocks, credits."""
    return [[str(u.text) for u in a.units()] for a in page(text).articles]


def whole(text: str) -> str:
    return "\n".join(str(u.text) for u in page(text).units())


DRESSES: dict[str, Callable[[], str]] = {
    "newlines": lambda: wrapped("\n"),
    "CRLF": lambda: SEED.replace("\n", "\r\n"),
    "newlines and CRLF": lambda: wrapped("\n").replace("\n", "\r\n"),
    "BOM": lambda: "\ufeff" + SEED,
    "trailing spaces": lambda: SEED.replace("\n", "  \n"),
    "newlines and trailing spaces": lambda: wrapped(" \n"),
    "two spaces a line end": lambda: wrapped("  "),
    "full-width space": lambda: wrapped("\u3000"),
    "many blank lines": lambda: "\n\n\n" + SEED.replace("\n\n", "\n \n\t\n\n") + "\n\n",
    "form feed": lambda: SEED + "\f",
    "no blank lines": one_line_a_block,
}


@pytest.mark.parametrize("metric", BARS)
def test_bars(metric: str) -> None:
    assert metrics(SEED)[metric] >= BARS[metric]


def test_every_seam_is_joined_and_none_wrongly() -> None:
    text = whole(SEED)
    assert [seam for seam in SEAMS if seam not in text] == []
    assert metrics(SEED)["continuity"] == 1.0
    assert len(page(SEED).moves) == len(SEAMS) - 1, "the page credit is joined as furniture"


def test_just_three_paragraphs_were_cut_for_good() -> None:
    flagged = [b["text"] for a in record(SEED)["articles"] for b in a["blocks"] if "truncated" in b.get("flags", [])]
    assert [text.endswith(end) for text, end in zip(flagged, CUT, strict=True)] == [True] * 3


def test_the_stops_that_the_dump_lost_are_restored_and_no_others() -> None:
    """A careful reader's paragraphs that end in a stop which the dump does not have after the same words."""
    flat = "".join(SEED.split())
    half_width = str.maketrans("“”，（）：；", '"",():;')
    complete = (b["text"] for a in TRUTH["articles"] for b in a["blocks"] if b["text"].endswith("。"))
    lost = {text for text in complete if "".join(text[-8:].split()).translate(half_width) not in flat}
    flagged = [b for a in page(SEED).articles for b in a.blocks if "lost-stop" in b.flags]
    assert sorted(str(b.text)[-8:] for b in flagged) == sorted(text[-8:] for text in lost)


def test_every_restored_stop_is_an_edit() -> None:
    stops = [e for e in edits_of(page(SEED)) if e.rule == "stop.lost"]
    assert len(stops) == sum("lost-stop" in b.flags for a in page(SEED).articles for b in a.blocks)
    assert {(e.kind, e.before, e.after) for e in stops} == {("insert", "", "。")}


def test_no_paragraph_ends_without_a_mark_unless_it_is_flagged() -> None:
    for article in record(SEED)["articles"]:
        for block in article["blocks"]:
            if block["type"] == "paragraph" and block["text"][-1] not in "。！？”）":
                assert {"truncated", "open-end"} & set(block["flags"])


def test_the_noise_at_the_top_is_in_quarantine() -> None:
    told = [f["text"] for f in record(SEED)["quarantine"]]
    assert told == [b.strip() for b in SEED.split("\n\n")[:2]]
    assert not any("菲" in str(a["title"]) for a in record(SEED)["articles"])


def test_gaps_that_are_structure_stay_visible() -> None:
    titles = [a["title"] for a in record(SEED)["articles"]]
    assert titles[0] == "加强产业集群党建 引领创新发展"
    assert "产业集群党建 成效显现" in [b["text"] for a in record(SEED)["articles"] for b in a["blocks"]]


@pytest.mark.parametrize("dress", DRESSES)
def test_other_dresses_give_the_same_articles(dress: str) -> None:
    assert paragraphs(DRESSES[dress]()) == paragraphs(SEED)


@pytest.mark.parametrize("dress", ["newlines", "CRLF", "trailing spaces", "no blank lines"])
def test_other_dresses_reach_the_bars(dress: str) -> None:
    text = DRESSES[dress]()
    missed = {m: metrics(text)[m] for m, bar in BARS.items() if metrics(text)[m] < bar}
    assert not missed


class TestWithoutGeometry:
    """Each block one unbroken line: only words and marks are left to tell."""

    text = wrapped("")

    def test_four_articles(self) -> None:
        assert len(page(self.text).articles) == 4
        assert metrics(self.text)["article_f1"] == 1.0

    def test_nothing_is_lost(self) -> None:
        assert metrics(self.text)["coverage"] == 1.0

    def test_no_wrong_join(self) -> None:
        """Each join made is one of the fourteen."""
        for move in page(self.text).moves:
            (_, end), (start, _) = move.spans
            seam = self.text[end - 4 : end] + self.text[start : start + 4]
            plain = seam.replace(" ", "").replace('"', "“")
            assert any(set_off(plain, known) for known in SEAMS), seam

    def test_doubt_is_flagged_and_nothing_is_restored(self) -> None:
        made = page(self.text)
        assert not any(e.rule == "stop.lost" for e in edits_of(made))
        for article in made.articles:
            for block in article.blocks:
                text = str(block.text)
                if block.role.value == "body" and text[-1] not in "。！？”）：，；":
                    assert {"truncated", "open-end"} & set(block.flags), text[-12:]


def set_off(seam: str, known: str) -> bool:
    """Whether the text around a seam and a known one share three characters or more across it."""
    return any(known[i : i + 3] in seam for i in range(len(known) - 2))


@pytest.mark.parametrize("dress", ["newlines", "unbroken", "no blank lines", "BOM"])
def test_the_proof_stands_in_every_dress(dress: str) -> None:
    text = wrapped("") if dress == "unbroken" else DRESSES[dress]()
    report = verify(render(page(text), "json"), text.encode(), name="raw.seed.txt")
    assert report.ok, str(report)


@pytest.mark.parametrize("form", ["json", "jsonl", "md", "txt"])
def test_the_proof_stands_in_every_format(form: str) -> None:
    report = verify(render(page(SEED), form), SEED.encode(), name="raw.seed.txt")
    assert report.ok, str(report)


@pytest.mark.parametrize("form", ["json", "md"])
def test_cleaning_our_own_output_again_changes_nothing(form: str) -> None:
    once = render(page(SEED), form)
    again = papercleaner.clean(once, name=f"seed.{form}")
    assert [e for e in edits_of(again) if e.applied] == []
    assert render(again, form) == once
