"""Names of files that are no UTF-8, as other machines have left them: written, read and told."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest

from tests.cli.console import environment

SHEET = "---\nyear: 2024\nrole: 镇长\nname: 周明\n---\n- 新建学校6所\n- 讲党课4次\n"
NAMES = [
    "报告".encode("gbk") + b".txt",
    "材料".encode("gbk") + b"/r.txt",
    "r\xe9sum\xe9.txt".encode("latin-1"),
    "报告".encode()[:4] + b".txt",
]


def ran(folder, *words, **more):
    """What the program does with these words, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "drafter", *words],
        cwd=folder,
        env=environment(folder, PYTHONPATH=str(Path.cwd()), **more),
        capture_output=True,
        check=False,
    )


@pytest.fixture(params=NAMES, ids=["GBK", "a folder in GBK", "Latin-1", "cut"])
def report(request, tmp_path):
    """A draft under such a name, kept among earlier drafts."""
    name = os.fsdecode(request.param)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / "f.md").write_text(SHEET, "utf-8")
    done = ran(tmp_path, "draft", "f.md", "--model", "none", "-o", name)

    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    return name


def test_a_report_under_any_name_is_written_and_found_where_it_is(report, tmp_path):
    """The address in SARIF leads to it; what is printed is UTF-8."""
    done = ran(tmp_path, "check", report, "--format", "sarif")
    (run,) = json.loads(done.stdout)["runs"]
    places = [place["physicalLocation"] for row in run["results"] for place in row["locations"]]

    assert {unquote_to_bytes(each["artifactLocation"]["uri"]) for each in places} == {
        os.fsencode(report)
    }


def test_an_earlier_draft_under_any_name_is_compared_with(report, tmp_path):
    """Its name is told as far as it can be, and no encoding of the output is blamed."""
    copy = tmp_path / "copy.txt"
    copy.write_bytes((tmp_path / report).read_bytes())
    done = ran(tmp_path, "alike", "copy.txt", report)

    assert "?" in done.stdout.decode("utf-8")
    assert b"PYTHONIOENCODING" not in done.stderr
