"""What a sheet says about its author: front matter, or `年度：2024` lines at its top."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from drafter.document import genre
from drafter.errors import BadInput, UnknownName
from drafter.readers import tableunits
from drafter.text import numerals, shorten

NAMES = {
    "genre": ("genre", "文种"),
    "year": ("year", "年度", "年份", "报告年度", "述职年度", "考核年度"),
    "role": ("role", "post", "职务", "岗位", "现任职务", "述职人职务", "单位职务", "单位及职务"),
    "unit": ("unit", "单位", "所在单位", "工作单位"),
    "audience": (
        "audience",
        "to",
        "报送对象",
        "报",
        "主送",
        "主送机关",
        "报告对象",
        "汇报对象",
        "述职对象",
        "听取单位",
        "考核单位",
        "报送",
        "报送单位",
        "述给",
        "报给",
        "向谁报告",
    ),
    "title": ("title", "标题"),
    "name": (
        "name",
        "姓名",
        "述职人",
        "述职人姓名",
        "报告人",
        "汇报人",
        "被考核人",
        "谁",
        "who",
        "xm",
        "xingming",
    ),
    "length": ("length", "字数", "篇幅", "字数要求"),
    "date": ("date", "日期", "落款日期", "述职日期", "报告日期"),
    "staff": ("staff", "下属", "有无下属", "有无下级"),
}
KEYS = {key: name for name, keys in NAMES.items() for key in keys}
SHORT = 3  # letters of a key that many words are near to: todo is no to
MISTYPED = [key for key in KEYS if not key.isascii() or len(key) > SHORT]
SHOWN = 21  # characters of a value that are shown in a note
TOP = 10  # lines in which a header without fences is looked for, under a title or not
_PAIR = re.compile(  # forms are typed with blanks in their keys: 姓    名：
    r"([^\s：:]{1,20}|[\u4e00-\u9fff](?:[ \t\u3000]+[\u4e00-\u9fff]){1,3})\s*[：:](.*)"
)
_OTHER = re.compile(
    r"[^\s：:\d*]{2,6}[：:][^，。；*\d]{0,20}"
    r"|(?:现?分管|分工|主管|现?负责|(?:岗位|工作|主要)?职责)(?:工作|领域|范围|部门|事项)?[：:][^。；*\d]*"
)
_WIDE = re.compile(r"[ \u3000]{2,}|\t+")
_FILLED_IN = {"填报单位": "单位", "填表单位": "单位", "填报人": "姓名", "填表人": "姓名"}
_BOTH = re.compile(
    "(?:述职人|填报人)?(?:姓名[、和及与/／]?(?:现任)?职务|(?:现任)?职务[、和及与/／]?姓名)"
)
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_POST = re.compile(
    "(?:长|书记|主任|主席|经理|总监|干部|干事|员|师|处|科|秘书|会计|政委|委员|代表|负责人)$"
)
_YEAR = re.compile(r"((?:19|20)\d\d)\s*(?:年度?)?")
_HAN_YEAR = re.compile("(?:二[〇零○Oo0]|一九)[〇零○Oo0一二三四五六七八九]{2}(?=年|$)")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LENGTH = re.compile(
    r"(?:不少于|不超过|不低于|大约|大概|控制在|至少|约)?\s*([\d,]+|[一二两三四五六七八九十百千万]+)"
    r"(?:\s*[-—–~～至到]\s*([\d,]+))?\s*个?(?:汉?字)?\s*(?:左右|上下|以内|以上|之内)?"
)
_SAID_LENGTH = re.compile(
    r"([\d,]{3,}|[一二两三四五六七八九十]+[千万][一二三四五六七八九百]*)(?:来|多)?个?汉?字"
)
LENGTHS = (200, 20_000)  # characters a report may be asked to have
STAFF = {"有": True, "是": True, "yes": True, "true": True}
STAFF |= {"无": False, "没有": False, "否": False, "no": False, "false": False}
_OWN = sorted((key for key in KEYS if not key.isascii()), key=len, reverse=True)
_OF_OTHERS = "".join(f"(?<!{each})" for each in ("填报", "填表", "制表", "任职", "出生", "入党"))
_SPACED = "|".join(
    f"{_OF_OTHERS}{key}"  # the day when a form was filled in is none of a report
    if key == "日期"
    else r"[ \t\u3000]*".join(key)
    if len(key) > 1
    else rf"(?<![\u4e00-\u9fff]){key}"
    for key in _OWN
)
_GLUED = re.compile(rf"({_SPACED})\s*[：:]")
_ASKED = re.compile(
    r"[QqＱ]\d{1,2}[.．、:：]\s*(?:您的?|你的?)?([\u4e00-\u9fff]{2,8})(?:[（(]|[：:]?$)"
)
_AROUND = " \t\u3000，,；;、|｜"
_BEHIND = re.compile(r"(.+?)[\s\u3000]+((?:19|20)\d\d年度?)")
_FURTHER = re.compile(r"(\S.*?)[ \t\u3000]{1,20}([\u4e00-\u9fff]{2,6})[：:]\s*([^，。；：:]{1,20})")
_QUOTED = re.compile("^[>＞\\s\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]+")  # 「> 💡 」 before it


def pair(line: str) -> tuple[str, str] | None:
    """The key, as given, and the value of a `key: value` line.

    >>> pair("年度：2024年"), pair('role: "县教育局局长"'), pair("无")
    (('年度', '2024年'), ('role', '县教育局局长'), None)
    """
    found = _PAIR.fullmatch(line.strip())
    if found is None:
        return None
    value = found[2].strip()
    for quotes in ('""', "''"):
        if len(value) > 1 and value[0] + value[-1] == quotes:
            value = value[1:-1]
    return found[1], value


def pairs(line: str) -> list[tuple[str, str]]:
    """The fields of a line that holds one, or several of our own, glued together or not.

    >>> pairs("述职人：王建国职务：县林业局局长"), pairs("姓名：李明  年度：2024")
    ([('述职人', '王建国'), ('职务', '县林业局局长')], [('姓名', '李明'), ('年度', '2024')])
    >>> pairs("单位：县教育局"), pairs("抓项目")
    ([('单位', '县教育局')], [])
    """
    told = _QUOTED.sub("", line.strip())
    if fields := _apart(told):
        return fields
    found = list(_GLUED.finditer(told))
    if len(found) > 1 and found[0].start() == 0:
        ends = [*(each.start() for each in found[1:]), len(told)]
        rows = zip(found, ends, strict=True)
        parts = [(one[1], told[one.end() : end].strip(_AROUND)) for one, end in rows]
        rows_told = (_with_further(key, value) for key, value in parts)
        return [pair for told_here in rows_told for one in told_here for pair in _with_year(*one)]
    single = pair(line)
    is_measure = bool(tableunits.stated(told))  # 单位：万元
    return _with_further(*single) if single and not is_measure else []


def _apart(told: str) -> list[tuple[str, str]]:
    """The fields of a form in one line, wide blanks between, where several of them are ours.

    Whoever fills in such a form with his post speaks of himself.

    >>> _apart("填报单位：县殡仪馆    填报人：邓守诚    职务：馆长    任现职时间：2021.4")
    [('单位', '县殡仪馆'), ('姓名', '邓守诚'), ('职务', '馆长'), ('任现职时间', '2021.4')]
    >>> _apart("修路：3条    填报人：王强"), _apart("填报人：王强    审核人：李明")
    ([], [])
    """
    parts = [_PAIR.fullmatch(each) for each in _WIDE.split(told.strip()) if each]
    if len(parts) < 2 or not all(parts):  # noqa: PLR2004
        return []
    fields = [("".join(each[1].split()), each[2].strip()) for each in parts if each]
    keys = {known(key) for key, _ in fields}
    if "role" in keys:
        fields = [(_FILLED_IN.get(key, key), value) for key, value in fields]
    own = [known(key) for key, _ in fields if known(key)]
    return fields if len(own) > 1 and len(set(own)) == len(own) and known(fields[0][0]) else []


def _with_further(key: str, value: str) -> list[tuple[str, str]]:
    """A field of ours, and one behind it whose key means nothing here: 职务：局长 填表时间：12.21.

    >>> _with_further("职务", "局长   填表时间：12.21"), _with_further("事项", "修路 工期：3月")
    ([('职务', '局长'), ('填表时间', '12.21')], [('事项', '修路 工期：3月')])
    """
    found = _FURTHER.fullmatch(value) if known(key) else None
    return [(key, found[1]), (found[2], found[3])] if found else [(key, value)]


def _with_year(key: str, value: str) -> Iterator[tuple[str, str]]:
    """A field, and the year that stands behind it without a key: 单位：县教育局　2024年度."""
    found = _BEHIND.fullmatch(value)
    yield key, (found[1] if found else value)
    if found:
        yield "年度", found[2]


def known(key: str) -> str | None:
    """Our name for a header key, if it is one; forms are typed with blanks in it: 姓  名."""
    return KEYS.get("".join(key.split()).lower())


def chinese(name: str) -> str:
    """What one of our fields is called in Chinese.

    >>> chinese("year"), chinese("beside")
    ('年度', '文件头')
    """
    return next((key for key in NAMES.get(name, ()) if not key.isascii()), "文件头")


BESIDE = "beside"  # under which a header keeps what means nothing here, a line a key


def from_pairs(pairs: Iterable[tuple[str, str]], source: str) -> dict[str, str]:
    """A header of keys that are ours; see `noted_pairs`."""
    return noted_pairs(pairs, source)[0]


def noted_pairs(
    pairs: Iterable[tuple[str, str]], source: str
) -> tuple[dict[str, str], tuple[str, ...]]:
    """A header, and notes on keys that mean nothing here (备注, 联系电话).

    Raises:
        UnknownName: a key that is no key of ours but nearly one.
        BadInput: a key given twice.
    """
    header: dict[str, str] = {}
    notes = []
    for key, value in (each for pair in pairs for each in _of_both(*pair)):
        name = known(key)
        if name:
            _add(header, name, key, value, f"{source} 的文件头")
        elif _is_mistyped(key):
            raise UnknownName.among("文件头项目", key, KEYS)
        else:
            notes.append(unused(key, value))
            header[BESIDE] = f"{header.get(BESIDE, '')}{key}：{value}\n"
    return header, tuple(notes)


def _of_both(key: str, value: str) -> list[tuple[str, str]]:
    """A field of name and post in one as two, where a blank or mark parts them.

    >>> _of_both("姓名职务", "站长、支部副书记 翁启航")
    [('职务', '站长、支部副书记'), ('姓名', '翁启航')]
    >>> _of_both("姓名及职务", "王强，县教育局局长"), _of_both("姓名职务", "翁启航站长")
    ([('职务', '县教育局局长'), ('姓名', '王强')], [('姓名职务', '翁启航站长')])
    """
    parts = [each for each in re.split(r"[\s，,;；/／|｜]+", value.strip()) if each]
    if not _BOTH.fullmatch("".join(key.split())) or len(parts) != 2:  # noqa: PLR2004
        return [(key, value)]
    posts = [each for each in parts if _POST.search(each)]
    names = [each for each in parts if each not in posts and _NAME.fullmatch(each)]
    is_told = len(posts) == len(names) == 1
    return [("职务", posts[0]), ("姓名", names[0])] if is_told else [(key, value)]


def _is_mistyped(key: str) -> bool:
    """Whether a key is one of ours but for a letter or two: yaer; updated is no date.

    A character more makes another word in Chinese: 报送人 is no slip for 报送.
    """
    near = difflib.get_close_matches(key, MISTYPED, n=1)
    return bool(near) and abs(len(near[0]) - len(key)) <= int(key.isascii())


def unused(key: str, value: str) -> str:
    """The note on a key that means nothing here."""
    return f"文件头里的“{key}”没有用上：{shorten(value, SHOWN)}"


def _add(header: dict[str, str], name: str, key: str, value: str, where: str) -> None:
    """A value for the header; one of its own kind that says otherwise is refused.

    Raises:
        BadInput: the key is given twice, and not alike.
    """
    before = header.get(name, value)
    if name == "year" and _YEARS.findall(before) != _YEARS.findall(value):
        told = f"“{before}”和“{value}”"
        raise BadInput(f"{where}写了两个年度：{told}", hint="给了两次，只留报告的那一年")
    if name != "year" and before != value:
        raise BadInput(f"{where}里“{key}”给了两次", hint="只留一个")
    header[name] = value


@dataclass(frozen=True, slots=True)
class Taken:
    """A header found without fences, the lines with it blanked, and what was not understood."""

    header: dict[str, str]
    rest: list[str]
    notes: tuple[str, ...] = ()


def take(lines: list[str]) -> Taken:
    """The header lines near the top of `lines`.

    A line right below one, as short and built like it, is of the header too (姓名：…): where its
    key means nothing here it is noted, and is no fact.

    >>> take(["# 要点", "年度：2024", "职务：局长", "抓项目"])
    Taken(header={'year': '2024', 'role': '局长'}, rest=['# 要点', '', '', '抓项目'], notes=())
    """
    header: dict[str, str] = {}
    rest, notes = list(lines), []
    before = 0  # the number of the last header line
    spoken = [number for number, text in enumerate(lines, 1) if text.strip()]
    for number in [*spoken[:TOP], *_years_below(lines, spoken[TOP:])]:
        found = pairs(lines[number - 1])
        if key := asked(lines[number - 1]):  # its answer is on the next line
            answer = next((n for n in spoken if n > number), 0)
            if answer and not asked(lines[answer - 1]) and known(key) not in header:
                _add(header, known(key) or "", key, lines[answer - 1].strip(), "文件头")
                rest[number - 1] = rest[answer - 1] = ""
            continue
        fields = [(name, key, value) for key, value in found if (name := known(key))]
        if fields and (names := {name for name, _, _ in fields}) and _is_new(names, header):
            for name, key, value in fields:
                _add(header, name, key, value, "文件头")
            notes += [f"文件头里的“{key}”没有用上" for key, _ in found if not known(key)]
        elif found and before == number - 1 > 0 and _OTHER.fullmatch(lines[number - 1].strip()):
            notes.append(f"文件头里的“{found[0][0]}”没有用上")
        else:
            continue
        before, rest[number - 1] = number, ""
    return Taken(header, rest, tuple(notes))


def asked(line: str) -> str:
    """The key that a question of a form asks for: Q1. 您的姓名（必填）; "" for anything else."""
    found = _ASKED.match(line.strip())
    return found[1] if found and known(found[1]) else ""


def _years_below(lines: list[str], numbers: Iterable[int]) -> Iterator[int]:
    """Lines that say nothing but the year, wherever they stand: under a mail's head, for one."""
    for number in numbers:
        found = pair(lines[number - 1])
        if found and known(found[0]) == "year" and _YEAR.fullmatch(found[1]):
            yield number


def _is_new(names: set[str], header: Mapping[str, str]) -> bool:
    """Whether a line tells the header something: a year is looked at again where it comes twice."""
    return not names & (header.keys() - {"year"})


def year(header: Mapping[str, str], source: str) -> int | None:
    """The year of the header, if it gives one.

    Raises:
        BadInput: it is not a year, or more than one.
    """
    value = _HAN_YEAR.sub(
        lambda found: str(numerals.value(numerals.fold(found[0]))), header.get("year", "")
    )
    if not value:
        return None
    if len(set(_YEARS.findall(value))) > 1:
        raise BadInput(f"{source} 的年度“{value}”写了两年", hint="只留报告的那一年，如 2024")
    found = _YEAR.fullmatch(value)
    if found is None:
        raise BadInput(f"{source} 的年度“{value}”不是年份", hint="写成四位数字，如 2024")
    return int(found[1])


def length(header: Mapping[str, str], source: str) -> int | None:
    """How many characters the header wants; the middle of a range.

    >>> [length({"length": told}, "") for told in ("1500", "2000字左右", "1500-2000字", "两千字")]
    [1500, 2000, 1750, 2000]
    >>> length({"length": "请控制在三千字，分四大块"}, "")
    3000

    Raises:
        BadInput: it is no number, or none that a report can have.
    """
    value = header.get("length", "")
    if not value:
        return None
    found = _LENGTH.fullmatch(value.strip()) or _SAID_LENGTH.search(value)
    told = [numerals.value(each) for each in found.groups() if each] if found else []
    least, most = LENGTHS
    if not told or not all(each is not None and least <= each <= most for each in told):
        raise BadInput(
            f"{source} 的字数“{value}”不能用", hint=f"写成 {least} 到 {most} 之间的数，如 1500"
        )
    return int(sum(each for each in told if each) / len(told))


def staff(header: Mapping[str, str], source: str) -> bool | None:
    """Whether the author leads anybody, where the header says.

    Raises:
        BadInput: neither yes nor no.
    """
    value = header.get("staff", "").strip().lower()
    if value and value not in STAFF:
        raise BadInput(f"{source} 的“有无下属”写成了“{value}”", hint="写“有”或者“无”")
    return STAFF.get(value)


def genre_id(header: Mapping[str, str]) -> str:
    """The id of the genre, which may be named in Chinese; `shuzhi` unless given.

    Raises:
        UnknownName: no such genre.
    """
    return genre.resolve(header.get("genre", ""))
