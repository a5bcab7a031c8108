"""A stream's events as openai hands them over, held to what makes them a whole answer."""

import re
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from drafter.errors import Unavailable
from drafter.models.failures import BROKEN_OFF

if TYPE_CHECKING:  # 0.6 s to import
    from openai._streaming import ServerSentEvent, SSEDecoder

_REASON = re.compile(r'"finish_reason"\s*:\s*"[^"]')


def decoder() -> "SSEDecoder":
    """Reads a stream's events; openai's own takes a sign of life after an id for an answer."""
    from openai._streaming import SSEDecoder

    class Decoder(SSEDecoder):
        """Hands over only what says something, and knows when that was all."""

        _is_begun = _has_reason = False

        def decode(self, line: str) -> "ServerSentEvent | None":
            event = super().decode(line)
            if not event or not (event.data or event.event):
                return None
            self._is_begun = True
            self._has_reason = self._has_reason or _REASON.search(event.data) is not None
            return event

        async def aiter_bytes(
            self, iterator: AsyncIterator[bytes]
        ) -> "AsyncIterator[ServerSentEvent]":
            async for event in super().aiter_bytes(iterator):
                yield event
            # Nobody reads on behind [DONE]: the bytes have ended before.
            if self._is_begun and not self._has_reason:
                raise Unavailable(BROKEN_OFF, hint="检查服务和它前面的网关有没有出错、超时")

    return Decoder()
