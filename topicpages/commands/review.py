"""The command ``review``."""

from collections.abc import Mapping

from topicpages.commands.exclusive import exclusive
from topicpages.commands.judged import judged
from topicpages.commands.outcome import USAGE, Outcome, Settings, counted, done, outcome
from topicpages.diagnostics import Diagnostic, Progress, Span, has_errors
from topicpages.evidence import lock_text, sign_claims
from topicpages.publishing import write_lock_file
from topicpages.sources import Claim, near_miss


@exclusive
def run(settings: Settings, progress: Progress) -> Outcome:
    """Sign claims off in the lock file."""
    site, faults = judged(settings, progress)
    if has_errors(faults):
        return outcome(faults)
    known = {claim.id: claim for claim in site.library.claims}
    unknown = tuple(_unknown_claim(key, known) for key in settings.claims if key not in known)
    if unknown:
        return Outcome(USAGE, unknown)
    chosen = [known[key] for key in settings.claims] or list(known.values())
    lock = sign_claims(site.lock, chosen, library=site.library, by=settings.by, on=site.today)
    faults = (*faults, *write_lock_file(settings.root, lock_text(lock)))
    return done(faults, f"{counted(len(chosen), 'claim')} signed off by {settings.by}")


def _unknown_claim(key: str, known: Mapping[str, Claim]) -> Diagnostic:
    remedy = near_miss(key, dict(known)) or "write topic/claim"
    return Diagnostic(Span("sources/facts"), "unknown-claim", f"there is no claim “{key}”", remedy)
