"""The parts of a report in any text: sections by role, points, shortcomings and measures."""

from drafter.document.parsing.counting import counting
from drafter.document.parsing.enumeration import Marker, enumeration, lead, markers, opens, points
from drafter.document.parsing.parser import parse

__all__ = ["Marker", "counting", "enumeration", "lead", "markers", "opens", "parse", "points"]
