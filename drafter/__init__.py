"""Bullet facts to formal Chinese performance reports, with nothing lost and nothing invented."""

__version__ = "0.1.0"
