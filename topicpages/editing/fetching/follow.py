"""Fetches a page: asks robots.txt, then the page, and follows redirects, each checked like the first."""

from topicpages.diagnostics import Faults
from topicpages.editing.fetching.addresses import Address, MayConnect, address, is_public
from topicpages.editing.fetching.robots import LARGEST, Rules, rules_for
from topicpages.editing.fetching.shapes import (
    LIMITS,
    OK,
    PAGES,
    PROGRAM,
    Deadline,
    Fetched,
    Limits,
    StoppedError,
    fault,
    stopped,
)
from topicpages.editing.fetching.transport import Answer, answer, body, start

_PERMANENT = (301, 308)
_REDIRECTS = (*_PERMANENT, 302, 303, 307)
_GIVEN = range(200, 300)
_NO_ROBOTS = range(400, 500)
_TOO_MANY = 429

# What the robots.txt of each site allows, by scheme, host and port.
KnownRobots = dict[str, Rules]


def fetch(
    asked: str,
    *,
    limits: Limits = LIMITS,
    may_connect: MayConnect = is_public,
    media_types: frozenset[str] = PAGES,
    robots: KnownRobots | None = None,
) -> tuple[Fetched | None, Faults]:
    """Return the page at the address ``asked``, or why there is none. Never raises.

    An answer with another status than 200 comes with a fault that tells it. All takes ``limits.seconds`` at
    most. Whoever fetches several pages keeps ``robots``, so that a host is asked once what it allows.
    """
    known = {} if robots is None else robots
    try:
        fetched = _Fetch(Deadline.of(limits), limits, may_connect, media_types, known).of(asked)
    except StoppedError as stop:
        return None, (stop.fault,)
    if fetched.status == OK:
        return fetched, ()
    what = f"“{fetched.final}” answered {fetched.status} instead of a page"
    return fetched, (fault("fetch-failed", what, "open it in a browser and correct the address"),)


class _Fetch:
    """One page and all that is asked for on the way to it."""

    def __init__(
        self,
        deadline: Deadline,
        limits: Limits,
        may_connect: MayConnect,
        media_types: frozenset[str],
        robots: KnownRobots,
    ) -> None:
        self.deadline, self.limits, self.may_connect = deadline, limits, may_connect
        self.media_types, self.robots = media_types, robots

    def of(self, asked: str) -> Fetched:
        """Return what answers in the end."""
        at = first = address(asked)
        seen = [first]
        permanent, moved = True, ""
        while True:
            self._ask_robots(at)
            with answer(at, self.may_connect, self.deadline) as given:
                if not (given.status in _REDIRECTS and given.headers.get("Location")):
                    return self._page(given, asked=asked, at=at, moved=moved)
                following = address(_location(given), base=at)
            permanent = permanent and given.status in _PERMANENT
            moved = str(following) if permanent else moved
            at = self._next(following, seen)

    def _next(self, following: Address, seen: list[Address]) -> Address:
        if following in seen:
            raise stopped(
                "fetch-failed", f"“{seen[0]}” is redirected in a circle, again to “{following}”", _OPEN
            )
        if len(seen) > self.limits.redirects:
            what = f"“{seen[0]}” is redirected more than {self.limits.redirects} times"
            raise stopped("fetch-failed", what, _OPEN)
        seen.append(following)
        return following

    def _page(self, given: Answer, *, asked: str, at: Address, moved: str) -> Fetched:
        media_type = given.headers.get_content_type() if "Content-Type" in given.headers else ""
        is_page = media_type in self.media_types
        if given.status == OK and not is_page:
            what = (
                f"“{at}” is {f'of the type “{media_type[:80]}”' if media_type else 'of no type'}, not a page"
            )
            raise stopped("not-a-page", what, "give the address of HTML, plain text, Markdown or PDF")
        return Fetched(
            asked=asked,
            final=str(at),
            moved=moved,
            status=given.status,
            media_type=media_type,
            charset=given.headers.get_content_charset() or "",
            body=body(given, at, self.limits.size) if is_page else b"",
        )

    def _ask_robots(self, page: Address) -> None:
        """Ask the site of ``page`` whether we may fetch it."""
        if page.site not in self.robots:
            self.robots[page.site] = self._rules(Address(page.scheme, page.host, page.port, "/robots.txt"))
        if not self.robots[page.site].allow(page.path):
            what = f"“{page.site}/robots.txt” does not allow “{PROGRAM}” to fetch “{page}”"
            raise stopped("robots-disallow", what, "save the page in a browser and add the file")

    def _rules(self, at: Address) -> Rules:
        seen = [at]
        while True:
            with answer(at, self.may_connect, self.deadline) as given:
                if given.status in _REDIRECTS and given.headers.get("Location"):
                    following = address(_location(given), base=at)
                elif given.status in _GIVEN:
                    return rules_for(PROGRAM, start(given, at, LARGEST).decode("utf-8", "replace"))
                elif given.status in _NO_ROBOTS and given.status != _TOO_MANY:
                    return Rules()
                else:
                    what = f"“{at}”, which says what may be fetched, answered {given.status}"
                    raise stopped("fetch-failed", what, "try again later, or save the page and add the file")
            at = self._next(following, seen)


_OPEN = "open it in a browser and give the address at which it ends"


def _location(given: Answer) -> str:
    """Return where a redirect leads; http.client reads headers as Latin-1, servers write UTF-8."""
    raw = given.headers.get("Location", "").strip()
    try:
        return raw.encode("latin-1").decode("utf-8").replace(" ", "%20")
    except UnicodeError:
        return raw.replace(" ", "%20")
