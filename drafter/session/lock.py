"""A session is open in one process at a time, and says to all others in which."""

import json
import os
import socket
from pathlib import Path

from drafter.errors import BadInput
from drafter.files import FileLock


def claim(path: Path) -> FileLock:
    """Hold a session's `lock` until it is released or this process ends.

    Raises:
        BadInput: another process holds it; the message names it.
    """
    try:
        return FileLock(path, json.dumps({"pid": os.getpid(), "host": socket.gethostname()}))
    except BlockingIOError as error:
        raise BadInput(
            f"这个会话正由{_holder(path)}打开", hint="在那边退出后再来，或者另开一个会话"
        ) from error


def _holder(path: Path) -> str:
    """Who says in the file that they hold it."""
    try:
        holder = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return "另一个进程"
    return f"进程 {holder['pid']}（{holder['host']}）"
