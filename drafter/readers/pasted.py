"""What comes along when text is pasted from a web page or from a chat with a model. Pure."""

import html
import re

# Where a service names its sources: 【4†source】, :contentReference[oaicite:0], citeturn0search3,
# [citation:3]; behind a word or a figure also the bare [1] of an encyclopedia.
_CITATION = re.compile(
    r"【\d+(?::\d+)?†[^【】\n]{0,80}】"
    r"|:?contentReference\[oaicite:[^\]\n]{0,20}\](?:\{[^{}\n]{0,20}\})?|\[oaicite:[^\]\n]{0,20}\]"
    r"|\ue200[^\ue200\ue201\n]{0,300}\ue201|(?<![a-z])cite(?:turn\d+[a-z]+\d+)+"
    r"|\[(?:citation|reference|ref|webpage|source|来源|网页|引用)[ :：_]?\d{1,3}"
    r"(?:[-–,，、]\d{1,3})*\]"
    r"|(?<=[\u4e00-\u9fff\d%％”》）)])(?:\[\^?\d{1,2}(?:[-–,，、]\d{1,2})*\])+"
    r"(?=[，。；：、！？,;:!?）)\s]|$)"
)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")
_RAISED = re.compile(r"<(su[pb])>\s*([-+\d()n]{1,6}|\[?\d{1,2}\]?)\s*</\1>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:sup|sub|i|em|small|mark|code|a|ins)(?:\s[^<>\n]{0,200})?>", re.IGNORECASE)
_HIGH = dict(zip("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ", strict=True))
_LOW = dict(zip("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎", strict=True))


def plain(text: str) -> str:
    """The text as the page showed it, without the marks of sources.

    >>> plain("修路3条【4†source】，引进企业9家[1][2]。"), plain("投资&gt;4200万元")
    ('修路3条，引进企业9家。', '投资>4200万元')
    >>> plain("面积3000m<sup>2</sup>"), plain("（[2024]5号）文件、[1]段")
    ('面积3000m²', '（[2024]5号）文件、[1]段')
    """
    text = _ENTITY.sub(_character, text)
    text = _RAISED.sub(lambda found: raised(found[2], is_low=found[1].lower() == "sub"), text)
    return _CITATION.sub("", _TAG.sub("", text)).strip()


def raised(text: str, *, is_low: bool = False) -> str:
    """Figures and signs set above or below the line, as characters that stand there themselves.

    >>> raised("4"), raised("2", is_low=True), raised("注")
    ('⁴', '₂', '注')
    """
    known = _LOW if is_low else _HIGH
    return "".join(known[each] for each in text) if all(each in known for each in text) else text


def _character(found: re.Match[str]) -> str:
    meant = html.unescape(found[0])
    return " " if meant == "\xa0" else meant
