"""Rates, such as “700 a day”, “$5 per head”: one that is dropped, added or changed makes another figure."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from topicpages.evidence.proof.counting import singular
from topicpages.language import Figure, FigureKind, is_currency

_COUNTED = (FigureKind.NUMBER, FigureKind.PERCENT)
_ENDS = r"(?=[^\w ]|$| (?:in|on|during|over|at)\b)"
_TIME = (
    "(?:minute|hour|day|night|week|fortnight|month|quarter|season|year|decade|century"
    rf"|second{_ENDS})\b"
)
_LASTING = r"(?! (?:later|ago|earlier|old|long|of|apart|since|away|early|late|or two|and a half)\b)"
_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_ADVERB = "hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|annually"
_BEHIND = re.compile(
    rf"\ban?[- ](?P<time>{_TIME}){_LASTING}|\b(?:each|every) (?P<each>{_TIME})|\bper[- ](?P<per>{_WORD})"
    rf"|(?<=[^\W_])/(?!or\b)(?P<over>{_WORD})|\b(?P<adverb>{_ADVERB}|apiece)\b"
)
# “$80 a barrel”, “5 annual talks”.
_RIGHT_BEHIND = re.compile(
    rf" an? (?!(?:few|couple|lot|bit|second|third)\b|{_TIME})(?P<each>{_WORD})| (?P<own>annual)\b"
)
_EARLIER = re.compile(
    rf"(?P<head>(?:^|[^\w ] |\b(?:and|but|that|while) )(?:(?:on|in|for) )?)?"
    rf"\b(?:(?:each|every|per) (?P<each>{_TIME})|(?P<adverb>{_ADVERB}|annual)(?=,? ?$))",
    re.IGNORECASE,
)
# “came in a day”, “it was a day”: a time by itself.
_TIME_ITSELF = re.compile(
    r"\b(?:in|for|within|over|after|before|of|about|than|on|during|by|to|from|with|as|until|till|since|is|was|be"
    r"|took|takes|lasts|lasted|and|or|but|such|quite|just|only|half|nearly|almost|some) $",
    re.IGNORECASE,
)
_LONGEST_BEFORE = 12
# What is counted stands right before the time: “700 boats a day in May”. “It came a day in advance” is none.
_COUNTED_BEFORE = re.compile(r"(?:s|people|men|women|children|aircraft|[0-9%‰€$£¥]) $")
_GOES_ON = re.compile(r" (?:(?P<within>in|for)|before|after|when)\b")
_NAMES = {
    "daily": "day",
    "annually": "year",
    "annual": "year",
    "annum": "year",
    "diem": "day",
    "h": "hour",
    "hr": "hour",
    "s": "second",
    "sec": "second",
    "min": "minute",
    "yr": "year",
}
# A full stop behind one letter or a title ends no sentence: “700 U.S. boats a day”.
_STOP = re.compile(
    r"[;:?!]|(?<!\b[A-Za-z])(?<!\b(?:Mr|Dr|St|Lt))(?<!\b(?:Mrs|Gen|Col|Sen|Gov|Rep|Sgt))\.(?=[^\w.,]|$)"
)


@dataclass(frozen=True, slots=True)
class _Rate:
    """What a figure is counted by, in its normal form, and where it stands."""

    by: str
    start: int
    end: int


def rate_of(text: str, figures: Sequence[Figure], figure: Figure) -> str:
    """Return what the rate of ``figure`` is counted by (“day”, “person”), or the empty string.

    ``figures`` are all those of the normalised ``text``, in order. Where it is doubtful whether it is a rate,
    the words behind it are part of what is returned: “day in” equals only itself.
    """
    rate = _rate(text, figures, figure)
    return rate.by if rate else ""


def rate_spans(text: str, figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Yield where the rates of the ``figures`` of ``text`` stand."""
    for figure in figures:
        if rate := _rate(text, figures, figure):
            yield rate.start, rate.end


def _rate(text: str, figures: Sequence[Figure], figure: Figure) -> _Rate | None:
    """Return the rate behind ``figure`` or before it, in its sentence and up to the next number."""
    if figure.kind not in _COUNTED:
        return None
    at = bisect_left(figures, figure.start, key=lambda other: other.start)
    behind = _behind(text, figure, _nearest(figures, range(at + 1, len(figures))))
    return behind or _before(text, figure, _nearest(figures, range(at - 1, -1, -1)))


def _nearest(figures: Sequence[Figure], numbers: range) -> Figure | None:
    """Return the first of ``figures`` at these ``numbers`` that counts."""
    return next((figures[number] for number in numbers if figures[number].kind in _COUNTED), None)


def _behind(text: str, figure: Figure, other: Figure | None) -> _Rate | None:
    """Return the first rate between ``figure`` and the ``other`` number behind it."""
    border = other.start if other else len(text)
    stop = _STOP.search(text, figure.end, border)
    end = stop.start() if stop else border
    right = _RIGHT_BEHIND.match(text, figure.end, end)
    if right and (right["own"] or is_currency(figure.word)):
        return _Rate(right["own"] or right["each"], right.start() + 1, right.end())
    for match in _BEHIND.finditer(text, figure.end, end):
        is_of_other = other and not stop and match["each"] and _is_head(text, match.start())
        if not is_of_other and (rate := _read(match)):
            return rate
    return _per_number(text, other) if other and not stop else None


def _is_head(text: str, start: int) -> bool:
    found = _EARLIER.search(text, max(0, start - _LONGEST_BEFORE), start + 2 * _LONGEST_BEFORE)
    return found is not None and found["head"] is not None and found.start() < start <= found.end()


def _read(match: re.Match[str]) -> _Rate | None:
    """Return the rate that is written so; ``None`` for a time by itself, as in “a day before”."""
    said = next(name for name, found in match.groupdict().items() if found)
    by, text = match[said], match.string
    name = _NAMES.get(by) or (by.removesuffix("ly") if said == "adverb" else by)
    before = max(0, match.start() - _LONGEST_BEFORE)
    if said == "time" and _TIME_ITSELF.search(text, before, match.start()):
        return None
    goes_on = _GOES_ON.match(text, match.end()) if said == "time" else None
    if goes_on is None:
        return _Rate(name, *match.span())
    is_counted = bool(_COUNTED_BEFORE.search(text, before, match.start()))
    is_within = goes_on["within"] is not None
    if not is_counted and not is_within:
        return None
    return _Rate(name if is_counted and is_within else name + goes_on.group(), *match.span())


def _per_number(text: str, other: Figure) -> _Rate | None:
    """Return the rate of “5 boats per 100 people”, where ``other`` is the 100."""
    start = other.start - len("per ")
    if start < 0 or text[start : other.start] != "per ":
        return None
    noun = re.compile(rf"[ -]({_WORD})").match(text, other.end)
    by = f"{other.low or other.word} {singular(noun[1].lower()) if noun else ''}"
    return _Rate(by.strip(), start, other.start)


def _before(text: str, figure: Figure, other: Figure | None) -> _Rate | None:
    """Return the rate before ``figure``: right before it, at the head of its clause, or of its sentence."""
    border = other.end if other else 0
    stops = [stop.end() for stop in _STOP.finditer(text, border, figure.start)]
    begin = stops[-1] if stops else border
    found: _Rate | None = None
    for match in _EARLIER.finditer(text, begin, figure.start):
        if match["head"] is not None or match["adverb"] or stops or other is None:
            by = (match["each"] or match["adverb"]).lower()
            start = max(match.start(), match.end("head"))
            found = _Rate(_NAMES.get(by) or by.removesuffix("ly"), start, match.end())
    return found
