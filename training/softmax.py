"""Softmax regressions over the features of texts: what `placing.py` and `telling.py` both train."""

import math
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags
from scipy.special import log_softmax

TABLES = Path(__file__).parent.parent / "drafter" / "data"
Table = dict[str, tuple[float, ...]]


def train(
    told: Sequence[Collection[str]],
    wanted: Sequence[int],
    counted: Sequence[float],
    *,
    penalty: float,
    steps: int,
) -> Table:
    """Weights of the features that stand in two texts or more; those of "" are added to each.

    `told` are the features of each text, `wanted` its kind from 0, `counted` how many times it
    counts; `penalty` is on squared weights. A text's sum is scaled by the root of its features.
    """
    counts = Counter(feature for each in told for feature in each)
    names = {f: at for at, f in enumerate(sorted(f for f, count in counts.items() if count > 1))}
    where = [(at, names[f]) for at, each in enumerate(told) for f in each if f in names]
    lines, columns = zip(*where, strict=True)
    matrix = csr_matrix((np.ones(len(where)), (lines, columns)), shape=(len(told), len(names)))
    matrix = diags([1 / math.sqrt(max(1, len(each))) for each in told]) @ matrix
    back = matrix.T.tocsr()
    kinds, times, at = max(wanted) + 1, np.array(counted), np.arange(len(told))
    own = np.array(wanted)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(-1, kinds)
        logs = log_softmax(matrix @ weights[:-1] + weights[-1], axis=1)
        shares = np.exp(logs)
        shares[at, own] -= 1
        shares *= times[:, None]
        slope = np.vstack([back @ shares + 2 * penalty * weights[:-1], shares.sum(0)])
        return -(times * logs[at, own]).sum() + penalty * (weights[:-1] ** 2).sum(), slope.ravel()

    start = np.zeros((len(names) + 1) * kinds)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    weights = found.reshape(-1, kinds)
    return {"": tuple(weights[-1]), **{name: tuple(weights[at]) for name, at in names.items()}}


def heavy(table: Table, least: float) -> Table:
    """The features that matter, with a weight of `least` or more, and that a line can hold."""
    return {
        name: row
        for name, row in table.items()
        if not name or (max(map(abs, row)) >= least and not set(name) & {"\t", "\n"})
    }


def write(name: str, table: Table) -> int:
    """Write a table as `drafter.softmax` reads it; how many lines it has."""
    told = ["\t".join([n, *(f"{each * 100:.0f}" for each in row)]) for n, row in table.items()]
    (TABLES / name).write_text("\n".join(told) + "\n", "utf-8")
    return len(told)
