"""Links fact sheets: claims and answers first, then what points at them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from topicpages.diagnostics import Diagnostic
from topicpages.sources.files import FACTS
from topicpages.sources.library import Article, Assertion, Claim, Lead, Picture, Section, Topic
from topicpages.sources.link.citations import CitationLinker
from topicpages.sources.link.resolver import Resolver
from topicpages.sources.model import (
    AssertionSpec,
    FactSheet,
    LeadSentence,
    PositionsClaimSpec,
    SingleClaimSpec,
)
from topicpages.sources.yaml_reader import Place

Target = Claim | Assertion
# Words of many claims together would bear out sentences that none of them says.
MOST_BEHIND_A_LEAD = 4


def link_topics(
    resolver: Resolver, articles: Mapping[str, Article]
) -> tuple[dict[str, Topic], dict[str, tuple[Target, ...]]]:
    """Return topics in reading order, and the see-links by claim id."""
    drafts = _ClaimLinker(resolver, CitationLinker(resolver, articles)).drafts()
    targets = _Targets(resolver, drafts)
    topics = {key: _topic(resolver, draft, targets) for key, draft in drafts.items()}
    see = {
        claim.id: targets.all(claim.spec.see, draft.id, claim.place / "see", code="unknown-claim")
        for draft in drafts.values()
        for section in draft.sections
        for claim in section.claims
        if claim.spec.see
    }
    before = resolver.troubles
    _check_paraphrases(resolver, targets)
    if resolver.troubles > before:  # where a pair holds is not known
        resolver.lost.add("paraphrases")
    return _in_reading_order(resolver, topics), see


def _check_paraphrases(resolver: Resolver, targets: "_Targets") -> None:
    """Report claims that a paraphrase names and nobody has."""
    place = resolver.corpus.places.get("paraphrases")
    for ours, group in resolver.corpus.paraphrases.root.items():
        for index, theirs in enumerate(group):
            for number, path in enumerate(theirs.in_ or ()):
                if place is not None:
                    targets.one(path, "", place / ours / index / "in" / number, code="unknown-claim")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A topic whose claims are linked and whose lead, pictures and see-links are not."""

    id: str
    sheet: FactSheet
    sections: tuple[Section, ...]
    place: Place


class _ClaimLinker:
    def __init__(self, resolver: Resolver, citations: CitationLinker) -> None:
        self.resolver, self.citations = resolver, citations

    def drafts(self) -> dict[str, _Draft]:
        return {
            key: self._draft(key, sheet, place) for key, (sheet, place) in self.resolver.corpus.sheets.items()
        }

    def _draft(self, topic: str, sheet: FactSheet, place: Place) -> _Draft:
        first_places: dict[str, Place] = {}
        sections = tuple(
            Section(
                title=section.title,
                claims=tuple(
                    self._claim(topic, spec, place / "sections" / index / "claims" / position, first_places)
                    for position, spec in enumerate(section.claims)
                ),
            )
            for index, section in enumerate(sheet.sections)
        )
        return _Draft(topic, sheet, sections, place)

    def _claim(
        self,
        topic: str,
        spec: SingleClaimSpec | PositionsClaimSpec,
        place: Place,
        first_places: dict[str, Place],
    ) -> Claim:
        before = self.resolver.troubles
        self._refuse_duplicate(spec.id, place / "id", first_places)
        for index, key in enumerate(spec.where):
            self.resolver.entity(key, place / "where" / index, code="unknown-place", noun="place")
        for index, key in enumerate(spec.self_contradicts):
            if key not in self.citations.articles:
                self.resolver.missing_article(key, place / "self_contradicts" / index)
        claim_id = f"{topic}/{spec.id}"
        if isinstance(spec, SingleClaimSpec):
            answers: tuple[Assertion, ...] = (self._assertion(claim_id, None, spec, place),)
        else:
            seen: dict[str, Place] = {}
            positions = place / "positions"
            for index, position in enumerate(spec.positions):
                self._refuse_duplicate(position.id, positions / index / "id", seen)
            answers = tuple(
                self._assertion(f"{claim_id}/{position.id}", position.id, position, positions / index)
                for index, position in enumerate(spec.positions)
            )
        incomplete = self.resolver.troubles > before
        return Claim(id=claim_id, spec=spec, assertions=answers, place=place, incomplete=incomplete)

    def _refuse_duplicate(self, key: str, place: Place, first_places: dict[str, Place]) -> None:
        first = first_places.setdefault(key, place)
        if first is not place:
            line = first.span.line
            self.resolver.report(
                place.span, "duplicate-id", f"id “{key}” stands twice, first on line {line}", "rename one"
            )

    def _assertion(self, key: str, position: str | None, spec: AssertionSpec, place: Place) -> Assertion:
        before = self.resolver.troubles
        spec = self._with_known_ids(spec, place)
        citations = tuple(
            linked
            for index, citation in enumerate(spec.citations)
            if (linked := self.citations.linked(citation, place / "citations" / index)) is not None
        )
        for index, variant in enumerate(spec.variants):
            self.citations.check_quote(variant.article, variant.quote, place / "variants" / index)
        incomplete = self.resolver.troubles > before
        return Assertion(
            id=key, position=position, spec=spec, citations=citations, place=place, incomplete=incomplete
        )

    def _with_known_ids(self, spec: AssertionSpec, place: Place) -> AssertionSpec:
        """Return ``spec`` without the units and parties of its values that name nothing."""
        if spec.speaker is not None:
            self.resolver.entity(spec.speaker, place / "speaker", code="unknown-voice", noun="speaker")
        values = tuple(
            value.registered(_Registered(self.resolver, place / "values" / index))
            for index, value in enumerate(spec.values)
        )
        return spec if values == spec.values else spec.model_copy(update={"values": values})


@dataclass(frozen=True, slots=True)
class _Registered:
    """Looks up the ids of the value at ``place``."""

    resolver: Resolver
    place: Place

    def is_party(self, key: str, *steps: str | int) -> bool:
        return self.resolver.entity(key, self._at(steps), code="unknown-party", noun="party")

    def is_unit(self, key: str, *steps: str | int) -> bool:
        units = self.resolver.corpus.units
        return key == "percent" or self.resolver.known(
            key, units, self._at(steps), code="unknown-unit", noun="unit", registry="units"
        )

    def _at(self, steps: tuple[str | int, ...]) -> Place:
        return reduce(Place.__truediv__, steps, self.place)


class _Targets:
    """Finds what a path such as ``claim``, ``claim/position`` or ``topic/claim`` names."""

    def __init__(self, resolver: Resolver, drafts: Mapping[str, _Draft]) -> None:
        self.resolver = resolver
        self.by_id: dict[str, Target] = {}
        self.topics = frozenset(drafts)
        for draft in drafts.values():
            for section in draft.sections:
                for claim in section.claims:
                    self.by_id.setdefault(claim.id, claim)
                    for assertion in claim.assertions:
                        self.by_id.setdefault(assertion.id, assertion)

    def all(self, paths: Sequence[str], topic: str, place: Place, *, code: str) -> tuple[Target, ...]:
        found = (self.one(path, topic, place / index, code=code) for index, path in enumerate(paths))
        return tuple(target for target in found if target is not None)

    def one(self, path: str, topic: str, place: Place, *, code: str) -> Target | None:
        target = self.by_id.get(f"{topic}/{path}") or self.by_id.get(path)
        if target is None:
            self._report(path, topic, place, code)
        return target

    def _report(self, path: str, topic: str, place: Place, code: str) -> None:
        """Report a path that names nothing: its claim, its topic or only its position is not there."""
        resolver, begin = self.resolver, path.partition("/")[0]
        resolver.troubles += 1
        resolver.unknown_claims.update((path, f"{topic}/{path}"))
        if resolver.has_enough or resolver.corpus.has_lost(f"{FACTS}/{begin}.yml"):
            return
        local = {key.removeprefix(f"{topic}/"): key for key in self.by_id}
        close = resolver.near_miss(path, local)
        if not close and begin in resolver.corpus.site.topics and begin not in self.topics:
            resolver.report_absent("topic", begin, _unknown_topic(resolver, begin, place, self.topics))
            return
        whole = path if begin in self.topics else f"{topic}/{path}"
        claim = "/".join(whole.split("/")[:2])
        key = whole if claim in self.by_id else claim
        remedy = close or "name a claim of this sheet, or topic/claim"
        fixes = resolver.fixes(place, path, local)
        fault = Diagnostic(place.span, code, f"there is no claim “{path}”", remedy, fixes=fixes)
        resolver.report_absent("claim", key, fault)


def _unknown_topic(resolver: Resolver, key: str, place: Place, topics: Collection[str]) -> Diagnostic:
    """Return the fault of a topic that ``place`` names and that has no sheet."""
    remedy = resolver.near_miss(key, dict.fromkeys(topics)) or "name a file of sources/facts/"
    fixes = resolver.fixes(place, key, dict.fromkeys(topics))
    return Diagnostic(place.span, "unknown-topic", f"unknown topic “{key}”", remedy, fixes=fixes)


def _topic(resolver: Resolver, draft: _Draft, targets: _Targets) -> Topic:
    sheet, place = draft.sheet, draft.place
    for index, correction in enumerate(sheet.corrections):
        targets.one(correction.claim, draft.id, place / "corrections" / index / "claim", code="unknown-claim")
    lead = tuple(
        _lead(resolver, draft, targets, sentence, place / "lead" / index)
        for index, sentence in enumerate(sheet.lead)
    )
    return Topic(
        id=draft.id,
        sheet=sheet,
        sections=draft.sections,
        lead=lead,
        pictures=_pictures(resolver, draft, targets),
        place=place,
    )


def _lead(resolver: Resolver, draft: _Draft, targets: _Targets, sentence: LeadSentence, place: Place) -> Lead:
    before = resolver.troubles
    rests_on = _rests_on(resolver, draft, targets, sentence, place)
    incomplete = resolver.troubles > before
    return Lead(topic=draft.id, spec=sentence, rests_on=rests_on, place=place, incomplete=incomplete)


def _rests_on(
    resolver: Resolver, draft: _Draft, targets: _Targets, sentence: LeadSentence, place: Place
) -> tuple[Target, ...]:
    """Return the claims that a sentence names, or else all of its sheet, as long as they are few."""
    if sentence.rests_on:
        return targets.all(sentence.rests_on, draft.id, place / "rests_on", code="unknown-claim")
    claims = tuple(claim for section in draft.sections for claim in section.claims)
    if len(claims) <= MOST_BEHIND_A_LEAD:
        return claims
    what = f"a sentence that names no claim rests on all {len(claims)} of the sheet, which would prove little"
    first = claims[0].spec.id
    remedy = f"name those that it rests on: “lead: [{{text: …, rests_on: [{first}]}}]”"
    resolver.report(place.span, "lead-on-too-many-claims", what, remedy)
    return ()


def _pictures(resolver: Resolver, draft: _Draft, targets: _Targets) -> tuple[Picture, ...]:
    seen: set[str] = set()
    pictures = []
    for index, spec in enumerate(draft.sheet.figures):
        place = draft.place / "figures" / index
        if spec.id in seen:
            resolver.report((place / "id").span, "duplicate-id", f"id “{spec.id}” stands twice", "rename one")
        seen.add(spec.id)
        before = resolver.troubles
        found = targets.all(spec.claims, draft.id, place / "claims", code="unknown-claim")
        answers = (target.assertions if isinstance(target, Claim) else (target,) for target in found)
        shown = tuple(answer for group in answers for answer in group)
        pictures.append(Picture(spec=spec, assertions=shown, incomplete=resolver.troubles > before))
    return tuple(pictures)


def _in_reading_order(resolver: Resolver, topics: dict[str, Topic]) -> dict[str, Topic]:
    order = resolver.corpus.site.topics
    place = resolver.corpus.places.get("site")
    for index, key in enumerate(order):
        is_lost = resolver.corpus.has_lost(f"{FACTS}/{key}.yml")
        if key not in topics and place is not None and not is_lost:
            fault = _unknown_topic(resolver, key, place / "topics" / index, topics)
            resolver.report_absent("topic", key, fault)
    ranked = [key for key in dict.fromkeys(order) if key in topics] + [
        key for key in topics if key not in order
    ]
    return {key: topics[key] for key in ranked}
