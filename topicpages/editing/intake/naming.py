"""Ids for articles and publishers, made from their names."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from urllib.parse import urlsplit

from topicpages.sources import Article, Publisher, id_problem

_LONGEST_PUBLISHER = 30
_LONGEST_ARTICLE = 56
_MOST_WORDS = 5
_SEPARATORS = re.compile(r"[^a-z0-9]+")
_ARTICLES = frozenset(
    ("a", "an", "the", "of", "to", "in", "on", "for", "and", "or", "at", "by", "as", "with", "from", "is")
)
# Letters that do not come apart into a Latin one and a mark.
_SPELLED = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})


def slug(text: str, *, longest: int) -> str:
    """Return ``text`` in small letters, digits and hyphens, cut between words; empty if none are Latin."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_SPELLED))
    bare = "".join(char for char in bare if not unicodedata.combining(char) and char not in "’'")
    words, cut = [word for word in _SEPARATORS.split(bare) if word], ""
    for word in words:
        if len(cut) + len(word) + 1 > longest:
            break
        cut = f"{cut}-{word}" if cut else word
    return cut or (words[0][:longest] if words else "")


def publisher_id(name: str, address: str) -> str:
    """Return an id for an outlet of that name; where it has no Latin letters, one from its host."""
    bare = slug(re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE), longest=_LONGEST_PUBLISHER)
    return bare or slug(host_of(address).rpartition(".")[0], longest=_LONGEST_PUBLISHER)


def article_id(publisher: str, title: str, day: str, taken: Collection[str]) -> str:
    """Return an id of the publisher's, and words of the title or else the day, that is not ``taken``."""
    words = [word for word in slug(title, longest=10 * _LONGEST_ARTICLE).split("-") if word not in _ARTICLES]
    rest = "-".join(words[:_MOST_WORDS]) or slug(day, longest=_LONGEST_ARTICLE)
    bare = slug(f"{publisher}-{rest}", longest=_LONGEST_ARTICLE)
    numbered = (f"{bare}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (bare, *numbered) if key not in taken and id_problem(key) is None)


def known_publisher(
    name: str, address: str, publishers: Mapping[str, Publisher], articles: Iterable[Article]
) -> str | None:
    """Return the id of the registered publisher that has this name or id, or articles on this host."""
    wanted = _folded(name)
    for key, publisher in publishers.items():
        if wanted and wanted in {_folded(publisher.name), _folded(key)}:
            return key
    host = host_of(address)
    for article in articles:
        if host and article.record.url and host_of(article.record.url) == host:
            return article.record.publisher
    return None


def host_of(address: str) -> str:
    """Return the host of ``address`` without “www.”."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _folded(name: str) -> str:
    return slug(name, longest=200).removeprefix("the-") or name.casefold().strip()
