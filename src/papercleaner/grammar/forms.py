"""Pieces that their form alone gives away: folio, date, byline, caption, credit, jump, notice and the like."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from papercleaner.grammar.names import count_names
from papercleaner.grammar.patterns import has, pattern
from papercleaner.model import Role


class Form(NamedTuple):
    """A role told by form, the rule that told it, and whether form is enough to be sure."""

    role: Role
    why: str
    sure: bool = True


SMALL = 40
"""Characters: no byline, folio, masthead or jump line is longer."""
IMPRINT = 160
"""Characters: no imprint or line of editors is longer."""
PHOTO = 260
"""Characters: no caption that its credit alone gives away is longer."""

RUBRIC = 8
"""Characters: no rubric that closes a line is longer."""
TAIL = 48
"""Characters: a picture's credit is looked for in the last so many."""


_TOLD = re.compile(r"[\d：]")


def read_form(folded: str) -> Form | None:
    """What the folded text of a block is by its form; None if the form tells nothing."""
    if len(folded) > PHOTO:
        return _credit(folded) or _note(folded)
    return _small_form(folded) if folded else None


@lru_cache(maxsize=4096)
def _small_form(folded: str) -> Form | None:
    small = len(folded) <= SMALL
    return (
        (small and (_folio(folded) or _jump(folded) or _photographer(folded) or _byline(folded)))
        or _imprint(folded)
        or _credit(folded)
        or _caption(folded)
        or _note(folded)
        or (small and _rubric(folded))
        or None
    )


def _folio(folded: str) -> Form | None:
    if has("folio", "sure", folded):
        return Form(Role.FOLIO, "role.folio")
    if has("date", "pattern", folded):
        return Form(Role.DATE, "role.date")
    if has("folio", "bare", folded):
        return Form(Role.FOLIO, "role.folio", sure=False)
    if has("date", "short", folded):
        return Form(Role.DATE, "role.date", sure=False)
    return None


def _jump(folded: str) -> Form | None:
    return Form(Role.JUMP, "role.jump") if has("jump", "pattern", folded) else None


def _photographer(folded: str) -> Form | None:
    """Nothing but who took the picture."""
    found = pattern("caption", "lone").match(folded)
    return Form(Role.CAPTION, "role.caption-credit") if found and count_names(found[1]) else None


def _byline(folded: str) -> Form | None:
    if has("dateline", "bracketed", folded):
        return Form(Role.DATELINE, "role.dateline")
    if folded[0] in "（【":
        return None
    signed = has("byline", "post_only", folded) or (
        (has("byline", "posts", folded) or has("byline", "slash", folded)) and _signed(folded)
    )
    if signed or (has("byline", "bullet_names", folded) and count_names(folded[1:])):
        return Form(Role.BYLINE, "role.byline")
    if has("dateline", "alone", folded):
        return Form(Role.DATELINE, "role.dateline")
    likely = has("byline", "agency", folded) or (has("byline", "by_post", folded) and "，" not in folded)
    return Form(Role.BYLINE, "role.byline", sure=False) if likely or _reader(folded) else None


def _reader(folded: str) -> bool:
    """Whether it is the name of somebody who wrote to the paper."""
    reader = pattern("byline", "reader").match(folded)
    return reader is not None and count_names(folded[reader.end() :]) > 0


def _signed(folded: str) -> bool:
    """Whether names are left once posts and papers are taken out; a paper's own people may have any name."""
    rest = pattern("byline", "frame").sub(" ", folded).split()
    own = "，" not in folded and (has("byline", "house", folded) or has("byline", "tail", folded))
    named = all(count_names(x) or (own and len(x) <= 6) for x in rest)
    return bool(rest) and named and sum(map(len, rest)) <= 18


def may_stand_alone(folded: str) -> bool:
    """Whether a line is worth reading for a form of its own: it is small and holds a mark or word of one."""
    if len(folded) > SMALL:
        return False
    opens, closes = has("line", "opens", folded), has("line", "closes", folded[-RUBRIC:])
    return opens or closes or has("line", "trigger", folded)


def carries_on(folded: str) -> bool:
    """Whether the text can be the end of a page credit that broke off in the block before."""
    return len(folded) <= SMALL and has("page_credit", "closes", folded)


def breaks_off(folded: str) -> bool:
    """Whether a page credit lacks its end."""
    return not has("page_credit", "closes", folded)


def _imprint(folded: str) -> Form | None:
    """Lines about the paper itself, and notices."""
    if len(folded) > IMPRINT:
        return None
    if has("page_credit", "opens", folded):
        return Form(Role.CREDIT, "role.page-credit")
    if has("sponsor", "pattern", folded) and "，" not in folded and len(folded) <= SMALL:
        return Form(Role.SPONSOR, "role.sponsor")
    if "。" in folded[:-1] and "：" not in folded:
        return None
    return _posts(folded) or _notice(folded)


def _posts(folded: str) -> Form | None:
    """The line of editors, or the imprint."""
    if has("editors", "pattern", folded) and "。" not in folded and _pairs(folded):
        return Form(Role.EDITORS, "role.editors")
    words = pattern("footer", "words")
    if len(words.findall(folded)) >= 2 or (_TOLD.search(folded) and words.match(folded)):
        return Form(Role.FOOTER, "role.footer")
    return None


def _pairs(folded: str) -> bool:
    """Whether posts and names fill the line: editors are listed, not told about."""
    return len(folded) <= 36 * max(1, len(pattern("editors", "post").findall(folded)))


def _notice(folded: str) -> Form | None:
    """An advertisement or notice, by its heading or by how much of it is contact and offer."""
    head = pattern("advertisement", "heads").search(folded)
    weight = notice_weight(folded)
    if head and len(folded) <= 2 * SMALL and (head.start() <= 6 or head.end() == len(folded)):
        opens = head.start() == 0 and (len(head.group()) >= 4 or weight > 0.15)
        return Form(Role.ADVERTISEMENT, "role.advertisement", sure=weight > 0.3 or opens)
    return Form(Role.ADVERTISEMENT, "role.advertisement", sure=weight > 0.45) if weight > 0.2 else None


@lru_cache(maxsize=4096)
def notice_weight(folded: str) -> float:
    """Share of the text that is contact, price, offer or firm, 0 to 1; prices alone are a list of prices."""
    if not folded:
        return 0.0
    cues = sum(len(x) for x in pattern("advertisement", "cues").findall(folded))
    found = pattern("advertisement", "contact").findall(folded)
    if not cues and all(x.endswith("元") for x in found):
        found = []
    contacts = sum(map(len, found))
    firm = 2 if pattern("advertisement", "firm").search(folded) else 0
    return min(1.0, (cues + contacts + firm) / len(folded))


def _credit(folded: str) -> Form | None:
    if has("credit", "of_text", folded):
        return Form(Role.CREDIT, "role.credit")
    if folded[0] in "（【" and (has("caption", "credit", folded) or has("caption", "source", folded)):
        return Form(Role.CAPTION, "role.caption-credit")
    if folded[0] in "（【" and len(folded) <= 2 * SMALL:
        for name in ("author", "names", "agency", "made", "series"):
            if has("credit", name, folded):
                return Form(Role.CREDIT, "role.credit")
    if has("credit", "author", folded) and len(folded) <= 2 * SMALL and not has("byline", "reporter_first", folded):
        return Form(Role.CREDIT, "role.credit", sure=False)
    return None


def _caption(folded: str) -> Form | None:
    if len(folded) > PHOTO:
        return None
    tail = folded[-TAIL:]
    if has("caption", "credit", tail) or has("caption", "source", tail):
        return Form(Role.CAPTION, "role.caption-credit")
    if has("caption", "opens", folded):
        return Form(Role.CAPTION, "role.caption-form", sure=len(folded) > SMALL or folded[-1] in "。！？")
    return None


def _note(folded: str) -> Form | None:
    """Editors speaking; a note that breaks off is left as running text, so that its rest can be joined to it."""
    whole = len(folded) <= SMALL or folded[-1] in "。！？”）"
    return Form(Role.NOTE, "role.note") if whole and has("note", "opens", folded[:TAIL]) else None


def _rubric(folded: str) -> Form | None:
    """Mastheads and rubrics: sure only with a folio beside them, else their place decides."""
    if has("masthead", "pattern", folded):
        return Form(Role.MASTHEAD, "role.masthead", sure=False)
    if has("section", "pattern", folded):
        return Form(Role.SECTION, "role.section", sure=has("section", "with_folio", folded))
    return None
