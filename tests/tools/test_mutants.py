"""The tool that breaks the program on purpose breaks it where it says, and knows what it has explained."""

import ast

from tools.mutants import GUARDS, ROOT, explained, mutations
from tools.mutations import mutations_of

SOURCE = """\
\"\"\"Says nothing.\"\"\"
import re
LIMIT: int = 7
MARK = re.compile("a[bc]?")
class Gate:
    def opens(self, text: str) -> bool:
        \"\"\"Tell.\"\"\"
        if not text or len(text) > LIMIT:
            raise ValueError("no, and here is why")
        return True
"""


def test_each_small_change_is_made_once_and_named_by_where_it_is() -> None:
    assert [one.name for one in mutations_of("gate", SOURCE)] == [
        "gate LIMIT: 7 → 8",
        "gate MARK: re.compile('a[bc]?') → re.compile('[bc]?')",
        "gate MARK: re.compile('a[bc]?') → re.compile('abc]?')",
        "gate MARK: re.compile('a[bc]?') → re.compile('a[c]?')",
        "gate MARK: re.compile('a[bc]?') → re.compile('a[b]?')",
        "gate MARK: re.compile('a[bc]?') → re.compile('a[bc]')",
        "gate MARK: 'a[bc]?' → 'XXa[bc]?'",
        (
            "gate Gate.opens: if not text or len(text) > LIMIT: raise ValueError('no, and he… → "
            "if not (not text or len(text) > LIMIT): raise ValueError('no, and he…"
        ),
        "gate Gate.opens: not text or len(text) > LIMIT → not text and len(text) > LIMIT",
        "gate Gate.opens: not text → text",
        "gate Gate.opens: len(text) > LIMIT → len(text) >= LIMIT",
        "gate Gate.opens: raise ValueError('no, and here is why') → pass",
        "gate Gate.opens: 'no, and here is why' → 'XXno, and here is why'",
        "gate Gate.opens: True → False",
    ]


def test_a_change_is_made_where_it_says_and_nowhere_else() -> None:
    whole = ast.unparse(ast.parse(SOURCE)).splitlines()
    for one in mutations_of("gate", SOURCE):
        changed = ast.unparse(one.tree()).splitlines()
        assert sum(line not in whole for line in changed) == 1, one.name
        assert ast.unparse(ast.parse(SOURCE)) != ast.unparse(one.tree())


def test_only_changes_that_can_be_made_are_explained_each_with_its_reason() -> None:
    names = {one.name for one in mutations()}
    assert [name for name in explained() if name not in names] == []
    assert all(explained().values())


def test_every_guard_has_tests_that_are_there() -> None:
    missing = [name for tests in GUARDS.values() for name in tests if not (ROOT / "tests" / name).is_file()]
    assert missing == []
