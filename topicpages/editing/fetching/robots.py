"""What a host's robots.txt allows us (RFC 9309): the longest rule that fits decides, “*” and “$” are known.

The standard library's reader takes the first rule that fits and reads “*” as a plain character; it allows
pages that their hosts disallow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, unquote_to_bytes

LARGEST = 512_000
"""How much of a robots.txt is read, in bytes."""
_MOST_RULES = 5_000


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a robots.txt for one program, each with whether it allows what it fits."""

    rules: tuple[tuple[bool, str], ...] = ()

    def allow(self, path: str) -> bool:
        """Tell whether ``path``, with its query, may be fetched."""
        plain = _plain(path)
        fitting = [(len(rule), allows) for allows, rule in self.rules if _fits(rule, plain)]
        return max(fitting, default=(0, True))[1]


@dataclass(slots=True)
class _Group:
    agents: list[str] = field(default_factory=list)
    rules: list[tuple[bool, str]] = field(default_factory=list)


def rules_for(program: str, text: str) -> Rules:
    """Return the rules of a robots.txt for ``program``: those that name it, else those for all."""
    groups = list(_groups(text))
    for wanted in (program.lower(), "*"):
        ours = [group for group in groups if wanted in group.agents]
        if ours:
            return Rules(tuple(rule for group in ours for rule in group.rules)[:_MOST_RULES])
    return Rules()


def _groups(text: str) -> Iterator[_Group]:
    group = _Group()
    for line in text.removeprefix("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if colon and key == "user-agent":
            if group.rules:
                yield group
                group = _Group()
            group.agents.append(re.split(r"[^a-z_*-]", value.lower(), maxsplit=1)[0])
        elif key in ("allow", "disallow"):
            group.rules.append((key == "allow", _plain(value)))
    yield group


def _plain(path: str) -> str:
    """Return a path in which each character is written in one way."""
    return quote(unquote_to_bytes(path), safe="/:@!$&'()*+,;=-._~?%")


def _fits(rule: str, path: str) -> bool:
    """Tell whether ``rule`` fits the beginning of ``path``, or all of it where it ends in “$”."""
    whole = rule.endswith("$")
    first, *rest = rule.removesuffix("$").split("*")
    if not rule or not path.startswith(first):
        return False
    at = len(first)
    for part in rest:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if not whole:
        return True
    return path.endswith(rest[-1]) if rest else at == len(path)
