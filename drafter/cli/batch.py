"""What the commands on whole folders share: limits, progress, the few lines at the end."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from drafter import exporters, models
from drafter import settings as configuration
from drafter.cli import DONE, FOUND, INTERRUPTED, whole
from drafter.cli.models import ready
from drafter.errors import BadInput, Unwritable
from drafter.settings import Settings

if TYPE_CHECKING:  # 0.3 s to import: only when there is work
    from drafter.batch.inputs import FolderContents
    from drafter.batch.order import BatchOrder
    from drafter.batch.plan import WorkPlan
    from drafter.batch.record import DocumentRecord
    from drafter.batch.run import BatchResult, Elsewhere
    from drafter.chain.chain import Chain
    from drafter.console.counting import Counting

WORD = ".docx"
LOCAL, RAY = "local", "ray"
WHY = {"input": "读不了", "output": "写不了", "model": "模型", "bug": "程序出错"}
ATTEMPTS = 10  # at one answer: of 600 questions, a quarter of all calls failing, 4 would lose two
MOST_PATIENCE = 7 * 24 * 3600  # seconds


def add_limits(parser: argparse.ArgumentParser) -> None:
    """Options that say how fast and how far; none of them shapes a result."""
    add = parser.add_argument_group("整个文件夹").add_argument
    add(
        "--concurrency",
        metavar="数",
        type=whole(1, 4096),
        default=0,
        help="同时问模型几次，默认看模型",
    )
    add("--rpm", metavar="数", type=whole(1), default=0, help="每分钟最多问几次")
    add("--tpm", metavar="数", type=whole(1), default=0, help="每分钟最多用多少词元")
    add("--max-calls", metavar="次", type=whole(1), default=0, help="最多问模型几次，到了就停")
    add("--max-cost", metavar="钱", type=money, default=0.0, help="费用上限，按 [price] 算")
    add("--patience", metavar="秒", type=whole(1, MOST_PATIENCE), default=0,
        help="模型服务多久没有回答就停，默认 600")  # fmt: skip
    add("--engine", metavar="引擎", choices=(LOCAL, RAY), default=LOCAL,
        help="在哪里做：local 本进程（默认），ray 一个 Ray 集群")  # fmt: skip
    add("--address", metavar="地址", default=LOCAL,
        help="哪个 Ray 集群：local 在本机起一个（默认），auto 找已有的，或 主机:端口")  # fmt: skip


def add_formats(parser: argparse.ArgumentParser) -> None:
    """Which files are written for each document."""
    parser.add_argument("--format", metavar="格式", action="append", default=[],
        help="文件夹里每份写成什么，可多次：docx（默认）、txt、html、json")  # fmt: skip


def require_folder(options: argparse.Namespace) -> None:
    """Refuse for one document what only a folder has.

    Raises:
        BadInput: such an option is said.
    """
    is_said = {
        "--format": bool(options.format),
        "--engine": options.engine != LOCAL,
        "--address": options.address != LOCAL,
    }
    if told := "、".join(name for name, is_there in is_said.items() if is_there):
        hint = "去掉它；一份写成什么格式，看 -o 的扩展名"
        raise BadInput(f"{told} 只能用于整个文件夹", hint=hint)


def formats(options: argparse.Namespace) -> tuple[str, ...]:
    """The endings of the files that are wanted.

    Raises:
        UnknownName: no format is called so.
    """
    wanted = [f".{name.removeprefix('.').lower()}" for name in options.format] or [".docx"]
    return tuple(sorted({exporters.exporter_for(suffix).suffix for suffix in wanted}))


def target(options: argparse.Namespace) -> Path:
    """The one output folder.

    Raises:
        BadInput: none, several, or a file.
    """
    paths = options.output if isinstance(options.output, list) else [options.output]
    if len(paths) != 1 or paths[0] is None:
        raise BadInput("整个文件夹要有一个输出文件夹", hint="例如 -o out/")
    path = Path(paths[0])
    if path.exists() and not path.is_dir():
        raise BadInput(f"{path} 是文件，不是文件夹", hint="-o 后面写一个文件夹")
    return path


def money(typed: str) -> float:
    """A type of option: an amount above nothing."""
    try:
        amount = float(typed)
    except ValueError:
        amount = 0.0
    if not 0 < amount < float("inf"):
        raise argparse.ArgumentTypeError(f"应为大于 0 的数，不能是“{typed}”")
    return amount


def limited(options: argparse.Namespace) -> Settings:
    """The settings with the budget and the slots of the command line, as far as it has them.

    Raises:
        BadInput: a cost without a price.
    """
    settings = configuration.read()
    told = {"max_tokens": 0, "max_calls": 0, "max_cost": 0.0, "concurrency": 0, **vars(options)}
    if told["max_cost"] and not (settings.price.prompt or settings.price.completion):
        raise BadInput(
            f"没有单价，算不出 {told['max_cost']:g} 够不够",
            hint="在 drafter.toml 里写 [price] prompt、completion、as_of",
        )
    budget = replace(
        settings.budget,
        tokens=told["max_tokens"] or settings.budget.tokens,
        calls=told["max_calls"] or settings.budget.calls,
        cost=told["max_cost"] or settings.budget.cost,
    )
    return replace(settings, budget=budget, slots=told["concurrency"] or settings.slots)


def work(
    order: "BatchOrder",
    options: argparse.Namespace,
    *,
    only_failed: bool = False,
    explains: bool = False,
) -> int:
    """Carry an order out, tell how it went.

    Args:
        order: what is to be done.
        options: the limits.
        only_failed: leave what has a result.
        explains: list the model's sentences that were not used, document by document.
    """
    import asyncio

    settings = limited(options)
    settings = replace(settings, attempts=max(settings.attempts, ATTEMPTS))
    asked = chain(order.model, settings, options)
    begin = _beginning(order, settings) if order.job.name == "draft" else None
    with _Watch(asked, begin, quiet=options.quiet) as watch:
        elsewhere = _cluster(order, settings, options, watch.say) if options.engine == RAY else None
        ways = {"only_failed": only_failed, "may_force": options.force}
        outcome = asyncio.run(_run(order, asked, watch, elsewhere, ways))
    if order.job.name == "draft" and order.is_indexed:
        _remember(outcome, order.target, settings.cache_folder)
    if not options.quiet:
        tell(outcome, order, asked)
    if explains:
        explain(outcome)
    if outcome.is_ended:
        return INTERRUPTED
    return FOUND if outcome.closed or any(row.is_exception for row in outcome.rows) else DONE


def _beginning(order: "BatchOrder", settings: Settings) -> "Callable[[DocumentRecord], None]":
    """Begins the rounds of each report as its Word file arrives, whoever made it."""
    from drafter.exporters.provenance import Damaged
    from drafter.revision.rounds import Rounds

    rounds, told = Rounds(settings.data_folder), set[str]()

    def begin(row: "DocumentRecord") -> None:
        if WORD not in row.files or told:
            return
        try:
            rounds.begin_file((order.target / f"{row.stem}{WORD}").read_bytes())
        except (OSError, BadZipFile, Damaged):
            return  # moved or changed since
        except BadInput as error:  # said once; drafts need it not
            told.add(str(error))
            sys.stderr.write(f"drafter：{error}\n")

    return begin


def _remember(outcome: "BatchResult", target: Path, index: Path) -> None:
    """Later drafts are compared with this run's; here, wherever they were made."""
    from drafter.checking.comparison import keep_files

    fresh = {path for task in outcome.plan.tasks for path in task.paths}
    rows = [row for row in outcome.rows if row.path in fresh and WORD in row.files]
    if not rows:
        return
    try:
        keep_files([target / f"{row.stem}{WORD}" for row in rows], index)
    except Unwritable as error:
        sys.stderr.write(f"drafter：这些成稿没有记下：{error}\n")


async def _run(
    order: "BatchOrder",
    chain: "Chain | None",
    watch: "_Watch",
    elsewhere: "Elsewhere | None",
    ways: dict[str, bool],
) -> "BatchResult":
    from drafter.batch.engine import Ending
    from drafter.batch.interrupt import interruptible
    from drafter.batch.run import run

    ending = Ending()
    try:
        with interruptible(ending, watch.say):
            return await run(order, chain, watch, ending, elsewhere=elsewhere, **ways)
    finally:
        if chain:
            await chain.close()


def _cluster(
    order: "BatchOrder",
    settings: Settings,
    options: argparse.Namespace,
    tell: Callable[[str], None],
) -> "Elsewhere":
    """Ray, to do the work there."""
    from drafter.batch.ray import Cluster
    from drafter.chain.open import ChainSpec
    from drafter.chain.rate_limit import RateLimits

    limits = RateLimits(options.rpm, options.tpm, _patience(order.model, settings, options))
    opening = ChainSpec(order.model, settings, limits, is_fresh=getattr(options, "fresh", False))
    return Cluster(options.address, opening, tell)


def chain(
    spec: str, settings: Settings, options: argparse.Namespace, *, is_single: bool = False
) -> "Chain | None":
    """The model to ask; None when the facts' own words are to do.

    Args:
        spec: as the user named it.
        settings: with the budget.
        options: the limits.
        is_single: for one document, which is not worth waiting for a service that is down.
    """
    if models.is_none(spec, settings):
        return None
    from drafter.chain.open import open_chain
    from drafter.chain.rate_limit import RateLimits

    ready(spec or None, settings, quiet=options.quiet)
    is_limited = not is_single or options.rpm or options.tpm or options.patience
    limits = RateLimits(options.rpm, options.tpm, _patience(spec, settings, options))
    is_fresh = getattr(options, "fresh", False)
    return open_chain(spec, settings, limits=limits if is_limited else None, is_fresh=is_fresh)


def _patience(spec: str, settings: Settings, options: argparse.Namespace) -> float:
    """Seconds without an answer that are borne: where none are named, what one answer may take."""
    from drafter.chain.rate_limit import PATIENCE
    from drafter.models.local import TIMEOUT

    is_local = (spec or settings.model or models.DEFAULT).startswith(models.DEFAULT)
    longest = settings.timeout or (TIMEOUT if is_local else 0.0)
    return float(options.patience or max(PATIENCE, longest))


class _Watch(ExitStack):
    """Shows progress, from when it is known how much there is to do."""

    def __init__(
        self,
        chain: "Chain | None",
        begin: "Callable[[DocumentRecord], None] | None" = None,
        *,
        quiet: bool,
    ) -> None:
        """`begin`: what is done with each row that is kept."""
        super().__init__()
        self._begin = begin
        self._spend = chain.spend if chain else None
        self._quiet = quiet
        self._shown: Counting | None = None

    def begin(self, plan: "WorkPlan", found: "FolderContents") -> None:
        from drafter.console.counting import Counting

        for path, why in found.left:
            self.say(f"{path}：{why}")
        for path in found.closed:
            self.say(f"{path}：文件夹读不了，里面的没有做")
        if plan.files:
            self._shown = Counting("批处理", plan.files, self._spend, quiet=self._quiet)
            self.enter_context(self._shown)

    def row(self, row: "DocumentRecord") -> None:
        if self._begin is not None:
            self._begin(row)
        if self._shown is not None:
            self._shown.count(_printable(row.reason), _printable(row.path))

    def say(self, line: str) -> None:
        if not self._quiet:
            sys.stderr.write(f"{_printable(line)}\n")
            sys.stderr.flush()


def _printable(text: str) -> str:
    """A name may be no Unicode, or hold what moves the cursor."""
    decoded = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(each if each.isprintable() else "\ufffd" for each in decoded)


def tell(outcome: "BatchResult", order: "BatchOrder", chain: "Chain | None") -> None:
    """A few lines on standard error."""
    lines = summed_up(outcome, order, chain)
    sys.stderr.writelines(f"{line}\n" for line in lines)


def explain(outcome: "BatchResult") -> None:
    """The refused sentences of every document, on standard error."""
    from drafter.console.summary import refusals

    for row in outcome.rows:
        lines = [_printable(f"{row.path}："), *map(_printable, refusals(row.tally.refused))]
        sys.stderr.writelines(f"{line}\n" for line in lines)


def _needing_nothing(plan: "WorkPlan") -> str:
    """Why none of a folder's documents is made in this run."""
    told = [f"{plan.done} 份以前都做完了"] if plan.done else []
    told += [f"{plan.hopeless} 份以前失败，文件没有改过"] if plan.hopeless else []
    return "，".join(told) or "没有失败的"


def summed_up(outcome: "BatchResult", order: "BatchOrder", chain: "Chain | None") -> list[str]:
    """What was done, what a person has to look at, what it took."""
    plan, rows, target = outcome.plan, outcome.rows, order.target
    verdicts = Counter(row.verdict for row in rows)
    failed = Counter(WHY[row.why] for row in rows if row.why)
    lines = []
    if not plan.files:
        lines.append(f"没有要做的：{_needing_nothing(plan)}")
    counts = "，".join(f"{name} {count} 份" for name, count in sorted(verdicts.items()))
    lines.append(f"共 {len(rows)} 份：{counts}" if rows else "一份也没有做完")
    if outcome.closed:
        lines.append(f"读不了的文件夹 {len(outcome.closed)} 个：{'、'.join(outcome.closed)}")
    if failed:
        why = "，".join(f"{name} {count} 份" for name, count in failed.most_common())
        lines.append(f"失败的原因：{why}；drafter retry {target} 再试一次")
    if chain and plan.files:
        spend = chain.spend
        cost = f"；费用 {spend.price.told(spend.cost)}" if spend.cost else ""
        lines.append(
            f"模型 {spend.calls} 次，用过的回答 {spend.cached} 次；"
            f"词元 {spend.usage.prompt}+{spend.usage.completion}{cost}"
        )
    if any(row.is_exception for row in rows):
        lines.append(f"需要人看的在 {outcome.exceptions}；逐份看：drafter review {target}")
    if order.is_indexed and getattr(order.job, "bare", False):
        lines.append("不带要点的成稿没有记下，以后的稿子不和它们比")
    lines.append(f"汇总在 {outcome.summary}")
    if outcome.is_ended:
        lines.append("已停止，做完的都已保存，再运行会接着做")
    return lines
