"""Intervals drawn to one scale, so that scorers can be compared at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from evals.reports.numbers import signed
from evals.stats import Contrast

LEAST = 0.05  # the scale reaches at least so far: a thousandth must not fill the page
STEP = 0.05


@dataclass(frozen=True, slots=True)
class Scale:
    """From -reach to reach, zero in the middle."""

    reach: float

    @classmethod
    def of(cls, rows: Iterable[Contrast]) -> "Scale":
        """The scale on which every interval and every margin has room.

        >>> Scale.of([]).reach
        0.05
        """
        ends = [LEAST]
        for row in rows:
            ends += [row.margin * 1.25, abs(row.difference or 0.0)]
            ends += [abs(row.interval.low), abs(row.interval.high)] if row.interval else []
        return cls(round(ceil(round(max(ends) / STEP, 6)) * STEP, 6))

    def at(self, value: float) -> str:
        """Where a value lies, in percent of the width.

        >>> Scale(0.2).at(-0.2), Scale(0.2).at(0.1)
        ('2.00%', '74.00%')
        """
        return f"{50 + 48 * value / self.reach:.2f}%"

    def axis(self) -> str:
        """The ends of the scale and its middle."""
        ends = (signed(value) for value in (-self.reach, 0.0, self.reach))
        return '<span class="axis">' + "".join(f"<i>{end}</i>" for end in ends) + "</span>"


def drawn(row: Contrast, scale: Scale) -> str:
    """One scorer: the band in which a difference means nothing, the interval, the difference."""
    if row.difference is None:
        return ""
    low, high = scale.at(-row.margin), scale.at(row.margin)
    width = f"{float(high[:-1]) - float(low[:-1]):.2f}%"
    shapes = [
        f'<rect class="band" x="{low}" y="0" width="{width}" height="24"/>',
        '<line class="zero" x1="50%" x2="50%" y1="0" y2="24"/>',
    ]
    label = f"差 {signed(row.difference, 3)}"
    if row.interval:
        ends = scale.at(row.interval.low), scale.at(row.interval.high)
        shapes += [f'<line x1="{ends[0]}" x2="{ends[1]}" y1="12" y2="12"/>']
        shapes += [f'<line x1="{end}" x2="{end}" y1="8" y2="16"/>' for end in ends]
        label += f"，区间 {signed(row.interval.low, 3)} 到 {signed(row.interval.high, 3)}"
    shapes.append(f'<circle cx="{scale.at(row.difference)}" cy="12" r="4.5"/>')
    return f'<svg role="img" aria-label="{label}" height="24">{"".join(shapes)}</svg>'
