"""Readings: words of the quotes that mean what they do not spell out, each rule evaluated."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from topicpages.evidence.proof.counting import counts
from topicpages.evidence.proof.excerpt import Excerpt
from topicpages.evidence.proof.read_places import Place, places_of
from topicpages.evidence.proof.vocabulary import Quoted, Vocabulary
from topicpages.language import (
    Edtf,
    Figure,
    FigureKind,
    StatedDate,
    date_in_english,
    figures_in,
    normalise,
    parse_edtf,
    resolve_latest,
    resolve_relative,
    resolve_same_month,
    resolve_weekday,
)
from topicpages.sources import ReadingRule

_YEARS = "years"
_PARTIES = (
    "nations|sides|countries|parties|governments|states|powers|capitals|militaries|armies|navies|neighbours"
    "|neighbors|delegations|leaders|presidents|allies|rivals|adversaries|enemies|belligerents|organisations"
    "|organizations|institutions"
)
_PARTY = (
    "nation|side|country|party|government|state|power|capital|military|army|navy|neighbour|neighbor"
    "|delegation|leader|president|ally|rival|adversary|enemy|belligerent|organisation|organization|institution"
)
_BOTH = re.compile(rf"\b(?:(?:both|two) (?:{_PARTIES})|each (?:{_PARTY}))\b", re.IGNORECASE)
_A_PAIR = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """``words`` of the quotes (``from`` in the sheet), what they mean, and by which rule."""

    words: tuple[str, ...]
    means: tuple[str, ...]
    by: ReadingRule


@dataclass(frozen=True, slots=True)
class ReadingProblem:
    """Why the reading at ``index`` of its citation is not proven; code ``unproven-reading``."""

    index: int
    message: str


@dataclass(frozen=True, slots=True)
class Source:
    """A figure in the quote that a computed one comes from."""

    quote: Quoted
    figure: Figure


@dataclass(frozen=True, slots=True)
class Read:
    """What a proven reading adds: a figure with its sources, or parties."""

    figure: Figure | None = None
    sources: tuple[Source, ...] = ()
    parties: frozenset[str] = frozenset()


Why = str
"""The reason why a reading does not hold."""


def evaluated(
    readings: Sequence[Reading],
    excerpts: Sequence[tuple[Excerpt, Quoted]],
    published: Edtf | None,
    vocabulary: Vocabulary,
) -> tuple[tuple[Read, ...], tuple[ReadingProblem, ...]]:
    """Return what the proven ``readings`` add, and the reason for each that is not proven."""
    proven: list[Read] = []
    problems: list[ReadingProblem] = []
    for index, reading in enumerate(readings):
        read = _evaluate(reading, excerpts, published, vocabulary)
        if isinstance(read, Read):
            proven.append(read)
        else:
            problems.append(ReadingProblem(index, read))
    return tuple(proven), tuple(problems)


def _evaluate(
    reading: Reading,
    excerpts: Sequence[tuple[Excerpt, Quoted]],
    published: Edtf | None,
    vocabulary: Vocabulary,
) -> Read | Why:
    places = places_of(reading.words, excerpts)
    if isinstance(places, str):
        return places
    match reading.by:
        case ReadingRule.SUM | ReadingRule.DIFFERENCE:
            return _computed(reading, places)
        case ReadingRule.YEARS_BETWEEN:
            return _years_between(reading, places)
        case ReadingRule.BOTH_PARTIES:
            return _both(reading, excerpts, vocabulary)
        case (
            ReadingRule.SAME_MONTH | ReadingRule.WEEKDAY | ReadingRule.RELATIVE_DATE | ReadingRule.LATEST_DATE
        ):
            return _dated(reading, places, published)


def _count(place: Place) -> Source | Why:
    counts = [figure for figure in place.figures if figure.kind is FigureKind.NUMBER]
    if len(counts) != 1 or counts[0].qualifier or counts[0].low is None or counts[0].low != counts[0].high:
        return f"“{place.text}” is not one exact number"
    return Source(place.quote, counts[0])


def _computed(reading: Reading, places: list[Place]) -> Read | Why:
    sources: list[Source] = []
    for place in places:
        source = _count(place)
        if isinstance(source, str):
            return source
        sources.append(source)
    if len(sources) < _A_PAIR:
        return f"a {reading.by} needs at least two numbers"
    if reading.by is ReadingRule.DIFFERENCE and len(sources) != _A_PAIR:
        return "a difference needs exactly two numbers"
    if len({(source.figure.word, source.figure.implied) for source in sources}) != 1:
        return (
            f"a {reading.by} needs figures of one kind: {', '.join(source.figure.text for source in sources)}"
        )
    first = sources[0].figure
    amounts = [source.figure.low or Decimal(0) for source in sources]
    result = sum(amounts, Decimal(0)) if reading.by is ReadingRule.SUM else abs(amounts[0] - amounts[1])
    computed = Figure(FigureKind.NUMBER, "", 0, 0, result, result, word=first.word, implied=first.implied)
    return _number_read(reading, computed, tuple(sources))


def _number_read(reading: Reading, result: Figure, sources: tuple[Source, ...] = ()) -> Read | Why:
    """Return the reading when it means the number ``result``."""
    means = figures_in(reading.means[0]) if len(reading.means) == 1 else ()
    same = len(means) == 1 and (means[0].low, means[0].high, means[0].word) == (
        result.low,
        result.high,
        result.word,
    )
    if not same or means[0].qualifier:
        amount = (result.low or Decimal(0)).normalize()
        return f"the {reading.by} is {result.word}{amount:f}, not “{', '.join(reading.means)}”"
    return Read(replace(result, text=means[0].text), sources)


def _years_between(reading: Reading, places: list[Place]) -> Read | Why:
    years = [
        figure.when.year
        for place in places
        for figure in place.figures
        if figure.when and figure.when.year and not figure.when.last_year and not counts(place.quote, figure)
    ]
    if len(places) != _A_PAIR or len(years) != _A_PAIR:
        return "years-between needs two words with one year each"
    between = Decimal(abs(years[0] - years[1]))
    return _number_read(reading, Figure(FigureKind.NUMBER, "", 0, 0, between, between, implied=_YEARS))


def _both(reading: Reading, excerpts: Sequence[tuple[Excerpt, Quoted]], vocabulary: Vocabulary) -> Read | Why:
    if not any(_BOTH.search(normalise(words).text) for words in reading.words):
        return f"“{', '.join(reading.words)}” is not both, two or each of nations, sides or other parties"
    unknown = [party for party in reading.means if not vocabulary.is_party(party)]
    if unknown:
        return f"“{unknown[0]}” is not a known party"
    if len(set(reading.means)) != _A_PAIR:
        return "both-parties means exactly two parties"
    named = frozenset[str]().union(
        *(excerpt.named.union(*(ids for _, _, ids in quote.parties)) for excerpt, quote in excerpts)
    )
    unnamed = [party for party in reading.means if party not in named]
    if unnamed:
        return f"no passage that is quoted names “{unnamed[0]}”"
    return Read(parties=frozenset(reading.means))


def _dated(reading: Reading, places: Sequence[Place], published: Edtf | None) -> Read | Why:
    for place in places:
        if turned := place.turned:
            return f"“{place.text}” stands in “{turned}”, which is another time"
    resolved = _resolved(reading, published) if published else None
    said = ", ".join(reading.words)
    if resolved is None or resolved.lower is None or resolved.upper is None:
        against = date_in_english(published) if published else "an unknown date"
        return f"“{said}” cannot be resolved by {reading.by} against {against}"
    means = parse_edtf(reading.means[0]) if len(reading.means) == 1 else None
    if means is None or (means.lower, means.upper) != (resolved.lower, resolved.upper):
        return f"“{said}” is {resolved.text}, not “{', '.join(reading.means)}”"
    when = _as_stated(resolved.lower, resolved.upper, resolved.text)
    return Read(Figure(FigureKind.DATE, resolved.text, 0, 0, when=when))


def _resolved(reading: Reading, published: Edtf) -> Edtf | None:
    if reading.by is ReadingRule.SAME_MONTH:
        return resolve_same_month(reading.words, published)
    if len(reading.words) != 1:
        return None
    words = normalise(reading.words[0]).text
    match reading.by:
        case ReadingRule.WEEKDAY:
            return resolve_weekday(words, published)
        case ReadingRule.RELATIVE_DATE:
            return resolve_relative(words, published)
        case _:
            return resolve_latest(words, published)


def _as_stated(first: date, last: date, text: str) -> StatedDate:
    """Return the date as if the text had stated it; ``text`` tells how fine it is."""
    if first == last:
        return StatedDate(first.year, first.month, first.day)
    if "/" in text:
        return StatedDate(first.year, first.month, first.day, last_day=last.day)
    return StatedDate(first.year, first.month if (first.month == last.month) else None)
