"""A line from the person, with the editing and the history that terminals are used to."""

import sys
from contextlib import suppress

from drafter.console.session.keys import Keyboard
from drafter.console.session.line_mode import Lines


def line_of(keyboard: Keyboard | Lines, prompt: str) -> str | None:
    """What was typed after `prompt`; None when the person thought better of it."""
    begun = keyboard.rest()
    if begun.endswith("\n"):
        sys.stdout.write(f"{prompt}{begun}")
        return begun.rstrip("\n")
    with keyboard.released():
        try:
            return _typed(prompt, begun)
        except (KeyboardInterrupt, EOFError):
            sys.stdout.write("\n")
            return None


def _typed(prompt: str, begun: str) -> str:
    """The line, with what was typed already at its beginning."""
    with suppress(ImportError):  # Windows edits lines by itself
        import readline

        readline.set_pre_input_hook(lambda: _insert(begun) if begun else None)
    return input(prompt)


def _insert(text: str) -> None:
    import readline

    readline.insert_text(text)
    readline.redisplay()
