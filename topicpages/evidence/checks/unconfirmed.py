"""Fields of records that nobody has looked at since they were guessed."""

from collections.abc import Iterator

from topicpages.diagnostics import Diagnostic, Severity
from topicpages.evidence.assessment import Evidence
from topicpages.sources import Library


def unconfirmed_fields(library: Library, _: Evidence) -> Iterator[Diagnostic]:
    """Warn by ``unconfirmed-field`` of what was guessed when a record was made, and stands there as such."""
    for article in library.articles.values():
        guessed = [f"“{name}”" for name in article.record.unconfirmed if name != "notes"]
        place = article.place / "unconfirmed"
        if guessed:
            what = f"{', '.join(guessed)} {'were' if guessed[1:] else 'was'} guessed when the record was made"
            remedy = "look at each, correct it, then take its name out of this list"
            yield Diagnostic(place.span, "unconfirmed-field", what, remedy, Severity.WARNING)
        if "notes" in article.record.unconfirmed:
            what = f"the notes of “{article.id}” are not written yet"
            remedy = "write one for each passage, then take “notes” out of this list"
            yield Diagnostic(place.span, "unconfirmed-field", what, remedy, Severity.WARNING)
