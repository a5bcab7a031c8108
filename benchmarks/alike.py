"""How fast and how surely shared runs are found: 300 reports, each with each.

python benchmarks/alike.py                  # makes the reports first, some minutes
python benchmarks/alike.py --folder 报告/   # keeps them there for the next time

The reports are drafts without a model of sheets that take their facts from the seeds: other
facts, other figures and another year each. Into pairs of them copies of 40 signs are planted,
words by chance that stand nowhere else; into others set formulas, titles of documents and
names. Every copy has to be found in both places, and nothing that was planted as a formula.
"""

import argparse
import asyncio
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from drafter import alike, readers
from drafter.alike.earlier import Earlier
from drafter.document import Facts
from drafter.drafting import draft

SEEDS = Path(__file__).parent.parent / "seeds"
REPORTS, COPIES, FORMULAS = 300, 200, 200
SIZE = 40  # signs of a planted copy
BAR = 30.0  # seconds
SHARE = (0.4, 0.8)  # of a sheet's facts that a report has
FORMS = (  # what nobody copies from anybody
    "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻党的二十大精神，深刻领悟“两个确立”的决定性意义，增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
    "严格落实中央八项规定及其实施细则精神，持之以恒纠治“四风”，履行党风廉政建设第一责任人职责。",
    "认真学习《中国共产党纪律处分条例》《中国共产党廉洁自律准则》《关于新形势下党内政治生活的若干准则》。",
    "落实全面从严治党主体责任，认真履行“一岗双责”，严守党的政治纪律和政治规矩。",
    "会同中共青溪县委教育工作领导小组办公室、县人力资源和社会保障局、县住房和城乡建设局。",
    "统筹推进“五位一体”总体布局，协调推进“四个全面”战略布局，完整、准确、全面贯彻新发展理念。",
)


def main() -> None:
    """Print the table; exit with 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="where the reports are kept")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as held:
        folder = options.folder or Path(held)
        texts = _texts(folder)
        rows = [*_speed(folder), *_growth(texts), *_planted(texts), _indexed(texts)]
    print("\n| 测量 | 结果 | 要求 | |\n|---|--:|--:|---|")
    for name, found, bar, is_met in rows:
        print(f"| {name} | {found} | {bar} | {'✓' if is_met else '✗'} |")
    sys.exit(not all(is_met for *_, is_met in rows))


Row = tuple[str, str, str, bool]


def _texts(folder: Path) -> list[str]:
    """The reports, made where they are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    sheets = [readers.read_facts(path) for path in sorted(SEEDS.glob("*/facts.*"))]
    for number in range(REPORTS):
        path = folder / f"{number:03}.txt"
        if not path.exists():
            chance = random.Random(number)
            facts = _varied(sheets[number % len(sheets)], sheets, chance)
            path.write_text(asyncio.run(draft(facts, None)).report.text, "utf-8")
    return [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]


def _varied(facts: Facts, sheets: Sequence[Facts], chance: random.Random) -> Facts:
    """Some facts of a sheet and of three others in another order, with other figures."""
    several = [*facts.items, *(fact for each in chance.sample(sheets, 3) for fact in each)]
    chosen = chance.sample(several, round(len(several) * chance.uniform(*SHARE)))
    items = tuple(
        replace(fact, id=f"F{number}", text=_refigured(fact.text, chance))
        for number, fact in enumerate(chosen, 1)
    )
    return replace(facts, items=items, year=chance.randint(2021, 2025))


def _refigured(text: str, chance: random.Random) -> str:
    """Other figures of as many digits; years stay."""

    def other(found: re.Match[str]) -> str:
        return str(chance.randint(10 ** (len(found[0]) - 1), 10 ** len(found[0]) - 1))

    return re.sub(r"(?<![\d.])\d{1,3}(?![\d.])(?!月|日)", other, text)


def _speed(folder: Path) -> Iterator[Row]:
    """The command on the whole folder, its start and the reading of files included.

    What counts is the processors' time: others may be busy on the machine.
    """
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "drafter", "alike", str(folder), "--no-index"]
    told = subprocess.run(command, check=False, capture_output=True)
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert told.returncode == 1, told.stderr.decode()
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = f"处理器 {used:.1f} s，等了 {took:.1f} s"
    yield f"drafter alike {REPORTS} 份，两两相比", found, f"处理器 ≤ {BAR:.0f} s", used <= BAR


def _growth(texts: Sequence[str]) -> Iterator[Row]:
    """Memory at its highest while matching, for a tenth, a half and all of the reports."""
    folded = [alike.fold(text, str(number)) for number, text in enumerate(texts)]
    next(alike.matching.matches(folded[:2], alike.LEAST, 2), None)  # so that numpy is loaded
    for share in (10, 2, 1):
        several = folded[: len(folded) // share]
        signs = sum(len(each.signs) for each in several)
        held = _held(several)
        found = f"{held / 2**20:.1f} MB，每字 {held / signs:.0f} 字节"
        yield f"内存，{len(several)} 份 {signs:,} 字", found, "每字 ≤ 400 字节", held <= 400 * signs


def _held(folded: Sequence[alike.Folded]) -> int:
    import tracemalloc

    tracemalloc.start()
    for _ in alike.matching.matches(folded, alike.LEAST, len(folded)):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _planted(texts: Sequence[str]) -> Iterator[Row]:
    """Copies and formulas in pairs of reports: which are found."""
    chance = random.Random(7)
    made = list(texts)
    copies = []
    for _ in range(COPIES):
        words = "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(SIZE))
        copies.append((words, _put(made, words, chance)))
    forms = []
    for number in range(FORMULAS):
        words = FORMS[number % len(FORMS)]
        forms.append((words, _put(made, words, chance)))
    folded = [alike.fold(text, f"{number:03}") for number, text in enumerate(made)]
    found = alike.runs(folded)
    held = {(run.mine.name, run.other.name, run.mine.text): run for run in found}
    hits = sum(any(key[:2] == pair and words in key[2] for key in held) for words, pair in copies)
    yield f"埋入的 {SIZE} 字抄录，{COPIES} 处", f"找到 {hits}", "全部", hits == COPIES
    bare = {re.sub(r"\W", "", words) for words, _ in forms}
    wrong = [run for run in found if any(re.sub(r"\W", "", run.mine.text) in each for each in bare)]
    yield f"埋入的套话、书名、机构名，{FORMULAS} 处", f"报出 {len(wrong)}", "0", not wrong


def _put(texts: list[str], words: str, chance: random.Random) -> tuple[str, str]:
    """Put words at the end of a sentence of two reports; their names."""
    pair = sorted(chance.sample(range(len(texts)), 2))
    for number in pair:
        ends = [found.end() for found in re.finditer("。", texts[number])]
        at = chance.choice(ends)
        texts[number] = texts[number][:at] + words.rstrip("。") + "。" + texts[number][at:]
    return f"{pair[0]:03}", f"{pair[1]:03}"


def _indexed(texts: Sequence[str]) -> Row:
    """One report against an index of all, a copy of 40 signs in it."""
    chance = random.Random(9)
    with tempfile.TemporaryDirectory() as held:
        earlier = Earlier(Path(held))
        for number, text in enumerate(texts[:-1]):
            earlier.add(alike.fold(text, f"{number:03}"), [str(number)])
        hits, took = 0, 0.0
        for number in range(50):
            words = "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(SIZE))
            old = alike.fold(f"{texts[number]}{words}", "旧")
            earlier.add(old, ["旧"])
            mine = alike.fold(f"{words}。{texts[-1]}", "新")
            began = time.process_time()
            found = earlier.look(mine).runs
            took += time.process_time() - began
            hits += any(run.other.name.startswith("旧") for run in found)
        earlier.close()
    found_ = f"找到 {hits}，每份处理器 {took / 50 * 1000:.0f} ms"
    return "以前成稿的索引，埋入 50 处", found_, "全部", hits == 50


if __name__ == "__main__":
    main()
