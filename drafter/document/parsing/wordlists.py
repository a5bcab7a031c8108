"""The words of all genres by which parts of a report are known: `data/headings.toml`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from drafter.schema import table
from drafter.text import alternation

_WANTING = (  # 有待提高的方面, 亟需加强之处
    "(?:有待|亟待|仍待|尚待|待|亟需|急需|需要?|还需)(?:进一步)?(?:改进|加强|提高|提升|改善|完善|努力)"
    "(?:的?(?:地方|方面)|之处)"
)
_BETTERED = (  # 改善措施, 解决办法, 提升思路: made of two words each
    "(?:改进|整改|改善|完善|提升|解决|应对|纠正|优化|补短|攻坚)(?:工作)?(?:措施|举措|办法|方法|方向|思路|计划|打算|方案|对策)"
)
_WHOSE = (  # 困难群众, 问题楼盘: of others
    "群众|户|家庭|学生|职工|党员|师生|企业|老人|儿童|对象|青少年|楼盘|线索|居民|人群|妇女|村"
)


@dataclass(frozen=True, slots=True)
class _Words:
    """`data/headings.toml`: words parted by blanks."""

    lack: str
    plan: str
    weak_plan: str
    ahead: str
    criticism: str
    dealt: str
    filling: str
    mending: str
    apart: str
    done: str
    learned: str
    clean: str
    staffed: str
    turn: str
    greeting: str
    closing: str
    signer: str


@dataclass(frozen=True, slots=True)
class WordLists:
    """The same as patterns."""

    lack: re.Pattern[str]
    plan: re.Pattern[str]
    weak: re.Pattern[str]
    firm: re.Pattern[str]  # what is a plan for any year
    ahead: re.Pattern[str]
    criticism: re.Pattern[str]
    dealt: re.Pattern[str]
    mending: re.Pattern[str]
    apart: re.Pattern[str]
    known: re.Pattern[str]  # all of the above, and filling
    turn: re.Pattern[str]
    sections: dict[str, tuple[str, ...]]
    closings: tuple[str, ...]
    greeting: re.Pattern[str]
    signer: re.Pattern[str]


@cache
def lists() -> WordLists:
    """The words of all genres, read once."""
    read = table(_Words, "headings")
    said = {name: tuple(getattr(read, name).split()) for name in _Words.__dataclass_fields__}
    said["lack"] += tuple(word.replace("的", "") for word in said["lack"] if "的" in word)
    named = ("lack", "plan", "weak_plan", "ahead", "criticism", "dealt", "mending", "apart")
    known = [word for name in (*named, "filling") for word in said[name]]
    signers = alternation(said["signer"])
    return WordLists(
        lack=re.compile(rf"(?:{_WANTING}|{pattern_of(said['lack']).pattern})(?!{_WHOSE})"),
        plan=re.compile(f"{pattern_of(said['plan']).pattern}|{_BETTERED}"),
        weak=pattern_of(said["weak_plan"]),
        firm=pattern_of(["安排", "计划", "打算", "思路", "目标", "设想", "规划", "展望"]),
        ahead=pattern_of(said["ahead"]),
        criticism=pattern_of(said["criticism"]),
        dealt=pattern_of(said["dealt"]),
        mending=pattern_of(said["mending"]),
        apart=pattern_of(said["apart"]),
        known=re.compile(f"{_WANTING}|{_BETTERED}|{pattern_of(known).pattern}"),
        turn=re.compile(
            rf"(?:{pattern_of(said['turn']).pattern})|[^，。；：！？\n]{{2,10}}，我们?(?:将|会|打算|准备|计划)"
            # 鉴于自己的不足，以后还要……
            r"|(?:经过|通过|鉴于|面对|认识到|看到|正视|结合|基于)[^，。；：\n]{2,24}"
            r"(?:不足|问题|差距|缺点|短板)[，,](?=我?(?:以后|今后|下一?步|接下来|明年|还要|将))"
        ),
        sections={
            "politics": said["learned"],
            "duty": said["done"],
            "team": said["staffed"],
            "integrity": said["clean"],
        },
        closings=said["closing"],
        greeting=re.compile(
            rf"(?:[^。；\n]{{0,30}}?(?:{pattern_of(said['greeting']).pattern})[！!。，,]?)+"
        ),
        signer=re.compile(
            rf"(?:{signers})(?:[（(](?:签字|签名|签章|盖章|手签)[）)])?(?:[：:]|\s+\S)"
            r"|[（(][^（）()，。；]{0,12}(?:盖章|公章|印章|签章|签字)[^（）()，。；]{0,4}[）)]$"
        ),
    )


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of `words`, the longest first; of none it matches nothing."""
    return re.compile(alternation(words))
