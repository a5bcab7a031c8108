"""The session's own thread, left at any moment."""

import threading

from drafter.console.session.worker import Worker


def test_a_worker_that_still_opens_says_that_it_is_not_stopped():
    """Whoever leaves then is not told that nothing was kept; nothing of it was kept so far."""
    begun, goes_on = threading.Event(), threading.Event()

    def open_session():
        begun.set()
        goes_on.wait()
        raise FileNotFoundError

    worker = Worker(lambda: None)
    worker.start(open_session, lambda _: None)
    begun.wait()

    assert not worker.close(0.05)
    assert worker.session is None
    goes_on.set()
    assert worker.close(60)
