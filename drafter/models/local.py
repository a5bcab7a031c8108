"""The embedded model: llama.cpp on a loopback port of its own, spoken to like any endpoint.

Weights are loaded at the first question, so a run whose answers are all stored never does.
"""

import asyncio
import hashlib
import threading
from dataclasses import replace
from pathlib import Path

from drafter.errors import ModelFailed, Unreadable
from drafter.models import Answer, OnText, Profile, Provider, Request
from drafter.models.embedded import weights as catalogue
from drafter.models.embedded.llama import Failure, Llama, Served
from drafter.models.openai import ChatModel, Endpoint
from drafter.settings import Settings

TIMEOUT = 900.0  # 700 tokens take half a minute here, and ten times that on an old laptop
AGAIN = (
    0.7  # temperature where a question is asked more than once; else 0: same question, same answer
)
MAGIC = b"GGUF"
BARE = "@bare"  # behind a name: without what taught it the craft


class Local:
    """A GGUF file that answers."""

    def __init__(
        self,
        name: str,
        path: Path,
        profile: Profile,
        settings: Settings,
        adapter: Path | None = None,
    ) -> None:
        self.name = name
        self.profile = profile
        self.path = path
        self.adapter = adapter
        self.log = settings.cache_folder / "llama.log"
        self._timeout = settings.timeout or TIMEOUT
        self._server: Llama | None = None
        self._chat: ChatModel | None = None
        self._starting = threading.Lock()

    async def answer(self, request: Request, on_text: OnText | None = None) -> Answer:
        """The model's answer; the first one waits some seconds for the weights."""
        chat = await self._started()
        if request.temperature is None:
            request = replace(request, temperature=AGAIN if request.repeat else 0.0)
        return await chat.answer(request, on_text)

    async def close(self) -> None:
        """Stop the server."""
        chat, self._chat = self._chat, None
        server, self._server = self._server, None
        if chat is not None:
            await chat.close()
        if server is not None:
            await asyncio.to_thread(server.stop)

    async def _started(self) -> ChatModel:
        """The way to a server that runs; one that died is started again."""
        if self._chat is None or self._server is None or not self._server.is_running:
            try:
                return await asyncio.to_thread(self._start)
            except asyncio.CancelledError:
                if self._server is not None:  # or the thread waits for weights nobody wants
                    self._server.kill()
                raise
        return self._chat

    def _start(self) -> ChatModel:
        """Start a server, unless another question has just done so."""
        with self._starting:  # of threads: a lock of asyncio's belongs to one event loop
            if self._chat is not None and self._server is not None and self._server.is_running:
                return self._chat
            if self._server is not None:
                self._server.stop()  # dead already: lets go of its pipes
            self._server = begin(self.path, self.profile, self.log, adapter=self.adapter)
            _wait(self._server, self.log)
            endpoint = Endpoint(
                model=self.name,
                base_url=self._server.address + "/v1",
                timeout=self._timeout,
                seeded=True,
                weighed=True,
            )
            self._chat = ChatModel(self.name, self.profile, endpoint)
            return self._chat


def start(
    path: Path, profile: Profile, log: Path, *, port: int = 0, adapter: Path | None = None
) -> Llama:
    """A server of the weights at `path`, ready to answer; port 0 is any that is free.

    Raises:
        ModelFailed: it did not start: weights missing or broken, no memory, a taken port.
        Unreadable: the file is no GGUF.
    """
    server = begin(path, profile, log, port=port, adapter=adapter)
    _wait(server, log)
    return server


def _wait(server: Llama, log: Path) -> None:
    try:
        server.ready()
    except Failure as error:
        raise ModelFailed(f"内置模型没有启动：{error}", hint=f"日志在 {log}") from error


def begin(
    path: Path, profile: Profile, log: Path, *, port: int = 0, adapter: Path | None = None
) -> Llama:
    """A server of the weights at `path` that has still to load them.

    Raises:
        ModelFailed: there are no weights.
        Unreadable: the file is no GGUF.
    """
    check(path)
    own = str(adapter or "")
    return Llama(Served(str(path), profile.context, profile.slots, port=port, adapter=own), log)


def check(path: Path) -> None:
    """Refuse what is not there or is no GGUF.

    Raises:
        ModelFailed: an embedded model that was not pulled.
        Unreadable: a file that is no GGUF.
    """
    try:
        with path.open("rb") as file:
            magic = file.read(len(MAGIC))
    except FileNotFoundError as error:
        names = [weights.name for weights in catalogue.catalogue()]
        hint = f"先运行 drafter models pull {path.stem}" if path.stem in names else "检查路径"
        raise ModelFailed(f"没有模型文件 {path}", hint=hint) from error
    except OSError as error:
        raise Unreadable(f"读不了模型文件 {path}", hint=error.strerror or "") from error
    if magic != MAGIC:
        raise Unreadable(f"{path} 不是 GGUF 模型文件")


def missing(spec: str, settings: Settings) -> catalogue.Weights | None:
    """The embedded model that `spec` names and that is still to be pulled, if any."""
    provider, _, rest = (spec or settings.model or LOCAL.name).partition(":")
    if provider != LOCAL.name or _is_path(rest):
        return None
    weights = catalogue.load(rest.removesuffix(BARE))
    return None if weights.path(catalogue.folder(settings)).exists() else weights


def open_model(rest: str, settings: Settings) -> Local:
    """An embedded model by name, or any GGUF file by path."""
    adapter: Path | None = None
    taught: tuple[str, ...] = ()
    if _is_path(rest):
        path = Path(rest).expanduser().absolute()
        check(path)
        name, context = f"local:{path.name}#{_fingerprint(path)}", 8192
    else:
        weights = catalogue.load(rest.removesuffix(BARE))
        path = weights.path(catalogue.folder(settings))
        name, context = f"local:{weights.name}", weights.context
        if not rest.endswith(BARE) and weights.craft:
            adapter = weights.craft
            _check_adapter(adapter, weights)
            taught = () if settings.whole else weights.adapter_prompts
            name += f"+{adapter.stem}-{weights.adapter_sha256[:8]}"
    profile = Profile(
        slots=settings.slots or 1,
        whole=bool(settings.whole),
        context=settings.context or context,
        taught=taught,
    )
    return Local(name, path, profile, settings, adapter)


def _check_adapter(path: Path, weights: catalogue.Weights) -> None:
    """Refuse an adapter that is not the one that was measured."""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelFailed(f"没有随附的适配器 {path}", hint="重装 drafter") from error
    if digest != weights.adapter_sha256:
        instead = f"或者先不用它：--model local:{weights.name}{BARE}"
        raise ModelFailed(f"随附的适配器 {path.name} 坏了", hint=f"重装 drafter，{instead}")


def _is_path(rest: str) -> bool:
    return rest.endswith(".gguf") or "/" in rest or "\\" in rest


def _fingerprint(path: Path) -> str:
    """Tells another file at the same place from this one, without reading gigabytes."""
    with path.open("rb") as file:
        digest = hashlib.sha256(file.read(1 << 20))
    digest.update(str(path.stat().st_size).encode())
    return digest.hexdigest()[:8]


LOCAL = Provider(
    "local",
    "local　内置模型；local:名字　别的内置模型；名字后加 @bare　不用写作适配器；"
    "local:/路径.gguf　任何 GGUF 文件",
    open_model,
)
