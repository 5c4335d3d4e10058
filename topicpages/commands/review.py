"""The command ``review``."""

from collections.abc import Collection

from topicpages.commands.exclusive import exclusive
from topicpages.commands.judged import judged
from topicpages.commands.outcome import USAGE, Outcome, Settings, counted, done, outcome
from topicpages.diagnostics import Diagnostic, Progress, Span, has_errors, near_miss
from topicpages.evidence import lock_text, paraphrase_lines, sign_claims, sign_paraphrases
from topicpages.publishing import write_lock_file
from topicpages.sources import day_of_look


@exclusive
def run(settings: Settings, progress: Progress) -> Outcome:
    """Sign claims and paraphrases off in the lock file."""
    site, faults = judged(settings, progress)
    if has_errors(faults):
        return outcome(faults)
    claims = {claim.id: claim for claim in site.library.claims}
    pairs = {paraphrase.id: paraphrase for paraphrase in site.evidence.paraphrases}
    known = {*claims, *pairs}
    unknown = tuple(_unknown_claim(key, known) for key in settings.claims if key not in known)
    if unknown:
        return Outcome(USAGE, unknown)
    chosen = settings.claims or tuple(known)
    signed = [claims[key] for key in chosen if key in claims]
    read = {pairs[key].ours: paraphrase_lines(pairs[key].users) for key in chosen if key in pairs}
    lock = sign_claims(site.lock, signed, library=site.library, by=settings.by, on=day_of_look())
    lock = sign_paraphrases(lock, read, by=settings.by, on=day_of_look())
    faults = (*faults, *write_lock_file(settings.root, lock_text(lock)))
    what = [counted(len(signed), "claim")] if signed or not read else []
    what += [counted(len(read), "paraphrase")] if read else []
    return done(faults, f"{' and '.join(what)} signed off by {settings.by}")


def _unknown_claim(key: str, known: Collection[str]) -> Diagnostic:
    remedy = near_miss(key, known) or "write topic/claim"
    return Diagnostic(Span("sources/facts"), "unknown-claim", f"there is no claim “{key}”", remedy)
