"""A sentence of an old report without slogans, and no longer than the genre allows."""

import itertools
import re

from drafter.document.genre import Genre
from drafter.grounding import fact_coverage
from drafter.text import any_of, length, reading_length, strip_end

_LINKED = re.compile(  # a clause that begins so cannot open a sentence
    "其中|同比|环比|较|比|占|达|使|让|从而|进而|并|且|而|但|却|以|为|等|累计|分别|均|也|还|又|被|则|就|所|即|特别是"
    "|因为|因此|未能|没能|未|无法|可以|能够|用于|总投资|合同(?:资金|金额)|到位资金|及(?![率格时早])|和(?![解谐平睦])|与"
)
_ITEM = re.compile("[^，；。]{1,5}(?:[，；。]|$)")  # of a list, and no sentence of its own
_TIED = re.compile(  # sums up, or names what it was for
    "做到|力争|力求|真正|努力|确保|推动|促进|实现|有效|切实|不断|进一步|得到|受到|形成|营造|提高|提升|增强|打通"
    "|便于|方便|保证|防止|避免|杜绝|把"
)
_BEFORE = re.compile(
    "(?:虽然|尽管|由于|因为|如果|为了?|通过|围绕|针对|按照|根据|结合|依托|立足|依据|随着|面对|鉴于|本着|作为|当|除了?|在|对|把|将|以)[^，]*$"
    # says when, not what
    "|(?:下|时|[之以]后|以来|期间|之际|过程中|[年月日]|[年月][初底中末]|半年|季度)$"
    "|(?:带领|团结|组织)[^，]*(?:职工|干部|群众|班子|队伍|成员|同志|人员|人民)$"  # to do what
    "|由[^，了]{1,16}(?:发起|牵头|提出|组织|主办|批准|推荐|委托)$"  # by whom, not what
    "|(?:协助|配合|会同)[^，]*(?:组|部门?|单位|局|委|中心|公司|同事|同志|人员)$"
    "|(?:特点|优势|目的|目标|作用|核心|关键|意义)(?:就|主要)?是[^，]*$"
)
# What governs all that follows in its sentence: parted from it, a plan would read as done.
_GOVERNING = re.compile(
    "做到|需要?|须|应[当该]|拟|计划|打算|力求|力争|争取|旨在|以求|希望|要求|建议|认为|觉得|发现|看到|认识到|体会到|相信|深知"
    "|(?<![主重只紧必首概摘])要(?![求点素害])"
    "|将(?:继续|进一步|会|要|于|结合|通过|围绕|坚持|不断|着力|努力|加强|从|认真|严格|始终|重点|全面|积极|大力)"
)
_NEW = re.compile(  # begins anew, with its own subject or time
    r"本人|我|同时|此外|另外|全年|[今本去]年|本学期|\d{2,4}年|\d{1,2}月|目前|截至|这|第[一二三四]"
    "|在[^，]{2,20}(?:下|期间)，"
)
_SERIES = 4  # clauses of one kind that are told in one breath; a longer row has to be parted
_ALIKE = 4  # characters from which clauses of one length are a series
_COMMA = re.compile("，")
_INSIDE = re.compile("“[^”]*”|（[^）]*）|《[^》]*》")
_PART = re.compile("(?<=[，；])")
_LIST_END = re.compile("、[^、]+等[^级待候于、，]{1,8}$")
_LEAST = 5  # characters before a cut: 比如 is no sentence
_AIM = 14  # characters of a clause that names an aim
_HELD = 6  # characters that are left of a sentence at least


def without_slogans(text: str, genre: Genre) -> tuple[str, tuple[str, ...]]:
    """The sentence without clauses that fit any report, and those clauses.

    A clause that also holds a figure or a name stays; so does a sentence that is nothing else.

    >>> from drafter.document import genre
    >>> without_slogans("新建学校6所，取得了显著成效。", genre.load("shuzhi"))
    ('新建学校6所。', ('取得了显著成效',))
    >>> without_slogans("各项工作取得了显著成效。", genre.load("shuzhi"))
    ('各项工作取得了显著成效。', ())
    """
    slogans = any_of(genre.phrases.slogans)
    if not slogans.search(text):
        return text, ()
    clauses = _PART.split(text)
    gone = [each for each in clauses if slogans.search(each) and not _claims(each, slogans)]
    kept = [each for each in clauses if each not in gone]
    if not gone or not kept or _LINKED.match(kept[0]) or length("".join(kept)) < _HELD:
        return text, ()
    end = text[len(text.rstrip("。！？；")) :]
    return strip_end("".join(kept)) + end, tuple(strip_end(each) for each in gone)


def _claims(text: str, slogans: re.Pattern[str]) -> bool:
    return fact_coverage.stance(slogans.sub("", text), []) == "invented"


def parted(text: str, most: int) -> str:
    """A sentence without its end mark in sentences of at most `most`, where it can be parted.

    It is not parted before a clause that leans on the one before it, inside a short series, nor
    behind a word that governs all that follows: there it stays as long as it is.

    >>> parted("新建学校6所，改造校舍12栋，全年引进教师40名", 14)
    '新建学校6所，改造校舍12栋。全年引进教师40名'
    >>> parted("新建通村公路共12公里，推动出行条件改善", 14)
    '新建通村公路共12公里，推动出行条件改善'
    """
    if reading_length(text) <= most:
        return text
    cuts = _cuts(text)
    if not cuts:
        return text
    middle = len(text) // 2
    cut = min(cuts, key=lambda at: abs(at - middle))
    return parted(strip_end(text[:cut]), most) + "。" + parted(text[cut + 1 :], most)


def _cuts(text: str) -> list[int]:
    """Where a sentence may be parted."""
    inside = [found.span() for found in _INSIDE.finditer(text)]

    def is_free(at: int) -> bool:
        return not any(start < at < end for start, end in inside)

    wide = [found.start() for found in re.finditer("[；。]", text) if is_free(found.start())]
    if wide:
        return wide
    commas = [found.start() for found in _COMMA.finditer(text) if is_free(found.start())]
    together = _series(text, commas)
    return [at for at in commas if at not in together and _is_end(text, at)]


def _is_end(text: str, at: int) -> bool:
    """What stands before a comma is a sentence, and so is what stands behind it."""
    before = text[:at]
    opens = not any(each.match(text, at + 1) for each in (_LINKED, _ITEM, _TIED))
    is_governed = _GOVERNING.search(before) and not _NEW.match(text, at + 1)
    closes = not _is_purpose(before) and not _BEFORE.search(_last(before))
    return at >= _LEAST and opens and closes and not is_governed and not _is_listed(text, at)


def _is_listed(text: str, at: int) -> bool:
    """What is listed before the comma goes on behind it, up to its 等: 优化了…、…，…、…等系统."""
    behind = text[at + 1 :].split("，", 1)[0]
    return "、" in _last(text[:at]) and "、" in behind and _LIST_END.search(behind) is not None


def _series(text: str, commas: list[int]) -> set[int]:
    """The commas inside a short row of clauses of one kind: 研究6次，调研8次，讲课4次."""
    bounds = [-1, *commas, len(text)]
    clauses = [text[one + 1 : other] for one, other in itertools.pairwise(bounds)]
    rows: list[list[int]] = [[]]
    for at, (one, other) in zip(commas, itertools.pairwise(clauses), strict=True):
        if _is_alike(one, other):
            rows[-1].append(at)
        else:
            rows.append([])
    return {at for row in rows if len(row) < _SERIES for at in row}


def _is_alike(one: str, other: str) -> bool:
    """Two clauses of one series: of one length, or with one beginning or one end."""
    is_even = len(one) == len(other) >= _ALIKE
    return is_even or one[-1:] == other[-1:] or (one[:2] == other[:2])


def _is_purpose(text: str) -> bool:
    """No more than what is aimed at: 为推进职能转变，提高工作效率，规范审批流程."""
    told = re.split("[；。]", text)[-1]
    clauses = told.split("，")
    return told.startswith("为") and not any(
        len(each) > _AIM or re.search(r"[\d我了]|本人", each) for each in clauses
    )


def _last(text: str) -> str:
    return re.split("[，；。]", text)[-1]
