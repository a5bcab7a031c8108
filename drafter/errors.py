"""What can go wrong, and which exit code it ends in.

DrafterError
├── BadInput          what the user gave cannot be used       exit 2
│   ├── Unreadable    a file cannot be read as what it claims exit 2
│   ├── Unwritable    what is being paid for cannot be kept   exit 2
│   └── UnknownName   no rule, genre, model … has this name   exit 2
├── ModelFailed       the model or the network failed         exit 3
│   ├── Unavailable   busy or out of reach: worth another try exit 3
│   └── BadAnswer     it answered, but not what was asked     exit 3
│       └── Filtered  its service lets this text not through  exit 3
└── Stopped           a budget or the user ended the work     exit 3
"""

import difflib
from collections.abc import Iterable


class SetAside(RuntimeWarning):
    """A damaged file was put aside and begun anew: nothing stops, its owner should know."""


class DrafterError(Exception):
    """A failure that has one clear line for its user, and a hint at what to do."""

    exit_code = 2

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}（{self.hint}）" if self.hint else self.message

    @property
    def within(self) -> str:
        """The same, to stand within brackets itself.

        >>> BadInput("没有要点", hint="每条写一行").within
        '没有要点，每条写一行'
        """
        return f"{self.message}，{self.hint}" if self.hint else self.message


class BadInput(DrafterError):
    """What the user gave cannot be used."""


class Unreadable(BadInput):
    """A file cannot be read as what it claims to be."""


class Unwritable(BadInput):
    """A file cannot be written: what is paid for is not kept, to go on is to pay for nothing."""


class UnknownName(BadInput):
    """Nothing of this kind has this name."""

    @classmethod
    def among(cls, kind: str, name: str, known: Iterable[str], *, hint: str = "") -> "UnknownName":
        """Name the unknown and the nearest known; where none is near, all of them, or a hint.

        >>> print(UnknownName.among("文种", "shuzi", ["shuzhi"]))
        没有名为“shuzi”的文种（是不是想写“shuzhi”？）
        """
        names = sorted(known)
        near = difflib.get_close_matches(name, names, n=1)
        other = hint or "现有：" + "、".join(names)
        said = f"是不是想写“{near[0]}”？" if near else other
        return cls(f"没有名为“{name}”的{kind}", hint=said)


class ModelFailed(DrafterError):
    """The model or the way to it failed, after every retry."""

    exit_code = 3

    def __init__(self, message: str, *, hint: str = "", is_unsent: bool = False) -> None:
        super().__init__(message, hint=hint)
        self.is_unsent = is_unsent  # no server has had the question: nobody is paid for it


class Unavailable(ModelFailed):
    """The model is busy or out of reach; another try may succeed."""

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        retry_after: float | None = None,
        is_unsent: bool = False,
    ) -> None:
        super().__init__(message, hint=hint, is_unsent=is_unsent)
        self.retry_after = retry_after  # seconds the server asked for


class BadAnswer(ModelFailed):
    """The model answered, but the answer cannot be used."""


class Filtered(BadAnswer):
    """The service's filter let the question or the answer not through; another try would not."""


class Stopped(DrafterError):
    """A budget or the user ended the work; what was paid for is kept."""

    exit_code = 3
