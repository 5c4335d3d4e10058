"""Judges the substance of what the sheets say; each rule is a small generator of faults."""

from collections.abc import Callable, Iterator

from topicpages.checks import reader_texts, values
from topicpages.diagnostics import Diagnostic
from topicpages.evidence.model import Evidence
from topicpages.library import Library

Rule = Callable[[Library, Evidence], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    values.unproven_values,
    values.unproven_readings,
    values.unproven_days,
    values.wrong_parties,
    values.cut_figures,
    values.unnamed_voices,
    values.differing_negations,
    reader_texts.unborne_figures,
    reader_texts.unborne_names,
    reader_texts.uncited_quotes,
)


def check(library: Library, evidence: Evidence) -> tuple[Diagnostic, ...]:
    """Return every fault of substance, sorted by place. Never raises."""
    return tuple(sorted({fault for rule in RULES for fault in rule(library, evidence)}))
