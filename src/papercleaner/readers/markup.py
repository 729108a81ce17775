"""XML at the door: bytes to characters, characters to a tree; without DTDs, entities, network or depth.

Names are local names: producers of one format use many namespaces, some none.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from papercleaner.errors import InputError

DEEPEST = 100
"""Elements inside each other; real files stay under 20."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']|<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9._-]{1,40})""",
    re.IGNORECASE,
)
_HEAD = 2000


def characters(data: bytes, name: str) -> tuple[str, str]:
    """The characters of a marked-up file and its encoding: by byte order mark, by what it says, else UTF-8."""
    encoding, body = "utf-8", data
    for mark, known in _BOMS:
        if data.startswith(mark):
            encoding, body = known, data[len(mark) :]
            break
    else:
        said = _DECLARED.search(data[:_HEAD])
        if said:
            encoding = _known((said[1] or said[2]).decode("ascii"), name)
    try:
        return body.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise InputError(
            f"not {encoding.upper()}, though it says so or says nothing: byte 0x{body[error.start]:02x} "
            f"at offset {error.start + len(data) - len(body)}",
            where=name,
            hint="Mend the encoding in its first line, or convert it to UTF-8",
        ) from None


def _known(encoding: str, name: str) -> str:
    """The codec called so, if it is one of text."""
    try:
        codec = codecs.lookup(encoding)
        text = b"<".decode(codec.name) == "<"
    except (LookupError, UnicodeError):
        text = False
    if not text:
        raise InputError(f"says it is in an encoding {encoding!r}, which is not known", where=name, hint="Use UTF-8")
    return codec.name


def tree(text: str, name: str) -> Element:
    """The root of an XML text.  Raises InputError where it is not well formed, has a DTD or is nested too deep."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise InputError(f"elements nested more than {DEEPEST} deep", where=name, hint="This is no page of text")
        builder.start(local(tag), attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(local(tag))

    def doctype(*_: object) -> None:
        raise InputError("has a DTD, which is never read", where=name, hint="Take the <!DOCTYPE …> out of it")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = builder.data, doctype
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        raise InputError(
            f"not well-formed XML: {expat.ErrorString(error.code)} (line {error.lineno}, column {error.offset + 1})",
            where=name,
            hint="It may have been cut short; make it again, or read it as text with --from plain",
        ) from None
    return builder.close()


def local(tag: str) -> str:
    """A name without its prefix."""
    return tag.rpartition(":")[2]


def inside(element: Element, *tags: str) -> Iterator[Element]:
    """The children of an element that have one of the names."""
    return (child for child in element if child.tag in tags)
