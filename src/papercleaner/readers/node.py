"""A value in a JSON record that knows its place, so that what is wrong with it can be said in one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from papercleaner.errors import InputError
from papercleaner.text import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Node:
    """`value` at `path` (`articles[0].title`) of the file `name`.  Every method raises InputError on misfit."""

    value: Any
    path: str
    name: str

    def bad(self, what: str) -> InputError:
        """The error that says what is wrong here."""
        return InputError(
            f"{self.path or 'the record'} {what}",
            where=self.name,
            hint="It is not a record by the contract papercleaner/1; read it as text with --from plain",
        )

    def _is(self, kind: type[T], what: str) -> T:
        if not isinstance(self.value, kind) or (kind is not bool and isinstance(self.value, bool)):
            raise self.bad(f"is not {what}")
        return self.value

    def get(self, key: str) -> Node:
        """The member `key`, None where it is absent."""
        members = self._is(dict, "an object")
        return Node(members.get(key), f"{self.path}.{key}" if self.path else key, self.name)

    def items(self) -> list[Node]:
        """The items of a list; none where the list is absent."""
        if self.value is None:
            return []
        return [Node(v, f"{self.path}[{n}]", self.name) for n, v in enumerate(self._is(list, "a list"))]

    def spans(self) -> tuple[Span, ...]:
        """A list of spans; none where the list is absent."""
        return tuple(node._span() for node in self.items())

    def string(self) -> str:
        """A string of whole characters."""
        text = self._is(str, "a string")
        if not _encodable(text):
            raise self.bad("holds half of a surrogate pair")
        return text

    def number(self) -> float:
        """A number, a truth value being none."""
        return float(self._is(float, "a number") if isinstance(self.value, float) else self._is(int, "a number"))

    def _span(self) -> Span:
        pair = self._is(list, "a span [start, end]")
        if len(pair) != 2 or not all(type(n) is int for n in pair) or not 0 <= pair[0] <= pair[1]:
            raise self.bad("is not a span [start, end]")
        return pair[0], pair[1]


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
