"""A report written with a person at a terminal: what `draft -i` and `resume` share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli import DONE
from drafter.cli.saving import save
from drafter.errors import ModelFailed
from drafter.outputs import Outputs
from drafter.settings import Settings

if TYPE_CHECKING:  # 0.5 s to import: another thread does it, after the first prompt
    from drafter.chain.chain import Chain
    from drafter.document import Report
    from drafter.session.session import Session

Open = Callable[[], "Session"]
Connect = Callable[["Session"], "Chain | None"]


@dataclass(frozen=True, slots=True)
class Saved:
    """The files that the report goes into at the end, and what is known of them."""

    paths: Sequence[Path]
    target: Outputs
    is_bare: bool = False  # a Word file carries no facts
    is_commented: bool = False  # and has comments

    def told(self, session: "Session") -> "Session":
        """The session, told how Word files that are saved on the way are written too."""
        session.is_bare, session.is_commented = self.is_bare, self.is_commented
        return session


def together(
    open_session: Open,
    connect: Connect,
    *,
    saved: Saved,
    plain: bool = False,
) -> int:
    """Write together until the person leaves, then save what was asked for.

    Raises:
        BadInput: there is no terminal, or a file cannot be written.
    """
    from drafter.console import session

    session.require_terminal()
    _probe(saved)
    name, state = session.talk(open_session, connect, plain=plain)
    _export(state.report, saved)
    print(f"都存好了。接着写：drafter resume {name}")  # noqa: T201
    return DONE


def connected(model: str | None, settings: Settings, *, fresh: bool = False) -> Connect:
    """What makes the model of a session: the one named here, else the one it began with."""

    def connect(session: "Session") -> "Chain | None":
        return chain(model or session.model or settings.model, settings, fresh=fresh)

    return connect


def chain(wanted: str, settings: Settings, *, fresh: bool = False) -> "Chain | None":
    """The model to ask; None when the facts' own words are to do alone.

    Raises:
        ModelFailed: an embedded model that is still to be downloaded: not while a key waits.
    """
    from drafter.chain.open import open_chain
    from drafter.models import local

    if missing := local.missing(wanted, settings):
        size = f"{missing.size / 1e9:.1f} GB"
        raise ModelFailed(
            f"内置模型还没有下载（{size}）", hint=f"另开终端运行 drafter models pull {missing.name}"
        )
    return open_chain(wanted, settings, is_fresh=fresh)


def _probe(saved: Saved) -> None:
    """Refuse at once what could not be written at the end."""
    from drafter import exporters

    for path in saved.paths:
        exporters.exporter_for(path.suffix)
        saved.target.check(path)


def _export(report: "Report", saved: Saved) -> None:
    from drafter.redline import drafted

    ways = {"is_bare": saved.is_bare, "is_commented": saved.is_commented}
    for path in saved.paths:
        save(drafted.rendered(report, path.suffix, **ways), path, saved.target)
        print(f"全文存到 {path}")  # noqa: T201
