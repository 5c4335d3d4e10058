"""Judges the substance of what the sheets say; each rule is a small generator of faults."""

from collections.abc import Callable, Iterator

from topicpages.diagnostics import Diagnostic
from topicpages.evidence.assessment.results import Evidence
from topicpages.evidence.checks import (
    leads,
    paraphrases,
    particulars,
    private_quotes,
    publishable,
    quotations,
    reader_texts,
    registries,
    shorter_texts,
    strangers,
    unconfirmed,
    values,
    wording,
    words,
)
from topicpages.evidence.checks.quotations import LONGEST_QUOTE
from topicpages.sources import Library

__all__ = ["LONGEST_QUOTE", "RULES", "check"]

Rule = Callable[[Library, Evidence], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    values.unproven_values,
    words.uncarried_words,
    words.differing_orders,
    shorter_texts.turned_leads,
    shorter_texts.turned_values,
    paraphrases.bent_paraphrases,
    paraphrases.unused_paraphrases,
    values.unproven_readings,
    values.unproven_days,
    values.wrong_parties,
    values.misnamed_parties,
    values.uncited_outlets,
    values.cut_figures,
    values.unnamed_voices,
    values.repeated_words,
    values.differing_negations,
    values.mixed_scripts,
    particulars.unshown_speakers,
    particulars.unnamed_places,
    particulars.invented_wordings_of_days,
    particulars.uncited_contradictions,
    strangers.unknown_names,
    reader_texts.unsupported_texts,
    leads.one_sided_leads,
    quotations.long_quotes,
    quotations.mostly_quoted_notes,
    quotations.shared_quotes,
    private_quotes.published_words,
    private_quotes.cut_figures_of_originals,
    private_quotes.unrecorded_proofs,
    wording.loaded_words,
    registries.unshown_roles,
    registries.unshown_credits,
    unconfirmed.unconfirmed_fields,
    publishable.unsupported_answers,
    publishable.stale_answers,
    publishable.days_to_come,
    publishable.taken_anchors,
)


def check(library: Library, evidence: Evidence) -> tuple[Diagnostic, ...]:
    """Return every fault of substance, sorted by place. Never raises."""
    return tuple(sorted({fault for rule in RULES for fault in rule(library, evidence)}))
