"""drafter eval gate: have the scores of the prompts in use fallen?"""

import argparse

from drafter.chain import scored
from drafter.cli import DONE, FOUND, Command, FileName
from evals import baseline, variant

EXAMPLES = """例：
  drafter eval gate                                       退出码：0 没有下降，1 有下降
  drafter eval gate --update                              把现在的分数记作基线
换了启用的提示词，先重新录制回答：
  drafter eval run --prompts active --fresh --model record:evals/recorded/NAME.jsonl,local
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `eval gate`."""
    parser.add_argument("--update", action="store_true", help="把现在的分数记作基线")
    parser.add_argument(
        "--recording",
        metavar="文件",
        type=FileName,
        default="",
        help="录制的回答，evals 目录里的路径；默认同基线",
    )


def run(options: argparse.Namespace) -> int:
    """Score the recorded answers; compare, or take the scores as the baseline."""
    edited = scored.edited()
    if edited:
        print(f"评过分的提示词被改过：{'、'.join(edited)}；另存为新版本")  # noqa: T201
        return FOUND
    if options.update:
        return _update(options.recording or baseline.read().recording)
    before = baseline.read()
    recording = options.recording or before.recording
    baseline.find(recording)
    if variant.active().digests != before.prompts:
        print("启用的提示词和基线的不同；重新录制回答，再用 --update 记作基线")  # noqa: T201
        return FOUND
    now = baseline.measure(recording)
    if problems := baseline.fallen(before, now):
        print("\n".join(problems))  # noqa: T201
        return FOUND
    better = "，有变好的，可用 --update 记下" if baseline.risen(before, now) else ""
    print(f"没有下降：{len(now.scored)} 个案例，{now.variant}，{now.model}{better}")  # noqa: T201
    return DONE


def _update(recording: str) -> int:
    """Take the scores of today as the baseline."""
    now = baseline.measure(recording)
    baseline.keep(now, recording)
    scored.note(baseline.asked(recording))
    print(f"已记作基线：{len(now.scored)} 个案例，{now.variant}，{now.model}")  # noqa: T201
    return DONE


command = Command("gate", "启用的提示词在录制的回答上有没有退步", configure, run, EXAMPLES)
