"""Words struck out by marks within a text: ~~8座~~, <del>8座</del>, a stroke through each. Pure."""

import re

_TAGGED = (
    r"<(?P<tag>s|del|strike)(?:\s[^<>\n]{0,200})?>(?P<said>(?:[^<\n]|<(?!/(?P=tag)>)){1,400})</(?P=tag)>"
    r"|<(?P<styled>span|font)\s[^<>\n]{0,200}line-through[^<>\n]{0,200}>(?P<shown>[^<\n]{1,400})</(?P=styled)>"
)
MARKED = re.compile(rf"~~(?P<words>[^~\n]+)~~|{_TAGGED}", re.IGNORECASE)
# Outside Markdown a pair of ~~ may be a tone (辛苦了~~修路3条~~), but not around all that is said
# or around a figure in front of which none stands.
_ANYWHERE = re.compile(
    rf"^~~(?P<words>[^~\n]+)~~$|(?<![\d~])~~(?P<figure>\d[\d,.]*[\u4e00-\u9fff%％]{{0,3}})~~(?!~)|{_TAGGED}"
    r"|(?P<stroked>(?:[^\s\u0335\u0336][\u0335\u0336])+)",
    re.IGNORECASE,
)
_NAMES = ("words", "figure", "said", "shown", "stroked")  # of the groups that hold what is struck
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>")
_STROKES = re.compile("[\u0335\u0336]")


def words(found: re.Match[str]) -> str:
    """What is struck out, without the tags and strokes in it."""
    named = found.groupdict()
    told = next(named[name] for name in _NAMES if named.get(name))
    return _STROKES.sub("", _TAG.sub("", told))


def without(text: str) -> tuple[str, list[str]]:
    r"""A text of any format without what is surely struck out in it, and what that is.

    >>> without("清查~~8600~~8642家，走访<s>20户</s>23户"), without("辛苦了~~修路3条~~")
    (('清查8642家，走访23户', ['8600', '20户']), ('辛苦了~~修路3条~~', []))
    >>> without("帮扶8\u03366\u033692户")
    ('帮扶92户', ['86'])
    """
    left = [words(found) for found in _ANYWHERE.finditer(text)]
    return (_ANYWHERE.sub("", text), left) if left else (text, [])
