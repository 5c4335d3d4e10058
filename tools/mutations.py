"""Small changes of a module's text, each of which a test should notice."""

import ast
import copy
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_AROUND = 30


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change in ``module``; ``name`` says what, and stays the same while that line stays the same."""

    module: str
    name: str
    source: str
    at: int
    number: int

    def tree(self) -> ast.Module:
        """Return the whole module with the change."""
        tree = ast.parse(self.source)
        node = _nodes(tree)[self.at][0]
        changed = list(_changes(node))[self.number]
        for name in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
            if hasattr(node, name):
                setattr(changed, name, getattr(node, name))
        _Replacing(node, changed).visit(tree)
        return ast.fix_missing_locations(tree)


class _Replacing(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._old else self.generic_visit(node)


def mutations_of(module: str, source: str) -> Iterator[Mutation]:
    """Yield every change of ``source`` in its order."""
    seen: Counter[str] = Counter()
    for at, (node, around) in enumerate(_nodes(ast.parse(source))):
        for number, changed in enumerate(_changes(node)):
            name = f"{module} {around}: {_told(node, ast.fix_missing_locations(changed))}"
            seen[name] += 1
            yield Mutation(module, f"{name} ({seen[name]})" if seen[name] > 1 else name, source, at, number)


def _nodes(tree: ast.Module) -> list[tuple[ast.AST, str]]:
    """Return every node that is run, depth first, each with the name of the function or value around it."""
    found: list[tuple[ast.AST, str]] = []

    def walk(node: ast.AST, around: str) -> None:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            around = f"{around}.{node.name}".removeprefix("module.")
        if isinstance(node, ast.Assign | ast.AnnAssign) and around == "module":
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            around = ast.unparse(target)
        found.append((node, around))
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "type_params"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and not _is_docstring(child):
                    walk(child, around)

    walk(tree, "module")
    return found


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand in place of ``node``, one small change each."""
    match node:
        case ast.expr() | ast.comprehension():
            yield from _changed_expressions(node)
        case ast.If():
            yield _with(node, _negate)
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.Raise():
            yield ast.Pass()
        case ast.With(items=[_], body=body):
            nothing = ast.parse("__import__('contextlib').nullcontext()", mode="eval").body
            yield ast.With([ast.withitem(nothing)], body)
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case _:
            return


def _changed_expressions(node: ast.expr | ast.comprehension) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(ops=operators):
            for place, operator in enumerate(operators):
                swapped = _COMPARISONS[type(operator)]()
                yield _with(node, lambda new, place=place, by=swapped: new.ops.__setitem__(place, by))
        case ast.BoolOp(op=operator):
            other = ast.Or() if isinstance(operator, ast.And) else ast.And()
            yield _with(node, lambda new: setattr(new, "op", other))
        case ast.BinOp(op=operator) if type(operator) in _ARITHMETIC:
            yield _with(node, lambda new: setattr(new, "op", _ARITHMETIC[type(operator)]()))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield copy.deepcopy(operand)
        case ast.IfExp():
            yield _with(node, _negate)
        case ast.comprehension(ifs=[_, *_]):
            yield _with(node, lambda new: new.ifs.clear())
        case ast.Call() if _is_compile(node):
            yield from _shorter_patterns(node)
        case ast.Constant():
            yield from _constants(node)
        case _:
            return


def _negate(node: ast.If | ast.IfExp) -> None:
    node.test = ast.UnaryOp(ast.Not(), node.test)


def _with(node: ast.AST, change: Callable[..., object]) -> ast.AST:
    changed = copy.deepcopy(node)
    change(changed)
    return changed


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    match node.value:
        case bool(value):
            yield ast.Constant(not value)
        case int(value):
            yield ast.Constant(value + 1)
        case str(value):
            yield ast.Constant(f"XX{value}")
        case bytes(value):
            yield ast.Constant(b"XX" + value)
        case _:
            return


def _is_compile(node: ast.Call) -> bool:
    return ast.unparse(node.func) == "re.compile" and isinstance(node.args[0], ast.Constant)


def _shorter_patterns(node: ast.Call) -> Iterator[ast.AST]:
    """Yield the call with one part left out of its pattern, whichever still is a pattern."""
    constant = node.args[0]
    assert isinstance(constant, ast.Constant)  # noqa: S101 -- so says _is_compile
    pattern = str(constant.value)
    for part in re.finditer(r"\\x..|\\u....|\\.|\{[^}]*\}|.", pattern, re.DOTALL):
        shorter = pattern[: part.start()] + pattern[part.end() :]
        try:
            with warnings.catch_warnings(action="error"):
                re.compile(shorter)
        except (re.error, FutureWarning):
            continue
        yield ast.Call(node.func, [ast.Constant(shorter), *node.args[1:]], node.keywords)


def _told(node: ast.AST, changed: ast.AST) -> str:
    """Return the two texts, of long ones only the neighbourhood of what differs."""
    before, after = (" ".join(ast.unparse(one).split()) for one in (node, changed))
    start = _in_common(before, after)
    rest = _in_common(before[start:][::-1], after[start:][::-1])
    return f"{_cut(before, start, len(before) - rest)} → {_cut(after, start, len(after) - rest)}"


def _in_common(one: str, other: str) -> int:
    """Return with how many equal characters both begin."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _cut(text: str, start: int, stop: int) -> str:
    first, last = max(start - _AROUND, 0), min(stop + _AROUND, len(text))
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"
