"""What findings cost a score, how far a figure lies from a band, and how it is said."""

import re
from collections.abc import Collection, Iterable, Mapping

from drafter.document import Finding, ParagraphKind, Report, Severity
from drafter.document.once import once
from drafter.document.views import ProseSentence
from drafter.rules import Concern, concerning
from drafter.text import HAN, PROPOSES, shorten, strip_end, tight
from evals.outcome import Outcome

LEFT = 0.9  # of a score after one error: the length of the text does not dilute it
WEIGHT = {Severity.ERROR: 1.0, Severity.WARNING: 0.5, Severity.SUGGESTION: 0.25}
WIDTH = (0.5, 1.5)  # of a figure of one document, within which another one is like it
SHOWN = 3  # examples in a reason
WIDE = 20  # characters of each
_PROPOSED = re.compile(f"(?:[{HAN}]是)?{PROPOSES}")


def found(outcome: Outcome, *concerns: Concern) -> tuple[Finding, ...]:
    """The findings of the rules of these concerns."""
    rules = concerning(*concerns)
    return tuple(finding for finding in outcome.findings if finding.rule in rules)


def left(findings: Iterable[Finding]) -> float:
    """What findings leave of a score: an error takes a tenth, a warning half as much."""
    return left_by(weighed(findings))


def weighed(findings: Iterable[Finding]) -> float:
    """How many errors findings come to."""
    return sum(WEIGHT[finding.severity] for finding in findings)


def added(outcome: Outcome, *concerns: Concern) -> tuple[Finding, ...]:
    """What rules of these concerns say of words that are not the author's own.

    Who writes a sheet up may not make a date or a base up that it does not give: what stands in
    a fact word for word is no fault of the text.
    """
    given = _given(outcome.report)
    found_in = found(outcome, *concerns)
    return tuple(each for each in found_in if (strip_end(tight(each.text)) or "\n") not in given)


@once
def _given(report: Report) -> str:
    return "\0".join(tight(fact.text) for fact in report.facts or ())


def charged(
    outcome: Outcome,
    kinds: Mapping[str, tuple[str, tuple[Concern, ...]]],
    given: Collection[str] = (),
) -> tuple[float, str, dict[str, float]]:
    """What findings of several kinds leave, multiplied; what was found; what each kind left.

    Args:
        outcome: what was found in.
        kinds: what the kind is called for people, and the concerns of its rules, by name.
        given: those kinds where the author's own words cost nothing.
    """
    value, reasons, parts = 1.0, [], {}
    for name, (why, concerns) in kinds.items():
        flaws = (added if name in given else found)(outcome, *concerns)
        parts[name] = left(flaws)
        value *= parts[name]
        reasons += [f"{why}：{several(each.text for each in flaws)}"] if flaws else []
    return value, "；".join(reasons), parts


def left_by(faults: float) -> float:
    """What so many faults leave of a score.

    >>> left_by(0), left_by(1), round(left_by(10), 2)
    (1.0, 0.9, 0.35)
    """
    return float(LEFT**faults)


def band(value: float, low: float, high: float) -> float:
    """1 inside the band; outside, how near the value comes to its edge, as a ratio.

    >>> band(50, 40, 70), band(20, 40, 70), band(140, 40, 70)
    (1.0, 0.5, 0.5)
    """
    if value < low:
        return max(value, 0.0) / low
    return high / value if value > high else 1.0


def like(value: float, model: float) -> float:
    """How much a figure is like that of a model text: a single one, so the band is wide.

    >>> like(8, 10), like(2, 10)
    (1.0, 0.4)
    """
    return band(value, WIDTH[0] * model, WIDTH[1] * model)


def several(words: Iterable[str]) -> str:
    """The first few, and how many there are.

    >>> several(["甲", "乙"]), several("甲乙丙丁")
    ('“甲”“乙”', '“甲”“乙”“丙”等4处')
    """
    quotes = [" ".join(word.split()) for word in words]
    cut = [shorten(word, WIDE) for word in quotes[:SHOWN]]
    more = f"等{len(quotes)}处" if len(quotes) > SHOWN else ""
    return "".join(f"“{word}”" for word in cut) + more


def proposes(sentence: ProseSentence) -> bool:
    """Whether a sentence proposes a measure to the author; `measures` judges what it is worth."""
    return sentence.kind is ParagraphKind.MEASURES and bool(_PROPOSED.match(sentence.text))
