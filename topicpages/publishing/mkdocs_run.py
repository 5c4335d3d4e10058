"""MkDocs as a program of its own, which ends when the build that started it does."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from topicpages.publishing.write.faults import writing

_MODULES = str(Path(__file__).absolute().parents[2])

# Runs ``python -m mkdocs`` so that it ends with us: an MkDocs that outlives a killed build would go on
# writing into a folder that the next build has cleared. 1 is PR_SET_PDEATHSIG, 9 is SIGKILL.
# A disk that is full or a folder that is gone is one line, not a page of MkDocs' own program.
_MKDOCS = """\
import ctypes, os, runpy, sys
prctl = getattr(ctypes.CDLL(None), "prctl", None)
if prctl is not None:
    prctl(1, 9)
if os.getppid() != int(sys.argv.pop(1)):
    sys.exit("the build that started this one is gone")
try:
    runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
except OSError as error:
    sys.exit(f"MkDocs stopped: {error}")
"""


@dataclass(frozen=True, slots=True)
class Built:
    """How MkDocs ended and what it printed; ``status`` is 0 only when the new site is in its place."""

    status: int
    output: str = ""


def run_mkdocs(root: Path, options: tuple[str, ...], *, environment: Mapping[str, str]) -> Built:
    """Run MkDocs in ``root``; it ends with us."""
    # -P as for the ``mkdocs`` command: a file in the site's folder never stands in for a module.
    command = [sys.executable, "-P", "-c", _MKDOCS, str(os.getpid()), "build", *options]
    given = {**os.environ, **environment}
    # The hook imports this package, which a root outside the repository does not have.
    modules = os.pathsep.join(filter(None, (_MODULES, given.get("PYTHONPATH"))))
    ours = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "PYTHONPATH": modules}
    with writing("."):
        ended = subprocess.run(  # noqa: S603 - our own interpreter, and no shell
            command,
            cwd=root,
            env={**given, **ours},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    return Built(ended.returncode, ended.stdout.decode(errors="replace"))
