"""Which keys there are, as the foot of the screen tells them."""

from collections.abc import Iterable

from drafter.console.session import styled
from drafter.console.session.styled import Line, Piece

Hint = tuple[str, str]  # a key and its word
LEAVING: tuple[Hint, ...] = (("?", "帮助"), ("/", "命令"), ("q", "存盘退出"))
PLANNING: tuple[Hint, ...] = (
    ("回车", "开始写"), ("1", "移"), ("2", "合"), ("3", "分"), ("4", "排"), ("5", "舍"),
    ("6", "点题"), ("7", "加"), ("8", "更正"), ("i", "答问"), ("u", "撤销"),
)  # fmt: skip
WRITING: tuple[Hint, ...] = (  # those that are wanted most come first: narrow screens show fewer
    ("a", "采用"), ("e", "改"), ("r", "重写"), ("s", "跳过"), ("u", "撤销"), ("U", "重做"),
    ("l", "锁"), ("t", "点题"), ("d", "对比"), ("n", "下处"), ("b", "上处"), ("w", "全文"),
    ("x", "导出"), ("m", "对照"), ("h", "讲规则"), ("g", "去"), ("i", "答问"), ("p", "排布"),
)  # fmt: skip
OUTLINING: tuple[Hint, ...] = (("Ctrl-C", "不等模型，先看程序排的"),)
READING: tuple[Hint, ...] = (("回车", "下一页"), ("b", "上一页"), ("Esc", "看完了"))
STREAMING: tuple[Hint, ...] = (
    ("Ctrl-C", "停在这里"), ("s", "跳过"), ("n", "下处"), ("b", "上处"), ("p", "排布"),
)  # fmt: skip
OWN: tuple[Hint, ...] = (  # that are no commands
    ("回车", "接着做"), ("n b ↓ ↑", "下处、上处"), ("d", "对比前一版"), ("p", "看排布"),
    ("1…9", "换用第几版；列出点题句时选一句；看排布时移、合、分、排、舍、点题、加、更正"),
    ("Ctrl-C", "停下生成；连按两次存盘退出"),
)  # fmt: skip


def bar(row: Iterable[Hint], width: int, rows: int = 99) -> list[Line]:
    """Keys with their words; where not all find room, the last but those for leaving give way.

    >>> [styled.plain(each) for each in bar([("a", "采用"), ("e", "改"), ("s", "跳过")], 40, 1)]
    [' a 采用  ? 帮助  / 命令  q 存盘退出']
    """
    kept = list(row)
    while len(found := _rows((*kept, *LEAVING), width)) > rows and kept:
        kept.pop()
    return found


def _rows(row: Iterable[Hint], width: int) -> list[Line]:
    found: list[list[Piece]] = [[]]
    used = 0
    for key, word in row:
        size = styled.cells(key) + styled.cells(word) + 3
        if found[-1] and used + size > width:
            found.append([])
            used = 0
        found[-1] += [Piece("  " if found[-1] else " "), Piece(key, "key"), Piece(f" {word}")]
        used += size
    return [tuple(each) for each in found]
