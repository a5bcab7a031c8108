"""Reports to export."""

from drafter.document import Evidence, Fact, Facts, Origin, Report, genre
from drafter.document.parsing import parse

SHUZHI = genre.load("shuzhi")
TITLE = "云岭县教育局党组书记、局长2023年度述职述廉报告"
FACT = "新建学校**所，新增学位3240个。"
MODEL = "聚焦“双减”——落实<b>课后</b>服务……“一校一案”&全覆盖。"
FRAME = "持续用力，久久为功。"
PROPOSED = "建立台账，〔待补：完成时限〕前销号。"
TEXT = f"""{TITLE}
各位领导、同志们：
2023年，在县委、县政府的坚强领导下，本人团结带领全局干部职工，推动教育事业迈出坚实步伐。
一、旗帜鲜明讲政治，坚定不移把准前进方向
（一）加强理论武装。局党组***中心组学习*次。
（二）严守政治纪律
二、担当实干勤履职，全力推动各项工作提质增效
一是抓学校、扩学位。{FACT}{MODEL}{FRAME}
个人存在的不足：一是调研不够。下校偏少。
改进措施：一是{PROPOSED}
2024年1月10日
"""


def report(text: str, facts: Facts | None = None, evidence: tuple[Evidence, ...] = ()) -> Report:
    """A report of the genre."""
    return parse(text, SHUZHI, facts=facts, evidence=evidence)


def drafted() -> Report:
    """A drafted report: two facts used, one not."""
    facts = Facts(
        (
            Fact("F1", "新建学校**所，新增学位3240个", "duty", "履职", "facts.md:3", "台账"),
            Fact("F2", "<script>“双减”</script>", "duty", "", "facts.md:4"),
            Fact("F3", "没有写入的一条", "", "", "facts.md:5"),
        ),
        year=2023,
    )
    evidence = tuple(
        Evidence((TEXT.index(sentence), TEXT.index(sentence) + len(sentence)), ids, origin)
        for sentence, ids, origin in (
            (FACT, ("F1",), Origin.FACT),
            (MODEL, ("F1", "F2"), Origin.MODEL),
            (FRAME, (), Origin.FRAME),
            (PROPOSED, (), Origin.PROPOSED),
        )
    )
    return report(TEXT, facts, evidence)
