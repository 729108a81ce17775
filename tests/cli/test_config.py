"""Settings: command line over papercleaner.toml over [tool.papercleaner] over defaults; errors name the nearest."""

from __future__ import annotations

import shlex
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from papercleaner.config import CHOICES, Config
from papercleaner.config_file import resolve
from papercleaner.errors import ConfigError, ExitCode
from papercleaner.lexicon import Lexicon
from tests.cli.conftest import PAGE, command_line, environment


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_setting_has_its_choices_and_a_default_among_them() -> None:
    assert {f.name for f in fields(Config)} == {*CHOICES, "lexicon", "model"}
    assert all(getattr(Config(), name) in values for name, values in CHOICES.items())


def test_defaults_where_no_file_says_otherwise(tmp_path: Path) -> None:
    assert resolve({"spacing": None}, folder=tmp_path) == Config()


def test_each_layer_gives_way_to_the_one_above(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    write(tmp_path, "pyproject.toml", '[tool.papercleaner]\nspacing = "pangu"\nrepair = "off"\n')
    write(below, "pyproject.toml", "[tool.other]\nx = 1\n")
    write(tmp_path / "a", "papercleaner.toml", 'repair = "suggest"\n')
    assert resolve({}, folder=below) == Config(spacing="pangu", repair="suggest")
    assert resolve({"spacing": "keep"}, folder=below) == Config(spacing="keep", repair="suggest")


def test_a_named_file_is_read_alone(tmp_path: Path) -> None:
    write(tmp_path, "papercleaner.toml", 'repair = "off"\n')
    named = write(tmp_path, "other.toml", 'spacing = "keep"\n')
    assert resolve({}, file=named, folder=tmp_path) == Config(spacing="keep")
    project = write(tmp_path / "p", "pyproject.toml", '[tool.papercleaner]\nspacing = "pangu"\n')
    assert resolve({}, file=project, folder=tmp_path) == Config(spacing="pangu")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('spacng = "tight"', 'unknown key "spacng". Did you mean "spacing"?'),
        ('colour = "red"', 'unknown key "colour". Known are: spacing, repair, script, width, lexicon, model'),
        ('spacing = "tigth"', 'spacing = "tigth" is not a value of spacing. Did you mean "tight"?'),
        ('spacing = "Pangu"', 'Did you mean "pangu"?'),
        ("repair = 3", "repair = 3 is not a value of repair. Known are: off, suggest, safe"),
        ("repair = [1]", "repair = [1] is not a value of repair"),
        ("repair = 2020-01-01", 'repair = "2020-01-01" is not a value of repair'),
        ("[spacing]\nx = 1", "spacing = "),
        ("model = 3", "model is not the name of a file"),
        ("lexicon = 3", "lexicon is not a table"),
        ('[lexicon]\nkep = ["x"]', 'unknown key "lexicon.kep". Known are: keep, replace'),
        ('[lexicon]\nkeep = "廊下镇"', "lexicon.keep is not a list of words"),
        ('[lexicon]\nkeep = ["廊 下"]', "lexicon.keep: '廊 下' is not a word"),
        ("[lexicon]\nkeep = [1]", "lexicon.keep: 1 is not a word"),
        ('[lexicon]\nreplace = ["a"]', "lexicon.replace is not a table of pairs"),
        ('[lexicon.replace]\n"人住率" = "入住"', '"人住率" and "入住" are not of one length'),
        ('[lexicon.replace]\n"人住" = "入住"\n"入住" = "人住"', 'holds "入住", which is replaced itself'),
        ("spacing = ", "not valid TOML: Invalid value (at end of document)"),
    ],
)
def test_what_a_file_may_not_say(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path, "papercleaner.toml", text)
    with pytest.raises(ConfigError) as caught:
        resolve({}, folder=tmp_path)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    assert caught.value.exit_code == ExitCode.USAGE


def test_a_lexicon_is_part_of_the_settings(tmp_path: Path) -> None:
    write(tmp_path, "papercleaner.toml", '[lexicon]\nkeep = ["乙", "甲"]\nreplace = { "人住率" = "入住率" }\n')
    config = resolve({}, folder=tmp_path)
    assert config.lexicon == Lexicon(keep=("乙", "甲"), replace=(("人住率", "入住率"),))
    assert config.digest != Config().digest
    assert hash(config) != hash(Config())


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "papercleaner.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="byte 0 is not UTF-8"):
        resolve({}, folder=tmp_path)
    with pytest.raises(ConfigError, match="cannot be read"):
        resolve({}, file=tmp_path / "missing.toml")
    project = write(tmp_path / "p", "pyproject.toml", "[tool]\npapercleaner = 3\n")
    with pytest.raises(ConfigError, match="is not a table"):
        resolve({}, file=project)


def test_the_digest_is_that_of_the_settings_alone() -> None:
    assert Config().digest == Config().digest
    assert Config().digest != Config(spacing="keep").digest
    assert Config().digest.startswith("sha256:")


def test_no_settings_in_a_folder_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    gone = tmp_path / "gone"
    gone.mkdir()
    command = shlex.join(command_line(("clean", "-q", str(tmp_path / "page.txt"))))
    script = f"rmdir {shlex.quote(str(gone))}; exec {command}"
    done = subprocess.run(["/bin/sh", "-c", script], cwd=gone, env=environment(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout
