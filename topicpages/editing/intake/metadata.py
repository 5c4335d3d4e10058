"""What the head of a page says of its article: each guess with where it stands."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from lxml import etree

from topicpages.editing.intake.lines import Guess, plain
from topicpages.sources import public_url

_LONGEST = 400
_LONGEST_JSON = 1_000_000
_MOST_OBJECTS = 2_000
_MOST_AUTHORS = 20
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Review)$")
_TRACKING = re.compile(
    r"utm_\w*|\w*clid|gbraid|wbraid|igshid?|mc_[ce]id|mkt_tok|_hs\w+|oly_\w+|vero_\w+|cmpid|ref_?src|ref|smid"
    r"|at_(?:medium|campaign|custom\d|link_\w+|ptr_\w+|bbc_team|format)|__twitter_impression|amp",
    re.IGNORECASE,
)
_TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "citation_title",
    "headline",
    "parsely-title",
    "sailthru.title",
)
_OUTLETS = ("og:site_name", "application-name", "publisher", "dc.publisher", "citation_journal_title")
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_DAYS = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time",
    "publishdate", "publish-date", "pubdate", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date", "citation_publication_date",
    "article.published", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Metadata:
    """Guesses in the order of their worth; ``kinds`` are the types that the page gives its article."""

    titles: tuple[Guess, ...] = ()
    authors: tuple[Guess, ...] = ()
    outlets: tuple[Guess, ...] = ()
    days: tuple[Guess, ...] = ()
    addresses: tuple[Guess, ...] = ()
    descriptions: tuple[Guess, ...] = ()
    holders: tuple[Guess, ...] = ()
    kinds: tuple[Guess, ...] = ()
    for_payers: bool = False


def metadata_of(tree: etree._Element) -> Metadata:
    """Return what JSON-LD, meta tags and other marks of the page ``tree`` say. Never raises over any page."""
    articles = tuple(_json_articles(tree))
    metas = _metas(tree)
    return Metadata(
        titles=_found(_json(articles, "headline"), _meta(metas, _TITLES), _title(tree)),
        authors=_found(_json_names(articles, "author"), _meta(metas, _AUTHORS), _marked(tree, "author"))[
            :_MOST_AUTHORS
        ],
        outlets=_found(_json_names(articles, "publisher"), _meta(metas, _OUTLETS)),
        days=_found(_json(articles, "datePublished"), _meta(metas, _DAYS), _times(tree)),
        addresses=_found(
            _canonical(tree), _meta(metas, ("og:url",)), _json(articles, "url"), _saved_from(tree)
        ),
        descriptions=_found(_meta(metas, ("description", "og:description"))),
        holders=_found(_json_names(articles, "copyrightHolder"), _meta(metas, ("copyright", "dc.rights"))),
        kinds=_found(_json(articles, "@type")),
        for_payers=any(
            str(article.get("isAccessibleForFree", "")).lower() == "false" for article in articles
        ),
    )


def _found(*guesses: Iterator[Guess]) -> tuple[Guess, ...]:
    """Return all guesses that have a text, each text once."""
    found: dict[str, Guess] = {}
    for several in guesses:
        for guess in several:
            if text := plain(guess.text)[:_LONGEST].strip():
                found.setdefault(text, Guess(text, guess.found))
    return tuple(found.values())


def _metas(tree: etree._Element) -> Mapping[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        metas.setdefault(name.lower(), []).append(element.get("content") or "")
    return metas


def _meta(metas: Mapping[str, list[str]], names: tuple[str, ...]) -> Iterator[Guess]:
    for name in names:
        yield from (Guess(content, f"meta tag “{name}”") for content in metas.get(name, ()))


def _title(tree: etree._Element) -> Iterator[Guess]:
    for element in tree.iter("title"):
        yield Guess("".join(element.itertext()), "title of the page")
        return


def _marked(tree: etree._Element, name: str) -> Iterator[Guess]:
    for element in tree.iter("a", "span", "div", "p", "address"):
        if element.get("rel") == name or element.get("itemprop") == name:
            yield Guess(" ".join("".join(element.itertext()).split()), f"element marked “{name}”")


def _times(tree: etree._Element) -> Iterator[Guess]:
    """Yield days of elements that are marked as the day of publication, then of the first time element."""
    times = [element for element in tree.iter("time") if element.get("datetime")]
    marked = [
        element
        for element in times
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished"
    ]
    for element in (*marked, *times[:1]):
        yield Guess(element.get("datetime") or "", "element “time”")


def _canonical(tree: etree._Element) -> Iterator[Guess]:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            yield Guess(element.get("href") or "", "canonical link")


def _saved_from(tree: etree._Element) -> Iterator[Guess]:
    """Yield the address that a browser wrote into the page when it saved it."""
    for element in tree.iter("base"):
        yield Guess(element.get("href") or "", "base of the page")


def saved_from(text: str) -> str:
    """Return the address that a browser wrote above the page ``text`` when it saved it."""
    found = re.search(r"<!-- saved from url=\(\d+\)(\S+) -->", text[:2_000])
    return found[1] if found else ""


def _json_articles(tree: etree._Element) -> Iterator[Mapping[str, object]]:
    """Yield the objects of JSON-LD that are articles, however deep they stand."""
    for element in tree.iter("script"):
        if (element.get("type") or "").lower().startswith("application/ld+json"):
            text = (element.text or "")[:_LONGEST_JSON]
            try:
                waiting: list[object] = [json.loads(text, strict=False)]
            except (ValueError, RecursionError):
                continue
            for _ in range(_MOST_OBJECTS):
                if not waiting:
                    break
                node = waiting.pop(0)
                if isinstance(node, list):
                    waiting += node[:_MOST_OBJECTS]
                elif isinstance(node, dict):
                    if any(_ARTICLE.search(kind) for kind in _texts(node.get("@type"))):
                        yield node
                    waiting += [node[name] for name in ("@graph", "mainEntity", "hasPart") if name in node]


def _texts(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one


def _json(articles: tuple[Mapping[str, object], ...], name: str) -> Iterator[Guess]:
    for article in articles:
        yield from (Guess(text, f"JSON-LD “{name}”") for text in _texts(article.get(name)))


def _json_names(articles: tuple[Mapping[str, object], ...], name: str) -> Iterator[Guess]:
    for article in articles:
        value = article.get(name)
        for one in value if isinstance(value, list) else [value]:
            named = one.get("name") if isinstance(one, dict) else one
            yield from (Guess(text, f"JSON-LD “{name}”") for text in _texts(named))


def without_tracking(address: str, *, base: str = "") -> str:
    """Return a public address without what only tells where readers came from, or the empty text."""
    try:
        parts = urlsplit(urljoin(base, address.strip()))
    except ValueError:
        return ""
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    query = parts.query if len(kept) == parts.query.count("&") + 1 else urlencode(kept)
    return public_url(parts._replace(query=query, fragment="").geturl())[0] or ""
