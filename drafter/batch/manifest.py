"""What made the results in a folder: results of other settings are never mixed with them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drafter import __version__, files
from drafter.batch.job import Job, Setting
from drafter.errors import BadInput

FILE = "manifest.json"
LONG = 60  # characters of a value that are told


def of(job: Job[Any], model: Mapping[str, Setting]) -> dict[str, Setting]:
    """Everything that shapes a result besides the document: job, model, prompts, program."""
    return {"版本": __version__, "命令": job.name, **model, **job.settings}


def keep(folder: Path, settings: Mapping[str, Setting]) -> None:
    """Write down what this folder's results are made with, or find that it is the same.

    Raises:
        BadInput: they were made with other settings; it says which.
    """
    path = folder / FILE
    if not path.exists():
        text = json.dumps(settings, ensure_ascii=False, indent=2, sort_keys=True)
        files.write(f"{text}\n".encode(), path)
        return
    other = _read(path)
    differing = [
        f"{name}（原来 {_told(other.get(name))}，现在 {_told(settings.get(name))}）"
        for name in sorted({*other, *settings})
        if other.get(name) != settings.get(name)
    ]
    if differing:
        raise BadInput(
            f"{folder.parent} 里的结果是用别的设置做的：{'；'.join(differing)}",
            hint="换一个输出文件夹，或者用回原来的设置",
        )


def _read(path: Path) -> dict[str, Any]:
    try:
        saved = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"{path} 坏了", hint="换一个输出文件夹") from error
    if not isinstance(saved, dict):
        raise BadInput(f"{path} 坏了", hint="换一个输出文件夹")
    return saved


def _told(value: Setting) -> str:
    """A value as people read it.

    >>> _told(None), _told(["docx", "html"]), _told({"frames": "1"}), _told(False)
    ('无', 'docx、html', 'frames=1', '否')
    """
    match value:
        case None | "":
            return "无"
        case bool():
            return "是" if value else "否"
        case list():
            words = "、".join(value)
        case dict():
            words = "、".join(f"{name}={each}" for name, each in sorted(value.items()))
        case _:
            words = str(value)
    return words if len(words) <= LONG else f"{words[:LONG]}…"
