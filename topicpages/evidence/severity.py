"""Applies ``sources/warnings.yml``: which warnings stop a build, and which single ones may stand."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from topicpages.diagnostics import Diagnostic, Severity, Span, has_errors, near_miss
from topicpages.sources import AllowedWarning, Claim, Library, Place, fixes_of

WARNINGS = frozenset(
    (
        "caption-name-not-in-claims",
        "correction-name-not-in-claims",
        "day-to-come",
        "differs-without-rival",
        "heading-name-not-in-claims",
        "lead-name-not-in-claims",
        "loaded-word",
        "name-not-known",
        "negation-differs",
        "party-differs",
        "positions-agree",
        "positions-not-compared",
        "proof-not-recorded",
        "review-without-claim",
        "said-more-often",
        "stale-answer",
        "unconfirmed-field",
        "undeclared-relation",
        "unused-paraphrase",
        "value-party-not-in-statement",
        "voice-not-in-passage",
    )
)
# Independence is not for an editor to judge: the sheet must declare how the articles are related.
_NEVER_ALLOWED = frozenset({"undeclared-relation"})

Within = Callable[[Span], bool]


def with_chosen_severity(faults: Iterable[Diagnostic], library: Library) -> tuple[Diagnostic, ...]:
    """Apply ``sources/warnings.yml`` to ``faults``; errors always stay errors.

    A warning that it allows is left out, one that it stops at is an error. What it says without effect is a
    fault: ``unknown-warning``, ``not-allowable``, and ``allowed-for-nothing`` once nothing else is wrong.
    """
    place = library.places.get("warnings")
    if place is None:
        return tuple(faults)
    faults, idle = _without_allowed(tuple(_without_misallowed(faults, library)), place, library)
    stopped = tuple(replace(one, severity=Severity.ERROR) if _stops(one, library) else one for one in faults)
    misspelt = tuple(_misspelt(place, library))
    return (*stopped, *misspelt, *(() if has_errors((*stopped, *misspelt)) else idle))


def _without_misallowed(faults: Iterable[Diagnostic], library: Library) -> Iterator[Diagnostic]:
    """Yield ``faults`` without the warnings where an entry allows what is no warning: it may mean them."""
    misspelt = [entry for entry in library.warnings.allow if entry.code not in WARNINGS]
    places = [_within(entry, library) for entry in misspelt]
    for fault in faults:
        if fault.severity is Severity.ERROR or not any(within(fault.span) for within in places):
            yield fault


def _stops(fault: Diagnostic, library: Library) -> bool:
    return fault.severity is Severity.WARNING and fault.code in library.warnings.stop


def _without_allowed(
    faults: tuple[Diagnostic, ...], place: Place, library: Library
) -> tuple[tuple[Diagnostic, ...], Sequence[Diagnostic]]:
    """Return what is not allowed, and a fault for each entry that allows nothing."""
    idle: list[Diagnostic] = []
    for index, entry in enumerate(library.warnings.allow):
        within = _within(entry, library)
        kept = tuple(one for one in faults if not _is_allowed(one, entry, within))
        if len(kept) == len(faults):
            what = f"no “{entry.code}” is at “{entry.at}”"
            remedy = "remove the entry, or correct “at”"
            idle.append(Diagnostic((place / "allow" / index).span, "allowed-for-nothing", what, remedy))
        faults = kept
    return faults, idle


def _is_allowed(fault: Diagnostic, entry: AllowedWarning, within: Within) -> bool:
    allowable = fault.severity is Severity.WARNING and fault.code not in _NEVER_ALLOWED
    return allowable and fault.code == entry.code and within(fault.span)


def _within(entry: AllowedWarning, library: Library) -> Within:
    """Return what tells whether a place is in the claim or file that ``entry`` names."""
    claim = next((claim for claim in library.claims if claim.id == entry.at), None)
    if claim is None:
        return lambda span: span.path == entry.at
    lines = _lines(claim)
    return lambda span: span.path == claim.place.span.path and span.line in lines


def _lines(claim: Claim) -> range:
    """Return the lines of its sheet on which something of a claim begins."""
    path = claim.place.path
    begun = [span.line for at, span in claim.place.document.spans.items() if at[: len(path)] == path]
    return range(min(begun), max(begun) + 1)


def _misspelt(place: Place, library: Library) -> Iterator[Diagnostic]:
    named = [(code, place / "stop" / index) for index, code in enumerate(library.warnings.stop)]
    for index, entry in enumerate(library.warnings.allow):
        where = place / "allow" / index / "code"
        named.append((entry.code, where))
        if entry.code in _NEVER_ALLOWED:
            what = f"“{entry.code}” is never allowed"
            yield Diagnostic(where.span, "not-allowable", what, "declare how the articles are related")
    for code, where in named:
        if code not in WARNINGS:
            remedy = near_miss(code, WARNINGS) or f"one of: {', '.join(sorted(WARNINGS))}"
            fixes = fixes_of(where, code, WARNINGS)
            yield Diagnostic(where.span, "unknown-warning", f"“{code}” is no warning", remedy, fixes=fixes)
