"""What all pages are made from, and the words that several of them share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from topicpages.evidence import Evidence, Flag, Lock, Mentions, Standing, claims_by_entity
from topicpages.language import date_in_english, parse_edtf
from topicpages.pages.render.addresses import METHOD, Addresses, entity_page, ledger_page, topic_page
from topicpages.pages.render.pieces import Link, Linker
from topicpages.pages.render.views import StandingView
from topicpages.sources import Article, Claim, Derivation, Library, Relation, RelationBasis, public_url

RELATIONS: Mapping[Relation, str] = {
    Relation.REWRITE_OF: "a rewrite of",
    Relation.BASED_ON: "based on",
    Relation.QUOTES: "quoting",
}
BASES: Mapping[RelationBasis, str] = {
    RelationBasis.COMPARED: "found by comparing texts",
    RelationBasis.CREDITED: "credited in the text",
    RelationBasis.STATED: "stated in the text",
}


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """The linked and judged sources, and how pages lead to each other."""

    library: Library
    evidence: Evidence
    lock: Lock
    addresses: Addresses
    mentions: Mentions
    entity_claims: Mapping[str, tuple[Claim, ...]]

    def linker(self, page: str) -> Linker:
        """Return what links the entities named in texts of ``page``."""
        return Linker(self.mentions, self.addresses, page, published=frozenset(self.entity_claims))

    def link(self, page: str, target: str, anchor: str = "") -> str:
        """Return the relative link from ``page`` to ``anchor`` on ``target``."""
        return self.addresses.link(page, target, anchor)

    def claim_link(self, page: str, claim: Claim) -> Link:
        """Return the link from ``page`` to ``claim``, with its question as words."""
        return Link(claim.spec.question, self.link(page, topic_page(claim.topic), claim.anchor))

    def topic_link(self, page: str, topic: str) -> Link:
        """Return the link from ``page`` to a topic."""
        return Link(self.library.topics[topic].sheet.title, self.link(page, topic_page(topic)))

    def article_link(self, page: str, article: Article) -> Link:
        """Return the link from ``page`` to the ledger of ``article``."""
        return Link(title(article), self.link(page, ledger_page(article.id)))

    def entity_link(self, page: str, entity: str) -> Link:
        """Return the link from ``page`` to an entity; without a page of its own only the name."""
        name = self.library.entities[entity].name if entity in self.library.entities else entity
        return Link(name, self.link(page, entity_page(entity)) if entity in self.entity_claims else "")

    def spoken(self, entity: str) -> str:
        """Return the name of an entity as it stands within a sentence; of an unknown one its id."""
        return self.library.entities[entity].spoken if entity in self.library.entities else entity

    def standing(self, page: str, standing: Standing | Flag, *, counts: str = "") -> StandingView:
        """Return how a standing, or a flag beside it, is shown on ``page``."""
        return StandingView(
            slug=standing.value,
            word=standing.word,
            meaning=standing.meaning,
            counts=counts,
            href=self.link(page, METHOD, "standing"),
        )


def context(library: Library, evidence: Evidence, lock: Lock, *, addresses: Addresses) -> Context:
    """Return what the pages of ``library`` are made from."""
    mentions = evidence.prover.mentions
    return Context(
        library=library,
        evidence=evidence,
        lock=lock,
        addresses=addresses,
        mentions=mentions,
        entity_claims=claims_by_entity(library, mentions),
    )


def title(article: Article) -> str:
    """Return what an article is called; a withdrawn one keeps none of its words."""
    if article.record.withdrawn:
        return f"Withdrawn article of {article.publisher.name}"
    return article.label


def day(edtf: str, *, as_stated: str | None = None) -> str:
    """Return an EDTF date in English."""
    parsed = parse_edtf(edtf)
    return date_in_english(parsed, as_stated=as_stated) if parsed else edtf


def listed(words: Iterable[str]) -> str:
    """Return “a”, “a and b” or “a, b and c”."""
    *rest, last = [*words] or [""]
    return f"{', '.join(rest)} and {last}" if rest else last


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return “1 claim”, “2 claims”."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {plural or noun + 's'}"


def numbers(values: Iterable[int]) -> str:
    """Return “1–3, 5 and 7” for ascending numbers."""
    runs: list[list[int]] = []
    for value in values:
        if runs and value == runs[-1][-1] + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    return listed(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def published(article: Article) -> str:
    """Return the article's date; an inferred one says so."""
    record = article.record.published
    return day(record.edtf) + (" (inferred)" if record.basis == "inferred" else "")


def public_address(article: Article) -> str:
    """Return the address to link to; empty when there is none or it is not public."""
    record = article.record
    if record.url is None or not record.url_public or record.withdrawn:
        return ""
    return public_url(record.url)[0] or ""


def report_address(context: Context) -> str:
    """Return where the site takes reports of errors; empty when it names no place."""
    return public_url(context.library.site.report or "")[0] or ""


def origin_words(context: Context, article: Article) -> str:
    """Return in one sentence where an article's reporting comes from, as far as it is known."""
    origins = article.record.origins
    if origins is None:
        return "Where its reporting comes from is not known."
    if not origins:
        return "Its own reporting, as far as its text shows."
    words = listed(_derivation(context, derivation) for derivation in origins)
    return f"{words[0].upper()}{words[1:]}."


def _derivation(context: Context, derivation: Derivation) -> str:
    origin = context.library.origins.get(derivation.origin)
    name = origin.name if origin else derivation.origin
    doubt = "apparently " if derivation.basis is RelationBasis.COMPARED else ""
    part = "" if derivation.passages == "all" else f" in {counted(len(derivation.passages), 'passage')}"
    return f"{doubt}{RELATIONS[derivation.relation]} {name}{part}"
