"""Who writes a sheet, where its title and first lines say so; the header goes before."""

import pytest

from drafter.readers import facts_from


def read(content, suffix=".txt"):
    """The sheet of some lines."""
    return facts_from(content.encode(), f"a{suffix}", suffix)


@pytest.mark.parametrize(
    ("top", "role", "name", "audience"),
    [
        ("石板镇卫生院院长 杜海燕", "石板镇卫生院院长", "杜海燕", ""),
        ("青川县科协主席2024年度述职述廉要点", "青川县科协主席", "", ""),
        ("2022年度柳溪乡乡长罗小曼述职要点", "柳溪乡乡长", "罗小曼", ""),
        ("2022年度县林业局局长安全述职要点", "", "", ""),
        ("述职要点（市机关局局长 彭卫东，报市政府）", "市机关局局长", "彭卫东", "市政府"),
        ("我职务按“县融媒体中心主任”写，述给县委宣传部听。", "县融媒体中心主任", "", "县委宣传部"),
        ("我是红枫敬老院的院长 然后报告是给区民政局的", "红枫敬老院院长", "", "区民政局"),
        ("大坪供电所所长，述给县公司党委", "大坪供电所所长", "", "县公司党委"),
        ("被考核人：总经理 尹志强　考核单位：县国资委　2024年度", "总经理", "尹志强", "县国资委"),
        ("Q1. 您的姓名（必填）\n何佳怡\nQ2. 单位及职务\n团县委书记", "团县委书记", "何佳怡", ""),
        ("> 💡 岗位：开发区主任｜述给：县委", "开发区主任", "", "县委"),
        ("云岭林场 尉迟松 随手记，别外传", "", "尉迟松", ""),
        ("巫桂兰 述职的料", "", "巫桂兰", ""),
        ("述职（医保局服务大厅 窗口 乔小梅，科员）", "科员", "乔小梅", ""),
        ("述职随记（青沟村 党支部书记、主任 佘大川）", "党支部书记、主任", "佘大川", ""),
        ("县志办\n我是学习小组长 领学5次", "", "", ""),
        ("柳荫街道办事处 谭秀芝，手机13900001234", "", "谭秀芝", ""),
    ],
)  # fmt: skip
def test_the_author_is_known_without_a_header(top, role, name, audience):
    """None of it is told as a deed."""
    found = read(f"{top}\n一、履职情况\n修路3条，通车\n建校6所，开学\n")

    assert (found.role, found.name, found.audience) == (role, name, audience)
    assert {"修路3条，通车", "建校6所，开学"} <= {fact.text for fact in found}


def test_the_header_goes_before_what_is_said_elsewhere():
    """Who takes the trouble to write it means it."""
    found = read("职务：副镇长\n姓名：李明\n镇长 王建国\n修路3条\n")

    assert (found.role, found.name) == ("副镇长", "李明")


@pytest.mark.parametrize(
    "line", ["副镇长走访群众38次", "村干部 修路3条", "先进个人 张建军", "修路 3条"]
)
def test_what_is_no_post_with_a_name_stays_a_fact(line):
    """A line is taken away only where it says nothing else."""
    assert line in {fact.text for fact in read(f"年度：2024\n{line}\n建校6所\n")}


@pytest.mark.parametrize(
    ("stamp", "year"),
    [
        ("2024-12-18 08:47  老秦-青石所", 2024),
        ("2025/1/6 10:02 王科", 2024),
        ("2024-06-18 08:47  老秦", None),
    ],
)  # fmt: skip
def test_the_year_is_told_by_the_days_of_a_chat(stamp, year):
    """Reports are written at the turn of the year; in June nobody can tell."""
    found = read(f"{stamp}\n修路3条\n建校6所\n2021年来的\n")

    assert found.year == (year or 2021)


def test_a_heading_above_all_says_who_writes_and_of_when():
    """A name whose surname begins other words too, a year in characters."""
    head = "# 石门峪水库管理所\u3000所长\u3000耿长顺\u3000二〇二四年（2024）"
    sheet = f"{head}\n- 蓄水3860万方\n- 1978年的闸门换了2台\n"

    told = read(sheet, ".md")

    assert (told.name, told.role, told.year) == ("耿长顺", "石门峪水库管理所所长", 2024)


@pytest.mark.parametrize(
    "line",
    [
        "云岭乡党委书记臧大川 139-0000-5678",
        "云岭乡 党委书记 臧大川　手机/微信同号：13900005678",
        "云岭乡党委书记 臧大川　电话 0396-0005678",
        "臧大川（云岭乡党委书记）2024年度述职素材",
        "臧大川 云岭乡党委书记（农业、水利、乡村振兴）",
    ],
)
def test_a_name_with_a_post_and_a_number_is_the_author(line):
    """It is no fact, and neither is the number."""
    facts = facts_from(f"{line}\n修路3条\n建校2所\n".encode(), "facts.txt", ".txt")

    assert (facts.name, facts.role) == ("臧大川", "云岭乡党委书记")
    assert [fact.text for fact in facts] == ["修路3条", "建校2所"]
