"""Answers that may not be published as they are: proof gone, time past, or anchor taken."""

import re
from collections.abc import Iterator

from topicpages.diagnostics import Diagnostic, Severity
from topicpages.evidence.assessment import Evidence, Flag, Standing
from topicpages.sources import Library

# Anchors that topic pages use for parts of their own.
_TAKEN = re.compile(r"sources|changes|section-\d+|s\d+(?:-p\d+)?|(?:r|picture)-.*")


def unsupported_answers(_: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report ``answer-unsupported``: every article that carried it was withdrawn."""
    for assessed in evidence.assertions.values():
        withdrawn = [
            one.citation.article for one in assessed.carried if one.citation.article.record.withdrawn
        ]
        if (
            assessed.standing is Standing.UNSUPPORTED
            and withdrawn
            and not any(one.usable for one in assessed.carried)
        ):
            what = f"nothing carries “{assessed.assertion.id}” any more: “{withdrawn[0].id}” is withdrawn"
            span = (assessed.assertion.place / "citations").key_span
            yield Diagnostic(span, "answer-unsupported", what, "cite another article, or add “retired”")


def stale_answers(_: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Warn by ``stale-answer`` of an answer whose time has passed."""
    for assessed in evidence.assertions.values():
        if Flag.STALE in assessed.flags:
            day = assessed.assertion.spec.stale_after
            what = f"“{assessed.assertion.id}” was right until {day}, and it is {evidence.today}"
            remedy = "look for newer articles, then move “stale_after” or add “retired”"
            span = (assessed.assertion.place / "stale_after").span
            yield Diagnostic(span, "stale-answer", what, remedy, Severity.WARNING)


def days_to_come(library: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Warn by ``day-to-come`` of a correction or retirement dated after today, as before its own commit."""
    for topic in library.topics.values():
        days = [
            (correction.on, topic.place / "corrections" / index / "on")
            for index, correction in enumerate(topic.sheet.corrections)
        ]
        days += [
            (answer.spec.retired.on, answer.place / "retired" / "on")
            for claim in topic.claims
            for answer in claim.assertions
            if answer.spec.retired is not None
        ]
        for day, place in days:
            if day > evidence.today:
                what = f"{day} is yet to come: today is {evidence.today}"
                remedy = "correct the day, or commit first: today is the day of the last commit"
                yield Diagnostic(place.span, "day-to-come", what, remedy, Severity.WARNING)


def taken_anchors(library: Library, _: Evidence) -> Iterator[Diagnostic]:
    """Report ``anchor-taken``: a claim whose id is an anchor that every topic's page may have."""
    for claim in library.claims:
        if _TAKEN.fullmatch(claim.anchor):
            what = f"“{claim.anchor}” is an anchor of a part of the page"
            yield Diagnostic((claim.place / "id").span, "anchor-taken", what, "choose another id")
