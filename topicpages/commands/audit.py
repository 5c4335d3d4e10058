"""The command ``audit``."""

from topicpages.commands.exclusive import exclusive
from topicpages.commands.judged import judged
from topicpages.commands.outcome import USAGE, Outcome, Settings, counted, done, outcome
from topicpages.diagnostics import Progress, has_errors
from topicpages.evidence import audit_notes, lock_text, read_originals, record_audits
from topicpages.publishing import generated, write_lock_file


def run(settings: Settings, progress: Progress) -> Outcome:
    """Prove the notes against the originals; without originals say so and exit 2."""
    if not settings.originals.is_dir():
        return Outcome(
            USAGE,
            (),
            f"not audited: there is no folder “{settings.originals}” (name it with --originals or ORIGINALS)",
        )
    # Only a proof that is kept writes, and so needs the lock.
    return (exclusive(_audit) if settings.record else _audit)(settings, progress)


def _audit(settings: Settings, progress: Progress) -> Outcome:
    site, found = judged(settings, progress)
    if has_errors(found):
        return outcome(found)
    progress("comparing with originals")
    originals, missing = read_originals(settings.originals, site.library)
    pages = generated(site)
    proofs, faults = audit_notes(site.library, originals, pages=pages)
    found = (*missing, *faults)
    if settings.record and not has_errors(found):
        lock = record_audits(site.lock, proofs, library=site.library, on=site.today)
        found = (*found, *write_lock_file(settings.root, lock_text(lock)))
    phrases = counted(sum(proof.phrases for proof in proofs), "quoted phrase")
    proven = f"{phrases} and {counted(sum(proof.figures for proof in proofs), 'figure')}"
    return done(found, f"audited {counted(len(proofs), 'article')}; found in the originals: {proven}")
