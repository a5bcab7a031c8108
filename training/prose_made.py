"""Parts in running text, put together from the rows of `data`: `running.py` learns from them.

What was done, behind it what falls short, and what will be done about it, in the ways in which
people come from one to the other.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from drafter.document.parsing import running
from drafter.document.parsing.running import (
    LACK,
    MORE_LACK,
    MORE_PLAN,
    OTHER,
    PLAN,
    Sentence,
)

DATA = Path(__file__).parent / "data"
MADE = 2000  # parts
KINDS = ("other", "other", "other", "both", "lack", "plan", "none")  # what they tell
DEEDS = ("履职情况", "队伍作风", "政治建设")
# Shares of parts, points and deeds.
PARTED = 0.4  # with a paragraph of its own for what falls short
FURTHER_DEEDS = 0.2  # that words tie to the one before
REMARKED = 0.15  # with a remark behind the deeds
BEGUN = 0.4  # that begin with a remark
CAUSED = 0.25  # with their cause
ANSWERED = 0.8  # with a measure
BESIDE = 0.3  # with one more measure at the end
ENDED = 0.3  # below which somebody ends
HEADED = 0.5  # whose heading is known
WHOLE = 0.4  # of measures that are told at length
OWN = 0.6  # of measures in their author's own words, where these are known
_OPEN = re.compile(r"〔待补[^〕]*〕")


def _ways(told: str, without: int = 0) -> tuple[str, ...]:
    """The ways that blanks part, and some without any words."""
    return (*told.split(), *("",) * without)


# How people come to what falls short and to what they mean.
LACKS = _ways(
    """
    不足的是 做得不够的是， 不足之处是 要检讨的是， 短处是 欠缺在 也有不足： 毛病是 这一块主要是
    做得不好的地方，是 遗憾的是， 不过， 但 主要问题是 自己不满意的是 还有没做好的： 有待改进的是
    """,
    6,
)
FURTHER = _ways("另外， 还有， 再就是 再有， 其次， 此外， 还有一点， 还有 同时，", 4)
PLANS = _ways(
    """
    明年打算 明年我想 下一步 今后 以后 准备 打算 接下来， 下一步，我将 明年 新的一年， 我要
    从明年起， 改的办法，是
    """,
    4,
)
BESIDES = _ways(
    """
    另外， 此外，还要 除此之外， 还有一个心愿： 最后还有一件新事： 除了这几件，明年还要
    另有一个打算：
    """
)
CAUSES = _ways(
    """
    这里有人手少的原因，也有我抓得不紧的原因。 说到底还是自己不上心。 原因是平时摸得不细。
    事后想想很惭愧。 究其原因，是我把这件事看轻了。 有同志当面提过，我没有往心里去。
    这件事我有责任。 结果拖到了年底。 影响很不好。
    """
)
REMARKS = _ways(
    """
    回头看，这一年有收获也有遗憾。 成绩是大家的。 对照要求，自己还有不少差距。 账要两头算。
    好的说完了，再说不好的。 针对这些不足，新的一年我打算从几个方面去改。
    有几件事我没有办好，心里过意不去。 这一摊的活不算少。
    """
)
# How people end: nothing more is told.
ENDS = _ways(
    """
    回头看，这一年忙是忙，心里还算踏实。 感谢部里的领导和同事一年来的关照。
    各位同事，一路走来多亏了大家。 新的一年，愿我们一起把事情办好。
    大家有意见随时找我，我的电话一直开着。 路还长，我会接着走下去。
    总的看，任务完成了，账也没有乱。 请领导和同志们多提意见。
    """
)


@dataclass(frozen=True)
class Labelled:
    """Sentences, and the state of each."""

    told: tuple[Sentence, ...]
    states: tuple[str, ...]


@dataclass
class _Part:
    """A part as it grows, and where what it tells begins."""

    chance: random.Random
    text: str = ""
    marks: list[tuple[int, str]] = field(default_factory=list)

    def tell(self, told: str, state: str, leads: Sequence[str] = ("",)) -> None:
        self.marks.append((len(self.text), state))
        self.text += self.chance.choice(leads) + _ended(_OPEN.sub("6月底", told))

    def is_so(self, share: float) -> bool:
        return self.chance.random() < share

    def break_line(self, share: float = 1.0) -> None:
        self.text += "\n" * (self.is_so(share) and not self.text.endswith("\n"))


def put_together(chance: random.Random) -> Iterator[Labelled]:
    """All parts, drawn by chance."""
    rows = [
        json.loads(line)
        for path in sorted(DATA.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    pairs = [row for row in rows if row["task"] == "pair"]
    deeds = [row["text"] for row in rows if row["task"] == "point"]
    deeds += [
        row[key]
        for row in rows
        if row["task"] == "reword" and row["section"] in DEEDS
        for key in ("text", "fact")
    ]
    for _ in range(MADE):
        part, kind = _Part(chance), chance.choice(KINDS)
        _begin(part, kind, deeds)
        if kind != "none":
            _tell(part, kind, pairs)
        if part.is_so(ENDED):
            part.break_line()
            part.tell(chance.choice(ENDS), OTHER)
        own = kind if kind in ("both", "lack", "plan") else "other"
        yield _read(part, own if part.is_so(HEADED) else "")


def _begin(part: _Part, kind: str, deeds: Sequence[str]) -> None:
    """What was done, or a remark."""
    if kind in ("other", "none"):
        for _ in range(part.chance.randint(1, 4)):
            leads = FURTHER if part.is_so(FURTHER_DEEDS) else ("",)
            part.tell(part.chance.choice(deeds), OTHER, leads)
        if part.is_so(REMARKED):
            part.tell(part.chance.choice(REMARKS), OTHER)
        part.break_line(PARTED)
    elif part.is_so(BEGUN):
        part.tell(part.chance.choice(REMARKS), OTHER)
        part.break_line(0.5)


def _tell(part: _Part, kind: str, pairs: Sequence[Mapping[str, str]]) -> None:
    """What falls short, and what will be done about it."""
    chance, turns, are_lines = part.chance, kind in ("both", "other"), part.is_so(0.5)
    for at in range(chance.randint(1, 4)):
        row = chance.choice(pairs)
        if kind != "plan":
            named, _, more = row["admission"].partition("。")
            told = chance.choice((row["shortcoming"], row["admission"], more or named))
            part.tell(told, LACK, FURTHER if at and not (turns and are_lines) else LACKS)
            if part.is_so(CAUSED):
                part.tell(chance.choice(CAUSES), MORE_LACK)
        if kind == "plan" or (turns and part.is_so(ANSWERED)):
            is_further = at > 0 and kind == "plan" and part.is_so(0.5)
            part.tell(_plan(row, chance), PLAN, FURTHER if is_further else PLANS)
        part.break_line(float(are_lines))
    if turns and part.is_so(BESIDE):
        part.break_line(PARTED)
        part.tell(_first(chance.choice(pairs)["measure"]), PLAN, BESIDES)


def _plan(row: Mapping[str, str], chance: random.Random) -> str:
    told = row["given"] if row["given"] and chance.random() < OWN else row["measure"]
    return told if chance.random() < WHOLE else _first(told)


def _first(told: str) -> str:
    return re.split("[；。]", told)[0]


def _read(part: _Part, heading: str) -> Labelled:
    """The sentences of a part, each with its state."""
    told: list[Sentence] = []
    for found in re.finditer("[^\n]+", part.text):
        told += running.sentences_of(part.text, found.span(), heading, is_first=not told)
    states = []
    for each in told:
        place, state = max(mark for mark in part.marks if mark[0] < each.span[1])
        more = {LACK: MORE_LACK, PLAN: MORE_PLAN}.get(state, state)
        states.append(state if each.span[0] <= place else more)
    return Labelled(tuple(told), tuple(running.allowed(told, states)))


def _ended(told: str) -> str:
    return told if told.endswith(("。", "！")) else f"{told.rstrip('；;，')}。"
