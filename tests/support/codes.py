"""Finds every diagnostic code in the program's text, so that no code can go without a test."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OWN_FAULT = re.compile(r"f?[\"']([a-z-]+)\|")


def codes_in(package: Path) -> set[str]:
    """Return the codes that ``Diagnostic`` may get anywhere below ``package``.

    An argument that is a parameter of the function around it is followed to the calls of that function; the
    text of a ``ValueError`` may begin with a code, as in “bad-date|…”. A code that is put together has ``*``
    for what is not known: “lead-*-not-in-claims”.

    Raises:
        ValueError: a code is computed in a way that cannot be followed.
    """
    paths = sorted(package.rglob("*.py"))
    program = _Program({_dotted(path, package): ast.parse(path.read_text("utf-8")) for path in paths})
    made = (found for name in program.modules for found in program.passed(name, "Diagnostic", "code", 1))
    return {*made, *program.own_faults()}


def _dotted(path: Path, package: Path) -> str:
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@dataclass(frozen=True)
class _Around:
    """The function in which a call stands, and whether only its own module can call it."""

    function: ast.FunctionDef
    is_method: bool
    is_private: bool

    @property
    def parameters(self) -> list[str]:
        arguments = self.function.args
        named = [
            argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
        ]
        return named[1:] if self.is_method else named


class _Program:
    def __init__(self, modules: dict[str, ast.Module]) -> None:
        self.modules = modules
        self.followed: set[tuple[str, str]] = set()

    def passed(self, module: str, callee: str, parameter: str, position: int) -> Iterator[str]:
        """Yield what calls of ``callee`` in ``module`` pass as ``parameter``, also by ``position``."""
        for call, around in _calls(self.modules[module], callee):
            argument = _argument(call, parameter, position)
            if argument is not None:
                yield from self._values(argument, module, around)

    def _values(self, node: ast.expr, module: str, around: _Around | None) -> Iterator[str]:
        match node:
            case ast.Constant(str(code)) if _CODE.fullmatch(code):
                yield code
            case ast.JoinedStr(parts):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts)
            case ast.IfExp():
                yield from self._values(node.body, module, around)
                yield from self._values(node.orelse, module, around)
            case ast.Name(name) if around is not None and name in around.parameters:
                yield from self._through(module, around, name)
            case ast.Name(name) if values := _assigned(around, name) or _constants(
                self.modules[module], name
            ):
                for value in values:
                    yield from self._values(value, module, around)
            case ast.Name("code") if around is not None and around.function.name == "_own_fault":
                return  # begins the text of a ValueError
            case ast.Name() if threes := _threes(self.modules[module]):
                for first in threes:
                    yield from self._values(first, module, around)
            case _:
                raise ValueError(
                    f"{module}, line {node.lineno}: no code can be seen in “{ast.unparse(node)}”"
                )

    def _through(self, module: str, around: _Around, parameter: str) -> Iterator[str]:
        name = around.function.name
        if (module, name) in self.followed:
            return
        self.followed.add((module, name))
        for other, tree in self.modules.items():
            if other == module or (not around.is_private and _imports(tree, module)):
                yield from self.passed(other, name, parameter, around.parameters.index(parameter))

    def own_faults(self) -> Iterator[str]:
        """Yield the codes that begin the text of a ``ValueError``."""
        for tree in self.modules.values():
            for call, _ in _calls(tree, "ValueError"):
                if call.args and (found := _OWN_FAULT.match(ast.unparse(call.args[0]))):
                    yield found[1]


def _calls(module: ast.Module, callee: str) -> Iterator[tuple[ast.Call, _Around | None]]:
    """Yield each call of ``callee``, as a function or method, with the function around it."""
    waiting: list[tuple[ast.AST, _Around | None, str]] = [(module, None, "")]
    while waiting:
        node, around, owner = waiting.pop()
        if isinstance(node, ast.Call) and _called(node) == callee:
            yield node, around
        if isinstance(node, ast.ClassDef):
            owner = node.name
        if isinstance(node, ast.FunctionDef):
            private = node.name.startswith("_") or owner.startswith("_")
            around = _Around(node, is_method=bool(owner), is_private=private)
        waiting.extend((child, around, owner) for child in ast.iter_child_nodes(node))


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(name) | ast.Attribute(_, name):
            return name
        case _:
            return ""


def _argument(call: ast.Call, parameter: str, position: int) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == parameter:
            return keyword.value
    return call.args[position] if position < len(call.args) else None


def _assigned(around: _Around | None, name: str) -> list[ast.expr]:
    """Return what the function around assigns to a name of its own."""
    nodes = ast.walk(around.function) if around else ()
    assignments = [node for node in nodes if isinstance(node, ast.Assign)]
    return [
        node.value
        for node in assignments
        if any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
    ]


def _constants(tree: ast.Module, name: str) -> list[ast.expr]:
    """Return what a module itself assigns to a name."""
    assignments = [node for node in tree.body if isinstance(node, ast.Assign)]
    return [
        node.value
        for node in assignments
        if any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
    ]


def _threes(tree: ast.Module) -> list[ast.expr]:
    """Return the first of each three values in a module: a code and what goes with it."""
    threes = (node.elts for node in ast.walk(tree) if isinstance(node, ast.Tuple) and len(node.elts) == 3)
    return [first for first, *_ in threes if isinstance(first, ast.Constant) and "-" in str(first.value)]


def _imports(tree: ast.Module, module: str) -> bool:
    return any(isinstance(node, ast.ImportFrom) and node.module == module for node in ast.walk(tree))
