"""Shortcomings and measures told in running text: which sentences begin one.

A first sentence that only says that something is lacking, or that something will be done, is a
remark; a sentence that leans on the one before it (这, 有的, 结果, 比如) tells more of the same.
Each other sentence begins a point, behind the words that tie it to the last (其次是, 再有就是).
"""

import re
from collections.abc import Iterator

from drafter.document.parsing.vocabulary import LACKING, Vocabulary
from drafter.text import Span, sentences

_REMARK = re.compile(
    r"[^“《\d]*(?:觉得|满意|有数|账|不少|有些|一些|许多|很多|诸多|不足|差距|短板|问题|遗憾|惭愧|对不住|对不起|检讨|毛病|亏欠|清醒)[^“《\d]*"
)
_ANNOUNCED = re.compile(
    r"(?:20\d\d年，?)?[^“《\d]*(?:这|以下|如下|下面|从[^，。]{1,6}入手|[几两三四五六]个?(?:处|点|件|条|方面|项|步|头|桩|笔|样|块)"
    r"|[几两三四五六]个[^，。]{0,3}(?:目标|任务|打算|想法|愿望|心愿|念头))[^“《\d]*"
    # 明年局里给我们的任务是300公里，压力不小。: what others ask for
    r"|[^“《，。；]{0,12}(?:给|下达|交给)[^，。；\d]{1,12}(?:任务|指标|目标)(?:就?是|为|定在)[^，。；]{2,16}"
    r"(?:[，,][^，。；\d]{0,6}(?:压力|担子|任务|难度|挑战)[^，。；\d]{1,6})?。"
)
_FOLLOWED = re.compile(  # 工作还有一些不到位。, 我看至少有这么几个短处。
    r"(?:^|.*[，,。])[^，,。；\d“《]{0,16}(?:有|存在|是|感到|看到|说)[^，,。；\d“《]{0,6}"
    r"(?:[几两三四五六七八](?:个|点|条|处|件|笔|项|桩|样)?|一些|许多|不少|很多|诸多|若干)的?"
    r"(?:(?:方面|地方|之处|短处|不足|问题|毛病|差距|短板|弱项|遗憾|欠缺|缺点|事情?|(?:薄弱)?环节|欠账|[不没][^，。；]{1,4})"
    r"[^，,。；\d“《]{0,8})?[。：:！]"
)
# Clauses that own up and name nothing: 话说回来，毛病也摆在明处，我不遮掩。
_FAULTS_OWNED = re.compile(
    r"(?:我们?|自己|自身|本人|身上|手上|工作|今年|这?一年来?|存在|主要|[的里中上])*"
    r"(?:不足|问题|差距|短板|缺点|毛病|短处|弱项|欠账|遗憾|[做干办管]得(?:还)?不[^的\d]{1,3}|没有?[做干办管]好)的?"
    r"(?:地方|之处|事情?)?(?:我|自己|大家|咱们?)?(?:也|还|都|仍|依然|确实|同样|更)*"
    r"(?:(?:有|是|存在)?着?(?:很|真|挺)?(?:不少|不小|许多|很多|多|明显|突出|一大?堆|好?[几多两三四五][个处件条点笔样桩])"
    r"|(?:摆|放|搁)在[^\d]{1,6}|(?:得|要|该|必须)[说讲摆亮认晒](?:出来|清楚|明白)?|(?:心[里中])?(?:有数|清楚|明白|知道)的?"
    r"|不(?:回避|遮掩|护短|隐瞒)|客观存在)"
)
_OWNING_UP = re.compile(
    r"当然|话说回来|(?:回过?头|静下心|坐下|停下)来?(?:一?想(?:一?想)?|看(?:一?看)?|细?数)?|说?实话(?:实说)?|平心而论|不过|但是?|然而"
    r"|同时|凭良心[说讲]|成绩归成绩|(?:我们?|自己|大家|心[里中]|也|还是|都|其实|很)*"
    r"(?:有几斤几两|(?:有数|清楚|明白|知道)的?|不(?:遮掩|回避|护短|隐瞒|藏着掖着)|看在眼里|认账)"
)
_PLANS_FOLLOW = re.compile(  # 明年，我想把力气用在下面这些地方。, 怎么改？, 下一步，一件一件来改。
    r"(?:(?:针对|对照|对于?)[^，。；：\d]{2,10}[，,])?(?:20\d\d年[，,]?)?(?:"
    r"[^。！？；“《\d]*(?:以下|如下|下面|下列|这[么几些样]|(?<!第)[几两三四五六七八](?:个方面|件事?|[点条处项桩头步]|个地方))"
    r"[^。！？；“《\d]{0,10}[。：:]"
    r"|[^。！？；\d]{0,12}(?:怎么|如何|咋)[改干办补走抓做还]呢?[？?]"
    r"|(?:下一?步|明年|新的?一?年里?|今后|来年|接下来)[^。！？；\d]{0,10}"
    r"(?:一(?P<kind>[件条项样个桩步笔])一(?P=kind)|逐[条项件一个])地?[^。！？；，\d]{0,6}[。：:])"
)
_ANNOUNCED_IN = re.compile(  # 2024年我还想做两件事：报名…；
    "(?:20\\d\\d年)?[^。！？；：\\d]{0,40}[两几三四五六](?:件事|点|条|个方面)[^。！？；：\\d]{0,6}："
    "(?:一[件个条点]就?是)?(?=.)"
    # 明年怎么办，我想清楚了：病历当天写；
    "|[^。！？；：，\\d]{0,12}(?:怎么|如何|咋)[改干办补走抓做还][，,][^。！？；：\\d]{0,10}：(?=.)"
)
_OWNED_UP = re.compile(  # 回头来看，自己身上的毛病不容回避。
    r"[^。！？\d“]{0,16}(?:自己|自身|本人|身上|我)[^。！？，\d“]{0,6}(?:不足|问题|差距|短板|缺点|毛病|短处)"
    r"(?:也|还|都|仍|依然|确实|是)?(?:不容(?:回避|忽视|小视)|不能回避|不可回避|客观存在|很?清楚|很?清晰|心里有数)的?[。！]"
    # 静下心来想，这一年做得不到位的地方也很多。, 欠大家的账还有好几笔。
    r"|[^。！？；\d“]{0,30}(?:(?:做|干|办|管|抓|想|考虑|处理)得[^，。；]{0,4}不[^，。；]{1,4}的?(?:地方|之处|事情?|工作)"
    r"|(?:没有?|未能?)[做干办管抓][^，。；]{0,2}[好完到][^，。；]{0,2}的?(?:地方|之处|事情?|工作)"
    r"|不足|问题|差距|短板|缺点|毛病|短处|弱项|遗憾|欠账|漏洞|欠[^，。；]{0,5}的账)"
    r"(?:我|自己|大家)?(?:也|还|都|仍|依然|确实|真|同样|着实)*(?:有|是|留下了?)?(?:着|很|真|挺|的确)?"
    r"(?:心[里中](?:有数|清楚|明白)|清楚|明白|知道|记着|不少|不小|许多|很多|多得很|多|明显|好[几多些]?[几多]?[个处件笔样条桩]|[几不][^，。；]{0,2}[个处件笔样条桩])[。！]"
    # 说完成绩，也该说说不足了。
    r"|[^。！？\d“]{0,16}(?:该|要|得|来|再|也)(?:(?:说|讲|谈|摆|亮|晒|找)一?){1,2}(?:自己的?|存在的?)?"
    r"(?:不足|问题|差距|短板|缺点|毛病|短处)了?[。：:]"
    # 对照大家的期望，我做得还很不够。, 也要实话实说，有些活儿干得并不漂亮。
    r"|[^。；！？\d“]{0,20}(?:我|自己|有些(?:活儿?|事情?|工作|地方))[做干办]得(?:还|仍|都|也|并)*(?:很|远远|远)?不[^，。；\d]{1,3}[。！]"
    # 毛病得自己说。
    r"|[^。！？\d“]{0,10}(?:不足|问题|差距|短板|缺点|毛病|短处|(?:惭愧|遗憾|愧疚|丢人|丢脸|揪心|对不住[^，。]{0,4})的事情?)(?:也|还|都|更)?(?:得|要|该|必须|应当?)"
    r"(?:自己|主动|敢于|当面|如实)?(?:[说讲摆亮认晒]|正视|交代)[^。！？，\d“]{0,6}[。！]"
)
REMARK = re.compile(  # 回顾一年的工作，自己还有不少差距。
    r"[^。！？\d]{0,40}(?:存在|有|看到|认识|感到|觉得|不少|许多|很多|诸多|一些|以下)[^。！？\d]{0,16}"
    r"(?:不足|问题|差距|短板|弱项|缺点|缺憾|遗憾|欠缺|[不没未欠][^，。]{0,8}的?(?=地方|之处))"
    r"(?:之处|的?地方)?[。！]"
    # 说实话，有些事情我做得还不好，大家心里有数。
    r"|[^。！？\d]{0,16}(?:有些|有的|一些|不少|许多|很多)(?:事情?|地方|工作|方面|环节)[^。！？\d，]{0,8}[不没未][^，。]{1,6}"
    r"(?:[，,][^。！？\d，]{0,6}(?:心里|心中|清楚|有数|明白|知道|看在眼里)[^。！？，]{0,6})?[。！]"
    r"|[^。！？\d]{0,30}(?:不足|问题|差距|短板|弱项|缺点|遗憾|欠缺)(?:之处|的?地方)?"
    r"(?:也|还|都|仍|依然|确实|同样)?有?(?:很|十分|非常|相当|更|比较)?"
    r"(?:不少|很多|许多|不小|明显|突出|很?清楚|很?清晰|心里有数|客观存在|不容忽视|不能回避|摆在[^。，]{1,8})[。！]"
)
_LEARNT = re.compile(  # 最深的体会是，群众的事没有小新闻。
    r"[^。！？；“]{0,24}(?:(?:体会|感受|感悟|感触|心得|收获|启示|启发)(?:也|更)?(?:最?[深大多]|最为?深刻)?的?(?:[一几两三]?[点条个])?"
    r"(?:就?是|到|在于|[：:，,])|(?:懂得|明白|悟出)了?[^，。；]{0,4}道理|(?:深深|越来越|深切|切身|强烈)地?(?:感到|感觉到?|觉得))"
)
_OF_ONESELF = re.compile(  # 深深感到，服务意识淡薄
    "我|自己|自身|本人|欠缺|差距|短板|[淡微单]薄|薄弱|滞后|有待|缺乏|跟不上|不[够足强深高细实严透]|不到位|不扎实"
)
_TO_ALL = re.compile("(?:各位[^，。；：]{0,8}|[^，。；：]{1,5}们)[，,：:！!]")
_SEVERAL = re.compile(
    r"(?<!\d)(?:不少|一些|许多|很多|诸多|[几两三四五六](?:处|点|件|条|方面|项|笔|桩|样|个(?!月|人|多)))"
)
_RATE = re.compile("每[周月季年天半学个]|[上下]半年")
_VOW = re.compile(
    "(?:继续|不断|更加|加倍|共同)努力|再接再厉|不辜负|不负[^，。]{0,8}(?:期望|重托|信任|嘱托)|再创佳绩|再上(?:新|一个)?台阶"
    "|(?:作|做)出(?:新的|更大|应有)的?(?:努力|贡献)"
    # 一定把孩子们的吃住放在心上，让家长放心。
    "|一定[^。；每按月周\\d]{4,30}(?:放在心[上里]|记在心[上里]|[，,](?:让|叫|使)[^。；每按月周\\d]{4,24}[。！]$)"
)
_VOWED_EACH = re.compile("(?:还|也|更|再|又|同时)?要(?![求点害素么不闻是])")
_EACH_VOWED = 3  # sentences that begin so
_ANSWERS_ONE = re.compile(
    "(?:针对|围绕|对照|对于|关于|至于)(?!以上|上述|前述|这)[^，。；：]{2,30}[，,：:]"
)
_EACH_ANSWERS = 2  # sentences that begin so
_VOWED = 60  # characters of a sentence that only vows
_SHORT = 36  # characters of a remark
_LEADING = 60  # characters of a paragraph that only announces
_TIED = re.compile(  # 其次是, 再有就是, 最大的一笔欠账是, 还要检讨的是, 另外，
    r"(?:首先|其次|再次|再其次|再有|再者|再就是|再|还有|还|另外|此外|同时|最后|另|先|头一[个条件]"
    r"|第[一二三四五六七八九][个条件点]?)?"
    r"(?:(?:一|又一|还有一|另一)[个点条件]|[^，。；：]{0,3}最[^，。；：]{1,4}的[^，。；：]{0,6}"
    r"|(?!对于?|针对|关于|围绕)[^，。；：]{0,6}(?:检讨|反思|指出|说明|看到|承认|不足|遗憾|惭愧)的?)?"
    r"(?:就?是|在于|[，,：:])"
)
TIE = re.compile(
    "(?:首先|其次|再次|再有|再者|再就是|再一|还有|还要|另外|此外|最后|另一|又一|至于|头一|一[个点条](?:就?是)|第[一二三四五六])"
)
_ONE_MORE = re.compile("(?:还有|再|另|又|最后)一?(?:有?一)[个点条]")
_MATTER = re.compile(  # 硬件建设上，
    r"(?<![^，,。；：:\s])\s*在?(?P<of>[^，,。；：:\s]{1,4})(?P<kind>[^，,。；：:\s]{2})(?:上|方面)\s*[，,]"
)
_ABOUT = re.compile("至于")
LEANS = re.compile(
    r"(?:这|那|其中|有的|有时|有一[次回]|有些|特别是|尤其|比如|例如|如|像|结果|因此|因而|为此|所以|甚至|导致|以致|原因|根子|究其|主要|"
    r"说明|说到底|归根|当时|但|可是?(?!能)|然而|不过|虽然|尽管|从而|也就是|于是|造成|归结|总之|综上)"
)
EXAMPLE = re.compile(  # shows more of what stands above it
    "(?:例如|比如|譬如|举个例子|像(?=[^，。]{2,20}这样))"
)
WISH = re.compile(  # 如果时间允许，我还想……
    "(?:(?:如果?|若|要是|假如)[^，。；]{2,12}[，,])?我?还(?:想|打算|准备|计划)(?=.{6})"
)
_ALSO = re.compile(f"(?:另外|此外|除[^，。]{{2,14}}外|再就是|还(?:要|有|想)|同时|{WISH.pattern})")
_TURN = re.compile(
    r"[，,；;。][ \u3000]*(?=(?:对此|为此)?[，,]?(?:我|本人)?(?:以后|今后|打算|准备|明年|来年"
    r"|下一?步|计划|争取|力争|拟|新的一年|接下来)(?!的?(?:问题|不))[^。！？；]{4})"
)
_LEAST = 4  # characters before it
_RESTS = 3  # characters behind what leads in
_ALSO_HELD = re.compile(
    "还有(?![一些几两三待的个不没许很更人时，])(?=[^，。；]{2,12}，)"
)  # 还有帮扶，
_ALSO_MEANT = re.compile(  # 另外还要筹备复评: no mark stands behind what ties it to the last
    r"(?:另外|此外|同时|再就是|除此之?外)(?=(?:我|本人)?们?(?:还?[要将想会](?![求点闻])|还?(?:准备|打算|争取|计划|力争)))"
)
_NO_MORE = re.compile("[^，。；：]{1,8}[。！]")
_OWNING = (  # 说到这里也要检讨，
    r"[^，。；：\d“《]{0,10}(?:要|得|该|须|应当|必须|愿意)(?:[向跟][^，。；：\d“《]{1,8})?(?:[作做]个?)?"
    r"(?:检讨|反省|自我批评|道歉)的?(?:一下|[一几两][件点条]事?情?)?(?:就?是)?[，,：:]"
)
_OWNS_UP = re.compile(_OWNING)
_LEAD_IN = re.compile(
    r"(?:不过|但是?|然而)?(?:我|自己)(?:心里)?也?(?:很|都)?(?:清楚|知道|明白)[，,](?=\S)"
    r"|[^，。；：\d“《]{0,10}有[^，。；：\d“《]{0,3}意见[，,](?:主要)?集中在[几两三四五](?:条|点|个方面)[：:](?:一个?是)?"
    r"|(?:还有|再有|另有|最后)一[件条点笔桩样][^，。；：\d“《]{1,8}[：:](?=\S)"  # 还有一件小事：
    r"|(?:不过|但是?|然而|另外|此外|同时|其次|再次|再有|再者|再就是|还有就是"
    r"|(?:(?:头|最后|再|又|另)一|(?:还有|再有|另有)一?)[件个条点笔样桩](?:事情?|问题|不足|毛病)?[，,]?(?:就?是)?)[，,：:]?(?=\S)"
    r"|还有(?![一些几两三待的个不没许很更人时，])(?=[^，。；]{2,12}，)"
    r"|(?:说到|讲到|谈到|说起|要说|若论)[^，。；：\d“《]{0,8}(?:不足|短处|欠缺|短板|毛病|问题|遗憾|不好|[不没][^，。；：\d]{1,4}[好够到足]的?)[^，。；：\d“《]{0,4}[，,]"
    rf"|{_OWNING}"
    r"|最[^，。；：\d“《]{1,4}的[^，。；：\d“《]{0,6}(?:就?是|在于)[，,：:]?"
    r"|(?:还有|再有|最后)?一[个点条件桩样]就?是|[^，。；：\d“《]{0,14}(?:不足|问题|短处|短板|差距|毛病)[^，。；：\d“《]{0,6}[几两三四五六][个点条处项][，,：:]"
    r"|还有[，,](?=[^，。；]{2})"
    r"|[^，。；：\d“《]{0,14}(?:不足|差距|短处|欠缺|短板|毛病|欠账|尾巴|问题|遗憾|缺憾|检讨|惭愧|亏欠|不满意|心愿|没[办做干]好|[做干抓管]得不[^，。；：\d]{1,2})"
    r"[^，。；：\d“《]{0,6}(?:[，,]?就?(?:是|在于|在)(?!最|主要|突出|一个|我的)[，,：:]?|[：:])"
    r"|至于(?=[^，。；：说]{2,16}[，,])|(?:(?:这|那)[^，。；：\d]{0,5})?主要就?是(?=[^，。；]{3})|除[^，。；：]{1,14}(?:外|[件条点项事桩样])[，,]"
    r"|(?:存在的?)?(?:主要)?(?:问题|不足|短板|差距|打算|措施|办法|计划|改进|整改|下一?步(?:打算|计划)?)[：:]"
    r"|[^，。；：\d“《]{0,8}(?:这样|这么|如此)(?:去|来)?[办改干做抓补][：:]"
    r"|[^，。；：\d]{0,4}(?:改|补|解决|应对)[^，。；：\d]{0,3}(?:办法|措施|法子|打算|想法)[，,]?(?:是|[：:])[，,]?"
)
_PHRASE = re.compile(r"[^，,。；;]+")
_BESIDES_TABLE = re.compile(  # 除上表所列外，
    r"除(?:了|开|去)?(?=[^，。；]{0,8}(?:[上表列]|问题|不足|这|这些|[几两三四五六七八]))[^，。；]{1,14}[，,]"
    r"|(?:另外|此外|还有(?:一[点条件个](?:不足|问题)?)?|再有|除此之?外)[，,](?:还有一[点条件个][，,：:])?"
)


def lead_in(told: str) -> int:
    """How many characters only lead to what a sentence tells; 0 where none do.

    >>> told = ["不足的是点钞少", "这一摊的短处，是上架慢", "改的办法，是轮流坐班"]
    >>> [each[lead_in(each) :] for each in told]
    ['点钞少', '上架慢', '轮流坐班']
    >>> lead_in("欠账最多的是年轻护工。来了半年没人带。")
    0
    """
    found = _LEAD_IN.match(told)
    bare = _NO_MORE.match(told, found.end()) if found else None
    if bare and not LACKING.search(bare[0]):
        return 0  # what is left says of nobody what is wrong
    return found.end() if found and len(told) - found.end() >= _RESTS else 0


def besides_table(told: str) -> int:
    """How many characters only say that there is more than a table tells; 0 where none do.

    >>> told = "除了表里写的，我自己性子比较急。"
    >>> told[besides_table(told) :], besides_table("除夕值班三天。")
    ('我自己性子比较急。', 0)
    """
    found = _BESIDES_TABLE.match(told)
    return found.end() if found else 0


def reflects(told: str) -> bool:
    """What somebody has learned is told, and of himself nothing that falls short.

    >>> reflects("最深的体会是，群众的事没有小新闻。"), reflects("体会最深的是自己学得少。")
    (True, False)
    """
    found = _LEARNT.match(told)
    return found is not None and _OF_ONESELF.search(told, found.end()) is None


def unreflected(text: str, span: Span) -> Span:
    """A paragraph behind the first sentences that only tell what somebody has learned."""
    for start, end in sentences(text, *span):
        if not reflects(text[start:end]):
            return start, span[1]
    return span[1], span[1]


def addresses(told: str) -> bool:
    """It turns to those who listen: 各位邻居，有事随时找我。"""
    return _TO_ALL.match(told) is not None


def vows(told: str) -> bool:
    """It promises to do well, and nothing that could be checked: 我们将继续努力，做得更好。

    >>> vows("新的一年，我们将继续努力，把护理工作做得更细、更好。"), vows("继续每月查房2次。")
    (True, False)
    """
    return len(told) <= _VOWED and not re.search(r"\d", told) and _VOW.search(told) is not None


def announces(told: str) -> bool:
    """No more is said than that several things follow: 有几件事没有干好，心里过意不去。"""
    return len(told) <= _SHORT and _SEVERAL.search(told) is not None


def only_announces(told: str) -> bool:
    """No more is said than that something falls short, which is told behind it.

    >>> only_announces("我看库里至少有这么几个短处。"), only_announces("有两个村没有去过。")
    (True, False)
    >>> only_announces("毛病也不少，自己心里有数。"), only_announces("电梯的毛病也不少，天天困人。")
    (True, False)
    """
    if len(told) > _LEADING:
        return False
    ways = (_OWNED_UP, _FOLLOWED, REMARK)
    return any(each.fullmatch(told) for each in ways) or _only_owns_up(told)


def _only_owns_up(told: str) -> bool:
    """Each clause owns up to faults, or leads to it, and none says which they are."""
    clauses = re.split("[，,]", told.rstrip("。！"))
    faults = [_FAULTS_OWNED.fullmatch(each) is not None for each in clauses]
    return any(faults) and all(
        is_fault or _OWNING_UP.fullmatch(each)
        for is_fault, each in zip(faults, clauses, strict=True)
    )


def owns_up(told: str) -> int:
    """How many characters only own up to what a sentence tells; 0 where none do.

    >>> told = "这里要向大家检讨，开水房停了两天。"
    >>> told[owns_up(told) :]
    '开水房停了两天。'
    """
    found = _OWNS_UP.match(told)
    return found.end() if found else 0


def owned(text: str) -> Iterator[int]:
    """Where a paragraph turns to own up that things fall short, and all behind says what does.

    >>> told = "做完了三版。也有些进步，但不足还是很多的。业务不够扎实。与人沟通缺乏耐心。"
    >>> [told[place:] for place in owned(told)]
    ['业务不够扎实。与人沟通缺乏耐心。']
    """
    spans = _spans(text)
    for at, (start, end) in enumerate(spans[:-_EACH_ANSWERS]):
        if at and only_announces(text[start:end].strip()):
            rest = [text[slice(*each)] for each in spans[at + 1 :]]
            if all(map(Vocabulary.falls_short, rest)):
                yield spans[at + 1][0]
            return


def announces_plans(told: str) -> bool:
    """No more is said than that several things will be done, which are told behind it.

    >>> announces_plans("新的一年，我打算这么改。"), announces_plans("每季度走完这几个村。")
    (True, False)
    """
    is_short = len(told) <= _SHORT and _RATE.match(told) is None
    return is_short and _PLANS_FOLLOW.fullmatch(told) is not None


def announced(told: str) -> int:
    """How many characters only announce the plans that a sentence tells; 0 where none do.

    >>> told = "明年我准备干好两件事：一件是补种桑苗；"
    >>> told[announced(told) :]
    '补种桑苗；'
    """
    found = _ANNOUNCED_IN.match(told)
    return found.end() if found else 0


def lacks(text: str) -> Iterator[list[Span]]:
    """Ways to part what is told as lacking, the likeliest first.

    >>> told = "账要两头算，还有不少差距。最大的欠账是漏水多。其次是泵房少。这事我有责任。"
    >>> [told[start:end] for start, end in next(lacks(told))]
    ['漏水多。', '泵房少。这事我有责任。']
    """
    spans = _spans(text)
    bare = spans[1:] if len(spans) > 1 and _is_remark(text, spans[0], _REMARK) else spans
    yield _tied(text, _joined(text, bare, is_strict=False))
    yield _tied(text, _joined(text, bare, is_strict=True))
    if bare != spans and not REMARK.fullmatch(text[slice(*spans[0])].strip()):
        yield _tied(text, _joined(text, spans, is_strict=False))


def further(text: str) -> list[Span]:
    """The text, parted only before sentences that say themselves that they tell one more.

    Or that are about the fellow of what was told: 在硬件建设上，…。软件建设上，…
    """
    found: list[Span] = []
    for start, end in _spans(text):
        is_more = _ONE_MORE.match(text, start, end) or (
            found and _is_fellow(text, start, found[-1])
        )
        if found and not is_more:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return [found[0], *_tied(text, found[1:])] if found else []


def _is_fellow(text: str, start: int, told: Span) -> bool:
    """A sentence begins with another matter of the same name as one in what stands before it."""
    matter = _MATTER.match(text, start)
    before = text[slice(*told)]
    return matter is not None and any(
        other["kind"] == matter["kind"] and other["of"] != matter["of"]
        for other in _MATTER.finditer(before)
    )


def plans(text: str) -> Iterator[list[Span]]:
    """Ways to part what is meant to be done, the likeliest first."""
    spans = _spans(text)
    if len(spans) > 1 and _is_remark(text, spans[0], _ANNOUNCED):
        spans = spans[1:]
    yield _tied(text, spans)
    yield _tied(text, _joined(text, spans, is_strict=False))


def turn(text: str, span: Span) -> Span | None:
    """Where a sentence on what is lacking turns to what will be done about it: …，今后…

    >>> told = "业务偏窄，外汇不会，打算跟班学两个月。"
    >>> told[slice(*turn(told, (0, len(told))))]
    '，'
    """
    found = _TURN.search(text, span[0] + _LEAST, span[1])
    return found.span() if found else None


def each_vowed(text: str) -> list[Span]:
    """The plans of a paragraph whose sentences each begin with 要; none where they do not.

    Or each with the shortcoming that it answers: 针对走访少的问题，…。针对…，…

    >>> told = "评议不是终点。要把账目公开，每月一次。要换掉旧船3条。还要带好新人。"
    >>> [told[start:end] for start, end in each_vowed(told)]
    ['要把账目公开，每月一次。', '要换掉旧船3条。', '还要带好新人。']
    """
    spans = _spans(text)
    for pattern, least in ((_VOWED_EACH, _EACH_VOWED), (_ANSWERS_ONE, _EACH_ANSWERS)):
        begun = [at for at, span in enumerate(spans) if pattern.match(text, *span)]
        if len(begun) < least:
            continue
        before = text[spans[0][0] : spans[begun[0]][0]]
        if len(before) > _LEADING or re.search(r"\d", before):
            continue  # a plan of its own stands above them
        ends = [spans[at][0] for at in begun[1:]] + [spans[-1][1]]
        return [(spans[at][0], end) for at, end in zip(begun, ends, strict=True)]
    return []


def is_besides(text: str) -> bool:
    """A measure that says itself that it stands beside the others: 此外，…"""
    return _ALSO.match(text) is not None


def is_clear(text: str, spans: list[Span]) -> bool:
    """Each of several parts says what is lacking, or is tied to the one before it."""
    return len(spans) > 1 and all(
        LACKING.search(phrase[0])
        for start, end in spans
        if (phrase := _PHRASE.search(text, start, end)) and not _is_tied(text, start)
    )


def _is_tied(text: str, start: int) -> bool:
    """Words stand before a part that tie it to the last."""
    before = text[max(0, start - 1) : start]
    return before not in ("", "。", "！", "？", "\n", " ", "”")


def _spans(text: str) -> list[Span]:
    return list(sentences(text))


def _is_remark(text: str, span: Span, pattern: re.Pattern[str]) -> bool:
    told = text[slice(*span)].strip()
    return len(told) <= _SHORT and pattern.fullmatch(told) is not None


def _joined(text: str, spans: list[Span], *, is_strict: bool) -> list[Span]:
    """Sentences with those that lean on them; strictly, all that name nothing lacking do."""
    found: list[Span] = []
    for start, end in spans:
        told = text[start:end]
        leans = LEANS.match(told) is not None
        if is_strict and not leans:
            leans = not TIE.match(told) and not LACKING.search(told)
        if leans and found:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _tied(text: str, spans: list[Span]) -> list[Span]:
    """Without the words that tie each to the last."""
    return [(start + _tie(text[start:end]), end) for start, end in spans]


def _tie(told: str) -> int:
    if about := _ABOUT.match(told):
        return about.end()
    found = _TIED.match(told) or _ALSO_HELD.match(told) or _ALSO_MEANT.match(told)
    return found.end() if found and len(told) - found.end() > 1 else 0
