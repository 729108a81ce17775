"""Set the sources of the hand-written pages into dumps as an OCR engine gives them, and the truth beside them.

    python tools/set_pages.py [--check] [PAGE ...]

A source is fixtures/pages/<page>/page.txt.  `!width 17`, `!punct half|full`, `!seed 3`, `!dumps seed columns` set
the page.  `== 2/1` says that what follows stands in band 2, column 1.  `[kind article flag …] text` is a block, in the
order of raw.seed.txt, its text going on to the next such line.  Kinds: kicker title subtitle byline heading p caption
quote credit; `more` goes on with the article's last paragraph, at the next line end; `lines` is a block whose printed
lines are those of the source; any other kind is furniture.  Flags: `w=12` the width in ems, `flush` no indent, `merge`
no blank line before, `vertical` one character a line.  `{truth|dump}` is what the engine misread.  `#` is a comment.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PAGES = Path(__file__).resolve().parents[1] / "fixtures" / "pages"
HEADS = ("kicker", "title", "subtitle", "byline")
BODY = {"p": "paragraph", "lines": "paragraph", "heading": "heading", "caption": "caption", "quote": "quote"}
HALF = str.maketrans("，：；？！（）“”", ',:;?!()""')
NOT_FIRST, NOT_LAST = frozenset("，。、；：？！”’）》」』…—％"), frozenset("“‘（《「『")
HANG, INDENT = 0.5, 2.0
TOKEN = re.compile(r"\{([^|}]*)\|([^}]*)\}|[A-Za-z0-9][A-Za-z0-9.%'’-]*[,.;:?!]?|.", re.S)


@dataclass
class Block:
    """A block of the source: what it is, whose, how it is set, where it stands."""

    kind: str
    article: str
    flags: frozenset[str]
    place: tuple[int, int]
    text: str = ""
    width: float = 0.0
    lines: list[str] = field(default_factory=list)


@dataclass
class Source:
    """A page's source: settings and blocks in the order of raw.seed.txt."""

    settings: dict[str, str]
    blocks: list[Block]


def parse(text: str) -> Source:
    """Read a source."""
    source, place = Source({"width": "17", "punct": "full", "seed": "1", "dumps": "seed"}, []), (0, 0)
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if found := re.fullmatch(r"!(\w+) (.*)", line):
            source.settings[found[1]] = found[2]
        elif found := re.fullmatch(r"== (\d+)/(\d+)", line):
            place = (int(found[1]), int(found[2]))
        elif found := re.match(r"\[([^\]]+)\] ?(.*)", line):
            kind, *rest = found[1].split()
            article = next((r for r in rest if re.fullmatch("[a-z]", r)), "")
            flags = frozenset(rest) - {article}
            own = next((f[2:] for f in flags if f.startswith("w=")), source.settings["width"])
            source.blocks.append(Block(kind, article, flags, place, found[2], float(own)))
        elif line.strip():
            last = source.blocks[-1]
            joint = "\n" if last.kind not in ("p", "more", "caption", "quote") else ""
            last.text += joint + line.strip()
    return source


def true(text: str) -> str:
    """What is printed."""
    return re.sub(r"\{([^|}]*)\|[^}]*\}", r"\1", text)


def read(text: str) -> str:
    """What the engine reads."""
    return re.sub(r"\{[^|}]*\|([^}]*)\}", r"\1", text)


def ems(text: str) -> float:
    return sum(0.5 if c.isascii() else 1.0 for c in true(text))


def broken(text: str, width: float, indent: float) -> list[str]:
    """The printed lines of a paragraph: marks hang or take the character before them along."""
    lines, line, room = [], [""], width - indent
    for token in (m[0] for m in TOKEN.finditer(text)):
        hangs = HANG if true(token)[-1:] in NOT_FIRST else 0.0
        if ems("".join(line)) + ems(token) * (0.5 if hangs else 1) > room + hangs and line != [""]:
            moved: list[str] = []
            while line and (true(line[-1])[-1:] in NOT_LAST or true((moved or [token])[0])[:1] in NOT_FIRST):
                moved.insert(0, line.pop())
            lines.append("".join(line))
            line, room = moved, width
        if line or token != " ":
            line.append(token)
    return [part.strip() for part in [*lines, "".join(line)] if part.strip()]


def lay(source: Source) -> None:
    """Give each block its printed lines; what goes on in another block goes on at a line end."""
    last: dict[str, Block] = {}
    carried: dict[int, str] = {}
    for at, block in enumerate(source.blocks):
        goes_on = next(
            (
                n
                for n, b in enumerate(source.blocks[at + 1 :], at + 1)
                if b.article == block.article and b.kind in ("p", "more")
            ),
            None,
        )
        if "vertical" in block.flags:
            block.lines = [c for c in block.text if not c.isspace()]
        elif block.kind in ("p", "more", "caption", "quote"):
            text = carried.pop(at, "") + block.text
            more = block.kind in ("p", "more") and goes_on is not None and source.blocks[goes_on].kind == "more"
            indent = 0.0 if block.kind in ("more", "quote") or "flush" in block.flags else INDENT
            block.lines = broken(text, block.width, indent)
            if more and goes_on is not None:
                carried[goes_on] = block.lines.pop()
            last[block.article] = block
        else:
            block.lines = block.text.split("\n")


def spaced(text: str, luck: random.Random) -> str:
    """Spaces here and there between Han characters and figures, as engines put them."""
    return re.sub(
        r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])", lambda m: " " if luck.random() < 0.3 else "", text
    )


def printed(source: Source, dump: str) -> str:
    """One dump: the blocks in its order, a block's lines joined by a space or each by itself."""
    order = {
        "columns": lambda b: (b.place[1], b.place[0]),
        "topdown": lambda b: b.place,
    }.get(dump, lambda b: (0, 0))
    luck, out = random.Random(source.settings["seed"]), ""
    for block in sorted(source.blocks, key=order):
        joint = "\n" if dump == "lines" else " "
        text = spaced(joint.join(read(line) for line in block.lines), luck)
        if source.settings["punct"] == "half":
            text = text.translate(HALF)
        out += (joint if "merge" in block.flags else "\n\n") + text if out else text
    return out + "\n"


def truth(source: Source, page: str) -> dict[str, Any]:
    """A careful reader's record."""
    articles: dict[str, dict[str, Any]] = {}
    furniture, aside = [], {name: list[dict[str, str]]() for name in "abcdefghijklmnopqrstuvwxyz"}
    for block in source.blocks:
        text = true(block.text)
        if not block.article:
            furniture.append({"type": block.kind, "text": text.replace("\n", " ")})
            continue
        new = {**dict.fromkeys(HEADS, ""), "blocks": [], "credits": [], "jump_from": "", "jump_to": ""}
        article = articles.setdefault(block.article, new)
        if block.kind in HEADS:
            text = text.replace("\n", " ")
            article[block.kind] = f"{article[block.kind]} {text}".strip()
        elif block.kind == "more":
            next(b for b in reversed(article["blocks"]) if b["type"] == "paragraph")["text"] += text
        elif block.kind in ("caption", "quote"):
            aside[block.article].append({"type": block.kind, "text": text})
        elif block.kind in BODY:
            article["blocks"].append({"type": BODY[block.kind], "text": text})
        elif block.kind == "credit":
            article["credits"].append(text)
        else:
            article[block.kind] = text
    for name, article in articles.items():
        article["blocks"] += aside[name]
    return {"page": page, "articles": list(articles.values()), "furniture": furniture}


def made(page: Path) -> dict[Path, str]:
    """The files of a page."""
    source = parse((page / "page.txt").read_text(encoding="utf-8"))
    lay(source)
    files = {page / f"raw.{dump}.txt": printed(source, dump) for dump in source.settings["dumps"].split()}
    files[page / "truth.json"] = json.dumps(truth(source, page.name), ensure_ascii=False, indent=1) + "\n"
    return files


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", help="names of pages; all by default")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail where a file is not as it would be set"
    )
    options = parser.parse_args()
    stale = []
    for page in sorted(p.parent for p in PAGES.glob("*/page.txt")):
        if options.pages and page.name not in options.pages:
            continue
        for path, text in made(page).items():
            if options.check and (not path.exists() or path.read_text(encoding="utf-8") != text):
                stale.append(path)
            elif not options.check:
                path.write_text(text, encoding="utf-8")
    for path in stale:
        print(f"{path} is not what its source gives; run python tools/set_pages.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
