"""Proposals for the passages of an article: what they support, contradict, add to, and what is new.

In go a library, a prover, an article and its passages made ready; out come proposals, which nobody has to
accept, and their text.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from topicpages.editing.suggesting.proposing import Proposal, Proposer, Relation
from topicpages.editing.suggesting.written import proposals_as_objects, proposals_yaml
from topicpages.evidence import Prover
from topicpages.language import PreparedPassage
from topicpages.sources import Article, Library

__all__ = ["Proposal", "Relation", "others_that_carry", "proposals_as_objects", "proposals_yaml", "suggest"]


def suggest(
    library: Library, prover: Prover, article: Article, passages: Sequence[PreparedPassage]
) -> tuple[Proposal, ...]:
    """Return what ``passages`` of ``article`` may be cited for, in their order. Never raises.

    Passages that are marked as unused, retired answers and withdrawn articles have no proposals. ``passages``
    may hold other text than those of the library: that of a private original.
    """
    if article.record.withdrawn:
        return ()
    return tuple(_with_room(article, one) for one in Proposer(library, prover, article, passages).proposals())


def _with_room(article: Article, proposal: Proposal) -> Proposal:
    """Return ``proposal`` with no more quotes than claims may still take from a private passage.

    What supports an answer needs all of its quotes: there it lacks room.
    """
    number, quotes = proposal.passage, proposal.citation.quotes
    if article.private is None or not article.is_known_in_part(number):
        return proposal
    left = max(0, article.private.most_quoted(number) - article.private.quoted(number))
    words = list(accumulate(len(quote.exact.split()) for quote in quotes))
    if words[-1] <= left:
        return proposal
    fitting = quotes[: sum(total <= left for total in words)]
    if fitting and proposal.answer is None:
        return replace(proposal, citation=proposal.citation.model_copy(update={"quotes": fitting}))
    room = f"room ({words[-1]} words, and {left} more may be quoted of the passage)"
    return replace(proposal, lacks=(*proposal.lacks, room))


def others_that_carry(
    library: Library, prover: Prover, answers: Collection[str]
) -> Iterator[tuple[Article, Proposal]]:
    """Yield the passages that may support one of ``answers``, by id, article by article."""
    for article in library.articles.values():
        if not article.record.withdrawn:
            proposer = Proposer(library, prover, article, article.prepared)
            yield from ((article, proposal) for proposal in proposer.supporting(answers))
