"""The evidence a block carries in itself: its size, edges, marks and words."""

from __future__ import annotations

import re

from papercleaner.grammar.forms import notice_weight
from papercleaner.grammar.noise import garble
from papercleaner.grammar.patterns import has, pattern
from papercleaner.grammar.sketch import HAN, SHORT, Sketch
from papercleaner.language.ngrams import logprob
from papercleaner.language.seams import continuation, crossing, ends

_LATIN = re.compile(r"[A-Za-z]")
_DIGIT = re.compile(r"\d")
_HEADS = ("numbered", "bullet", "dash", "bad_start", "leaning", "bad_end", "speech", "label", "greeting")


def size_marks(one: Sketch) -> list[str]:
    """How long the text is, and in how many lines it is set, in steps."""
    size = one.size
    bounds = (2, 4, 7, 10, 14, 20, 28, 46, 80, 140)
    rank = next((k for k, bound in enumerate(bounds) if size <= bound), len(bounds))
    return [f"n:{rank}", f"l:{min(one.lines, 4)}"]


def edge_marks(one: Sketch) -> list[str]:
    """How the text starts and ends."""
    found = [f"e:{one.end}"]
    found += [f"h:{name}" for name in _HEADS if has("head", name, one.text)]
    if one.text[:1] in "“‘《":
        found.append("h:quote")
    return found


def inner_marks(one: Sketch) -> list[str]:
    """What stands inside the text: marks, digits, letters, words that point at a picture."""
    text = one.text
    inner = text[:-1]
    commas = inner.count("，")
    found = [f"m:comma{min(commas, 2)}"] if commas else []
    if "。" in inner or "；" in inner:
        found.append("m:stop")
    if text[-1:] == "。" and one.size <= SHORT:
        found.append("m:sentence")
    if "、" in inner:
        found.append("m:list")
    if "：" in inner:
        found.append("m:colon")
    if "——" in inner[1:]:
        found.append("m:dash")
    if _DIGIT.search(text):
        found.append("m:digit")
    if _LATIN.search(text):
        found.append("m:latin")
    if one.size <= 140 and pattern("caption", "inside").search(text):
        found.append("m:caption")
    if SHORT // 2 < one.size <= 140 and pattern("caption", "scene").search(text):
        found.append("m:scene")
    if one.jumped:
        found.append("m:jump")
    return found


def word_marks(one: Sketch) -> list[str]:
    """What the words say: names, offers, function words, garble, likelihood as Chinese."""
    found = []
    if one.names:
        found.append(f"names:{min(one.names, 3)}")
    if one.signed:
        found.append("names:tail")
    if one.spread:
        found.append("spread")
    elif one.spaced and one.lines == 1:
        found.append(f"spaced:{min(one.spaced, 3)}")
    weight = notice_weight(one.text)
    if weight > 0.1:
        found.append("notice" if weight > 0.25 else "notice?")
    found.append(f"fn:{min(3, len(pattern('head', 'function').findall(one.text)))}")
    found.append(f"garble:{garble(one)}")
    found.append(f"lm:{_surprise(one.text)}")
    if one.end == HAN:
        found.append(f"ends:{max(-2, min(2, round(ends(one.text) / 2)))}")
    return found


def _surprise(text: str) -> int:
    """How unlikely the text is as Chinese, in whole nats a character above 3, from 0 to 5."""
    return max(0, min(5, int(-logprob(text) / max(1, len(text)) - 3)))


def run_on(left: str, right: str) -> int:
    """Evidence that `right` goes on where `left` stops, in five steps from -2 to 2."""
    if left[-1:] in "。！？":
        return -2
    score = 0.7 * continuation(left, right) + 0.4 * crossing(left, right)
    return max(-1, min(2, int(score // 1.5)))
