"""What a format of reports on evaluations has to offer."""

from collections.abc import Callable
from dataclasses import dataclass

from evals.results import Compared, Run

Result = Run | Compared


@dataclass(frozen=True, slots=True)
class RunReporter:
    """One format of reports."""

    name: str  # "html"
    suffix: str  # ".html"
    render: Callable[[Result], bytes]
