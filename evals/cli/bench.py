"""What the verbs of `eval` share: which cases, which model, how much may be spent."""

import argparse
import re
from dataclasses import dataclass
from pathlib import Path

from drafter import models
from drafter.chain.chain import Chain
from drafter.chain.open import chain_to
from drafter.cli import batch, whole
from drafter.cli.models import ready
from drafter.errors import BadInput
from drafter.models import Model
from drafter.settings import Settings
from evals import case as cases
from evals.case import Case

FOLDER = "evals"  # of runs, in the cache


@dataclass(frozen=True)
class Bench:
    """Everything that a run stands on."""

    cases: tuple[Case, ...]
    repeats: int
    settings: Settings
    chain: Chain

    @property
    def model(self) -> Model:
        """The model that writes."""
        return self.chain.model

    @property
    def root(self) -> Path:
        """Where runs are kept."""
        return root(self.settings)


def root(settings: Settings) -> Path:
    """Where runs are kept."""
    return settings.cache_folder / FOLDER


def add(parser: argparse.ArgumentParser) -> None:
    """Options of every verb that looks at cases through a model."""
    option = parser.add_argument
    option("--cases", metavar="名称", nargs="+", action="extend", default=[],
           help="案例（文件夹名），默认 all；几个用空格或逗号隔开")  # fmt: skip
    option("--folder", metavar="目录", type=Path, help="案例所在目录，默认用自带的 seeds")
    option("--repeats", metavar="次", type=whole(1, 100), default=1,
           help="每个案例写几遍；重复取平均，不当作更多案例")  # fmt: skip
    option("--model", metavar="模型", help="local、openai:名称、replay:文件…，同 draft")


def add_spending(parser: argparse.ArgumentParser) -> None:
    """Options of the verbs that may pay."""
    option = parser.add_argument
    option("--max-calls", metavar="次", type=whole(1), default=0, help="最多问模型几次")
    option("--max-tokens", metavar="数", type=whole(1), default=0, help="词元上限")
    option(
        "--max-cost", metavar="钱", type=batch.money, default=0.0, help="费用上限，按 [price] 算"
    )
    option("--fresh", action="store_true", help="不用存过的回答，重新问")
    option("--watch", action=argparse.BooleanOptionalAction, default=True,
           help="显示进度；不是终端时只隔一会儿写一行")  # fmt: skip
    option("-q", "--quiet", action="store_true", help="不显示进度")


def bench(options: argparse.Namespace, *, is_asked: bool = True) -> Bench:
    """The bench that the options describe; `is_asked`: the model will be, so make it ready."""
    settings = batch.limited(options)
    names = [name for typed in options.cases for name in re.split("[,，、]", typed) if name]
    chosen = cases.choose(names or (cases.ALL,), options.folder)
    if models.is_none(options.model, settings):
        raise BadInput("评测提示词要有模型", hint="例如 --model local 或 --model openai:名称")
    if is_asked:
        ready(options.model, settings, quiet=options.quiet)
    model = models.resolve(options.model, settings)
    chain = chain_to(model, settings, is_fresh=getattr(options, "fresh", False))
    return Bench(chosen, options.repeats, settings, chain)
