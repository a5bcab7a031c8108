"""Files that travel with the package: genres, topics, prompts, seeds."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

PACKAGE = files("drafter")


def folder(name: str) -> Traversable:
    """The folder `name`, from the installed package or from the checkout around it.

    `prompts` and `seeds` stand at the top of the checkout and are packed into
    `drafter/_data` when a wheel is built.
    """
    for place in (PACKAGE / name, PACKAGE / "_data" / name):
        if place.is_dir():
            return place
    return Path(str(PACKAGE)).parent / name


def text(name: str) -> str:
    """A file of `data/`: words, weights, wordings."""
    return folder("data").joinpath(name).read_text("utf-8")
