"""Folders of small pages to run batches on, and what lies in a folder afterwards."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from papercleaner.batch.engines import Engine
from papercleaner.batch.engines.local import Local
from papercleaner.batch.job import Job
from papercleaner.batch.rows import Row
from papercleaner.batch.run import Order, Tally, rows_of, run

POISON = Path(__file__).parent / "poison"

TEXT = """{town}村开通公交

本报讯 昨天上午,{town}村开通了第{number}条公交 线路,村民从此不用步行三里 路去赶集。全村老少都到村口迎接。
"""
TOWNS = ("红旗", "新仓", "广陈", "廊下", "大云")


def page(number: int) -> str:
    """A page of one article, another for each number."""
    return TEXT.format(town=TOWNS[number % len(TOWNS)], number=number)


def fill(folder: Path, count: int) -> Path:
    """`folder` with `count` pages, a third of them in folders below."""
    for number in range(count):
        below = folder / ("1956/05", "", "1957")[number % 3]
        below.mkdir(parents=True, exist_ok=True)
        (below / f"p{number:03}.txt").write_text(page(number), encoding="utf-8")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Path -> bytes of all files below `folder`."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def outputs(folder: Path) -> dict[str, bytes]:
    """As `tree`, without the books."""
    return {name: data for name, data in tree(folder).items() if not name.startswith(".papercleaner/")}


def poisoned(env: Mapping[str, str]) -> str:
    """PYTHONPATH under which marked documents are poisonous."""
    return os.pathsep.join([str(POISON), str(POISON.parents[2] / "src"), env.get("PYTHONPATH", "")])


def do(
    inputs: Path | str, outputs: Path | str, job: Job | None = None, engine: Engine | None = None, **order: object
) -> Tally:
    """A batch in this process, on one cell unless another engine is named."""
    wanted = Order(str(inputs), str(outputs), job or Job(), **order)  # type: ignore[arg-type]
    return run(wanted, engine or Local(1), lambda tally: None)


def rows(folder: Path | str) -> dict[str, Row]:
    """Path -> row of a finished batch."""
    found = list(rows_of(str(folder)))
    made = {row.path: row for row in found}
    assert len(made) == len(found)
    return made
