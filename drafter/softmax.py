"""Tables of learned weights: what each feature of a text speaks for.

A table in `data/` has one feature a line and a column for each kind, in hundredths; the line whose
feature is "" holds what every text is given.
"""

import math
from collections.abc import Collection, Mapping

from drafter import resources

Weights = Mapping[str, tuple[float, ...]]


def weights_in(name: str) -> Weights:
    """The weights of a file of `data/`, by feature."""
    rows = (line.split("\t") for line in resources.text(name).split("\n") if line)
    return {feature: tuple(int(each) / 100 for each in values) for feature, *values in rows}


def weigh(cues: Mapping[str, float], weights: Weights, kinds: int) -> list[float]:
    """What cues of some strength speak for each kind; a cue without weights says nothing.

    >>> weigh({"a": 2.0, "b": 1.0}, {"a": (1.0, -1.0)}, 2)
    [2.0, -2.0]
    """
    rows = [(value, weights[name]) for name, value in cues.items() if name in weights]
    return [math.fsum(value * row[n] for value, row in rows) for n in range(kinds)]


def log_shares(features: Collection[str], weights: Weights) -> list[float]:
    """The logarithm of the share that each kind has of a text, the shares being one together.

    What the features speak for is summed and scaled by the root of how many there are.

    >>> [round(each, 2) for each in log_shares({"a"}, {"": (0.0, 0.0), "a": (1.0, 1.0)})]
    [-0.69, -0.69]
    """
    scale = 1 / math.sqrt(max(1, len(features)))
    bias = weights[""]
    rows = [weights[each] for each in features if each in weights]
    # Exact sums: a set has no order, and the last bit must not depend on it.
    sums = map(math.fsum, zip(*rows, strict=True)) if rows else (0.0,) * len(bias)
    scores = [own + each * scale for own, each in zip(bias, sums, strict=True)]
    most = max(scores)
    whole = most + math.log(math.fsum(math.exp(each - most) for each in scores))
    return [each - whole for each in scores]
