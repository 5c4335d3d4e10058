"""The command ``coverage``."""

from topicpages.commands.judged import judged
from topicpages.commands.outcome import Outcome, Settings, outcome
from topicpages.diagnostics import Progress, has_errors
from topicpages.editing import Proposal, Relation, others_that_carry
from topicpages.evidence import article_use_report, use_of_articles
from topicpages.sources import Article

_WHOLE = (Relation.SUPPORTS, Relation.REWORDED)


def run(settings: Settings, progress: Progress) -> Outcome:
    """Say what of the articles no claim uses."""
    site, faults = judged(settings, progress)
    if has_errors(faults):
        return outcome(faults)
    use = use_of_articles(site.library, site.evidence)
    progress("looking for other articles")
    single = frozenset(assessed.assertion.id for assessed in use.single)
    others = others_that_carry(site.library, site.evidence.prover, single)
    return outcome(
        faults,
        article_use_report(use, [_line(article, one) for article, one in others if one.relation in _WHOLE]),
    )


def _line(article: Article, one: Proposal) -> str:
    answer = one.answer.id if one.answer else ""
    return f"{answer}: passage {one.passage} of “{article.id}” {one.relation}"
