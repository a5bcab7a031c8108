"""Runs that two reports share: found wherever they begin, with both places, formulas left out."""

import random
import re
from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.alike import LEAST, fold, pairs, runs
from drafter.alike.matching import TRIED
from drafter.document import Facts

COPIED = "把群众反映强烈的停车难问题摆上案头，逐个小区实地踏看，挤出边角地块划出泊位"
TAUGHT = "为偏远乡村教学点配齐了音体美教师"
OTHER = "全年接待来访群众，协调解决欠薪纠纷，帮助农民工拿到了应得的报酬"


def found(one, other, **more):
    """What two texts share."""
    return runs([fold(one, "甲"), fold(other, "乙")], **more)


def test_a_copy_is_found_in_both_places():
    """Its line and column in each, its length in signs without marks, its words as written."""
    [run] = found(f"第一行。\n{COPIED}。", f"别的话。\n\n又一句：{COPIED}！")

    assert run.length == len(re.sub(r"\W", "", COPIED))
    assert (run.mine.name, run.mine.line, run.mine.column) == ("甲", 2, 1)
    assert (run.other.name, run.other.line, run.other.column) == ("乙", 3, 5)
    assert run.mine.text == run.other.text == COPIED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (COPIED, COPIED.replace("，", "；")),
        (COPIED, COPIED.replace("，", " ，\n")),
        (f"建校6所，{TAUGHT}，办起食堂", f"建校31所，{TAUGHT}，办起食堂"),
        (f"{TAUGHT}**名，办起食堂", f"{TAUGHT}45名，办起食堂"),
        (f"一是{COPIED}", f"（三）{COPIED}"),
    ],
)  # fmt: skip
def test_marks_figures_and_counting_do_not_hide_a_copy(one, other):
    """Other punctuation, another line break, other figures, a mask, another number before it."""
    assert len(found(one, other)) == 1


def test_a_run_goes_over_sentences_and_points():
    """A copy of two points that are counted otherwise is one run."""
    [run] = found(f"一是{COPIED}。二是{OTHER}。", f"二是{COPIED}。三是{OTHER}。")

    assert run.length > 50


FORMULAS = [
    "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻党的二十大精神",
    "深刻领悟“两个确立”的决定性意义，增强“四个意识”、坚定“四个自信”、做到“两个维护”",
    "严格落实中央八项规定及其实施细则精神，持之以恒纠治“四风”",
    "《中国共产党纪律处分条例》《关于新形势下党内政治生活的若干准则》",
    "县委教育工作领导小组办公室、县人力资源和社会保障局、县住房和城乡建设局",
    "2023年度述职述廉报告\n县教育局党组书记、局长 李明",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_set_formulas_titles_and_names_are_no_copies(formula):
    """Alone, in sentences of their own, and one behind the other."""
    assert found(f"{formula}\n我们干了修路的事。", f"{formula}\n他们干了架桥的事。") == []


def test_a_copy_around_a_formula_is_one_run_and_the_formula_does_not_count():
    """The words beside it do, and it is not cut in two."""
    formula = "习近平新时代中国特色社会主义思想"
    words = f"把停车难问题摆上案头，学习{formula}后逐个小区实地踏看挤出边角地块"
    [run] = found(words, words)

    assert run.mine.text == words
    assert run.length == len(re.sub(r"\W", "", words)) - len(formula)


def test_names_of_a_sheet_are_no_copies():
    """A long post that both have."""
    post = "青溪高新技术产业开发区管理委员会党工委副书记兼招商服务中心主任"
    facts = Facts((), role=post)
    from drafter.alike import names_of

    one, other = (fold(f"本人任{post}，{end}", end, names=names_of(facts)) for end in "甲乙")

    assert found(f"本人任{post}，甲", f"本人任{post}，乙") != []
    assert runs([one, other]) == []


def test_the_longest_comes_first():
    """Ranked by length, whatever the order of the text."""
    told = found(f"{OTHER}。\n{COPIED}。", f"{COPIED}。另。\n{OTHER}。")

    assert [run.mine.text for run in told] == [COPIED, OTHER]


def test_a_report_alone_with_others_is_not_compared_among_them():
    """Only the first with each; all with all gives the third pair."""
    texts = [fold(COPIED, "甲"), fold(COPIED, "乙"), fold(COPIED, "丙")]

    assert {(r.mine.name, r.other.name) for r in runs(texts, mine=1)} == {
        ("甲", "乙"),
        ("甲", "丙"),
    }
    assert len(runs(texts)) == 3


def test_pairs_tell_how_much_of_each_is_shared():
    """The whole of one, a part of the other."""
    texts = [fold(COPIED, "甲"), fold(COPIED + "。" + OTHER, "乙")]
    [pair] = pairs(texts, runs(texts))

    assert pair.share == 1.0
    assert 0.4 < pair.share_of_other < 0.7
    assert pair.longest == runs(texts)[0].length


@pytest.mark.parametrize("texts", [[], ["", ""], ["短", "短"], [COPIED], [COPIED, ""]])
def test_nothing_to_compare_is_nothing_found(texts):
    """No text, empty ones, a single one."""
    assert runs([fold(text, str(at)) for at, text in enumerate(texts)]) == []


def test_a_line_that_is_repeated_without_end_does_no_harm():
    """Of the many places the first are compared: no square of them."""
    line = "填报单位负责人签字盖章以后在规定的时间里报送到办公室" * 40
    told = found(line, line)

    assert told
    assert len(told) <= TRIED * TRIED


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_runs_are_those_that_a_plain_search_finds(seed):
    """The longest of two texts is the one difflib knows, and every run stands in both."""
    chance = random.Random(seed)
    words = "".join(chance.choices("青山绿水桥路渠田林果", k=60))
    one, other = (
        "".join(chance.choices("天地人和", k=chance.randint(0, 30)))
        + words[chance.randint(0, 20) : chance.randint(35, 60)]
        + "".join(chance.choices("春夏秋冬", k=chance.randint(0, 30)))
        + "。"
        for _ in range(2)
    )
    best = SequenceMatcher(None, one[:-1], other[:-1], autojunk=False).find_longest_match().size
    told = found(one, other, least=10)

    assert (told[0].length if told else 0) == (best if best >= 10 else 0)
    assert all(run.mine.text == run.other.text for run in told)


def test_planted_copies_are_all_found_among_many():
    """Forty signs by chance, in thirty pairs of forty texts, at any place."""
    chance = random.Random(1)

    def said(size):
        return "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(size))

    texts = [said(300) for _ in range(40)]
    planted = []
    for _ in range(30):
        pair, words = sorted(chance.sample(range(40), 2)), said(40)
        for number in pair:
            at = chance.randint(0, 300)
            texts[number] = texts[number][:at] + words + texts[number][at:]
        planted.append((*map(str, pair), words))
    told = runs([fold(text, str(at)) for at, text in enumerate(texts)], least=LEAST)

    places = [(run.mine.name, run.other.name, run.mine.text) for run in told]
    missed = [p for p in planted if not any(p[:2] == q[:2] for q in places)]
    assert missed == []
