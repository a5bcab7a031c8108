"""An old report in the register, with the same facts: nothing lost, nothing invented."""

from drafter.rewriting.rewrite import Rewritten, refuse_long, rewrite

__all__ = ["Rewritten", "refuse_long", "rewrite"]
