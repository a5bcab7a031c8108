"""What a user wants done with a folder, kept beside the results so that it can be done again."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from drafter import files
from drafter.batch import manifest
from drafter.batch.drafting import DraftJob
from drafter.batch.folder import OWN
from drafter.batch.job import Job, Setting
from drafter.batch.rewriting import RewriteJob
from drafter.chain import prompts
from drafter.chain.chain import Chain
from drafter.errors import BadInput

FILE = "order.json"
JOBS: Mapping[str, type[Any]] = {"draft": DraftJob, "rewrite": RewriteJob}


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """A job on every document of a folder."""

    job: Job[Any]
    source: Path
    target: Path
    model: str = ""  # as the user named it
    is_indexed: bool = True  # later drafts are compared with what comes of it

    def settings(self, chain: Chain | None) -> dict[str, Setting]:
        """Everything that shapes a result besides the document."""
        if chain is None:
            return manifest.of(self.job, {"模型": "none"})
        active = {name: prompts.active(name).digest for name in prompts.names()}
        return manifest.of(
            self.job,
            {
                "模型": chain.model.name,
                "整段写": chain.model.profile.whole,
                "温度": chain.settings.temperature,
                "提示词": active,
            },
        )

    def keep(self) -> None:
        """Write it down in the output folder."""
        tree = {
            "job": self.job.name,
            "options": asdict(self.job),
            "source": str(self.source.absolute()),
            "model": self.model,
            "indexed": self.is_indexed,
        }
        data, path = json.dumps(tree, indent=2).encode(), self.target / OWN / FILE
        if not path.exists() or path.read_bytes() != data:
            files.write(data, path)


def recall(target: Path) -> BatchOrder:
    """The order of an output folder.

    Raises:
        BadInput: it is none.
    """
    path = target / OWN / FILE
    if not path.is_file():
        raise BadInput(f"{target} 不是批处理的输出文件夹", hint="给出 -o 后面写过的那个文件夹")
    try:
        tree = json.loads(path.read_bytes())
        options = {k: tuple(v) if isinstance(v, list) else v for k, v in tree["options"].items()}
        job = JOBS[tree["job"]](**options)
        is_indexed = bool(tree.get("indexed", True))
        return BatchOrder(job, Path(tree["source"]), target, str(tree["model"]), is_indexed)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise BadInput(f"{path} 坏了", hint="用原来的命令再运行一次") from error
