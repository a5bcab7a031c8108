"""How much a single character tells: its inverse document frequency in general Chinese.

Government Chinese rephrases words but keeps characters (村集体, 村级), so characters weighted
by rarity compare two texts better than words do.
"""

from functools import cache

from drafter import resources

OTHER = 6.0  # letters and digits, about the median of the characters in a report
RAREST = 17.2  # what the table gives to the characters met least


@cache
def idf(char: str) -> float:
    """What `char` tells, 0 for marks and blanks, 3.9 (一) to 17.2 for Han characters.

    >>> idf("的") < idf("工") < idf("殡")
    True
    >>> idf("，"), idf("G")
    (0.0, 6.0)
    """
    found = _weights().get(char)
    if found is not None:
        return found
    if not char.isalnum():
        return 0.0
    return OTHER if char.isascii() or char.isdigit() else RAREST


@cache
def _weights() -> dict[str, float]:
    """Weight by character; `benchmarks/char_idf.py` makes the table."""
    weights: dict[str, float] = {}
    table = resources.text("char_idf.txt")
    for line in table.splitlines():
        weight, _, chars = line.partition("\t")
        weights.update(dict.fromkeys(chars, float(weight)))
    return weights
