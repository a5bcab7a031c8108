"""The parts of a report in any text: sections by role, points, shortcomings and measures."""

from drafter.structure.enumeration import Marker, enumeration, lead, markers, points
from drafter.structure.parsing import parse

__all__ = ["Marker", "enumeration", "lead", "markers", "parse", "points"]
