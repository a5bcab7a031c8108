"""Wordings that claim something without a figure: quotes, honours, levels, ranks, leaders, names.

Closed shapes only. A term says what a fact must hold to carry it; whether one does is
asked in `grounding`. Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.grounding.kinds import names_body
from drafter.text import Span, alternation
from drafter.text.set_phrases import listed


@dataclass(frozen=True, slots=True)
class Term:
    """A claim and the wordings of which a fact must hold one."""

    span: Span
    text: str
    kind: str  # quote, title, level, rank, leader, name
    carried_by: tuple[str, ...]
    is_local: bool = False  # only a fact about the same thing carries it
    certain: bool = False


_QUOTE = re.compile(r"[“「『\"]([^“”\"「」『』\n□]{1,40})[”」』\"]")
_TITLE = re.compile(r"《([^《》\n]{1,60})》")

_LEVELS = {
    "世界级": ("世界", "国际", "全球"),
    "国际级": ("世界", "国际", "全球"),
    "国家级": ("国家", "全国", "中央", "国务院", "中国", "部委"),
    "部级": ("部级", "省部", "部委", "国家", "全国"),
    "省级": ("省级", "全省", "省委", "省政府", "省厅", "本省", "省"),
    "市级": ("市级", "全市", "市委", "市政府", "本市", "市"),
    "县级": ("县级", "全县", "县委", "县政府", "本县", "县"),
    "区级": ("区级", "全区", "区委", "区政府", "区"),
    "镇级": ("镇",),
    "乡级": ("乡",),
}
_SCOPES = {
    "全球": _LEVELS["世界级"],
    "全国": _LEVELS["国家级"],
    "国内": _LEVELS["国家级"],
    "全省": _LEVELS["省级"],
    "省内": _LEVELS["省级"],
    "全市": _LEVELS["市级"],
    "市内": _LEVELS["市级"],
    "全县": _LEVELS["县级"],
    "全区": _LEVELS["区级"],
    "全镇": ("镇",),
    "全乡": ("乡",),
}
_LEVEL = re.compile("|".join(_LEVELS))
_SCOPE = re.compile("|".join(_SCOPES))
_HONOUR_NEAR = re.compile(
    r"第|先进|示范|表彰|表扬|荣获|荣膺|获评|获得|评为|评选|授予|推广|领先|前列|前茅|率先|首[个家批位次创]|榜首|"
    r"最|唯一|称号|优秀|[一二三]等奖|百强|十佳|十强|标杆|典型|样板|模范|肯定|试点|现场会|经验|文明|排名|名列|位居"
)

_TOP = (
    "第一(?![批季轮次期年个家例步道])"
    "|(?<![在列])首位(?!产业|度)|榜首|头名|冠军|魁首|状元|拔得头筹|独占鳌头|位居首|排首"
)
_MOST = (
    "(?:历史|历年)?(?<!之)最(?:大|高|好|快|优|早|强|佳|长|先)"
    "(?!限度|程度|化|公约数|努力|力度|可能|难|初|美|公里|多跑|决心|诚意|关切)"
    "|历史新高|历史性突破|填补[^，。]{0,8}空白"
)
_EARLIEST = "首[个家例批次创届台条座所]|第一[个家例批次]|率先(?!垂范|示范)|开[^，。]{0,6}先河"
_EARLIEST_TOO = (
    "首个 首家 首例 首批 首次 首创 首届 首台 首条 首座 首所 率先 先河 "
    "第一个 第一家 第一例 第一批 第一次 第1个 第1家 头一 头回 头次 第一回"
)
# how a rank is worded, and the words of a fact that carry it
_RANKS = (
    (_TOP, "第一 首位 榜首 头名 冠军 第1 魁首 拔得头筹"),
    (_EARLIEST, _EARLIEST_TOO),
    (
        "(?<!工作)前列(?!出|入|明|支|项)|前茅|领先|先进行列|第一梯队|第一方阵|走在前|头部",
        "前列 前茅 领先 先进行列 第一梯队 第一方阵 走在前",
    ),
    ("全覆盖|(?<!健)全部(?!门|队)|悉数|无一例外", "全 均 所有 每 各 都 100 百分之百 件件 清零 尽"),
    ("唯一|独家|独有", "唯一 独家 仅 独有"),
    ("蝉联|再次(?!强调|证明)", "蝉联 连续 再次 再 又"),
    (_MOST, "最 历史 新高 突破 空白"),
)
_RANK = [(re.compile(pattern), tuple(words.split())) for pattern, words in _RANKS]
_ANY_RANK = re.compile("|".join(f"(?:{pattern})" for pattern, _ in _RANKS))

_PRAISE = re.compile(
    r"批示|视察|莅临|点赞|(?:充分|高度|一致|多次)?(?:肯定|认可|赞扬|称赞|赞誉|表扬|表彰|嘉奖)|高度评价|好评"
    r"|(?:[被获]|[得受]到)[^，。；！？\n]{0,16}?(?:转发|刊发|推介|采用|报道|推广)"
)
_PRAISE_WORDS = {
    "批示": ("批示",),
    "视察": ("视察", "考察", "莅临"),
    "莅临": ("莅临", "视察", "考察", "调研"),
    "转发": ("转发",),
    "刊发": ("刊发", "刊载", "刊登", "发表"),
    "推介": ("推介", "推广", "转发"),
    "采用": ("采用", "采纳", "刊发"),
    "报道": ("报道", "刊发", "播出", "关注"),
    "推广": ("推广", "推介", "转发", "复制"),
}
_ANY_PRAISE = ("肯定", "认可", "赞", "表扬", "表彰", "嘉奖", "好评", "评价", "奖")
_SUPERIOR = re.compile(
    r"领导|上级|书记|[省市县区部厅]长|主席|总理|中央|国务院|[省市县区]委|[省市县区]政府|部委|省厅|市局|[国省市]家?部"
)
_PRAISED_BY = re.compile(r"(?:受到?|获得?|得到|被)([省市县区]委|[省市县区]政府|中央|国务院)")
_LEADER = re.compile(
    r"(?:国家|中央|省|市|县|区|州|自治区)?(?:委|政府|人大|政协|纪委)?(?:常委|主要|分管)?(?:副)?"
    r"(?:书记|省长|市长|县长|区长|州长|部长|厅长|总理|主席|委员长)|(?:国家|中央|省|市|县|区|上级|部委|委|政府)(?:主要|有关|分管)?领导(?!下|小组|班子|职务|责任|核心|机关|能力|体制)"
)
_WITH_LEADER = re.compile(r"视察|调研|批示|肯定|点赞|指导|出席|考察|莅临|接见|表扬|称赞|评价|见证")

_HONOUR = re.compile(
    r"[特一二三]等奖|特等功|[一二三]等功|[金银铜]奖|优秀奖|组织奖|标兵|先进(?:集体|单位|个人|工作者|[县区镇乡村市])|"
    r"示范(?:[县区镇乡村市点校园]|单位|基地|社区|街道)|文明(?:单位|城市|村镇|校园|家庭)|百强|十强|十佳|"
    r"劳动模范|劳模|五一劳动奖[章状]|红旗[手单]|优秀(?:共产党员|党务工作者|党员|教师|公务员|干部|案例)|"
    r"先进基层党组织|通报(?:表扬|表彰|嘉奖)|锦旗|金牌|银牌|奖状|荣誉称号|楷模|道德模范|最美[\u4e00-\u9fff]{2}"
)
_AWARDED = re.compile(
    r"(?:荣获|荣膺|获评|获颁|获批|获授|斩获|获得(?!感|过)|被?评为|被?授予|被?认定为|被?命名为|入选|入围|荣登|跻身|上榜|摘得|捧回|夺得)"
    r"(?!后)([^，。；！？\n]{2,30})"
)
_NO_AWARD = re.compile(
    "[、，]|贷款|资金|投资|收入|支持|补助|补贴|救助|帮助|授信|融资|机会|批复"
)  # 获得贷款3亿元
_ORG = re.compile(
    r"(?=([\u4e00-\u9fff]{2})(党校|医院|小学(?!生|段|习|阶)|中学(?!生|习|校|段|阶)|大学(?!生|习|位|校|科|历)|学院|幼儿园|公司|集团|银行|研究[院所]|日报(?!表|告|送)|电视台|开发区|产业园|"
    r"合作社|水库|大桥|机场|高速(?!增|发)|景区|街道|社区|卫生院|敬老院|福利院|博物馆|图书馆|体育馆|文化馆))"
)
GENERIC = re.compile(
    r"[的了在与和及向对为由到从把被以并让使其各全本该所每某个家座名新老旧大中小多两三支批省市县区乡镇村建设进入校企动等类级户办是有无现续善聚升强改造理管当拟逐入出于往写]|"
    r"农村|城市|基层|定点|上级|外部|外面|当地|附近|兄弟|公立|民办|民营|公办|国有|科技|建筑|物业|龙头|上市|商业|专业|医疗|乡村|城乡|示范|普惠|平台|"
    r"智慧|辖区|职业|重点|优质|品牌|骨干|高等|义务|教育|合作|专家|农民|电商|旅游|文旅|服务|参加|组织|推动|走访|深入|"
    r"投资|工程|机械|食品|药业|农业|能源|□|综合|工业|经济|高新|生态|文化|股份|责任|有限|城投|国投|集团|双创|物流|绿色|排水|供水|供电|燃气|种子|打印|保洁|设备|软件|公交|客运|通信|装修"
)
# these name one body: only words that name none may stand before them
_NAMED = frozenset(("党校", "大学", "学院", "医院", "银行", "日报", "研究院", "电视台"))
_NO_NAME = re.compile(
    r"[的了在和与及向对为由到从把被以并让使全各本该所每某守□]|[报入]$|[办建管抓用]好|^[建组办管][省市县区乡镇]|监测|舆情|值班|调度|学校|打印|公立|上级|外部|外面|当地|附近|兄弟|民营|定点|基层|高等|重点|职业|商业|院校|乡镇|县级|市级|县乡"
)
VERBS = frozenset(listed("verbs"))  # 加强医院党的建设 names no 加强医院
# 转交社区, 我约公司, 接回社区: what somebody does to a body is no part of its name
_BRINGING = frozenset("到至向去进往交给把帮被让请约看听问带陪领派送叫找等跟回掉打接收次手说讲谈")
_LETTER = re.compile(
    r"(?<![A-Za-z])[A-Z](?=公司|集团|企业|厂|村|镇|县|乡|区|小区|学校|医院|项目|银行|局)"
)
_PLACE_END = re.compile(r"(?=([\u4e00-\u9fff]{2})(街道|社区|镇|乡|村|县|区|市))")
_FAMILY = ("街道", "社区", "镇", "乡", "村", "县", "区", "市")
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹潘葛范彭鲁韦马苗方俞袁柳鲍史唐"
    "薛雷贺倪汤罗郝安于傅齐康余顾孟黄穆萧尹姚邵汪毛戴宋庞熊纪舒项董梁杜阮蓝闵贾路江童郭林钟徐邱骆高夏蔡田樊胡凌霍万柯管卢"
    "莫丁邓洪包石崔程陆翁荀段侯宁甘刘叶白蒲赖龙牛温庄晏柴阎连习艾向古易廖曾关游"
)
_PERSON = re.compile(
    rf"(?<![\u4e00-\u9fff])?(?P<name>(?!高[龄中校职知年]|张[贴罗]|安[排置抚慰]|关[爱心怀照注]|康[养复])[{SURNAMES}](?![的到发去])[\u4e00-\u9fff]{{1,2}})(?=同志|先生|女士|院士|教授|老师|老人|大爷|大妈)"
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+&-]*[A-Za-z0-9]|[A-Za-z]+\+?")
_KNOWN_LATIN = frozenset(listed("latin"))
_PLACE = re.compile(alternation(listed("places")))
_NO_PLACE = re.compile(
    "隆重庆|[谈不办干做种养变]成都|[当即次每同]日本|.和田[间里头]"
)  # 隆重庆祝 is not 重庆, 谈成都记下 not 成都


def terms(plain: str) -> Iterator[Term]:
    """Every term of a folded text whose set phrases are blanked.

    >>> [(t.text, t.kind) for t in terms("荣获省级文明单位，赴东莞招商")]
    [('省级', 'level'), ('文明单位', 'title'), ('东莞', 'name')]
    >>> [t.text for t in terms("认真履行县医院心血管内科主任职责，到青山医院进修")]
    ['青山医院']
    """
    found = [*_quotes(plain), *_levels(plain), *_ranks(plain), *_leaders(plain)]
    found += [*_honours(plain), *_places(plain), *_orgs(plain), *_persons(plain), *_letters(plain)]
    return iter(sorted(found, key=lambda term: term.span))


def clause(text: str, at: int, reach: int = 40) -> str:
    """The stretch between marks around `at`, at most `reach` signs each way."""
    before = re.split(r"[，。；！？\n]", text[max(0, at - reach) : at])[-1]
    return before + re.split(r"[，。；！？\n]", text[at : at + reach], maxsplit=1)[0]


def awarded(plain: str) -> Iterator[tuple[Span, str]]:
    """What is said to have been awarded: the words after 荣获, 被评为 …

    >>> [text for _, text in awarded("荣获全省先进单位，工作扎实")]
    ['全省先进单位']
    """
    for found in _AWARDED.finditer(plain):
        if not _NO_AWARD.match(found[1]):
            yield found.span(1), found[1]


def _quotes(plain: str) -> Iterator[Term]:
    for pattern, kind in ((_QUOTE, "quote"), (_TITLE, "title")):
        for found in pattern.finditer(plain):
            yield Term(found.span(1), found[1], kind, (found[1],))


def _levels(plain: str) -> Iterator[Term]:
    for found in _LEVEL.finditer(plain):
        yield Term(found.span(), found[0], "level", _LEVELS[found[0]], True, True)
    for found in _SCOPE.finditer(plain):
        if _HONOUR_NEAR.search(clause(plain, found.start())):
            yield Term(found.span(), found[0], "level", _SCOPES[found[0]], True, True)


def _ranks(plain: str) -> Iterator[Term]:
    for found in _ANY_RANK.finditer(plain):
        if found[0] == "第一" and names_body(plain, *found.span()):
            continue
        words = next(words for pattern, words in _RANK if pattern.match(plain, found.start()))
        yield Term(found.span(), found[0], "rank", words, True)


def _leaders(plain: str) -> Iterator[Term]:
    for found in _PRAISE.finditer(plain):
        core = next((w for w in _PRAISE_WORDS if w in found[0]), "")
        if core != "批示" and not _SUPERIOR.search(clause(plain, found.start())):
            continue
        yield Term(
            found.span(), found[0], "leader", _PRAISE_WORDS.get(core, _ANY_PRAISE), False, True
        )
        by = _PRAISED_BY.search(clause(plain, found.start()))
        if by:
            start = plain.rindex(by[1], max(0, found.start() - 80), found.end() + 80)
            asked = (by[1], by[1][0] + "级")
            yield Term((start, start + len(by[1])), by[1], "leader", asked, False, True)
    for found in _LEADER.finditer(plain):
        if _WITH_LEADER.search(clause(plain, found.start())):
            yield Term(found.span(), found[0], "leader", (found[0],), False, True)


def _honours(plain: str) -> Iterator[Term]:
    for found in _HONOUR.finditer(plain):
        yield Term(found.span(), found[0], "title", (found[0],), False, True)


def _places(plain: str) -> Iterator[Term]:
    for found in _PLACE.finditer(plain):
        if _NO_PLACE.match(plain, max(0, found.start() - 1)):
            continue
        yield Term(found.span(), found[0], "name", (found[0],))
    for found in _LATIN.finditer(plain):
        if found[0] not in _KNOWN_LATIN and not re.fullmatch("X+", found[0]):
            yield Term(found.span(), found[0], "name", (found[0],))


def _orgs(plain: str) -> Iterator[Term]:
    for found in _ORG.finditer(plain):
        is_word = found[1] in VERBS or found[1][1] in _BRINGING
        if (
            found[1][1] in "省市县区镇乡"
        ):  # 履行县医院科主任职责 names no 行县医院, 请县医院 neither
            is_word = is_word or found[1][0] in _BRINGING
            is_word = is_word or plain[max(0, found.start() - 1) : found.start() + 1] in VERBS
        if not is_word and not (_NO_NAME if found[2] in _NAMED else GENERIC).search(found[1]):
            span = (found.start(), found.end(2))
            yield Term(span, found[1] + found[2], "name", (found[1] + found[2],))


def _letters(plain: str) -> Iterator[Term]:
    """A公司: a letter that stands for a name."""
    for found in _LETTER.finditer(plain):
        yield Term(found.span(), found[0], "name", (plain[found.start() : found.end() + 2],))


def _persons(plain: str) -> Iterator[Term]:
    for found in _PERSON.finditer(plain):
        yield Term(found.span("name"), found["name"], "name", (found["name"],))


def renamed(plain: str, known: str) -> Iterator[tuple[Span, str, str]]:
    """Places whose stem `known` has with another ending: 龙泉乡 where it says 龙泉镇.

    >>> [(text, was) for _, text, was in renamed("龙泉乡修通公路", "龙泉镇修路")]
    [('龙泉乡', '龙泉镇')]
    """
    seen: dict[str, str] = {}
    for found in _PLACE_END.finditer(plain):
        name = found[1] + found[2]
        if plain[max(0, found.start() - 1) : found.start() + 1] in VERBS:
            continue  # 推进城市管理 names no 进城市
        if name not in seen:
            seen[name] = "" if name in known else _namesake(found[1], name, known)
        if seen[name]:
            yield (found.start(), found.end(2)), name, seen[name]


def _namesake(stem: str, name: str, known: str) -> str:
    others = (stem + other for other in _FAMILY if stem in known)
    return next((o for o in others if o in known and not o.startswith(name)), "")
