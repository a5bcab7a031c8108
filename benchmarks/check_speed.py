"""How fast reports are checked: from a cold start, warm, one by one, and as texts grow.

python benchmarks/check_speed.py            # everything, about a minute
python benchmarks/check_speed.py --profile  # also which rules take the time
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from drafter import rules
from drafter.document import genre, parsing

SEED = Path(__file__).parent.parent / "seeds" / "county-2022" / "report.txt"
REPORTS = 2_000
BARS = {"cold": 10.0, "warm": 2.0, "one": 0.4, "growth": 12.0}
WARM_FOR = 2.0  # seconds
PATTERNS = 30
SMALL = 1_000_000  # characters of the smaller of two hostile texts, the other is as long as told


def main() -> None:
    """Print the tables; exit with 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", action="store_true", help="time each rule")
    options = parser.parse_args()
    text = SEED.read_text("utf-8")
    told = [one_report(), cold(text), warm(text), beside_scanning(text), *growth(text)]
    print("\n| 测量 | 结果 | 要求 | |\n|---|--:|--:|---|")
    for name, found, bar, is_met in told:
        print(f"| {name} | {found} | {bar} | {'✓' if is_met else '✗'} |")
    if options.profile:
        profile(text)
    sys.exit(not all(is_met for *_, is_met in told))


def one_report() -> tuple[str, str, str, bool]:
    """`drafter check` on one report: the best of five, start included."""
    took = min(_seconds(lambda: _drafter("check", str(SEED))) for _ in range(5))
    return "drafter check 一份报告", f"{took:.2f} s", f"≤ {BARS['one']} s", took <= BARS["one"]


def cold(text: str) -> tuple[str, str, str, bool]:
    """All rules on many reports, each another text, from the start of the program."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(REPORTS):
            words = text.replace("2022年", f"{2000 + number % 25}年").replace("28名", f"{number}名")
            Path(folder, f"{number:04}.txt").write_text(words, "utf-8")
        took = _seconds(lambda: _drafter("check", folder, "--format", "json"))
    found = f"{took:.1f} s，每秒 {REPORTS / took:.0f} 份"
    return f"冷启动检查 {REPORTS} 份", found, f"≤ {BARS['cold']:.0f} s", took <= BARS["cold"]


def warm(text: str) -> tuple[str, str, str, bool]:
    """All rules on one report after another in one process, in processor time."""
    shuzhi = genre.load("shuzhi")
    texts = (text.replace("28名", f"{number}名") for number in range(10**6))
    rules.check(parsing.parse(text, shuzhi))
    started, size = time.process_time(), 0
    while time.process_time() - started < WARM_FOR:
        words = next(texts)
        rules.check(parsing.parse(words, shuzhi))
        size += len(words.encode())
    rate = size / (time.process_time() - started) / 1e6
    return "预热后每核", f"{rate:.2f} MB/s", f"≥ {BARS['warm']:.0f} MB/s", rate >= BARS["warm"]


def beside_scanning(text: str) -> tuple[str, str, str, bool]:
    """Checking beside what any program must do at least, in one run and processor time.

    That is decoding the same bytes and looking for thirty plain words in them, one by one. The
    share says how good the rules are, whatever the machine is.
    """
    shuzhi = genre.load("shuzhi")
    plain = [re.compile(re.escape(word)) for word in shuzhi.phrases.fixed[:PATTERNS]]
    data = text.encode()
    checks = _rate(lambda: rules.check(parsing.parse(data.decode(), shuzhi)), len(data))

    def scan() -> None:
        told = data.decode()
        for each in plain:
            each.findall(told)

    scans = _rate(scan, len(data))
    share = checks / scans
    found = f"{share:.2%}（{checks:.2f} / {scans:.1f} MB/s）"
    return f"检查速度，解码并找 {PATTERNS} 个词的速度的", found, "只看", True


def _rate(work: Callable[[], object], size: int) -> float:
    """MB of processor time's second, of work on so many bytes."""
    started, done = time.process_time(), 0
    while time.process_time() - started < WARM_FOR:
        work()
        done += size
    return done / (time.process_time() - started) / 1e6


def growth(text: str) -> Iterator[tuple[str, str, str, bool]]:
    """How many times longer a text ten times as long takes."""
    for name, make in hostile(text).items():
        one, ten = make(1), make(10)
        before = min(_checked(one) for _ in range(3 if len(one) < SMALL / 5 else 1))
        after = _checked(ten)
        found = f"{before:.2f} → {after:.2f} s，{after / before:.1f} 倍"
        bar = f"≤ {BARS['growth']:.0f} 倍"
        yield (
            f"{name}（{len(one):,} → {len(ten):,} 字）",
            found,
            bar,
            after <= BARS["growth"] * before,
        )


def hostile(text: str) -> dict[str, Callable[[int], str]]:
    """Texts that grow: ordinary ones and such as somebody may send to do harm."""
    line = text.replace("\n", "")
    return {
        "报告接报告": lambda times: text * 20 * times,
        "5 MB 一行": lambda times: (line * 1_000)[: 170_000 * times],
        "10 万个掩码": lambda times: "新增**家，" * 10_000 * times,
        "嵌套引号": lambda times: "“" * 10_000 * times + "好" + "”" * 10_000 * times,
        "一个字": lambda times: "好" * 50_000 * times,
        "空行": lambda times: "\n" * 50_000 * times,
        "序号": lambda times: "一是抓。二是干。" * 5_000 * times,
        "标题": lambda times: "一、抓项目\n" * 3_000 * times,
        "数字": lambda times: "完成投资1280.5万元，" * 5_000 * times,
        "左括号": lambda times: "（" * 50_000 * times,
    }


def profile(text: str) -> None:
    """Which rule takes how much of a report's time."""
    shuzhi = genre.load("shuzhi")
    told: Counter[str] = Counter()
    for _ in range(20):
        report = parsing.parse(text, shuzhi)
        for rule in rules.all_rules():
            started = time.perf_counter()
            rule.run(report)
            told[rule.name] += time.perf_counter() - started
    print("\n| 规则 | 毫秒一份 |\n|---|--:|")
    for name, took in told.most_common(15):
        print(f"| {name} | {took * 50:.2f} |")


def _checked(text: str) -> float:
    """Processor time, so that what else runs on the machine does not count."""
    shuzhi = genre.load("shuzhi")
    started = time.process_time()
    rules.check(parsing.parse(text, shuzhi))
    return time.process_time() - started


def _drafter(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "drafter", *arguments], check=False, stdout=subprocess.DEVNULL
    )


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
