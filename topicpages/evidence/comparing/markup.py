"""Text of the sources in Markdown that a code host shows: it stands in code, and nothing of it acts.

In a span or a fenced block a host makes no links, images, mentions, HTML or emoji of anything. The fence is
longer than any run of backticks within.
"""

import re
from collections.abc import Iterable, Sequence

from topicpages.language import one_line

LONGEST_WORDS, LONGEST_LINE = 120, 400
_BACKTICKS = re.compile("`+")
_MANY_BACKTICKS = re.compile("(`{8})`+")


def code(text: str, *, longest: int = LONGEST_WORDS) -> str:
    """Return ``text`` as a code span on one line, shortened where it is long."""
    flat = _shortened(text, longest) or " "
    fence = _fence([flat], least=1)
    # A span may not begin or end with a backtick; a space on both sides is not shown.
    edge = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{edge}{flat}{edge}{fence}"


def block(texts: Sequence[str], language: str, *, most: int) -> str:
    """Return ``texts``, each on one line and at most so many, as a fenced block that stands in no list."""
    shown = [_shortened(text, LONGEST_LINE) for text in texts[:most]]
    if len(texts) > most:
        shown.append(f"… and {len(texts) - most} more lines")
    fence = _fence(shown, least=3)
    return "\n".join([f"{fence}{language}", *shown, fence])


def _shortened(text: str, longest: int) -> str:
    # A fence is as long as the longest run: of many backticks the first tell enough.
    flat = _MANY_BACKTICKS.sub(r"\1…", one_line(text))
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"


def _fence(texts: Iterable[str], *, least: int) -> str:
    longest = max((len(run) for text in texts for run in _BACKTICKS.findall(text)), default=0)
    return "`" * max(least, longest + 1)
