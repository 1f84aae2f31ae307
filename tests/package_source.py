"""The package's own source as the house rules see it: modules, their names and their imports."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "riskkit"


@dataclass(frozen=True)
class Import:
    """One imported module: `target` absolute and dotted, `eager` when it runs on import."""

    target: str
    line: int
    eager: bool
    relative: bool


@dataclass(frozen=True)
class Module:
    """One source file: dotted name, path, syntax tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def package(self):
        """The package that a leading dot means in this file."""
        return self.name if self.path.name == "__init__.py" else self.name.rpartition(".")[0]


@cache
def modules():
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = Module(name, path, ast.parse(path.read_text(encoding="utf-8")))
    return found


@cache
def imports(name):
    """Every import of the module, also those inside functions and under TYPE_CHECKING."""
    module = modules()[name]
    return tuple(one for node, eager in _walk(module.tree) for one in _read(module, node, eager))


def _walk(node, eager=True):
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, eager
        else:
            yield from _walk(child, eager and not _deferred(child))


def _deferred(node):
    """Whether what stands inside does not run when the module is imported."""
    for_types = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    return for_types or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)


def _read(module, node, eager):
    if isinstance(node, ast.Import):
        return [Import(alias.name, node.lineno, eager, False) for alias in node.names]
    if not node.level:
        return [Import(node.module, node.lineno, eager, False)]
    parts = module.package.split(".")
    base = ".".join(parts[: len(parts) - node.level + 1] + ([node.module] if node.module else []))
    targets = {f"{base}.{alias.name}" for alias in node.names}
    return [
        Import(target if target in modules() else base, node.lineno, eager, True)
        for target in sorted(targets)
    ]


def functions(module):
    """Every function of the module with the class it stands in, or None."""
    for node in ast.walk(module.tree):
        owner = node if isinstance(node, ast.ClassDef) else None
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                yield child, owner


def defined_names(module):
    """Every name the module itself gives: its file, classes, functions, arguments, variables."""
    yield module.path.stem, 1
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
