"""What stands before and behind the text of a report: titles, greetings, closings, signatures."""

import itertools
import re

from drafter.document import Paragraph, ParagraphKind
from drafter.document.genre import Genre
from drafter.document.parsing.bare import is_couplet
from drafter.document.parsing.enumeration import SIGN, opens, points
from drafter.document.parsing.handing_over import hands_over, parted
from drafter.document.parsing.headings import headings
from drafter.document.parsing.markdown import depth
from drafter.document.parsing.openings import openings
from drafter.document.parsing.series import SourceLine, decorated, names_author
from drafter.document.parsing.tables import rows
from drafter.document.parsing.vocabulary import Vocabulary
from drafter.document.parsing.wordlists import lists
from drafter.text import HAN

_SHORT = 40  # characters: titles, salutations and signatures are not longer
_CEREMONY = 80  # characters of a closing
_LAST = 6  # lines at the end that can be closing and signature
_FIRST = 6  # lines at the beginning that can be titles and greetings
_DATED = re.compile(
    r"(?:[〇○零一二三四五六七八九\d]{4}\s*[年./-]\s*[〇○零一二三四五六七八九十\d]{1,3}\s*(?:[月./-]\s*(?:[〇○零一二三四五六七八九十\d]{1,3}\s*日?)?)?)[)）]?$"
)
_THANKS = re.compile(
    r"(?:\d{1,2}[.、])?\s*(?:(?:最后|再次|衷心)[，,]?(?:我?[要想]?)?(?:再次|衷心)?)?(?:感谢|谢谢)"
    r"|(?:最后[，,]?)?(?:[^。！？；，\d]{0,8}拜[^，。；]{0,3}年[，,])?(?:衷心|预)?祝(?:愿|福)?[^。，]{0,12}(?:大家|各位|领导|同事|同志|单位|公司|学校|医院|我们)"
    r"|(?:最后|借此机会|在此)?[，,]?(?:向|对)[^。！？；\d]{2,50}(?:表示|致以|道一?声)[^。！？；]{0,10}(?:感谢|谢意|谢)[。！]?$"
)
_HELLO = re.compile(  # not 四是作用发挥得不好。
    rf"(?!第?[{HAN}]{{1,2}}[是、，])(?:[^。；！？\d]{{0,6}}各位[^。；！？\d]{{2,18}}[：，])?[^。；！？\d]{{0,14}}(?<![不较很更做得良])好[！。]"
)
_REPORTED = re.compile(  # 我是…, 下面由我汇报：
    r"\d|我(?:是|叫|任|于|在|来自|代表|将|把|就|向|受)|本人|[二三]〇|汇报|报告|述职|述责|述廉|总结|工作|如下|下面|现将|现在|情况|[：:]"
)
_CALLED_SO = re.compile(
    r"我叫[^，。；：]{2,4}[，,。][^。；：\n]{0,40}。?"
)  # 我叫李梅，在三小教数学。
_ADDRESSED = re.compile(  # 县纪委常委会：
    r"[^，。；！？\d]{0,16}(?:党委|纪委|常委会?|党组|委员会|董事会|考核组|组织部|领导|同志|同事|代表|委员|老师|评委|股东|乡亲)们?[：:]"
)
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2})*[ \u3000]+[\u4e00-\u9fff]")  # 5 写在最后
_PART = re.compile(  # 审判执行工作: the name of a part, no office and no unit
    r"[^，。；：！？、\s\d（）()—]{2,8}(?:工作|情况|方面|管理|建设|回顾|成绩|业绩|学习|自律)"
)
_OPENING = re.compile(  # what stands below a motto in the title, not below the name of a part
    r"^(?:(?:19|20)\d\d年|[一两几]年来|过去|我|本人)|如下|下面|领导下"
)
_APPENDED = re.compile("(?:附件?|抄送|抄报)[：:]")
_FAREWELL = 90  # characters of a last paragraph that only takes leave
_LEAVE = re.compile(
    r"(?:感谢|谢谢)[^。！？；\d]{0,24}(?:[。！，]|$)|辛苦了[！。]$"
    r"|(?:敬?请|恳请|欢迎|希望|接受)[^。！？；\d]{0,16}(?:批评|指正|评议|审议|打分|投票|画票|监督|帮助|意见|建议)[^。！？；，\d]{0,4}[。！]$"
)
_NAME = 4  # characters of a name
_HANDED_OVER = re.compile(
    r"(?:最后[，,])?(?:[^。！？；\d]{0,16}(?:报告|汇报|述职|总结|发言|检查|话|情况)(?:[^。！？；，\d]{0,4}[完毕此了束])?[，。！]?"
    r"|我?就?[讲说](?:完了?|到这[里儿]|这么多|这些)[，。！])?"
    r"(?:[^，。]{0,3}不(?:当|妥|足)(?:[^，。]{0,6}[，,]|之处))?(?:敬?请|恳请|欢迎|希望)[^。！？；，\d]{0,14}"
    r"(?:批评|指正|审议|审查|评议|评判|打分|投票|画票|表决|考评|监督|帮助|考[察核]|检查|提出[^。！？\d]{0,8}意见|指教|评价|批准|[一这][一]?票|多提[^。！？；，\d]{0,8}(?:意见|建议))"
    r"(?:我们?|本人)?(?:[、和](?:帮助|支持|监督|批评|理解)(?:我们?|本人)?)?[^。！？；，\d]{0,4}[。！]?"
)
_KEYED = re.compile(  # **报告时间**：2024年8月20日
    r"\*\*[^*，。；：:]{1,10}(?:\*\*[：:]|[：:]\*\*)[ \u3000]*[^，。；！？\s][^，。；！？]{0,29}$"
)
_KIND = re.compile("报告|总结|小结|汇报|述职|述廉|材料|申请|发言|讲话")
_SUBTITLE = re.compile(  # ——在民主生活会上的发言, 及2024年工作安排
    rf"—.{{0,{_SHORT - 1}}}|[及暨](?:(?:19|20)\d\d年|下)[^，。；：！？]{{2,{_SHORT}}}"
)
_WELCOME = 120  # characters of a greeting with what belongs to it
_YEARS = re.compile(r"(?:19|20)\d\d(?:[-—–~至]+(?:19|20)?\d\d)?(?:学?年度?)")
_ASKING = re.compile(
    "[，。](?:敬?请|恳请|欢迎)[^。！？；，\\d]{0,10}(?:评议|审议|批评|指正|打分|监督)[^。！？；，\\d]{0,4}[。！]$"
)
_MATTER = re.compile(
    "(?:工作|情况|任务|内容|事项|方面|问题|不足|计划|打算|建议|成绩|收获|体会)[：:]$"
)
_TOLD = re.compile("如下|下面")  # 现将情况报告如下： is no salutation


def ceremonial(lines: tuple[SourceLine, ...], genre: Genre) -> tuple[SourceLine, ...]:
    """The lines, a greeting and what hands the report over parted from the text they stand in."""
    told, closings = _greeted(lines), _closings(genre)
    least = max(len(told) - _LAST, 0)
    behind = ((x,) if _closes(x.text, closings) else parted(x) for x in told[least:])
    return (*told[:least], *itertools.chain.from_iterable(behind))


def _greeted(lines: tuple[SourceLine, ...]) -> tuple[SourceLine, ...]:
    """The lines, a greeting near the first of them parted from what follows it: 大家好！我是…"""
    found: list[SourceLine] = []
    for at, line in enumerate(lines):
        hello = _HELLO.match(line.text) if at < _FIRST else None
        if (
            not hello
            or _is_welcome(line.text)
            or hello.end() == len(line.text)
            or _is_talk(line.text[hello.end() :])
        ):
            found.append(line)
            continue
        (start, end), rest = line.span, line.text[hello.end() :].lstrip()
        found.append(SourceLine(hello[0], (start, start + len(hello[0]))))
        found.append(SourceLine(rest, (end - len(rest), end)))
    return tuple(found)


def _is_talk(told: str) -> bool:
    """Behind a greeting, or nothing: 外面下着雨，难得大家来得这么齐。"""
    return len(told) <= _SHORT and not _REPORTED.search(told)


def _greets(told: str, above: list[Paragraph]) -> bool:
    """A greeting, with who greets: 大家好！我叫李梅，在三小教数学。"""
    hello = _HELLO.match(told)
    if hello and _is_talk(told[hello.end() :]):
        return True
    is_more = bool(above) and (_is_welcome(told) or _CALLED_SO.fullmatch(told) is not None)
    return is_more or lists().greeting.fullmatch(told) is not None


def _is_welcome(told: str) -> bool:
    """A greeting that asks to be judged, and says nothing of the work: 大家好！…请评议。"""
    bare = _YEARS.sub("", told)
    is_plain = len(told) <= _WELCOME and not re.search(r"\d|[：:]|任职?[，。]|我[是叫]", bare)
    return is_plain and _HELLO.match(told) is not None and _ASKING.search(told) is not None


def front_of(lines: tuple[SourceLine, ...], genre: Genre, words: Vocabulary) -> list[Paragraph]:
    """Titles, the salutation and a greeting, up to the first line that is something else."""
    found: list[Paragraph] = []
    until = min((at for at in decorated(lines) if at), default=len(lines))
    until = min(until, _FIRST + _filled_in(lines[_FIRST:]))
    until = 0 if _is_section(lines) else until
    for index, line in enumerate(lines[:until]):
        if _greets(line.text, found):
            found.append(Paragraph(ParagraphKind.SALUTATION, line.span, line.text))
            continue
        if found and (_SUBTITLE.fullmatch(line.text) or _is_form(line.text)):
            found.append(Paragraph(ParagraphKind.TITLE, line.span, line.text))
            continue
        is_text = len(line.text) > _SHORT or re.search("[。；！？]|[，,]$", line.text)
        signed = _KEYED.match(line.text) or lists().signer.match(
            line.text.strip("【[").replace("】", "：").replace("]", "：")
        )
        is_named = bool(found) and (
            _ADDRESSED.fullmatch(line.text) is not None
            or (line.text.startswith("**") and names_author(line.text))
        )
        is_greeted = bool(found) and found[-1].kind is ParagraphKind.SALUTATION
        if _DECIMAL.match(line.text):
            break  # 1 岗位职责
        if (
            is_text
            or is_greeted
            or (not (signed or is_named) and _is_told(line, words, is_first=index == 0))
        ):
            break
        if (_TOLD.search(line.text) or (found and _MATTER.search(line.text))) and not signed:
            break
        if line.text.endswith(genre.phrases.salutations):
            found.append(Paragraph(ParagraphKind.SALUTATION, line.span, line.text))
            continue
        found.append(Paragraph(ParagraphKind.TITLE, line.span, line.text))
    return found


def _is_section(lines: tuple[SourceLine, ...]) -> bool:
    """The first line is no title but a section like others with as many #: text stands below it.

    What names a report is one only where a list or a deeper heading stands below.
    """
    deep = depth(lines[0].text) if lines else 0
    if not deep or len(lines) < _FIRST or opens(lines[0].text.lstrip("# ")):
        return False
    others = [x for x in lines[1:] if depth(x.text) == deep and not opens(x.text.lstrip("# "))]
    below = depth(lines[1].text)
    if not others or 0 < below <= deep:
        return False
    is_listed = below > deep or SIGN.match(lines[1].text) is not None
    return is_listed or not _KIND.search(lines[0].text)


def _filled_in(lines: tuple[SourceLine, ...]) -> int:
    """How many lines go on with the blanks of a form: 填报日期：2025年1月22日."""
    filled = itertools.takewhile(
        lambda line: len(line.text) <= _SHORT and lists().signer.match(line.text), lines
    )
    return sum(1 for _ in filled)


def _is_form(told: str) -> bool:
    """Blanks of a form, filled in on one line: 姓名：李梅    职务：所长."""
    fields = re.split("[ \\t\u3000]{2,}", told)
    return len(fields) > 1 and all(lists().signer.match(each) for each in fields)


def unheaded(
    front: list[Paragraph], lines: tuple[SourceLine, ...], words: Vocabulary
) -> list[Paragraph]:
    """Without a last line that is the first of the names of parts, where none has a number."""
    last = front[-1] if len(front) > 1 else None
    if not last or last.kind is not ParagraphKind.TITLE:
        return front
    below = lines[len(front)].text if len(front) < len(lines) else ""
    is_motto = is_couplet(last.text) and not _OPENING.search(below)
    if not (is_motto or _PART.fullmatch(last.text)):
        return front
    _, chosen = headings(lines[len(front) - 1 :], words)
    first = chosen.get(last.span[0])
    return front[:-1] if first and first.is_series else front


def back_of(
    lines: tuple[SourceLine, ...], front: list[Paragraph], genre: Genre, words: Vocabulary
) -> list[Paragraph]:
    """Closing and signature: the short lines after the last one that is something else.

    A line without end mark may as well be an unnumbered point, so there has to be a closing,
    a date or a signer among them.
    """
    closings = _closings(genre)
    found: list[Paragraph] = []
    is_signed = False
    for line in reversed(lines[max(len(front) + 1, len(lines) - _LAST) :]):
        is_appended = bool(_APPENDED.match(line.text))
        is_thanks = _thanks(line.text)
        is_closing = _closes(line.text, closings)
        is_signer = bool(lists().signer.match(line.text)) or _is_author(line.text, front)
        is_long = len(re.sub(r"\s+", " ", line.text)) > _SHORT  # 申请人：李梅　　　　2024年1月5日
        if not is_closing and (is_long or re.search(r"[。；！？，]", line.text)):
            break
        if not (is_signer or is_thanks or is_appended) and _is_told(line, words):
            break
        is_dated = bool(_DATED.search(line.text))
        is_closed = any(each.kind is ParagraphKind.CLOSING for each in found)
        if is_closed and not (is_closing or is_signer):
            break  # a date above the closing is that of a table, a short line a last point
        if not is_dated and _DECIMAL.match(line.text):
            break
        is_signed = is_signed or is_closing or is_signer or is_dated or is_appended
        kind = ParagraphKind.CLOSING if is_closing else ParagraphKind.SIGNATURE
        found.append(Paragraph(kind, line.span, line.text))
    return found[::-1] if is_signed else []


def beyond_table(
    back: list[Paragraph], lines: tuple[SourceLine, ...], words: Vocabulary
) -> list[Paragraph]:
    """Nothing where a table goes on to the end: its last cells may be short or a date."""
    is_said = any(
        each.kind is ParagraphKind.CLOSING or lists().signer.match(each.text) for each in back
    )
    if not back or is_said:
        return back
    _, taken = rows(lines, words)
    return [] if len(lines) - 1 in taken else back


def _is_author(told: str, front: list[Paragraph]) -> bool:
    """The name below the title once more."""
    name = told.rsplit(maxsplit=1)[-1]
    return 1 < len(name) <= _NAME and any(
        each.text.strip("*# ").endswith(name) for each in front if each.kind is ParagraphKind.TITLE
    )


def _closings(genre: Genre) -> tuple[str, ...]:
    """How closings begin."""
    return (*genre.phrases.closings, *lists().closings)


def _closes(told: str, closings: tuple[str, ...]) -> bool:
    """A whole line is a closing."""
    is_closing = len(told) <= _CEREMONY and told.startswith(closings)
    return is_closing or _thanks(told) or _asks(told) or _ends_in(closings, told)


def _thanks(told: str) -> bool:
    """A whole line takes leave, whatever part its words may name: 最后，恳请大家支持。"""
    is_thanks = len(told) <= _CEREMONY and _THANKS.match(told) is not None
    is_asking = told.startswith("最后") and _asks(told)
    return is_thanks or is_asking or _takes_leave(told) or hands_over(told)


def _asks(told: str) -> bool:
    """A short sentence that hands the report over: 专此报告，请予审议。 我的话说完了，请打分！"""
    return len(told) <= _SHORT and _HANDED_OVER.fullmatch(told) is not None


def _takes_leave(told: str) -> bool:
    """A last paragraph without figures that thanks or asks to be judged: 总之，…感谢大家。"""
    is_short = len(told) <= _FAREWELL and not re.search(r"\d|(?<![一说]声)[：:]|\n", told)
    return is_short and opens(told) is None and _LEAVE.search(told) is not None


def _ends_in(closings: tuple[str, ...], told: str) -> bool:
    """A few sentences without figures, the last of them a closing: 问题由我负责。请各位审议。"""
    if len(told) > _CEREMONY or re.search(r"\d", told):
        return False
    said = [each for each in re.split("(?<=[。！])", told) if each]
    return len(said) > 1 and said[-1].startswith(closings)


def _is_told(line: SourceLine, words: Vocabulary, *, is_first: bool = False) -> bool:
    """A heading, a label, an enumerated point or the feedback: never a title or signature."""
    if points(line.text) or words.opens_feedback(line.text):
        return True
    if is_first and not line.text.endswith(("：", ":")):
        return False
    return bool(openings((line,), words))
