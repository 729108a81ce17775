"""What is Chinese context and what is somebody else's writing inside it."""

from __future__ import annotations

import re
from functools import lru_cache

from papercleaner.typography.glyphs import HAN, KANA

HIDDEN = "\x01"
"""Stands for each character of a protected stretch in a masked text."""

_ADDRESS = r"""
    (?:https?|ftp)://[!-~]{0,2000}[A-Za-z0-9/=_\#&-]          # without a mark that follows the address
  | (?<![A-Za-z0-9.])www\.[!-~]{0,2000}[A-Za-z0-9/=_\#&-]
  | (?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+
"""
_ADDRESSES = re.compile(_ADDRESS, re.VERBOSE)
_PROTECTED = re.compile(
    r"(?=[!-~])(?:"  # nothing begins with an ideograph: the one look ahead saves trying all the rest
    + _ADDRESS
    + r"""
  | (?<![A-Za-z])[A-Za-z]:\\[^\s,;，；。]{1,260}                # paths
  | </?[A-Za-z!][^<>\n]{0,300}>                               # tags
  | (?<![A-Za-z0-9_.])[A-Za-z_][A-Za-z0-9_.]{0,63}\((?:"[^"\n]{0,200}"|'[^'\n]{0,200}')[^()\n]{0,200}\)   # calls
  | (?<![A-Za-z0-9_])[A-Za-z_][A-Za-z0-9_]{0,63}=(?:"[^"\n]{0,200}"|'[^'\n]{0,200}')                       # settings
  | &(?:[A-Za-z]{2,8}|\#[0-9]{2,6});                          # entities
  | [0-9]{1,3}°[0-9]{1,2}(?:\.[0-9]+)?['’](?:[0-9]{1,2}(?:\.[0-9]+)?["”])?       # degrees, minutes, seconds
  | (?<![A-Za-z'’-])[A-Za-z][A-Za-z'’-]*+(?:[,;:]?[ ][A-Za-z][A-Za-z'’-]*+){2,}              # English phrases
    (?:[.?!,;:]+(?=["'”’)）]|\s*\Z|[ ][A-Za-z]))?
    )""",
    re.VERBOSE,
)
_WORTH = re.compile(r"""[A-Za-z_][ -~’]{3}|[A-Za-z_][=(]["']|[0-9._+-]@|[<&][A-Za-z/!\#]|[0-9]°[0-9]""")
"""What any protected stretch holds: short words as GDP and G60 are not worth the long look."""
_LIKELY = re.compile("[A-Za-z_@<&°]")
"""One of these is in each of them: most texts of a newspaper need no look at all."""

_LATIN = re.compile(r"[A-Za-z]+")
_KANA = re.compile(f"[{KANA}]+")
_OTHER = re.compile(f"[A-Za-z{KANA}]")
_HAN = re.compile(f"[{HAN}]+")
_CODE = re.compile(r"""\s*[{\[].*["']\s*:\s*["'\d\[{]""")

LETTERS_A_WORD = 2.5
"""An ideograph weighs as much as this many Latin letters when the languages of a paragraph are compared."""


def _size(pattern: re.Pattern[str], text: str) -> int:
    return sum(map(len, pattern.findall(text)))


@lru_cache(maxsize=1024)
def mask(text: str) -> str:
    """`text` with addresses, code and English phrases made HIDDEN; the length stays the same."""
    if _LIKELY.search(text) is None or _WORTH.search(text) is None:
        return text
    return _PROTECTED.sub(lambda m: HIDDEN * len(m.group()), text)


@lru_cache(maxsize=1024)
def is_chinese(text: str) -> bool:
    """True if the rules of Chinese typography rule this paragraph as a whole."""
    if _CODE.match(text):
        return False
    if _OTHER.search(text) is None:
        return _HAN.search(text) is not None
    kana = _size(_KANA, text)
    plain = _ADDRESSES.sub("", text) if "@" in text or "://" in text or "www." in text else text
    latin = _size(_LATIN, plain)
    han = _size(_HAN, text)
    return han > 0 and kana * 4 <= han and latin <= LETTERS_A_WORD * han
