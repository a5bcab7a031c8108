"""Characters with no place in a Chinese report: other scripts, emoji, what was never decoded.

Traditional characters are none of a report's either, where the facts have none.
"""

import re
from collections.abc import Iterator

from drafter.drafting.gate.asked import Asked
from drafter.text.traditional import traditional

# Letters of other scripts than Han, Latin and Greek; pictures; what stands for a broken character.
_SCRIPTS = (
    "\u0400-\u052f\u0530-\u058f\u0590-\u08ff\u0900-\u109f\u10a0-\u11ff\u1200-\u139f\u1780-\u18af"
    "\u3040-\u30fa\u30fc-\u312f\u3131-\u318e\u31f0-\u31ff\ua960-\ua97f\uac00-\ud7ff"
)
_PICTURES = "\u2600-\u2604\u2607-\u26ff\u2700-\u27bf\ufe0f\U0001f000-\U0001faff"
_BROKEN = "\ue000-\uf8ff\ufffd"
_FOREIGN = re.compile(f"[{_SCRIPTS}]+|[{_PICTURES}]+|[{_BROKEN}]+")


def foreign(asked: Asked) -> Iterator[str]:
    """What models of several languages slip into: a word of Russian, a kana, an emoji, half a byte.

    >>> from drafter.document import Facts
    >>> from drafter.document.genre import load
    >>> def found(text, *facts):
    ...     asked = Asked(text, "sentence", facts, facts, Facts(()), load("shuzhi"), "")
    ...     return list(foreign(asked))
    >>> found("推进работа，α粒子检测3次。", "检测3次")
    ['“работа”不是中文，用中文写']
    >>> found("引进ソニー公司1家✓。", "引进ソニー公司1家✓"), found("引进项目5个🎉。", "引进项目5个")
    ([], ['“🎉”不是中文，用中文写'])
    >>> found("開展檢查3次。", "检查3次"), found("走访鍾某3次。", "走访鍾某3次")
    (['“開檢”是繁体字，全文用简体字写'], [])
    """
    known = "".join(asked.sheet)
    for hit in _FOREIGN.finditer(asked.text):
        if hit[0] not in known:
            yield f"“{hit[0]}”不是中文，用中文写"
    slips = dict.fromkeys(char for char in traditional(asked.text) if char not in known)
    if slips:
        yield f"“{''.join(slips)}”是繁体字，全文用简体字写"
