"""What headings, labels and sentences say about the part that they open.

The words are data: of the genre (`genres/`) and of all genres (`data/headings.toml`). A name is
read as a whole: 存在的主要不足 opens the shortcomings, 补齐基础设施短板 tells of work done, and
整改措施不够具体 is itself a shortcoming.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.document import Role
from drafter.document.genre import Genre
from drafter.document.parsing import criticism
from drafter.document.parsing.causes import asks_why, owns
from drafter.document.parsing.enumeration import OF_HEADINGS, markers, opens, unnumbered
from drafter.document.parsing.wordlists import lists, pattern_of

LABELS = frozenset(Role)
APART = "apart"  # causes, lessons, thanks: a part of its own that no rule judges
_KEPT = 8192  # clauses whose meaning is remembered
_PHRASE = 45  # characters of the longest label
_NEAR = 40  # characters at the start of a line that say what it is
_OPEN = 0.34  # share of a name's characters that no list has to know
_CLEAR = 0.2  # the same where the name has no number to show that it is one
_BRIEF = 3  # characters of words that are names of parts and of much else
_SHORT = 20  # characters of a name without a number
_BOUNDS = re.compile(r"[。！？!?；;：:\t\n]")
_BEGUN = re.compile(r"(?:\A|[。！？；])\s*")  # before a sentence
_SKIPPED = re.compile(
    r"[\s\d年度“”《》（）()【】\[\]〔〕*#—\-·.．，,、\u2600-\u27bf\U0001f300-\U0001faff\ufe0f]"
)
_NUMBERED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}(?:、?是|、)|第[一二三四五六七八九十]{1,3}[，,、是]?|首先|其次|再次|然后|最后"
    r"|其[一二三四五六七八九十]|[（(][一二三四五六七八九十\d]{1,3}[）)]、?|\d{1,2}[.．、)）：:](?:(?!\d)|(?=20\d\d年))|[①-⑩])"
)
_SPEAKS = re.compile(  # 再讲, 最后说说, 后讲一讲
    "(?:先|再|后|最后|接着|接下来|然后|末了|下面|第[一二三四])?来?(?P<verb>[讲说谈聊报])(?:一?(?P=verb)|一下)?(?=..)"
)
_BOXED = re.compile(r"[（(](?P<name>[^（()），。；：\d]{2,8})[）)][：:]?(?=\S)")
_STOP = re.compile(rf"[：:]|[，,。；](?={_NUMBERED.pattern})")
_INTENT = re.compile(  # 工作及学习计划, 个人发展规划: what is meant, behind what was done
    r"(?:(?:19|20)\d\d年度?|[短近中长]期|[下后]半年|未来[一二三半两几\d]{0,2}年)?(?:个人|自己|我|的|工作|学习|职业|事业|生涯|未来|发展|成长|年度|主要|及|和|与|、)*"
    r"(?:计划|规划|打算|设想|展望|愿景|目标)"
    r"|对?(?:(?:19|20)\d\d年度?|明年|来年|下一年度?|下一任期|新的一年)(?:的|工作|经营|管理|教学|主要)*"
    r"(?:计划|打算|设想|目标|思路|考虑|安排|重点|任务)"
)
_MIXED = re.compile(  # 成绩与不足: both, so that only what stands below can tell
    r"(?:成绩|成就|成效|成长|收获|进步|优点|优势|经验|亮点|成果)(?:和|与|及|以及|、)(?:存在)?的?(?:不足|问题|短板|差距|缺点)"
)
_LEARNED_TOO = re.compile(  # 反思与总结: what stands below may tell what was learned
    "(?:总结|收获|心得|体会|感悟|经验)[和与及、]反思|反思[和与及、](?:总结|收获|心得|体会|感悟|经验|成长|提升)"
)
_TURNED = re.compile(
    r"[。！；](?=(?:同时|当然|但是?|不过|然而|此外|另外)?[，,]?(?:我|自己|本人|自身)?[^，。；]{0,4}(?:也|还|仍))"
    r"([^，,。；]{2,14}(?:存在|有)(?:着|一些|许多|不少|很多|诸多|一定的?|几点|几个)"
    r"[^，,。；]{0,8}(?:不足|问题|差距|短板|缺点)(?:之处|的地方)?)(?=[，,：:。])"
)
_NAMED_IN = re.compile(  # 做得不够的地方是晚高峰准点率偏低, 不足之处，…; not 人手不足，…
    r"(?<=[。！；])(?:但是?|不过|同时)?[，,]?("
    r"[^，。；：\d]{0,6}(?:不[够足到好]|欠缺|有待|需要?(?:加强|改进|提高|提升|改善|完善))[^，。；：\d]{0,4}(?:地方|之处)(?:主要)?(?:就?是|在于|[，：])"
    r"|(?:(?:主要|存在|最大|明显|自身|工作中?)的?)*(?:不足|欠缺|短板|差距|缺憾|遗憾)(?:主要)?(?:就?是|在于|：))"
)
_STILL = re.compile(  # 但仍存在学用脱节的问题，…, where no part tells the shortcomings
    r"[。！；](?=(?:同时|当然|但是?|不过|然而)?[，,]?(?:我|自己|本人|工作中)?[^，。；]{0,4}(?:也|还|仍))"
    r"([^，,。；]{2,8}(?:存在|有)[^，,。；]{2,20}的?(?:不足|问题|差距|短板|缺点|现象))(?=[，,：:。])"
)
_OWN = re.compile(  # 同时，我在沟通的方式上还存在不足，…: said of oneself, with what it is in
    r"[。！；](?:同时|当然|但是?|不过|然而|此外|另外)?[，,]?((?:我|本人)(?:自己|个人)?在[^，,。；\d]{4,34}"
    r"(?:还|仍|也|尚|依然)(?:存在|有)着?(?:很大的?|较大的?|一定的?|些许的?|明显的?)?(?:不足|差距|欠缺|短板))"
    r"(?=[，,。；])"
)
_LISTED = re.compile(  # …，可是手上的本事还有不足。首先，…
    r"[。！；][ \u3000]*([^。！？；：\d]{2,40}(?:不足|缺点|差距|问题|短板)(?:之处|的地方)?)"
    r"(?=[。：](?:首先|一是|其一|第一[，是]|[（(]?[1一][)）、.．]))"
)
_SUMMED_UP = re.compile(  # 以上是我的汇报，…, 特此申请转正，…
    r"总之|总而言之|综上|总的来[说看]|以上(?:就?是|为)(?:我|本人)"
    r"|(?:在此|特此|为此|因此|故|特)[，,]?(?:我|本人)?(?:郑重|正式|特)?(?:向[^，。；]{1,12})?(?:提出|申请|恳请|请求)"
    r"|[^；\n]{0,60}(?:提出转正|申请转(?:为|正)|转正申请)"
)
_PRAISED = re.compile(
    r"\s*(?:首先|其一|一方面|一是)?[，,]?[^，。；]{0,4}(?:欣慰|成绩|优点|收获|进步|好的方面|做得(?:比较|较)?好)"
)
_SUMMED = frozenset({"总结", "小结", "后记"})  # on a line of their own, at the end
_YEAR = re.compile(r"20\d\d年")
_PAST = re.compile(
    r"(?:完成|落实|执行|推进|进展|开展)(?:的?(?:情况|成效|进度))?$|整改的?(?:情况|进展|成效|结果)$|以来"
)
_SHOWN = re.compile(  # 针对存在的, 对以上几个方面的: what falls short has been told
    "(?:[的些上述]|存在|自身|本人|方面|查摆|检视|问题|差距|针对|对照|对于?"
    "|[一二三四五六七八九十几]?[个点条])和?$"
)
_BEHIND = re.compile(r"^(?!对照检查)(?:针对|对照|围绕|对于?|为|面对|结合|根据)")
_CAUSED = re.compile(
    "(?:不足|问题|差距)的?(?:及其?|和|与|、)(?:产生的?)?(?:主要)?(?:原因|根源|成因)"
)
_CURED = re.compile(  # deeds
    "(?:^|、)整改(?:巡[察视]|审计|督查|考核)(?:发现|反馈|指出)?的?问题$"
    "|(?:改进|转变)(?:工作|服务|机关|干部|队伍)?作风$"
)
_FILLED = re.compile("(?:[补破攻]上?|扫清|消除)[^，。；]{1,6}")  # 补学习短板
_REPORTED = re.compile(  # 现就个人检视剖析情况报告如下
    "(?:检查|剖析|检视|自查|反思)[^，。；]{0,10}(?:报告|汇报|说明)[^，。；]{0,4}如下$"
)
_RECORD = re.compile("情况|落实|进展|成效|完成")
_FOUND = re.compile(  # 查找自己的问题，主要是：
    "(?:查找|查摆|找出?|检视|反思|认识|看|发现|剖析)[^，。；]{0,12}(?:问题|不足|差距|短板)"
    "[，,]?(?:主要)?(?:是|有|如下|表现[在为])?(?:以下)?[^，。；]{0,6}$"
)
_PROMISED = re.compile(
    "[我人]们?将|[我人]打算|今后|下一?步|改进|整改|努力|改正|采取[^，。]{0,6}措施"
)
_PLACES = re.compile(  # 工作中也有让我着急的地方
    "(?:也|还|仍|但|当然)[^，。：；]{0,8}(?:有|存在)[^，。：；]{0,14}(?:地方|之处|事情?|时候)$"
)
_SAID = re.compile(r"(?:要说|说到|谈到|讲到|若论|还|也|仍|但|依然|确实|同时|存在|有着?).{0,12}")
_MEANT = re.compile("将|要|我们?会|拟|力争|计划|打算|准备|争取|必须|做到")
_SCHEDULED = re.compile(  # 现就补短板作如下安排：
    r"[作做](?:出|了)?(?:如下|以下)(?:工作)?(?:安排|部署|打算|计划|改进|整改)$|(?:安排|部署|打算|计划|措施|规划)如下$"
)
_AHEAD = re.compile(  # 说明年：再为乡亲跑一程
    r"[说谈讲话看问想]?(?:明年|来年|新的?一年|新学[年期]|今后|往后|下一?步)(?:$|[，,：:]|(?:怎么|咋|怎样)[干办做走](?:$|[，,：:]))"
)
_ASKED_AHEAD = re.compile(  # 2024年怎么干, 往前看：新学期抓什么
    r"^(?:[^，。；：\d]{2,6}[，,：:])?(?:(?:19|20)\d\d年度?|明年|来年|新的?一年|新学[年期]|今后|往后|下一?步|接下来)"
    r"(?:我们?|大家|工作|的)*(?:(?:打算|准备)?(?:怎么|咋|怎样|如何)[干抓做办走改补]|[干抓做办补](?:些?什么|啥|哪些事?))[？?]?$"
)
_ASKED_LACK = re.compile(  # 哪些地方还不到位, 还差在哪里
    r"^(?:[^，。；：\d]{2,6}[，,：:])?(?:我们?|自己)?(?:"
    r"(?:哪里|哪儿|哪些)(?:地方|方面|事情?|工作)?(?:做得|干得)?(?:还|仍)?(?:有(?:差距|不足|短板)|不(?:够|到位|行|好|足)|没有?[办做干管抓]?[好到完])"
    r"|还(?:差|欠|缺)(?:着|在)?(?:哪里|哪儿|哪些|什么|啥)|(?:差距|短板|不足|毛病|弱项)(?:究竟|到底)?在(?:哪里|哪儿|哪))"
    r"(?:[、，,和]?(?:又|该|要|打算|准备)?(?:怎么|咋|如何)[改补办干抓做])?[？?]?$"
)
_OWED = re.compile(  # 我还欠着的账, not 文档欠账多
    r"(?<![清追收催])(?:欠|亏)(?:着|下|大家|群众|同事|各位|的|了)*[^，。；\d]{0,4}账(?=$|[，,：:])"
)
_SOUGHT = re.compile(  # 对照“四个带头”查摆的问题, not 针对查摆的问题
    r"^(?:[^，,。；：]{2,24}[，,])?(?:对照|联系|围绕)[^，,。；：]{0,24}[，,]?[^，,。；：]{0,6}"
    r"(?:查摆|查找|检视|检查|剖析|反思|存在|找)[出到]?[^，,。；：整改]{0,8}(?:问题|不足|差距|短板)"
    r"(?:(?:和|与|及|以及|、)(?:问题|不足|差距|短板|具体表现|主要表现|表现))?的?(?:情况|方面)?$"
    r"|^(?:个人|自我|本人)?(?:[几两三四五六]个方面)?的?(?:对照检查|检查剖析|检视剖析|检视检查)的?(?:主要)?(?:情况|内容)$"
)
_LESS = re.compile(  # LESS WELL, beside WELL
    r"(?:less|not(?: so)?) (?:well|good)|(?:to|needs?) (?:improve|improvement)s?", re.IGNORECASE
)
_PRAISES = re.compile(  # of one that stands below another: 自身优势, WELL
    r"(?:优势|优点|亮点|长处|特长|强项|进步|收获|成绩|成果|成长|做得好的(?:地方|方面)?|\bwell|\bgood)$",
    re.IGNORECASE,
)
_INTENDED = re.compile(
    "(?:打算|准备|想|要)(?:怎么|怎样|这样|这么|如何)[^，。；]{0,4}$"
)  # 我打算这样还
_TO_DO = re.compile(  # 新一年还想办的三件事
    r"(?:明年|来年|新的?一年|今后|下一?步|接下来|往后|未来|20\d\d年)[^，。；：]{0,6}?(?:想|要|打算|准备|计划|力争)"
    r"(?:着力|重点|继续|集中)?[办做干抓补推][^，。；：]{0,8}(?:事情?|实事|工作|项目|任务)$"
)
_TOLD_AHEAD = (_ASKED_AHEAD, _INTENDED, _TO_DO)
_ADVISED = re.compile(
    "对策(?:和|与|及|、)?建议|建议(?:和|与|及|、).{0,6}(?:打算|措施|计划|思路|安排|设想)"
    "|(?:打算|措施|计划|思路|安排|设想)(?:和|与|及|、).{0,6}建议"
)  # what is to be done, not advice to others
_HELD = re.compile("存在|还有|仍有|也有")
_SELF = re.compile("剖析|反思|检视|反省|反躬|自查|正视")  # what one finds lacking in oneself
_FEW = re.compile("只[^要]|仅|尚未|没有|偏[少低慢弱大高软]|[得较]少|滞后|不到|不了|未能|迟迟|空白")
LACKING = re.compile(  # a clause that says what is lacking
    r"不够|不[^不]{1,4}$|[较得偏太很]?[少差弱慢低晚粗浅窄](?:了|点|些)?$|没有?[^没]{1,10}$|未[^未]{1,8}$"
    r"|(?<!不能)(?<!不要)(?:太|过于|偏)[急粗散乱松软硬死满杂碎旧老紧](?:了|点|些)?$"
    r"|(?<!防止)(?<!杜绝)(?<!避免)(?<!反对)(?<!克服)(?<!整治)(?:粗放|随意|潦草|拖沓|走形式|走过场|流于形式|生硬"
    r"|松散|松懈|敷衍|脱节)(?:了|些|一点)?$"
    r"|(?:底子|基础|家底|功底)(?:还|也|比较|有点|有些|偏|很|太)?薄(?:了|些)?$"
    r"|(?:脾气|性子|性格)(?:还|也|比较|有点|有些|偏|很|太)?(?:[急躁倔暴]|急躁|暴躁|火爆)(?:了|些)?$"
    r"|不足|薄弱|滞后|欠缺|单一|短板|差距|有待|待(?:提高|提升|增强|加强|改进|完善)|欠账|缺乏|缺少|不(?:好|了|到|深|细|严|实|高|强)"
)
_HONEST = re.compile(  # 没有收受礼品: nothing lacking
    "礼|收受|收过|吃请|宴请|吃过|插手|招呼|谋取|谋利|私利|违规|违纪|红包|回扣|亲属|家属|配偶|子女|干预|公车"
)
_DENIED = re.compile("没有?|未|无|不存在|杜绝|防止|避免|零")  # 没有发生违规违纪问题
_UNHARMED = re.compile(  # 没有发生一起责任事故: nothing lacking either
    r"(?:没有?|未|无|杜绝)[^，。；不]{0,12}(?:事故|差错|投诉|上访|问题|案件|火灾|纠纷|伤亡|舆情|失误|泄密|疫情"
    r"|败诉|举报|灾害|重伤|欠费|旷课|迟到|请[^，。]{0,3}假)"
)
_NAMING = re.compile("[^。！？；：:\n]{2,24}。(?=.)")  # a first sentence that may be a name
_CLAUSES = re.compile("[，,。；;：:]")
_PLANNED = re.compile(
    r"将|拟|力争|争取|计划|打算|确保|[底月]前|之前|明年|今后|以后|我[会要来想]|要[把将]|年内|每[周月季天日年半学]|20\d\d年|[上下]半年|建立|制定|组织|开展|引入|推行"
)


@dataclass(frozen=True, slots=True)
class Label:
    """Words in a line that open the shortcomings, the measures or the causes: 改进措施：."""

    role: str  # a `Role`, or `APART`
    start: int
    end: int
    is_certain: bool  # names the part and nothing else; others need a likely place
    is_retort: bool  # begins like a measure: 针对以上不足，


@dataclass(frozen=True)
class Vocabulary:
    """A genre's words, and those of all genres, made ready for reading any text."""

    genre: Genre
    headings: frozenset[str]
    known: re.Pattern[str]  # words of sections, with those of all parts
    lacks: re.Pattern[str]  # how a shortcoming ends: 不够, 不强
    feedback: re.Pattern[str]

    @classmethod
    @lru_cache(maxsize=16)
    def of(cls, genre: Genre) -> "Vocabulary":
        """The patterns of `genre`, compiled once."""
        sections = [word for spec in genre.sections for word in (*spec.groups, *spec.keywords)]
        sections += [word for words in lists().sections.values() for word in words]
        named = pattern_of(word for word in sections if len(word) > 1).pattern
        return cls(
            genre=genre,
            headings=frozenset(known for spec in genre.sections for known in spec.headings),
            known=re.compile(f"{named}|{lists().known.pattern}"),
            lacks=pattern_of(genre.shortcomings.lead_tails),
            feedback=re.compile(
                re.escape(genre.feedback.opening.partition("$")[0])
                + rf"[12]\d{{3}}年|{re.escape(genre.feedback.label or '反馈整改情况')}[：:]"
            ),
        )

    def labels(self, line: str) -> Iterator[Label]:
        """Every label in `line`, on its own or before what it opens."""
        for found in _STOP.finditer(line):
            start, phrase = _phrase(line, found.start())
            if label := self._labelled(phrase, found[0]):
                role, is_certain, is_retort = label
                if role == Role.SHORTCOMING and _PRAISED.match(line, found.end()):
                    continue
                yield Label(role, start, found.end(), is_certain, is_retort)
        if said := self._said(line) or self._boxed(line):
            yield said

    def _boxed(self, line: str) -> Label | None:
        """A name in round brackets before what it opens: （不足）听课太少。"""
        found = _BOXED.match(line)
        role = self._label(found["name"], "", _CLEAR) if found else ""
        if not found or role not in (Role.SHORTCOMING, Role.MEASURE):
            return None
        return Label(role, 0, found.end(), is_certain=True, is_retort=False)

    def _said(self, line: str) -> Label | None:
        """A first sentence that only names the part: 再次，讲讲存在的问题。"""
        first = _NAMING.match(line)
        if not first:
            return None
        numbered = _NUMBERED.match(line)
        bare = line[numbered.end() if numbered else 0 : first.end() - 1].lstrip("，, ")
        role = self._spoken_of(bare) or (self._label(bare, "", 0.1) if bare else "")
        is_whole = role == Role.SHORTCOMING and lists().lack.search(bare) is not None
        if role not in (Role.SHORTCOMING, Role.MEASURE) or (
            self.lacks.search(bare) and not (is_whole and _SPEAKS.match(bare))
        ):
            return None
        return Label(role, 0, first.end(), is_certain=False, is_retort=False)

    def _spoken_of(self, name: str) -> str:
        """The part that somebody says he speaks of now: 再讲没做好的, 后讲怎么改."""
        said = _SPEAKS.match(name)
        rest = name[said.end() :] if said else ""
        return self._label(rest, Role.SHORTCOMING, _CLEAR) if rest else ""

    def turns(self, line: str) -> Iterator[int]:
        """Where a sentence of `line` begins to say what is meant to be done."""
        for begun in _BEGUN.finditer(line):
            found = lists().turn.match(line, begun.end())
            if not found:
                continue
            end = _BOUNDS.search(line, found.end())
            sentence = line[found.start() : end.start() if end else len(line)]
            if _MEANT.search(sentence) or not self.lacks.search(sentence):
                yield found.start()

    def admits(self, line: str) -> bool:
        """A paragraph that begins by admitting shortcomings, without a label.

        >>> from drafter.document import genre
        >>> Vocabulary.of(genre.load("shuzhi")).admits("回顾一年来的工作，也存在一些不足。")
        True
        """
        first = re.split(r"[。！？；：:]", line[: 3 * _NEAR], maxsplit=1)[0]
        if _PRAISED.match(line, len(first) + 1):
            return False  # 有值得欣慰的地方，也有不足。首先值得欣慰的是…
        clauses = re.split("[，,]", first)
        if _FOUND.search(first) and line[len(first) : len(first) + 1] in ("：", ":"):
            return True
        if _PLACES.search(clauses[-1]):
            if re.search("不|没|欠|未|待", clauses[-1]):
                return True
            told = re.split("[。；！？]", line[len(first) + 1 :].strip("。；！？"))
            if 2 * sum(map(self.falls_short, told)) >= len(told):
                return True
            clauses = clauses[:-1]
        return any(
            _SAID.search(clause)
            and self._ends_with_lack(clause)
            and not (clause.startswith("针对") and clause is not clauses[-1])  # …，我们着力……
            for clause in clauses[:4]
        )

    def admissions(self, line: str, *, is_only: bool) -> Iterator[int]:
        """Where a sentence inside a paragraph turns to what is lacking: 同时也有一些不足之处，…

        Args:
            line: a paragraph.
            is_only: no other part tells shortcomings, so that one named is enough.
        """
        told = [_LISTED, _TURNED, _STILL, _NAMED_IN, _OWN] if is_only else [_TURNED]
        pattern = next((each for each in told if each.search(line)), _TURNED)
        for found in pattern.finditer(line):
            if not _PRAISED.match(line, found.end()):
                yield found.start(1)

    @staticmethod
    def sums_up(line: str) -> bool:
        """A paragraph that looks back on all that was told: 总之，…"""
        return bool(_SUMMED_UP.match(line))

    def opens_feedback(self, line: str) -> bool:
        """A paragraph that begins by naming last year's feedback."""
        counted = opens(line)
        line = re.sub(r"\s", "", unnumbered(line))  # 2021 年度
        if self.feedback.match(line):
            return True
        if criticism.is_response(line):  # 二是办理建议提案。 tells work like its fellows
            return counted is None or counted.family in OF_HEADINGS
        return criticism.is_told(line) or (counted is not None and criticism.is_answered(line))

    def role(self, heading: str, *, after: str = "") -> str:
        """The role a heading's words give it, "" when they give none, `APART` for other parts.

        Args:
            heading: without its number.
            after: the role before it, which tells what may come next.

        >>> from drafter.document import genre
        >>> words = Vocabulary.of(genre.load("shuzhi"))
        >>> [str(words.role(x)) for x in ("履职过程中的主要不足", "不足与展望", "下一步履职思路")]
        ['shortcoming', 'shortcoming', 'measure']
        >>> [words.role(x) for x in ("补齐基础设施短板", "整改措施不够具体", "原因剖析")]
        ['', '', 'apart']
        """
        specs = self.genre.sections
        if heading in _SUMMED:
            return APART
        if _MIXED.search(heading):
            return ""
        head = re.split("[，：:]", heading, maxsplit=1)[0]
        for spec in specs:
            if any(head == known.partition("，")[0] for known in spec.headings):
                return spec.role
        if label := _spoken(heading) or self._label(heading, after):
            return label
        weights = [
            self._weight(heading, spec.groups) + self._weight(head, spec.groups) for spec in specs
        ]
        extra = lists().sections
        weights = [
            weight + sum(self._weight(part, extra.get(spec.role, ())) for part in (heading, head))
            for weight, spec in zip(weights, specs, strict=True)
        ]
        if max(weights, default=0) == 0:
            weights = [self._weight(heading, spec.keywords) for spec in specs]
        best_weight = max(weights, default=0)
        return specs[weights.index(best_weight)].role if best_weight else ""

    def speaks_of(self, role: str, text: str) -> bool:
        """A text has words of this section of the genre; one on work done has figures."""
        spec = self.genre.section(role)
        told = sum(word in text for word in spec.keywords)
        return told > 1 or (not spec.keywords and bool(re.search(r"\d|[*＊×]", text)))

    def hints(self, title: str, body: str, after: str) -> str:
        """What a heading opens that its words alone do not tell, by what stands below it.

        Args:
            title: of words that name no part: 反躬自省，存在问题有深度.
            body: the text below.
            after: the role before it.
        """
        is_lack = self.may_lack(title)
        if not is_lack and after != Role.SHORTCOMING:
            return ""
        told = [part for part in re.split(r"[。；！？\n]", body) if part.strip()]
        lacking = sum(bool(self.lacks.search(part) or _FEW.search(part)) for part in told)
        meant = sum(bool(_PLANNED.search(part)) for part in told)
        if is_lack and told and lacking * 2 >= len(told) and lacking >= meant:
            return Role.SHORTCOMING
        ends = [*lists().plan.finditer(title), *lists().weak.finditer(title)]
        is_plan = any(each.end() == len(title) for each in ends)
        if after == Role.SHORTCOMING and is_plan and meant * 3 >= len(told) > 0:
            return Role.MEASURE
        if after == Role.SHORTCOMING and meant * 2 >= len(told) > 0 and meant > lacking:
            return Role.MEASURE
        return ""

    def may_lack(self, title: str) -> bool:
        """A title has a word of what falls short, among whatever others."""
        lack = _last(lists().lack, title)
        is_lack = lack is not None and not self._is_mended(title, lack.start())
        return is_lack or any(each.search(title) for each in (_SELF, _ASKED_LACK))

    @staticmethod
    def is_honest(told: str) -> bool:
        """A sentence about the author's own honesty and no plan: 没有拿过集体一分钱。"""
        is_clean = _HONEST.search(told) or re.search("没有?[^，。；]{0,8}(?:拿|占|收|吃|要)", told)
        return bool(is_clean) and not _PLANNED.search(told)

    @staticmethod
    def falls_short(told: str) -> bool:
        """A point whose words say what is lacking: 出租屋底数不清。"""
        clauses = _CLAUSES.split(told[: 3 * _NEAR])
        told_short = any(
            LACKING.search(each.strip()) and not _UNHARMED.search(each) for each in clauses
        )
        return told_short and not _HONEST.search(told)

    @staticmethod
    def looks_ahead(told: str) -> bool:
        """A point whose words say what is meant to be done: 4月底前重新登记。"""
        return _PLANNED.search(told[: 3 * _NEAR]) is not None

    def knows(self, line: str) -> bool:
        """A line without a number that is a heading of the genre or a label all the same."""
        if line in self.headings or line in _SUMMED:
            return True
        if _ASKED_AHEAD.search(line) or _ASKED_LACK.search(line):
            return True
        return "，" not in line and len(line) <= _SHORT and bool(self._label(line, "", _CLEAR))

    @staticmethod
    def is_mixed(title: str) -> bool:
        """A heading that names what was achieved and what is lacking: 成绩与不足."""
        return _MIXED.search(title) is not None

    @staticmethod
    def reflects(title: str) -> bool:
        """A heading below which deeds and lessons may stand among what is lacking: 反思与总结."""
        return any(each.search(title) for each in (_MIXED, _LEARNED_TOO))

    @staticmethod
    def praises(title: str) -> bool:
        """A heading that names what is good: 自身优势, not 不足."""
        title = title.strip("#* ：:")
        return _PRAISES.search(title) is not None and not _LESS.search(title)

    @staticmethod
    def intends(title: str) -> bool:
        """A heading that names plans and nothing else: 工作计划, not 工作计划完成情况."""
        return bool(_INTENT.fullmatch(title.strip("【】[]{} ：:")))

    def names_measures(self, name: str, *, is_verb: bool) -> bool:
        """A name can stand between a shortcoming and what is to be done: 改进, 下一步, 整改措施.

        Args:
            name: what stands between two marks.
            is_verb: 是 follows, so that it has to be the name of nothing else.
        """
        if is_verb:
            return self._label(name, "", _CLEAR) == Role.MEASURE
        is_named = self._label(name, Role.SHORTCOMING, _CLEAR) == Role.MEASURE
        return is_named or lists().ahead.fullmatch(name) is not None

    def names_section(self, line: str) -> bool:
        """A line without a number that names a section and nothing else: 廉洁自律情况."""
        title = line.rstrip("：: ")
        if len(title) > _BRIEF and any(title in words for words in lists().sections.values()):
            return True
        is_name = line.endswith(("：", ":", "情况", "方面"))
        if not is_name or len(title) > _SHORT or re.search("[，。；！？]", title):
            return False
        return _unknown(title, self.known) <= _CLEAR and bool(self.role(title))

    def _label(self, heading: str, after: str, most: float = _OPEN) -> str:
        """Shortcomings, measures or feedback, where a heading names them and little else."""
        clauses = [part for part in re.split("[，,]", heading) if part.strip()]
        clauses = [part for part in clauses if not _BEHIND.match(part)] or clauses
        told = [self._remembered(part, after, most) for part in clauses]
        if not told or "" in told:
            return ""
        return told[0]

    def _remembered(self, clause: str, after: str, most: float) -> str:
        """The same for a clause; each line is read as a heading, a label and a cell of a table."""
        kept: dict[tuple[str, str, float], str] = vars(self).setdefault("_kept", {})
        key = (clause, after, most)
        if key not in kept:
            if len(kept) >= _KEPT:
                kept.clear()
            kept[key] = self._clause(*key)
        return kept[key]

    def _clause(self, clause: str, after: str, most: float) -> str:
        """The same for a clause."""
        words = lists()
        if words.apart.search(clause) and not self._is_told_too(clause):
            is_apart = _unknown(clause, words.known) <= _OPEN
            return APART if is_apart else ""
        if _CURED.search(clause) or owns(clause):
            return ""
        clause = clause.replace("的", "")  # 今后努力的方向
        if _unknown(clause, words.known) > most or not _SKIPPED.sub("", clause):
            return ""
        if self.lacks.search(words.known.sub("\n", clause)):
            return ""  # 整改措施不够具体 is a shortcoming, not the measures
        return self._named(clause, after)

    @staticmethod
    def _is_told_too(clause: str) -> bool:
        """Beside what stands apart, shortcomings or plans are named: 不足和感想, 问题及原因."""
        if _CAUSED.search(clause) or _ADVISED.search(clause):
            return True
        words = lists()
        if re.search("原因|根源|成因|建议", clause):
            return False
        return words.lack.search(words.apart.sub("", clause)) is not None

    def _named(self, clause: str, after: str) -> str:
        """What a clause of known words names."""
        words = lists()
        lack, plan = _last(words.lack, clause), self._plan(clause, after)
        if words.criticism.search(clause) and (lack or words.dealt.search(clause)):
            return Role.FEEDBACK
        if lack and words.dealt.search(clause) and _RECORD.search(clause):
            return Role.FEEDBACK
        if lack and not _BEHIND.match(clause) and not self._is_mended(clause, lack.start()):
            return Role.SHORTCOMING
        return Role.MEASURE if plan else ""

    @staticmethod
    def _plan(clause: str, after: str) -> bool:
        words = lists()
        if _PAST.search(clause):
            return False
        if words.plan.search(clause):
            return True
        is_weak = words.weak.search(clause) is not None
        if words.ahead.search(clause):
            return is_weak
        if _YEAR.search(clause) and words.firm.search(clause):
            return True
        return is_weak and after == Role.SHORTCOMING and not clause.endswith("方面")

    @staticmethod
    def _is_mended(clause: str, place: int) -> bool:
        """Before the word of lack stands one that makes it work: 解决问题."""
        before = clause[:place]
        is_filled = lists().mending.search(before) or _FILLED.fullmatch(before)
        return is_filled is not None and "存在" not in clause

    @staticmethod
    def promises(line: str) -> bool:
        """A line that announces what will be done: 以上问题，我将在今后工作中切实改进："""
        is_ahead = _PROMISED.search(line) or lists().ahead.search(line)
        return line.endswith(("：", ":")) and len(line) <= 2 * _NEAR and bool(is_ahead)

    def _labelled(self, phrase: str, mark: str) -> tuple[str, bool, bool] | None:
        """The role of the words before a colon or an enumerator, whether sure, whether a retort."""
        numbered = _NUMBERED.match(phrase)
        bare = phrase[numbered.end() :] if numbered else phrase
        if not bare or criticism.names_issues(bare) or _REPORTED.search(bare):
            return None
        told = self._told(bare, mark, is_numbered=numbered is not None)
        return told if told and not any(markers(bare)) else None

    def _told(self, bare: str, mark: str, *, is_numbered: bool) -> tuple[str, bool, bool] | None:
        if mark in "：:" and _SCHEDULED.search(bare) and not is_numbered:
            return Role.MEASURE, True, True
        is_why = mark in "：:" and not is_numbered and asks_why(bare)  # 产生这些问题，原因在于：
        named = APART if is_why else self._label(bare, "", 0.0 if is_numbered else _CLEAR)
        if named in (Role.SHORTCOMING, Role.MEASURE):
            return named, mark in "：:", False
        if named == APART and mark in "：:" and not is_numbered:
            return named, False, False  # 原因：, between a shortcoming and its measure
        if not is_numbered and self._ends_with_lack(re.split("[，,]", bare)[-1]):
            return Role.SHORTCOMING, False, False
        if mark in "：:" and self._label(bare, Role.SHORTCOMING, _CLEAR) == Role.MEASURE:
            return Role.MEASURE, False, False  # 措施：, where shortcomings stand before it
        return None if is_numbered else self._retort(bare, mark)

    def _retort(self, phrase: str, mark: str) -> tuple[str, bool, bool] | None:
        """Words that turn to what is to be done: 下一步, 针对以上不足, 2025年安排如下."""
        is_ahead = bool(lists().ahead.match(phrase)) or self._is_next_year(phrase)
        if is_ahead or (_BEHIND.match(phrase) and self._is_turned_to(phrase)):
            return Role.MEASURE, is_ahead and mark in "：:", True
        if mark in "：:" and _PROMISED.search(phrase) and not self.lacks.search(phrase):
            return Role.MEASURE, False, True
        return None

    @staticmethod
    def _is_turned_to(phrase: str) -> bool:
        """针对以上不足，…: not 对他们的困难掌握不全, which goes on to say what is lacking.

        Nor 对群众观点认识不足: what stands before says of what there is too little.
        """
        words = lists()
        lack = _last(words.lack, phrase)
        if not lack or (lack[0] == "不足" and not _SHOWN.search(phrase[: lack.start()])):
            return False
        behind = re.split("[，,]", phrase[lack.end() :])[0]
        return _unknown(behind, words.known) == 0

    def _is_next_year(self, phrase: str) -> bool:
        clause = re.split("[，,]", phrase)[-1]
        return bool(_YEAR.search(clause) and lists().firm.search(clause)) and not _PAST.search(
            clause
        )

    def _ends_with_lack(self, clause: str) -> bool:
        """还存在以下几个方面的不足: behind the word of lack stands nothing more."""
        words = lists()
        lack = _last(words.lack, clause)
        if not lack or self._is_mended(clause, lack.start()):
            return False
        if _DENIED.search(clause[: lack.start()]):
            return False
        if _BEHIND.match(clause) and not _HELD.search(clause):
            return False
        before, behind = clause[: lack.start()], clause[lack.end() :]
        is_told = "存在" in before or "有" in before or _unknown(clause, words.known) <= _OPEN
        return is_told and _unknown(behind, words.known) == 0

    @staticmethod
    def _weight(text: str, words: Iterable[str]) -> int:
        """Long words say more than short ones."""
        return sum(len(word) ** 2 for word in words if word in text)


def _spoken(heading: str) -> str:
    """What a heading names in the words of somebody who speaks: 我还欠着的账, 我打算这样还."""
    if criticism.heads(heading):
        return Role.FEEDBACK
    if _AHEAD.match(heading) or any(each.search(heading) for each in _TOLD_AHEAD):
        return Role.MEASURE
    is_lack = any(each.search(heading) for each in (_OWED, _SOUGHT, _LESS, _ASKED_LACK))
    return Role.SHORTCOMING if is_lack else ""


def _phrase(line: str, end: int) -> tuple[int, str]:
    """Where the words before `end` begin, back to the last stop, and the words."""
    first = max(0, end - _PHRASE)
    window = line[first:end]
    cuts = [found.end() for found in _BOUNDS.finditer(window)]
    if not cuts and first:
        cuts = [found.end() for found in re.finditer("[，,]", window[:-1])]
        if not cuts:
            return end, ""
    start = first + (cuts[-1] if cuts else 0)
    start += len(line[start:end]) - len(line[start:end].lstrip())
    return start, line[start:end]


def _unknown(text: str, known: re.Pattern[str]) -> float:
    """The share of a text's characters that are in no known word."""
    bare = _SKIPPED.sub("", text)
    return len(_SKIPPED.sub("", known.sub("", text))) / len(bare) if bare else 0.0


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match."""
    return next(iter(list(pattern.finditer(text))[-1:]), None)
