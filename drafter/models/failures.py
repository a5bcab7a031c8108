"""What a server's refusals mean to the user, and whether another try is worth it."""

import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from drafter.errors import ModelFailed, Unavailable

if TYPE_CHECKING:  # 0.6 s to import
    from openai import APIError

BUSY = (408, 409, 425, 429)


def explain(error: "APIError") -> ModelFailed:
    """In the user's words, and sorted: worth another try, or not."""
    import openai

    status = getattr(error, "status_code", None)
    said = shorten(error.message)
    if isinstance(error, openai.APIConnectionError):
        return Unavailable("连不上模型服务", hint="检查网络和 OPENAI_BASE_URL")
    if status in (401, 403):
        return ModelFailed(f"模型服务不认这个密钥（{status}）", hint="检查 OPENAI_API_KEY")
    if status == 404:  # noqa: PLR2004 - the HTTP status
        return ModelFailed(
            f"模型服务没有这个模型或地址（404）：{said}", hint="检查模型名和 base_url"
        )
    if getattr(error, "code", None) == "insufficient_quota":
        return ModelFailed("模型服务说余额或配额用完了", hint="充值，或换一个 --model")
    if status is None or status in BUSY or status >= 500:  # noqa: PLR2004 - the HTTP status
        headers = getattr(getattr(error, "response", None), "headers", {})
        message = f"模型服务暂时不可用（{status or '连接中断'}）：{said}"
        return Unavailable(message, retry_after=retry_after(headers))
    return ModelFailed(f"模型服务拒绝了请求（{status}）：{said}")


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds a server asks to wait, as a number or as a date.

    >>> retry_after({"retry-after": "2"}), retry_after({"retry-after-ms": "250"}), retry_after({})
    (2.0, 0.25, None)
    """
    try:
        if "retry-after-ms" in headers:
            return float(headers["retry-after-ms"]) / 1000
        value = headers.get("retry-after", "")
        if re.fullmatch(r"\s*\d+(\.\d+)?\s*", value):
            return float(value)
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def shorten(text: str) -> str:
    """One line of at most 160 characters."""
    return " ".join(text.split())[:160]
