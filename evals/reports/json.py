"""JSON for programs: everything that is known of a run or a comparison, and back again."""

import json
from dataclasses import asdict
from typing import Any

from evals import row as rows
from evals.power import Needed
from evals.reports.reporter import Result, RunReporter
from evals.results import Compared, Run
from evals.scorers import ScorerKind
from evals.stats import Comparison, Contrast, Interval, Reason, Repeats, Verdict

SCHEMA = 1  # raised when a key goes or changes its meaning


def render(result: Result) -> bytes:
    """UTF-8, keys in a fixed order; `kind` tells a run from a comparison."""
    kind = "run" if isinstance(result, Run) else "comparison"
    told = {"schema": SCHEMA, "kind": kind, **asdict(result)}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def load(data: bytes) -> Result:
    """What was rendered.

    Raises:
        ValueError, TypeError, LookupError: it is no such report.
    """
    told: dict[str, Any] = json.loads(data)
    schema, kind = told.pop("schema"), told.pop("kind")
    if schema != SCHEMA:
        raise ValueError(f"schema {schema}, not {SCHEMA}")
    return _run(told) if kind == "run" else _compared(told)


def _run(told: dict[str, Any]) -> Run:
    return Run(**{**told, "rows": tuple(rows.load(json.dumps(row)) for row in told["rows"])})


def _compared(told: dict[str, Any]) -> Compared:
    isolated = told["isolated"]
    changed = {
        "a": _run(told["a"]),
        "b": _run(told["b"]),
        "whole": _comparison(told["whole"]),
        "isolated": _comparison(isolated) if isolated else None,
    }
    return Compared(**{**told, **changed})


def _comparison(told: dict[str, Any]) -> Comparison:
    changed = {
        "overall": Verdict(told["overall"]),
        "rows": tuple(map(_contrast, told["rows"])),
        "repeats": Repeats(**told["repeats"]),
        "reason": Reason(told["reason"]),
    }
    return Comparison(**{**told, **changed})


def _contrast(told: dict[str, Any]) -> Contrast:
    interval, needed = told["interval"], told["needed"]
    changed = {
        "kind": ScorerKind(told["kind"]),
        "verdict": Verdict(told["verdict"]),
        "repeats": Repeats(**told["repeats"]),
        "left_out": tuple(told["left_out"]),
        "interval": Interval(**interval) if interval else None,
        "needed": Needed(**needed) if needed else None,
    }
    return Contrast(**{**told, **changed})


JSON = RunReporter("json", ".json", render)
