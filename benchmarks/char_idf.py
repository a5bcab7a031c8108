"""Single-character IDF from the word counts of jieba's `dict.txt`, as `drafter/data/char_idf.txt`.

Source: jieba 0.42.1 (PyPI), file `jieba/dict.txt`, MIT licence; one `word count tag` a line.
A word's count is taken as so many documents of one word each, so that
idf(c) = ln(sum of all counts / sum of counts of the words that hold c).

    pip download --no-deps --no-binary :all: jieba==0.42.1
    tar xzf jieba-0.42.1.tar.gz
    python benchmarks/char_idf.py jieba-0.42.1/jieba/dict.txt
"""

import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

TARGET = Path(__file__).parent.parent / "drafter" / "data" / "char_idf.txt"
STEP = 0.1  # finer steps change no decision and cost room


def count(lines: list[str]) -> tuple[Counter[str], int]:
    """How often a word with each Han character is met, and how many words are met in all."""
    found: Counter[str] = Counter()
    total = 0
    for line in lines:
        word, times, *_ = line.split(" ")
        total += int(times)
        for char in set(word):
            if "一" <= char <= "鿿":
                found[char] += int(times)
    return found, total


def table(found: Counter[str], total: int) -> str:
    """One line a step: the idf, a tab, every character that has it."""
    steps: defaultdict[int, list[str]] = defaultdict(list)
    for char, times in found.items():
        steps[round(math.log(total / max(times, 1)) / STEP)].append(char)
    return "".join(
        f"{step * STEP:.1f}\t{''.join(sorted(chars))}\n" for step, chars in sorted(steps.items())
    )


if __name__ == "__main__":
    TARGET.write_text(table(*count(Path(sys.argv[1]).read_text("utf-8").splitlines())), "utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")
