"""`drafter explain RULE`: what a rule asks for, with examples."""

import argparse

from drafter.cli import DONE, Command, Group


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `explain`."""
    parser.add_argument("rule", metavar="规则", help="规则，见 drafter rules")


def run(options: argparse.Namespace) -> int:
    """Explain one rule."""
    from drafter import rules
    from drafter.console import findings

    rule = rules.explain(options.rule)

    findings.explain(rule)
    return DONE


EXPLAIN = Command("explain", "说明一条规则：要求、反例、正例", configure, run, group=Group.CHECK)
