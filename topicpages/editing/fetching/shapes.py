"""A page as it was fetched, what is asked of a server, and the faults that keep a page from us."""

from dataclasses import dataclass
from time import monotonic

from topicpages.diagnostics import Diagnostic, Span

PROGRAM = "topicpages"
"""How robots.txt calls us."""
USER_AGENT = f"{PROGRAM}/0.1 (builds sourced topic pages; looks at single articles for their editors)"

PAGES = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/markdown",
        "text/x-markdown",
        "application/pdf",
    }
)
"""The media types of what an editor calls an article."""

OK = 200

_WHERE = Span("sources/articles")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a page may keep us, in seconds and over all; how large it may be, unpacked, in bytes."""

    seconds: float = 30
    size: int = 10_000_000
    redirects: int = 5


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered.

    ``asked`` is the address that was asked for, ``final`` the one that answered in the end. ``moved`` is
    where permanent redirects led, before any other sort; it is empty when there was none. ``media_type`` is
    in small letters. ``charset`` is what the header declares, often wrong; see ``decoded``. The body of an
    answer with another status than 200 is empty when it is not a page.
    """

    asked: str
    final: str
    moved: str
    status: int
    media_type: str
    charset: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment after which nothing is waited for any more."""

    at: float
    seconds: float

    @classmethod
    def of(cls, limits: Limits) -> "Deadline":
        """Return the deadline of what begins now."""
        return cls(monotonic() + limits.seconds, limits.seconds)

    def left(self) -> float:
        """Return the seconds that are left, more than zero.

        Raises:
            StoppedError: there are none.
        """
        left = self.at - monotonic()
        if left <= 0:
            raise too_late(self.seconds)
        return left


class StoppedError(Exception):
    """Ends a fetch with the one fault that says why; never leaves this room."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(str(fault))
        self.fault = fault


def stopped(code: str, what: str, remedy: str) -> StoppedError:
    """Return what ends a fetch for that reason."""
    return StoppedError(fault(code, what, remedy))


def fault(code: str, what: str, remedy: str) -> Diagnostic:
    """Return a fault of a page that is not ours, and so has no line in a file."""
    return Diagnostic(_WHERE, code, what, remedy)


def too_late(seconds: float) -> StoppedError:
    """Return what ends a fetch that takes longer than it may."""
    what = f"the page was not there within {seconds:g} seconds"
    return stopped("fetch-failed", what, "try again later, or save it in a browser and add the file")
