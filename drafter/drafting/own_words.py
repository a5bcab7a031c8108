"""A fact's own words, made ready to stand in a sentence: marks and numbering, never a word."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from drafter.document import Role
from drafter.document.genre import Genre
from drafter.likeness import likeness
from drafter.text import MASK, clauses, length, numerals, strip_end, typeset

_ENUMERATOR = re.compile(r"(^|[，。；：、])[一二三四五六七八九十]{1,2}[是则要]，?(?=[^\s])")
_NUMBERING = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．](?!\d)|[①-⑳])\s*")
_CHANGED = re.compile(  # 91.2%→97.8%
    r"(?<![\d.~～至到→>-])[由从]?(?P<before>\d[\d,]*(?:\.\d+)?)"
    r"(?P<unit>[%％‰]|[万亿]?[\u4e00-\u9fff]{0,2}?)"
    r"(?:→|⇒|➔|[—=-]>)(?P<after>\d[\d,]*(?:\.\d+)?)(?=(?P=unit)(?!\d*(?:→|⇒|➔)))"
)
# A part that somebody opens in passing says where the fact belongs, not what it is.
_OPENED = re.compile(
    "^(?:队伍(?:建设)?|廉洁(?:自律|从政)?|党风廉政|廉政|党建|(?:老师|教师|师资|干部|人才)队伍|(?:政治|理论)?学习|政治|业务|履职(?:尽责)?|不足|短板|打算|措施|反馈)"
    "(?:这块|方面|情况|工作|的)?[，：](?=.{4})[•·●▪◆■★✅✔√▶►➤]*"
)
_SPACED = re.compile(r"\s+(→|⇒|➔|[—=-]>)\s*|(→|⇒|➔|[—=-]>)\s+")
_ARROW = re.compile(r"(?<![\d，。；])(?:→|⇒|➔|[—=-]>)(?!\d)")  # 住房差→危房改22户
_NEXT = re.compile(r"([；。，])(?:[（(]\d{1,2}[）)]|\d{1,2}[.．、](?!\d))")  # 2. of a row from 1.
_CIRCLED = re.compile(r"[，；。、]?[②-⑳]")
_SPLIT = re.compile(r"[：。；，→⇒➔]|—{2}|[—=-]>|[:;,](?!\d)")  # not in 4,200万元 nor 9:30
_FEEDBACK = re.compile(
    r"^(?:针对)?(?:(?P<year>(?:19|20)\d\d)年度?|[上去]一?年度?)?[省市县区镇乡局院校委]?"
    r"(?:年度|述职|述廉|考核|民主|测评|评议|结果|时|中|和|、)*(?:反馈|指出)"
    r"(?:的|了)?(?:主要)?(?:问题|意见|不足)?(?:是|为|有)?[：:，,]?"
)
_REVIEW = r"考核|述职|述廉|测评|评议|反馈|去年|上一?年|上次|年终|年底"
_SOURCE = r"人大|政协|巡察|巡视|审计|督[察查]|检查|专项|信访|主题教育|民主生活会|组织生活会"
_PAST = r"(?:去年|上一?年度?|上年|上次|上回)"
_SPOKEN = re.compile(  # 上年考核说我们“工程推进慢”: what a review said, quoted
    rf"^(?=[^“，。；]*(?:{_REVIEW}))(?![^“，。；]*(?:{_SOURCE}))(?:(?P<year>(?:19|20)\d\d)年)?"
    r"[^“，。；：]{0,24}?[：:，,]?[^“，。；：]{0,12}(?=“)"
)
_SAID = re.compile(  # the same, not quoted
    rf"^(?=[^，。；：]{{0,8}}(?:{_REVIEW}))(?:(?P<year>(?:19|20)\d\d)年度?|去年|上一?年度?|上次)?"
    r"(?:年度|年终|年底|述职|述廉|考核|民主|测评|评议|"
    r"结果|时|中|和|、|还|也|又|职代会|工会|乘客|业主|家属|家长|企业|组织|领导|群众|有人|人家|别人|大伙|大家|职工|代表|评委|街道|党委|上级|[局院校县镇乡市区省司处](?=里|上|委|局)|里|上|委|局)*[，,]?(?:给的|提的|提到的)?(?:说|提出|提到|提的意见|提的是?|提|认为|指出|反馈|反映|意见是?|问题是?)"
    r"(?:我们?|本人|的|是|了)*[：:，,]?"
)
_BARE_SAID = re.compile(  # under last year's criticism: 说我“开会太多”
    r"^(?:(?:再|另|还有)一?个|另外|再就是|再有|还有|还|也|又|再|第[二三四五六][个条点]?|[二三四五六][个条]|意见[一二三四五六\d])?[，,]?(?:就是|是)?"
    r"(?:有人|有的|有|大家|大伙儿?|群众|职工|代表|家长|企业|班子(?:成员)?|基层|乡镇|村里|村民|居民|患者|乘客|客户|学生|老师|教师|干部|党员|同事|下属|评委|领导)?(?:还|也|又)?(?:说|嫌|(?<=[个人])讲(?![课座堂解廉党师义])|反映|指出|批评|提到)"
    r"(?!的|了|话|明|法|教|谎|服)(?:我们?(?!的)|咱们?|本人)?[：:，,]?(?=[\u4e00-\u9fff“])"
)
_PAST_SAID = re.compile(  # 去年卫健局考核说病历写得差, 职工去年嫌绩效发得晚
    rf"^[^，。；：“\d]{{0,6}}{_PAST}(?![^，。；：“]*(?:{_SOURCE}))[^，。；：“\d]{{0,10}}?"
    r"(?:说|嫌|反映|指出|反馈|批评|提到)(?:了|过)?(?:我们?(?!的)|咱们?|本人)?[：:，,]?(?=[\u4e00-\u9fff“])"
)
_NUMBERED = re.compile(  # 意见二：到村少, 问题3 拖欠工程款
    r"^(?:意见|问题|建议)[一二三四五六七八九\d](?:是|为)?(?:[：:，,、]|(?=[\u4e00-\u9fff“]))(?![条个项处起件])"
)
_NAMED_BY = re.compile(  # under last year's criticism: 测评：关心一线少
    rf"^{_PAST}?(?:年度|民主|述职|述廉|考核|测评|评议|职代会|工会|群众|职工|家长|业主|企业|代表|委员|大家|大伙儿?|座谈会?|问卷)+"
    r"(?:反馈|意见|反映|提的?|说的?)?[：:]"
)
_PUT = re.compile(  # of a table: 家长提出“堵车”：错峰放学
    rf"^(?![^“]*(?:{_SOURCE}))[^“”，。；：\d]{{1,8}}提出(?=“[^“”]+”：)"
)
_FOUND_BY = re.compile(  # 审计：备件压库
    rf"^((?:{_SOURCE})(?:组|反馈|评议|测评|委员|代表)?)[：:]"
)
_HELD_BACK = re.compile(  # 住村过夜38晚（上年群众说晚上见不着人）
    rf"^(?P<done>[^（）]{{4,}})（(?P<said>[^（）]{{0,4}}{_PAST}[^（）]*(?:说|提|嫌|反映|指出)[^（）]+)）$"
)
_COUNTED = re.compile(
    r"(?:了|出|我们?)*[\d一二两三四五六七八九十]+[条个点项](?:意见|问题|不足|建议)?[：:]"
)
_TELLS = re.compile("[说嫌讲]|反映|指出|批评|提到|[：:]$")
_TOLD = r"(?:说|讲|提(?:出|到)?|指出|反映|反馈|认为|点|嫌|批评)"
_PRAISE = r"(?:好|优秀|先进|满意|肯定|表扬|典型|示范|标杆)"
_QUOTED_PAST = re.compile(  # 去年分局考评指出“案件积压多”: whoever said it, of last year, in quotes
    rf"^[^“”，。；\d]{{0,6}}{_PAST}[^“”，。；]{{0,16}}{_TOLD}[^“”，。；]{{0,6}}“(?![^“”]*{_PRAISE}[”的])[^“”]{{2,20}}”"
)
_ANSWERED = re.compile(  # 去年镇里说我们环境卫生反弹，今年请了4个保洁员
    rf"^[^“”，。；\d]{{0,6}}{_PAST}[^“”，。；\d]{{0,12}}{_TOLD}(?:我们?|咱们?|学校|单位)(?![^，。；]*{_PRAISE})[^，。；\d]{{2,20}}[，。；]"
    r"(?:我们)?(?:今年|后来|现在|这一?年|于是|就)"
)
_LABEL = re.compile(
    r"^(?:本人|我|自己|个人)?(?:感觉|觉得)?(?:最大的?|主要的?|个人)?(?:不足|缺点|短板|短处|毛病|弱项)(?:之处)?"
    r"(?:(?:就|主要)?(?:是|在于)[：:，,]?|[：:])"
)
_WANTING = re.compile(  # how the name of a failing ends
    r"(?:[少慢低弱差窄松晚粗浅旧急重乱散难贵堵繁]|(?:时间|周期|过程|排队|等候|流程)[太过]?[长久]|(?:会议?|文件?|手续|环节|投诉|报表)[太偏]?多|"
    r"拖拉|拖延|被动|随意|反复|粗放|欠缺|毛糙|拘谨|老化|流失多|走过场|走形式|"
    r"两张皮|脱节|不平衡|偏[大小高低多少旧老重软弱慢]|不[够大足强深高多实细紧优严快广透准清熟牢稳匀畅顺明了]了?|"
    r"不够[\u4e00-\u9fff]{1,2}|不[\u4e00-\u9fff]{2,3}|[跟接沉叫打]不[上下动响]|未[\u4e00-\u9fff]{2,4}|"
    r"无人管|有差距|有短板|短板|有盲区|有待(?:提高|加强|提升)|宽松软|没有章法)$"
)
_PRAISED = re.compile(r"不(?:少|错|小|断|放松|手软|懈|出事)$")
_KIND = re.compile("(?<![不欠])满意(?!度)|不错|[挺很真]好(?![^，]*不)|表扬|点赞|感谢|好评(?!率)")
_SAID_IN_QUOTES = re.compile("[说讲提夸称][^“”]{0,4}“([^“”]*)”")
_GOOD = re.compile("(?:强|好|优|高|实|快|严|满意|到位|突出|明显)$")
_COUNT = re.compile(r"[\d*＊]")
_SELF = re.compile(r"^(?:本人|我)(?:自己|个人)?")
_MASKED = re.compile(rf"(?:{MASK.pattern})(?:[万亿]?元|[个名家件所条次项户处人])?")  # said once
HALF = math.log(0.5)  # of the share of failings, from which a clause sounds like one
_NAME = 40  # characters of a clause that can still serve as a name
_QUOTED = re.compile(r"^[“\"]([^”\"]+)[”\"](?:的|等)?(?:问题|意见)?[：:，,。；;]?")
_UNMET = re.compile(  # 没有一个是学这个专业的, 无一人有中级职称, 至今没有开门
    r"没有一[个人名户家所项处次件篇台例起宗]|无一[个人名户家所项处例起件宗]|(?:没有|无)人(?!员|次|口|民|机|值守|驾驶)"
    r"|(?:至今|还|仍|尚|一直)[^，。；]{0,2}(?:没|未)"
)
_SPARED = re.compile(  # what it is good to have none of
    "事故|投诉|上访|闹|吵|信访|犯|复吸|返贫|致贫|伤|亡|案|违|差错|失误|错|纠纷|火|溺|辍学|失学|掉队|落下|漏|欠|举报|复议|败诉"
    "|退[货件回]|逾期|超期|流失|离[职队]|调离|感染|确诊|中断|停[电水产工课诊]|污染|超标|不合格|不满意|差评|质疑|异议"
    "|反弹|返工|迟到|旷|缺[勤席]|脱管|新增|灾|险|贪|贿|腐|卡要|礼|推诿|反对|弃权|超|关停|停业|倒闭|破产|闲置|空置|撂荒|拖|积压|滞销|挪用|挤占|短缺|丢|坏|挂科|重修|留级|请假|生病|退出|弃|被查|酒驾|处分|处罚|通报(?!表)|问责|立案|曝光|约谈"
)
_DENIED = re.compile(  # what is told by denying the opposite: 没漏一户, 没少下村, 没有跑第二趟的
    r"(?:没|没有|未)(?:漏|落|耽误|耽搁|误|拖|断|错|丢|缺|旷|推)(?:掉|下|过|了)?(?:一|半|任何|过|[人岗课工]|$)"
    r"|(?:没|没有|未)(?:漏|落|耽误|断|拖|缺)过[^，。；]{0,2}|一[个户天次件名]都?没(?:漏|落|耽误|断|拖|丢|缺)"
    r"|没少(?!出|挨|被|受|吵|闹|欠|拖|扯|犯|错|麻烦|添|投诉|抱怨|[了个一])[\u4e00-\u9fff]|没少一[天日次趟户家人节]"
    r"|没(?:有|让|叫)[^，。；]{0,8}(?:跑第?[二两]趟|多跑|白跑|空跑|跑空|走冤枉路)"
    r"|^少不了[跟和与往去下跑到找挨逐上入做]|不错$"
)
_TURNED = re.compile("但|却|不过|只是|可是|然而|就是")
_AIMED = re.compile(
    "建|办|完成|组织|开展|修|引进|落实|争取|培训|走访|整治|解决"
)  # a deed beside it


@dataclass(frozen=True, slots=True)
class LeadAndRest:
    """An admission or a criticism: its name, and what is told of it."""

    lead: str
    rest: str


def own_words(text: str) -> str:
    """The fact as it may stand in a sentence: no numbering of its own, no end mark.

    >>> own_words("合格率91.2%→97.8%"), own_words("时限 20天->7天")
    ('合格率由91.2%升至97.8%', '时限由20天降至7天')
    >>> own_words("工程审批由 72 天 → 38 天")
    '工程审批由72天降至38天'
    >>> own_words("队伍，大学生村官8个都压了担子"), own_words("不足，招商太差")
    ('大学生村官8个都压了担子', '招商太差')
    >>> own_words("政治学习：•参加中心组学习12次")
    '参加中心组学习12次'
    >>> own_words("1. 一是抓学习；二是抓落实。")
    '抓学习；抓落实'
    >>> own_words("①新建3所②改建5所"), own_words("1.修路12公里；2.架桥3座")
    ('新建3所；改建5所', '修路12公里；架桥3座')
    >>> own_words("合格率98.5%.抽检320批,修路3条.架桥2座.")
    '合格率98.5%。抽检320批，修路3条。架桥2座'
    """
    said = _SPACED.sub(r"\1\2", numerals.ungrouped(typeset(text.strip())))
    told = _OPENED.sub("", said).replace("↑至", "升至").replace("↓至", "降至")
    bare = _NUMBERING.sub("", _ARROW.sub("，", _CHANGED.sub(_change, told)))
    if bare != told:
        bare = _CIRCLED.sub("；", _NEXT.sub(r"\1", bare))
    return strip_end(_ENUMERATOR.sub(r"\1", bare)) or said


def _change(found: re.Match[str]) -> str:
    before, after = (float(found[name].replace(",", "")) for name in ("before", "after"))
    way = "升" if found["unit"] in ("%", "％", "分") else "增"
    moved = f"{way}至" if after > before else "降至" if after < before else "变为"
    return f"由{found['before']}{found['unit']}{moved}{found['after']}"


def unlabelled(text: str, labels: Iterable[str]) -> str:
    """The text without the word that only says where it belongs.

    >>> unlabelled("改进措施：每月下村两次", ["措施：", "改进措施："])
    '每月下村两次'
    """
    return next((text.removeprefix(label) for label in labels if text.startswith(label)), text)


def shortcoming(text: str, genre: Genre) -> LeadAndRest:
    """Split an admission into its lead phrase and the rest.

    >>> from drafter.document import genre
    >>> shortcoming("思想解放步子不大：大会小会经常讲，举措不够多", genre.load("shuzhi"))
    LeadAndRest(lead='思想解放步子不大', rest='大会小会经常讲，举措不够多')
    """
    bare = own_words(_LABEL.sub("", unlabelled(text, genre.shortcomings.keywords)))
    found = _SPLIT.search(bare)
    if found and length(bare[: found.start()]) <= genre.shortcomings.lead_max:
        return LeadAndRest(bare[: found.start()], bare[found.end() :])
    return LeadAndRest(bare, "") if not found else LeadAndRest("", bare)


def named(parts: LeadAndRest) -> str:
    """What a measure calls the admission that it answers.

    >>> named(LeadAndRest("", "本人对怎样把招商工作抓得更实研究得不够透彻，跑企业少"))
    '对怎样把招商工作抓得更实研究得不够透彻'
    >>> named(LeadAndRest("职工里没有一个懂维修的", ""))
    '职工里没有一个懂维修'
    """
    first = strip_end(_MASKED.sub("", _SPLIT.split(parts.lead or parts.rest)[0]))
    first = first.removesuffix("的")  # 针对……的改进措施 has its own
    return _SELF.sub("", first) if 0 < length(first) <= _NAME else "上述不足"


def feedback(text: str, genre: Genre, year: int | None = None) -> LeadAndRest:
    """Split a note on last year's feedback into the issue it names and what was done.

    Who gave it is left out only where the report says as much by itself: the yearly review of
    the year before `year`, the one that is reported on. 巡察反馈 stays 巡察反馈. Several issues
    are parted by ”“, so that they can be quoted together.

    >>> from drafter.document import genre
    >>> feedback("2022年度考核反馈“监督刚性不足”：建台账", genre.load("shuzhi"))
    LeadAndRest(lead='监督刚性不足', rest='建台账')
    >>> feedback("上年考核说我们“工程推进慢”，后来每周开一次调度会", genre.load("shuzhi"), 2024)
    LeadAndRest(lead='工程推进慢', rest='后来每周开一次调度会')
    >>> feedback("家长提出“放学堵车”：错峰放学", genre.load("shuzhi"), 2024)
    LeadAndRest(lead='放学堵车', rest='错峰放学')
    >>> feedback("巡察反馈“库存管理松”，整改了4处", genre.load("shuzhi"), 2024).lead
    ''
    >>> feedback("群众来信说“你们搞得不错”", genre.load("shuzhi"), 2024).lead
    ''
    """
    bare = _HELD_BACK.sub(r"\g<said>，\g<done>", own_words(text))
    bare = _FOUND_BY.sub(r"\1指出", bare)
    forms = (_SPOKEN, _FEEDBACK, _SAID, _PAST_SAID, _BARE_SAID, _NUMBERED, _NAMED_BY, _PUT)
    given = next(filter(None, (form.match(bare) for form in forms)), None)
    if given and (told := given.groupdict().get("year")) and year and int(told) != year - 1:
        return LeadAndRest("", bare)
    rest = bare[given.end() :] if given else bare
    if _COUNTED.match(rest):  # who named how many is told as it is, the answers come behind
        return LeadAndRest("", bare)
    named_here, rest = _issues(rest, genre, is_said=bool(given and _TELLS.search(given[0])))
    return LeadAndRest("”“".join(named_here), rest)


def names_feedback(text: str, genre: Genre) -> bool:
    """Whether a note says what a review found wanting: 上年考核说我们“工程推进慢”.

    >>> from drafter.document import genre
    >>> notes = ("上年度测评说“跟病人沟通少”", "上年度考核为“优秀”", "审计反馈“库存管理松”")
    >>> [names_feedback(each, genre.load("shuzhi")) for each in notes]
    [True, False, False]
    """
    bare = own_words(text)
    given = _SPOKEN.match(bare) or _SAID.match(bare)
    if _QUOTED_PAST.match(bare) or _ANSWERED.match(bare):
        return True
    named_here = _issues(bare[given.end() :], genre)[0] if given else []
    return bool(named_here) and all(_is_failing(each, genre) for each in named_here)


def praises(text: str) -> bool:
    """Whether a note quotes somebody who is content: no criticism, whatever stands around it.

    >>> praises("群众来信说“你们搞得不错”"), praises("群众说“患者满意度不高”，评议不满意")
    (True, False)
    """
    return any(_KIND.search(said) for said in _SAID_IN_QUOTES.findall(text))


def _issues(text: str, genre: Genre, *, is_said: bool = False) -> tuple[list[str], str]:
    """The failings that a note begins with, quoted or as bare clauses, and what comes after.

    What somebody is told to have said is one, whatever it sounds like.
    """
    found: list[str] = []
    quoted = _QUOTED.match(text)
    while quoted and not _KIND.search(quoted[1]):
        found.append(quoted[1])
        text = text[quoted.end() :].lstrip("、和")
        quoted = _QUOTED.match(text)
    if found:
        return found, text
    most = 2 * genre.shortcomings.lead_max
    while text:
        end = _SPLIT.search(text)
        head = text[: end.start()] if end else text
        issue = _SELF.sub("", re.sub(r"(?:的|等)?问题$", "", _NUMBERING.sub("", head)))
        is_answered = bool(end and text[end.end() :].strip())
        if length(issue) > most or not (
            _is_failing(issue, genre)
            or (is_answered and not found and _may_be_failing(issue, is_said=is_said))
        ):
            break
        found.append(issue)
        text = text[end.end() :] if end else ""
        if end and end[0] not in "，,":  # what was done begins
            break
    return found, text


def _is_failing(clause: str, genre: Genre) -> bool:
    return clause.endswith(genre.shortcomings.lead_tails) or names_failing(clause)


def _may_be_failing(clause: str, *, is_said: bool) -> bool:
    """Whether a clause without a figure is told as criticism, or sounds more like it than work."""
    if not clause or _COUNT.search(clause) or _PRAISED.search(clause) or _GOOD.search(clause):
        return False
    sounds = likeness(clause)
    return is_said or sounds[Role.SHORTCOMING] > HALF


def names_failing(clause: str) -> bool:
    """Whether a clause can be the name of a failing: no figure, and it says what is wanting.

    >>> [names_failing(each) for each in ("招商办法不多", "培训班开了不少", "3家一年没去过")]
    [True, False, False]
    """
    return bool(
        _WANTING.search(clause) and not _COUNT.search(clause) and not _PRAISED.search(clause)
    )


def unmet(text: str) -> str:
    """The clause of a bullet that tells what there is not, and ought to be; "" where none does.

    >>> unmet("业务干部12人，没有一个是学这个专业的")
    '没有一个是学这个专业的'
    >>> unmet("全年没有一人上访")
    ''
    """
    told = (text[start:end] for start, end in clauses(text))
    return next((each for each in told if _UNMET.search(each) and not _SPARED.search(each)), "")


def spares(text: str) -> bool:
    """Whether a bullet tells that something bad did not happen: 全年没有一人上访.

    >>> spares("无一例投诉"), spares("没有一个是学这个专业的")
    (True, False)
    """
    told = [text[start:end] for start, end in clauses(text)]
    return any(_UNMET.search(each) and _SPARED.search(each) for each in told)


def is_denied(text: str) -> bool:
    """Whether a bullet praises by denying the opposite, and nothing in it turns that round.

    >>> [is_denied(each) for each in ("住户走访没漏一家", "没少跑工地", "没漏一家，但走得浅")]
    [True, True, False]
    """
    return bool(_DENIED.search(text)) and not _TURNED.search(text)


def is_deed(text: str) -> bool:
    """Beside what there is not, the bullet tells what was done."""
    others = [text[start:end] for start, end in clauses(text)]
    return any(_AIMED.search(each) for each in others if not _UNMET.search(each))
