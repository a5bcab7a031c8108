"""A note is split into what it names and what it tells; its words stay its own."""

import pytest

from drafter.document import genre as genres
from drafter.drafting.own_words import feedback, names_failing, own_words, shortcoming

GENRE = genres.load("shuzhi")


@pytest.mark.parametrize(
    ("text", "lead", "rest"),
    [
        ("去年考核说我“写材料慢”，今年写信息21篇", "写材料慢", "今年写信息21篇"),
        ("2023年度考核反馈“支出慢”“指导少”：驻所42次", "支出慢”“指导少", "驻所42次"),
        (
            "2023年度考核反馈：1.服务意识不强，2.调研少。下村80天",
            "服务意识不强”“调研少",
            "下村80天",
        ),
        ("述职评议时群众反映办事拖拉：平均2天办结", "办事拖拉", "平均2天办结"),
        ("上年度考核反馈“患者满意度不高”：设一站式窗口", "患者满意度不高", "设一站式窗口"),
        ("上年考核给的意见是“项目建设慢”", "项目建设慢", ""),
        ("说我“开会太多”，今年从86个砍到51个", "开会太多", "今年从86个砍到51个"),
        ("说窗口脸难看，换了4个人", "窗口脸难看", "换了4个人"),
        ("作业太多，现在压到70分钟以内", "作业太多", "现在压到70分钟以内"),
        ("场务不透明→公开12期", "场务不透明", "公开12期"),
        ("住村38晚（上年群众说晚上见不着人）", "晚上见不着人", "住村38晚"),
        ("去年卫健局考核说病历写得差，今年甲级91%", "病历写得差", "今年甲级91%"),
        ("测评：关心一线少，驿站建成9处", "关心一线少", "驿站建成9处"),
        ("说话太冲，办了2期礼仪班", "说话太冲", "办了2期礼仪班"),
        ("班子反映开会拖沓→例会限时40分钟", "开会拖沓", "例会限时40分钟"),
        ("再一个说值班脱岗多，今年抽查90次", "值班脱岗多", "今年抽查90次"),
        ("意见二：到偏远村少。今年去了31趟", "到偏远村少", "今年去了31趟"),
        ("说我下乡少——今年跑遍16个乡镇", "下乡少", "今年跑遍16个乡镇"),
        ("提高服务质量，投诉降了12件", "", "提高服务质量，投诉降了12件"),
    ],
)
def test_feedback_names_what_last_years_review_held_against_the_author(
    text: str, lead: str, rest: str
):
    """Feedback names what last years review held against the author."""
    said = feedback(text, GENRE, 2024)
    assert (said.lead, said.rest) == (lead, rest)


@pytest.mark.parametrize(
    "text",
    [
        "巡察反馈“库存管理松”，整改4处",
        "审计反馈白条入账，检查3次",
        "2019年度考核反馈“培训少”，培训12期",
    ],
)
def test_what_another_source_or_year_says_keeps_its_source(text: str):
    """What another source or year says keeps its source."""
    assert feedback(text, GENRE, 2024).lead == ""
    assert feedback(text, GENRE, 2024).rest == own_words(text)


def test_a_wide_comma_inside_a_figure_parts_no_sentence():
    """3，208艘 is one figure, and 均分98，326人 are two."""
    assert own_words("清点渔船3，208艘") == "清点渔船3208艘"
    assert own_words("均分98，326人达标") == "均分98，326人达标"


def test_a_remedy_is_not_taken_for_a_second_failing():
    """A remedy is not taken for a second failing."""
    said = feedback("考核反馈基层减负不够：会议减少，文件也少", GENRE, 2024)
    assert said.rest == "会议减少，文件也少"


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("缺点是招商办法不多，跑企业少", "招商办法不多"),
        ("我觉得最大的不足是理论功底不深，学得零散", "理论功底不深"),
        ("短板：数字化水平低，平台用得少", "数字化水平低"),
        ("不足之处在于调研不深，听汇报多", "调研不深"),
    ],
)
def test_a_label_that_is_spoken_is_no_part_of_the_shortcoming(text: str, lead: str):
    """A label that is spoken is no part of the shortcoming."""
    assert shortcoming(text, GENRE).lead == lead


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("年轻干部培养跟不上", True),
        ("学前教育师资短板未补上", True),
        ("检查走过场", True),
        ("合作社数量不少", False),
        ("3个村一年去得少", False),
        ("抓破案的劲头大", False),
    ],
)
def test_a_name_says_what_is_wanting_and_carries_no_figure(clause: str, names: bool):
    """A name says what is wanting and carries no figure."""
    assert names_failing(clause) is names
