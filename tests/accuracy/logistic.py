"""Logistic regression for the small tables of weights, by Newton's steps. Needs numpy."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]

_STEPS: Final = 60


def fit(rows: Sequence[Mapping[str, float]], labels: Sequence[bool], *, pull: float = 1.0, free: str = "bias") -> dict[str, float]:
    """The weights of the greatest likelihood, each but that of `free` pulled towards 0 with the strength `pull`."""
    names = sorted({name for row in rows for name in row})
    values = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    wanted = np.array(labels, dtype=float)
    pulls = np.diag([0.0 if name == free else pull for name in names])
    weights: Array = np.zeros(len(names))
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (chance - wanted) + pulls @ weights
        bend = (values * (chance * (1 - chance))[:, None]).T @ values + pulls + 1e-9 * np.eye(len(names))
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}
