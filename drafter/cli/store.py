"""drafter store: the answers that were paid for, and how to be rid of old ones."""

import argparse
import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from drafter import settings
from drafter.chain.cache import Size, Store
from drafter.cli import DONE, Command, Group
from drafter.errors import BadInput

if TYPE_CHECKING:
    from drafter.alike.earlier import Kept

EXAMPLES = """例：
  drafter store size
  drafter store prune --older-than 90d          90 天以前的回答不再留
  drafter store prune --max-size 500MB          只留最近的 500 MB
  drafter store forget                          忘掉以前成稿的索引
"""
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
BYTES = {"B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
_QUANTITY = re.compile(r"(\d{1,9}(?:\.\d{1,6})?) ?([A-Za-z]+)")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verbs of `store`."""
    verbs = parser.add_subparsers(title="动作", metavar="动作", required=True, dest="verb")
    size = verbs.add_parser("size", help="存了多少回答，占多大，在哪里")
    size.add_argument("--json", action="store_true", help="作为 JSON 打印")
    prune = verbs.add_parser(
        "prune", help="删去旧的回答；同样的问题以后要重新问，收费的服务再收一次"
    )
    prune.add_argument("--older-than", type=age, metavar="时长", help="删去比这更早的，如 90d、12h")
    prune.add_argument("--max-size", type=volume, metavar="大小", help="只留最近的这么多，如 500MB")
    verbs.add_parser("forget", help="忘掉 draft、alike 拿来比的以前成稿的索引；回答不动")


def run(options: argparse.Namespace) -> int:
    """Do what the verb says."""
    if options.verb == "prune" and options.older_than is None and options.max_size is None:
        raise BadInput("没有说删哪些回答", hint="用 --older-than 90d 或 --max-size 500MB")
    from drafter.alike import earlier  # 60 ms, not for --help

    folder = settings.read().cache_folder
    if options.verb == "forget":
        print(f"忘掉了以前的成稿 {earlier.forget(folder)} 份")  # noqa: T201
        return DONE
    store = Store(folder)
    try:
        if options.verb == "size":
            _size(store, earlier.size(folder), as_json=options.json)
        else:
            count = store.prune(older_than=options.older_than, max_bytes=options.max_size)
            print(f"删去 {count} 个回答，还有 {_told(store.size())}")  # noqa: T201
    finally:
        store.close()
    return DONE


def age(typed: str) -> float:
    """The seconds of a length of time: 90d.

    >>> age("90d"), age("1.5h")
    (7776000.0, 5400.0)
    """
    return _quantity(typed, SECONDS, "时长应是数加单位 s、m、h、d、w，如 90d")


def volume(typed: str) -> int:
    """The bytes of a size: 500MB.

    >>> volume("500MB"), volume("1.5 kb")
    (500000000, 1500)
    """
    return int(_quantity(typed, BYTES, "大小应是数加单位 B、KB、MB、GB、TB，如 500MB"))


def _quantity(typed: str, units: dict[str, int], wanted: str) -> float:
    """A number with a unit, in whatever case it is written."""
    found = _QUANTITY.fullmatch(typed.strip())
    scale = {unit.lower(): size for unit, size in units.items()}
    if not found or found[2].lower() not in scale:
        raise argparse.ArgumentTypeError(f"{wanted}，不能是“{typed}”")
    return float(found[1]) * scale[found[2].lower()]


def _size(store: Store, kept: "Kept", *, as_json: bool) -> None:
    size = store.size()
    if as_json:
        tree = {**asdict(size), "path": str(store.path), "drafts": asdict(kept)}
        print(json.dumps(tree, ensure_ascii=False, indent=2))  # noqa: T201
        return
    print(f"{_told(size)}\n{store.path}")  # noqa: T201
    if kept.drafts:
        print(f"以前成稿的索引：{kept.drafts} 份，{_volume(kept.bytes)}\n{kept.path}")  # noqa: T201


def _told(size: Size) -> str:
    """A size as people read it.

    >>> _told(Size(3, 20_480)), _told(Size(0, 999))
    ('3 个回答，20.5 KB', '0 个回答，999 B')
    """
    return f"{size.answers} 个回答，{_volume(size.bytes)}"


def _volume(bytes_: int) -> str:
    unit = next((unit for unit in reversed(BYTES) if BYTES[unit] <= bytes_), "B")
    shown = bytes_ if unit == "B" else f"{bytes_ / BYTES[unit]:.1f}"
    return f"{shown} {unit}"


command = Command(
    "store", "存下的模型回答：占多大，删旧的", configure, run, EXAMPLES, group=Group.MODELS
)
