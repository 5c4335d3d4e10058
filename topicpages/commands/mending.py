"""Fixes what has one safe answer, as long as that leaves fewer faults."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from topicpages.commands.exclusive import exclusive
from topicpages.commands.judged import judged
from topicpages.commands.outcome import Outcome, Settings, outcome
from topicpages.diagnostics import Diagnostic, Faults, Progress, Severity
from topicpages.editing import Mended, mended
from topicpages.publishing import write_source_files
from topicpages.sources import read_sources

# A fix lets later stages see more, and they may know another one.
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class _Judged:
    """The texts of a site by path, the faults in them, and for each path how many errors each stage finds.

    A later stage sees a file only as far as the stages before let it. So what comes first counts first.
    """

    texts: Mapping[str, str]
    faults: Faults
    errors: Mapping[str, tuple[int, ...]]


def run(settings: Settings, progress: Progress) -> Outcome:
    """Write the fixes of all faults and say what was done; no other build runs meanwhile."""
    # A claim without a review is no reason not to fix it.
    return exclusive(_mend)(replace(settings, require_review=False), progress)


def _mend(settings: Settings, progress: Progress) -> Outcome:
    told, faults = _mended_sources(settings, progress)
    return outcome(faults, "\n".join(told))


def _mended_sources(settings: Settings, progress: Progress) -> tuple[tuple[str, ...], Faults]:
    """Write the fixes of all faults of the site, and return what was done, a line each.

    A file that has no fewer errors with its fixes is put back.
    """
    root = settings.root
    told: list[str] = []
    put_back: set[str] = set()
    before = _judged(settings, progress)
    for _ in range(_ROUNDS):
        changes = {path: one for path, one in _changes(before).items() if path not in put_back}
        if faults := write_source_files(root, {path: one.text for path, one in changes.items()}):
            return tuple(told), faults
        if not changes:
            break
        after = _judged(settings, progress)
        worse = [path for path in changes if after.errors.get(path, ()) >= before.errors.get(path, ())]
        told += [str(fix) for path, one in changes.items() if path not in worse for fix in one.fixes]
        if worse:
            if faults := write_source_files(root, {path: before.texts[path] for path in worse}):
                return tuple(told), faults
            told += [f"{path}: put back, for with its fixes it had no fewer faults" for path in worse]
            put_back.update(worse)
            after = _judged(settings, progress)
        before = after
    return tuple(told), ()


def _changes(site: _Judged) -> Mapping[str, Mended]:
    concerned: dict[str, list[Diagnostic]] = {}
    for fault in site.faults:
        for path in {fix.span.path for fix in fault.fixes} & site.texts.keys():
            concerned.setdefault(path, []).append(fault)
    found = {path: mended(path, site.texts[path], faults) for path, faults in sorted(concerned.items())}
    return {path: one for path, one in found.items() if one.fixes}


def _judged(settings: Settings, progress: Progress) -> _Judged:
    site, faults = judged(settings, progress)
    files, _ = read_sources(settings.root)
    counts = [_errors(stage) for stage in (*site.stages, faults)]
    errors = {path: tuple(count[path] for count in counts) for path in files}
    return _Judged({path: file.text for path, file in files.items()}, faults, errors)


def _errors(faults: Faults) -> Counter[str]:
    """Return how many errors each file has; one that is told once may be mended in several."""
    wrong = (fault for fault in set(faults) if fault.severity is Severity.ERROR)
    return Counter(path for fault in wrong for path in _paths(fault))


def _paths(fault: Diagnostic) -> set[str]:
    return {fault.span.path, *(fix.span.path for fix in fault.fixes)}
