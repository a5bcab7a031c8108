"""Which part of a question a server will not take, told by what its refusal says. Pure."""

import re
from collections.abc import Collection

SYSTEM = "system"  # the role of a message, which some models and gateways refuse
WHOLE = "whole"  # an answer in one piece, which some models give only in a stream
COUNTED = "stream_options"  # the wish that a stream ends with a count of its tokens
_ROLE = re.compile(
    r"(?<![a-z])roles?(?![a-z])[^.]{0,60}(?:system|not support|unsupported|invalid|incorrect)"
    r"|(?:incorrect|invalid|unexpected|unsupported|system)[^.]{0,40}(?<![a-z])roles?(?![a-z])"
    r"|角色[^，。]{0,12}(?:不支持|错误|不正确|有误)|system[^.]{0,20}(?:message|prompt)[^.]{0,30}not",
    re.IGNORECASE,
)
_STREAM = re.compile(
    r"only (?:support|allow|accept|available)\w*[^.]{0,12} stream|non-?stream"
    r"|stream\w*[^.]{0,20} (?:must be|needs to be|is) (?:set to |=)?(?:true|required|enabled)"
    r"|[仅只]支持流式|非流式",
    re.IGNORECASE,
)
_COUNTING = re.compile(r"stream[_ ]?options?|include_?usage", re.IGNORECASE)
_VAGUE = re.compile(
    r"bad request|invalid (?:request|param|argument)|unprocessable|参数(?:错误|有误)|^$"
)
_FORMAT = re.compile(
    r"response_format|json_?schema|json_?object|json mode|structured|guided|grammar|strict",
    re.IGNORECASE,
)
_NAMED = ("temperature", "max_completion_tokens", "max_tokens", "seed")
_SHORT = 60  # characters of an error that says nothing


def refused(status: int | None, said: str, sent: Collection[str]) -> str:
    """The part of what was `sent` that a 400 is about, "" when it is about something else.

    Told by what the error says: a text that a filter refuses is no reason to ask otherwise. Only
    an error that says nothing is taken for one of the least known parameter.

    >>> refused(400, "temperature is not supported", ["seed", "temperature"])
    'temperature'
    >>> refused(400, "This model only support stream mode", ["temperature", "whole"])
    'whole'
    >>> refused(422, "stream_options: Extra inputs are not permitted", ["stream_options"])
    'stream_options'
    >>> refused(400, "the text is not let through", ["response_format"])
    ''
    """
    if status not in (400, 422):
        return ""
    for part, pattern in ((SYSTEM, _ROLE), (WHOLE, _STREAM), (COUNTED, _COUNTING)):
        if part in sent and pattern.search(said):
            return part
    for name in _NAMED:
        if name in sent and name in said:
            return name
    is_vague = len(said) < _SHORT and _VAGUE.search(said.lower()) is not None
    if "response_format" in sent and (_FORMAT.search(said) or is_vague):
        return "response_format"
    return COUNTED if COUNTED in sent and is_vague else ""
