"""Prints how many true citations ``suggest`` finds, and how many of its proposals are right.

    python -m tools.measure_suggest [wrong]

One article at a time is held out: the library forgets all its citations and why its passages are unused, and
``suggest`` is run on it. A proposal is right if the sheets cite the article for that answer, and exactly
right if they cite the very passage. Answers that only the held-out article carries are told apart: they stay
known by their statements, which were written from its words. To see what contradicts and what is new, they
are forgotten as well in a second run. With ``wrong`` it lists the proposals that the sheets do not have, for
the eye to judge.
"""

import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from topicpages.editing import Proposal, Relation, suggest
from topicpages.evidence import Evidence, Prover
from topicpages.language import TextMode, normalise, prepared
from topicpages.pipeline import judge
from topicpages.sources import AmountValue, Article, Claim, Library
from topicpages.sources.model import Unused

_DIGITS = re.compile(r"[\d,]+")
ROOT = Path(__file__).parents[1]
Key = TypeVar("Key", bound=tuple[str | int, ...])
SUPPORTS = (Relation.SUPPORTS, Relation.REWORDED, Relation.IN_PART)


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """A proposal for a held-out article."""

    article: str
    proposal: Proposal

    @property
    def answer(self) -> tuple[str, str]:
        """Article and answer."""
        return self.article, self.proposal.answer.id if self.proposal.answer else ""

    @property
    def place(self) -> tuple[str, str, int]:
        """Article, answer and passage."""
        return *self.answer, self.proposal.passage


class Truth:
    """What the sheets say; keys are those of hits."""

    def __init__(self, library: Library) -> None:
        cited = [(answer, citation) for answer in library.assertions for citation in answer.citations]
        self.answers = {(citation.article.id, answer.id) for answer, citation in cited}
        self.places = {
            (citation.article.id, answer.id, number)
            for answer, citation in cited
            for number in citation.passages
        }
        self.alone = {
            (answer.articles[0].id, answer.id) for answer in library.assertions if len(answer.articles) == 1
        }
        self.quoted: dict[tuple[str, str, int], list[tuple[int, int]]] = {}
        for answer, citation in cited:
            for quote in citation.quotes:
                key = (citation.article.id, answer.id, quote.passage)
                self.quoted.setdefault(key, []).extend((part.start, part.end) for part in quote.found)


def without(library: Library, article: str, *, forgetting: bool) -> Library:
    """Return ``library`` without the citations of ``article``, and ``forgetting`` what has no other one."""

    def claims(kept: Sequence[Claim]) -> Iterator[Claim]:
        for claim in kept:
            left = [
                replace(answer, citations=tuple(one for one in answer.citations if one.article.id != article))
                for answer in claim.assertions
            ]
            if answers := tuple(answer for answer in left if answer.citations or not forgetting):
                yield replace(claim, assertions=answers)

    topics = {
        key: replace(
            topic,
            sections=tuple(replace(part, claims=tuple(claims(part.claims))) for part in topic.sections),
        )
        for key, topic in library.topics.items()
    }
    return replace(library, topics=topics, uses={})


def proposed(
    library: Library, article: Article, *, forgetting: bool, only: int | None = None
) -> tuple[Proposal, ...]:
    """Return what is proposed for ``article``, or ``only`` one passage of it, by a library without it."""
    held = without(library, article.id, forgetting=forgetting)
    unread = replace(
        article,
        passages=tuple(
            replace(one, unused=None if only in (None, one.number) else Unused.OFF_TOPIC)
            for one in article.passages
        ),
    )
    mode = TextMode.FULL if article.record.text == "full" else TextMode.NOTES
    return suggest(held, Prover(held), unread, prepared((one.text for one in article.passages), mode=mode))


def hits(library: Library, *, forgetting: bool) -> list[Hit]:
    """Return the proposals for each article of ``library``, held out."""
    return [
        Hit(article.id, proposal)
        for article in library.articles.values()
        for proposal in proposed(library, article, forgetting=forgetting)
    ]


def main() -> None:
    """Measure the sheets of this project and print a table."""
    site = judge(ROOT)
    truth, began = Truth(site.library), time.perf_counter()
    found = hits(site.library, forgetting=False)
    seconds = time.perf_counter() - began
    print(f"{len(site.library.articles)} articles held out one at a time, {seconds:.1f} s\n")
    supports(found, truth)
    quotes(found, truth, site.library)
    forgotten = hits(site.library, forgetting=True)
    contradictions(forgotten, site.evidence)
    planted(site.library, site.evidence.prover)
    new_matter(forgotten, truth, site.library)
    if "wrong" in sys.argv[1:]:
        wrong(found, truth)


def supports(found: Sequence[Hit], truth: Truth) -> None:
    """Print recall and precision of the proposals that support an answer."""
    every = [hit for hit in found if hit.proposal.relation in SUPPORTS]
    print("found of the true citations     by answer         by answer and passage")
    for name, counts in (
        ("all", lambda _: True),
        ("answers of several articles", lambda key: key[:2] not in truth.alone),
        ("answers of this article alone", lambda key: key[:2] in truth.alone),
    ):
        answers = _share({hit.answer for hit in every}, truth.answers, counts)
        places = _share({hit.place for hit in every}, truth.places, counts)
        print(f"  {name:<30}{answers:<18}{places}")
    print("\nproposals                       right             exactly right")
    of_several = [hit for hit in every if hit.answer not in truth.alone]
    groups = [("all", every), ("answers of several articles", of_several)]
    groups += [
        (relation.value, [hit for hit in every if hit.proposal.relation is relation]) for relation in SUPPORTS
    ]
    for name, group in groups:
        right = _of(sum(hit.answer in truth.answers for hit in group), len(group))
        exactly = _of(sum(hit.place in truth.places for hit in group), len(group))
        print(f"  {name:<30}{right:<18}{exactly}")


def _share(found: set[Key], true: set[Key], counts: Callable[[Key], bool]) -> str:
    wanted = {key for key in true if counts(key)}
    return _of(len(wanted & found), len(wanted))


def _of(some: int, every: int) -> str:
    return f"{some}/{every} = {some / every:.0%}" if every else "none"


def quotes(found: Sequence[Hit], truth: Truth, library: Library) -> None:
    """Print how the quotes of exactly right proposals lie over those of the sheets, in characters."""
    both = ours = theirs = 0
    for hit in found:
        if hit.proposal.relation in SUPPORTS and hit.place in truth.places:
            text = library.articles[hit.article].passage(hit.proposal.passage).text
            proposed_at = {at for quote in hit.proposal.citation.quotes for at in _at(text, quote.exact)}
            curated_at = {at for start, end in truth.quoted[hit.place] for at in range(start, end)}
            both += len(proposed_at & curated_at)
            ours += len(proposed_at)
            theirs += len(curated_at)
    print("\nquotes of exactly right proposals, by characters")
    print(f"  {_of(both, ours)} of what is proposed is quoted in the sheets")
    print(f"  {_of(both, theirs)} of what the sheets quote is proposed")


def _at(text: str, exact: str) -> range:
    folded, words = normalise(text), normalise(exact).text
    start = folded.text.find(words)
    return range(*folded.raw_span(start, start + len(words))) if start >= 0 else range(0)


def contradictions(found: Sequence[Hit], evidence: Evidence) -> None:
    """Print how many of the real disputes are found by the article that disagrees."""
    real: dict[tuple[str, str], str] = {}
    for dispute in (*evidence.disputes, *evidence.differences):
        for conflict in dispute.conflicts:
            for one, other in ((conflict.one, conflict.other), (conflict.other, conflict.one)):
                if len(one.articles) == 1 and other.articles != one.articles:
                    real[one.articles[0].id, other.id] = conflict.aspect.value
    by_figure = {key for key, aspect in real.items() if aspect in ("amount", "date")}
    said = [hit for hit in found if hit.proposal.relation is Relation.CONTRADICTS]
    noticed = {hit.answer for hit in said} & by_figure
    print("\ncontradictions, with answers of the held-out article alone forgotten")
    print(f"  found of the real ones by figure or date  {_of(len(noticed), len(by_figure))}")
    print(f"  the real ones of every sort               {len(real)}")
    right = sum(hit.answer in real for hit in said)
    print(f"  right proposals                           {_of(right, len(said))}")
    for hit in said:
        rival = hit.proposal.rival.statement if hit.proposal.rival else ""
        mark = "right" if hit.answer in real else "wrong"
        print(f"    {mark}: {hit.article}, passage {hit.proposal.passage}, {hit.answer[1]}: {rival}")


def planted(library: Library, prover: Prover) -> None:
    """Print how often another figure is noticed, put into the passage that gives the true one."""
    seen, noticed = 0, 0
    for answer in library.assertions:
        amounts = [value for value in answer.spec.values if isinstance(value, AmountValue) and value.amount]
        places = {(citation.article, number) for citation in answer.citations for number in citation.passages}
        for article, number in sorted(places, key=lambda place: (place[0].id, place[1])):
            altered = _altered(prover, article, number, amounts)
            if altered is not None:
                proposals = proposed(library, altered, forgetting=False, only=number)
                seen += 1
                noticed += any(
                    one.relation is Relation.CONTRADICTS
                    and one.answer is not None
                    and one.answer.id == answer.id
                    for one in proposals
                )
    print(f"  noticed of figures that were exchanged in the passages  {_of(noticed, seen)}")


def _altered(prover: Prover, article: Article, number: int, amounts: Sequence[AmountValue]) -> Article | None:
    """Return ``article`` with four more where a passage has one of ``amounts``; ``None`` if it has none."""
    passage = article.passage(number)
    for amount in amounts:
        for figure in prover.figures(passage.text):
            if amount.amount == figure.low == figure.high and figure.low is not None and not figure.qualifier:
                words = passage.text[figure.start : figure.end]
                more = (
                    _DIGITS.sub(f"{figure.low + 4}", words) if _DIGITS.search(words) else f"{figure.low + 4}"
                )
                text = f"{passage.text[: figure.start]}{more}{passage.text[figure.end :]}"
                others = (replace(one, text=text) if one is passage else one for one in article.passages)
                return replace(article, passages=tuple(others))
    return None


def new_matter(found: Sequence[Hit], truth: Truth, library: Library) -> None:
    """Print whether the sheets have claims of the passages for which a new one is proposed, and where."""
    sections = {
        claim.id: (topic.id, part.title)
        for topic in library.topics.values()
        for part in topic.sections
        for claim in part.claims
    }
    print("\nproposals of a new claim        the sheets have one  in the same sheet  in the same section")
    for relation in (Relation.ADDS, Relation.NEW):
        group = [hit for hit in found if hit.proposal.relation is relation]
        written = [(hit, set(_sections(hit, truth, sections))) for hit in group]
        near = [(hit, sections[hit.proposal.answer.claim_id]) for hit in group if hit.proposal.answer]
        there = dict(written)
        sheet = sum(any(ours[0] == other[0] for other in there[hit]) for hit, ours in near)
        section = sum(ours in there[hit] for hit, ours in near)
        counts = (sum(bool(one) for _, one in written), sheet, section)
        print(f"  {relation.value:<30}" + "".join(f"{_of(count, len(group)):<21}" for count in counts))


def _sections(hit: Hit, truth: Truth, sections: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield where the sheets have answers that the passage of ``hit`` alone carries."""
    for article, key, number in truth.places & {(*one, hit.proposal.passage) for one in truth.alone}:
        if (article, number) == (hit.article, hit.proposal.passage):
            yield sections["/".join(key.split("/")[:2])]


def wrong(found: Sequence[Hit], truth: Truth) -> None:
    """Print the supporting proposals that the sheets do not have."""
    for hit in found:
        one = hit.proposal
        if one.relation in SUPPORTS and one.answer and hit.answer not in truth.answers:
            print(f"\n{hit.article}, passage {one.passage}, {one.relation}, {one.score}: {one.answer.id}")
            print(f"  {one.answer.spec.statement}")
            print(f"  {[quote.exact for quote in one.citation.quotes]}; lacks {one.lacks}, turns {one.turns}")


if __name__ == "__main__":
    main()
