"""Lines in which an author takes a failing upon himself, whatever else they tell. Pure."""

import re

from drafter.text import sentences

_SELF = (
    r"(?:我|本人)(?![国省市县区镇乡村街社局院校所站处科委厅部司厂行队组班中公单])(?:们|自己|个人)?"
)
_POORLY = (
    r"不(?:够|细|严|实|紧|深|准|全|力|到位|及时|上心|仔细|认真|重视|主动|扎实)"
    r"|疏忽|大意|失职|失察|失误|马虎|拖拉|粗心"
)
_LET_GO = (
    r"(?:没(?:有|能)?|未能?)(?:盯[住紧牢]|把[住好严牢]|管[住好严]|抓[住好紧实牢]|看[住好紧牢]|守[住好]|留住|跟[上住紧]"
    r"|尽到|想到|督促|及时|重视|上心|当回事|落实到位|检查到位|核对|核实|复核)"
)
_OWNED = re.compile(
    rf"(?<!不)是{_SELF}[^，。；]{{0,8}}?(?:{_POORLY}|的(?:错|问题|过失))"
    rf"|(?:^|(?<=[，。；]))[都就还]?(?:主要)?是{_SELF}[^，。；]{{0,4}}?没[\u4e00-\u9fff]"
    rf"|{_SELF}[^，。；\d]{{0,6}}?{_LET_GO}"
    rf"|(?:责任|问题|原因|根子)(?:主要|都|全)?(?:在|出在){_SELF}(?:身上|这里|这儿)?(?=[，。；！]|$)"
    rf"|(?<![\u4e00-\u9fff])(?:这事|这个|都|只能|只|也)?[怪怨赖]{_SELF}"
    rf"|{_SELF}(?:有|负有)(?:主要|直接|领导|管理|监管|不可推卸的)*责任(?=[，。；！]|$)"
)
_SUPPOSED = re.compile("如果|要是|假如|倘若|凡是|只要|一旦")


def owns_up(text: str) -> bool:
    """Whether a line says that what went wrong was its author's doing.

    >>> [owns_up(each) for each in ("门市关了2家，是我盯得不够", "漏报3户，责任在我", "我没看住账")]
    [True, True, True]
    >>> [owns_up(each) for each in ("我没收过礼", "我局没看好的车位已补", "不是我管得不严")]
    [False, False, False]
    >>> owns_up("我厂没跟上标准的锅炉已更换")
    False
    >>> owns_up("群众的事就是我的责任"), owns_up("最欣慰的是我没让一人掉队")
    (False, False)
    """
    return bool(_OWNED.search(text)) and not _SUPPOSED.search(text)


def is_admission(text: str) -> bool:
    """Whether a line of one sentence owns up; in a longer one other things may be told as well.

    >>> is_admission("漏报3户，责任在我。"), is_admission("售粮900吨。仓库漏雨，责任在我。")
    (True, False)
    """
    return owns_up(text) and sum(1 for _ in sentences(text)) == 1
