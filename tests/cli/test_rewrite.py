"""`drafter rewrite`: what a user sees, what is saved, and what is refused."""

import io
import json
import struct
import zlib
from pathlib import Path

import docx
import pytest

from drafter import readers
from tests.cli.console import runner
from tests.redline.reading import accepted, rejected

REPORTS = Path(__file__).parent.parent.resolve() / "samples"
OLD = REPORTS / "transport-2023.txt"
WORD = REPORTS / "college-2022.docx"


@pytest.fixture
def program(tmp_path, monkeypatch, capsys):
    """The program with no model downloaded and nobody at a terminal who would allow it."""
    return runner(tmp_path, monkeypatch, capsys)


@pytest.fixture
def drafter(tmp_path, monkeypatch, capsys):
    """The program, in a folder of its own, without a model."""
    run = runner(tmp_path, monkeypatch, capsys)
    return lambda *arguments: run("rewrite", *arguments, "--model", "none")


def picture():
    """A dot as PNG."""

    def chunk(kind, data):
        sum_ = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + sum_

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    )


def scanned(path):
    """A Word file that holds a picture and no word."""
    document = docx.Document()
    document.add_picture(io.BytesIO(picture()))
    document.save(path)


def test_the_new_text_is_printed(drafter):
    """Without -o the text goes to standard output; the summary tells what was kept."""
    ran = drafter(OLD)

    assert ran.code == 0
    assert ran.out.startswith("述职报告\n各位领导、同志们：\n")
    assert "原文 14 句：保留 14 句，多出 0 处" in ran.err
    assert "不足 3 → 3，措施、打算 2 → 2" in ran.err
    assert "检查：错误 2 条" in ran.err
    assert "→ 错误 0 条" in ran.err
    assert "待补 1 处" in ran.err
    assert "删去的套话 1 处：“取得了显著成效”" in ran.err


def test_what_is_not_understood_is_told(drafter, tmp_path):
    """Line by line, and that only the form was put right."""
    (tmp_path / "old.txt").write_text(
        "2024年社区工作述职\n2024年，本人任社区书记。\n环境卫生,清理楼道杂物210处,拆除违建28处。\n"
        "为老服务，给独居老人装了65套呼叫器。\n",
        "utf-8",
    )
    ran = drafter(tmp_path / "old.txt")

    assert "没读懂、原样未动的" in ran.err
    assert "  为老服务，给独居老人装了65套呼叫器。" in ran.err
    assert "只改了标点、空格、编号" in ran.err
    assert "给独居老人装了65套呼叫器" in ran.out


def test_only_the_form(drafter):
    """With --only-form no word is changed."""
    ran = drafter(OLD, "--only-form")

    assert "取得了显著成效" in ran.out
    assert "农村公路建设方面，完成" in ran.out
    assert "只改了标点、空格、编号" in ran.err


@pytest.mark.parametrize("suffix", [".docx", ".txt", ".html", ".json"])
def test_every_format_is_written(drafter, tmp_path, suffix):
    """The format follows the suffix."""
    target = tmp_path / f"new{suffix}"
    ran = drafter(OLD, "-o", target, "-q")

    assert ran.code == 0
    assert ran.err == ""
    assert "李坪乡" in readers.read_text(target) if suffix in (".docx", ".txt") else target.exists()


@pytest.mark.parametrize("path", [OLD, WORD], ids=lambda p: p.suffix)
def test_a_redline_is_written(drafter, tmp_path, path):
    """Both texts are in the file, and the author is the one named."""
    target = tmp_path / "redline.docx"
    ran = drafter(path, "-o", target, "--redline", "--author", "办公室")
    data = target.read_bytes()

    assert ran.code == 0
    assert accepted(data) != rejected(data)
    assert rejected(data).startswith(readers.read_text(path)[:40])
    assert 'w:author="办公室"'.encode() in docx_body(data)


def docx_body(data):
    """The body's XML."""
    return docx.Document(io.BytesIO(data)).element.xml.encode()


def test_what_passes_is_left_and_told(drafter):
    """The same bytes come out, and the reason."""
    path = REPORTS / "finance-2023.txt"
    ran = drafter(path)

    assert ran.code == 0
    assert ran.out == readers.read_text(path)
    assert "原文照旧：已合格" in ran.err


def test_machines_are_told_all(drafter):
    """JSON holds the text, the proof and the findings before and after."""
    told = json.loads(drafter(OLD, "--json", "-q").out)

    nothing = {"lost": [], "invented": [], "moved": []}
    assert told["proof"] == {"facts": 14, "kept": 14, **nothing}
    assert {"part": "不足", "before": 3, "after": 3} in told["kinds"]
    assert told["left_as_it_is"] == ""
    assert len(told["before"]) > len(told["findings"])
    assert len(told["sheet"]["facts"]) == 14


@pytest.mark.parametrize(
    ("name", "make", "why"),
    [
        ("locked.docx", lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 2000), "加密"),
        ("scan.docx", scanned, "没有文字"),
        ("empty.txt", lambda p: p.write_bytes(b""), "空的"),
        ("huge.txt", lambda p: p.write_text("述职报告，全年新建学校6所。\n" * 140_000), "不像一份"),
        ("shopping.txt", lambda p: p.write_text("白菜两斤\n土豆三斤，鸡蛋一盒。\n"), "看不出"),
        ("gone.txt", lambda _: None, "没有这个文件"),
        ("folder", lambda p: p.mkdir(), "文件夹"),
    ],
)
def test_bad_input_gets_one_clear_line(drafter, tmp_path, name, make, why):
    """Whatever is handed in: exit code 2 and one line, also for a redline."""
    path = tmp_path / name
    make(path)

    for more in ([], ["--redline", "-o", tmp_path / "out.docx"]):
        ran = drafter(path, *more, "-q")
        assert ran.code == 2
        assert why in ran.complaint
        assert not (tmp_path / "out.docx").exists()


def test_a_file_with_macros_keeps_its_kind(drafter, tmp_path):
    """Word opens none that is called otherwise than it is: told before any work."""
    (tmp_path / "old.docm").write_bytes(WORD.read_bytes())
    ran = drafter("old.docm", "--redline", "-o", "new.docx")

    assert ran.code == 2
    assert "-o 后面写 new.docm" in ran.complaint
    assert not (tmp_path / "new.docx").exists()
    assert drafter("old.docm", "--redline", "-o", "new.docm").code in (0, 1)
    assert (tmp_path / "new.docm").exists()


def test_a_redline_needs_a_word_file(drafter, tmp_path):
    """Wrong use is told before any work."""
    ran = drafter(OLD, "--redline", "-o", tmp_path / "new.txt")

    assert ran.code == 2
    assert "-o 修订稿.docx" in ran.complaint


def test_a_gb18030_text_is_read(drafter, tmp_path):
    """The encoding that offices send makes no difference."""
    text = OLD.read_text("utf-8")
    (tmp_path / "old.txt").write_bytes(text.encode("gb18030"))

    assert drafter(tmp_path / "old.txt", "-q").out == drafter(OLD, "-q").out


def test_a_second_file_is_not_written_in_place_of_the_first(drafter, tmp_path):
    """Only one can be written: neither is, and both are named."""
    report = tmp_path / "r.txt"
    report.write_text("2023年述职述廉报告\n一、履职\n清淤沟渠9公里。\n", "utf-8")
    one, two = tmp_path / "甲.txt", tmp_path / "乙.txt"

    ran = drafter("rewrite", str(report), "--model", "none", "-o", str(one), "-o", str(two))

    assert ran.code == 2
    assert "写了两次" in ran.complaint
    assert not one.exists()
    assert not two.exists()


def test_marks_alone_need_no_model(program, tmp_path):
    """Of one report and of a folder: nothing is to be downloaded for it."""
    (tmp_path / "旧").mkdir()
    (tmp_path / "旧" / "甲.txt").write_text(OLD.read_text("utf-8").replace("，", ","), "utf-8")

    one = program("rewrite", "旧/甲.txt", "--only-form")
    folder = program("rewrite", "旧", "--only-form", "-o", "新", "--format", "txt")

    assert one.code != 3
    assert "下载" not in one.err + folder.err
    assert "," not in one.out
    assert (tmp_path / "新" / "甲.txt").exists()
