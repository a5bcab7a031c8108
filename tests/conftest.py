"""What holds for all tests."""

import os
import signal

# A shell that starts the tests in the background has them ignore Ctrl-C, and so would every
# program that they start, to stop it.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Else every program that a test starts compiles all that it imports, a quarter of a second each.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_configure(config):
    """Live tests alone fetch weights: a gigabyte for whoever forgets to say `--model none`."""
    if config.option.markexpr != "live":
        os.environ["PIP_NO_INDEX"] = "1"
