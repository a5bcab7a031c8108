"""The foot of the screen: the words that come, where we are, which keys there are."""

import time
from typing import TYPE_CHECKING

from drafter.console.session import hints, styled
from drafter.console.session.styled import Line, Piece

if TYPE_CHECKING:
    from drafter.console.session.conversation import Conversation

OUTLINE = "outline"  # the command that asks a model and shows no words
NARROW = 60  # columns below which the keys take a row more


def foot(talk: "Conversation") -> list[Line]:
    """As it is now."""
    width = talk.screen.width
    rows = talk.stream.last(width) if talk.stream else []
    status = styled.ruled((*_place(talk), *_writing(talk), *_model(talk)), "", width)
    return [*rows, status, *hints.bar(_hints(talk), width, rows=2 if width >= NARROW else 3)]


def _hints(talk: "Conversation") -> tuple[hints.Hint, ...]:
    if talk.state is None:
        return hints.OUTLINING if talk.outlining else ()
    if talk.stream:
        return hints.STREAMING
    if talk.pages:
        return hints.READING
    return hints.PLANNING if talk.is_planning else hints.WRITING


def _place(talk: "Conversation") -> Line:
    """Which card, and how many are done."""
    if talk.state is None and talk.outlining:
        seconds = int(time.monotonic() - talk.outlining)
        return (Piece(f"模型正在通读要点、排提纲 {seconds} 秒", "warn"),)
    if talk.state is None:
        return (Piece("正在读要点、排布…", "dim"),)
    if talk.pages:
        far = f" 第 {talk.pages.at + 1}/{talk.pages.count} 页"
        return (Piece("全文", "head"), Piece(far, "dim"))
    if talk.is_planning:
        return (Piece("先看排布", "head"),)
    done = f" 定了 {talk.state.done}/{len(talk.state.cards)}"
    return (Piece(talk.state.here.name, "head"), Piece(done, "dim"))


def _writing(talk: "Conversation") -> Line:
    """What is being generated."""
    if talk.stream is None and talk.doing == OUTLINE:
        return (Piece(f" · 正在排提纲 {int(time.monotonic() - talk.began)} 秒", "warn"),)
    if talk.stream is None:
        return ()
    told = f" · 正在写 {len(talk.stream.text)} 字 {int(talk.stream.seconds)} 秒"
    return (Piece(told, "warn"),)


def _model(talk: "Conversation") -> Line:
    if talk.model is None:
        return (Piece(" · 模型准备中", "warn"),)
    return (Piece(f" · {talk.model.partition('@')[0] or '不用模型'}", "dim"),)
