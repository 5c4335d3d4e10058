"""Computes how well an answer stands; nobody types it."""

from collections.abc import Iterable
from datetime import date

from topicpages.evidence.assessment.labels import Flag, Standing
from topicpages.evidence.assessment.origins import Families
from topicpages.evidence.assessment.results import Attribution, CitationEvidence, Counts, Dispute, Family
from topicpages.sources import Article, Assertion, Citation, ClaimKind, Says


def counted(carried: Iterable[CitationEvidence], families: Families) -> tuple[Counts, tuple[Family, ...]]:
    """Return articles, origins and voices behind the citations that carry the whole, and their families."""
    carried = tuple(carried)
    whole = [one.citation for one in carried if one.whole]
    articles = {citation.article.id for citation in whole}
    in_part = {one.citation.article.id for one in carried if one.usable} - articles
    origins, behind = families.of_citations(whole)
    voices = {voice for citation in whole for voice in families.voices(citation)}
    reworded = articles.difference(one.citation.article.id for one in carried if one.to_the_word)
    return Counts(len(articles), origins, len(voices), len(in_part), len(reworded)), behind


def support(
    answer: Assertion, carried: Iterable[CitationEvidence], counts: Counts, families: Families
) -> Standing:
    """Return the standing that the citations alone give."""
    whole = [one.citation for one in carried if one.whole]
    if not whole:
        return Standing.UNSUPPORTED
    if _only_one_party_says_so(answer, whole, families):
        return Standing.ATTRIBUTED_ONLY
    if counts.articles == 1:
        return Standing.ONE_ARTICLE
    return Standing.SEVERAL_ORIGINS if counts.origins > 1 else Standing.ONE_ORIGIN


def _only_one_party_says_so(answer: Assertion, whole: list[Citation], families: Families) -> bool:
    """Tell whether all give one party’s word; that a speaker said something is the articles’ own word."""
    voices = [frozenset(families.voices(citation)) for citation in whole]
    parties = frozenset[str]().union(*voices)
    if answer.spec.kind is ClaimKind.QUOTATION and parties == {answer.spec.speaker}:
        return False
    return all(voices) and len(parties) == 1


def standing(answer: Assertion, supported: Standing, dispute: Dispute | None) -> Standing:
    """Return the standing of ``answer``: the first of :class:`Standing` that holds."""
    if answer.spec.retired is not None:
        return Standing.RETIRED
    if supported is Standing.UNSUPPORTED or dispute is None:
        return supported
    return Standing.DISPUTED if dispute.true_conflict else Standing.DIFFERS


def flags(answer: Assertion, *, edited: bool, today: date) -> tuple[Flag, ...]:
    """Return what a reader should know of ``answer`` beside its standing."""
    stale = answer.spec.stale_after is not None and answer.spec.stale_after < today
    marks = ((Flag.STALE, stale and answer.spec.retired is None), (Flag.EDITED, edited))
    return tuple(flag for flag, holds in marks if holds)


def attributions(answer: Assertion) -> tuple[Attribution, ...]:
    """Return who asserts ``answer`` and how, in the order of citations; one for each voice and verb."""
    groups: dict[tuple[str, Says], list[Citation]] = {}
    for citation in answer.citations:
        if citation.quotes:
            groups.setdefault((citation.voice, citation.spec.says), []).append(citation)
    return tuple(
        Attribution(voice, says, _articles(citations), tuple(citations))
        for (voice, says), citations in groups.items()
    )


def _articles(citations: Iterable[Citation]) -> tuple[Article, ...]:
    return tuple(dict.fromkeys(citation.article for citation in citations))
