"""`papercleaner clean`: what goes where, and in which form."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import PAGE, SEED, Run, names_in


def test_markdown_goes_to_stdout_and_the_summary_to_stderr(run: Run, page: Path) -> None:
    done = run("clean", "page.txt")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("# 新村开通公交\n\n本报讯")
    assert "papercleaner: page.txt: 1 article" in done.stderr.decode()
    assert run("clean", "-q", "page.txt").stderr == b""


def test_standard_input_with_and_without_the_dash(run: Run, page: Path) -> None:
    wanted = run("clean", "page.txt").stdout
    assert run("clean", "-", stdin=PAGE.encode()).stdout == wanted
    assert run("clean", stdin=PAGE.encode()).stdout == wanted
    assert run("clean", "page.txt", "-o", "-").stdout == wanted


@pytest.mark.parametrize(("form", "start"), [("md", b"# "), ("json", b"{"), ("jsonl", b"{"), ("txt", "新村".encode())])
def test_the_format_is_the_one_asked_for_or_the_ending_of_the_output(
    run: Run, page: Path, tmp_path: Path, form: str, start: bytes
) -> None:
    asked = run("clean", "page.txt", "-f", form).stdout
    assert asked.startswith(start)
    done = run("clean", "page.txt", "-o", f"out.{form}")
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / f"out.{form}").read_bytes() == asked


def test_an_existing_folder_as_output_takes_a_file_named_after_the_input(run: Run, page: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert run("clean", "page.txt", "-o", "out", "-f", "json").returncode == 0
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["page.json"]


def test_several_inputs_go_to_a_folder_and_one_that_fails_does_not_stop_the_others(
    run: Run, page: Path, tmp_path: Path
) -> None:
    shutil.copy(page, tmp_path / "b.txt")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02")
    done = run("clean", "page.txt", "bad.txt", "missing.txt", "b.txt", "-o", "out")
    assert done.returncode == 3
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["b.md", "page.md"]
    errors = [line for line in done.stderr.decode().splitlines() if "error" in line]
    assert len(errors) == 2
    assert "bad.txt" in errors[0]
    assert "missing.txt" in errors[1]


def test_several_inputs_to_stdout_only_as_lines(run: Run, page: Path, tmp_path: Path) -> None:
    shutil.copy(page, tmp_path / "b.txt")
    assert run("clean", "page.txt", "b.txt").returncode == 2
    done = run("clean", "page.txt", "b.txt", "-f", "jsonl")
    assert done.returncode == 0
    assert [json.loads(line)["record"] for line in done.stdout.splitlines()] == ["article", "page"] * 2


def test_outputs_that_would_meet_are_refused_before_anything_is_written(run: Run, page: Path, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    shutil.copy(page, tmp_path / "sub" / "PAGE.txt")
    done = run("clean", "page.txt", "sub/PAGE.txt", "-o", "out")
    assert done.returncode == 2
    assert b"would both be written" in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_input_is_never_overwritten(run: Run, page: Path, tmp_path: Path) -> None:
    (tmp_path / "hard.md").hardlink_to(page)
    for name in ("page.txt", "./page.txt", "hard.md"):
        done = run("clean", "page.txt", "-o", name)
        assert done.returncode == 2
        assert b"is an input" in done.stderr
    assert page.read_text(encoding="utf-8") == PAGE


def test_split_gives_each_article_a_file_named_by_page_number_and_title(run: Run, tmp_path: Path) -> None:
    done = run("clean", str(SEED), "--split", "-o", "articles")
    assert done.returncode == 0
    files = names_in(tmp_path / "articles")
    assert files[0] == "raw-seed-01-加强产业集群党建-引领创新发展.md"
    whole = run("clean", str(SEED)).stdout.decode()
    assert len(files) == len(whole.split("\n\n---\n\n"))
    parts = [(tmp_path / "articles" / name).read_text(encoding="utf-8") for name in files]
    assert all(part.splitlines()[-1] in whole for part in parts)
    assert run("clean", str(SEED), "--split").returncode == 2


def test_split_json_keeps_what_belongs_to_no_article(run: Run, tmp_path: Path) -> None:
    assert run("clean", str(SEED), "--split", "-o", "articles", "-f", "json").returncode == 0
    records = {p.name: json.loads(p.read_bytes()) for p in (tmp_path / "articles").iterdir()}
    rest = records.pop("raw-seed-00-page.json")
    assert rest["articles"] == []
    assert rest["furniture"]
    assert rest["quarantine"]
    assert all(len(r["articles"]) == 1 and not r["furniture"] for r in records.values())


def test_trace_and_front_matter_only_where_they_have_a_place(run: Run, page: Path) -> None:
    assert json.loads(run("clean", "page.txt", "-f", "json", "--trace").stdout)["edits"]
    assert run("clean", "page.txt", "--front-matter").stdout.startswith(b"---\n")
    for args in (("--trace",), ("-f", "json", "--front-matter"), ("--check", "-o", "x.md")):
        assert run("clean", "page.txt", *args).returncode == 2


def test_check_tells_by_its_exit_code_and_writes_nothing(run: Run, page: Path, tmp_path: Path) -> None:
    done = run("clean", "--check", "page.txt")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"page.txt: would change" in done.stderr
    for form in ("md", "json", "jsonl"):
        assert run("clean", "page.txt", "-o", f"out.{form}").returncode == 0
        again = run("clean", "--check", f"out.{form}")
        assert (again.returncode, again.stdout, again.stderr) == (0, b"", b"")
    assert run("clean", "--check", "out.md", "page.txt").returncode == 1
    assert run("clean", "--check", "out.md", "missing.txt", "page.txt").returncode == 3


def test_diff_shows_lines_before_and_after(run: Run, page: Path) -> None:
    done = run("clean", "--diff", "page.txt")
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 0
    assert lines[:2] == ["--- page.txt (before)", "+++ page.txt (after)"]
    assert any(line.startswith("+本报讯") and "红旗村开通了第一条公交线路，" in line for line in lines)
    assert run("clean", "--diff", "--check", "page.txt").returncode == 1


def test_settings_reach_the_cleaning(run: Run, page: Path, tmp_path: Path) -> None:
    assert "往返12班".encode() in run("clean", "page.txt").stdout
    assert "往返 12 班".encode() in run("clean", "page.txt", "--spacing", "pangu").stdout
    (tmp_path / "papercleaner.toml").write_text('spacing = "pangu"\n')
    assert "往返 12 班".encode() in run("clean", "page.txt").stdout
    assert "往返12班".encode() in run("clean", "page.txt", "--spacing", "tight").stdout


def test_the_script_of_the_output_is_a_setting(run: Run, page: Path, tmp_path: Path) -> None:
    (tmp_path / "papercleaner.toml").write_text('script = "traditional"\n')
    assert "開通" in run("clean", "page.txt").stdout.decode()
    assert "开通" in run("clean", "page.txt", "--script", "simplified").stdout.decode()
