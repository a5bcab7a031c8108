"""Mails: head, quoted mail and signature are named and left out."""

from email.message import EmailMessage

import pytest

from drafter.document import Role
from drafter.errors import BadInput
from drafter.readers import facts_from

MAIL = """From: "陆敏" <lumin@example.cn>
To: "王珂" <wangke@example.cn>
Subject: 述职要点
Date: Wed, 18 Dec 2024 21:06:33 +0800

一、履职情况
修路3条
--
陆敏 | 白河县中心
电话：0719-7788102

------------------ 原始邮件 ------------------
发件人: "王珂";
各位主任：请报送要点，字数不限
"""


def test_only_the_mail_s_own_text_is_a_sheet():
    """What was quoted has requests and numbers of somebody else's."""
    found = facts_from(MAIL.encode(), "a.txt", ".txt")

    assert [fact.text for fact in found] == ["发送时间：2024-12-18", "修路3条"]
    assert found.year == 2024
    assert found.date == ""
    notes = "\n".join(found.notes)
    assert "邮件的抬头没有读：a.txt 第 1 到 4 行" in notes
    assert "邮件的签名没有读：a.txt 第 8 到 10 行" in notes
    assert "引用的邮件没有读：a.txt 第 12 到 14 行" in notes


def test_a_sheet_that_speaks_of_a_subject_is_no_mail():
    """One such line makes no head."""
    text = "主题：安全生产月\n修路3条\n-- \n建校6所\n"

    assert "建校6所" in {fact.text for fact in facts_from(text.encode(), "a.txt", ".txt")}


def mailed(body: str, kind: str) -> bytes:
    """A mail file with one part."""
    return (
        "From: a@b.cn\nTo: c@d.cn\nSubject: x\nMIME-Version: 1.0\n"
        f"Content-Type: {kind}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}"
    ).encode()


def told(data: bytes) -> list[str]:
    """The facts of a mail file."""
    return [fact.text for fact in facts_from(data, "a.eml", ".eml")]


def test_a_mail_that_is_only_a_page_is_read_block_by_block():
    """Its styles and title are no words, a blank that may not be broken is one."""
    page = (
        "<html><head><title>述职</title><style>p{x:1}</style></head><body><p>修路3条</p>"
        "<div>走访&nbsp;企业40家<br>建\n校6所</div></body></html>"
    )

    assert told(mailed(page, "text/html")) == ["修路3条", "走访 企业40家", "建校6所"]


def test_a_page_is_read_where_the_plain_part_is_empty():
    """Mail that was forwarded from a telephone has both, and words in one."""
    parts = (
        "--B\nContent-Type: text/plain; charset=utf-8\n\n\n"
        "--B\nContent-Type: text/html; charset=utf-8\n\n<p>修路3条</p><p>建校6所</p>\n--B--\n"
    )
    data = f"MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=B\n\n{parts}".encode()

    assert told(data) == ["修路3条", "建校6所"]


def test_a_line_that_was_broken_for_sending_is_one():
    """Flowed text ends such lines in a blank."""
    body = "改建农村公路126公里，其中通村路 \n硬化98公里。\n走访企业40家\n"

    assert told(mailed(body, "text/plain; format=flowed")) == [
        "改建农村公路126公里，其中通村路硬化98公里。",
        "走访企业40家",
    ]


def placed(data: bytes) -> list[tuple[str, str]]:
    """The facts of a mail file with their places."""
    return [(fact.text, fact.role) for fact in facts_from(data, "a.eml", ".eml")]


def test_a_table_of_a_page_has_heads_and_places():
    """Its first row names the columns and is no fact; paragraphs in a cell do not break a row."""
    page = (
        "<table><tr><td>类别</td><td><p>工作内容</p></td></tr>"
        "<tr><td rowspan=2>履职情况</td><td><p>修路3条</p></td></tr><tr><td>建校6所</td></tr>"
        "<tr><td>存在不足</td><td><p>走访少</p><p>读书少</p></td></tr></table>"
    )

    assert placed(mailed(page, "text/html")) == [
        ("修路3条", "duty"),
        ("建校6所", "duty"),
        ("走访少", Role.SHORTCOMING),
        ("读书少", Role.SHORTCOMING),
    ]


def test_a_table_that_only_frames_a_page_is_none():
    """What its one cell holds is read as if it stood alone, a table in it too."""
    inner = "<table><tr><td>存在不足</td><td>走访少</td></tr></table>"
    page = f"<table><tr><td><p>修路3条</p><p>建校6所</p>{inner}</td></tr></table>"

    assert placed(mailed(page, "text/html")) == [
        ("修路3条", ""),
        ("建校6所", ""),
        ("走访少", Role.SHORTCOMING),
    ]


def test_a_list_goes_on_from_the_label_above_it():
    """The words beside the label are its first point; what follows the list is none of it."""
    page = "<p>存在不足：走访少</p><ul><li>读书少</li><li>2、会多</li></ul><p>修路3条</p>"

    assert placed(mailed(page, "text/html")) == [
        ("走访少", Role.SHORTCOMING),
        ("读书少", Role.SHORTCOMING),
        ("会多", Role.SHORTCOMING),
        ("修路3条", ""),
    ]


@pytest.mark.parametrize("start", ["<body><p>", "<p>", "<section><p>", "</head><body><p>"])
def test_the_head_of_a_page_ends_where_its_body_begins(start):
    """Its own end tag may be left out; what stands in it is still not shown."""
    head = "<html><head><title>述职</title><meta charset=utf-8><xml><w:View>普通</w:View></xml>"

    assert told(mailed(f"{head}{start}修渠3条</p></html>", "text/html")) == ["修渠3条"]


def test_words_and_figures_in_two_lines_of_a_page_are_two():
    """A line end parts them as a blank does; between characters it is nothing."""
    page = "<p>部署Open\nStack\n平台2\n套，建\n机房1间，得分分别为91\n85分</p>"

    assert told(mailed(page, "text/html")) == [
        "部署Open Stack平台2套，建机房1间，得分分别为91 85分"
    ]


GIVEN = "From: a@b.cn\nTo: c@d.cn\nSubject: x\nDate: Fri, 20 Dec 2024 21:46:08 +0800\n\n{}"


@pytest.mark.parametrize(
    "lead",
    [
        "廉洁方面（纪检小方给的，我没改）",
        "廉洁：",
        "小方发来的，廉洁这块：",
        "廉洁，纪检发来的：",
        "廉政（老秦写的）",
    ],
)
def test_what_a_colleague_gave_is_a_fact_though_it_is_quoted(lead):
    """It stands under its part and counts things, and the author goes on below."""
    body = f"队伍：\n培训22期\n\n{lead}\n> 1、签合同57份；\n> 2、都发了提醒；\n我没有插手招标。"
    found = facts_from(GIVEN.format(body).encode(), "a.txt", ".txt")

    assert [fact.text for fact in found][-3:] == [
        "签合同57份；",
        "都发了提醒；",
        "我没有插手招标。",
    ]


def test_what_the_answered_mail_says_stays_quoted():
    """It stands under words to its writer."""
    body = "要点发你。\n\n> 请于12月13日前报送要点，不少于10条。\n> 党办\n\n政治\n讲党课2次"
    found = facts_from(GIVEN.format(body).encode(), "a.txt", ".txt")

    assert "> 请于12月13日前报送要点，不少于10条。" in {fact.text for fact in found}


STRUCK = "<p>履职情况</p><p>普查单位{}8642家</p><p>{}</p><p>讲课3次</p>"


@pytest.mark.parametrize(
    ("opened", "ended"),
    [
        ("<s>", "</s>"),
        ("<strike>", "</strike>"),
        ("<del cite='b'>", "</del>"),
        ("<span style='color:red; text-decoration:line-through'>", "</span>"),
        ("<font style='text-decoration-line: line-through'><b>", "</b></font>"),
    ],
)
def test_what_a_mail_strikes_out_is_no_fact_and_named(opened, ended):
    """8600 that is struck out does not stand before 8642."""
    out = [f"{opened}{words}{ended}" for words in ("8600", "核查报表310份")]
    found = facts_from(mailed(STRUCK.format(*out), "text/html"), "a.eml", ".eml")

    assert [fact.text for fact in found] == ["普查单位8642家", "讲课3次"]
    assert "划掉的文字没有读：a.eml 8600、a.eml 核查报表310份" in found.notes


def test_a_page_is_read_where_the_plain_part_shows_struck_words_as_any_others():
    """Programs write both, and a plain text has no stroke."""
    page = STRUCK.format("<s>8600</s>", "<s>核查报表310份</s>")
    parts = (
        "--B\nContent-Type: text/plain; charset=utf-8\n\n履职情况\n普查单位86008642家\n讲课3次\n"
        f"--B\nContent-Type: text/html; charset=utf-8\n\n{page}\n--B--\n"
    )
    data = f"MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=B\n\n{parts}".encode()

    assert told(data) == ["普查单位8642家", "讲课3次"]


def test_a_mail_file_ends_where_it_is_signed_or_quotes_another():
    """Its head is no part of its text and need not be seen for that."""
    page = (
        "<p>履职情况</p><p>修路3条</p><div>--<br>陆敏<br>电话：0719-7788102</div>"
        "<div>------ 原始邮件 ------</div><p>不少于10条</p>"
    )
    found = facts_from(mailed(page, "text/html"), "a.eml", ".eml")

    assert [fact.text for fact in found] == ["修路3条"]
    assert any("邮件的签名没有读" in note for note in found.notes)
    assert any("引用的邮件没有读" in note for note in found.notes)


def test_a_mail_that_only_hands_another_on_is_that_other():
    """Nothing above the quoted one could be a fact."""
    body = (
        "请查收\n\n------ 原始邮件 ------\n发件人: 王珂 <w@b.cn>\n收件人: 陆敏\n\n"
        "履职情况\n修路3条\n建校6所\n"
    )

    assert told(mailed(body, "text/plain"))[-2:] == ["修路3条", "建校6所"]


HANDED = "履职情况\n1. 改造危旧房86户\n2. 新修机耕道7.4公里\n"


def written(
    body: str, *attached: EmailMessage, kind: str = "plain", subject: str = ""
) -> EmailMessage:
    """A mail with others attached to it."""
    made = EmailMessage()
    made["From"], made["To"] = "a@b.cn", "c@d.cn"
    made["Subject"] = subject
    made.set_content(body, subtype=kind)
    for each in attached:
        made.add_attachment(each)
    return made


@pytest.mark.parametrize(
    "made",
    [
        written("小王：\n要点在转发的邮件里。\n", written(HANDED, subject="履职要点")),
        written("年度：2023\n职务：镇长\n见附件\n", written(HANDED, subject="履职要点")),
        written("\n", written(HANDED, subject="履职要点")),
        written("请看\n", written("转给你\n", written(HANDED, subject="履职要点"))),
        written(
            "<p>请看</p>",
            written(HANDED.replace("\n", "<br>"), kind="html", subject="履职要点"),
            kind="html",
        ),
    ],
    ids=["cover", "header", "nothing", "handed on twice", "pages"],
)
def test_what_a_mail_without_facts_hands_on_is_read(made):
    """A cover letter says where the facts are; that they were read is said too."""
    found = facts_from(made.as_bytes(), "a.eml", ".eml")

    assert {"改造危旧房86户", "新修机耕道7.4公里"} <= {fact.text for fact in found}
    assert "附带的邮件一并读了：“履职要点”" in found.notes


def test_a_mail_with_facts_of_its_own_names_what_it_answers():
    """The mail that it answers has requests and numbers of somebody else's."""
    asked = written("请报送要点，3000字以内\n", subject="关于报送述职要点的通知")
    found = facts_from(written("- 修路3条\n", asked).as_bytes(), "a.eml", ".eml")

    assert [fact.text for fact in found] == ["修路3条"]
    assert "附带的邮件没有读：“关于报送述职要点的通知”" in found.notes


def test_a_mail_of_nothing_but_an_attachment_names_it():
    """The error says where the facts may be."""
    made = written("\n")
    made.add_attachment("修路3条".encode(), "text", "plain", filename="要点.txt")

    with pytest.raises(BadInput, match="邮件的附件没有读：要点"):
        facts_from(made.as_bytes(), "a.eml", ".eml")


def alternatives(plain: str, page: str) -> bytes:
    """A mail file with its text in two forms."""
    made = written(plain)
    made.add_alternative(page, subtype="html")
    return made.as_bytes()


PAGE = "<p>履职情况</p><p>修路3条</p><p>建校6所，新增学位1200个</p><p>造林2万亩</p>"


@pytest.mark.parametrize(
    "plain",
    [
        "您的邮件客户端不支持HTML格式，请点链接查看\nhttp://mail.example.cn/view?id=123456789\n",
        "履职情况\n修路3条\n……（内容较长，请在浏览器中查看全文）\n",
        "履职情况\n修路3条\n建校6所，新增学位1200个\n",
        "View this email in your browser\n",
        "祝好\n",
    ],
    ids=["notice", "cut off", "last fact wanting", "in English", "greeting"],
)
def test_a_page_that_says_more_than_the_plain_part_is_read_and_that_is_said(plain):
    """Programs write stubs, and cut long texts off."""
    found = facts_from(alternatives(plain, PAGE), "a.eml", ".eml")

    assert [fact.text for fact in found] == ["修路3条", "建校6所，新增学位1200个", "造林2万亩"]
    assert "邮件的纯文本部分不全，读了网页部分：a.eml" in found.notes


@pytest.mark.parametrize(
    ("plain", "page"),
    [
        ("履职情况\n- 修路3条\n- 建校6所\n", "<h3>履职情况</h3><ul><li>修路3条<li>建校6所</ul>"),
        ("履职情况\n- 修路3条\n- 建校6所\n", "<p>履职情况</p><p>修路3条…</p>"),
        (
            "履职情况\n- 修路3条\n- 建校6所\n",
            "<p>履职情况</p><p>修路3条</p><p>建校6所</p><p>本邮件为HTML格式，无法正常显示请在浏览器中查看</p>",
        ),
        (
            "履职情况\n- 修路3条\n- 建校6所\n",
            "<p>履职情况</p><p>修路3条</p><p>建校6所</p><p>---原始邮件---</p><p>请各位报送要点，不少于10条</p>",
        ),
    ],
    ids=["the same", "page cut off", "notice in the page", "quotation in the page"],
)
def test_the_plain_part_is_read_where_the_page_says_no_more(plain, page):
    """What a page quotes and what it says of itself make it no fuller."""
    found = facts_from(alternatives(plain, page), "a.eml", ".eml")

    assert [fact.text for fact in found] == ["修路3条", "建校6所"]
    assert not any("网页部分" in note for note in found.notes)
