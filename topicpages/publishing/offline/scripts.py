"""Our ES modules as one classic script: browsers do not load modules from a disk."""

import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{([^}]+)\} from "\./([a-z-]+\.js)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const) (\w+))", re.MULTILINE)
_LEFT_OVER = re.compile(r"^\s*(?:import|export)\b|\bimport(?:\.meta|\s*\()", re.MULTILINE)


def classic_script(modules: Mapping[str, str], *, entry: str) -> str:
    """Return a script that does what the module ``entry`` does; each module keeps names of its own.

    Modules import by name from files beside them and export functions and constants where these are declared.

    Raises:
        ValueError: a module imports or exports in another way, or one that it needs is not there.
    """
    ordered = needed_modules(modules, entry=entry)
    wrapped = "".join(_wrapped(name, source) for name, source in ordered.items())
    return f'"use strict";\n(() => {{\n{wrapped}}})();\n'


def needed_modules(modules: Mapping[str, str], *, entry: str) -> Mapping[str, str]:
    """Return ``entry`` and what it imports, each module after those that it needs.

    Raises:
        ValueError: a module that is needed is not there, or needs itself.
    """
    ordered: dict[str, str] = {}
    _add(entry, modules, ordered, ())
    return ordered


def _add(name: str, modules: Mapping[str, str], ordered: dict[str, str], below: tuple[str, ...]) -> None:
    """Add what ``name`` imports to ``ordered``, then itself."""
    if name in ordered:
        return
    if name not in modules or name in below:
        raise ValueError(f"“{name}” is not there, or imports itself through {below}")
    source = modules[name]
    for _, needed in _IMPORT.findall(source):
        _add(needed, modules, ordered, (*below, name))
    ordered[name] = source


def _wrapped(name: str, source: str) -> str:
    exports = _EXPORT.findall(source)
    body = _EXPORT.sub("", _IMPORT.sub(_destructured, source))
    if _LEFT_OVER.search(body):
        raise ValueError(f"“{name}” imports or exports in a way that is not understood here")
    return f"const {_variable(name)} = (() => {{\n{body}\nreturn {{ {', '.join(exports)} }};\n}})();\n"


def _destructured(match: re.Match[str]) -> str:
    return f"const {{{match[1]}}} = {_variable(match[2])};"


def _variable(name: str) -> str:
    return "module_" + re.sub(r"\W", "_", name)
