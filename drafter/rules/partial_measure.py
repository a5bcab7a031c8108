"""A measure that leaves a part of its shortcoming unanswered."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Point, Report, Severity
from drafter.document.answering import pairing, pairs_up
from drafter.document.views import FIGURE, first_clause, is_open
from drafter.pairing import Fit
from drafter.pairing.gist import gist
from drafter.rules import Concern, Level, rule
from drafter.text import any_of

CUT = re.compile(r"[^，。；：、！？\n]+")
EXAMPLE = re.compile(r"(?:比如|例如|譬如|诸如)[^。；\n]+")
CAUSE = re.compile("原因|根源|究其|主要是我|思想上|认识")  # why, not what
FAINT = 0.1  # of what a clause tells; below that the measure does not touch it


@rule("partial-measure", "措施回应不全", Severity.SUGGESTION, Level.PRACTICE, Concern.MEASURES)
def check(report: Report) -> Iterator[Flaw]:
    """不足里具体讲到的每个方面，措施都要照应到；举的例子要有具体的回应。

    反例：
        个人存在的不足：一是带队伍统筹不够。压担子多，与干部谈心不够。二是思想解放步子不大。比如给企业的优惠政策力度不大。
        改进措施：一是健全干部选拔任用制度。二是进一步解放思想，学习沿海地区经验。

    正例：
        个人存在的不足：一是带队伍统筹不够。压担子多，与干部谈心不够。
        改进措施：一是每季度与干部谈心，传帮带教。
    """
    found = pairing(report) if pairs_up(report) else None
    for pair in found.pairs if found else ():
        if pair.measure is None or pair.state is Fit.UNRELATED:
            continue
        point, measure = report.shortcomings[pair.shortcoming], report.measures[pair.measure]
        if is_open(measure):
            continue
        left = [part for part in _parts(point, report) if not _is_touched(part, measure.text)]
        if left:
            parts = "、".join(f"“{part}”" for part in left[:3])
            yield Flaw(measure.span, f"没有照应到{parts}", "补上针对这一方面的做法")


def _parts(point: Point, report: Report) -> list[str]:
    """What a shortcoming says in particular: clauses behind the lead that name a lack."""
    body = point.text[len(point.lead or first_clause(point.text)) :]
    spec = report.genre.shortcomings
    tails = any_of(spec.lead_tails)
    examples = [found[0] for found in EXAMPLE.finditer(body)]
    parts = CUT.findall(EXAMPLE.sub("", body))
    return examples + [part for part in parts if tails.search(part) and not _is_why(part)]


def _is_why(part: str) -> bool:
    """It gives a cause, or an instance with its figure, and no further lack."""
    return CAUSE.search(part) is not None or FIGURE.search(part) is not None


def _is_touched(part: str, measure: str) -> bool:
    """The measure shares words with a part; with an example, its very characters."""
    one, other = gist(part), gist(measure)
    names = one.chars if EXAMPLE.match(part) else one.features
    both = sum(one.features[name] for name in names if name in other.features)
    return both > FAINT * sum(one.features.values())
