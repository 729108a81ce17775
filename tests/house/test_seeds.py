"""The seed is the page as it came, everywhere it is kept."""

from __future__ import annotations

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "raw.seed.txt"


def test_sums() -> None:
    for line in (ROOT / "seeds" / "SHA256SUMS").read_text(encoding="ascii").splitlines():
        wanted, name = line.split("  ")
        assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == wanted


def test_the_seed_has_not_moved() -> None:
    sums = (ROOT / "seeds" / "SHA256SUMS").read_text(encoding="ascii")
    assert sums == "e24eb1341892c2873135f09b6df1445b51aaf0cb6c83edf7ed98a3c3920c8d3a  raw.seed.txt\n"


def test_the_fixture_is_the_seed() -> None:
    assert (ROOT / "fixtures" / "pages" / "seed" / "raw.seed.txt").read_bytes() == SEED.read_bytes()


def test_every_page_has_its_truth_and_its_origin() -> None:
    origin = (ROOT / "fixtures" / "pages" / "ORIGIN.md").read_text(encoding="utf-8")
    for folder in (p for p in (ROOT / "fixtures" / "pages").iterdir() if p.is_dir()):
        assert (folder / "truth.json").is_file()
        assert (folder / "raw.seed.txt").is_file()
        assert f"`{folder.name}/`" in origin
