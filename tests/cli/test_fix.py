"""`drafter check --fix`: marks, blanks and numbers, and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checking.autofix import fixed
from drafter.cli import main
from drafter.document import genre
from drafter.errors import Unwritable

SHUZHI = genre.load("shuzhi")


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """A folder of its own, without anybody's settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('抓"三重一大",投入1,280万元; 新建 3所.', "抓“三重一大”，投入1,280万元；新建3所。"),
        ("完成任务。。", "完成任务。"),
        ("（一）、抓项目。", "（一）抓项目。"),
        ("一是，抓项目。", "一是抓项目。"),
        ("一．抓项目", "一、抓项目"),
        ("(1)抓项目", "（1）抓项目"),
        ("# 一、 抓项目", "# 一、抓项目"),
        ("- 新建 3所", "- 新建3所"),
        ("　　新建 3所", "　　新建3所"),
        ("述职人：张**　　　2022年12月", "述职人：张**　　　2022年12月"),
        ("青溪镇党委书记\u3000〔待补：姓名〕", "青溪镇党委书记\u3000〔待补：姓名〕"),
        ("县水利局局长\u3000向某某", "县水利局局长\u3000向某某"),
        ("县林业局副局长 宋远", "县林业局副局长 宋远"),
        ("第三小学教师 欧阳明月", "第三小学教师 欧阳明月"),
        ("抓好 林业站建设", "抓好林业站建设"),
        ("修建\u3000水库，完成任务。", "修建水库，完成任务。"),
        ("网址是http://a.cn/b,c", "网址是http://a.cn/b,c"),
        ("增速8.5%,GDP 3.5亿元", "增速8.5%，GDP 3.5亿元"),
        ("办结率98.6%.修桥2座，降0.4‰.", "办结率98.6%。修桥2座，降0.4‰。"),
        ("占9％.5G站3座;优良率97%;PM2.5降3%", "占9％。5G站3座；优良率97%；PM2.5降3%"),
        ("修桥2座.“码上办”办件3%.《规划》印发.", "修桥2座。“码上办”办件3%。《规划》印发。"),
        ("占9%...", "占9%..."),
        ("一.抓项目", "一、抓项目"),
        ("（二）.抓项目", "（二）抓项目"),
        ("新建**所,***个", "新建**所，***个"),
        ("1、2号楼", "1、2号楼"),
        ("| 项目 | 数量(所) |", "| 项目 | 数量(所) |"),
        ("[^1]: 含新建 3所", "[^1]: 含新建3所"),
    ],
)
def test_marks_are_put_right(before, after):
    """One line at a time; layout, addresses and figures stay as they are."""
    assert fixed(before, SHUZHI)[0] == after


def test_numbers_run_on():
    """Headings and points that skip or repeat are numbered anew."""
    text = (
        "一、旗帜鲜明讲政治，坚定不移把准前进方向\n一是学。二是干。四是查。\n"
        "三、担当实干勤履职，全力推动各项工作提质增效\n抓项目。\n"
        "个人存在的不足：一是学习不够。一是调研不够。\n"
    )

    whole, changes = fixed(text, SHUZHI)

    assert "三是查" in whole
    assert "\n二、担当" in whole
    assert "一是学习不够。二是调研不够。" in whole
    assert [change.line for change in changes] == [2, 3, 5]


@given(st.text(st.sampled_from('一二三是、，,.。;:()（）“”"12万%*抓好 \u3000\t\r\n#-')))
def test_no_word_figure_or_mask_is_touched(text):
    """Whatever the text, only marks, blanks and the numbers of points may differ."""
    whole, changes = fixed(text, SHUZHI)

    def kept(told):
        return re.sub(r"[^\w*%]|[一二三四五六七八九十是]", "", told)

    assert kept(whole) == kept(text)
    assert whole.count("\n") == text.count("\n")
    assert bool(changes) == (whole != text)


@given(st.text(st.sampled_from('一二是、，,。;:()（）“”"12*抓好 \n'), max_size=10))
def test_fixing_twice_changes_nothing_more(text):
    """What was put right is right."""
    once = fixed(text, SHUZHI)[0]

    assert fixed(fixed(once, SHUZHI)[0], SHUZHI)[0] == fixed(once, SHUZHI)[0]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encoding_and_line_ends_stay(place, capsys, codec):
    """A file is written back as it was, and what changed is told."""
    path = place / "a.txt"
    path.write_bytes('2022年，本人抓"三重一大",\r\n推动发展。\r\n'.encode(codec))

    main(["check", "a.txt", "--fix"])

    assert path.read_bytes() == "2022年，本人抓“三重一大”，\r\n推动发展。\r\n".encode(codec)
    assert "已改 a.txt:1" in capsys.readouterr().err


def test_word_is_left_alone(place, capsys):
    """Only text files are changed; the user is told, and the exit code says so to programs."""
    import docx

    document = docx.Document()
    document.add_paragraph("2022年,本人履职尽责.")
    document.save("a.docx")
    before = (place / "a.docx").read_bytes()

    code = main(["check", "a.docx", "--fix"])

    assert (place / "a.docx").read_bytes() == before
    assert "Word 文件" in capsys.readouterr().err
    assert code == 2


def test_a_file_that_could_not_be_put_right_is_told_by_the_exit_code(place, monkeypatch, capsys):
    """Though what can be read of it is checked all the same, and the others are put right."""
    for name in ("a.txt", "b.txt"):
        (place / name).write_text("述职报告\n\n一、履职情况\n抓项目,投入3亿元。\n", "utf-8")

    def write(data, path):
        if path.name == "a.txt":
            raise Unwritable(f"写不了 {path}：没有权限")
        path.write_bytes(data)

    monkeypatch.setattr("drafter.checking.autofix.files.write", write)
    code = main(["check", "a.txt", "b.txt", "--fix", "--fail-on", "error"])

    assert code == 2
    assert "写不了" in capsys.readouterr().err
    assert "抓项目，" in (place / "b.txt").read_text("utf-8")
