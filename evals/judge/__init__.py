"""A model as judge of two texts: on request only, calibrated, refused where it misses too much."""

from evals.judge.calibration import (
    Calibration,
    calibrate,
    fit,
    load_calibration,
    save_calibration,
)
from evals.judge.command import main
from evals.judge.pair import REPEATS, Verdict, judge

__all__ = [
    "REPEATS",
    "Calibration",
    "Verdict",
    "calibrate",
    "fit",
    "judge",
    "load_calibration",
    "main",
    "save_calibration",
]
