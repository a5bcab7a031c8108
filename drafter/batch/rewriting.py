"""Old reports to new ones."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from drafter import readers
from drafter.batch.drafting import FINDINGS, render, tally
from drafter.batch.job import Made, Setting
from drafter.chain.chain import Chain
from drafter.checking import checker
from drafter.concurrency import apart
from drafter.errors import BadInput
from drafter.rewriting import Rewritten, rewrite


@dataclass(frozen=True, slots=True)
class RewriteJob:
    """`drafter rewrite` for many reports."""

    genre: str = ""
    formats: tuple[str, ...] = (".docx",)
    only_form: bool = False

    @property
    def name(self) -> str:
        return "rewrite"

    @property
    def settings(self) -> Mapping[str, Setting]:
        return {
            "文种": self.genre,
            "格式": sorted(self.formats),
            "只改形式": self.only_form,
        }

    @property
    def suffixes(self) -> tuple[str, ...]:
        return checker.suffixes()

    @property
    def endings(self) -> tuple[str, ...]:
        return (*self.formats, FINDINGS)

    def read(self, data: bytes, name: str) -> str:
        """The text of a report."""
        text = readers.text_from(data, name, name[name.rfind(".") :].lower())
        if not text.strip():
            raise BadInput(f"{name} 里没有文字", hint="扫描件和图片先转成文字")
        return text

    async def work(self, document: str, chain: Chain | None) -> Made:
        """The new report, or the old one where that is left as it is."""
        made = await rewrite(document, chain, genre=self.genre, only_form=self.only_form)
        report = replace(made.report, facts=made.facts)
        files = await apart(render, made.report, made.after, self.formats)
        return Made(files, tally(report, made.after, made.proof.kept, _note(made)))


def _note(made: Rewritten) -> str:
    """What a person should know of it."""
    parts = [f"原文照旧：{made.reason}"] if made.is_left else []
    proof = made.proof
    parts += [f"没有采用的改写丢了或多了：{each}" for each in (*proof.lost, *proof.invented)]
    parts += [f"没有采用的改写挪了地方：{each}" for each in proof.moved]
    parts += [f"没读懂、原样未动 {len(made.unread)} 段"] if made.unread else []
    parts += [f"待补 {made.open} 处"] if made.open else []
    return "；".join(parts)
