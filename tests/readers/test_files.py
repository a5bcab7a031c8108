"""Files that cannot be read end in one line that says what to do."""

import io
import os
import subprocess
import sys
import time
import zipfile

import pytest

from drafter.errors import BadInput, DrafterError, Unreadable
from drafter.readers import read_facts, read_text
from drafter.readers.archive import MAX_BYTES
from tests.readers.words import SPACES, run

DOCUMENT = f"<w:document {SPACES}><w:body><w:p>{{}}</w:p></w:body></w:document>"
RELATIONS = '<R Type="x/officeDocument" Target="word/document.xml"/>'


def zipped(**parts: bytes) -> bytes:
    """A zip of these parts, names with __ for / and _ for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def refusal(path) -> DrafterError:
    """The error a file ends in."""
    with pytest.raises(BadInput) as caught:
        read_facts(path)
    assert "\n" not in str(caught.value)
    assert caught.value.hint
    assert caught.value.exit_code == 2
    return caught.value


def test_missing_folder_and_loop(tmp_path):
    """What is no file says so."""
    loop = tmp_path / "loop.md"
    loop.symlink_to(loop)

    assert "没有这个文件" in str(refusal(tmp_path / "no.md"))
    assert "文件夹" in str(refusal(tmp_path))
    assert "绕" in str(refusal(loop))
    refusal(tmp_path / "a\0b.md")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_right_to_read(tmp_path):
    """A file of somebody else's."""
    path = tmp_path / "a.md"
    path.write_text("- a")
    path.chmod(0)

    assert "权限" in str(refusal(path))


def test_a_link_is_followed(tmp_path):
    """A symlink reads like its file and keeps its own name in sources."""
    (tmp_path / "a.md").write_text("- 讲党课4次\n", "utf-8")
    (tmp_path / "b.md").symlink_to(tmp_path / "a.md")

    assert read_facts(tmp_path / "b.md")["F1"].source == "b.md:1"


def test_oversized(tmp_path):
    """More than the limit is not read at all."""
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)

    assert "20 MB" in str(refusal(path))


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_zip_bomb(tmp_path, suffix):
    """What unpacks a thousandfold is refused before it is unpacked."""
    path = tmp_path / f"a{suffix}"
    path.write_bytes(zipped(word__document_xml=b"0" * 60_000_000, xl__workbook_xml=b"0"))

    assert "解压" in str(refusal(path))


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@pytest.mark.parametrize(
    "part", [b"", b"<a/>", b"<a", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"\xff\xfe\x00"]
)
def test_damaged_office_files(tmp_path, suffix, part):
    """A part that is empty, foreign, cut, or defines entities."""
    path = tmp_path / f"a{suffix}"
    path.write_bytes(zipped(word__document_xml=part, xl__workbook_xml=part))

    assert isinstance(refusal(path), Unreadable)


@pytest.mark.parametrize("name", ["word/document.dat", "word/document.XML", "word/document.xml"])
@pytest.mark.parametrize("blanks", [0, 1_100_000])
def test_entities_are_refused_whatever_their_part_is_called(tmp_path, name, blanks):
    """A part that is called otherwise, and one whose head is long."""
    body = run("修渠3公里").replace("渠", "&a;")
    text = " " * blanks + f'<!DOCTYPE a [<!ENTITY a "渠">]>{DOCUMENT.format(body)}'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("_rels/.rels", RELATIONS.replace("word/document.xml", name))
        packed.writestr("word/media/image1.png", os.urandom(200_000))
        packed.writestr(name, text)
    path = tmp_path / "a.docx"
    path.write_bytes(stream.getvalue())

    assert isinstance(refusal(path), Unreadable)


def test_one_office_format_under_the_name_of_another(tmp_path):
    """A zip that is neither Word nor Excel is told."""
    path = tmp_path / "a.docx"
    path.write_bytes(zipped(mimetype=b"x"))

    assert "不是 Word" in str(refusal(path))


def test_standard_input():
    """What is piped in is read for "-"; its first bytes tell the format."""
    code = "from drafter.readers import read_facts; print(read_facts('-')['F1'])"
    for data in ("- 讲党课4次\n".encode(), "讲党课4次\n".encode("gbk"), '["讲党课4次"]'.encode()):
        ran = subprocess.run(
            [sys.executable, "-c", code],
            input=data,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        assert "讲党课4次" in ran.stdout.decode()
        assert "标准输入" in ran.stdout.decode()


def test_text_of_a_report_is_read_as_it_stands(tmp_path):
    """Trailing lines, full-width blanks and masks stay."""
    report = "2022年，**个项目。\n一、讲政治\n　　正文***。\n\n\n"
    path = tmp_path / "report.txt"
    path.write_bytes(report.encode("gb18030"))

    assert read_text(path) == report


@pytest.mark.parametrize("suffix", [".md", ".txt"])
@pytest.mark.parametrize(
    "line",
    [
        "- 甲" + " " * 200_000 + "乙",
        "# 甲" + " #" * 100_000 + "乙\n- 丙",
        "- 甲（佐证：" + " " * 200_000 + "乙",
        "- " + "：甲" * 100_000,
        "- 甲" + "（佐证：" * 50_000,
        "- " + "甲乙，" * 500_000,
        "- 甲\n" + "\n".join(f"{' ' * (n % 300)}- 抓项目：" for n in range(5_000)),
    ],
    ids=["blanks", "number-signs", "open-proof", "colons", "proofs", "one-line", "nested"],
)
def test_hostile_lines_take_linear_time(tmp_path, line, suffix):
    """No pattern backtracks over a long line: seconds, where it could be minutes."""
    path = tmp_path / f"a{suffix}"
    path.write_text(line, "utf-8")
    begun = time.process_time()

    assert read_facts(path)
    assert time.process_time() - begun < 10


def test_a_lock_file_is_called_one(tmp_path):
    """What Word leaves beside a document that is open."""
    path = tmp_path / "~$述职.docx"
    path.write_bytes(b"\x0c" + b"\x00" * 161)

    with pytest.raises(Unreadable, match="锁文件"):
        read_facts(path)
