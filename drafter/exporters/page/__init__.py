"""A page of one file that fetches nothing: its head, and how its two sides are linked.

Whatever belongs together carries the same words in `data-ids`: a place in the text and the
notes on it, or the facts it rests on. Pointing at one lights the others, a click keeps them
lit and brings the other side into view. Notes are `li`, everything else is text.
"""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from string import Template

from drafter.resources import PACKAGE

PAGE = Template("""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-$digest'">
<title>$title</title>
<style>
$style</style>
</head>
<body>
$body
<script>$script</script>
</body>
</html>
""")


def page(title: str, body: str, *, style: str, script: str = "") -> bytes:
    """The whole page; `title` is text, `body` is HTML, the others come after what all pages share.

    No script runs but our own, known by its digest, should a tag ever slip into the body.
    """
    script = _asset("page.js") + script
    return PAGE.substitute(
        title=escape(title),
        body=body,
        style=_asset("page.css") + style,
        script=script,
        digest=b64encode(sha256(script.encode()).digest()).decode(),
    ).encode("utf-8")


def linked(ids: Iterable[str]) -> str:
    """The attributes of an element that belongs together with all that carry one of `ids`.

    >>> linked(["F1", "F2"])
    'data-ids="F1 F2" tabindex="0"'
    """
    return f'data-ids="{escape(" ".join(ids))}" tabindex="0"'


def _asset(name: str) -> str:
    return PACKAGE.joinpath("exporters", "page", name).read_text("utf-8")
