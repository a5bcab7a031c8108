"""What a server's message says: its text without thoughts and without the marks of its template."""

import re
from typing import Any

from drafter.errors import Filtered, ModelFailed

CUT = frozenset({"length", "max_tokens", "max_output_tokens", "model_length"})
_THOUGHT = re.compile(r"\A\s*(?:<think(?:ing)?>)?.*?</think(?:ing)?>\s*", re.DOTALL)
_THINKING = re.compile(r"\A\s*<think(?:ing)?>(?!.*</think(?:ing)?>)", re.DOTALL)  # and no end of it
# gpt-oss speaks in channels; some servers hand them over as they are, some without their marks
_CHANNEL = "<|channel|>"
_FINAL = re.compile(
    r"<\|channel\|>final[^<]*<\|message\|>(?P<said>.*?)(?=<\|(?:return|end|start|call)\|>|\Z)",
    re.DOTALL,
)
_BARE_CHANNELS = re.compile(r"\Aanalysis(?![a-z ]).*?assistantfinal", re.DOTALL)
# how templates end a turn, and what begins the next, which the model then made up
_NEXT_TURN = re.compile(
    r"(?:<\|im_end\|>|<\|eot_id\|>|<end_of_turn>|</s>)\s*"
    r"(?:<\|im_start\|>|<\|start_header_id\|>|<start_of_turn>|<s>|\[INST\]).*",
    re.DOTALL,
)
_TEMPLATE = re.compile(
    r"<\|[A-Za-z][A-Za-z0-9_]{1,30}\|>|<｜[^｜<>\n]{2,30}｜>|</?s>|<(?:start|end)_of_turn>"
    r"|\[/?INST\]|<eos>|<bos>"
)


def text(message: dict[str, Any], finish: str) -> str:
    """What a message says: text, parts of it, or an answer put elsewhere.

    Servers put it where thoughts belong, or into the call of a tool that nobody offered.

    Raises:
        ModelFailed: the model thought until its room was used up.
        Filtered: it says in a place of its own that it will not answer.
    """
    if content := _content(message):
        return content
    if called := _called(message):
        return called
    refusal = message.get("refusal")
    if isinstance(refusal, str) and refusal.strip():
        raise Filtered("模型不肯回答", hint="换一个模型，或改写相关事实")
    thought = message.get("reasoning_content") or message.get("reasoning") or ""
    if not isinstance(thought, str) or not thought.strip():
        return ""
    if finish in CUT:
        raise _exhausted()
    return thought


def is_thought(message: dict[str, Any]) -> bool:
    """Nothing stands where answers belong, so that what `text` gives can only be thoughts.

    >>> is_thought({"content": "", "reasoning_content": "想"}), is_thought({"content": "好。"})
    (True, False)
    """
    return not _content(message) and not _called(message)


def _content(message: dict[str, Any]) -> str:
    """What stands where answers belong, its parts put together."""
    content = message.get("content")
    if isinstance(content, list):
        parts = (each if isinstance(each, str) else each.get("text") for each in content)
        content = "".join(part for part in parts if isinstance(part, str))
    return str(content) if content and str(content).strip() else ""


def _called(message: dict[str, Any]) -> str:
    """What a message hands to the one tool it calls, "" when it calls none."""
    calls = message.get("tool_calls")
    call = calls[0].get("function") if isinstance(calls, list) and len(calls) == 1 else None
    call = call or message.get("function_call")
    told = call.get("arguments") if isinstance(call, dict) else None
    return told if isinstance(told, str) else ""


def spoken(said: str, finish: str) -> str:
    r"""An answer without the thoughts before it and the marks of the model's template.

    >>> spoken("<think>先想想</think>好。", "stop"), spoken("好。", "stop")
    ('好。', '好。')
    >>> spoken("<|channel|>analysis<|message|>想<|end|><|channel|>final<|message|>好。", "stop")
    '好。'
    >>> spoken("好。<|im_end|>\n<|im_start|>user\n继续", "stop"), spoken("好</s>", "stop")
    ('好。', '好')
    """
    if _CHANNEL in said:
        final = _FINAL.search(said)
        if not final and finish in CUT:
            raise _exhausted()
        said = final["said"] if final else ""
    if _THINKING.match(said):
        if finish in CUT:
            raise _exhausted()
        return ""
    if "</think" in said:
        said = _THOUGHT.sub("", said)
    return _TEMPLATE.sub("", _NEXT_TURN.sub("", _BARE_CHANNELS.sub("", said)))


def _exhausted() -> ModelFailed:
    return ModelFailed(
        "模型只顾思考，没有答就用完了一次回答的长度",
        hint="关掉它的思考，或换一个不带思考的模型",
    )
