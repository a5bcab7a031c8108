"""What last year's criticism is told with: who found or asked what, and what became of it."""

import re

NEAR = 40  # characters at a line's start in which it is named
SHORT = 20  # characters of a name without a number
_ISSUES = re.compile(
    r"^(?:针对|对照|对于?|围绕)?.{0,12}?(?:(?:19|20)\d\d年度?|上一?年度?|去年|往年|年度|考核|述职|评议|测评|民主生活会)"
    r".{0,12}?(?:反馈|指出|点评|提出)"
)
_ASKED = re.compile(  # 去年这个时候，代表们给我提了三条意见
    r"^[^，。；：]{0,8}?(?:(?:19|20)\d\d年度?|上一?年度?|上次|上届|去年)[^。；：\d]{0,20}?"
    r"(?:[提点][了出过到的]|反映|批评|写(?:了|来)?|质询|评议|投票)[^。；]{0,14}(?:意见|建议|问题|条|点|纸条|不满)"
)
# 委员们质询我“窗口态度差……”, 局领导点我“坐得多、走得少”
QUESTIONED = r"(?:质询|追问|询问|责问|问|点)(?:了|过|到)?(?:我(?!的|市|县|省)|本人|“)"
_SAID_THEN = re.compile(  # 去年述廉时，干部群众反映执法存在“以罚代管”倾向
    r"^[^，。；：]{0,8}?(?:(?:19|20)\d\d年度?|上一?年度?|上次|上届|去年)[^，。；：\d]{0,6}(?:述[职责廉]|评议|测评|考核|座谈|生活会)"
    rf"[^，。；：\d]{{0,4}}[，,]?[^，。；：\d]{{2,10}}(?:反映|批评|提出|提到|指出|{QUESTIONED})"
)
SAID_OF_US = (  # 2022年评估定级时，专家组反馈我馆“读者意见处理无记录”
    r"(?:(?:(?:19|20)\d\d年度?|上一?年度?|上次|上届|去年)[^，。；：\n]{0,10}"
    r"(?:评[估审级价查]|定级|考核|巡[察视]|审计|测评|评议|述[职廉责]|督[导察查]|复审|复评|验收|检查)[^，。；：\n]{0,4}[，,]?"
    r"[^，。；：\n]{0,10}(?:反馈|指出|点评|提[出了到])[^，。；：\n]{0,2}(?:我们?|本)"
    # 2023年经济责任审计发现我局固定资产账实不符, not 去年我带队检查发现……
    r"|(?:(?:19|20)\d\d年度?|上一?年度?|上次|上届|去年)"
    r"(?:(?!我|本|组织|开展|带队|自查)[^，。；：\n]){0,14}"
    r"(?:审计|检查|评估|巡[察视]|督[导察查]|验收|抽查|考核)组?[^，。；：\n我]{0,4}"
    r"(?:发现|查出|查到|指出|反馈)[了出到]?(?:我们?|本)"
    # 审计局2022年查出我所往来款长期挂账
    r"|(?:审计|巡[察视]|督[查导察]|检查|考核|评估|纪[委检]|财政)[^，。；：\n我]{0,4}在?"
    r"(?:(?:19|20)\d\d年度?|上一?年度?|去年)[^，。；：\n我]{0,8}"
    r"(?:发现|查出|查到|指出|反馈|点评|提出)[了出到]?(?:我们?|本))"
)
_PUT_RIGHT = re.compile("整改|落实|回应|回头看|答复|反馈|办理|意见|销号")
_SAID_OF_US = re.compile(rf"^[^，。；：]{{0,8}}?{SAID_OF_US}")
_FOUND_BEFORE = re.compile(  # 去年查摆的三个问题，前两个改了
    r"^[^，。；：]{0,8}?(?:(?:19|20)\d\d年度?|上一?年度?|上次|上届|去年)[^。；]{0,12}(?:查摆|检视|剖析|列出|摆出)的"
    r"[^。；]{0,6}(?:问题|不足)[^。；]{0,14}(?:改|解决|落实)"
)
_ANSWERED = re.compile(  # 上年度评议意见的办理结果, 去年大家提的两条，有回音了
    r"(?:(?:19|20)\d\d年度?|上一?年度?|上次|上届|去年)[^。；：]{0,12}(?:意见|建议|评议|质询|反馈|点评|查摆|提的|反映的|问题|整改|[扣失丢]分)"
    r"[^。；：]{0,8}(?:(?:整?改|办|落实|解决)得?(?:怎么样|怎样|如何|咋样)|怎么(?:整?改|办|落实|解决)的|办理|办结|落实|整改|改正|回[音应复访]|答复|结果|进展|交账|交代|说法)"
)
_FED_BACK = re.compile(  # 去年民主测评反馈情况
    r"(?:上一?年度?|上次|上届|去年)[^，。；：]{0,8}(?:反馈|点评)的?(?:情况|意见|结果)$"
)
_SAID_BEFORE = re.compile(  # 去年点评的两件事
    r"(?:(?:19|20)\d\d年度?|上一?年度?|上次|上届|去年)[^。；：]{0,12}"
    r"(?:点评|反馈|指出|批评|评议|[提点](?:出|到|过|给我)?)的(?:这|那)?(?:[几两三四五六七八九]?(?:件|条|个|点|项))?"
    r"(?:主要|突出)?(?:问题|意见|建议|批评|不足|短板|毛病|事情?)?(?:(?:整?改|办|解决|落实)(?:了?没有?(?:整?改|办|解决|落实)?|得?(?:如何|怎样|怎么样)))?$"
)
_ALL_DEALT = re.compile(  # 评估反馈问题逐项清零, 公司巡检指出的问题整改
    r"(?:巡[察视检]|评估|审计|督[察查导]|考核|检查|点评|评议|测评|述[职廉责])组?(?:反馈|指出|点评|提出|发现)的?(?:意见|问题|事项|不足)"
    r"(?:的?(?:整改|落实|办理)(?:落实|完成)?(?:情况|进展|结果)?"
    r"|[^，。；：]{0,4}(?:清零|销号|到位|见底|办结|办好|落地|有?回[音应]|有?着落|有?交代|有?答复|改到底))$"
    # 审计问题整改, not 安全检查问题整改
    r"|(?:巡[察视]|审计|考核|点评|评议|测评|述[职廉责])(?:意见|问题)的?(?:整改|落实|办理|销号)"
    r"(?:落实|完成)?(?:情况|进展|结果)?$"
)
_PROMISED_BEFORE = re.compile(  # 去年的承诺：旧账一笔一笔还
    r"(?:去年|上一?年度?|上届|年初)(?:的|作出的|公开)?承诺(?:的|了|过)?(?:事项|的?事|[几两三四五]件事)?(?:$|[，,：:]|兑现|完成|落实|办理|履行)"
)
_TOLD_BEFORE = (_ANSWERED, _FED_BACK, _PROMISED_BEFORE, _SAID_BEFORE, _ALL_DEALT)
_RESPONSE = re.compile(
    "^(?:回应|答复|办理|落实)[^，。；：]{0,12}(?:意见|建议|质询|提案|诉求)[。：]"
)
_AUTHOR = re.compile(  # also what the author himself found: 去年我带队检查32家，指出隐患118条
    r"^(?:19|20)\d\d年(?!度)|本人(?:担任|现任|作为)|我(?:担任|任)"
    r"|(?:我们?|本人)(?![^，。；]{0,12}[被受向])[^，。；：]{0,14}[，,]?(?:共|累计|先后)?(?:指出|点评)"
)


def is_told(line: str) -> bool:
    """Whether a paragraph begins by telling what was found, asked or promised last year.

    Args:
        line: without its number and without blanks.

    >>> is_told("去年民主评议时，代表们给我提了三条意见"), is_told("今年修路3条")
    (True, False)
    """
    first = re.split("[。；]", line[: 2 * NEAR], maxsplit=1)[0]
    near = first[:NEAR]
    is_asked = any(each.match(near) for each in (_ISSUES, _ASKED, _SAID_THEN, _FOUND_BEFORE))
    return (is_asked and not _AUTHOR.search(first)) or _SAID_OF_US.match(near) is not None


def is_answered(line: str) -> bool:
    """Whether a point's name says what was put right, and then who found it: 审计整改。去年……"""
    name, stop, behind = line[: 3 * NEAR].partition("。")
    is_named = len(name) <= SHORT and _PUT_RIGHT.search(name) is not None
    return bool(stop) and is_named and _SAID_OF_US.match(behind) is not None


def is_response(line: str) -> bool:
    """Whether a paragraph begins with the name of an answer to others: 回应群众意见。"""
    return _RESPONSE.match(line) is not None


def names_issues(phrase: str) -> bool:
    """Whether words name what was criticised last year: 针对上年度考核反馈的问题."""
    return _ISSUES.match(phrase) is not None


def heads(heading: str) -> bool:
    """Whether a heading opens the part about it in its own words: 去年点评的两件事."""
    return any(each.search(heading) for each in _TOLD_BEFORE)
