"""Claims as they stand on their topic's page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from topicpages.evidence import AssertionEvidence, Attribution, CitationEvidence, Dispute
from topicpages.pages.render.addresses import ledger_page, passage_anchor, topic_page
from topicpages.pages.render.context import Context, day, listed, report_address
from topicpages.pages.render.pieces import Link, Linker
from topicpages.pages.render.reporting import error_link
from topicpages.pages.render.views import AnswerView, ClaimView, DisputeView, MarkView
from topicpages.sources import OWN_VOICE, Article, Assertion, Citation, Claim, ReadingRule, ReadingSpec, Says

_SAYS: Mapping[Says, str] = {
    Says.STATES: "stated",
    Says.REPORTS: "reported",
    Says.CLAIMS: "claimed",
    Says.DENIES: "denied",
    Says.ESTIMATES: "estimated",
    Says.WARNS: "warned of",
}
_READ_BY: Mapping[ReadingRule, str] = {
    ReadingRule.WEEKDAY: "that weekday, at the latest when the article appeared",
    ReadingRule.RELATIVE_DATE: "counted from the article’s date",
    ReadingRule.LATEST_DATE: "the latest until the article appeared",
    ReadingRule.SAME_MONTH: "the month named before",
    ReadingRule.SUM: "added up",
    ReadingRule.DIFFERENCE: "the difference",
    ReadingRule.YEARS_BETWEEN: "the years between",
    ReadingRule.BOTH_PARTIES: "the two parties named",
}


@dataclass(slots=True)
class Numbering:
    """Numbers the articles of one page in the order of their first citation, and remembers every mark."""

    numbers: dict[Article, int] = field(default_factory=dict)
    marks: dict[tuple[Article, int], list[tuple[MarkView, Assertion, Citation]]] = field(default_factory=dict)

    def number(self, article: Article) -> int:
        """Return the number of ``article`` on this page."""
        return self.numbers.setdefault(article, len(self.numbers) + 1)


class ClaimViews:
    """Makes the views of one page's claims."""

    def __init__(self, context: Context, page: str) -> None:
        self.context, self.page = context, page
        self.linker: Linker = context.linker(page)
        self.numbering = Numbering()
        self.report_address = report_address(context)

    def claim(self, claim: Claim) -> ClaimView:
        """Return the view of ``claim``."""
        evidence, context = self.context.evidence.claims[claim.id], self.context
        several = len(claim.assertions) > 1
        note = claim.spec.note
        return ClaimView(
            anchor=claim.anchor,
            question=claim.spec.question,
            answers=tuple(self._answer(claim, answer, several=several) for answer in evidence.answers),
            dispute=self._dispute(claim, evidence.dispute),
            note=self.linker.linked(note.text) if note else (),
            note_outside=bool(note and note.outside),
            see=tuple(self._target(target) for target in context.library.see.get(claim.id, ())),
            where=tuple(context.entity_link(self.page, place) for place in claim.spec.where),
            against_itself=tuple(
                context.article_link(self.page, context.library.articles[article])
                for article in claim.spec.self_contradicts
                if article in context.library.articles
            ),
        )

    def _answer(self, claim: Claim, evidence: AssertionEvidence, *, several: bool) -> AnswerView:
        assertion = evidence.assertion
        spec = assertion.spec
        label = f"Answer {claim.assertions.index(assertion) + 1}" if several else ""
        return AnswerView(
            anchor=assertion.anchor,
            label=label,
            statement=self.linker.linked(spec.statement),
            standing=self.context.standing(self.page, evidence.standing, counts=str(evidence.counts)),
            says=tuple(self._attribution(attribution, evidence) for attribution in evidence.attributions),
            when=day(spec.when.edtf, as_stated=spec.when.as_) if spec.when else "",
            when_note=_when_note(assertion),
            as_of=day(spec.as_of) if spec.as_of else "",
            readings=tuple(self._readings(assertion)),
            variants=tuple(self._variants(assertion)),
            paraphrases=self._paraphrases(evidence),
            marks=tuple(self._marks(claim, evidence)),
            flags=tuple(self.context.standing(self.page, flag) for flag in evidence.flags),
            reviewed=self._reviewed(claim),
            retired=f"Withdrawn on {day(spec.retired.on.isoformat())}: {spec.retired.why}"
            if spec.retired
            else "",
            kind=spec.kind.value,
            copy_text=self._copy_text(evidence),
            permalink=self.context.link(self.page, topic_page(assertion.topic), assertion.anchor),
            report=self._report(claim, assertion),
        )

    def _report(self, claim: Claim, assertion: Assertion) -> str:
        if not self.report_address:
            return ""
        page = self.context.addresses.published(topic_page(assertion.topic))
        return error_link(
            self.report_address,
            claim=assertion.id,
            page=f"{page}#{assertion.anchor}",
            question=claim.spec.question,
            statement=assertion.spec.statement,
        )

    def _marks(self, claim: Claim, evidence: AssertionEvidence) -> Iterator[MarkView]:
        seen: set[str] = set()
        for carried in evidence.carried:
            citation = carried.citation
            number = self.numbering.number(citation.article)
            for passage in citation.passages:
                mark = self._mark(
                    carried, number=number, passage=passage, claim=claim, taken=seen, of=evidence.assertion
                )
                users = self.numbering.marks.setdefault((citation.article, passage), [])
                users.append((mark, evidence.assertion, citation))
                yield mark

    def _mark(
        self,
        carried: CitationEvidence,
        *,
        number: int,
        passage: int,
        claim: Claim,
        taken: set[str],
        of: Assertion,
    ) -> MarkView:
        article = carried.citation.article
        mark_id = f"r-{of.anchor}-{number}-{passage}"
        while mark_id in taken:
            mark_id += "-x"
        taken.add(mark_id)
        in_part = "" if carried.whole else f"carries it in part, without {listed(carried.lacks)}"
        remark = in_part or ("" if carried.to_the_word else "in other words")
        label = f"Source {number}, {article.publisher.name}, passage {passage}, on: {claim.spec.question}"
        return MarkView(
            id=mark_id,
            number=number,
            passage=passage,
            href=self.context.link(self.page, ledger_page(article.id), passage_anchor(passage)),
            label=f"{label} ({remark})" if remark else label,
            source=source_anchor(number, passage),
            in_part=in_part,
        )

    def _attribution(self, attribution: Attribution, evidence: AssertionEvidence) -> str:
        says = _SAYS[attribution.says]
        if attribution.voice == OWN_VOICE:
            return f"{says} {_outlets(attribution, evidence, by='by')}"
        voice = self.context.spoken(attribution.voice)
        return f"{says} by {voice}, {_outlets(attribution, evidence, by='according to')}"

    def _readings(self, assertion: Assertion) -> Iterator[str]:
        for citation in assertion.citations:
            for reading in citation.spec.reads:
                outlet = citation.article.publisher.name
                yield f"{self._read_words(reading)} in {outlet}: {_READ_BY[reading.by]}"

    def _read_words(self, reading: ReadingSpec) -> str:
        words = listed(f"“{word}”" for word in reading.from_)
        entities = self.context.library.entities
        means = listed(entities[word].spoken if word in entities else day(word) for word in reading.means)
        return f"{words} {'is' if len(reading.from_) == 1 else 'are'} read as {means}"

    def _paraphrases(self, evidence: AssertionEvidence) -> tuple[str, ...]:
        """Return each word of ours that stands for one of an article that carries the answer to the word."""
        said: dict[tuple[str, str], list[str]] = {}
        for carried in evidence.carried:
            for pair in carried.pairs if carried.to_the_word else ():
                said.setdefault((pair.ours, pair.theirs), []).append(carried.citation.article.publisher.name)
        return tuple(
            f"“{ours}” for “{theirs}” in {listed(dict.fromkeys(outlets))}"
            for (ours, theirs), outlets in said.items()
        )

    def _variants(self, assertion: Assertion) -> Iterator[str]:
        for variant in assertion.spec.variants:
            article = self.context.library.articles.get(variant.article)
            if article is not None and not article.record.withdrawn:
                yield f"{article.publisher.name} has “{variant.quote}”, without {variant.omits}"

    def _reviewed(self, claim: Claim) -> str:
        evidence = self.context.evidence.claims[claim.id]
        if evidence.review is None or evidence.edited:
            return ""
        return f"Reviewed by {evidence.review.by} on {day(evidence.review.on.isoformat())}"

    def _dispute(self, claim: Claim, dispute: Dispute | None) -> DisputeView | None:
        if dispute is None:
            return None
        others = tuple(
            self.context.claim_link(self.page, other) for other in dispute.claims if other is not claim
        )
        return DisputeView(
            slug="disputed" if dispute.true_conflict else "differs",
            word=dispute_word(dispute),
            sentence=dispute_sentence(dispute),
            others=others,
        )

    def _target(self, target: Claim | Assertion) -> Link:
        claim = self.context.evidence.claims[target.claim_id].claim
        return self.context.claim_link(self.page, claim)

    def _copy_text(self, evidence: AssertionEvidence) -> str:
        articles = listed(
            dict.fromkeys(
                f"{article.publisher.name} ({day(article.record.published.edtf)})"
                for article in evidence.assertion.articles
            )
        )
        standing = f"{evidence.standing.word}; {evidence.counts}"
        site = self.context.library.site.name
        return f"{evidence.assertion.spec.statement} [{standing}] {articles}. In: {site}"


def _outlets(attribution: Attribution, evidence: AssertionEvidence, *, by: str) -> str:
    """Return the outlets of an attribution, after them those that carry the answer only in part."""
    whole = {carried.citation.article for carried in evidence.carried if carried.whole}
    full = listed(dict.fromkeys(one.publisher.name for one in attribution.articles if one in whole))
    part = listed(dict.fromkeys(one.publisher.name for one in attribution.articles if one not in whole))
    groups = (f"{by} {full}" if full else "", f"in part {by} {part}" if part else "")
    return ", ".join(group for group in groups if group)


def source_anchor(number: int, passage: int) -> str:
    """Return the anchor of a passage in a page's list of passages."""
    return f"s{number}-p{passage}"


def dispute_word(dispute: Dispute) -> str:
    """Return “Disputed”, or “Differs by …” where a note explains it."""
    if dispute.true_conflict:
        return "Disputed"
    return f"Differs by {listed(reason.value for reason in dispute.differs_by)}"


def dispute_sentence(dispute: Dispute) -> str:
    """Return what the reader should know before reading the answers."""
    if dispute.true_conflict:
        return "The articles give answers that exclude each other as printed. This site gives no verdict."
    return "The answers are unequal without contradicting each other; the note says how."


def _when_note(assertion: Assertion) -> str:
    when = assertion.spec.when
    if when is None:
        return ""
    shown = day(when.edtf, as_stated=when.as_)
    parts = [f"“{when.as_}” in the articles"] if when.as_ and when.as_ != shown else []
    if when.basis == "inferred":
        parts.append(f"inferred: {when.why}" if when.why else "inferred")
    return "; ".join(parts)
