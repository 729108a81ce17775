"""A page's own em widths: how wide its marks and letters were set, learnt from its full lines.

Within one block all middle lines have the same width, so what a line lacks in Han characters its marks
and letters must fill: a ridge regression over the demeaned middle lines of all blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

from papercleaner.knowledge import table
from papercleaner.layout.ems import Ems, measures, standard
from papercleaner.layout.gaps import Gap, Sample

Row = tuple[list[float], float]


def likely_widths(sample: Sample, ems: Ems) -> tuple[float, ...]:
    """The widths in ems of the lines the block would have if every gap that is likely a line end were one."""
    return tuple(measures(_cut(sample.told, sample.gaps), ems))


def _cut(text: str, gaps: Sequence[Gap]) -> list[str]:
    lines, start = [], 0
    for gap in gaps:
        if gap.as_break + 1 < gap.as_space:
            lines.append(text[start : gap.start])
            start = gap.end
    return [*lines, text[start:]]


def calibrate(samples: Sequence[Sample]) -> Ems:
    """The page's em widths; the standard ones where the page shows too little."""
    start = standard()
    rows = [row for sample in samples for row in _rows(_cut(sample.told, sample.gaps)[1:-1], start)]
    if len(rows) < 12:
        return start
    prior = [start.pause, start.bracket, start.ascii, start.pause_last - start.pause]
    found = _ridge(rows, prior, table("geometry")["ems"]["ridge"])
    pause = min(1.05, max(0.4, found[0]))
    return Ems(
        pause=pause,
        pause_last=min(pause, max(0.3, pause + found[3])),
        bracket=min(1.05, max(0.4, found[1])),
        ascii=min(0.8, max(0.4, found[2])),
        gap=start.gap,
        indent=start.indent,
    )


def _rows(middle: list[str], ems: Ems) -> list[Row]:
    """Demeaned features and Han counts of the lines that look full, given a block's middle lines as letters."""
    if len(middle) < 3:
        return []
    widths = measures(middle, ems)
    typical = sorted(widths)[int(len(widths) * 0.6)]
    full = [line for line, width in zip(middle, widths, strict=True) if abs(width - typical) <= 1.6]
    if len(full) < 3:
        return []
    features = [
        [float(line.count("P")), float(line.count("B")), float(line.count("A")), float(line.endswith("P"))]
        for line in full
    ]
    han = [float(line.count("H")) for line in full]
    means = [sum(column) / len(full) for column in zip(*features, strict=True)]
    mean = sum(han) / len(han)
    return [([x - m for x, m in zip(row, means, strict=True)], mean - h) for row, h in zip(features, han, strict=True)]


def _ridge(rows: Sequence[Row], prior: list[float], weight: float) -> list[float]:
    """argmin of squared residuals + weight * distance from the prior (normal equations)."""
    size = len(prior)
    matrix = [[weight if i == j else 0.0 for j in range(size)] for i in range(size)]
    vector = [weight * p for p in prior]
    columns = list(zip(*[(*features, target) for features, target in rows], strict=True))
    for i in range(size):
        vector[i] = _sum_of_products(vector[i], columns[i], columns[size])
        for j in range(i, size):
            matrix[i][j] = matrix[j][i] = _sum_of_products(matrix[i][j], columns[i], columns[j])
    return _solve(matrix, vector)


def _sum_of_products(start: float, left: Sequence[float], right: Sequence[float]) -> float:
    return sum(map(mul, left, right), start)


def _solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Gaussian elimination; the ridge keeps the matrix positive definite."""
    size = len(vector)
    for i in range(size):
        for j in range(i + 1, size):
            factor = matrix[j][i] / matrix[i][i]
            matrix[j] = [a - factor * b for a, b in zip(matrix[j], matrix[i], strict=True)]
            vector[j] -= factor * vector[i]
    out = [0.0] * size
    for i in reversed(range(size)):
        rest = sum(matrix[i][j] * out[j] for j in range(i + 1, size))
        out[i] = (vector[i] - rest) / matrix[i][i]
    return out
