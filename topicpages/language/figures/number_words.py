"""Number words, and the quick look whether a text can hold a figure at all."""

import re
from decimal import Decimal

from topicpages.language.dates import MONTHS, WEEKDAYS

ONES = {
    word: number
    for number, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), 1)
}
TEENS = {
    word: number
    for number, word in enumerate(
        (
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ),
        10,
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2
    )
}
SCALES = {
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
}
GROUPS = {"dozen": 12, "decade": 10, "decades": 10, "century": 100, "centuries": 100}
ORDINALS = {
    **{
        word: number
        for number, word in enumerate(
            ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1
        )
    },
    "eleventh": 11,
    "twelfth": 12,
    **{f"{word}th": number for word, number in TEENS.items() if number > TEENS["twelve"]},
    **{word.removesuffix("y") + "ieth": number for word, number in TENS.items()},
    "hundredth": 100,
    "thousandth": 1000,
}
VAGUE = ("dozens", "scores", "hundreds", "thousands", "millions", "billions", "decades", "centuries")
MULTIPLES = {
    **dict.fromkeys(("double", "doubled", "doubles", "doubling"), 2),
    **dict.fromkeys(("triple", "tripled", "triples", "tripling", "treble", "trebled", "trebling"), 3),
    **dict.fromkeys(("quadruple", "quadrupled", "quadruples", "quadrupling"), 4),
    **dict.fromkeys(("quintuple", "quintupled", "quintupling"), 5),
}
TIMES = ("twice", "thrice", "halved", "halving")
FRACTION = "half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?"
RELATIVE = r"today|yesterday|tomorrow|last night|(?:last|this|next) (?:week|month|year)"

MONTH_ABBREVIATIONS = {
    **{name[:3]: number for name, number in MONTHS.items() if name != "May"},
    "Sept": MONTHS["September"],
}

_MONTH_HINTS = frozenset(name.lower() for name in (*MONTHS, *MONTH_ABBREVIATIONS))
_HINTS = {
    "month": _MONTH_HINTS,
    "weekday": frozenset(name.lower() + ending for name in WEEKDAYS for ending in ("", "s")),
    "relative": frozenset(("today", "yesterday", "tomorrow", "night", "week", "month", "year")),
    "fraction": frozenset(FRACTION.replace("s?", "").split("|"))
    | frozenset(FRACTION.replace("?", "").split("|")),
    "number": frozenset((*ONES, *TEENS, *TENS, *SCALES, *GROUPS, "zero", "hundred")),
    "several": frozenset(("several", "few", "many", "couple")),
    "multiple": frozenset((*MULTIPLES, *TIMES, "fold", "couple", "pair"))
    | frozenset(f"{word}fold" for word in (*ONES, *TEENS, *TENS, *SCALES, "hundred")),
    "vague": frozenset(VAGUE),
    "ordinal": frozenset(ORDINALS),
}
_RUN = re.compile(r"[^\W\d_]+")


def hints(text: str) -> frozenset[str]:
    """Return which sorts of figures ``text`` may hold; a sort that is left out is certainly not there.

    “digit” stands for any character with a numeric value; the others are told by their words.
    """
    words = set(_RUN.findall(text.lower()))
    found = {sort for sort, told_by in _HINTS.items() if not told_by.isdisjoint(words)}
    if any(map(str.isnumeric, text)):
        found.add("digit")
    return frozenset(found)


def may_hold_figure(text: str) -> bool:
    """Return ``False`` only when there is certainly no figure in ``text``."""
    return bool(hints(text))


def cardinal(words: str) -> Decimal:
    """Return the number that ``words`` is: “one hundred and fifty-seven”, “a million”, “zero”."""
    total = group = 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in SCALES:
            total, group = total + (group or 1) * SCALES[word], 0
        elif word == "hundred":
            group = (group or 1) * 100
        else:
            group += ONES.get(word) or TEENS.get(word) or TENS.get(word) or 0
    return Decimal(total + group)


def ordinal(words: str) -> Decimal:
    """Return the number of “first”, “twenty-first” or “21st”."""
    digits = re.match(r"[0-9]+", words)
    if digits:
        return Decimal(digits.group())
    *tens, last = re.findall(r"[a-z]+", words.lower())
    return Decimal(ORDINALS[last] + sum(TENS[word] for word in tens))
