"""Which articles carry which claims: a table, for rows and columns of names read best as one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from topicpages.pages import markdown
from topicpages.pages.markdown import Safe
from topicpages.pages.pictures.frame import Caption, Picture, Table
from topicpages.pages.pictures.svg import element, link, together


class Carries(StrEnum):
    """How much of a claim an article carries."""

    FULL = "in full"
    PART = "in part"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class MatrixArticle:
    """A column."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class MatrixClaim:
    """A row: ``carried`` has an entry for each article, in order; ``topic`` heads rows next to each other."""

    label: str
    carried: tuple[Carries, ...]
    topic: str = ""
    url: str = ""


def matrix(claims: Sequence[MatrixClaim], articles: Sequence[MatrixArticle], *, caption: Caption) -> Picture:
    """Return the table of ``claims`` by ``articles`` with a sign and a word in each cell.

    The last row counts. It is a table already, so the other one need not be shown beside it.

    Raises:
        ValueError: a claim has not as many entries as there are articles.
    """
    for claim in claims:
        if len(claim.carried) != len(articles):
            raise ValueError(f"“{claim.label}” has {len(claim.carried)} entries for {len(articles)} articles")
    grid = element(
        "table",
        element("caption", markdown.escape(caption.title)),
        element("thead", _heads(articles)),
        *_bodies(claims, len(articles)),
        element("tfoot", *_totals(claims, articles)),
        class_="pic-matrix",
    )
    html = element(
        "div",
        element("p", *_legend(), class_="pic-legend"),
        element("div", grid, class_="pic-scroll", role="region", tabindex="0", aria_label=caption.title),
        data_search_exclude="",
    )
    return Picture(html, _plain(claims, articles))


def _plain(claims: Sequence[MatrixClaim], articles: Sequence[MatrixArticle]) -> Table:
    return Table(
        header=("Claim", *(article.name for article in articles)),
        rows=tuple((claim.label, *(carried.value for carried in claim.carried)) for claim in claims),
        links=tuple(claim.url for claim in claims),
    )


def _linked(text: str, url: str) -> Safe:
    words = markdown.escape(text)
    return element("a", words, href=link(url)) if url else words


def _heads(articles: Sequence[MatrixArticle]) -> Safe:
    return element("tr", element("th", markdown.escape("Claim"), scope="col"), *map(_column, articles))


def _column(article: MatrixArticle) -> Safe:
    name = element("span", _linked(article.name, article.url))
    return element("th", name, scope="col", class_="pic-upright")


def _bodies(claims: Sequence[MatrixClaim], columns: int) -> Iterator[Safe]:
    for topic, members in groupby(claims, key=lambda claim: claim.topic):
        words = markdown.escape(topic)
        head = element("th", words, colspan=columns + 1, scope="rowgroup", class_="pic-group")
        rows = (
            element(
                "tr",
                element("th", _linked(claim.label, claim.url), scope="row"),
                *(element("td", _sign(carried), _word(carried)) for carried in claim.carried),
            )
            for claim in members
        )
        yield element("tbody", *([element("tr", head)] if topic else []), *rows)


def _totals(claims: Sequence[MatrixClaim], articles: Sequence[MatrixArticle]) -> Iterator[Safe]:
    for kind in (Carries.FULL, Carries.PART):
        counts = (sum(claim.carried[index] is kind for claim in claims) for index in range(len(articles)))
        yield element(
            "tr",
            element("th", markdown.escape(f"Carried {kind.value}, of {len(claims)}"), scope="row"),
            *(element("td", markdown.escape(str(count))) for count in counts),
        )


def _legend() -> Iterator[Safe]:
    for carried in Carries:
        yield element("span", _sign(carried), together((Safe(" "), markdown.escape(_LEGEND[carried]))))


_LEGEND = {Carries.FULL: "carried in full", Carries.PART: "carried in part", Carries.NOT: "not carried"}
_SIGNS = {
    Carries.FULL: element("circle", cx=8, cy=8, r=6.5, class_="pic-fill"),
    Carries.PART: together(
        (
            element("circle", cx=8, cy=8, r=5.7, class_="pic-open"),
            element("path", d="M8 2.3a5.7 5.7 0 0 0 0 11.4Z", class_="pic-fill"),
        )
    ),
    Carries.NOT: element("circle", cx=8, cy=8, r=1.3, class_="pic-fill"),
}


def _sign(carried: Carries) -> Safe:
    look = f"pic-sign {'pic-faint' if carried is Carries.NOT else 'pic-1'}"
    return element(
        "svg", _SIGNS[carried], viewBox="0 0 16 16", class_=look, aria_hidden="true", focusable="false"
    )


def _word(carried: Carries) -> Safe:
    return element("span", markdown.escape(carried.value), class_="pic-word")
