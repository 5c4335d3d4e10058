"""Finds the articles that a new text shares much with: the same text, or one that both come from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from topicpages.editing.intake.lines import words
from topicpages.language import phrases
from topicpages.sources import RUN as LONG_RUN
from topicpages.sources import Article, Library, OriginalText, OriginKind, Relation, prints

RUN = 8
# Below this share two texts on one event are no more alike than quotes of the same people make them.
LEAST = 0.10
_SHORTEST_PHRASE = 5
_LEAST_PHRASES = 3
_LEAST_SHARE_OF_PHRASES = 0.25


@dataclass(frozen=True, slots=True)
class Alike:
    """An article that the new text shares words with: ``share`` of what, and the origin that it names."""

    article: Article
    share: float
    of: str
    origin: str = ""

    @property
    def said(self) -> str:
        """What an editor is told of it."""
        return f"{round(100 * self.share)} % {self.of} “{self.article.id}” of {self.article.publisher.name}"


def alike(text: str, library: Library, originals: Mapping[str, OriginalText]) -> tuple[Alike, ...]:
    """Return the articles of which ``text`` holds much, the most alike first.

    Originals and full texts are compared by their runs of ``RUN`` words. Where the original is not, what the
    lock knows of a private text is compared, or the quoted phrases of notes are looked for.
    """
    found = (_compared(text, article, originals.get(article.id)) for article in library.articles.values())
    enough = (one for one in found if one is not None)
    return tuple(
        sorted((_with_origin(one, library) for one in enough), key=lambda one: (-one.share, one.article.id))
    )


def _compared(text: str, article: Article, original: OriginalText | None) -> Alike | None:
    runs = set(_runs(text))
    held = " ".join(_held(article, original))
    if held and runs:
        share = len(runs & set(_runs(held))) / len(runs)
        return Alike(article, share, f"of its runs of {RUN} words stand in") if share >= LEAST else None
    if article.private is not None and article.private.prints:
        return _by_prints(frozenset(prints(text)), article, frozenset(article.private.prints))
    return _by_phrases(" ".join(words(text)), article)


def _by_prints(ours: frozenset[str], article: Article, theirs: frozenset[str]) -> Alike | None:
    share = len(ours & theirs) / len(ours) if ours else 0.0
    of = f"of its runs of {LONG_RUN} words that are compared stand in"
    return Alike(article, share, of) if share >= LEAST else None


def _held(article: Article, original: OriginalText | None) -> Iterator[str]:
    """Yield the text of ``article``, without what is skipped, as far as it is at hand."""
    if original is not None and article.record.original is not None:
        yield from (original.between(row.lines) for row in article.record.original.passages)
    elif article.record.text == "full":
        yield from (passage.text for passage in article.passages)


def _by_phrases(text: str, article: Article) -> Alike | None:
    quoted = {
        " ".join(spoken)
        for passage in article.passages
        for phrase in phrases(passage.text)[0]
        if len(spoken := words(phrase.text)) >= _SHORTEST_PHRASE
    }
    there = [phrase for phrase in quoted if f" {phrase} " in f" {text} "]
    if len(there) < _LEAST_PHRASES or len(there) < _LEAST_SHARE_OF_PHRASES * len(quoted):
        return None
    return Alike(
        article, len(there) / len(quoted), "of the quoted phrases stand in it that are in the notes of"
    )


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    spoken = words(text)
    yield from (spoken[start : start + RUN] for start in range(len(spoken) - RUN + 1))


def _with_origin(one: Alike, library: Library) -> Alike:
    """Return it with the wire or outlet that the article comes from, if its record names one."""
    for derivation in one.article.record.origins or ():
        origin = library.origins.get(derivation.origin)
        if (
            origin
            and origin.kind in {OriginKind.WIRE, OriginKind.OUTLET}
            and derivation.relation is not Relation.QUOTES
        ):
            return Alike(one.article, one.share, one.of, derivation.origin)
    return one
