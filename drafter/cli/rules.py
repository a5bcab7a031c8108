"""`drafter rules`: everything that is checked."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from drafter.cli import DONE, Command, Group

if TYPE_CHECKING:  # 0.02 s to import: not for --help
    from drafter.rules import Rule


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rules`."""
    parser.add_argument("--format", choices=["text", "json"], default="text", help="输出格式")


def run(options: argparse.Namespace) -> int:
    """List all rules."""
    from drafter.rules import all_rules

    if options.format == "json":
        listed = [_tree(rule) for rule in all_rules()]
        sys.stdout.write(json.dumps(listed, ensure_ascii=False, indent=2) + "\n")
        return DONE
    from drafter.console import findings

    findings.rules(all_rules())
    return DONE


def _tree(rule: "Rule") -> dict[str, object]:
    return {
        "name": rule.name,
        "title": rule.title,
        "severity": rule.severity.value,
        "level": rule.level.value,
        "concern": rule.concern.value,
        "mended_by": rule.mended_by,
        "summary": rule.summary,
        "bad": rule.examples("反例"),
        "good": rule.examples("正例"),
    }


RULES = Command("rules", "列出所有规则", configure, run, group=Group.CHECK)
