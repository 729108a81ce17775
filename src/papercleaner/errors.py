"""The error tree: each error owns its code, its exit code and a hint for the user."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell is told; see docs/exit-codes.md."""

    OK = 0
    DIFFERS = 1
    USAGE = 2
    SOME_FAILED = 3
    INPUT = 4
    OUTPUT = 5
    INVARIANT = 6
    LOCKED = 7
    INTERRUPTED = 130


class PapercleanerError(Exception):
    """Anything papercleaner refuses to do, said in one line for a human.

    `where` names the file, byte or line; `hint` says what to do about it.
    """

    code = "PC000"
    exit_code: int = ExitCode.DIFFERS

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.hint = what, where, hint

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head.removesuffix('.')}. {self.hint}" if self.hint else head

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.what, self.where, self.hint)


def _rebuild(kind: type[PapercleanerError], what: str, where: str, hint: str) -> PapercleanerError:
    return kind(what, where=where, hint=hint)


class UsageError(PapercleanerError):
    """The command line or the configuration cannot be understood."""

    code = "PC002"
    exit_code = ExitCode.USAGE


class ConfigError(UsageError):
    """A configuration file is not readable or holds something unknown."""

    code = "PC003"


class InputError(PapercleanerError):
    """The input cannot be read as what it claims to be."""

    code = "PC004"
    exit_code = ExitCode.INPUT


class OutputError(PapercleanerError):
    """The output cannot be written; what stood there before is untouched."""

    code = "PC005"
    exit_code = ExitCode.OUTPUT


class LockedError(PapercleanerError):
    """Another run is writing to the output folder."""

    code = "PC007"
    exit_code = ExitCode.LOCKED


class InvariantError(PapercleanerError):
    """papercleaner broke one of its own promises; the output is withheld.

    `report` is the text a user can paste into a bug report.
    """

    code = "PC006"
    exit_code = ExitCode.INVARIANT

    def __init__(self, what: str, *, where: str = "", hint: str = "", report: str = "") -> None:
        super().__init__(what, where=where, hint=hint)
        self.report = report
