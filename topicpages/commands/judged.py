"""The judged sources as commands want them: with claims that lack a review among the faults, if asked for."""

from topicpages.commands.outcome import Settings
from topicpages.diagnostics import Diagnostic, Faults, Progress
from topicpages.evidence import Flag
from topicpages.pipeline import JudgedSources, judge


def judged(settings: Settings, progress: Progress) -> tuple[JudgedSources, Faults]:
    """Return the site below the root that was asked for, and all that is wrong with it."""
    site = judge(settings.root, progress)
    return site, (*site.diagnostics, *(_unreviewed(site) if settings.require_review else ()))


def _unreviewed(site: JudgedSources) -> Faults:
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
