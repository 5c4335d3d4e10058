"""The command ``fmt``."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from topicpages.commands.exclusive import exclusive
from topicpages.commands.outcome import FAULTS, USAGE, Outcome, Settings, counted, outcome
from topicpages.diagnostics import Diagnostic, Faults, Progress, Span, near_miss
from topicpages.publishing import write_source_files
from topicpages.sources import read_sources


def run(settings: Settings, progress: Progress) -> Outcome:
    """Write files of ``sources/`` in their canonical form; with ``--check`` only name those that differ."""
    # A claim without a review is no reason not to format it.
    settings = replace(settings, require_review=False)
    return (_formatting if settings.check else exclusive(_formatting))(settings, progress)


def _formatting(settings: Settings, progress: Progress) -> Outcome:
    files, faults = read_sources(settings.root)
    texts = {path: file.text for path, file in files.items()}
    chosen, unknown = _chosen(settings, texts)
    if unknown:
        return Outcome(USAGE, unknown)
    progress("formatting")
    try:
        changed, found = _formatted({path: texts[path] for path in chosen})
    except ModuleNotFoundError as missing:
        return Outcome(USAGE, (), f"not formatted: “{missing.name}” is not installed (run make editing)")
    faults = found if settings.files else (*faults, *found)
    if settings.check:
        differing = [f"{path} is not in the canonical form (run fmt)" for path in changed]
        status = FAULTS if changed else outcome(faults).status
        return Outcome(
            status, faults, "\n".join([*differing, _total(len(chosen), len(changed), "to format")])
        )
    faults = (*faults, *write_source_files(settings.root, changed))
    lines = [f"rewrote {settings.root / path}" for path in changed]
    return outcome(faults, "\n".join([*lines, _total(len(chosen), len(changed), "rewritten")]))


def _total(all_files: int, changed: int, what: str) -> str:
    return f"{counted(all_files, 'file')} looked at, {changed} {what}"


def _formatted(texts: Mapping[str, str]) -> tuple[Mapping[str, str], Faults]:
    """Return what is to be written, by path, and the faults of files that are left as they are.

    Raises:
        ModuleNotFoundError: a package that only editors' commands need is not installed.
    """
    from topicpages.editing import formatted_source  # noqa: PLC0415 -- only here it may be missing

    changed: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for path, text in texts.items():
        new, found = formatted_source(path, text)
        faults += found
        if new != text:
            changed[path] = new
    return changed, tuple(faults)


def _chosen(settings: Settings, texts: Mapping[str, str]) -> tuple[tuple[str, ...], Faults]:
    """Return the paths, relative to the root, that were asked for, and a fault for each that is none."""
    if not settings.files:
        return tuple(texts), ()
    root = settings.root.resolve()
    asked = {_relative(file, root): file for file in settings.files}
    unknown = tuple(_unknown_file(path, texts) for path in asked if path not in texts)
    return tuple(asked), unknown


def _relative(file: Path, root: Path) -> str:
    """Return ``file`` relative to the root, when it names something there, else as it was given."""
    for place in (file.resolve(), (root / file).resolve()):
        if place.is_relative_to(root) and place.is_file():
            return place.relative_to(root).as_posix()
    return file.as_posix()


def _unknown_file(path: str, texts: Mapping[str, str]) -> Diagnostic:
    remedy = near_miss(path, texts) or "name a file of sources/"
    return Diagnostic(Span("sources"), "unknown-file", f"“{path}” is no source file", remedy)
