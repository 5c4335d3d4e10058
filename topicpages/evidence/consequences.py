"""Leaves out what is wrong only because something else is: one mistake gives one message.

What is known to be incomplete has no faults of absence. A quote that is not found leaves words unproven, an
answer that is not proven leaves a lead without its claims, a registry with a fault leaves names unknown. So
faults are told in the order in which they are mended.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from topicpages.diagnostics import Diagnostic, Severity, Span
from topicpages.evidence.assessment import Evidence
from topicpages.evidence.assessment.disputes import folded_question
from topicpages.sources import Assertion, Claim, Document, Lead, Library, Topic

# Without all of these few proofs succeed, and no fault of absence would be one.
_PROVE_WITH = ("entities", "origins", "paraphrases", "publishers", "units")
# What can be seen by itself, whatever else is missing.
_PRESENT = frozenset(
    (
        "anchor-taken",
        "answer-unsupported",
        "audit-figure",
        "audit-lines",
        "audit-phrase",
        "audit-run",
        "audit-sentence",
        "audit-title",
        "bent-paraphrase",
        "day-to-come",
        "differs-without-note",
        "mixed-scripts",
        "not-allowable",
        "origin-cycle",
        "quote-share",
        "quote-too-long",
        "same-original",
        "stale-answer",
        "too-many-answers",
        "undeclared-relation",
    )
)
# Of one answer, those of a later row may come from one of an earlier row.
_RANKS: Sequence[frozenset[str]] = (
    frozenset(("mixed-scripts", "quote-cuts-figure", "unproven-reading")),
    frozenset(("figure-not-proven", "name-not-proven", "value-not-proven")),
    frozenset(("order-differs", "tense-differs", "word-left-out", "word-not-carried")),
    frozenset(
        (
            "outlet-not-cited",
            "quoted-words-not-cited",
            "speaker-not-shown",
            "value-contradicts-statement",
            "value-not-in-statement",
            "when-not-proven",
            "words-of-day-not-cited",
        )
    ),
    frozenset(
        (
            "name-not-known",
            "negation-differs",
            "party-differs",
            "said-more-often",
            "value-party-not-in-statement",
            "voice-not-in-passage",
        )
    ),
)
_RANK: Mapping[str, int] = {code: rank for rank, codes in enumerate(_RANKS) for code in codes}
# What speaks of several claims.
_COMPARED = frozenset(
    (
        "differs-without-rival",
        "positions-agree",
        "positions-not-compared",
        "same-quotes",
    )
)
_CITED = frozenset(("contradiction-not-cited", "place-not-named"))
# Words and figures of an answer that no citation carries leave those that rest on it without them too.
_LAST_OF_PROOF = 2
_OF_ANSWER = frozenset(
    ("citation", "citations", "order", "speaker", "statement", "value", "values", "variants", "when")
)
_JOINED = frozenset(("figure-not-proven", "name-not-proven", "word-not-carried"))
_OF_ARTICLE = frozenset(("credit-not-shown", "quote-share", "quote-too-long"))
# More words of one answer than these are told in one message: its quotes are others.
_SEVERAL = 3
Path = tuple[str | int, ...]
Found = TypeVar("Found", Claim, Assertion, Lead)
_FIRST_WORDS = re.compile("“[^”]*”")


def without_consequences(
    faults: Iterable[Diagnostic], library: Library, evidence: Evidence
) -> tuple[Diagnostic, ...]:
    """Return ``faults`` of substance without those that something missing, or another fault, may explain."""
    faults = tuple(sorted(set(faults)))
    gaps = library.gaps
    if gaps.registries.intersection(_PROVE_WITH) or any(
        gaps.has_lost(f"sources/{stem}.yml") for stem in _PROVE_WITH
    ):
        faults = tuple(fault for fault in faults if fault.code in _PRESENT)
    if gaps.has_lost("sources/warnings.yml"):  # which of them may stand is not known
        faults = tuple(fault for fault in faults if fault.severity is Severity.ERROR)
    return tuple(_Consequences(library, evidence, faults).left()) if faults else ()


class _Consequences:
    """Finds the answers that are in doubt, and what rests on them."""

    def __init__(self, library: Library, evidence: Evidence, faults: Sequence[Diagnostic]) -> None:
        self.library, self.evidence = library, evidence
        self.places = _Places(library)
        self.of_answers: dict[Assertion, list[Diagnostic]] = defaultdict(list)
        self.others: list[Diagnostic] = []
        for fault in faults:
            answer = self.places.answer(fault.span) if fault.code in _RANK else None
            if answer is None:
                self.others.append(fault)
            else:
                self.of_answers[answer].append(fault)
        self.doubted = frozenset(self._doubted())

    def left(self) -> Iterator[Diagnostic]:
        """Yield the faults that nothing else explains."""
        for answer, faults in self.of_answers.items():
            if not answer.incomplete:
                first = min(_RANK[fault.code] for fault in faults)
                yield from _joined(_unexchanged([fault for fault in faults if _RANK[fault.code] == first]))
        of_leads: dict[Lead, list[Diagnostic]] = defaultdict(list)
        for fault in self.others:
            if self._is_explained(fault):
                continue
            lead = self.places.lead(fault.span)
            if lead is None:
                yield fault
            else:
                of_leads[lead].append(fault)
        for faults in of_leads.values():
            yield from _joined(list(_of_lead(faults)))

    def _doubted(self) -> Iterator[str]:
        """Yield the ids of claims in doubt: an answer to the same question has a fault of its proof."""
        questions = set()
        for claim in self.library.claims:
            faults = (fault for answer in claim.assertions for fault in self.of_answers.get(answer, ()))
            if claim.incomplete or any(_RANK[fault.code] <= _LAST_OF_PROOF for fault in faults):
                questions.add(folded_question(claim.spec.question))
        for claim in self.library.claims:
            if folded_question(claim.spec.question) in questions:
                yield claim.id

    def _is_doubted(self, answers: Iterable[Assertion | Claim]) -> bool:
        return any(one.claim_id in self.doubted for one in answers)

    def _is_explained(self, fault: Diagnostic) -> bool:
        """Tell whether something that is missing or in doubt may be the only reason for a fault."""
        if fault.code == "unused-paraphrase":
            gaps = self.library.gaps
            return bool(self.doubted or gaps.files or gaps.claims or self._has_incomplete_lead())
        if fault.code == "differs-without-rival" and self.library.gaps.has_lost("sources/facts/"):
            return True
        if fault.code == "quoted-words-not-cited" and self._lacks_words_of_articles():
            return True
        if fault.code == "review-without-claim":
            return any(f"“{claim}”" in fault.message for claim in self.library.gaps.claims)
        if (article := self.places.articles.get(fault.span.path)) is not None:
            return fault.code in _OF_ARTICLE and article.incomplete
        if fault.code == "role-not-shown":
            return any(one.incomplete for one in self.library.articles.values())
        if fault.code in _PRESENT:
            return False
        if (lead := self.places.lead(fault.span)) is not None:
            return lead.incomplete or self._is_doubted(lead.assertions)
        return self._is_explained_in_sheet(fault)

    def _lacks_words_of_articles(self) -> bool:
        gaps = self.library.gaps
        is_lost = "articles" in gaps.registries or gaps.has_lost("sources/articles")
        return is_lost or any(one.incomplete for one in self.library.articles.values())

    def _has_incomplete_lead(self) -> bool:
        return any(lead.incomplete for topic in self.library.topics.values() for lead in topic.lead)

    def _is_explained_in_sheet(self, fault: Diagnostic) -> bool:
        is_of_text = fault.code.endswith("-not-in-claims") or fault.code == "quoted-words-not-cited"
        claim = self.places.claim(fault.span)
        if fault.code in _CITED:
            return claim is not None and claim.incomplete
        if not is_of_text and fault.code not in _COMPARED:
            return False
        topic, path = self.places.of_topic(fault.span)
        if topic is None:  # a note of an entity: any claim may bear it out
            return bool(self.doubted) or self.library.gaps.has_lost("sources/facts/")
        if claim is not None:
            seen = self.library.see.get(claim.id, ())
            is_blind = len(seen) < len(claim.spec.see)
            return is_blind or self._is_doubted((claim, *seen))
        match path[:2]:
            case "figures", int(number):
                picture = topic.pictures[number]
                return picture.incomplete or self._is_doubted(picture.assertions)
            case "corrections", int(number):
                named = topic.sheet.corrections[number].claim.split("/")
                return not self.doubted.isdisjoint((f"{topic.id}/{named[0]}", "/".join(named[:2])))
            case _:
                return self._is_doubted(topic.claims)


def _of_lead(faults: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield what is wrong with a sentence of a lead: what is not in its claims is not one-sided too."""
    ranks = [_rank_in_lead(fault.code) if fault.severity is Severity.ERROR else None for fault in faults]
    first = min((rank for rank in ranks if rank is not None), default=None)
    yield from (fault for fault, rank in zip(faults, ranks, strict=True) if rank in (None, first))


def _rank_in_lead(code: str) -> int | None:
    if code.endswith("-not-in-claims"):
        return 0
    return 1 if code in _RANK else 2 if code == "one-sided-lead" else None


def _unexchanged(faults: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return ``faults`` without words of the quotes that are left out because others stand in their place."""
    strange = sum(fault.code == "word-not-carried" for fault in faults)
    return [fault for fault in faults if fault.code != "word-left-out" or _count_left_out(fault) > strange]


def _count_left_out(fault: Diagnostic) -> int:
    said = fault.message.partition(" say ")[2].partition(", and the statement")[0]
    return len(_FIRST_WORDS.findall(said)) or 1


def _joined(faults: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield ``faults``, but of very many of one code only the first, with the words of the others."""
    by_code: dict[str, list[Diagnostic]] = defaultdict(list)
    for fault in faults:
        by_code[fault.code].append(fault)
    for code, (first, *others) in by_code.items():
        if len(others) < _SEVERAL or code not in _JOINED:
            yield from (first, *others)
            continue
        words = dict.fromkeys(found[0] for one in others if (found := _FIRST_WORDS.search(one.message)))
        yield replace(first, message=f"{first.message}; nor are {', '.join(words)}")


class _Places:
    """Finds the claim, answer or lead sentence in which a place stands."""

    def __init__(self, library: Library) -> None:
        self.topics = {topic.place.document.path: topic for topic in library.topics.values()}
        self.starts = {path: _starts(topic.place.document) for path, topic in self.topics.items()}
        self.claims = {_written(claim): claim for claim in library.claims}
        self.answers = {_written(answer): answer for answer in library.assertions}
        self.leads = {_written(lead): lead for topic in library.topics.values() for lead in topic.lead}
        self.articles = {one.place.document.path: one for one in library.articles.values()}

    def of_topic(self, span: Span) -> tuple[Topic | None, Path]:
        """Return the topic in whose sheet ``span`` is, and the path of the value there."""
        topic = self.topics.get(span.path)
        if topic is None:
            return None, ()
        begun = self.starts[span.path]
        at = bisect_right(begun, (span.line, span.column), key=lambda one: one[0]) - 1
        return topic, begun[max(at, 0)][1]

    def claim(self, span: Span) -> Claim | None:
        """Return the claim in which ``span`` is."""
        return self._found(self.claims, span)

    def answer(self, span: Span) -> Assertion | None:
        """Return the answer in whose statement, values or citations ``span`` is."""
        answer = self._found(self.answers, span)
        _, path = self.of_topic(span)
        inner = () if answer is None else path[len(_written(answer)[1]) :]
        return answer if inner[:1] and inner[0] in _OF_ANSWER else None

    def lead(self, span: Span) -> Lead | None:
        """Return the sentence of a lead in which ``span`` is."""
        return self._found(self.leads, span)

    def _found(self, objects: Mapping[tuple[str, Path], Found], span: Span) -> Found | None:
        _, path = self.of_topic(span)
        ends = range(len(path), 0, -1)
        return next((one for end in ends if (one := objects.get((span.path, path[:end])))), None)


def _written(one: Claim | Assertion | Lead) -> tuple[str, Path]:
    document = one.place.document
    return document.path, document.written(one.place.path)


def _starts(document: Document) -> list[tuple[tuple[int, int], Path]]:
    """Return where each key and value begins, in the order of the file; of two at one place the inner one."""
    begun: dict[tuple[int, int], Path] = {}
    for path, span in (*document.keys.items(), *document.spans.items()):
        place = (span.line, span.column)
        if len(path) >= len(begun.get(place, ())):
            begun[place] = path
    return sorted(begun.items(), key=lambda one: one[0])
