"""A model as judge of two texts: on request only, calibrated, refused where it misses too much."""

from evals.judge.calibration import (
    Calibration,
    calibrate,
    fit,
    load_calibration,
    refusal,
    save_calibration,
)
from evals.judge.command import main
from evals.judge.pair import REPEATS, Ruling, judge
from evals.judge.rows import Ruled, beside, judge_rows, scores

__all__ = [
    "REPEATS",
    "Calibration",
    "Ruled",
    "Ruling",
    "beside",
    "calibrate",
    "fit",
    "judge",
    "judge_rows",
    "load_calibration",
    "main",
    "refusal",
    "save_calibration",
    "scores",
]
