"""Words typed or scanned as others that sound or look alike, and that are no words."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import is_quoted
from drafter.rules import Concern, Level, rule
from drafter.text import Span, any_of

# wrong>right, parted by blanks: none of the wrong ones is a word or stands across two (发布|署名).
PLAIN = """
再接再励>再接再厉 一如继往>一如既往 穿流不息>川流不息 迫不急待>迫不及待
不径而走>不胫而走 谈笑风声>谈笑风生 相形见拙>相形见绌 墨守陈规>墨守成规
默守成规>墨守成规 因地治宜>因地制宜 因地置宜>因地制宜 实事求事>实事求是
竟竟业业>兢兢业业 任劳任冤>任劳任怨 廉洁奉工>廉洁奉公 以身作责>以身作则
严于律已>严于律己 舍已为人>舍己为人 群策群利>群策群力 齐心协立>齐心协力
责无旁代>责无旁贷 全力以付>全力以赴 在所不息>在所不惜 勤勤肯肯>勤勤恳恳
孜孜不卷>孜孜不倦 持之以衡>持之以恒 契而不舍>锲而不舍 励精图志>励精图治
立杆见影>立竿见影 有条不絮>有条不紊 有的放失>有的放矢 卓有成校>卓有成效 显箸>显著
提纲契领>提纲挈领 反腐倡连>反腐倡廉 两学一作>两学一做 高渡重视>高度重视 遗撼>遗憾
震憾>震撼 弛而不息>驰而不息 竞然>竟然 脱贪攻坚>脱贫攻坚 综冶>综治
选拨任用>选拔任用 渲泄>宣泄 涣然一新>焕然一新 换然一新>焕然一新 精神涣发>精神焕发
踊现>涌现 承偌>承诺 坚苦奋斗>艰苦奋斗 官僚主意>官僚主义 享乐主意>享乐主义
社会主意>社会主义 爱岗竞业>爱岗敬业 再所难免>在所难免 至力于>致力于
深人开展>深入开展 深人推进>深入推进 深人学习>深入学习 深人贯彻>深入贯彻
深人基层>深入基层
"""
# The same where only what stands around it shows that it is none: pattern>right.
BOUND = (
    (r"(?<![发公颁宣散分遍密摆])布署(?![名办长理])", "部署"),
    (r"(?<![一连籍])贯撤", "贯彻"),
    (r"(?<!习)惯彻(?![底夜头])", "贯彻"),
    (r"(?<![围静同陪就落端])坐谈会(?!议)", "座谈会"),
    (r"(?<![进朝纳])贡现(?![金场代在有实状])", "贡献"),
    (r"平稳过度(?![依开使包消竞劳疲紧解反集追强砍放捕耗])", "平稳过渡"),
    (r"气慨(?![叹然])", "气概"),
    (r"(?<![主强])攻艰(?![难险苦巨深])", "攻坚"),
    (r"走仿(?![古真照制造生佛])", "走访"),
    (r"帮挟(?![持带裹制])", "帮扶"),
    (r"(?<!陶)冶理(?![想念论工])", "治理"),
    (r"政冶(?![炼金])", "政治"),
    (r"(?<![选提海挺])拔款(?!式)", "拨款"),
    (r"侯补(?=委员|人选|队员|干部|书记|中央|名单|党员|[，。；、])", "候补"),
    (r"(?<![客生])气侯(?!某)", "气候"),
    (
        r"(?<![横巨条大单画篇双整长小竖全半满每多\d一二两三四五六七八九十几数])幅射(?![灯击箭门手])",
        "辐射",
    ),
    (r"寒喧(?![闹哗嚣])", "寒暄"),
    (r"(?<!攻)坚距(?!离)", "艰巨"),
    (r"(?<!维)艰距(?!离)", "艰巨"),
    (r"(?<![波风海])浪废(?![弃水气料旧])", "浪费"),
    (r"形式主意(?![多好新])", "形式主义"),
    (r"(?<![记目附收登辑摘])录象(?![征棋牙限])", "录像"),
    (r"(?<![过摆引])渡假(?![如冒])", "度假"),
    (r"(?<!喜)欢渡(?![江河口船海轮槽])", "欢度"),
    (r"(?<![务势未何])必竟", "毕竟"),
    (r"(?<!清)廉结(?![对合算])", "廉洁"),
    (r"(?<![工里课行规])程渡(?![槽口船轮江河运海])", "程度"),
    (r"(?<![控研限管编绘])制渡(?![槽口船轮江河运海])", "制度"),
    (r"(?<![研探])究竞(?![争聘选岗赛价标技])", "究竟"),
    (r"(?<![地抗防避])震兴(?![修建办])", "振兴"),
    (r"(?<![消国边人联技])防讯(?![问息号])", "防汛"),
    (r"(?<![微电短通诚])信仿(?![冒造真制])", "信访"),
    (r"(?<!调)整冶(?![炼金])", "整治"),
    (r"(?<!选)拔付(?!诸)", "拨付"),
    (r"(?:(?<=[的这那有小])|(?<=什么))时侯(?!某)", "时候"),
    (r"(?<![慰访询过请])问侯(?!某)", "问候"),
    (r"(?<![争答抗申])辩认(?![为定可真购])", "辨认"),
    (r"(?<!喷)涌跃(?!升)", "踊跃"),
    (r"(?<![友美良爱])好象(?![征牙棋限])", "好像"),
    (r"(?<![蓝企])图象(?!征)", "图像"),
    (r"(?<!完)毕须", "必须"),
    (r"(?<=贯彻|推动|抓好|狠抓|全面|督促|督办|督查|政策|责任|工作|任务)落时(?!间|分|候)", "落实"),
    (r"(?<=措施|逐项|逐条|没有|尽快|得到)落时(?!间|分|候)", "落实"),
    (r"落时(?=责任|到位|情况|措施|政策|到人|整改|不够|不力|中央)", "落实"),
    (r"建全(?=制度|机制|体系|长效|网络|组织|台账|档案|工作|完善|各项|队伍|法制|规章)", "健全"),
    (r"(?<![出发呈展体实])现像(?![样这那个])", "现象"),
    (r"按排(?![名放序列班污水查头量定])", "安排"),
    (
        r"按装(?=了?[\d一两三四五六七八九十]|路灯|监控|设备|电梯|护栏|完[成毕]|调试|工程|到位|太阳能)",
        "安装",
    ),
    (
        r"(?:(?<=^)|(?<=[，。；：\n\s]))做为(?=[\u4e00-\u9fff]{1,12}，)",
        "作为",
    ),
    (
        (
            r"(?<=[，。；：\n])既使(?![用命])"
            r"(?=[^，。；]{0,10}再[^，。；]{1,6}，|[^，。；]{1,20}，[^，。；]{0,6}也(?:要|必须|不|绝不|决不|坚持|没))"
        ),
        "即使",
    ),
    (r"过度期(?![望待许盼])", "过渡期"),
    (r"(?<=[大一成各])部份(?!额)", "部分"),
    (r"(?<!补)充份(?!额)", "充分"),
    (r"(?:(?<=全)|(?<=实现|信号|网络))复盖", "覆盖"),
    (r"竟争(?=力|激烈|上岗|机制|优势)", "竞争"),
    (r"克苦(?=学习|钻研|努力|工作|训练)", "刻苦"),
    (r"(?<=[一自])已(?=私利|之力|之见|身的)", "己"),
    (r"(?<=为)已任(?![命职满])", "己任"),
    (r"(?<![各独来擅私])自已(?![经完有达实超成形])", "自己"),
    (r"(?<![自克律舍知利为体异修害省责])己(?=经|建成|开工|实现|超过|全部|基本|形成)", "已"),
    (r"(?<![年期月周季岁纪学底本始])末(?=能够?[^量源]|达到|发现|发生过)", "未"),
    (r"(?<=[各该子])项日(?=建设|资金|推进|落地|开工|投资)", "项目"),
    (r"(?<=财政|税费|营业|村民|经济|平均|人均)收人(?=[\d为达增约减，。])", "收入"),
    (r"投人(?=资金|使用|\d|生产|运行|运营)", "投入"),
    (r"下一部(?=工作|打算|计划|，)", "下一步"),
    (r"一至(?=认为|同意|好评|通过|认可)", "一致"),
    (
        (
            r"(?<!报名)(?<!申报)(?<!报送)(?<!征集)(?<!投标)(?<!日期)(?<!时间)"
            r"截止(?=到?\d{1,4}年|到?\d{1,2}月|目前|今年|年底)"
        ),
        "截至",
    ),
    (r"(?<=关键|重点|原因)再于", "在于"),
)
# Words of grammar that never stand twice, where none of the two belongs to a neighbour.
TWICE = (
    (r"(?<![温平缓总共调中柔亲附饱随祥饶宽])和和(?![美气睦乐平善缓谐煦风解])", "和"),
    (r"(?<![实存内现所旨潜自外健])在在(?![处野座位职])", "在"),
    (r"(?<!目)的的(?![确士])", "的"),
    (r"(?<![参给赠授赋])与与", "与"),
    (r"(?<![就可还只但于总也都不要算便])是是(?![非否])", "是"),
    (r"(?<![为除])了了(?![解如然结却断事望得])", "了"),
    (r"(?<![合兼归吞撤])并并(?![列行购轨存肩网入])", "并"),
    *(
        (each * 2, each)
        for each in ("进一步", "通过", "以及", "根据", "按照", "由于", "本人", "我们")
    ),
)
PAIRS = dict(each.split(">") for each in PLAIN.split())
WRONG = any_of(tuple(PAIRS))
FIRST, SECOND = ("".join(wrong[at] for wrong in PAIRS) for at in (0, 1))
LIKELY = re.compile(f"[{FIRST}](?=[{SECOND}])")  # how any of them begins
KNOWN = (*BOUND, *TWICE)
# Characters of each pattern; it is tried only where they stand, as finding those is far quicker.
# Only the first is taken, as one may begin inside another.
CORES = tuple(re.sub(r"\(\?[^()]*(?:\([^()]*\)[^()]*)*\)", "", each) for each, _ in KNOWN)
CORE = re.compile("|".join(f"{core[0]}(?={core[1:]})" for core in CORES))
PATTERNS = tuple(re.compile(each) for each, _ in KNOWN)


@rule("typing-slip", "错别字", Severity.ERROR, Level.STANDARD, Concern.LANGUAGE)
def check(report: Report) -> Iterator[Flaw]:
    """写成同音、形近的别字的，一个词连写两遍的，改正；只查哪里都不成词的写法。

    反例：
        狠抓政策落时，加强工作布署，建全长效机制。

        截止2023年12月，财政收人达3亿元。

        学习笔记有补记的现像。

        确定办学理念和和目标，目前在在混合工序，进一步进一步学习。

    正例：
        日落时分，村民在广场集合；建全国一流港口，今年年末能够完工。

        近年没有出现像样的项目；自己动手，已经建成；截至2023年12月，各项日常工作正常。

        广场换上横幅射灯，坏习惯彻底改掉，攻坚距目标还远，围坐谈会议精神。

        发布署名文章，研究竞聘方案，完善工程渡槽，慰问侯某，各自已完成，按排查结果整改。

        和和美美，实实在在，为了了解是是非非，达到目的的确不易，存在在岗人员不足、缓和和平息矛盾。
    """
    found = [(each.span(), PAIRS[each[0]]) for each in _plain(report.text)]
    for place in CORE.finditer(report.text):
        found += _bound(report.text, place.start())
    for span, right in found:
        if not is_quoted(report, span[0]):
            wrong = report.text[slice(*span)]
            why = "多写了一遍" if wrong == right * 2 else "是别字"
            yield Flaw(span, f"“{wrong}”{why}", f"改为“{right}”")


def _plain(text: str) -> Iterator[re.Match[str]]:
    """The words that are wrong wherever they stand, tried only where two characters fit."""
    end = 0
    for place in LIKELY.finditer(text):
        found = WRONG.match(text, place.start()) if place.start() >= end else None
        if found:
            end = found.end()
            yield found


def _bound(text: str, start: int) -> Iterator[tuple[Span, str]]:
    """The words at a place that what stands around them shows to be wrong, and the right ones."""
    for core, pattern, (_, right) in zip(CORES, PATTERNS, KNOWN, strict=True):
        if text.startswith(core, start) and (found := pattern.match(text, start)):
            yield found.span(), right
