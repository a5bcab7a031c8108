"""Sessions that a test leaves open are closed after it."""

import pytest

from tests.session.talking import OPEN


@pytest.fixture(autouse=True)
def closed():
    """Whatever was opened."""
    yield
    while OPEN:
        OPEN.pop().close()
