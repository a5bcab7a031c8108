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
    """A run or a comparison as JSON: UTF-8, keys in a fixed order; `kind` tells which."""
    kind = "run" if isinstance(result, Run) else "comparison"
    tree = {"schema": SCHEMA, "kind": kind, **asdict(result)}
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def load(data: bytes) -> Result:
    """The run or the comparison that was rendered.

    Raises:
        ValueError, TypeError, LookupError: it is no such report.
    """
    tree: dict[str, Any] = json.loads(data)
    schema, kind = tree.pop("schema"), tree.pop("kind")
    if schema != SCHEMA:
        raise ValueError(f"schema {schema}, not {SCHEMA}")
    return _run(tree) if kind == "run" else _compared(tree)


def _run(tree: dict[str, Any]) -> Run:
    return Run(**{**tree, "rows": tuple(rows.load(json.dumps(row)) for row in tree["rows"])})


def _compared(tree: dict[str, Any]) -> Compared:
    isolated = tree["isolated"]
    changed = {
        "a": _run(tree["a"]),
        "b": _run(tree["b"]),
        "whole": _comparison(tree["whole"]),
        "isolated": _comparison(isolated) if isolated else None,
    }
    return Compared(**{**tree, **changed})


def _comparison(tree: dict[str, Any]) -> Comparison:
    changed = {
        "overall": Verdict(tree["overall"]),
        "rows": tuple(map(_contrast, tree["rows"])),
        "repeats": Repeats(**tree["repeats"]),
        "reason": Reason(tree["reason"]),
    }
    return Comparison(**{**tree, **changed})


def _contrast(tree: dict[str, Any]) -> Contrast:
    interval, needed = tree["interval"], tree["needed"]
    changed = {
        "kind": ScorerKind(tree["kind"]),
        "verdict": Verdict(tree["verdict"]),
        "repeats": Repeats(**tree["repeats"]),
        "left_out": tuple(tree["left_out"]),
        "interval": Interval(**interval) if interval else None,
        "needed": Needed(**needed) if needed else None,
    }
    return Contrast(**{**tree, **changed})


JSON = RunReporter("json", ".json", render)
