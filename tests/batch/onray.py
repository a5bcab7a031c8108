"""A run on a cluster of its own, to be disturbed.

python -m tests.batch.onray SOURCE TARGET CACHE URL SECONDS-FOR-EACH-ROW
"""

import asyncio
import sys
import time
from pathlib import Path

from drafter.batch.engine import Ending
from drafter.batch.order import BatchOrder
from drafter.batch.ray import LOCAL, Cluster
from drafter.batch.run import run
from drafter.chain.open import ChainSpec
from drafter.chain.rate_limit import RateLimits
from drafter.settings import Settings
from tests.batch.jobs import Asking, Watcher


def opening(url, cache):
    """The model behind a test's server, with eight slots in all."""
    settings = Settings(model="openai:m", base_url=url, cache=str(cache), slots=8, attempts=8)
    return ChainSpec("", settings, RateLimits())


class Slow(Watcher):
    """Takes its time over every row."""

    def __init__(self, pause):
        super().__init__()
        self.pause = pause

    def row(self, row):  # noqa: ARG002 - a watcher's signature
        """Only then the next part is delivered."""
        time.sleep(self.pause)


def main(source, target, cache, url, pause):
    """Until it is done or killed."""
    shared = opening(url, cache)
    order = BatchOrder(Asking(), Path(source), Path(target))
    cluster = Cluster(LOCAL, shared, sys.stderr.write)
    watch = Slow(float(pause))
    asyncio.run(run(order, shared.open(), watch, Ending(), elsewhere=cluster))


if __name__ == "__main__":
    main(*sys.argv[1:])
