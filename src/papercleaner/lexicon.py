"""What a user knows of a newspaper: words to protect, pairs to apply, and a model learned from its archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from papercleaner.errors import ConfigError

_HINT = 'Write [lexicon] with keep = ["廊下镇"] and replace = { "人住率" = "入住率" }'


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`keep`: words whose characters are never repaired.  `replace`: (as read, as printed), one for one."""

    keep: tuple[str, ...] = ()
    replace: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.keep or self.replace)


NO_LEXICON = Lexicon()


@dataclass(frozen=True, slots=True)
class Learned:
    """A model file of `papercleaner learn`: its hash, which stands for it, and its bytes."""

    digest: str
    data: bytes = field(repr=False, compare=False)


def lexicon(value: object, where: str) -> Lexicon:
    """The lexicon that a configuration asks for.  Raises ConfigError saying which entry is wrong."""
    if isinstance(value, Lexicon):
        return value
    if not isinstance(value, Mapping):
        raise ConfigError("lexicon is not a table", where=where, hint=_HINT)
    unknown = sorted(set(value) - {"keep", "replace"})
    if unknown:
        raise ConfigError(f'unknown key "lexicon.{unknown[0]}"', where=where, hint="Known are: keep, replace")
    return Lexicon(_keep(value.get("keep", []), where), _replace(value.get("replace", {}), where))


def _keep(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise ConfigError("lexicon.keep is not a list of words", where=where, hint=_HINT)
    return tuple(sorted({_word(word, "keep", where) for word in value}))


def _replace(value: object, where: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, Mapping):
        raise ConfigError("lexicon.replace is not a table of pairs", where=where, hint=_HINT)
    pairs = {_word(old, "replace", where): _word(new, "replace", where) for old, new in value.items()}
    for old, new in pairs.items():
        if len(old) != len(new):
            raise ConfigError(
                f'lexicon.replace: "{old}" and "{new}" are not of one length',
                where=where,
                hint="A pair repairs characters one for one, so that nothing is lost or invented",
            )
        again = next((other for other in pairs if other in new), None)
        if again is not None:
            raise ConfigError(
                f'lexicon.replace: "{new}", put for "{old}", holds "{again}", which is replaced itself', where=where
            )
    return tuple(sorted(pairs.items()))


def _word(value: object, key: str, where: str) -> str:
    if not isinstance(value, str) or not value or any(c.isspace() or not c.isprintable() for c in value):
        raise ConfigError(
            f"lexicon.{key}: {value!r} is not a word", where=where, hint="A word is text without spaces or controls"
        )
    return value
