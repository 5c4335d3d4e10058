"""Names in statements that nobody registered and no quote has."""

import re
from collections.abc import Iterator

from topicpages.diagnostics import Diagnostic, Severity
from topicpages.evidence.assessment import Evidence
from topicpages.evidence.assessment.proving import Prover
from topicpages.language import normalise
from topicpages.sources import Assertion, Library

_WORD = re.compile(r"[^\W\d_][\w']*")
_NEW_SENTENCE = re.compile(r"(?:^|[.!?:])[\s\"'(\[]*$")


def unknown_names(library: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Warn by ``name-not-known`` of a capital inside a statement's sentence that no name or quote explains.

    The proof of parties knows only names that are registered: another one would stand unproven.
    """
    for answer in library.assertions:
        for word in _unexplained(answer, evidence.prover):
            what = f"“{word}” is no registered name, and no quote has it"
            remedy = "add it to entities.yml, quote the words that name it, or write it small"
            span = (answer.place / "statement").span
            yield Diagnostic(span, "name-not-known", what, remedy, Severity.WARNING)


def _unexplained(answer: Assertion, prover: Prover) -> Iterator[str]:
    statement = prover.without_outlets(answer.spec.statement)
    known = [(mention.start, mention.end) for mention in prover.mentions.found(statement)]
    known += [(figure.start, figure.end) for figure in prover.figures(statement)]
    quotes = (quote.spec.exact for citation in answer.citations for quote in citation.quotes)
    quoted = frozenset(word for quote in quotes for word in _WORD.findall(normalise(quote).text))
    for found in _WORD.finditer(statement):
        word = found.group()
        if not word[0].isupper() or _NEW_SENTENCE.search(statement, 0, found.start()):
            continue
        if word not in quoted and not any(start <= found.start() < end for start, end in known):
            yield word
