"""Mails: head, quoted mail and signature are named and left out."""

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
