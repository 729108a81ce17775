"""Where settings come from: command line over papercleaner.toml over [tool.papercleaner] over defaults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from papercleaner.config import Config
from papercleaner.errors import ConfigError, InputError

OWN_FILE = "papercleaner.toml"
PROJECT_FILE = "pyproject.toml"


def resolve(command_line: Mapping[str, Any], *, file: Path | None = None, folder: Path | None = None) -> Config:
    """The settings for a run.

    `command_line` holds settings as given (None: not given).  `file` is read instead of searching;
    otherwise papercleaner.toml and pyproject.toml are looked for from `folder` (the current one) upward.
    A model is named from the folder of the file that names it.  Raises ConfigError naming file, key and the
    nearest known key or value; InputError for a model that cannot be read.
    """
    config = Config()
    for path, settings in _layers(file, folder or _here()):
        config = config.updated(_with_model(settings, path.parent), str(path))
    given = {k: v for k, v in command_line.items() if v is not None}
    return config.updated(_with_model(given, Path()), "command line")


def _with_model(settings: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The settings, with the model file that they name read.  Raises InputError if it is none."""
    name = settings.get("model")
    if not isinstance(name, str):
        return dict(settings)
    from papercleaner.language.learned.archive import decode

    path = folder / name
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or "no file name"
        raise InputError(
            f"cannot be read ({reason})", where=str(path), hint="Name a model of papercleaner learn"
        ) from error
    return {**settings, "model": decode(data, str(path))[0]}


def _here() -> Path | None:
    """The current folder; None where somebody removed it."""
    try:
        return Path.cwd()
    except OSError:
        return None


def _layers(file: Path | None, folder: Path | None) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Files and their settings, the weakest first."""
    if file is not None:
        yield file, _settings(file) or {}
        return
    for name in (PROJECT_FILE, OWN_FILE):
        found = _nearest(name, folder) if folder else None
        if found is not None:
            yield found


def _nearest(name: str, folder: Path) -> tuple[Path, Mapping[str, Any]] | None:
    """The first file `name` with settings of ours, from `folder` upward."""
    for place in (folder, *folder.parents):
        path = place / name
        if path.is_file():
            settings = _settings(path)
            if settings is not None:
                return path, settings
    return None


def _settings(path: Path) -> Mapping[str, Any] | None:
    """The settings in `path`; None for a pyproject.toml that has no [tool.papercleaner]."""
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"cannot be read ({error.strerror})", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"byte {error.start} is not UTF-8", where=str(path), hint="Save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not valid TOML: {error}", where=str(path)) from error
    if path.name != PROJECT_FILE:
        return table
    tool = table.get("tool")
    ours = tool.get("papercleaner") if isinstance(tool, dict) else None
    if ours is not None and not isinstance(ours, dict):
        raise ConfigError("tool.papercleaner is not a table", where=str(path), hint="Write [tool.papercleaner]")
    return ours
