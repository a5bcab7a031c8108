"""drafter models: what can answer, weights to fetch, and a server of them."""

import argparse
import json
import signal
import sys
from dataclasses import asdict
from pathlib import Path

from drafter import models
from drafter import settings as configuration
from drafter.cli import DONE, Command, whole
from drafter.errors import Stopped
from drafter.models import weights
from drafter.settings import Settings

EXAMPLES = """例：
  drafter models list
  drafter models pull qwen2.5-coder-1.5b      下载内置模型，断了再运行会接着下
  drafter models serve qwen2.5-coder-1.5b     起一个兼容 OpenAI 的本机服务
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Verbs of `models`."""
    verbs = parser.add_subparsers(title="动作", metavar="动作", required=True, dest="verb")
    listed = verbs.add_parser("list", help="列出内置模型和连接方式")
    listed.add_argument("--json", action="store_true", help="作为 JSON 打印")
    for verb, told in (("pull", "下载内置模型"), ("serve", "在本机起一个兼容 OpenAI 的服务")):
        own = verbs.add_parser(verb, help=told)
        own.add_argument("name", metavar="名称", nargs="?", default="", help="默认为默认模型")
    verbs.choices["serve"].add_argument(
        "--port", type=whole(1, 65535), default=0, help="端口，默认任选"
    )


def run(options: argparse.Namespace) -> int:
    """Do what the verb says."""
    settings = configuration.read()
    match options.verb:
        case "list":
            _list(settings, as_json=options.json)
        case "pull":
            print(_pull(weights.load(options.name), settings))  # noqa: T201
        case _:
            _serve(options.name, options.port, settings)
    return DONE


def ready(spec: str | None, settings: Settings, *, quiet: bool = False) -> None:
    """Fetch the weights that `spec` needs; ask first when nobody named them.

    Raises:
        Stopped: the user does not want them.
    """
    from drafter.models.local import missing

    wanted = missing(spec or "", settings)
    if wanted is None:
        return
    if not (spec or settings.model) and sys.stdin.isatty() and not _agreed(wanted):
        raise Stopped("没有模型", hint="用 --model none 不用模型成稿，或 --model openai:名称")
    _pull(wanted, settings, quiet=quiet)


def _agreed(wanted: weights.Weights) -> bool:
    size = f"{wanted.size / 1e9:.1f} GB"
    told = f"第一次用内置模型，要下载 {wanted.name}（{size}，{wanted.licence}）。现在下载吗？[Y/n] "
    sys.stderr.write(told)
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("", "y", "yes", "是", "好")


def _pull(wanted: weights.Weights, settings: Settings, *, quiet: bool = False) -> Path:
    from drafter.console.progress import Pulling
    from drafter.models.pull import pull

    shown = Pulling(wanted.name, quiet=quiet)
    path = pull(wanted.name, into=weights.folder(settings), on_progress=shown.show)
    shown.done()
    return path


def _list(settings: Settings, *, as_json: bool) -> None:
    folder = weights.folder(settings)
    if as_json:
        rows = [
            {**asdict(each), "pulled": each.path(folder).exists()} for each in weights.catalogue()
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))  # noqa: T201
        return
    for each in weights.catalogue():
        state = "已下载" if each.path(folder).exists() else "未下载"
        print(f"local:{each.name:<22}{each.size / 1e9:.1f} GB  {state}  {each.what}")  # noqa: T201
    for provider in models.providers():
        print(f"{provider.name:<10}{provider.help}")  # noqa: T201


def _serve(name: str, port: int, settings: Settings) -> None:
    """Serve until Ctrl-C."""
    from drafter.models import local

    wanted = weights.load(name)
    path = wanted.path(weights.folder(settings))
    if not path.exists():
        _pull(wanted, settings)
    model = local.open_model(name, settings)
    server = local.start(path, model.profile, settings.cache_folder / "llama.log", port=port)
    try:
        sys.stderr.write(f"在 {server.address}/v1 服务，Ctrl-C 结束\n")
        signal.pause()
    finally:
        server.stop()


command = Command("models", "内置模型：列出、下载、服务", configure, run, EXAMPLES)
