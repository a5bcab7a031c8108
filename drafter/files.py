"""Files written whole or not at all."""

import errno
import os
import re
import secrets
from pathlib import Path

from drafter.errors import Unwritable

_REASONS = {
    errno.ENOSPC: ("磁盘空间不足", "请腾出空间，或者换一个位置保存"),
    errno.EFBIG: ("文件超过系统允许的大小", "请换一个位置保存"),
    errno.EDQUOT: ("磁盘配额已用完", "请腾出空间，或者换一个位置保存"),
    errno.EACCES: ("没有写入权限", "请换一个位置保存"),
    errno.EPERM: ("没有写入权限", "请换一个位置保存"),
    errno.EROFS: ("磁盘是只读的", "请换一个位置保存"),
    errno.ENOENT: ("没有这个文件夹", "请先建好文件夹"),
    errno.ENOTDIR: ("路径中间不是文件夹", "请检查路径"),
    errno.EISDIR: ("这是一个文件夹", "请给出文件名"),
    errno.ENAMETOOLONG: ("文件名太长", "请换一个短一些的文件名"),
}
_BESIDE = re.compile(r"\..{1,40}\.[0-9a-f]{8}\.tmp", re.DOTALL)  # what a file is called at first


def write(data: bytes, path: Path) -> None:
    """Put `data` at `path`: until the last moment what stood there stays as it was.

    A link is followed, so that its target is replaced and not the link.

    Raises:
        Unwritable: there is no room, no folder, or no right to write there.
    """
    _put(data, path, is_trial=False)


def probe(path: Path) -> None:
    """Find out now, before hours of work, whether `write` could put a file at `path`.

    Raises:
        Unwritable: as `write` would.
    """
    _put(b"", path, is_trial=True)


def sweep(folder: Path) -> None:
    """Remove what writes that were killed half-way have left in `folder` and below it.

    Whoever calls it knows that nobody writes there now.
    """
    for place, _, names in os.walk(folder):
        for name in filter(_BESIDE.fullmatch, names):
            Path(place, name).unlink(missing_ok=True)


def _put(data: bytes, path: Path, *, is_trial: bool) -> None:
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.tmp")
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        _fill(data, beside)
        if not is_trial:
            beside.replace(target)
    except OSError as error:
        what, hint = _REASONS.get(error.errno or 0, (error.strerror or str(error), ""))
        raise Unwritable(f"写不了 {path}：{what}", hint=hint or "请换一个位置保存") from error
    finally:
        if beside.exists():
            beside.unlink()


def _fill(data: bytes, path: Path) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
