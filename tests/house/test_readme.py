"""The README shows what is there: its example is real, its commands and targets exist, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import papercleaner
from papercleaner.cli.app import group
from papercleaner.errors import ExitCode
from papercleaner.writers import render

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh.md")
DOCS = sorted(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))
SEED = (ROOT / "seeds" / "raw.seed.txt").read_text(encoding="utf-8")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def example(name: str, mark: str) -> str:
    found = re.search(rf"<!-- {mark} -->\n```\w*\n(.*?)```", text(name), re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("name", READMES)
def test_the_example_is_what_comes_out(name: str) -> None:
    assert example(name, "before") in SEED + "\n"
    assert example(name, "after") in render(papercleaner.clean(SEED), "md").decode()


def commands(name: str) -> Iterator[list[str]]:
    for block in re.findall(r"```sh\n(.*?)```", text(name), re.DOTALL):
        for line in block.splitlines():
            yield shlex.split(re.split(r"[|<]", line)[0], comments=True)


@pytest.mark.parametrize("name", READMES)
def test_commands_and_options_exist(name: str) -> None:
    seen = set()
    for words in commands(name):
        if words[0] == "papercleaner":
            seen.add(words[1])
            check(group, words[1:])
    assert seen == set(group.list_commands(click.Context(group)))


def check(command: click.Command, words: list[str]) -> None:
    """Parse the words as click would, down to the command that takes them."""
    context = click.Context(command, resilient_parsing=True)
    if isinstance(command, click.Group):
        below = command.get_command(context, words[0])
        assert below is not None, f"no command {words[0]}"
        check(below, words[1:])
    else:
        command.make_parser(context).parse_args(list(words))


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_make_targets_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    wanted = set(re.findall(r"(?:^|`|    )make ([a-z-]+)\b", text(name), re.MULTILINE))
    assert wanted
    assert wanted <= targets


@pytest.mark.parametrize(
    "name", [*READMES, "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
)
def test_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", re.sub(r"```.*?```", "", text(name), flags=re.DOTALL)):
        if not target.startswith("http"):
            assert (ROOT / name).parent.joinpath(target).exists(), f"{name}: {target}"


@pytest.mark.parametrize("name", READMES)
def test_every_exit_code_is_told(name: str) -> None:
    told = {int(n) for n in re.findall(r"^\| (\d+) \|", text(name), re.MULTILINE)}
    assert told == {int(code) for code in ExitCode}


def test_the_two_readmes_have_the_same_shape() -> None:
    def shape(name: str) -> list[str]:
        return re.findall(r"^(#+|```\w*|<!-- \w+ -->|\| \d+ \|)", text(name), re.MULTILINE)

    assert shape(READMES[0]) == shape(READMES[1])
    assert list(commands(READMES[0])) == list(commands(READMES[1]))
