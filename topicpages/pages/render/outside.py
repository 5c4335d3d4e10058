"""Where readers find an article outside this site: the archive first when it is gone from its own address."""

from collections.abc import Iterator
from dataclasses import dataclass

from topicpages.evidence import FAILURES_IN_A_ROW, AddressRecord, AddressState
from topicpages.pages.render.context import Context, counted, day, public_address
from topicpages.pages.render.pieces import Link
from topicpages.sources import Article, public_url

_ORIGINAL, _COPY = "original", "archived copy"
_OWN, _NEW, _BEFORE = "its address", "new address", "address before"


@dataclass(frozen=True, slots=True)
class Outside:
    """The ways to an article outside: ``address`` for links to its words, empty when none would find them.

    ``name`` says what stands there, ``ways`` are all links with their words, best first. ``found`` tells what
    a look found, ``is_trouble`` whether readers should know before they follow a link.
    """

    address: str = ""
    name: str = _ORIGINAL
    ways: tuple[Link, ...] = ()
    found: str = ""
    is_trouble: bool = False


def outside(context: Context, article: Article) -> Outside:
    """Return the ways to ``article`` outside this site."""
    own = public_address(article)
    if article.record.withdrawn:
        return Outside()
    record = _looked(context, article) if own else None
    copy = _public(article.record.archive or (record.archive if record else None))
    if copy and (not own or (record and record.state.is_gone)):
        ways = (Link(_COPY, copy), *([Link(_OWN, own)] if own else []))
        return Outside(copy, _COPY, ways, found=_found(record), is_trouble=record is not None)
    at = _public(record.at if record else None) or own
    nowhere = record is not None and record.state in (AddressState.DEAD, AddressState.SOFT_404)
    return Outside(
        address="" if nowhere else at,
        ways=tuple(_ways(at, own, copy)),
        found=_found(record),
        is_trouble=record is not None and record.state is not AddressState.LIVE,
    )


def spelled_out(way: Link) -> Link:
    """Return a way to an article with its address as words, if the article itself stands there."""
    return Link(way.href, way.href) if way.text in (_OWN, _NEW) else way


def _looked(context: Context, article: Article) -> AddressRecord | None:
    """Return what was found at the address that the record names today; one silence or two say nothing."""
    record = context.lock.addresses.get(article.id)
    if record is None or record.url != article.record.url:
        return None
    silent = record.state is AddressState.UNREACHABLE and record.failures < FAILURES_IN_A_ROW
    return None if silent else record


def _public(address: str | None) -> str:
    return (public_url(address)[0] or "") if address else ""


def _ways(at: str, own: str, copy: str) -> Iterator[Link]:
    if at:
        yield Link(_OWN if at == own else _NEW, at)
    if own and own != at:
        yield Link(_BEFORE, own)
    if copy:
        yield Link(_COPY, copy)


def _found(record: AddressRecord | None) -> str:
    """Return what was found, in words that stay true: they name the day."""
    if record is None:
        return ""
    looked = f"when looked at on {day(record.on.isoformat())}"
    quotes = f"{record.standing} of {counted(record.cited, 'cited quote')}"
    return {
        AddressState.LIVE: f"there {looked}" + (f", with {quotes}" if record.cited else ""),
        AddressState.CHANGED: f"changed {looked}: {quotes} stood there",
        AddressState.MOVED: f"at a new address {looked}",
        AddressState.DEAD: f"no longer at its address {looked}",
        AddressState.SOFT_404: f"something else was at its address {looked}",
        AddressState.PAYWALLED: f"closed or to be paid for {looked}",
        AddressState.UNREACHABLE: f"its address did not answer {looked}",
    }[record.state]
