"""The person's own editor, on a file of its own."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from drafter.errors import BadInput

USUAL = ("nano", "vim", "vi", "notepad")
HINT = "设 VISUAL 或 EDITOR，如 EDITOR=nano；也可以直接写 /edit 新的文字"


def edited(text: str) -> str:
    """The text as it was left in the editor.

    Raises:
        BadInput: there is no editor, it failed, or what it left cannot be read. A changed text
            is then kept in a file that the message names.
    """
    command = _command()
    file, name = tempfile.mkstemp(prefix="drafter-", suffix=".txt")
    path = Path(name)
    with os.fdopen(file, "w", encoding="utf-8", newline="") as stream:
        stream.write(f"{text}\n")
    before = path.read_bytes()
    try:
        code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 - the user's own editor
    except OSError as error:
        path.unlink(missing_ok=True)
        why = f"编辑器 {command[0]} 打不开：{error.strerror}"
        raise BadInput(f"{why}；原来的文字没有动", hint=HINT) from error
    if code:
        raise BadInput(f"编辑器退出码 {code}，没有采纳；{_kept(path, before)}", hint=HINT)
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise BadInput(f"读不了编辑器留下的文件；{_kept(path, before)}", hint=str(error)) from error
    path.unlink(missing_ok=True)
    return text


def _command() -> list[str]:
    """What the person has set, else the first of the usual ones that is there."""
    for name in ("VISUAL", "EDITOR"):
        if named := os.environ.get(name, "").strip():
            try:
                return shlex.split(named, posix=sys.platform != "win32")
            except ValueError as error:
                raise BadInput(f"{name}={named} 不是一条命令", hint=HINT) from error
    found = next(filter(None, map(shutil.which, USUAL)), None)
    if not found:
        raise BadInput("没有找到编辑器", hint=HINT)
    return [found]


def _kept(path: Path, before: bytes) -> str:
    """What became of the edited text."""
    try:
        if path.read_bytes() == before:
            path.unlink()
            return "文字没有动"
    except OSError:
        return "原来的文字没有动"
    return f"改过的文字留在 {path}"
