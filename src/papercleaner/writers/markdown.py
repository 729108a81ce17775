"""Markdown: one form for each part of an article, so that the file can be read back without loss.

    *kicker*            # title             *subtitle*        _byline_
    ## heading          paragraph           > quote           > 图：caption   > 注：note   > 表：table
    - list item         _credit_ (last)     [下转第4版](#to-4) (jumps, last)

Articles are parted by `---`; the first one always has its `#` line, if an empty one, which is how the
file is known as ours.  A line end inside a block is a backslash at the line's end.  ` […]` ends a
truncated block.  Whatever in the text could be taken for markup is escaped by a backslash.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from papercleaner.config import Config
from papercleaner.model import Article, Block, Jump, Page, Role
from papercleaner.writers.identity import article_id, quoted_source
from papercleaner.writers.options import Options

TRUNCATED = " […]"
RULE = "---"
HEADER_ENDS = "<!-- -->"
"""Parts a header from credits that no block parts from it."""

LABELS = {Role.CAPTION: "图：", Role.NOTE: "注：", Role.TABLE: "表："}
"""What a blockquote that is no pull quote starts with."""

_ANYWHERE = re.compile(r"[\\`*\[\]<]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#?\w+;)|(?:(?<=\s)|^)#", re.MULTILINE)
_LINE_START = re.compile(r"^([^\S\n]*)(?=>|[-+](?:[-\s]|$)|=+[^\S\n]*$)", re.MULTILINE)
_NUMBERED = re.compile(r"^([^\S\n]*[0-9]{1,9})(?=[.)](?:\s|$))", re.MULTILINE)
_LIKE_LABEL = re.compile(f" *(?:{'|'.join(LABELS.values())})")


def render(page: Page, config: Config, options: Options) -> str:
    """The page's articles.  Furniture, quarantine, flags and scores have no place in Markdown."""
    articles = [a for a in page.articles if any(str(u.text).strip() for u in a.units())]
    parts = ["\n\n".join(_article(a, first=n == 0)) for n, a in enumerate(articles)]
    body = f"\n\n{RULE}\n\n".join(parts)
    if options.front_matter or (page.source.reader == "markdown" and page.source.cited):
        body = _front_matter(page, config) + (f"\n\n{body}" if body else "")
    return f"{body}\n" if body else ""


def escape(text: str) -> str:
    """`text` with a backslash before every character that Markdown could take for markup; line ends kept."""
    out = _ANYWHERE.sub(lambda m: "\\" + m.group(), text)
    for sign in "~$":
        if out.count(sign) > 1:
            out = out.replace(sign, "\\" + sign)
    out = _LINE_START.sub(r"\1\\", out)
    return _NUMBERED.sub(r"\1\\", out)


def _front_matter(page: Page, config: Config) -> str:
    """YAML whose values are JSON, which YAML includes; quoted from the file if it was read from one."""
    from papercleaner import __version__

    facts = {"generator": f"papercleaner {__version__}", "config": config.digest, **quoted_source(page)}
    facts["articles"] = [article_id(a, page.source) for a in page.articles]
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items())
    return f"{RULE}\n{lines}{RULE}"


def _article(article: Article, first: bool) -> Iterator[str]:
    if _there(article.kicker):
        yield f"*{_text(article.kicker)}*"
    if _there(article.title):
        yield f"# {_text(article.title)}"
    elif first or _there(article.kicker) or _there(article.subtitle):
        yield "#"
    if _there(article.subtitle):
        yield f"*{_text(article.subtitle)}*"
    if _there(article.byline):
        yield f"_{_text(article.byline)}_"
    blocks = [b for b in article.blocks if _there(b)]
    credits = [b for b in article.credits if _there(b)]
    if credits and not blocks:
        yield HEADER_ENDS
    yield from map(_block, blocks)
    yield from (f"_{_text(block)}_" for block in credits)
    yield from (_jump(jump) for jump in article.jumps if _there(jump.block))


def _there(block: Block | None) -> bool:
    return block is not None and bool(str(block.text).strip())


def _text(block: Block | None) -> str:
    """The escaped text of a block that is there, line ends marked, the place of a lost end too."""
    assert block is not None
    lost = TRUNCATED if "truncated" in block.flags else ""
    return escape(str(block.text).strip("\n")).replace("\n", "\\\n") + lost


def _block(block: Block) -> str:
    text = _text(block)
    match block.role:
        case Role.HEADING | Role.HEADLINE | Role.KICKER | Role.SUBTITLE:
            return f"## {text}"
        case Role.CAPTION | Role.NOTE | Role.TABLE:
            return "> " + LABELS[block.role] + text.replace("\n", "\n> ")
        case Role.QUOTE:
            # A second space keeps a quotation that begins like a label from being read as one.
            margin = ">  " if _LIKE_LABEL.match(text) else "> "
            return margin + text.replace("\n", "\n> ")
        case Role.LIST:
            return "- " + text.replace("\\\n", "\n- ")
        case _:
            return text


def _jump(jump: Jump) -> str:
    page = "".join(c if c.isascii() and c.isalnum() else _percent(c) for c in jump.page)
    return f"[{_text(jump.block)}](#{jump.direction}-{page})"


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())
