"""`explain`, `verify` and `rules`: every decision told, every output proved, every rule shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from papercleaner import rules
from tests.cli.conftest import PAGE, SEED, Run


def test_explain_gives_a_line_for_each_decision(run: Run, page: Path) -> None:
    done = run("explain", "page.txt")
    rows = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0
    assert rows
    assert all(len(row) == 7 for row in rows)
    known = rules.table()
    lines = PAGE.splitlines()
    for place, kind, names, before, _after, sure, why in rows:
        line, column = map(int, place.split(":"))
        assert 0.0 <= float(sure) <= 1.0
        assert why
        assert all(name in known for name in names.split("+"))
        if kind == "replace" and "\\n" not in before:
            assert lines[line - 1][column - 1 :].startswith(before)
    assert any(row[3:5] == [",", "，"] for row in rows)


def test_explain_as_json_tells_the_same(run: Run, page: Path) -> None:
    records = json.loads(run("explain", "page.txt", "-f", "json").stdout)
    rows = run("explain", "page.txt").stdout.decode().splitlines()
    assert len(records) == len(rows)
    assert set(records[0]) == {
        "line", "column", "kind", "rules", "why", "before", "after", "confidence", "applied", "spans",
    }  # fmt: skip


def test_explain_can_be_held_to_one_rule_or_group(run: Run, page: Path) -> None:
    rows = [line.split("\t") for line in run("explain", "page.txt").stdout.decode().splitlines()]
    one = rows[0][2].split("+")[0]
    group = one.partition(".")[0]
    only = run("explain", "page.txt", "--rule", one).stdout.decode().splitlines()
    assert 0 < len(only) <= len(rows)
    assert all(one in line.split("\t")[2].split("+") for line in only)
    assert len(run("explain", "page.txt", "--rule", group).stdout.splitlines()) >= len(only)


def test_explain_tells_of_quarantine_with_a_reason(run: Run) -> None:
    rows = [line.split("\t") for line in run("explain", str(SEED)).stdout.decode().splitlines()]
    assert any(row[1] == "quarantine" and row[6] for row in rows)


def test_explain_is_a_table_on_a_terminal(on_terminal: Callable[..., str], page: Path) -> None:
    shown = on_terminal("explain", "page.txt")
    assert "place" in shown.splitlines()[0]
    assert "\t" not in shown
    assert "\x1b" not in on_terminal("explain", "page.txt", env={"NO_COLOR": "1"})


def test_verify_proves_each_format_and_finds_a_changed_character(run: Run, page: Path, tmp_path: Path) -> None:
    for out, extra in (("a.json", ("--trace",)), ("b.json", ()), ("c.md", ()), ("d.jsonl", ())):
        assert run("clean", "page.txt", "-o", out, *extra).returncode == 0
        done = run("verify", out, "--source", "page.txt")
        assert (done.returncode, done.stderr) == (0, b""), (out, done.stdout.decode())
        path = tmp_path / out
        path.write_text(path.read_text(encoding="utf-8").replace("赶集", "干集"), encoding="utf-8")
        done = run("verify", out, "--source", "page.txt")
        assert done.returncode == 1, out
        assert done.stdout


def test_rules_lists_all_or_shows_some(run: Run) -> None:
    listed = run("rules").stdout.decode().splitlines()
    assert [line.split("\t")[0] for line in listed] == list(rules.table())
    one = next(iter(rules.table().values()))
    card = run("rules", one.id).stdout.decode()
    assert card.startswith(one.id)
    assert "leaves alone" in card
    assert len(json.loads(run("rules", one.id, "-f", "json").stdout)) == 1
    assert run("rules", one.id.partition(".")[0]).returncode == 0
