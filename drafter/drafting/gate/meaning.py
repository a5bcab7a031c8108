"""Where a text says otherwise than its facts, or more: sense, results, completeness, promises."""

import re
from collections.abc import Iterator

from drafter.drafting.gate.asked import Asked
from drafter.drafting.register import raised
from drafter.grounding.assertions import assertions
from drafter.grounding.clauses import folded, sentences
from drafter.grounding.contrasts import contrasts
from drafter.grounding.fact_coverage import gone, likeness
from drafter.grounding.shifts import borne_elsewhere, shifts
from drafter.pairing import Fit, related

_PROMISE = re.compile(
    r"彻底(?:解决|杜绝|消除|改变|扭转)|杜绝|根治|一劳永逸|不留死角|万无一失|全面解决|完全(?:解决|消除)|确保(?:零|不再|100%|百分之百)|零(?:差错|事故|投诉|遗漏)"
)
_PUNISH = re.compile(
    r"(?:对[^，。；]{2,20}|给予|予以|严肃)(?:处罚|问责|通报批评|批评教育|诫勉|追责|处分|罚款|末位淘汰|待岗|辞退)"
    r"|(?:问责|通报批评|诫勉|追责|处分)[^，。；]{0,6}(?:人员?|干部)|扣[减发除][^，。；]{0,6}(?:绩效|奖金|工资)"
)
_DONE = re.compile(
    r"已(?:经)?(?:建成|建立|制定|出台|完成|落实|组织|开展|整改|配齐|解决|形成|启用)(?!的)|取得了|得到了|解决了(?!的)|完成了(?!的)"
)
_LEAD_RESULT = re.compile(
    r"(?:提高|提升|改善|下降|降低|减少|上升|增长|增强|好转|缩短|攀升|回落)(?=$|[、，])"
)
_RISE = re.compile("增|升|提[高升到]|多|涨|好|新|扩|优|快|强|达|改|修|建|装|开|[降减缩少]")
_FALL = re.compile("降|减|少|缩|压|落|下|清|撤|零")
_MOVED = re.compile(r"(?:增|升|提|涨|多|降|减|少|缩|压)[\u4e00-\u9fff]{0,3}\d")
_GROUPS = ("completeness", "superlative", "result")


def renamed(asked: Asked) -> Iterator[str]:
    """Names told by another of their kind: only where the sentence says whose facts it tells."""
    if asked.kind in ("sentence", "admission") and asked.cited:
        yield from (found.message for found in contrasts(asked.text, asked.cited))


def shifted(asked: Asked) -> Iterator[str]:
    """Where the text changes what its facts say."""
    if asked.kind in ("heading", "thread"):
        found = [each for each in shifts(asked.text, asked.sheet) if each.kind == "scope"]
    else:
        found = shifts(asked.text, asked.cited or _told(asked))
    if asked.kind == "lead":
        found = [each for each in found if each.kind in ("scope", "degree")]
    if asked.kind == "measure":
        found = [each for each in found if each.kind == "qualifier" and each.text[0] in "无没缺"]
    for each in found:
        cited = asked.cited
        if not (cited and borne_elsewhere(each, asked.text, cited, asked.sheet)):
            yield each.message


_TOLD = 0.6  # of a fact's words that a text which tells it holds


def _told(asked: Asked) -> tuple[str, ...]:
    """The facts that a text tells without citing any."""
    texts = (fact.text for fact in asked.facts)
    return tuple(
        text for text in texts if not gone(text, asked.text) and likeness(text, asked.text) >= _TOLD
    )


def asserted(asked: Asked) -> Iterator[str]:
    """Completeness, rank, result and cause that no fact bears."""
    if asked.kind == "measure":
        return
    for each in assertions(asked.text, (*asked.own, *map(raised, asked.own))):
        if each.kind == "tail" and (asked.kind != "sentence" or not asked.cited):
            continue  # an admission says in other words what is lacking
        if asked.cited and not _still(each.text, each.kind, asked):
            continue
        yield each.message


def _still(text: str, kind: str, asked: Asked) -> bool:
    """The whole sheet bears it no more than the facts of the text do."""
    found = assertions(asked.text, asked.sheet)
    return any(each.text == text and each.kind == kind for each in found)


def led(asked: Asked) -> Iterator[str]:
    """发案下降 as a lead needs a fact that says so; 提升能力 is an aim."""
    if asked.kind not in ("lead", "heading", "thread"):
        return
    rows = [one.text for fact in map(folded, asked.own) for one in sentences(fact)]
    moved = [hit[0] for row in rows for hit in _MOVED.finditer(row)]
    for hit in _LEAD_RESULT.finditer(asked.text):
        falls = re.match("下降|降低|减少|缩短|回落", hit[0])
        way = _FALL if falls else _RISE
        before = re.split("[、，]", asked.text[: hit.start()])[-1]
        is_same = any(way.search(row) and set(before[-_THING:]) & set(row) for row in rows)
        if not is_same and not any(_goes(each, hit[0]) for each in moved):
            yield f"事实没有“{before}{hit[0]}”这个结果，领句只写做了什么"


def _goes(moved: str, said: str) -> bool:
    """A figure that went down bears 下降, either way bears 改善."""
    if said in ("改善", "好转"):
        return True
    return bool(re.match("[降减少缩压]", moved)) == bool(re.match("下降|降低|减少|缩短|回落", said))


_THING = 4  # characters before a result that name whose it is


_MUDDLED = re.compile(
    r"(?:^|[，；。])(?P<verb>打击|整治|防范|开展|推进|推动|抓好|查处|侦[办破]|治理|实施|组织)"
    r"[^，；。]{2,14}?(?P<moved>(?:同比|比上年|较上年)?(?:下降|上升|增长|减少))[\d*]"
)


def muddled(asked: Asked) -> Iterator[str]:
    """打击诈骗案件下降23.4% where the fact says that the cases fell: two sentences in one."""
    for hit in _MUDDLED.finditer(asked.text):
        if not any(hit["verb"] in fact for fact in asked.cited):
            yield f"“{hit['verb']}……{hit['moved']}”连不起来，删去“{hit['verb']}”"


def promised(asked: Asked) -> Iterator[str]:
    """What a proposal may not do: promise all, punish those below, claim that it is done."""
    if asked.kind != "measure":
        return
    if asked.problem and related(asked.problem, asked.text) is Fit.UNRELATED:
        yield f"措施与不足“{asked.problem}”看不出关系，要针对它写"
    known = "\n".join(asked.own)
    for pattern, reason in (
        (_PROMISE, "措施不能打包票，删去“{said}”，写可以检查的做法"),
        (_PUNISH, "这是作者本人的不足，措施不能写“{said}”别人，写本人怎么改"),
        (_DONE, "措施还没有做，不能写“{said}”"),
    ):
        hit = pattern.search(asked.text)
        if hit and hit[0] not in known:
            yield reason.format(said=hit[0])
