"""Sentences that many people's reports share, and those that they do not."""

import random
import time

from drafter.batch.near_duplicates import shared

COMMON = "坚持以上率下，全年开展廉政谈话{}人次，持续释放越往后越严的强烈信号。"
NEARLY = "坚持以上率下，全年开展廉政谈话{}人次，持续释放越往后越严的强烈信号和决心。"
PRESCRIBED = "深入学习贯彻习近平新时代中国特色社会主义思想。"


def found(*texts):
    """What reports of these texts share."""
    return shared(lambda: [(f"{at}.md", text) for at, text in enumerate(texts)])


def own(at, sentences=40):
    """A report that shares nothing: characters at random."""
    chance = random.Random(at)
    row = (
        "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(30)) for _ in range(sentences)
    )
    return "。".join(row) + "。"


def test_a_shared_sentence_is_found_whatever_its_figures():
    """Word for word, with other figures, with a word more: one sentence of three people."""
    (only,) = found(
        COMMON.format(3) + own(1), own(2) + COMMON.format(18), NEARLY.format(7) + own(3)
    )

    assert (only.text, only.owners) == (COMMON.format(3), 3)
    assert only.examples == ("0.md", "1.md", "2.md")


def test_one_who_repeats_himself_is_one():
    """The same sentence twice in one report is not two people's."""
    assert found(COMMON.format(3) + own(1) + COMMON.format(4), own(2)) == []


def test_what_is_prescribed_short_or_open_does_not_count():
    """Formulas of the genre, a few words, places still to be filled in."""
    text = PRESCRIBED + "认真学习。〔待补：个人存在的不足和改进的具体措施〕。"

    assert found(text + own(1), text + own(2)) == []


def test_the_most_shared_come_first():
    """By how many people share them."""
    other = "主动向上对接项目资金，推动老旧小区改造提速见效。"
    told = found(COMMON.format(1) + other, COMMON.format(2) + own(2), COMMON.format(3) + other)

    assert [each.owners for each in told] == [3, 2]


def test_time_grows_with_the_text():
    """Four times the reports take about four times as long, not sixteen."""

    def seconds(count):
        texts = [own(at, 12) + COMMON.format(at) for at in range(count)]
        began = time.process_time()
        assert found(*texts)[0].owners == count
        return time.process_time() - began

    seconds(20)
    assert seconds(800) < 8 * seconds(200)
