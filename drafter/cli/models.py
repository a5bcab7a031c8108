"""drafter models: what can answer, weights to fetch, and a server of them."""

import argparse
import json
import sys
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from drafter import models
from drafter import settings as configuration
from drafter.chain import json_repair
from drafter.cli import DONE, Command, Group, whole
from drafter.errors import BadAnswer, ModelFailed, Stopped
from drafter.models.embedded import weights
from drafter.settings import Settings

SUM_SYSTEM = "只输出 JSON。"
SUM = '二加三等于几？按 {"sum": 数} 回答。'
RIGHT = 5
SUM_SCHEMA = {
    "type": "object",
    "properties": {"sum": {"type": "integer"}},
    "required": ["sum"],
    "additionalProperties": False,
}
YES = ("", "y", "yes", "是", "好")
EXAMPLES = """例：
  drafter models list
  drafter models pull qwen2.5-coder-1.5b      下载内置模型，断了再运行会接着下
  drafter models serve qwen2.5-coder-1.5b     起一个兼容 OpenAI 的本机服务
  drafter models test openai:名称             问两个小问题，看这个服务会什么
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verbs of `models`."""
    verbs = parser.add_subparsers(title="动作", metavar="动作", required=True, dest="verb")
    listed = verbs.add_parser("list", help="列出内置模型和连接方式")
    listed.add_argument("--json", action="store_true", help="作为 JSON 打印")
    for verb, help_text in (
        ("pull", "下载内置模型，只要一次；断了再运行会接着下"),
        ("serve", "在本机起一个兼容 OpenAI 的服务，供别的程序用"),
    ):
        own = verbs.add_parser(verb, help=help_text)
        own.add_argument(
            "name",
            metavar="名称",
            nargs="?",
            default="",
            help="哪一个，见 list；不写就是 --model local 用的那个",
        )
    tested = verbs.add_parser("test", help="问两个小问题：答不答得出、按不按格式、多快")
    tested.add_argument("name", metavar="模型", help="写法同 draft 的 --model，如 openai:名称")
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
            print(_pull(weights.load(_named(options.name)), settings))  # noqa: T201
        case "test":
            import asyncio  # 30 ms, which the help need not pay

            print("\n".join(asyncio.run(_tested(options.name, settings))))  # noqa: T201
        case _:
            _serve(options.name, options.port, settings)
    return DONE


def _named(name: str) -> str:
    """An embedded model's name as `models list` and --model write it, without what they add.

    >>> _named("local:qwen2.5-coder-0.5b"), _named("qwen2.5-coder-0.5b@bare"), _named("local")
    ('qwen2.5-coder-0.5b', 'qwen2.5-coder-0.5b', '')
    """
    plain = name.removesuffix("@bare")
    return "" if plain == "local" else plain.removeprefix("local:")


async def _tested(name: str, settings: Settings) -> list[str]:
    """What a model can, in words, from two small questions: one whole, one piece by piece."""
    ready(name, settings)
    model = models.resolve(name, settings)
    asked = models.Request("test", SUM_SYSTEM, SUM, SUM_SCHEMA, max_tokens=400, temperature=0.0)
    pieces: list[str] = []
    try:
        whole = await model.answer(asked)
        with suppress(BadAnswer):  # it takes the wish to stream and sends something else
            whole = await model.answer(replace(asked, repeat=1), pieces.append)
    finally:
        await model.close()
    lines = [f"{model.name}：答得出，{whole.seconds:.1f} 秒"]
    lines.append(f"  按给的格式答 JSON：{_formed(whole, model)}")
    lines.append(f"  逐字传回：{'会' if len(pieces) > 1 else '不会，一次传完'}")
    lines.append(f"  词元：问 {whole.usage.prompt}，答 {whole.usage.completion}")
    speed = whole.usage.completion / max(whole.seconds, 0.001)
    lines.append(f"  约每秒 {speed:.0f} 个词元，算上等待")
    kind = (
        "学过述职报告的写法：拿不准的领句请它起，替没有措施的不足拟措施，一起写时另拟说法"
        if model.profile.taught
        else "只请它把几条合成一句"
    )
    kind = "通读全部要点来排提纲、成段写" if model.profile.whole else kind
    lines.append(f"  用法：{kind}；同时问 {model.profile.slots} 次")
    return lines


def _formed(answer: models.Answer, model: models.Model) -> str:
    """Whether an answer is the JSON that was asked for, and what had to be left out to get it."""
    said = " ".join(answer.text.split())
    try:
        is_right = int(json.loads(json_repair.extract(answer.text))["sum"]) == RIGHT
    except (ValueError, LookupError, TypeError):
        if answer.is_thought or not said:
            return "不行，没有答，只有思考" if said else "不行，没有答"
        return f"不行，答的是“{said[:40]}”"
    refused = "、".join(sorted(getattr(model, "refused", ())))
    verdict = "行" if is_right else "行，但算错了"
    return f"{verdict}（它不收参数 {refused}，已不再发）" if refused else verdict


def ready(spec: str | None, settings: Settings, *, quiet: bool = False) -> None:
    """Fetch the weights that `spec` needs, if who sits at the terminal says so.

    Nothing is fetched unasked: a gigabyte is not everybody's, and where this is run
    nothing may go out of the house.

    Raises:
        ModelFailed: nobody is there to be asked.
        Stopped: the user does not want them.
    """
    from drafter.models.local import missing

    wanted = missing(spec or "", settings)
    if wanted is not None:
        _fetch(wanted, settings, quiet=quiet)


def _fetch(wanted: weights.Weights, settings: Settings, *, quiet: bool = False) -> None:
    """Ask, then fetch."""
    size = f"{wanted.size / 1e9:.1f} GB"
    other = "--model none 不用模型，--model openai:名称 用别的服务"
    if not (sys.stdin.isatty() and sys.stderr.isatty()):  # both: a question nobody sees hangs
        told = f"内置模型 {wanted.name} 还没有下载（{size}），没有人在终端里答应就不下载"
        raise ModelFailed(told, hint=f"先运行 drafter models pull {wanted.name}；或者 {other}")
    licence = f"{size}，{wanted.licence}"
    sys.stderr.write(f"内置模型 {wanted.name} 还没有下载（{licence}）。现在下载吗？[Y/n] ")
    sys.stderr.flush()
    said = sys.stdin.readline()
    if not said or said.strip().lower() not in YES:  # the end of input is no answer
        raise Stopped("没有下载模型", hint=other)
    _pull(wanted, settings, quiet=quiet)


def _pull(wanted: weights.Weights, settings: Settings, *, quiet: bool = False) -> Path:
    from drafter.console.progress import Pulling
    from drafter.models.embedded.pull import pull

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
        if each.adapter:
            note = f"写作适配器 {each.adapter_sha256[:8]}，随包附带；local:{each.name}@bare 不用它"
            print(f"{'':<28}{note}")  # noqa: T201
    for provider in models.providers():
        print(f"{provider.name:<10}{provider.help}")  # noqa: T201


def _serve(name: str, port: int, settings: Settings) -> None:
    """Serve until Ctrl-C.

    Raises:
        ModelFailed: the server ended by itself.
    """
    from drafter.models import local

    plain, log = _named(name), settings.cache_folder / "llama.log"
    wanted = weights.load(plain)
    path = wanted.path(weights.folder(settings))
    if not path.exists():
        _fetch(wanted, settings)
    bare = local.BARE if name.endswith(local.BARE) else ""
    model = local.open_model(f"{plain}{bare}", settings)
    server = local.start(path, model.profile, log, port=port, adapter=model.adapter)
    try:
        sys.stderr.write(f"在 {server.address}/v1 服务，Ctrl-C 结束\n")
        server.wait()
    finally:
        server.stop()
    raise ModelFailed("内置模型的服务自己停了", hint=f"日志在 {log}；内存不够时换小一些的模型")


command = Command(
    "models", "模型：列出、下载、服务、试问", configure, run, EXAMPLES, group=Group.MODELS
)
