"""`python -m evals NAME …`: one measurement; each module here that has a `main` is one."""

import importlib
import pkgutil
import sys

import evals
from drafter.errors import DrafterError, UnknownName


def main(arguments: list[str]) -> int:
    """Run the measurement that the first argument names."""
    modules = [importlib.import_module(f"evals.{name}") for name in _names()]
    known = {module.__name__.partition(".")[2]: module for module in modules}
    known = {name: module for name, module in known.items() if hasattr(module, "main")}
    if not arguments or arguments[0] not in known:
        error = UnknownName.among("测量", arguments[0] if arguments else "", known)
        sys.stderr.write(f"evals：{error}\n")
        return 2
    try:
        return int(known[arguments[0]].main(arguments[1:]))
    except DrafterError as error:
        sys.stderr.write(f"evals：{error}\n")
        return error.exit_code


def _names() -> list[str]:
    names = sorted(info.name for info in pkgutil.iter_modules(evals.__path__))
    return [name for name in names if name != "__main__"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
