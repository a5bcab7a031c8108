"""A job that asks and writes down what it heard: small, so that hundreds take a second."""

import asyncio
import hashlib
import json
import os
from dataclasses import dataclass, field

from drafter.batch.engine import Ending
from drafter.batch.job import Made, Tally
from drafter.batch.order import BatchOrder
from drafter.batch.run import run
from drafter.chain import prompts
from drafter.chain.chain import Chain
from drafter.errors import BadInput
from drafter.models import Answer, Profile, Usage
from drafter.settings import Settings

PROMPT = prompts.parse(
    "frames",
    1,
    '+++\npurpose = "p"\ninputs = ["fact"]\nmax_tokens = 50\n+++\n规矩\n---\n问：$fact\n',
)
SCHEMA = {"type": "object", "properties": {"答": {"type": "string"}}, "required": ["答"]}


@dataclass(frozen=True)
class Asking:
    """Two questions at once, then one that depends on their answers."""

    tone: str = ""
    brief: bool = False  # one question less
    name: str = "ask"
    suffixes: tuple = (".md", ".txt")
    endings: tuple = (".out", ".findings.json")

    @property
    def settings(self):
        """What shapes a result."""
        return {"语气": self.tone}

    def read(self, data, name):
        """The text; some files are up to no good."""
        text = data.decode()
        if "无法读" in text:
            raise BadInput(f"{name} 读不了")
        if "有缺陷" in text:
            raise IndexError("off by one")
        if "进程退出" in text:
            os._exit(7)
        return text

    async def work(self, text, chain):
        """Answers, each on its line."""
        if chain is None:
            heard = [text]
        else:
            kinds = "甲" if self.brief else "甲乙"
            heard = list(await asyncio.gather(*(ask(chain, kind + text) for kind in kinds)))
            heard.append(await ask(chain, "".join(heard)))
        told = "\n".join(heard)
        files = {".out": told.encode(), ".findings.json": json.dumps({"text": told}).encode()}
        return Made(files, Tally(facts=3, kept=3, length=len(told)))


async def ask(chain, fact):
    """One question."""
    reply = await chain.ask(
        PROMPT, {"fact": fact}, parse=lambda said: json.loads(said)["答"], step="s", schema=SCHEMA
    )
    return reply.value


def answer_to(user):
    """The one right answer to a question."""
    return hashlib.sha256(user.encode()).hexdigest()


def expected(text, *, brief=False):
    """The lines of a result that nothing went wrong with."""
    heard = [answer_to(f"问：{kind}{text}") for kind in ("甲" if brief else "甲乙")]
    return [*heard, answer_to("问：" + "".join(heard))]


@dataclass
class Oracle:
    """Answers rightly after some time; `asked` are the questions as they came."""

    latency: float = 0.0
    profile: Profile = field(default_factory=lambda: Profile(slots=8, whole=True, context=400))
    name: str = "oracle"
    asked: list = field(default_factory=list)

    async def answer(self, request, on_text=None):  # noqa: ARG002 - a model's signature
        """The right answer."""
        self.asked.append(request.user)
        await asyncio.sleep(self.latency)
        text = json.dumps({"答": answer_to(request.user)})
        return Answer(text, Usage(10, 5), self.latency, self.name, "stop")

    async def close(self):
        """Nothing to let go of."""


@dataclass
class Watcher:
    """Remembers what it was told."""

    plan: object = None
    found: object = None
    rows: list = field(default_factory=list)

    def begin(self, plan, found):
        """The plan."""
        self.plan, self.found = plan, found

    def row(self, row):
        """One row more."""
        self.rows.append(row)


def fill(folder, count):
    """So many small documents, each its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for at in range(count):
        (folder / f"{at:03}.md").write_text(f"第{at}份", "utf-8")
    return folder


def carry_out(source, target, model=None, *, job=None, watch=None, chain=None, **options):
    """An order on a folder, from beginning to end; the watcher, with its outcome."""
    watch = watch or Watcher()
    order = BatchOrder(job or Asking(), source, target)
    chain = chain or (Chain(model, settings=Settings(attempts=8)) if model else None)
    options = {"processes": 0, "ending": Ending(), **options}

    async def work():
        try:
            return await run(order, chain, watch, options.pop("ending"), **options)
        finally:
            await (chain.model.close() if chain else asyncio.sleep(0))

    watch.outcome = asyncio.run(work())
    return watch


def results(target):
    """Every file of a folder that is for people, by its path, but not when it was made."""
    return {
        str(path.relative_to(target)): path.read_bytes()
        for path in sorted(target.rglob("*"))
        if path.is_file() and ".drafter" not in path.parts
    }


def shut(monkeypatch, name):
    """Keep a folder of this name from being read."""
    scandir = os.scandir

    def closing(place):
        if str(place).endswith(name):
            raise PermissionError(13, "Permission denied")
        return scandir(place)

    monkeypatch.setattr("drafter.batch.inputs.os.scandir", closing)
