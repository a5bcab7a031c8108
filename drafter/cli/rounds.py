"""drafter rounds: what happened to a report, round by round, and the way back to each."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import readers
from drafter import settings as configuration
from drafter.cli import DONE, Command, Group, saving, whole
from drafter.errors import BadInput

if TYPE_CHECKING:  # not for --help
    from drafter.revision.rounds import Rounds

EXAMPLES = """例：
  drafter rounds report.docx                             谁在哪一轮改了什么，现在有哪些要点
  drafter rounds report.docx --restore 1 -o old.docx     取回第 1 轮写出的稿子，一个字节不差
  drafter rounds report.docx --restore 2 --came -o chief.docx   取回第 2 轮收到的那份
  drafter rounds report.docx --delete                    删去本机存的各轮，报告文件不动

往来的稿子只存在本机，不在报告里：领导删掉的话不会跟着上报的文件走。"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rounds`."""
    add = parser.add_argument
    add("report", metavar="报告", help="哪一轮的都行，改了名也行")
    add("--restore", metavar="轮", type=whole(0, 9999), help="取回这一轮写出的稿子")
    add("--came", action="store_true", help="取回这一轮收到的那份")
    add("-o", "--output", metavar="文件", type=Path, help="取回到哪里")
    add("--delete", action="store_true", help="删去本机存的各轮，取不回来；报告文件不动")
    saving.add_force(parser)
    add("--json", action="store_true", help="作为 JSON 打印")


def run(options: argparse.Namespace) -> int:
    """List the rounds of a report, bring one back, or throw all away."""
    from drafter.console import revision as shown
    from drafter.exporters import provenance
    from drafter.exporters.provenance import Damaged
    from drafter.officexml import RELATIONS
    from drafter.readers import archive
    from drafter.readers.signatures import WORD, office_suffix
    from drafter.revision.rounds import Rounds

    path = Path(options.report)
    data = readers.read_bytes(path)
    if office_suffix(data) not in WORD:
        raise BadInput(f"{path.name} 不是 Word 文件", hint="往来的稿子是起草、修订写出的 .docx")
    archive.check(data, path.name, "Word", RELATIONS)
    rounds = Rounds(configuration.read().data_folder)
    try:
        carried = provenance.taken(data)
    except Damaged:
        carried = None
    document = rounds.known(data) or (carried.document if carried else "")
    found = rounds.of(document)
    if not found:
        hint = "往来的稿子存在起草、修订的那台机器上；没有要点记录的稿子先用 revise --facts 收回"
        raise BadInput(f"这台机器上没有 {path.name} 的往来记录", hint=hint)
    if options.delete:
        return _delete(options, rounds, document)
    if options.restore is not None:
        return _restore(options, rounds, document)
    if options.json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))  # noqa: T201
        return DONE
    print("\n".join(shown.rounds(found, carried)))  # noqa: T201
    return DONE


def _restore(options: argparse.Namespace, rounds: "Rounds", document: str) -> int:
    """Bring the file of a round back."""
    from drafter.console import revision as shown

    if options.output is None:
        raise BadInput("--restore 要说取回到哪里", hint="加上 -o 文件.docx")
    kept = rounds.restored(document, options.restore, as_it_came=options.came)
    saving.save(kept, options.output, saving.outputs(options), is_ours=not options.came)
    shown.say(f"已取回第 {options.restore} 轮，存为 {options.output}")
    return DONE


def _delete(options: argparse.Namespace, rounds: "Rounds", document: str) -> int:
    """Throw the rounds away; nothing else is done in the same breath."""
    from drafter.console import revision as shown

    if options.restore is not None or options.output or options.json:
        raise BadInput("--delete 不能同 --restore、-o、--json 一起用", hint="先取回，再删去")
    name, count = Path(options.report).name, rounds.delete(document)
    shown.say(f"删去了 {name} 在这台机器上的 {count} 轮，报告文件没有动")
    return DONE


command = Command(
    "rounds",
    "一份报告往来的各轮：谁改了什么，取回哪一轮都行",
    configure,
    run,
    EXAMPLES,
    group=Group.CHANGE,
)
