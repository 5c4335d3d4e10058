"""What each command does; the command line only reads arguments and prints outcomes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from topicpages import pipeline
from topicpages.audit import audit, read_originals
from topicpages.coverage import coverage, report
from topicpages.decode import near_miss
from topicpages.diagnostics import Diagnostic, Format, Span, has_errors
from topicpages.documents import print_documents
from topicpages.evidence import Flag
from topicpages.files import LOCK
from topicpages.library import Claim
from topicpages.lock import recorded, rendered, signed
from topicpages.offline import build_offline
from topicpages.pipeline import Progress, Site
from topicpages.render import FOLDERS
from topicpages.site import build_public
from topicpages.write import Written
from topicpages.write.disk import modes_from_us
from topicpages.write.faults import cannot_write
from topicpages.write.state import replace_file

GOOD, FAULTS, USAGE, BUSY = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Settings:
    """What the command line asked for."""

    command: str
    root: Path
    format: Format = Format.TEXT
    originals: Path = Path("originals")
    record: bool = False
    claims: tuple[str, ...] = ()
    by: str = ""
    require_review: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """Exit status, faults, and what to say beside them."""

    status: int
    diagnostics: tuple[Diagnostic, ...] = ()
    said: str = ""


def _outcome(found: tuple[Diagnostic, ...], said: str = "") -> Outcome:
    return Outcome(FAULTS if has_errors(found) else GOOD, found, said)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _loaded(settings: Settings, progress: Progress) -> tuple[Site, tuple[Diagnostic, ...]]:
    site = pipeline.load(settings.root, progress)
    return site, (*site.diagnostics, *(_unreviewed(site) if settings.require_review else ()))


def _unreviewed(site: Site) -> tuple[Diagnostic, ...]:
    """Return a fault for each claim that was never reviewed, or was edited since."""
    return tuple(
        Diagnostic(
            (claim.claim.place / "id").span,
            "not-reviewed",
            f"“{claim.claim.id}” was {Flag.EDITED.word if claim.review else 'never reviewed'}",
            f"read it, then sign it off: review {claim.claim.id} --by NAME",
        )
        for claim in site.evidence.claims.values()
        if claim.review is None or claim.edited
    )


def check(settings: Settings, progress: Progress) -> Outcome:
    """Judge the sources and write nothing."""
    site, found = _loaded(settings, progress)
    library = site.library
    claims = _counted(sum(1 for _ in library.claims), "claim")
    sheets = _counted(len(library.topics), "fact sheet")
    said = f"checked {claims} of {sheets} against {_counted(len(library.articles), 'article')}"
    return _outcome(found, "" if has_errors(found) else said)


Command = Callable[[Settings, Progress], Outcome]


def _locked(run: Command) -> Command:
    """Return ``run`` as a command that holds the build lock, and that refuses claims without a review."""

    def locked(settings: Settings, progress: Progress) -> Outcome:
        lock, found = pipeline.begin(settings.root)
        if lock is None:
            return _without_lock(found)
        with lock:
            if settings.require_review and has_errors(found := _loaded(settings, progress)[1]):
                return _outcome(found)
            return run(settings, progress)

    return locked


@_locked
def build(settings: Settings, progress: Progress) -> Outcome:
    """Write the pages that changed."""
    _, written, found = pipeline.build(settings.root, progress=progress)
    return _outcome(found, "" if has_errors(found) else _written_words(settings.root, written))


def _without_lock(found: tuple[Diagnostic, ...]) -> Outcome:
    busy = any(diagnostic.code == pipeline.BUSY for diagnostic in found)
    return Outcome(BUSY if busy else FAULTS, found)


def _written_words(root: Path, written: Written) -> str:
    lines = [
        f"{verb} {root / 'docs' / path}"
        for verb, paths in (
            ("wrote", written.created),
            ("rewrote", written.changed),
            ("deleted", written.deleted),
        )
        for path in paths
    ]
    total = _counted(len(written.created) + len(written.changed), "page")
    rest = f"{len(written.deleted)} deleted, {len(written.unchanged)} unchanged"
    return "\n".join([*lines, f"{total} written, {rest}"])


def run_audit(settings: Settings, progress: Progress) -> Outcome:
    """Prove the notes against the originals; without originals say so and exit 2."""
    if not settings.originals.is_dir():
        return Outcome(
            USAGE,
            (),
            f"not audited: there is no folder “{settings.originals}” (name it with --originals or ORIGINALS)",
        )
    # Only a proof that is kept writes, and so needs the lock.
    return (_locked(_audit) if settings.record else _audit)(settings, progress)


def _audit(settings: Settings, progress: Progress) -> Outcome:
    site, found = _loaded(settings, progress)
    if has_errors(found):
        return _outcome(found)
    progress("comparing with originals")
    originals, missing = read_originals(settings.originals, site.library)
    pages = pipeline.pages(site, addresses=FOLDERS)
    proofs, faults = audit(site.library, originals, pages=pages)
    found = (*missing, *faults)
    if settings.record and not has_errors(found):
        lock = recorded(site.lock, proofs, library=site.library, on=site.today)
        found = (*found, *_unwritten_lock(settings.root, rendered(lock)))
    phrases = _counted(sum(proof.phrases for proof in proofs), "quoted phrase")
    proven = f"{phrases} and {_counted(sum(proof.figures for proof in proofs), 'figure')}"
    said = f"audited {_counted(len(proofs), 'article')}; found in the originals: {proven}"
    return _outcome(found, "" if has_errors(found) else said)


def _unwritten_lock(root: Path, text: str) -> tuple[Diagnostic, ...]:
    """Write the lock, and return why that was not possible."""
    try:
        with modes_from_us():
            replace_file(root / LOCK, text.encode())
    except OSError as error:
        return (cannot_write(LOCK, error),)
    return ()


def run_coverage(settings: Settings, progress: Progress) -> Outcome:
    """Say what of the articles no claim uses."""
    site, found = _loaded(settings, progress)
    if has_errors(found):
        return _outcome(found)
    return _outcome(found, report(coverage(site.library, site.evidence)))


@_locked
def review(settings: Settings, progress: Progress) -> Outcome:
    """Sign claims off in the lock."""
    site, found = _loaded(settings, progress)
    if has_errors(found):
        return _outcome(found)
    known = {claim.id: claim for claim in site.library.claims}
    unknown = tuple(_unknown_claim(key, known) for key in settings.claims if key not in known)
    if unknown:
        return Outcome(USAGE, unknown)
    chosen = [known[key] for key in settings.claims] or list(known.values())
    lock = signed(site.lock, chosen, library=site.library, by=settings.by, on=site.today)
    found = (*found, *_unwritten_lock(settings.root, rendered(lock)))
    said = f"{_counted(len(chosen), 'claim')} signed off by {settings.by}"
    return _outcome(found, "" if has_errors(found) else said)


def _unknown_claim(key: str, known: Mapping[str, Claim]) -> Diagnostic:
    remedy = near_miss(key, dict(known)) or "write topic/claim"
    return Diagnostic(Span("sources/facts"), "unknown-claim", f"there is no claim “{key}”", remedy)


@_locked
def site(settings: Settings, progress: Progress) -> Outcome:
    """Leave the finished, checked site in ``site/``."""
    return _outcome(*build_public(settings.root, progress=progress))


@_locked
def offline(settings: Settings, progress: Progress) -> Outcome:
    """Leave a zip that works from a folder."""
    return _outcome(*build_offline(settings.root, progress=progress))


@_locked
def pdf(settings: Settings, progress: Progress) -> Outcome:
    """Leave each topic as a document."""
    return _outcome(*print_documents(settings.root, progress=progress))


COMMANDS: Mapping[str, Command] = {
    "build": build,
    "check": check,
    "audit": run_audit,
    "coverage": run_coverage,
    "review": review,
    "site": site,
    "offline": offline,
    "pdf": pdf,
}
