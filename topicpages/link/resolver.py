"""Looks ids up in the registries and reports those that name nothing."""

from collections.abc import Mapping

from topicpages.corpus import Corpus
from topicpages.decode import near_miss
from topicpages.diagnostics import Diagnostic, Span
from topicpages.files import ARTICLES, SOURCES
from topicpages.yaml_reader import Place


class Resolver:
    """The corpus being linked and the faults found so far."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.faults: list[Diagnostic] = []

    def report(self, span: Span, code: str, what: str, remedy: str) -> None:
        """Add a fault."""
        self.faults.append(Diagnostic(span, code, what, remedy))

    def entity(self, key: str, place: Place, *, code: str, noun: str) -> bool:
        """Tell whether ``key`` is an entity; otherwise report ``code`` at ``place``."""
        return self.known(key, self.corpus.entities, place, code=code, noun=noun, registry="entities")

    def known(
        self, key: str, entries: Mapping[str, object], place: Place, *, code: str, noun: str, registry: str
    ) -> bool:
        """Tell whether ``key`` is among ``entries``; otherwise report ``code`` at ``place``.

        Nothing is reported while the registry itself has faults: the entry may be in what was left out.
        """
        if key in entries:
            return True
        path = f"{SOURCES}/{registry}.yml"
        if path not in self.corpus.partial:
            remedy = near_miss(key, dict(entries)) or f"add it to {path}"
            self.report(place.span, code, f"unknown {noun} “{key}”", remedy)
        return False

    def missing_article(self, key: str, place: Place) -> None:
        """Report that no article is called ``key``, unless its record has faults of its own."""
        if f"{ARTICLES}/{key}.md" not in self.corpus.partial:
            remedy = near_miss(key, dict(self.corpus.articles)) or f"add {ARTICLES}/{key}.md"
            self.report(place.span, "unknown-article", f"unknown article “{key}”", remedy)
