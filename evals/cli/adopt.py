"""drafter eval adopt: a compared version comes into use, and the log says what it gained."""

import argparse
import re
from datetime import UTC, datetime
from pathlib import Path

from drafter import files, resources
from drafter import settings as configuration
from drafter.chain import prompts, scored
from drafter.chain.prompts import Prompt
from drafter.cli import DONE, Command
from drafter.errors import BadInput
from evals import comparing, journal, variant, wording
from evals.cli.bench import root
from evals.results import Compared
from evals.stats import Verdict

LOG = "CHANGELOG.md"
EXAMPLES = """例：
  drafter eval compare active merge@2 && drafter eval adopt merge@2
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `eval adopt`."""
    parser.add_argument("version", metavar="版本", help="如 merge@2")
    parser.add_argument("--force", action="store_true", help="结论是变差或说不准也启用")


def run(options: argparse.Namespace) -> int:
    """Pin it, note its scores, log the difference."""
    chosen = prompts.load(options.version)
    folder = _checkout()
    if not chosen.version:
        raise BadInput(
            f"{chosen.ref} 还不是一个版本",
            hint=f"先存为 prompts/{chosen.name}/v{prompts.versions(chosen.name)[-1] + 1}.md",
        )
    before = prompts.active(chosen.name)
    if before.ref == chosen.ref:
        raise BadInput(f"{chosen.ref} 已经在用")
    result = _comparison(before, chosen)
    verdict = result.whole.overall
    if verdict not in (Verdict.BETTER, Verdict.SAME) and not options.force:
        raise BadInput(
            f"{chosen.ref} 比 {before.ref}：{wording.VERDICTS[verdict]}",
            hint="仍要启用就加 --force",
        )
    pins, log = folder / "active.toml", folder.parent / LOG
    pinned = _pinned(pins, chosen)  # first all that can go wrong, then all that is written
    text = logged(log.read_text("utf-8"), entry(before, chosen, result))
    files.write(text.encode(), log)
    scored.note((before, chosen))
    files.write(pinned.encode(), pins)
    print(f"已启用 {chosen.ref}，分差写进了 {LOG}；再用 drafter eval gate --update 更新基线")  # noqa: T201
    return DONE


def _checkout() -> Path:
    """The folder of prompts, when it is one that a user keeps under version control."""
    folder = resources.folder("prompts")
    if not isinstance(folder, Path) or not (folder.parent / LOG).is_file():
        raise BadInput("启用新版本要在项目的代码目录里做", hint="安装好的包里不能改提示词")
    return folder


def _comparison(before: Prompt, chosen: Prompt) -> Compared:
    """The latest comparison of exactly these two, all other prompts being as they are in use."""
    folder = root(configuration.read())
    wanted = [set(each.digests.values()) for each in (variant.active(), variant.parse(chosen.ref))]
    for id in comparing.kept(folder):
        if _prompts(folder, id) == wanted:
            return comparing.recall(folder, id)
    raise BadInput(
        f"没有 {before.ref} 和 {chosen.ref} 的比较结果",
        hint=f"先运行 drafter eval compare {before.ref} {chosen.ref}",
    )


def _prompts(folder: Path, id: str) -> list[set[str]]:
    """The digests of the prompts that were compared; none where that can no longer be read."""
    try:
        pair = comparing.read(folder, id)
        return [set(journal.head(folder, run).prompts.values()) for run in (pair.a, pair.b)]
    except BadInput:
        return []


def _pinned(path: Path, chosen: Prompt) -> str:
    """The file of pins with its one line changed."""
    pins, found = re.subn(
        rf"(?m)^{re.escape(chosen.name)} *=.*$",
        f"{chosen.name} = {chosen.version}",
        path.read_text("utf-8"),
    )
    if found != 1:
        raise BadInput(f"{path} 里没有 {chosen.name} 这一行", hint="加上这一行再试")
    return pins


def logged(text: str, line: str) -> str:
    r"""A change log with one line more under its first version's Changed.

    >>> logged("## [Unreleased]\n\n### Added\n\n- a\n", "- b")
    '## [Unreleased]\n\n### Changed\n\n- b\n\n### Added\n\n- a\n'
    >>> logged("## [Unreleased]\n\n### Changed\n\n- a\n", "- b")
    '## [Unreleased]\n\n### Changed\n\n- b\n- a\n'

    Raises:
        BadInput: it names no version.
    """
    versions = [found.start() for found in re.finditer(r"(?m)^## ", text)] + [len(text)]
    if len(versions) == 1:
        raise BadInput(f"{LOG} 里没有“## ”标题", hint="写上一个版本标题再试")
    newest = text[versions[0] : versions[1]]
    if "\n### Changed\n\n" in newest:
        section = newest.replace("\n### Changed\n\n", f"\n### Changed\n\n{line}\n", 1)
    else:
        heading, _, rest = newest.partition("\n")
        section = f"{heading}\n\n### Changed\n\n{line}\n{rest}"
    return text[: versions[0]] + section + text[versions[1] :]


def entry(before: Prompt, chosen: Prompt, result: Compared) -> str:
    """What the log says of an adoption; what changed is in the words of the prompt."""
    moved = [
        f"{row.scorer} {row.difference:+.3f}"
        for row in result.whole.rows
        if row.difference and row.kind != "info"
    ]
    day = datetime.now(UTC).date().isoformat()
    return (
        f"- Prompt `{before.ref}` to `{chosen.ref}` ({day}, {result.a.model}, "
        f"{result.whole.n} documents): {result.whole.overall}, "
        f"{', '.join(moved) or 'no score changed'}. {chosen.head.changed}"
    )


command = Command("adopt", "启用比较过的新版本，把分差记进 CHANGELOG", configure, run, EXAMPLES)
