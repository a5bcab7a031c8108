"""Sentences that lack a subject or say the same or the contrary with two words."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import holding, is_quoted
from drafter.rules import Concern, Level, rule

TIME = r"(?:[^，。；：]{0,10}(?:年|月|季度|时间|以来|期间|[间中里]|日)，)?"
# What is wrong, why, what to write.
FAULTS = (
    (
        rf"^(?:{TIME})(?:通过|经过|由于)[^，。；：我本]{{3,40}}，(?:使得?(?![用命得])|让(?![位利路步]))",
        "“通过……，使……”没有主语",
        "去掉“通过”或“使”",
    ),
    (
        rf"^(?:{TIME})在[^，。；：我本]{{3,40}}下，(?:使得?(?![用命得])|让(?![位利路步]))",
        "“在……下，使……”没有主语",
        "去掉“使”或“在……下”",
    ),
    (r"原因(?:主要)?是(?:因为|由于)", "“原因是”和“因为”重复", "只留一个"),
    (
        (r"(?:防止|避免|杜绝|切忌)[^，。；不]{0,16}?(?:不再|不要)(?:次|度)?"
        r"(?:发生|出现|反弹|反复|复发|重复|拖欠|流失|扩大|蔓延|积压|返贫|滑坡)"),
        "否定多了一层",
        "去掉“不再”“不要”",
    ),
    (
        r"(?:减少|降低|下降|缩短|缩小)了?(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]+)倍",
        "减少、降低不能用倍数",
        "改为百分之几或几分之几",
    ),
    (
        r"(?:大?约|近)\d[\d,.]*[万亿]?[多余]?[\u4e00-\u9fff]{1,2}左右",
        "“约”和“左右”重复",
        "只留一个",
    ),
    (
        (r"(?:(?:至少|最少)[^，。；\d]{0,6}|(?:不少于|不低于|不下于|超过|突破|逾|高于|多于)了?)\d[\d,.]*[万亿]?"
        r"(?:%|％|[\u4e00-\u9fff]{1,3})以上"),
        "“至少”“超过”一类和“以上”重复",
        "只留一个",
    ),
    (
        r"(?:不超过|至多|最多|不高于|低于|少于|不足|不到)\d[\d,.]*[万亿]?(?:%|％|[\u4e00-\u9fff]{1,3})以[下内]",
        "“不超过”一类和“以下”“以内”重复",
        "只留一个",
    ),
    (
        r"(?:至少|最少|不少于|不低于|不下于|超过|不超过|至多|最多|不足|不到)\d[\d,.]*[万亿]?(?:%|％|[\u4e00-\u9fff]{1,3})左右",
        "“不少于”“超过”一类和“左右”矛盾",
        "只留一个",
    ),
    (r"(?:超过|突破|逾)\d[\d,.]*[万亿]?[多余][\u4e00-\u9fff]", "“超过”和“多”重复", "只留一个"),
)  # fmt: skip
HINT = re.compile(
    "，[使让]|原因|不[再要]|倍|左右|以[上下内]|超过|突破|逾"
)  # one of them is in every fault
PATTERNS = tuple((re.compile(each), why, advice) for each, why, advice in FAULTS)


@rule("faulty-sentence", "病句", Severity.WARNING, Level.STANDARD, Concern.LANGUAGE)
def check(report: Report) -> Iterator[Flaw]:
    """句子成分残缺、重复、自相矛盾的，改正；只查几种一看就知道的。

    反例：
        通过开展业务培训，使干部素质得到提高。

        进度慢的原因主要是因为资金不足，约30人左右受到影响，能耗降低了2倍。

        每月检查至少3次以上，避免不再拖欠工资。

    正例：
        通过开展业务培训，干部素质得到提高。

        通过开展业务培训，我使群众了解了政策；通过招标，使用资金300万元。

        在县委的领导下，干部队伍面貌一新，约30人参加培训。

        每月检查3次以上，避免拖欠工资。
    """
    for sentence in holding(report, HINT):
        for pattern, why, advice in PATTERNS:
            for found in pattern.finditer(sentence.text):
                start = sentence.span[0] + found.start()
                if not is_quoted(report, start):
                    yield Flaw((start, sentence.span[0] + found.end()), why, advice)
