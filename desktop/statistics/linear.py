"""The two things that are asked of a positive definite matrix: solutions, and variances by its inverse."""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import mul

Matrix = Sequence[Sequence[float]]


def solve(matrix: Matrix, vector: Sequence[float]) -> list[float]:
    """The solution x of `matrix · x = vector`."""
    rows = _cholesky(matrix)
    half = _forward(rows, vector)
    found = [0.0] * len(half)
    for i in range(len(half) - 1, -1, -1):
        rest = sum(rows[k][i] * found[k] for k in range(i + 1, len(half)))
        found[i] = (half[i] - rest) / rows[i][i]
    return found


def variances(matrix: Matrix, gradients: Matrix) -> list[float]:
    """For each gradient g the variance gᵀ · matrix⁻¹ · g (the delta method, the matrix being an information)."""
    rows = _cholesky(matrix)
    return [sum(value * value for value in _forward(rows, gradient)) for gradient in gradients]


def _cholesky(matrix: Matrix) -> list[list[float]]:
    """The lower triangle L of `matrix = L · Lᵀ`, row i with i + 1 values."""
    rows: list[list[float]] = []
    for i, given in enumerate(matrix):
        row: list[float] = []
        for j in range(i):
            row.append((given[j] - sum(map(mul, row, rows[j]))) / rows[j][j])
        row.append(math.sqrt(given[i] - sum(map(mul, row, row))))
        rows.append(row)
    return rows


def _forward(rows: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    """The solution x of `L · x = vector`."""
    found: list[float] = []
    for row, value in zip(rows, vector, strict=True):
        found.append((value - sum(map(mul, row, found))) / row[-1])
    return found
