"""Readers' choices: pairs laid out, tables taken in, majorities, and the judgements at hand."""

import csv

import pytest

from drafter.cli import main
from drafter.document import Fact, Facts
from drafter.errors import BadInput
from evals.panel import data
from evals.panel.choices import (
    CRITERIA,
    ReaderChoice,
    Side,
    agreement,
    by_pair,
    majority,
    read_choices,
    write_choices,
)
from evals.panel.pairs import COLUMNS, lay_out, prepare, shown

FACTS = Facts((Fact("F1", "新建学校6所", group="履职"),), role="局长", year=2024)
ROWS = [("s", "甲方", f"甲方第{n}份", "乙方", f"乙方第{n}份") for n in range(8)]


def chosen(pair, reader, overall, minutes=(5, 9), **sides):
    """A choice of one reader."""
    told = dict.fromkeys(CRITERIA, Side.TIE) | sides | {"overall": overall}
    return ReaderChoice(pair, reader, told, minutes, "好，实在")


def test_pairs_are_shuffled_and_their_writers_known_apart():
    """The same seed shuffles alike; both sides come first somewhere; nothing is lost."""
    pairs, writers = prepare(ROWS, 3)

    assert prepare(ROWS, 3) == (pairs, writers)
    assert {each.a for each in writers} == {"甲方", "乙方"}
    for pair, wrote in zip(pairs, writers, strict=True):
        assert pair.a.startswith(wrote.a)
        assert pair.b.startswith(wrote.b)
    assert sorted(text for pair in pairs for text in (pair.a, pair.b)) == sorted(
        f"{text}\n" for _, _, one, _, other in ROWS for text in (one, other)
    )


def test_a_reader_s_folder_tells_no_writer(tmp_path):
    """Sheet and two reports each, the brief, a table; and nowhere a name of a writer."""
    pairs, _ = prepare([("s", "神笔", "一份", "妙手", "两份")], 1)
    lay_out(pairs, {"s": FACTS}, tmp_path / "out")
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]

    assert {path.name for path in files} == {
        "要点.txt",
        "甲.txt",
        "乙.txt",
        "怎样读.md",
        "choices.csv",
    }
    assert not [path for path in files if "神笔" in path.read_text("utf-8")]
    assert "- 新建学校6所" in shown(FACTS)
    with pytest.raises(BadInput):
        lay_out(pairs, {"s": FACTS}, tmp_path / "out")


def test_tables_are_read_as_written(tmp_path):
    """What was written comes back; unfilled lines are left out; commas in reasons stay."""
    rows = (chosen("001", "R1", Side.A), chosen("002", "R1", Side.B, register=Side.A))
    write_choices(rows, tmp_path / "all.csv")

    assert read_choices(tmp_path / "all.csv") == rows
    (tmp_path / "empty.csv").write_text(",".join(COLUMNS) + "\n003,,,,,,,,,\n", "utf-8")
    assert read_choices(tmp_path / "empty.csv") == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pair,overall\n1,甲\n", "缺这些栏"),
        (",".join(COLUMNS) + "\n1,甲,甲,甲,甲,甲,左,1,2,好\n", "只能填 甲、乙、平"),
    ],
)
def test_a_table_filled_in_wrongly_is_told(tmp_path, text, told):
    """Which column or line, and what may stand there."""
    (tmp_path / "t.csv").write_text(text, "utf-8")

    with pytest.raises(BadInput, match=told):
        read_choices(tmp_path / "t.csv")


def test_the_majority_counts_and_ties_count_for_nobody():
    """Two of three; one each is a tie; agreement counts pairs of readers that decided."""
    rows = [chosen("1", "R1", Side.A), chosen("1", "R2", Side.A), chosen("1", "R3", Side.B)]

    assert majority(rows) is Side.A
    assert majority(rows[1:]) is Side.TIE
    assert agreement(rows) == (1, 3)
    assert agreement([chosen("1", "R1", Side.TIE), chosen("1", "R2", Side.A)]) == (0, 0)


def test_the_commands_prepare_and_count(tmp_path, capsys):
    """Two folders in, a folder for readers and a key out; a filled-in table is counted."""
    for side in ("old", "new"):
        (tmp_path / side).mkdir()
        (tmp_path / side / "town-2024.txt").write_text(f"{side} 写的报告。", "utf-8")
    (tmp_path / "old" / "nowhere.txt").write_text("多的一份。", "utf-8")
    args = [str(tmp_path / each) for each in ("old", "new")]
    out, key = str(tmp_path / "out"), str(tmp_path / "key")

    assert main(["eval", "panel", "prepare", *args, "-o", out, "--key", key]) == 0
    assert "nowhere" in capsys.readouterr().err
    table = tmp_path / "out" / "choices.csv"
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][1:] = ["甲", "乙", "平", "甲", "平", "甲", "4", "9", "好"]
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)

    assert main(["eval", "panel", "take", str(table), "--key", key]) == 0
    told = capsys.readouterr().out
    assert "1 对，1 位读者" in told
    assert "| 总的 |" in told
    assert "平均还要改 4.0 分钟" in told


def test_writers_and_readers_of_the_same_name_are_told_apart(tmp_path, capsys):
    """By the folders before it: two parties called alike, two readers who copied one folder."""
    for side in ("一/稿", "二/稿"):
        (tmp_path / side).mkdir(parents=True)
        (tmp_path / side / "town-2024.txt").write_text(f"{side} 写的报告。", "utf-8")
    sides = [str(tmp_path / each) for each in ("一/稿", "二/稿")]
    out, key = str(tmp_path / "out"), str(tmp_path / "key")
    assert main(["eval", "panel", "prepare", *sides, "-o", out, "--key", key]) == 0
    line = ",".join(COLUMNS) + "\n001,甲,甲,甲,甲,甲,甲,4,9,好\n"
    tables = [tmp_path / who / "读" / "choices.csv" for who in ("王", "李")]
    for table in tables:
        table.parent.mkdir(parents=True)
        table.write_text(line, "utf-8")
    capsys.readouterr()

    assert main(["eval", "panel", "take", *map(str, tables), "--key", key]) == 0
    told = capsys.readouterr().out
    assert "1 对，2 位读者" in told
    assert "| 看什么 | 一/稿 | 二/稿 | 平 |" in told
    assert main(["eval", "panel", "take", *[str(tables[0])] * 2, "--key", key]) == 2
    assert main(["eval", "panel", "prepare", *sides[:1] * 2, "-o", f"{out}2", "--key", key]) == 2
    assert capsys.readouterr().err.count("写了两次") == 2


@pytest.mark.parametrize("verb", ["prepare", "take"])
def test_preparing_and_taking_stand_in_one_place(capsys, verb):
    """What belongs to the panel is no verb of `eval` besides."""
    assert main(["eval", verb]) == 2
    assert "可选 " in capsys.readouterr().err


@pytest.mark.parametrize("key", ["out", "out/key"])
def test_the_key_never_lies_with_the_readers(tmp_path, capsys, key):
    """A key inside the readers' folder is refused."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "town-2024.txt").write_text("一份。", "utf-8")
    args = [str(tmp_path / "a")] * 2

    code = main(
        [
            "eval",
            "panel",
            "prepare",
            *args,
            "-o",
            str(tmp_path / "out"),
            "--key",
            str(tmp_path / key),
        ]
    )

    assert code == 2
    assert "读者看不到" in capsys.readouterr().err


def test_the_judgements_at_hand_are_whole():
    """120 pairs on 12 sheets, three readers each, every criterion, who wrote what apart."""
    pairs, writers, rows = data.pairs(), data.writers(), by_pair(data.choices())

    assert len(pairs) >= 120
    assert len({pair.sheet for pair in pairs}) >= 12
    assert {pair.id for pair in pairs} == set(writers) == set(rows)
    assert all(len({each.reader for each in told}) >= 3 for told in rows.values())
    assert all(each.minutes and each.reason for told in rows.values() for each in told)
    held_out = sum(map(data.is_held_out, pairs))
    assert 0.4 * len(pairs) < held_out < 0.6 * len(pairs)
