"""How the code is laid out, in figures: python benchmarks/house.py [FOLDER] [--list].

Counted with `ast` alone, so a checkout that cannot be imported is counted too. FOLDER is the
checkout to count, this one unless named; `--list` prints what each figure is made of.

A cycle is a group of modules, or of neighbours in one package, each of which reaches the others
by imports; imports inside functions and imports for types count. "Behind drafting" is everything
that `drafter.drafting` reaches, entries are the names at the top of the package among them.
"""

import argparse
import ast
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

PACKAGES = ("drafter", "evals")
ENTRY = "drafter.drafting"  # where the main path begins
READMES = ("README.md", "README.zh.md")

Trees = Mapping[str, ast.Module]
Graph = Mapping[str, set[str]]


def main(arguments: Sequence[str]) -> int:
    """Print the figures, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    here = Path(__file__).parent.parent
    parser.add_argument("folder", type=Path, nargs="?", default=here, help="a checkout")
    parser.add_argument("--list", action="store_true", help="print what each figure is made of")
    options = parser.parse_args(arguments)
    for label, found in figures(options.folder):
        sys.stdout.write(f"{label}\t{len(found)}\n")
        if options.list:
            sys.stdout.writelines(f"    {each}\n" for each in found)
    for name in READMES:
        sys.stdout.write(f"{name}, bytes\t{(options.folder / name).stat().st_size}\n")
    return 0


def figures(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Each figure's label and what it counts."""
    trees = {name: tree for package in PACKAGES for name, tree in parsed(folder, package)}
    graph = imports(trees)
    behind = sorted(reached(graph, ENTRY) - {ENTRY})
    yield "loose modules at the top of drafter", loose(folder)
    yield "import cycles, types counted", [*cycles(graph), *cycles_of_siblings(graph)]
    yield "public class names that stand twice", doubled_classes(trees)
    yield "modules behind drafting", [name for name in behind if name.startswith("drafter.")]
    yield (
        "entries behind drafting",
        sorted({name.split(".")[1] for name in behind if name.startswith("drafter.")}),
    )
    yield "layers in the contract", layers(folder)
    yield "rule names outside rules and tests", rule_names(folder, trees)
    yield "places that build a chain", calls(trees, "Chain")
    yield "`told`, bound", bindings(trees, "told")


def parsed(folder: Path, package: str) -> Iterator[tuple[str, ast.Module]]:
    """Every module of a package by its dotted name."""
    for path in sorted((folder / package).rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield name, ast.parse(path.read_text("utf-8"))


def loose(folder: Path) -> list[str]:
    """Modules that stand in no room."""
    return sorted(path.stem for path in (folder / "drafter").glob("[!_]*.py"))


def imports(trees: Trees) -> Graph:
    """Who names whom, wherever in the module and for whatever purpose."""
    graph: dict[str, set[str]] = {name: set() for name in trees}
    for name, tree in trees.items():
        for node in ast.walk(tree):
            graph[name].update(target for target in _named(node, trees) if target != name)
    return graph


def _named(node: ast.AST, trees: Trees) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in trees)
    elif isinstance(node, ast.ImportFrom) and node.module in trees:
        for alias in node.names:
            inner = f"{node.module}.{alias.name}"
            yield inner if inner in trees else node.module


def reached(graph: Graph, start: str) -> set[str]:
    """Everything that `start` needs, itself among it."""
    seen: set[str] = set()
    wanted = [start]
    while wanted:
        name = wanted.pop()
        if name not in seen:
            seen.add(name)
            wanted.extend(graph.get(name, ()))
    return seen


def cycles(graph: Graph) -> list[str]:
    """Groups in which everyone reaches everyone."""
    reach = {name: reached(graph, name) for name in graph}
    groups = {
        tuple(sorted(other for other in reach[name] if name in reach[other])) for name in graph
    }
    return sorted(" ".join(group) for group in groups if len(group) > 1)


def cycles_of_siblings(graph: Graph) -> Iterator[str]:
    """The same between the neighbours in each package, each standing for all it holds."""
    packages = {name.rpartition(".")[0] for name in graph} - {""}
    single = set(cycles(graph))
    for package in sorted(packages):
        between: dict[str, set[str]] = defaultdict(set)
        for name, others in graph.items():
            child = _child(package, name)
            if child:
                found = {_child(package, other) for other in others} - {"", child}
                between[child] |= found
        yield from (group for group in cycles(between) if group not in single)


def _child(package: str, name: str) -> str:
    """The neighbour in `package` that holds `name`, "" where none does."""
    if not name.startswith(f"{package}."):
        return ""
    return f"{package}.{name[len(package) + 1 :].split('.', maxsplit=1)[0]}"


def doubled_classes(trees: Trees) -> list[str]:
    """Public classes at the top of a module whose name another one has too."""
    homes: dict[str, list[str]] = defaultdict(list)
    for name, tree in trees.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(name)
    return [f"{name}: {' '.join(where)}" for name, where in sorted(homes.items()) if where[1:]]


def layers(folder: Path) -> list[str]:
    """The rooms' order, as pyproject.toml has it."""
    told = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    contracts = told["tool"]["importlinter"]["contracts"]
    return [
        layer
        for contract in contracts
        if contract.get("containers") == ["drafter"]
        for layer in contract["layers"]
    ]


def rule_names(folder: Path, trees: Trees) -> list[str]:
    """Strings that are a rule's name, outside the rules themselves."""
    files = (folder / "drafter" / "rules").glob("[!_]*.py")
    known = {path.stem.replace("_", "-") for path in files}
    outside = {name: tree for name, tree in trees.items() if not name.startswith("drafter.rules")}
    return [
        f"{name}: {node.value}"
        for name, tree in outside.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in known
    ]


def calls(trees: Trees, name: str) -> list[str]:
    """Where something of this name is called, by modules that do not define it."""
    return [
        f"{module}: line {node.lineno}"
        for module, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and name in (getattr(node.func, "id", ""), getattr(node.func, "attr", ""))
    ]


def bindings(trees: Trees, name: str) -> list[str]:
    """Modules that bind a name as a variable or a parameter, once for each time."""
    count = Counter(
        module for module, tree in trees.items() for bound in _bound(tree) if bound == name
    )
    return list(count.elements())


def _bound(tree: ast.Module) -> Iterable[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
