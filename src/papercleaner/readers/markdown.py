"""Our own Markdown read back: its headings, paragraphs and articles are facts.

The form is that of `papercleaner.writers.markdown`.  Every character of the file is either in the text of
a unit, verbatim, or in `Source.markup`.  Reading never fails: what has no known form is a paragraph.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from papercleaner.model import Article, Block, Jump, Page, Role, Source
from papercleaner.text import Piece, Span, Text
from papercleaner.writers.markdown import HEADER_ENDS, LABELS, RULE, TRUNCATED

_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_CONTINUED = re.compile(r"(?<!\\)(?:\\\\)*\\\Z")
_ALONE = re.compile(r"#{1,2}(?: |$)|---$|<!-- -->$")
_JUMP = re.compile(r"\[(.*)\]\(#(to|from)-([A-Za-z0-9%]*)\)", re.DOTALL)
_QUOTED = re.compile(rf"> (?:({'|'.join(LABELS.values())})| (?= *(?:{'|'.join(LABELS.values())})))?")
_FACT = re.compile(r"([a-z0-9_]+): (.+)")
_ROLE_OF = {label: role for role, label in LABELS.items()}


@dataclass(slots=True)
class _Draft:
    """An article being put together."""

    header: dict[str, Block] = field(default_factory=dict)
    titled: bool = False
    body: bool = False
    blocks: list[Block] = field(default_factory=list)
    credits: list[Block] = field(default_factory=list)
    jumps: list[Jump] = field(default_factory=list)

    def finished(self) -> Article:
        rest = {"blocks": tuple(self.blocks), "credits": tuple(self.credits), "jumps": tuple(self.jumps)}
        return replace(Article(**self.header), **rest)  # type: ignore[arg-type]


def read(source: Source) -> Page:
    """The page of a Markdown file that papercleaner wrote, `structured`."""
    facts, at = _front_matter(source.text)
    drafts = [_Draft()]
    for lines in _chunks(source.text, at):
        if source.text[slice(*lines[0])] == RULE:
            drafts.append(_Draft())
        else:
            _take(drafts[-1], source.text, lines)
    articles = tuple(a for a in (d.finished() for d in drafts) if a.units())
    ids = facts.get("articles")
    if isinstance(ids, list) and len(ids) == len(articles):
        articles = tuple(replace(a, cited_id=str(i)) for a, i in zip(articles, ids, strict=True))
    keys = ("name", "sha256", "encoding", "reader", "page")
    cited = json.dumps({"source": {k: facts.get(k) for k in keys}}, ensure_ascii=False) if facts else None
    spans = sorted(s for a in articles for u in a.units() for s in u.text.spans)
    markup = tuple(_visible_gaps(source.text, spans))
    return Page(replace(source, reader="markdown", markup=markup, cited=cited), articles=articles, structured=True)


def _front_matter(text: str) -> tuple[dict[str, object], int]:
    """The facts at the head of the file, and where they end; ({}, 0) if the file has none of ours."""
    head, mark, _ = text.partition(f"\n{RULE}\n")
    lines = head.split("\n")
    if not mark or lines[0] != RULE:
        return {}, 0
    facts: dict[str, object] = {}
    for match in map(_FACT.fullmatch, lines[1:]):
        try:
            key, value = match.groups() if match else ("", "")
            facts[key] = json.loads(value)
        except (ValueError, RecursionError):
            return {}, 0
    ours = isinstance(facts.get("generator"), str) and isinstance(facts.get("articles"), list)
    return (facts, len(head) + len(mark)) if ours else ({}, 0)


def _chunks(text: str, at: int) -> Iterator[list[Span]]:
    """The lines of one block of Markdown each: parted by blank lines, and around lines that stand alone."""
    chunk: list[Span] = []
    open_line = False
    for start, end in _lines(text, at):
        line = text[start:end]
        alone = bool(_ALONE.match(line))
        if chunk and not open_line and (alone or not line.strip() or _ALONE.match(text[slice(*chunk[0])])):
            yield chunk
            chunk = []
        if line.strip() or open_line:
            chunk.append((start, end))
        open_line = bool(chunk) and bool(_CONTINUED.search(line))
    if chunk:
        yield chunk


def _lines(text: str, at: int) -> Iterator[Span]:
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield at, end
        at = end + 1


def _take(draft: _Draft, text: str, lines: list[Span]) -> None:
    """Puts one block of Markdown where it belongs in the article."""
    first, last = lines[0][0], lines[-1][1]
    whole = text[first:last]
    if whole == HEADER_ENDS:
        draft.body = True
    elif not draft.body and _header(draft, text, lines, whole):
        pass
    elif match := _JUMP.fullmatch(whole):
        block = _block(text, _inside(lines, 1, len(whole) - match.end(1)), Role.JUMP)
        draft.jumps.append(Jump(match.group(2), _unpercent(match.group(3)), block))
    elif _wrapped(whole, "_"):
        draft.body = True
        draft.credits.append(_block(text, _inside(lines, 1, 1), Role.CREDIT))
    else:
        draft.body = True
        draft.blocks.append(_body_block(text, lines, whole))


def _header(draft: _Draft, text: str, lines: list[Span], whole: str) -> bool:
    """Whether the block was a part of the article's header, and is now taken."""
    if whole.startswith("# ") or whole == "#":
        if draft.titled:
            return False
        draft.titled = True
        if len(whole) > 2:
            draft.header["title"] = _block(text, _inside(lines, 2, 0), Role.HEADLINE)
        return True
    if _wrapped(whole, "*"):
        role = Role.SUBTITLE if draft.titled else Role.KICKER
    elif _wrapped(whole, "_"):
        role = Role.BYLINE
    else:
        return False
    if role.value in draft.header:
        return False
    draft.header[role.value] = _block(text, _inside(lines, 1, 1), role)
    return True


def _wrapped(whole: str, sign: str) -> bool:
    return len(whole) > 2 and whole[0] == whole[-1] == sign and not _CONTINUED.search(whole[:-1])


def _inside(lines: list[Span], left: int, right: int) -> list[Span]:
    """The lines without `left` characters of markup at their head and `right` at their foot."""
    inner = list(lines)
    inner[0] = (inner[0][0] + left, inner[0][1])
    inner[-1] = (inner[-1][0], inner[-1][1] - right)
    return inner


def _body_block(text: str, lines: list[Span], whole: str) -> Block:
    if whole.startswith("## "):
        return _block(text, _inside(lines, 3, 0), Role.HEADING)
    if all(text.startswith("> ", start) for start, _ in lines):
        match = _QUOTED.match(whole)
        assert match is not None
        role = _ROLE_OF[match.group(1)] if match.group(1) else Role.QUOTE
        inner = [(start + 2, end) for start, end in lines]
        return _block(text, [(lines[0][0] + match.end(), lines[0][1]), *inner[1:]], role)
    if all(text.startswith("- ", start) for start, _ in lines):
        return _block(text, [(start + 2, end) for start, end in lines], Role.LIST)
    return _block(text, lines, Role.BODY)


def _block(text: str, lines: list[Span], role: Role) -> Block:
    """A block of the characters in `lines`, line ends kept, escapes and the mark of a lost end taken off."""
    start, end = lines[-1]
    cut = text.endswith(TRUNCATED, start, end)
    if cut:
        lines = [*lines[:-1], (start, end - len(TRUNCATED))]
    return Block(Text(tuple(_pieces(text, lines))), role, flags=("truncated",) if cut else ())


def _pieces(text: str, lines: Iterable[Span]) -> Iterator[Piece]:
    last = -1
    for start, end in lines:
        if last >= 0:
            yield Piece("\n", last, last + 1)
        last = end
        stop = end - 1 if _CONTINUED.search(text[start:end]) and text.startswith("\n", end) else end
        at = start
        for match in _ESCAPE.finditer(text, start, stop):
            if match.start() < at or match.end() >= stop:
                continue
            if match.start() > at:
                yield Piece(text[at : match.start()], at, match.start())
            at = match.end()
            yield Piece(text[at], at, at + 1)
            at += 1
        if stop > at:
            yield Piece(text[at:stop], at, stop)


def _visible_gaps(text: str, spans: list[Span]) -> Iterator[Span]:
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        if start > at and text[at:start].strip():
            yield at, start
        at = max(at, end)


def _unpercent(page: str) -> str:
    raw = re.sub(r"%([0-9A-F]{2})", lambda m: chr(int(m.group(1), 16)), page)
    try:
        return raw.encode("latin-1").decode()
    except UnicodeError:
        return page
