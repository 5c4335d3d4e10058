"""The command ``suggest``."""

from topicpages.commands.judged import judged
from topicpages.commands.outcome import GOOD, USAGE, Outcome, Settings, outcome
from topicpages.diagnostics import Diagnostic, Progress, Span, has_errors, near_miss
from topicpages.editing import proposals_as_objects, proposals_yaml, suggest


def run(settings: Settings, progress: Progress) -> Outcome:
    """Say what the passages of an article may be cited for; writes nothing."""
    site, faults = judged(settings, progress)
    if has_errors(faults):
        return outcome(faults)
    library = site.library
    article = library.articles.get(settings.article)
    if article is None:
        remedy = near_miss(settings.article, library.articles) or "name an article"
        what = f"unknown article “{settings.article}”"
        return Outcome(USAGE, (Diagnostic(Span("sources/articles"), "unknown-article", what, remedy),))
    progress("comparing with claims")
    found = suggest(library, site.evidence.prover, article, article.prepared)
    said = proposals_yaml(library, article, found)
    return Outcome(GOOD, said=said, found={"proposals": proposals_as_objects(library, found)})
