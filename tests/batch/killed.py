"""A run in a process of its own, to be killed."""

import asyncio
import os
from pathlib import Path

from drafter.batch.engine import Ending
from drafter.batch.order import BatchOrder
from drafter.batch.run import run
from drafter.chain.cache import Store
from drafter.chain.chain import Chain
from tests.batch.jobs import Asking, Oracle, Watcher


class Logged(Oracle):
    """Writes down every question before it answers."""

    def __init__(self, log):
        super().__init__(latency=0.002)
        self.log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    async def answer(self, request, on_text=None):
        """The right answer."""
        os.write(self.log, (request.user.replace("\n", " ") + "\n").encode())
        return await super().answer(request, on_text)


def main(source, target, cache):
    """Until it is done or killed."""
    chain = Chain(Logged(Path(cache) / "log"), store=Store(Path(cache)))
    order = BatchOrder(Asking(), Path(source), Path(target))
    asyncio.run(run(order, chain, Watcher(), Ending(), processes=0))
