"""An old report in the register, with the same facts: nothing lost, nothing invented."""

from drafter.rewriting.rewritten import Rewritten, rewrite

__all__ = ["Rewritten", "rewrite"]
