"""The foot of the screen: the words that come, where we are, which keys there are."""

import time

from drafter.console.session import hints, styled
from drafter.console.session.styled import Line, Piece
from drafter.console.session.view import View

OUTLINE = "outline"  # the command that asks a model and shows no words
NARROW = 60  # columns below which the keys take a row more


def foot(view: View) -> list[Line]:
    """The lines at the foot of the screen, as things stand."""
    width = view.width
    rows = view.stream.last(width) if view.stream else []
    status = styled.ruled((*_place(view), *_writing(view), *_model(view)), "", width)
    return [*rows, status, *hints.bar(_hints(view), width, rows=2 if width >= NARROW else 3)]


def _hints(view: View) -> tuple[hints.Hint, ...]:
    if view.state is None:
        return hints.OUTLINING if view.outlining else ()
    if view.stream:
        return hints.STREAMING
    if view.pages:
        return hints.READING
    return hints.PLANNING if view.is_planning else hints.WRITING


def _place(view: View) -> Line:
    """Which card, and how many are done."""
    if view.state is None and view.outlining:
        seconds = int(time.monotonic() - view.outlining)
        return (Piece(f"模型正在通读要点、排提纲 {seconds} 秒", "warn"),)
    if view.state is None:
        return (Piece("正在读要点、排布…", "dim"),)
    if view.pages:
        far = f" 第 {view.pages.at + 1}/{view.pages.count} 页"
        return (Piece("全文", "head"), Piece(far, "dim"))
    if view.is_planning:
        return (Piece("先看排布", "head"),)
    done = f" 定了 {view.state.done}/{len(view.state.cards)}"
    return (Piece(view.state.here.name, "head"), Piece(done, "dim"))


def _writing(view: View) -> Line:
    """What is being generated."""
    if view.stream is None and view.doing == OUTLINE:
        return (Piece(f" · 正在排提纲 {int(time.monotonic() - view.began)} 秒", "warn"),)
    if view.stream is None:
        return ()
    pace = f" · 正在写 {len(view.stream.text)} 字 {int(view.stream.seconds)} 秒"
    return (Piece(pace, "warn"),)


def _model(view: View) -> Line:
    if view.model is None:
        return (Piece(" · 模型准备中", "warn"),)
    return (Piece(f" · {view.model.partition('@')[0] or '不用模型'}", "dim"),)
