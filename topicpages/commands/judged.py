"""The judged sources as commands want them: with claims that lack a review among the faults, if asked for."""

from collections.abc import Iterator

from topicpages.commands.outcome import Settings
from topicpages.diagnostics import Diagnostic, Faults, Progress, Span
from topicpages.evidence import ClaimEvidence, Flag, ParaphraseEvidence
from topicpages.pipeline import JudgedSources, judge


def judged(settings: Settings, progress: Progress) -> tuple[JudgedSources, Faults]:
    """Return the site below the root that was asked for, and all that is wrong with it."""
    site = judge(settings.root, progress, originals=settings.originals)
    return site, (*site.diagnostics, *(_unreviewed(site) if settings.require_review else ()))


def _unreviewed(site: JudgedSources) -> Iterator[Diagnostic]:
    """Yield a fault for each claim and paraphrase that was never reviewed, or was edited since."""
    for claim in site.evidence.claims.values():
        yield from _lack(claim.claim.id, (claim.claim.place / "id").span, claim)
    place = site.library.places.get("paraphrases")
    for paraphrase in site.evidence.paraphrases:
        if place is not None:
            yield from _lack(paraphrase.id, (place / paraphrase.ours).key_span, paraphrase)


def _lack(key: str, span: Span, reviewed: ClaimEvidence | ParaphraseEvidence) -> Iterator[Diagnostic]:
    if reviewed.review is None or reviewed.edited:
        what = f"“{key}” was {Flag.EDITED.word if reviewed.review else 'never reviewed'}"
        yield Diagnostic(span, "not-reviewed", what, f"read it, then sign it off: review {key} --by NAME")
