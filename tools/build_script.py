"""Builds the table of characters that only one script of Chinese uses.

    python -m pip install opencc-python-reimplemented==0.1.7
    python tools/build_script.py

Writes src/papercleaner/knowledge/script.toml.  A character belongs to one script alone if OpenCC gives it another
form in the other script in every case; one that GB 2312 holds too (著, 乾, 瞭), or the first level of Big5 (群, 秘),
belongs to both.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

OUT = Path(__file__).parent.parent / "src" / "papercleaner" / "knowledge" / "script.toml"
HEAD = """\
# Characters that only one script of Chinese uses, and what the other has in their place.
# Source: OpenCC (the dictionaries that opencc-python-reimplemented 0.1.7 ships), Apache-2.0; made by
# tools/build_script.py.  sha256 of the inputs: {hashes}

"""


def dictionary(name: str) -> tuple[dict[str, list[str]], str]:
    """Character -> its forms in the other script, and the hash of the file."""
    spec = find_spec("opencc")
    if spec is None or spec.origin is None:
        raise SystemExit("opencc-python-reimplemented is not installed; see the head of this script")
    data = (Path(spec.origin).parent / "dictionary" / f"{name}.txt").read_bytes()
    rows = (line.split("\t") for line in data.decode("utf-8").splitlines() if "\t" in line)
    return {old: new.split() for old, new in rows if len(old) == 1}, hashlib.sha256(data).hexdigest()


def in_gb2312(char: str) -> bool:
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def in_big5(char: str) -> bool:
    """Whether the first level of Big5, the characters in common use, holds it."""
    try:
        return b"\xa4\x40" <= char.encode("big5") <= b"\xc6\x7e"
    except UnicodeEncodeError:
        return False


def wrapped(chars: list[str]) -> str:
    rows = ["".join(chars[n : n + 60]) for n in range(0, len(chars), 60)]
    return '"""\\\n' + "".join(f"{row}\\\n" for row in rows) + '"""'


def main() -> None:
    to_simplified, first = dictionary("TSCharacters")
    to_traditional, second = dictionary("STCharacters")
    plain = {o: n for o, n in to_simplified.items() if o <= "\uffff" and n[0] <= "\uffff" and n[0] != o}
    tables = {
        "traditional": {o: n[0] for o, n in plain.items() if o not in n and not in_gb2312(o)},
        "simplified": {o: n[0] for o, n in to_traditional.items() if o <= "\uffff" and o not in n and not in_big5(o)},
    }
    unsure = "".join(sorted(o for o in tables["simplified"] if len(to_traditional[o]) > 1))
    parts = [HEAD.format(hashes=f"{first[:16]}…, {second[:16]}…")]
    for name, table in tables.items():
        old = sorted(table)
        parts.append(f"[{name}]\nfrom = {wrapped(old)}\nto = {wrapped([table[o] for o in old])}\n")
        if name == "simplified":
            parts.append(f"# … of which these have more than one form.\nunsure = {wrapped(list(unsure))}\n")
    OUT.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
