"""Quotes, notes and leads of the real sheets made a little false are caught; other typography is not."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TypeVar

import pytest

from tests.support.real_sheets import MOST, SEED, another, real, real_corpus, real_evidence
from topicpages.evidence.audit import audit_notes
from topicpages.evidence.checks.reader_texts import unsupported_texts
from topicpages.language.figures import Figure, carries
from topicpages.sources.library import Article, Citation, Quote, Section, Topic
from topicpages.sources.link.citations import CitationLinker
from topicpages.sources.link.resolver import Resolver
from topicpages.sources.originals import OriginalText

_NOT = {"not", "never", "no", "cannot", "without", "neither", "nor"}
_OMISSION = "[…]"
_ATTEMPTS = 15
_T = TypeVar("_T")


# --- quotes ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Requoted:
    """A quote of a citation with other words."""

    citation: Citation
    quote: Quote
    exact: str

    def __str__(self) -> str:
        return f"{self.quote.place.span}: {self.exact}"


def _quotes() -> Iterator[tuple[Citation, Quote]]:
    library, _ = real()
    for answer in library.assertions:
        for citation in answer.citations:
            yield from ((citation, quote) for quote in citation.quotes)


def changed_letters() -> Iterator[Requoted]:
    """One letter of each quote, the next of the alphabet."""
    draw = random.Random(SEED)
    for citation, quote in _quotes():
        exact = quote.spec.exact
        at = draw.choice([at for at, char in enumerate(exact) if char.isascii() and char.isalpha()])
        following = "a" if exact[at] in "zZ" else chr(ord(exact[at]) + 1)
        yield Requoted(citation, quote, exact[:at] + following + exact[at + 1 :])


def dropped_words() -> Iterator[Requoted]:
    """Each quote without one word from its inside; at its ends it would only be a shorter quote.

    Now and then what is left is quoted from the article elsewhere, and then it is no false quote.
    """
    for citation, quote in _quotes():
        words = quote.spec.exact.split(" ")
        for at in range(1, len(words) - 1):
            left = " ".join((*words[:at], *words[at + 1 :]))
            if _OMISSION not in words[at - 1 : at + 2] and not _is_quoted(left, citation.article):
                yield Requoted(citation, quote, left)


def _is_quoted(text: str, article: Article) -> bool:
    phrases = (phrase for passage in article.passages for phrase in re.findall("“([^”]*)”", passage.text))
    return any(f" {text} " in f" {phrase} " for phrase in phrases)


def dropped_negations() -> Iterator[Requoted]:
    """Each quote without the “not” inside it."""
    for found in dropped_words():
        before, after = found.quote.spec.exact.split(" "), found.exact.split(" ")
        if sum(word.lower() in _NOT for word in before) > sum(word.lower() in _NOT for word in after):
            yield found


def swapped_digits() -> Iterator[Requoted]:
    """Two different adjacent digits of a quote, exchanged."""
    for citation, quote in _quotes():
        exact = quote.spec.exact
        for match in re.finditer(r"(?=(\d)(\d))", exact):
            if match[1] != match[2]:
                at = match.start()
                yield Requoted(citation, quote, exact[:at] + match[2] + match[1] + exact[at + 2 :])


@cache
def _linker() -> CitationLinker:
    return CitationLinker(Resolver(real_corpus()), real()[0].articles)


def _is_reported(found: Requoted) -> bool:
    linker = _linker()
    linker.resolver = Resolver(real_corpus())
    spec = found.quote.spec.model_copy(update={"exact": found.exact})
    linker.linked(found.citation.spec.model_copy(update={"quotes": (spec,)}), found.citation.place)
    return bool(linker.resolver.faults)


_FALSE_QUOTES = (changed_letters, dropped_words, dropped_negations, swapped_digits)


@pytest.mark.parametrize("mutate", _FALSE_QUOTES)
def test_a_quote_a_little_unlike_the_article_is_caught(mutate: Callable[[], Iterator[Requoted]]) -> None:
    assert [str(found) for found in _some(mutate()) if not _is_reported(found)] == []


@pytest.mark.torture
@pytest.mark.parametrize("mutate", _FALSE_QUOTES)
def test_every_quote_a_little_unlike_the_article_is_caught(
    mutate: Callable[[], Iterator[Requoted]],
) -> None:
    assert [str(found) for found in mutate() if not _is_reported(found)] == []


# --- typography ------------------------------------------------------------------------------------------

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
_VARIATIONS: dict[str, Callable[[str], str]] = {
    "straight": lambda text: text.translate(_STRAIGHT).replace("[…]", "[...]"),
    "curly": lambda text: re.sub(r"(?<=\w)['’](?=\w)", "’", text),
    "low": lambda text: text.replace("“", "„").replace("‘", "‛"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "narrow spaces": lambda text: text.replace(" ", "\u202f"),
    "wrapped lines": lambda text: text.replace(" ", "\n    "),
    "soft hyphens": lambda text: re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", "\u00ad", text),
    "zero-width spaces": lambda text: text.replace(" ", " \u200b"),
    "hyphens": lambda text: re.sub(r"(?<=\w)-(?=\w)", "\u2010", text),
    "dashes": lambda text: re.sub(r"(?<=\w)-(?=\w)", "–", text),
    "byte order mark": lambda text: "\ufeff" + text,
    "spaces around": lambda text: f"  {text}\t",
}


@pytest.mark.parametrize("variation", _VARIATIONS)
def test_no_quote_in_other_typography_is_a_false_alarm(variation: str) -> None:
    varied = (
        Requoted(citation, quote, _VARIATIONS[variation](quote.spec.exact)) for citation, quote in _quotes()
    )
    assert [str(found) for found in varied if _is_reported(found)] == []


# --- figures of leads and notes --------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A text with a false figure, and whether it is caught."""

    text: str
    is_caught: Callable[[], bool]

    def __str__(self) -> str:
        return self.text


def false_leads() -> Iterator[Told]:
    """Each figure of each lead, another."""
    library, _ = real()
    for topic in library.topics.values():
        for lead in topic.lead:
            for text in _falsified(lead.spec.text, _said_anywhere()):
                changed = replace(lead, spec=lead.spec.model_copy(update={"text": text}))
                small = replace(topic, sections=(), lead=(changed,), pictures=())
                yield Told(text, partial(_is_unborne, small))


def false_notes() -> Iterator[Told]:
    """Each figure of the note of each claim, another."""
    library, _ = real()
    for topic in library.topics.values():
        for claim in topic.claims:
            note = claim.spec.note
            if note is None or note.outside:
                continue
            for text in _falsified(note.text, _said_anywhere()):
                changed = claim.spec.model_copy(update={"note": note.model_copy(update={"text": text})})
                section = Section("x", (replace(claim, spec=changed),))
                small = replace(topic, sections=(section,), lead=(), pictures=())
                yield Told(text, partial(_is_unborne, small))


def false_records() -> Iterator[Told]:
    """Each figure of the note of each passage, another; the notes as they are stand for the original."""
    library, _ = real()
    for article in library.articles.values():
        for at, passage in enumerate(article.passages):
            for text in _falsified(passage.text, _figures_of(passage.text)):
                notes = (*article.passages[:at], replace(passage, text=text), *article.passages[at + 1 :])
                changed = replace(article, passages=notes)
                yield Told(text, partial(_is_unaudited, changed, article))


def _falsified(text: str, known: tuple[Figure, ...]) -> Iterator[str]:
    """Yield ``text`` with each figure exchanged for one that is not ``known``.

    A figure that the sources of the text say of something else would be borne out: a statement's proof looks
    at units and parties, that of leads and notes does not.
    """
    _, prover = real()
    for figure in prover.figures(text):
        changed = figure.text
        for _ in range(_ATTEMPTS):
            changed = another(changed)
            read = prover.figures(changed)
            said = (carries(other, found, qualified=False) for found in read for other in known)
            if changed != figure.text and read and not any(said):
                yield text[: figure.start] + changed + text[figure.end :]
                break


@cache
def _said_anywhere() -> tuple[Figure, ...]:
    library, _ = real()
    texts = [passage.text for article in library.articles.values() for passage in article.passages]
    return _figures_of(*texts, *(answer.spec.statement for answer in library.assertions))


def _figures_of(*texts: str) -> tuple[Figure, ...]:
    found = {figure.bare: figure for text in texts for figure in real()[1].figures(text)}
    return tuple(found.values())


def _is_unborne(topic: Topic) -> bool:
    # Without the registries' places their notes are not read again and again.
    small = replace(real()[0], topics={topic.id: topic}, places={})
    faults = unsupported_texts(small, real_evidence())
    return any(
        fault.code.endswith("-figure-not-in-claims") and not fault.code.startswith("heading")
        for fault in faults
    )


def _is_unaudited(false: Article, true: Article) -> bool:
    library, _ = real()
    small = replace(library, topics={}, articles={false.id: false})
    return any(fault.code == "audit-figure" for fault in audit_notes(small, {true.id: _as_original(true)})[1])


def _as_original(article: Article) -> OriginalText:
    """Return the notes of an article on the lines of its original, without the marks of their quotes."""
    lines = [""] * max(passage.lines.last for passage in article.passages if passage.lines)
    for passage in article.passages:
        if passage.lines:
            lines[passage.lines.first - 1] += " " + re.sub("[“”]", "", passage.text.replace("\n", " "))
    return OriginalText(tuple(lines), "0" * 64)


_FALSE_FIGURES = (false_leads, false_notes, false_records)


@pytest.mark.parametrize("mutate", _FALSE_FIGURES)
def test_a_false_figure_in_a_lead_or_note_is_caught(mutate: Callable[[], Iterator[Told]]) -> None:
    assert [str(told) for told in _some(mutate()) if not told.is_caught()] == []


@pytest.mark.torture
@pytest.mark.parametrize("mutate", _FALSE_FIGURES)
def test_every_false_figure_in_a_lead_or_note_is_caught(mutate: Callable[[], Iterator[Told]]) -> None:
    assert [str(told) for told in mutate() if not told.is_caught()] == []


def test_the_notes_as_they_are_raise_no_such_alarm() -> None:
    library, _ = real()
    assert [key for key, article in library.articles.items() if _is_unaudited(article, article)] == []
    assert [fault.message for fault in unsupported_texts(library, real_evidence())] == []


def test_there_is_a_quote_or_text_to_make_false() -> None:
    sorts = (*_FALSE_QUOTES, *_FALSE_FIGURES)
    assert [sort.__name__ for sort in sorts if next(iter(sort()), None) is None] == []


def _some(found: Iterator[_T]) -> list[_T]:
    kept = list(found)
    random.Random(SEED).shuffle(kept)
    return kept[:MOST]
