"""The visible text of a saved page, line by line, with what its markup says of each line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.html
from lxml import etree

from topicpages.editing.intake.lines import plain
from topicpages.sources import Role

MAX_LINES = 20_000
# A longer line is broken after a sentence, so that each becomes a passage that a page can show.
MAX_LINE = 4_000


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


_DROPPED = _set(
    "script style template noscript head iframe object svg math canvas audio video select datalist dialog"
)
_BLOCKS = _set(
    "address article aside blockquote body button caption center dd details div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr label legend li main nav ol option p pre section"
    " summary table tbody tfoot thead tr ul"
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PARTS = _set("article aside body center details div fieldset figure footer form header main nav section td")
_ENTRIES = frozenset(("li", "dd", "dt"))
_TEXTS = frozenset(("article", "main", "section", "table"))
_BOLD = frozenset(("b", "strong"))
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_SENTENCE_END = re.compile(r"(?<=[.!?…”\"]) ")

# What a name in “class”, “id” or “role” says of the lines below it.
_BY_NAME = {
    "cookie notice": "cookie cookies consent gdpr cmp onetrust ccpa",
    "comment form": "comment comments respond disqus commentform commentlist",
    "advertisement": "ad ads adslot advert adverts advertisement advertising sponsor sponsored promo dfp"
                     " adsbygoogle taboola outbrain",
    "invitation to subscribe": "newsletter newsletters subscribe subscription signup paywall regwall",
    "related articles": "related recommended recommendations recirculation recirc trending popular mostread"
                        " readmore",
    "path of the page": "breadcrumb breadcrumbs",
    "menu": "nav navbar navigation menu topbar masthead banner",
    "search form": "search searchform",
    "buttons to share": "share sharing social sharebar addtoany",
    "tags": "tags taglist tagcloud",
    "author line": "byline author authors contributor bio",
    "date line": "dateline timestamp pubdate",
    "caption of a picture": "caption figcaption",
    "footer": "footer colophon copyright contentinfo",
    "beside the article": "sidebar widget complementary",
}  # fmt: skip
_NAMES = {name: why for why, names in _BY_NAME.items() for name in names.split()}
_BY_TAG = {
    "nav": "menu", "footer": "footer", "aside": "beside the article", "figcaption": "caption of a picture",
    "form": "form", "button": "button", "option": "form", "label": "form", "header": "head of the page",
}  # fmt: skip
# Of these the outermost tells most; of all others too, but one of these says more than they do.
STRONG = frozenset(
    ("cookie notice", "comment form", "advertisement", "invitation to subscribe", "related articles")
)
_WEAK = frozenset(("form", "button", "beside the article", "head of the page"))
_DECKS = _set("deck dek standfirst subtitle subheadline subheading subhead strapline summary")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line that a reader of the page sees; ``boxes`` are the elements around it that say what they hold.

    A box is its number on the page and the reason; the outermost comes first. ``homes`` are the two innermost
    elements that hold parts of a page, ``linked`` tells whether all of it is a link.
    """

    text: str
    tag: str
    boxes: tuple[tuple[int, str], ...] = ()
    bold: bool = False
    deck: bool = False
    listed: bool = False
    linked: bool = False
    homes: tuple[int, ...] = ()

    @property
    def role(self) -> Role:
        """What its markup makes of it, if it belongs to the article."""
        if self.tag in _HEADINGS:
            return Role.HEADING
        return Role.BULLET if self.listed else Role.BODY

    def why(self, but: frozenset[int]) -> str:
        """Return what the boxes around it, ``but`` those, say that it is; empty when they say nothing."""
        reasons = [why for number, why in self.boxes if number not in but]
        told = [why for why in reasons if why not in _WEAK] or reasons
        return next((why for why in told if why in STRONG), told[0] if told else "")


@dataclass(slots=True)
class _Open:
    """An element that is open; ``number`` counts the elements of the page."""

    tag: str
    number: int
    why: str = ""
    deck: bool = False


@dataclass(slots=True)
class _Walk:
    """What the walk over a page has seen so far."""

    lines: list[PageLine] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    bold: int = 0
    linked: int = 0
    seen: int = 0

    def say(self, text: str | None) -> None:
        if not text:
            return
        self.text.append(text)
        if text.strip():
            self.seen += len(text.strip())
            if any(element.tag in _BOLD for element in self.stack[-3:]):
                self.bold += len(text.strip())
            if any(element.tag == "a" for element in self.stack[-3:]):
                self.linked += len(text.strip())

    def end_line(self) -> None:
        """Make a line of what stands since the last one."""
        text = plain("".join(self.text))
        bold, linked = self.bold == self.seen, self.linked == self.seen
        self.text.clear()
        self.bold = self.linked = self.seen = 0
        if not text or len(self.lines) > MAX_LINES:
            return
        tags = [element.tag for element in self.stack if element.tag in _BLOCKS]
        heading = next((tag for tag in reversed(tags) if tag in _HEADINGS), "")
        homes = tuple(element.number for element in self.stack if element.tag in _PARTS)
        boxes = tuple((element.number, element.why) for element in self.stack if element.why)
        self.lines += [
            PageLine(
                text=piece,
                tag=heading or (tags[-1] if tags else ""),
                boxes=boxes,
                bold=bold,
                deck=any(element.deck for element in self.stack[-2:]),
                listed=_is_listed(tags),
                linked=linked,
                homes=homes[-2:],
            )
            for piece in _pieces(text)
        ]


def _is_listed(tags: list[str]) -> bool:
    """Tell whether the innermost of these is an entry of a list, not an article that is one."""
    innermost = next((tag for tag in reversed(tags) if tag in _ENTRIES or tag in _TEXTS), "")
    return innermost in _ENTRIES


def parsed_page(text: str) -> etree._Element | None:
    """Return the tree of a page, or ``None`` when it has none. Comments are left out."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def visible_lines(tree: etree._Element) -> tuple[PageLine, ...]:
    """Return what a reader of the page sees, in its order: a line for each paragraph, entry and button."""
    walk = _Walk()
    events = etree.iterwalk(tree, events=("start", "end"))
    dropped: set[etree._Element] = set()
    for number, (event, element) in enumerate(events):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if _is_hidden(tag, element):
                dropped.add(element)
                events.skip_subtree()
                continue
            if tag in _BLOCKS or tag == "br":
                walk.end_line()
            walk.stack.append(_opened(tag, number, element))
            walk.say(element.text)
        else:
            if element in dropped:
                dropped.discard(element)
            else:
                if tag in _BLOCKS:
                    walk.end_line()
                walk.stack.pop()
                walk.say(" " if tag in {"td", "th"} else "")
            walk.say(element.tail)
    walk.end_line()
    return tuple(walk.lines)


def _is_hidden(tag: str, element: etree._Element) -> bool:
    if tag in _DROPPED or not tag:
        return True
    hidden = element.get("hidden") is not None or tag == "input"
    return hidden or bool(_HIDDEN_STYLE.search(element.get("style") or ""))


def _opened(tag: str, number: int, element: etree._Element) -> _Open:
    if tag in {"body", "html", "main"}:
        return _Open(tag, number)
    names = tuple(_names(element))
    why = next((_NAMES[name] for name in names if name in _NAMES), "") or _BY_TAG.get(tag, "")
    return _Open(tag, number, why, deck=any(name in _DECKS for name in names))


def _names(element: etree._Element) -> Iterator[str]:
    for attribute in ("class", "id", "role", "itemprop"):
        for token in _TOKEN.findall((element.get(attribute) or "")[:500]):
            yield token.lower()


def _pieces(text: str) -> Iterator[str]:
    """Yield ``text`` in pieces of at most ``MAX_LINE`` characters, broken after sentences or words."""
    while len(text) > MAX_LINE:
        ends = [match.start() for match in _SENTENCE_END.finditer(text, 0, MAX_LINE)]
        at = ends[-1] if ends else text.rfind(" ", 0, MAX_LINE)
        at = at if at > 0 else MAX_LINE
        yield text[:at].strip(" ")
        text = text[at:].strip(" ")
    if text:
        yield text
