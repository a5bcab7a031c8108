"""Scores and differences as people read them."""


def score(value: float | None) -> str:
    """Two decimals; perfect only what is perfect.

    >>> score(0.5), score(1.0), score(0.9999), score(None)
    ('0.50', '1', '0.99', '—')
    """
    if value is None:
        return "—"
    if value >= 1:
        return "1"
    return f"{min(value, 0.99):.2f}"


def signed(value: float | None, decimals: int = 2) -> str:
    """A difference with its sign; zero has none.

    >>> signed(0.1), signed(-0.25), signed(0.001), signed(0.0), signed(-0.034, 3), signed(None)
    ('+0.10', '−0.25', '+0.00', '0', '−0.034', '—')
    """
    if value is None:
        return "—"
    if not value:
        return "0"
    return f"{'−' if value < 0 else '+'}{abs(value):.{decimals}f}"


def chance(p: float | None) -> str:
    """A p-value, never zero.

    >>> chance(0.03125), chance(0.00001), chance(1.0), chance(None)
    ('0.031', '<0.001', '1', '—')
    """
    if p is None:
        return "—"
    if p < 0.001:  # noqa: PLR2004 - the last decimal shown
        return "<0.001"
    return "1" if p == 1 else f"{p:.3f}"
