"""Words that take sides stand only inside quotes."""

import re
from collections.abc import Iterator, Mapping

from topicpages.diagnostics import Diagnostic, Severity
from topicpages.evidence.assessment import Evidence
from topicpages.language import Phrasebook, normalise, phrases
from topicpages.sources import Claim, Library, LoadedWord, Place, Topic

_SINGLE_QUOTED = re.compile(r"(?<!\w)‘[^’]*’(?!\w)")


def loaded_words(library: Library, _: Evidence) -> Iterator[Diagnostic]:
    """Warn by ``loaded-word`` of words of ``wording.yml`` in any text of ours that readers see.

    What stands “inside quotes”, in names of entities or outlets and in printed titles is not ours.
    """
    words = {word.word.rstrip("*").casefold(): word for word in library.wording.words}
    if not words:
        return
    loaded, exempt = _pattern(words), _exempt(library)
    for text, place in _texts(library):
        for match in loaded.finditer(_own_words(text, exempt)):
            found = words[match["any"].casefold()] if match["any"] else words[match["whole"].casefold()]
            what = f"“{match[0]}” takes sides: {found.why}"
            remedy = "use a neutral word, or quote who says it"
            yield Diagnostic(place.span, "loaded-word", what, remedy, Severity.WARNING)


def _pattern(words: Mapping[str, LoadedWord]) -> re.Pattern[str]:
    def either(*, ending: bool) -> str:
        stems = [re.escape(stem) for stem, word in words.items() if word.word.endswith("*") is ending]
        # An empty list must match nothing.
        return "|".join(sorted(stems, key=len, reverse=True)) or r"(?!)"

    whole, any_ending = either(ending=False), either(ending=True)
    return re.compile(rf"\b(?:(?P<whole>{whole})\b|(?P<any>{any_ending})\w*)", re.IGNORECASE)


def _exempt(library: Library) -> Phrasebook:
    names = {name for entity in library.entities.values() for name in entity.wordings}
    names |= {outlet.name for outlet in library.publishers.values()}
    names |= {origin.name for origin in library.origins.values()}
    names |= {article.record.title for article in library.articles.values() if article.record.title}
    return Phrasebook((name, name) for name in names)


def _own_words(text: str, exempt: Phrasebook) -> str:
    """Return ``text`` with quotes and names blanked out; ‘single’ quotes count as quotes too."""
    folded = normalise(text)
    named = (folded.raw_span(start, end) for start, end, _ in exempt.find(folded.text))
    quoted = ((phrase.start, phrase.end) for phrase in phrases(text)[0])
    single = (match.span() for match in _SINGLE_QUOTED.finditer(text))
    for start, end in (*named, *quoted, *single):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _texts(library: Library) -> Iterator[tuple[str, Place]]:
    for topic in library.topics.values():
        yield from _texts_of_topic(topic)
        for claim in topic.claims:
            yield from _texts_of_claim(claim)
    entities = library.places.get("entities")
    for key, entity in library.entities.items():
        if entity.note and entities:
            yield entity.note.text, entities / key / "note" / "text"


def _texts_of_topic(topic: Topic) -> Iterator[tuple[str, Place]]:
    yield topic.sheet.title, topic.place / "title"
    if topic.sheet.description:
        yield topic.sheet.description, topic.place / "description"
    for index, section in enumerate(topic.sheet.sections):
        yield section.title, topic.place / "sections" / index / "title"
    for lead in topic.lead:
        yield lead.spec.text, lead.place / "text"
    for index, picture in enumerate(topic.pictures):
        for key in ("title", "caption", "alt"):
            yield getattr(picture.spec, key), topic.place / "figures" / index / key
    for index, correction in enumerate(topic.sheet.corrections):
        # Not “was”: what stood before may have been the loaded word.
        for key in ("now", "why"):
            yield getattr(correction, key), topic.place / "corrections" / index / key


def _texts_of_claim(claim: Claim) -> Iterator[tuple[str, Place]]:
    yield claim.spec.question, claim.place / "question"
    if claim.spec.note:
        yield claim.spec.note.text, claim.place / "note" / "text"
    for answer in claim.assertions:
        yield answer.spec.statement, answer.place / "statement"
        if answer.spec.when and answer.spec.when.why:
            yield answer.spec.when.why, answer.place / "when" / "why"
        if answer.spec.retired:
            yield answer.spec.retired.why, answer.place / "retired" / "why"
