"""What the shell is promised: exit codes, pure stdout, one clear line, files whole or untouched."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import PAGE, SEED, Run, command_line, environment, names_in

BREAK = """
from papercleaner import invariants
from papercleaner.errors import InvariantError
def check(page, config):
    raise InvariantError("promise I3 is broken", where=page.source.name, report="I3 at 5: lost")
invariants.check = check
"""
FAIL = "from papercleaner import pipeline\ndef run(page, config): raise KeyError('\\x1b[31mboom')\npipeline.run = run"
HANG = """
from papercleaner import pipeline
def run(page, config):
    import sys, time
    print("started", file=sys.stderr, flush=True)
    time.sleep(60)
pipeline.run = run
"""


def one_line(done: subprocess.CompletedProcess[bytes]) -> str:
    """The only line on stderr, and stdout is empty."""
    assert done.stdout == b""
    text = done.stderr.decode()
    assert text.count("\n") == 1, text
    assert text.startswith("papercleaner: error: "), text
    return text


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("clan",), 2, 'Did you mean "clean"? Help: papercleaner --help'),
        (("clean", ""), 4, "an input has an empty name"),
        (("clean", "page.txt", "-o", ""), 2, "-o names no file"),
        (("clean", "--spcing", "tight", "page.txt"), 2, "--spacing"),
        (("clean", "--spacing", "loose", "page.txt"), 2, "'tight', 'pangu', 'keep'"),
        (("clean", "-f", "html", "page.txt"), 2, "html"),
        (("clean", "--from", "docx", "page.txt"), 2, "docx"),
        (("clean", "--encoding", "utf-9", "page.txt"), 2, "utf-9"),
        (("clean", "--config", "missing.toml", "page.txt"), 2, "missing.toml: cannot be read"),
        (("clean", "missing.txt"), 4, "missing.txt: cannot be read (No such file or directory). Check the path"),
        (("clean", "."), 4, "Name the files in it"),
        (("clean", "page.txt/x"), 4, "page.txt/x"),
        (("clean", "a\nb\x1b[31m.txt"), 4, "a\\nb\\x1b[31m.txt: cannot be read"),
        (("clean", "page.txt", "-o", "x" * 300), 5, "Choose a shorter name"),
        (("clean", "page.txt", "-o", "missing/out.md"), 5, "Make the folder first"),
        (("clean", "page.txt", "-o", "page.txt/out.md"), 5, "page.txt/out.md"),
        (("clean", "page.txt", "--split", "-o", "page.txt"), 5, "is a file, not a folder"),
        (("clean", "page.txt", "-o", "locked.md"), 5, "is read-only"),
        (("clean", "page.txt", "-o", "/dev/null"), 5, "is not a regular file"),
        (("explain", "missing.txt"), 4, "missing.txt"),
        (("explain", "page.txt", "--rule", "nothing.here"), 2, 'no rule "nothing.here"'),
        (("rules", "nothing.here"), 2, 'no rule "nothing.here"'),
        (("verify", "missing.json", "--source", "page.txt"), 4, "missing.json"),
        (("verify", "page.txt"), 2, "--source"),
        (("golden", "check", "page.txt"), 2, "--golden"),
        (("golden", "check", "missing.txt", "--golden", "g"), 4, "missing.txt"),
    ],
)
def test_bad_input_gets_one_clear_line(run: Run, page: Path, args: tuple[str, ...], code: int, told: str) -> None:
    tmp_path = page.parent
    (tmp_path / "locked.md").write_text("old")
    (tmp_path / "locked.md").chmod(0o444)
    done = run(*args)
    assert done.returncode == code
    assert told in one_line(done)
    assert (tmp_path / "locked.md").read_text() == "old"
    assert names_in(tmp_path) == ["locked.md", "page.txt"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "PNG"),
        (os.urandom(3000) + b"\x00", "page.bin"),
        ("Déjà vu à Noël. ".encode("latin-1") * 9, "not UTF-8"),
        (PAGE.encode("utf-16-le"), "--encoding utf-16-le"),
        (PAGE.encode() + b"\xff" * 99, "offset"),
    ],
)
def test_what_is_no_text_is_unreadable(run: Run, tmp_path: Path, data: bytes, told: str) -> None:
    (tmp_path / "page.bin").write_bytes(data)
    done = run("clean", "page.bin", "-o", "out.md")
    assert done.returncode == 4
    assert told in one_line(done)
    assert not (tmp_path / "out.md").exists()


@pytest.mark.parametrize("data", [b"", b" \n\t \n\n", "报".encode(), b"\n", b"a", "\ufeff".encode(), b"\x0c"])
def test_next_to_nothing_is_cleaned_too(run: Run, data: bytes) -> None:
    assert run("clean", stdin=data).returncode == 0
    done = run("clean", "-", "-f", "json", stdin=data)
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["format"] == "papercleaner/1"
    assert data.decode().strip("\ufeff \n\t\x0c") in done.stdout.decode()


def test_a_failed_write_leaves_the_old_output_whole(tmp_path: Path, page: Path) -> None:
    (tmp_path / "out.md").write_text("old")
    done = subprocess.run(
        command_line(("clean", "page.txt", "-o", "out.md")),
        capture_output=True,
        cwd=tmp_path,
        env=environment({"PYTHONDONTWRITEBYTECODE": "1"}),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
        check=False,
    )
    assert done.returncode == 5
    assert "out.md: cannot be written (File too large)" in one_line(done)
    assert (tmp_path / "out.md").read_text() == "old"
    assert names_in(tmp_path) == ["out.md", "page.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_standard_output_is_told(tmp_path: Path, page: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command_line(("clean", "-q", "page.txt")),
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=environment(),
            check=False,
        )
    assert done.returncode == 5
    assert done.stderr.decode().count("\n") == 1
    assert "standard output: cannot be written (No space left on device)" in done.stderr.decode()


@pytest.mark.parametrize("args", [("clean", "-q", str(SEED)), ("explain", str(SEED)), ("rules",), ("--help",)])
def test_a_pipe_closed_early_ends_quietly(tmp_path: Path, args: tuple[str, ...]) -> None:
    process = subprocess.Popen(
        command_line(args), stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=environment()
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 0


def test_head_reads_one_line(tmp_path: Path) -> None:
    line = subprocess.list2cmdline(command_line(("clean", "-q", str(SEED), "-f", "json")))
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{line} | head -1"], capture_output=True, cwd=tmp_path, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"{\n", b"")


def test_an_interrupt_is_one_line_and_130(tmp_path: Path, page: Path) -> None:
    process = subprocess.Popen(
        command_line(("clean", "page.txt", "-o", "out.md"), HANG),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(),
    )
    assert process.stderr is not None
    assert process.stderr.readline() == b"started\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"papercleaner: interrupted\n")
    assert names_in(tmp_path) == ["page.txt"]


def test_a_broken_promise_withholds_the_output_and_gives_a_report(run: Run, page: Path, tmp_path: Path) -> None:
    done = run("clean", "page.txt", "-o", "out.md", patch=BREAK)
    assert (done.returncode, done.stdout) == (6, b"")
    assert not (tmp_path / "out.md").exists()
    lines = done.stderr.decode().splitlines()
    assert lines[0] == "papercleaner: error: page.txt: promise I3 is broken"
    assert "I3 at 5: lost" in lines


def test_an_unforeseen_failure_is_a_short_report_without_traceback(run: Run, page: Path) -> None:
    done = run("clean", "page.txt", patch=FAIL)
    text = done.stderr.decode()
    assert (done.returncode, done.stdout) == (6, b"")
    assert "Traceback" not in text
    assert "KeyError: '\\x1b[31mboom'" in text.replace("\\\\", "\\")
    assert "\x1b" not in text
    assert len(text.splitlines()) < 10
    assert "Traceback" in run("clean", "page.txt", patch=FAIL, env={"PAPERCLEANER_DEBUG": "1"}).stderr.decode()


def test_data_goes_to_stdout_as_utf8_in_any_locale(run: Run, page: Path) -> None:
    wanted = run("clean", "page.txt").stdout
    for env in ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}):
        done = run("clean", "page.txt", env=env)
        assert (done.returncode, done.stdout) == (0, wanted)
        assert run("explain", "page.txt", env=env).returncode == 0
        assert run("rules", env=env).returncode == 0


def test_the_same_bytes_whatever_the_hash_seed_folder_or_time_zone(run: Run, page: Path, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "page.txt").write_text(PAGE, encoding="utf-8")
    wanted = run("clean", "page.txt", "-f", "json", "--trace", env={"PYTHONHASHSEED": "1"}).stdout
    other = {"PYTHONHASHSEED": "2", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    assert run("clean", "deep/page.txt", "-f", "json", "--trace", env=other).stdout == wanted


def test_the_input_keeps_its_bytes_and_times(run: Run, page: Path) -> None:
    os.utime(page, ns=(1_000_000_000, 1_000_000_000))
    before = page.stat()
    assert run("clean", "page.txt", "-o", "out.md").returncode == 0
    after = page.stat()
    assert (after.st_mtime_ns, after.st_mode, after.st_ino) == (before.st_mtime_ns, before.st_mode, before.st_ino)
    assert page.read_text(encoding="utf-8") == PAGE


def test_control_characters_never_reach_a_terminal(on_terminal: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "a\x1b]0;x\x07.txt").write_text("标题\x1b[31m红\n\n正文。\u202e\n", encoding="utf-8")
    name = "a\x1b]0;x\x07.txt"
    for args in (("clean", name), ("clean", "--diff", name), ("explain", name)):
        shown = on_terminal(*args, env={"NO_COLOR": "1"})
        assert shown
        assert not set(shown) - {"\n", "\r"} & set(map(chr, (*range(32), 127, 0x202E)))


def test_colour_on_a_terminal_only(on_terminal: Callable[..., str], run: Run, page: Path) -> None:
    assert "\x1b[32m+本报讯" in on_terminal("clean", "--diff", "page.txt")
    assert "\x1b" not in on_terminal("clean", "--diff", "page.txt", env={"NO_COLOR": "1"})
    assert "\x1b" not in on_terminal("clean", "--diff", "page.txt", env={"TERM": "dumb"})
    assert b"\x1b" not in run("clean", "--diff", "page.txt").stdout


def test_no_input_on_a_terminal_is_told_instead_of_waited_for(tmp_path: Path) -> None:
    screen, tail = os.openpty()
    done = subprocess.run(
        command_line(("clean",)), stdin=tail, capture_output=True, cwd=tmp_path, timeout=30, check=False
    )
    os.close(screen)
    os.close(tail)
    assert done.returncode == 2
    assert "Name a file, or pipe text in" in one_line(done)


def test_help_teaches_with_an_example_of_each_command(run: Run) -> None:
    for command in (("clean",), ("explain",), ("verify",), ("rules",), ("golden",), ()):
        done = run(*command, "--help")
        text = done.stdout.decode()
        assert (done.returncode, done.stderr) == (0, b"")
        assert "Example" in text
        assert f"papercleaner {' '.join(command)}".strip() in text
    assert run("--version").stdout.startswith(b"papercleaner ")
    nothing = run()
    assert (nothing.returncode, nothing.stdout) == (2, b"")


def test_light_commands_import_nothing_heavy(run: Run) -> None:
    patch = "import atexit, sys\natexit.register(lambda: print(sorted(sys.modules), file=sys.stderr))"
    loaded = run("clean", "--help", patch=patch).stderr.decode()
    for heavy in ("'rich'", "'regex'", "'papercleaner.pipeline'", "'tomllib'", "'difflib'"):
        assert heavy not in loaded


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
@pytest.mark.parametrize("args", [("-f", "json"), ("--split", "-o", "out"), ("--diff",), ("-o", "out/")])
def test_a_name_that_is_no_utf8(run: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    name = os.fsdecode(b"bad\xff.txt")
    (tmp_path / name).write_text(PAGE, encoding="utf-8")
    done = run("clean", name, *args)
    assert done.returncode == 0, done.stderr
    if "json" in args:
        assert json.loads(done.stdout)["source"]["name"] == "bad\\xff.txt"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("args", [("--help",), ("--version",), ("rules",)])
def test_help_on_a_full_disk(tmp_path: Path, args: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command_line(args), stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, env=environment(), check=False
        )
    assert done.returncode == 5
    assert done.stderr.decode().startswith("papercleaner: error: standard output: cannot be written")
