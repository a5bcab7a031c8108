"""Prompt + model + parser -> answer: the one place that stores, retries, repairs and counts.

LangChain's door: `Chain.runnable` makes a prompt with its parser a LangChain `Runnable` that
composes with others. `Chain.ask` itself goes straight to the model, because a sequence of
Runnables costs 3.7 ms of CPU a call and its import half a second, and its cache, retries
and batches lose what was paid for.
"""

import asyncio
import random
import re
from collections.abc import Awaitable, Callable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar, Unpack
from weakref import WeakKeyDictionary, WeakValueDictionary

from drafter.chain import json_repair
from drafter.chain.askable import QuestionOptions, Reply
from drafter.chain.cache import Store, Stored, address
from drafter.chain.prompts import Prompt
from drafter.chain.rate_limit import Traffic
from drafter.errors import BadAnswer, Filtered, ModelFailed, Stopped, Unavailable
from drafter.models import Answer, Model, OnText, Request, Schema, Usage, tokens
from drafter.settings import Price, Settings

if TYPE_CHECKING:  # 0.65 s to import
    from langchain_core.runnables import Runnable

T = TypeVar("T")
FIRST_WAIT, SHORT_WAIT, LONGEST_WAIT = 0.5, 1.0, 120.0  # seconds
ANSWER = 300  # tokens that an answer without a limit is expected to take
LONG = 1000  # tokens of a question, from which one sees whether a server reads all of it
HEARD = 0.5  # of them that a server must have counted
_LOOP = re.compile(r"(.{4,80}?)\1{4,}.{0,80}\Z", re.DOTALL)  # the same words, five times and on
_TAIL = 800  # characters of an answer in which a loop shows
FULL = 0.8  # of the room for an answer, from which it was cut for want of room
REPEATS = 16  # of one question that steps may ask; those of a fork come after them
REFUSALS = (BadAnswer, ValueError, LookupError, TypeError)  # what a parser may raise
REPAIR = """

你上次的回答用不上：
{answer}

问题：{error}
请重新回答，只输出改正后的内容。"""


class _Cut(BadAnswer):
    """The answer ended before it was whole."""

    def __init__(self, step: str, answer: Answer) -> None:
        super().__init__(f"模型对“{step}”的回答超长，被截断")
        self.tokens = answer.usage.completion

    def fills(self, room: int | None) -> bool:
        """Whether it took all the room it was given; else it was not for want of room."""
        return room is None or self.tokens >= FULL * room


class _Misread(BadAnswer):
    """The parser refused the answer."""

    def __init__(self, step: str, answer: Answer, why: Exception) -> None:
        super().__init__(f"模型对“{step}”的回答用不上", hint=str(why))
        self.text = answer.text


@dataclass
class Spend:
    """What was spent so far; whoever shows progress reads it."""

    price: Price = field(default_factory=Price)
    calls: int = 0  # that reached the model, failed ones included
    cached: int = 0  # answers that were already paid for
    answers: int = 0  # of them, those that brought a text, usable or not
    retries: int = 0  # calls that were not the first for their question
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0  # of the model's time; calls overlap
    cut: int = 0  # answers that ended for want of room
    looped: int = 0  # of them, those that said the same again and again
    long: int = 0  # long questions
    unheard: int = 0  # of them, those of which the server counted less than half
    recalled: Usage = field(default_factory=Usage)  # what the cached answers once took
    recalled_seconds: float = 0.0
    failure: str = ""  # of the last call that brought no answer

    @property
    def cost(self) -> float:
        """What the calls cost, in the currency of the price."""
        paid = self.usage.prompt * self.price.prompt + self.usage.completion * self.price.completion
        return paid / 1e6

    def count(self, request: Request, answer: Answer) -> None:
        """Add one answer of the model."""
        self.answers += 1
        self.usage += answer.usage
        self.seconds += answer.seconds
        if answer.finish == "length":
            self.cut += 1
            self.looped += _LOOP.search(answer.text[-_TAIL:]) is not None
        asked = tokens.estimate(request.system) + tokens.estimate(request.user)
        if asked >= LONG:
            self.long += 1
            self.unheard += answer.usage.prompt < HEARD * asked

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is wrong with the answers as such, whatever they say, in the user's words."""
        found = []
        if self.cut:
            looped = f"，其中 {self.looped} 次是同一句话反复" if self.looped else ""
            found.append(
                f"模型的回答有 {self.cut} 次没写完就到了长度上限{looped}；"
                "检查服务的输出上限，或换一个模型"
            )
        # Some servers do not count what they have kept of an earlier question: all must agree.
        if self.unheard and self.unheard == self.long:
            found.append(
                "按服务自己的计数，提问它每次只读了不到一半；把它的上下文长度调大（如 num_ctx）"
            )
        return tuple(found)

    def recall(self, stored: Stored) -> None:
        """Add one answer of the store."""
        self.cached += 1
        self.recalled += Usage(stored.prompt, stored.completion)
        self.recalled_seconds += stored.seconds


class Chain:
    """A model that is asked through prompts, within a budget, each question once."""

    def __init__(
        self,
        model: Model,
        *,
        store: Store | None = None,
        settings: Settings | None = None,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
        traffic: Traffic | None = None,
    ) -> None:
        self.model = model
        self.settings = settings or Settings()
        self.spend = Spend(self.settings.price)
        # its own, then those of the chains it was forked from
        self._spends: tuple[Spend, ...] = (self.spend,)
        self._charged: tuple[Spend, ...] = ()  # of other chains
        self._repeat = 0
        self.store = store
        self._wait = wait
        self._traffic = traffic  # of many documents; a single one needs no rules of the road
        self._slots: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore]
        self._slots = WeakKeyDictionary()  # a semaphore belongs to one event loop
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def fork(self, *, repeat: int = 0) -> "Chain":
        """The same model, store, slots and budget, for one of many documents.

        What it spends is counted on its own and in this chain's spend. Another `repeat` gives
        answers of its own to questions that were asked before.
        """
        fork = copy(self)
        fork.spend = Spend(self.settings.price)
        fork._spends = (fork.spend, *self._spends)  # noqa: SLF001 - a chain's own affair
        fork._repeat = repeat  # noqa: SLF001 - the same
        return fork

    def charge(self, *others: Spend) -> None:
        """Let what other chains have spent count against this one's budget too."""
        self._charged += others

    async def close(self) -> None:
        """Let go of the model and of the stored answers."""
        await self.model.close()
        if self.store:
            self.store.close()

    async def ask(
        self,
        prompt: Prompt,
        values: Mapping[str, str],
        *,
        parse: Callable[[str], T],
        step: str,
        on_text: OnText | None = None,
        **options: Unpack[QuestionOptions],
    ) -> Reply[T]:
        """What `parse` makes of the answer, from the store when it was paid for before.

        With a `schema`, `parse` is given valid JSON, else the bare text. It refuses an answer
        with BadAnswer, ValueError, LookupError or TypeError; the model then gets one chance
        to mend it. Only the first try streams to `on_text`.

        Raises:
            Stopped: the budget is spent; every answer so far is stored.
            ModelFailed: no usable answer after all tries.
        """
        request = self.question(prompt, values, step=step, **options)
        key = address_of(request, self.model)
        # Two who ask the same at once wait for each other, so that one pays.
        async with self._turns.setdefault(key, asyncio.Lock()):
            return self.recall(request, parse) or await self._pay(key, request, parse, on_text)

    def question(
        self,
        prompt: Prompt,
        values: Mapping[str, str],
        *,
        step: str,
        **options: Unpack[QuestionOptions],
    ) -> Request:
        """The question that `ask` puts to the model."""
        system, user = prompt.render(**values)
        warmth = prompt.head.temperature
        return Request(
            step=step,
            system=system,
            user=user,
            schema=options.get("schema"),
            max_tokens=options.get("max_tokens") or prompt.head.max_tokens,
            temperature=self.settings.temperature if warmth is None else warmth,
            repeat=self._repeat * REPEATS + options.get("repeat", 0),
            stop=options.get("stop", ""),
            prompt=prompt.ref,
        )

    @property
    def unanswered(self) -> str:
        """How the last call failed where the model was called and no text ever came back."""
        return "" if self.spend.answers else self.spend.failure

    def runnable(
        self, prompt: Prompt, *, parse: Callable[[str], T], step: str, schema: Schema | None = None
    ) -> "Runnable[Mapping[str, str], T]":
        """The same as a LangChain Runnable: values in, parsed answer out; async only."""
        from langchain_core.runnables import RunnableLambda

        async def answer(values: Mapping[str, str]) -> T:
            return (await self.ask(prompt, values, parse=parse, step=step, schema=schema)).value

        return RunnableLambda(answer, name=prompt.ref)

    def recall(self, request: Request, parse: Callable[[str], T]) -> Reply[T] | None:
        """The stored answer, unless there is none or the parser of today refuses it."""
        stored = self.store and self.store.get(address_of(request, self.model))
        if not stored:
            return None
        try:
            value = _parsed(stored.text, request, parse)
        except REFUSALS:
            return None
        for spend in self._spends:
            spend.recall(stored)
        usage = Usage(stored.prompt, stored.completion, cached=True)
        return Reply(value, usage, 0.0, cached=True, certainty=stored.certainty)

    async def _pay(
        self, key: str, request: Request, parse: Callable[[str], T], on_text: OnText | None
    ) -> Reply[T]:
        """Ask the model, keep the answer, then return it.

        One that was cut is used as far as it goes and not kept: with more room it may be whole.
        """
        answer, value = await self._tried(request, parse, on_text)
        if self.store and answer.finish != "length":
            used = answer.usage
            told = (used.prompt, used.completion, answer.seconds, answer.certainty)
            self.store.put(key, Stored(answer.text, answer.model, *told))
        return Reply(value, answer.usage, answer.seconds, cached=False, certainty=answer.certainty)

    async def _tried(
        self, request: Request, parse: Callable[[str], T], on_text: OnText | None
    ) -> tuple[Answer, T]:
        """A usable answer: what may pass is tried again, what is misread is mended once."""
        question, paid, attempt = request, Usage(), 1
        while True:
            try:
                answer = await self._call(question, on_text)
                paid += answer.usage
                return replace(answer, usage=paid), _understood(answer, request, parse)
            except Filtered:
                for spend in self._spends:
                    spend.answers += 1  # the service has answered: no
                raise
            except (Unavailable, BadAnswer) as error:
                # A service that is down uses up nobody's attempts; patience is what ends that.
                is_counted = not (self._traffic and self._traffic.is_down)
                if is_counted and attempt >= self.settings.attempts:
                    raise
                question, on_text = self._another(request, question, error), None
                for spend in self._spends:
                    spend.retries += not error.is_unsent
                await self._wait(_pause(error, attempt, self._slowest))
                attempt += is_counted

    async def _call(self, request: Request, on_text: OnText | None) -> Answer:
        """One call, when there is a slot and money for it."""
        loop = asyncio.get_running_loop()
        async with self._slots.setdefault(loop, asyncio.Semaphore(self.model.profile.slots)):
            if self._traffic is None:
                answer = await self._paid(request, on_text)
            else:
                async with self._traffic.way(_expected(request)) as report_size:
                    answer = await self._paid(request, on_text and _heard(self._traffic, on_text))
                    report_size(answer.usage.total)
        for spend in self._spends:
            spend.count(request, answer)
        return answer

    async def _paid(self, request: Request, on_text: OnText | None) -> Answer:
        self._afford()
        for spend in self._spends:
            spend.calls += 1
        try:
            return await self.model.answer(request, on_text)
        except ModelFailed as error:
            for spend in self._spends:
                spend.failure = error.within
                spend.calls -= error.is_unsent  # it held its place in the budget until now
            raise

    def _afford(self) -> None:
        """Stop before a call that the budget does not cover; calls in flight are let finish."""
        budget, spends = self.settings.budget, (self._spends[-1], *self._charged)
        for name, spent, limit in (
            ("tokens", sum(each.usage.total for each in spends), budget.tokens),
            ("calls", sum(each.calls for each in spends), budget.calls),
            ("cost", sum(each.cost for each in spends), budget.cost),
        ):
            if limit and spent >= limit:
                raise Stopped(
                    f"预算用完：{name} 已到 {spent:g}，上限 {limit:g}",
                    hint="已完成的都已保存；调大上限再运行，会接着往下做",
                )

    def _another(self, request: Request, question: Request, error: ModelFailed) -> Request:
        """The question to ask after a failure; gives up where asking again cannot help."""
        match error:
            case _Cut() if question.max_tokens and question.max_tokens == request.max_tokens:
                # Once: what runs on beyond twice the room has lost its way.
                return replace(question, max_tokens=2 * question.max_tokens)
            case _Cut() if error.fills(question.max_tokens):
                raise error
            case _Misread() if question.user != request.user:
                raise error
            case _Misread():
                mended = REPAIR.format(answer=error.text[:2000], error=error.hint)
                return replace(question, user=request.user + mended)
            case Unavailable() if (error.retry_after or 0) > self._longest_wait:
                error.hint = f"服务要求 {error.retry_after:.0f} 秒后再试"
                raise error
        return question

    @property
    def _slowest(self) -> float:
        """The longest wait between tries that no server asked for.

        Where there is traffic, it sees whether the service is down, and then lets nobody through.
        Otherwise it is up, and only this call had bad luck.
        """
        return SHORT_WAIT if self._traffic else LONGEST_WAIT

    @property
    def _longest_wait(self) -> float:
        return self._traffic.limits.patience if self._traffic else LONGEST_WAIT


def _heard(traffic: Traffic, on_text: OnText) -> OnText:
    """Hands on the words that come: an answer that comes slowly is no silence."""

    def hear(text: str) -> None:
        traffic.hear()
        on_text(text)

    return hear


def address_of(request: Request, model: Model) -> str:
    """Where the store keeps the answer to a question; what a prompt is called does not count."""
    return address({**request.identity, "prompt": "", "model": model.name})


def _understood(answer: Answer, request: Request, parse: Callable[[str], T]) -> T:
    """The value of an answer that is whole."""
    if answer.finish == "content_filter":
        raise Filtered("模型服务的内容审查拦下了回答", hint="换一个模型，或改写相关事实")
    if not answer.text.strip():
        raise BadAnswer(f"模型对“{request.step}”的回答是空的（{answer.finish or '没有说明'}）")
    is_cut = answer.finish == "length"
    if is_cut and not request.schema:
        raise _Cut(request.step, answer)
    try:
        return _parsed(answer.text, request, parse)
    except REFUSALS as error:
        if is_cut:
            raise _Cut(request.step, answer) from error
        raise _Misread(request.step, answer, error) from error


def _parsed(text: str, request: Request, parse: Callable[[str], T]) -> T:
    if not request.schema:
        return parse(text.strip())
    return parse(json_repair.extract(text, request.schema.get("required", ())))


def _expected(request: Request) -> int:
    """The tokens that a call will take, as far as can be told before it is made."""
    asked = tokens.estimate(request.system) + tokens.estimate(request.user)
    return asked + (request.max_tokens or ANSWER)


def _pause(error: ModelFailed, attempt: int, slowest: float) -> float:
    """Seconds to wait: what the server asked for, else longer each time, and never in step."""
    if isinstance(error, _Cut | _Misread):
        return 0.0
    asked = error.retry_after if isinstance(error, Unavailable) else None
    wait = min(FIRST_WAIT * 2 ** (attempt - 1), slowest) if asked is None else asked
    return wait + random.uniform(0, max(wait, FIRST_WAIT) / 2)
