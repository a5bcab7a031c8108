"""The plan by a model that reads the whole sheet, as `draft` has it made."""

from collections.abc import Coroutine
from typing import Any

from drafter.drafting.steps.outline import Outlined
from drafter.drafting.steps.outline import outline as outlined
from drafter.errors import BadInput, ModelFailed, Stopped
from drafter.session.command import SessionCommand
from drafter.session.commands.plans import carried
from drafter.session.history import Event
from drafter.session.result import CommandResult
from drafter.session.session import Session, stoppable

GROUP = "计划"
OWN = "先用程序排的提纲"


async def outline(session: Session) -> CommandResult:
    """请模型通读全部要点，重排分段、点题句和主线；不合意就撤销。"""
    state, chain = session.state, session.chain
    if chain is None or not chain.model.profile.whole:
        raise BadInput("没有能排提纲的模型", hint="换一个大一些的：--model openai:名称")
    dropped = dict(state.plan.dropped)
    work = outlined(state.facts, state.genre, chain, dropped=dropped)
    try:
        made = await stoppable(session, _hoped(work), _nothing)
    except (ModelFailed, Stopped) as error:
        return CommandResult(session.state, (f"模型没能排提纲：{error.message}；{OWN}",))
    if made is None:
        return CommandResult(session.state, (f"没有等模型排提纲，{OWN}；要模型排就写 /outline",))
    if not made.is_of_model:
        return CommandResult(session.state, (f"模型排的提纲用不上，{OWN}",))
    event = Event("outline", plan=made.plan, queries=made.queries, at=session.state.here.part)
    if session.is_fresh:  # there is no place yet that an undo would lead to
        event = Event("outline", plan=made.plan, queries=made.queries)
    return CommandResult(session.record(carried(session.state, event)))


async def _hoped(work: Coroutine[Any, Any, Outlined]) -> Outlined | None:
    return await work


async def _nothing() -> Outlined | None:
    return None


OUTLINE = SessionCommand(outline, GROUP, "提纲")
