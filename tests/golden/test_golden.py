"""Golden files: what differs is shown on one screen, and update writes just that."""

from __future__ import annotations

from pathlib import Path

import pytest

from papercleaner.errors import InputError, UsageError
from papercleaner.golden import Comparison, pairs, update


def comparison(expected: str | None, actual: str, golden: Path = Path("g.md")) -> Comparison:
    return Comparison(Path("page.txt"), golden, expected, actual)


def test_equal_is_the_same() -> None:
    assert comparison("a", "a").same
    assert not comparison("a", "b").same
    assert not comparison(None, "").same


def test_the_version_that_wrote_it_does_not_count() -> None:
    old = '{\n "generator": "papercleaner 0.1.0",\n "x": 1}'
    assert comparison(old, old.replace("0.1.0", "2.0.0rc1")).same
    assert not comparison(old, old.replace('"x": 1', '"x": 2')).same
    front = 'generator: "papercleaner 0.1.0"\n'
    assert comparison(front, front.replace("0.1.0", "0.2.0")).same


def test_the_report_marks_the_changed_characters_with_their_line() -> None:
    report = comparison(
        "# 题\n\n三家民宿的客房人住率均达到百分之百。\n", "# 题\n\n三家民宿的客房入住率均达到百分之百。\n"
    ).report()
    assert "1 of its characters changed" in report
    assert "  3: 三家民宿的客房[-人-]{+入+}住率均达到百分之百。⏎" in report


def test_the_report_stays_on_one_screen() -> None:
    old = "".join(f"第{n}行甲\n" for n in range(500))
    report = comparison(old, old.replace("甲", "乙")).report(24)
    assert len(report.splitlines()) <= 24
    assert "… and 478 more places" in report


def test_a_long_change_is_shortened() -> None:
    report = comparison("甲" * 1000 + "\n", "\n").report()
    assert "…(940 more)…" in report
    assert "1000 of its characters changed" in report


def test_update_writes_only_what_changed(tmp_path: Path) -> None:
    golden = tmp_path / "new" / "page.md"
    assert update(comparison(None, "a\n", golden))
    assert golden.read_text() == "a\n"
    assert not update(comparison("a\n", "a\n", golden))
    assert update(comparison("a\n", "b\n", golden))
    assert golden.read_text() == "b\n"


def test_pairs_keep_the_tree_and_leave_the_golden_folder_out(tmp_path: Path) -> None:
    for name in ("in/a.txt", "in/deep/b.txt", "in/golden/a.md", "single.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    golden = tmp_path / "in" / "golden"
    found = pairs([str(tmp_path / "in"), str(tmp_path / "single.txt")], golden, "md")
    assert found == {
        tmp_path / "in/a.txt": golden / "a.md",
        tmp_path / "in/deep/b.txt": golden / "deep" / "b.md",
        tmp_path / "single.txt": golden / "single.md",
    }


def test_pairs_refuse_two_inputs_with_one_golden_file_and_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "A.md").write_text("x")
    with pytest.raises(UsageError, match="one golden file"):
        pairs([str(tmp_path)], tmp_path / "golden", "md")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no files"):
        pairs([str(tmp_path / "empty")], tmp_path / "golden", "md")
