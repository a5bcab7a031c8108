"""A mail as text: its head, what it quotes and its signature are no words of the sheet."""

import email
import email.policy
import email.utils
import re
from dataclasses import dataclass, replace
from email.message import EmailMessage, MIMEPart

from drafter.errors import Unreadable
from drafter.readers import header as headers
from drafter.readers import pagetext
from drafter.readers.reader import Text
from drafter.readers.unread import STRUCK, Unread, reasons
from drafter.text import shorten

SHOWN = 16  # characters of a line that are shown in a note
LEAST = 2  # lines that make a head
TOP = 12  # lines among which it begins
DEPTH = 3  # mails that are handed on one within another
MORE, MORE_SHARE = 3, 0.04  # characters, and share, that a page has to say more
_SAID = re.compile(r"\w")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.-]+@[\w.-]+")
_NOTICE = re.compile(  # what is written where a mail's page is not shown
    r"(?i)\bhtml\b|html(?:格式|邮件|内容)|支持html|网页版|浏览器(?:中|里)?(?:查看|打开)"
    r"|(?:查看|阅读|显示)(?:完整(?:内容|邮件)?|全文|全部内容|原文)|(?:内容|邮件)(?:较长|过长|已?被?截断|未完整显示)"
    r"|无法(?:正常)?显示|view .{0,30}browser"
)
_HEAD = re.compile(
    r"(?i:from|to|cc|bcc|sent|subject|date|reply-to|return-path|message-id|x-[a-z-]+|mime-version"
    r"|content-[a-z-]+|importance)\s*:.*"
    r"|(?:发件人|收件人|抄送|密送|主题|发送时间|发送日期|时间|日期|附件|重要性)\s*[:：].*"
)
_SURE = re.compile(r"(?i:from|to|subject)\s*:.*|(?:发件人|收件人|主题)\s*[:：].*")
_QUOTED = re.compile(
    r"[-_—=\s]{3,}(?:原始邮件|原邮件|转发的?邮件|Original Message|Forwarded message)[-_—=\s]*"
    r"|On .{6,60} wrote:|在 ?(?:19|20)\d\d.{4,40}写道[：:]"
)
_SOFT = re.compile(r"(?m)(?<!^-)(\S) \r?\n")
_HAN = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_SIGNED = re.compile(r"--\s*")
_SENT = re.compile(r"(?i:date|sent)\s*:\s*(?P<told>.+)")
_SENT_ON = re.compile("发送(?:时间|日期)|时间|日期")
_FIGURE = re.compile(r"\d")
_SOURCE = re.compile(rb"(?im)^mime-version:.*$")
_CODED = re.compile(rb"(?im)^content-transfer-encoding:\s*(?:base64|quoted-printable)\s*$")


@dataclass(frozen=True, slots=True)
class MailText:
    """The lines of a mail with what is none of its text blanked, and what was left out."""

    rows: list[str]
    notes: tuple[str, ...] = ()


def text(rows: list[str], source: str) -> MailText:
    """The same lines where they are no mail.

    The day it was sent stays, in figures: a year may have to be told by it.
    """
    top = [row for row in rows if row.strip()][:TOP]
    if sum(bool(_SURE.fullmatch(row.strip())) for row in top) < LEAST:
        return MailText(rows)
    return _own(rows, source, is_head=True)


def _own(rows: list[str], source: str, *, is_head: bool) -> MailText:
    """The lines without head, signature and quoted mail; a mail with nothing of its own forwards.

    Args:
        rows: of the mail.
        source: its name, for notes.
        is_head: whether its head stands before its text.
    """
    left: dict[str, list[int]] = {}
    kept = list(rows)
    is_over, is_signed, is_own = False, False, False
    for number, row in enumerate(rows):
        told = row.strip()
        if is_head and told and not _HEAD.fullmatch(told):
            is_head = row[:1].isspace() and bool(number)  # a long field goes on
        if _QUOTED.fullmatch(told):
            is_over, is_head = is_over or is_own, is_head or not is_own
        is_signed = (is_signed or bool(_SIGNED.fullmatch(told))) and not is_over
        kind = (
            "引用的邮件"
            if is_over
            else "邮件的签名"
            if is_signed
            else "邮件的抬头"
            if is_head
            else ""
        )
        is_own = is_own or (not kind and bool(_FIGURE.search(told)) and not _SENT_ON.match(told))
        if kind and told:
            left.setdefault(kind, []).append(number)
            kept[number] = _sent(told) if kind == "邮件的抬头" else ""
    notes = (f"{kind}没有读：{source} {_span(rows, own)}" for kind, own in left.items())
    return MailText(kept, tuple(notes))


def _span(rows: list[str], own: list[int]) -> str:
    """From which line to which, and how it begins."""
    first, last = own[0], own[-1]
    lines = f"第 {first + 1} 行" if first == last else f"第 {first + 1} 到 {last + 1} 行"
    return f"{lines}（{shorten(rows[first].strip(), SHOWN)}）"


def _sent(row: str) -> str:
    """The day a mail was sent, as a line that is known for one; "" for any other field."""
    found = _SENT.fullmatch(row)
    if found is None:
        return row if _SENT_ON.match(row) else ""
    day = email.utils.parsedate(found["told"])
    return f"发送时间：{day[0]}-{day[1]:02}-{day[2]:02}" if day else ""


def is_source(data: bytes) -> bool:
    """Whether bytes are a mail as servers hand it on, its text in a code that nobody reads."""
    head = data[:8192]
    return bool(_SOURCE.search(head) and _CODED.search(head))


def decoded(data: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    """The text of a mail file with its day on top, and what of it is not read.

    A mail that says nothing itself hands on what is attached to it as a mail: that is read too.

    Raises:
        Unreadable: it holds no plain text.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    sent = _sent(f"Date: {message['date']}") if message["date"] else ""
    rows, notes = _told(message, source, sent=sent, depth=DEPTH)
    if not any(map(str.strip, rows[1:])):
        raise Unreadable(
            f"{source} 里没有文字",
            hint="；".join(("在邮件里全选，复制到 .txt 里", *reasons(notes))),
        )
    return "\n".join(rows), notes


def _told(
    message: EmailMessage, source: str, *, sent: str, depth: int
) -> tuple[list[str], tuple[str, ...]]:
    """The rows of a mail below the day it was sent, and what of it is not read.

    Raises:
        Unreadable: in a code that nobody knows.
    """
    body = _shown(message, source)
    own = _own(f"{sent}\n{body.text}".split("\n"), source, is_head=False)
    rows, notes = list(own.rows), [*body.notes, *own.notes]
    is_cover = depth and not any(map(_FIGURE.search, headers.take(rows[1:]).rest))
    left = Unread()
    for each in message.iter_attachments():
        inner = each.get_payload()
        mail = inner[0] if isinstance(inner, list) and inner else None
        if not isinstance(mail, EmailMessage):
            left.add("邮件的附件", each.get_filename() or "没有名字")
        elif is_cover:
            told, more = _told(mail, source, sent="", depth=depth - 1)
            rows += told
            notes += [f"附带的邮件一并读了：{_subject(mail)}", *more]
        else:
            left.add("附带的邮件", _subject(mail))
    return rows, (*notes, *left.notes)


def _subject(message: EmailMessage) -> str:
    return f"“{shorten(str(message['subject'] or '没有主题').strip(), SHOWN)}”"


def _shown(message: EmailMessage, source: str) -> Text:
    """What the text of a mail shows, in the fuller of its two forms; nothing where it has none.

    Raises:
        Unreadable: in a code that nobody knows.
    """
    bodies = {kind: message.get_body((kind,)) for kind in ("plain", "html")}
    texts = {kind: _body(each, source) for kind, each in bodies.items() if each is not None}
    plain, page = (texts.get(kind, Text("")) for kind in bodies)
    is_struck = any(note.startswith(STRUCK) for note in page.notes)  # plain words show no stroke
    if is_struck or not plain.text.strip():
        return page
    if not _is_fuller(page.text, plain.text, source):
        return plain
    note = f"邮件的纯文本部分不全，读了网页部分：{source}"
    return replace(page, notes=(note, *page.notes))


def _is_fuller(page: str, plain: str, source: str) -> bool:
    """Whether the page of a mail says more than its plain part: that may be cut off, or a notice.

    What they quote, addresses and notices that there is a page do not count.
    """
    own = (_own(text.split("\n"), source, is_head=False).rows for text in (page, plain))
    seen, told = (
        sum(len(_SAID.findall(_ADDRESS.sub("", row))) for row in rows if not _NOTICE.search(row))
        for rows in own
    )
    return seen > told + max(MORE, MORE_SHARE * told)


def _body(part: MIMEPart, source: str) -> Text:
    """The text of one part: a page as it is seen, without tags; soft line ends taken back.

    Raises:
        Unreadable: in a code that nobody knows.
    """
    raw = part.get_payload(decode=True)
    charset = (part.get_content_charset() or "utf-8").lower()
    charset = "gb18030" if charset in {"gb2312", "gbk", "hz"} else charset
    try:
        told = raw.decode(charset, "replace") if isinstance(raw, bytes) else ""
    except LookupError as error:
        raise Unreadable(f"{source} 的编码“{charset}”认不得", hint="另存为 .txt") from error
    if part.get_content_subtype() == "html":
        return pagetext.shown(told, source)
    if part.get_param("format") == "flowed":  # a line that ends in a blank goes on
        is_glued = part.get_param("delsp") == "yes"
        told = _SOFT.sub(
            lambda end: end[1] if is_glued or _HAN.match(end[1]) else end[1] + " ", told
        )
    return Text(told)
