"""Looks ids up in the registries and reports those that name nothing."""

from collections.abc import Mapping

from topicpages.diagnostics import MAX_FAULTS, Diagnostic, Span
from topicpages.sources.corpus import Corpus
from topicpages.sources.decode import near_miss
from topicpages.sources.files import ARTICLES, SOURCES
from topicpages.sources.yaml_reader import Place


class Resolver:
    """The corpus being linked and the faults found so far."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.faults: list[Diagnostic] = []

    def report(self, span: Span, code: str, what: str, remedy: str) -> None:
        """Add a fault."""
        if not self.has_enough:
            self.faults.append(Diagnostic(span, code, what, remedy))

    @property
    def has_enough(self) -> bool:
        """Whether more faults were found than are told: looking for near misses would only take time."""
        return len(self.faults) > MAX_FAULTS

    def near_miss(self, word: str, known: Mapping[str, object]) -> str:
        """Return “did you mean …” for the known word closest to ``word``, or the empty string."""
        return "" if self.has_enough else near_miss(word, known)

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
            remedy = self.near_miss(key, entries) or f"add it to {path}"
            self.report(place.span, code, f"unknown {noun} “{key}”", remedy)
        return False

    def missing_article(self, key: str, place: Place) -> None:
        """Report that no article is called ``key``, unless its record has faults of its own."""
        if f"{ARTICLES}/{key}.md" not in self.corpus.partial:
            remedy = self.near_miss(key, self.corpus.articles) or f"add {ARTICLES}/{key}.md"
            self.report(place.span, "unknown-article", f"unknown article “{key}”", remedy)
