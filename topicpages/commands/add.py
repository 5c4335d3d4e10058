"""The command ``add``."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from topicpages.commands.exclusive import exclusive
from topicpages.commands.judged import judged
from topicpages.commands.outcome import USAGE, Outcome, Settings, are_installed, outcome
from topicpages.diagnostics import Diagnostic, Faults, Progress, Span, has_errors
from topicpages.publishing import forget_originals, keep_originals, write_source_files
from topicpages.sources import PUBLISHERS, day_of_look, read_originals, read_sources

if TYPE_CHECKING:
    from topicpages.editing import Received, Taken

_NEEDED = ("trafilatura", "pypdf", "ruamel")
_MAX_BYTES = 20_000_000


def run(settings: Settings, progress: Progress) -> Outcome:
    """Make a record of an article from an address or a file, with its original beside the site."""
    if not are_installed(_NEEDED):
        return Outcome(USAGE, (), "to add articles takes more packages (run: make editing)")
    return exclusive(_add)(settings, progress)


def _add(settings: Settings, progress: Progress) -> Outcome:
    from topicpages.editing import Asked, take_in  # noqa: PLC0415 -- not there without the extra packages

    site, faults = judged(settings, progress)
    if has_errors(faults):
        return outcome(faults)
    progress("reading the article")
    received, missing = _received(settings.source)
    if received is None:
        return outcome(missing)
    originals = read_originals(settings.originals, site.library.articles)
    taken, found = take_in(
        received,
        site.library,
        asked=Asked(
            text=settings.text,
            id=settings.id,
            publisher=settings.publisher,
            published=settings.published,
            url=settings.url,
        ),
        on=day_of_look(),
        originals=originals,
        kept=_kept(settings.originals),
        publishers=_text_of(settings.root, PUBLISHERS),
    )
    if taken is None:
        return outcome(found)
    unwritten = _write(settings, taken)
    if unwritten:
        return outcome((*found, *unwritten))
    return outcome(found, "\n".join(_said(settings, taken)))


def _received(named: str) -> "tuple[Received | None, Faults]":
    from topicpages.editing import is_address, received_file, received_page  # noqa: PLC0415 -- as above

    if is_address(named):
        return received_page(named)
    try:
        with Path(named).open("rb") as stream:
            content = stream.read(_MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        what = f"“{named}” cannot be read: {reason}"
        return None, (Diagnostic(Span(named), "unreadable", what, "name a file or the address of a page"),)
    if len(content) > _MAX_BYTES:
        what = f"“{named}” is larger than {_MAX_BYTES:,} bytes"
        return None, (Diagnostic(Span(named), "too-large", what, "save only the article"),)
    return received_file(named, content), ()


def _write(settings: Settings, taken: "Taken") -> Faults:
    """Write the original, then the record and the registry; without them the original is not left there."""
    faults = keep_originals(settings.originals, taken.originals)
    if not faults and (faults := write_source_files(settings.root, taken.sources)):
        forget_originals(settings.originals, taken.originals)
    return faults


def _kept(folder: Path) -> frozenset[str]:
    try:
        return frozenset(path.stem for path in folder.iterdir())
    except OSError:
        return frozenset()


def _text_of(root: Path, path: str) -> str:
    files: Mapping[str, object] = read_sources(root)[0]
    return getattr(files.get(path), "text", "")


def _said(settings: Settings, taken: "Taken") -> list[str]:
    wrote = [f"wrote {settings.root / path}" for path in taken.sources]
    kept = ", ".join(str(settings.originals / name) for name in sorted(taken.originals))
    return [
        *wrote,
        f"kept the original, which is private and never committed: {kept}",
        *taken.said,
        "next: look at the record, write a claim that quotes it, then run build_pages.py audit --record",
    ]
