"""The command ``audit``."""

from topicpages.commands.exclusive import exclusive
from topicpages.commands.judged import judged
from topicpages.commands.outcome import USAGE, Outcome, Settings, counted, done, outcome
from topicpages.diagnostics import Progress, has_errors
from topicpages.evidence import audit_notes, lock_text, record_audits
from topicpages.publishing import generated, write_lock_file
from topicpages.sources import day_of_look, read_originals


def run(settings: Settings, progress: Progress) -> Outcome:
    """Prove the notes against the originals; without originals say so and exit 2."""
    if not settings.originals.is_dir():
        return Outcome(
            USAGE,
            (),
            f"not audited: there is no folder “{settings.originals}” (name it with --originals or ORIGINALS)",
        )
    # Only a proof that is recorded writes, and then no other build may run.
    return (exclusive(_audit) if settings.record else _audit)(settings, progress)


def _audit(settings: Settings, progress: Progress) -> Outcome:
    site, faults = judged(settings, progress)
    if has_errors(faults):
        return outcome(faults)
    progress("comparing with originals")
    originals = read_originals(settings.originals, site.library.articles)
    elsewhere = {
        key for key, found in site.evidence.articles.items() if found.checked_current
    } - originals.keys()
    proofs, faults = audit_notes(site.library, originals, pages=generated(site), proven=elsewhere)
    if settings.record and proofs:
        lock = record_audits(site.lock, proofs, library=site.library, on=day_of_look())
        faults = (*faults, *write_lock_file(settings.root, lock_text(lock)))
    phrases = counted(sum(proof.phrases for proof in proofs), "quoted phrase")
    proven = f"{phrases} and {counted(sum(proof.figures for proof in proofs), 'figure')}"
    others = f"; {counted(len(elsewhere), 'other')} as the lock has it" if elsewhere else ""
    return done(
        faults, f"audited {counted(len(proofs), 'article')}; found in the originals: {proven}{others}"
    )
