"""What a template tells whoever fills it in: 【必须写明完成时限，无则写“无”】. No fact. Pure."""

import re

_WHOLE = re.compile(
    r"\s*(?:【([^【】]+)】|[（(]([^（）()]+)[）)]|〔([^〔〕]+)〕|\[([^\[\]]+)\])[。；：:]?\s*"
)
_MUST = (
    "(?:必须|(?<![响反适对供相回效])应当?|须|(?<![邀申聘提报])请|(?<![许认])可以?"
    "|(?<![主重纪概摘])要|需要?)"
)
_WRITE = (
    "(?:写[明清出上]|填[写报明]|注明|列明|标明|(?:简要)?说明(?![会书])|分[点条项](?:写|填|列|述)?)"
)
_TOLD = re.compile(
    rf"{_MUST}[^，。；：\d]{{0,6}}{_WRITE}"
    r"|(?:[如若]?无|没有)[的者]?[则就请]?[写填]|(?:不(?:得)?(?:超过|少于)|限|控制在)\s*\d+\s*字|\d+\s*字(?:以内|以上|左右|之内)"
)
_BARE = re.compile(  # a cell or line of a form that is nothing else, without brackets too
    r"\s*[（(【〔\[]?(?:(?:每|各|本|此)[条项栏点处格]|全文|字数)?(?:须|应|要|请)?"
    r"(?:不(?:得)?(?:超过|少于|低于)|限|控制在)\s*\d+\s*个?字(?:以内|左右|之内|以上)?[）)】〕\]]?[。；]?\s*"
    r"|\s*[（(【〔\[]?(?:请|可)?(?:参照|参见|参考|详见|另见|见)《[^《》]{1,24}》"
    r"(?:的?(?:附件|附表|附录|第)[\d一二三四五六七八九十]*(?:条|项|章|页)?)?(?:填写|填报|来写|写|执行|要求)?[）)】〕\]]?[。；]?\s*"
    r"|\s*[（(【〔\[](?:写作|内容|模板|温馨)?提示[：:][^（）()【】〔〕\[\]]*[）)】〕\]]\s*"
    r"|\s*[（(【〔\[]?(?:填报|填表|填写|撰写)(?:提示|说明|要求|须知|注意)[：:].*"
)


def tells_writer(text: str) -> bool:
    """Whether a whole line says what is to be written there, in brackets or as forms do.

    >>> told = ("【须写明时限】", "（没有的写“无”）", "〔不超过200字〕", "[每栏限300字]")
    >>> [tells_writer(each) for each in told]
    [True, True, True, True]
    >>> [tells_writer(each) for each in ("【党建】", "（主要说明会6场）", "（应收尽收）讲课4次")]
    [False, False, False]
    >>> told = ("每条不少于50字", "参照《台账》附件3", "（填报提示：亮点）", "参照《条例》改3处")
    >>> [tells_writer(each) for each in told]
    [True, True, True, False]
    """
    if _BARE.fullmatch(text):
        return True
    found = _WHOLE.fullmatch(text)
    return found is not None and bool(_TOLD.search(found[found.lastindex or 0]))
