"""Golden files: the expected output of a page kept beside it, compared character by character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from papercleaner import service
from papercleaner.config import Config
from papercleaner.diff import Hunk, Part, hunks
from papercleaner.errors import InputError, UsageError
from papercleaner.io import names
from papercleaner.io.atomic import failure, publish
from papercleaner.io.inputs import found, load

_GENERATOR = re.compile(r'("?generator"?: "?papercleaner )[^\s",]+')
"""Names the version that wrote a file: the one thing that may differ where nothing was cleaned differently."""

_CONTEXT = 16
"""Characters shown of the equal text on either side of a difference."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One input's output as it is now against its golden file; `expected` is None where there is none."""

    source: Path
    golden: Path
    expected: str | None
    actual: str

    @property
    def same(self) -> bool:
        return self.expected is not None and _unversioned(self.expected) == _unversioned(self.actual)

    @property
    def size(self) -> int:
        """Number of characters that differ."""
        return sum(hunk.size for hunk in self.hunks())

    def hunks(self) -> Iterator[Hunk]:
        return hunks(_unversioned(self.expected or ""), _unversioned(self.actual))

    def report(self, height: int = 40) -> str:
        """The differences in at most `height` lines, changed characters as [-golden-]{+now+}."""
        if self.expected is None:
            return f"{self.golden}: there is no golden file for {self.source}\n"
        shown: list[str] = []
        hidden = 0
        for line in (line for hunk in self.hunks() for line in marked(hunk)):
            if len(shown) < height - 2:
                shown.append(line)
            else:
                hidden += 1
        more = [f"… and {hidden} more places"] if hidden else []
        head = f"{self.golden}: {self.size} of its characters changed ([-golden-]{{+now+}}, {self.source})"
        return "\n".join([head, *shown, *more]) + "\n"


def _unversioned(text: str) -> str:
    return _GENERATOR.sub(r"\1*", text, count=1)


def pairs(inputs: Sequence[str], folder: Path, form: str) -> dict[Path, Path]:
    """Input file -> its golden file; folders are walked and their tree is kept.

    Raises UsageError where two inputs would have one golden file, InputError where there is none at all.
    """
    targets: dict[Path, Path] = {}
    seen: dict[str, Path] = {}
    for given in inputs:
        for path in found(given):
            if path.is_relative_to(folder):
                continue
            below = path.relative_to(given).parent if path != Path(given) else Path()
            target = folder / below / names.named(names.stem(path.name), form)
            other = seen.setdefault(names.twin(str(target)), path)
            if other != path:
                raise UsageError(f"{other} and {path} have one golden file, {target}", hint="Check them one by one")
            targets[path] = target
    if not targets:
        raise InputError("no files in it", where=", ".join(inputs), hint="Name the files or another folder")
    return targets


def compare(source: Path, golden: Path, form: str, config: Config) -> Comparison:
    """Clean `source` and hold it against `golden`.  Raises the errors of cleaning, InputError for a bad golden."""
    from papercleaner.writers import render

    document = load(str(source))
    page = service.clean(document.data, document.name, config)
    actual = render(page, form, config).decode()
    return Comparison(source, golden, _read(golden), actual)


def _read(golden: Path) -> str | None:
    if not golden.exists():
        return None
    try:
        return load(str(golden)).data.decode()
    except UnicodeDecodeError as error:
        raise InputError(
            f"byte {error.start} is not UTF-8", where=str(golden), hint="Make it again with golden update"
        ) from error


def update(comparison: Comparison) -> bool:
    """Write what is the output now to the golden file, atomically; False if that changes nothing."""
    if comparison.expected == comparison.actual:
        return False
    folder = comparison.golden.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise failure(folder, error) from error
    publish(comparison.golden, comparison.actual.encode())
    return True


def marked(hunk: Hunk) -> Iterator[str]:
    """A line for each place in the hunk: line number, a little of what stands around, the change in marks."""
    parts = hunk.parts
    line = hunk.new_line
    for number, part in enumerate(parts):
        if not part.same:
            before = parts[number - 1].new[-_CONTEXT:] if number and parts[number - 1].same else ""
            after = parts[number + 1].new[:_CONTEXT] if number + 1 < len(parts) and parts[number + 1].same else ""
            yield f"  {line}: {_plain(before)}{_change(part)}{_plain(after)}"
        line += part.new.count("\n")


def _change(part: Part) -> str:
    old = f"[-{_plain(_clipped(part.old))}-]" if part.old else ""
    new = f"{{+{_plain(_clipped(part.new))}+}}" if part.new else ""
    return old + new


def _clipped(text: str, longest: int = 60) -> str:
    """`text`, or its two ends and how much is between them."""
    half = longest // 2
    return text if len(text) <= longest else f"{text[:half]}…({len(text) - 2 * half} more)…{text[-half:]}"


def _plain(text: str) -> str:
    return text.replace("\n", "⏎").replace("\t", "⇥")


def total(comparisons: Iterable[Comparison]) -> int:
    """Number of characters that differ in all of them."""
    return sum(comparison.size for comparison in comparisons)
