"""Figures are read from English as people read them; what equals what, and what carries what, is fixed."""

import sys
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topicpages.language.dates import parse_edtf
from topicpages.language.figures import (
    NO_NAMES,
    Figure,
    Names,
    Phrasebook,
    Qualifier,
    StatedDate,
    carries,
    figures_in,
    with_groups,
)

NAMES = Names(["MQ-9", "France 2", "New START", "World War II", "World War Two", "Second Thomas Shoal"])


def brief(text: str, names: Names = NO_NAMES) -> list[str]:
    """Return each figure as “kind qualifier low–high word”, short enough for a table."""
    return [_brief(figure) for figure in figures_in(text, names=names)]


def _brief(figure: Figure) -> str:
    ends = list(dict.fromkeys(f"{end:f}" for end in (figure.low, figure.high) if end is not None))
    when = figure.when and not figure.is_bare_year and _when(figure.when)
    parts = (figure.kind.value, figure.qualifier, "–".join(ends), when, figure.word, figure.implied)
    return " ".join(str(part) for part in parts if part)


def _when(when: StatedDate) -> str:
    return ",".join(
        f"{name[:1] if not name.startswith('last') else name}={value}"
        for name in ("year", "month", "day", "last_day", "last_month", "last_year", "part")
        if (value := getattr(when, name))
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,550, 1550 warheads", ["number 1550", "number 1550"]),
        ("15,000 men, 1,234,567.5", ["number 15000", "number 1234567.5"]),
        ("15\u00a0000 and 15\u202f000 and 15 000", ["number 15000"] * 2 + ["number 15", "number 0"]),
        ("31%, 31 %, 31 percent, 31 per cent", ["percent 31"] * 4),
        ("thirty-one percent", ["percent 31"]),
        ("31 percentage points", ["number 31 points"]),
        ("2.5 million, 15 thousand", ["number 2500000.0", "number 15000"]),
        ("3bn, 40k", ["number 3000000000", "number 40000"]),
        ("$5, €5m, $5 million", ["number 5 $", "number 5000000 €", "number 5000000 $"]),
        ("−5 and -5 and 2026-5", ["number -5", "number -5", "date 2026", "number 5"]),
        ("600-mile, five-year, twenty-one-year-old", ["number 600", "number 5", "number 21"]),
        ("G7, MiG-29, 10km", ["number 7 G-", "number 29 MiG-", "number 10 km"]),
        ("１５７ and ١٥٧", ["number 157", "number 157"]),
        ("5,5000", ["number 5,5000"]),
        ("three, Seven, NINETEEN, zero", ["number 3", "number 7", "number 19", "number 0"]),
        ("one hundred and fifty-seven", ["number 157"]),
        ("a hundred, a thousand and one", ["number 100", "number 1001"]),
        ("two million, three hundred thousand and five", ["number 2300005"]),
        ("a dozen, two dozen, half a dozen, 3 dozen", ["number 12", "number 24", "number 6", "number 36"]),
        ("half a million, half-million", ["number 500000", "number 500000"]),
        ("half a century, a decade, two decades", ["number 50 years", "number 10 years", "number 20 years"]),
        ("last decade, this century", []),
        ("half of them, ½", ["number half", "number half"]),
        ("two-thirds, a third of all", ["number two-third", "number one-third"]),
        ("dozens, tens of thousands", ["number dozens", "number tens of thousands"]),
        ("several hundred, a few dozen", ["number several hundred", "number a few dozen"]),
        ("nearly half of them, over ½", ["number nearly half", "number over half"]),
        ("doubled, two-fold, twofold, 2-fold, 2fold", ["number 2-fold"] * 5),
        ("tripled, almost trebled, threefold", ["number 3-fold", "number nearly 3-fold", "number 3-fold"]),
        ("quadrupled, ninefold, nine-fold, more than tenfold, a hundredfold",
         ["number 4-fold", "number 9-fold", "number 9-fold", "number over 10-fold", "number 100-fold"]),
        ("twice, thrice, halved", ["number twice", "number thrice", "number halv"]),
        ("a couple of men, a pair of jets, the pair", ["number couple", "number pair", "number pair"]),
        ("a couple of hundred", ["number a couple of hundred"]),
        ("a couple met, to pair up, manifold, folded", []),
        ("Ⅷ, ⑨, 三 and 10²", ["number Ⅷ", "number ⑨", "number 三", "number 10", "number ²"]),
        ("one and a half million people", ["number 1500000.0"]),
        ("two and a half years, 2 1/2, 2-1/2, 2½", ["number 2.5"] * 4),
        ("one and three-quarters, 1 and a half decades", ["number 1.75", "number 15.0 years"]),
        (".5%, $.5m, rose .5", ["percent 0.5", "number 500000.0 $", "number 0.5"]),
        ("$1.5B, $1.5 m, $3bn, $3 BN, $5MM", [
            "number 1500000000.0 $",
            "number 1500000.0 $",
            "number 3000000000 $",
            "number 3000000000 $",
            "number 5000000 $",
        ]),
        ("5€, 5 €, € 5, 5 € and 6", ["number 5 €"] * 4 + ["number 6"]),
        ("HK$5, A$5, AUD 5, 5 Australian dollars, Z$5",
         ["number 5 HK$", "number 5 A$", "number 5 A$", "number 5 A$", "number 5 Z$"]),
        ("5pc, 5 pct, 5-per-cent, 5 per cent", ["percent 5"] * 4),
        ("3m euros, 10m people, 10m long, 5m-long",
         ["number 3000000 €", "number 10000000", "number 10 m", "number 5 m"]),
        ("Su-35, F-16, F16, 155mm, 5G, MQ-9s", [
            "number 35 Su-", "number 16 F-", "number 16 F-", "number 155 mm", "number 5 G", "number 9 MQ-",
        ]),
        ("top-10, Top-10, in his 40s", ["number 10", "number 10", "number 40 s"]),
        ("30°C, 5‰, ±20, ± 20", ["number 30 °C", "number 5 ‰", "number 20 ±", "number 20 ±"]),
        ("top-five, top-5, ₹5, one or more", ["number 5", "number 5", "number 5 ₹", "number at-least 1"]),
        ("often, tent, weight, someone, anyone", []),
        ("", []),
    ],
)  # fmt: skip
def test_numbers_are_read(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("first, second, twentieth, twenty-first", ["ordinal 1", "ordinal 2", "ordinal 20", "ordinal 21"]),
        ("1st, 2nd, 23rd, 21st century", ["ordinal 1", "ordinal 2", "ordinal 23", "ordinal 21"]),
        ("the second day", ["ordinal 2"]),
        ("at first, per second, a 30-second clip, five seconds", ["number 30", "number 5"]),
        ("a third drone", ["ordinal 3"]),
    ],
)
def test_ordinals_are_read(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("one drone", True),
        ("One person was hurt", True),
        ("a one-year pause", True),
        ("one percent", True),
        ("twenty-one", True),
        ("one of them", False),
        ("no one", False),
        ("a new one.", False),
        ("the one that fell", False),
        ("one after that, one another", True),
        ("one another", False),
        ("one-sided", False),
        ("which one", False),
    ],
)
def test_one_counts_only_where_it_is_no_pronoun(text: str, counts: bool) -> None:  # noqa: FBT001
    assert bool(figures_in(text)) is counts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("70-80, 70–80, 70 to 80, between 70 and 80", ["number 70–80"] * 4),
        ("three to five", ["number 3–5"]),
        ("20-30 million", ["number 20000000–30000000"]),
        ("5-10%, 5% to 10%, between 5% and 10%, 5 to 10 percent", ["percent 5–10"] * 4),
        ("from 46,000 to 55,000", ["number 46000", "number 55000"]),
        ("a 2-1 vote", ["number 2", "number 1"]),
        ("70—80", ["number 70", "number 80"]),
        ("$5-10", ["number 5–10 $"]),
        ("about 5-6, between about 3 and 5", ["number about 5–6", "number about 3–5"]),
        ("between 3 men and 5", ["number 3", "number 5"]),
        ("€5-10m, 5-10m euros, 5m-10m euros", ["number 5000000–10000000 €"] * 3),
        ("$5m-10m, $5m-$10m, $5m-10, $5m to $10m", ["number 5000000–10000000 $"] * 4),
        ("5-10km", ["number 5–10 km"]),
        ("5 – 6 boats, 5 - 6, $5 – $6", ["number 5–6", "number 5–6", "number 5–6 $"]),
        ("lost 5 – 6 of them new", ["number 5", "number 6"]),
        ("Su-35 to 40 crews", ["number 35 Su-", "number 40"]),
        ("1900 to 2050 people", ["date 1900–2050"]),
    ],
)
def test_ranges_are_one_figure(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,5 million, €1,5 million", ["1,5 million", "€1,5 million"]),
        ("1.000.000 people, 1.000 people, 12,34,567", ["1.000.000", "1.000", "12,34,567"]),
        ("one in five boats, 1 in 5, one in every five", ["1 in 5"] * 3),
        ("three out of four, three in four, three-in-four", ["3 in 4"] * 3),
        ("at 10:30 boats, 7pm, 7 p.m., 7.30pm", ["10:30", "7pm", "7pm", "7:30pm"]),
        ("after 9/11 boats, 2024/25, 1/2 mile, 1 1/3", ["9/11", "2024/25", "1/2", "1 1/3"]),
        ("five or six boats, 5 or 6", ["5 or 6"] * 2),
        ("one or two, $5 or $6, 5 or 6 million", ["1 or 2", "5$ or 6$", "5000000 or 6000000"]),
        ("one and two thirds million, a decade or two", ["one and two thirds million", "10 years or 2"]),
        (
            "a million and a half, one and a third million",
            ["a million and a half", "one and a third million"],
        ),
        ("One third sank, A third sank, one-third", ["one-third"] * 3),
    ],
)
def test_what_is_not_said_exactly_equals_only_itself(text: str, expected: list[str]) -> None:
    assert brief(text) == [f"number {word}" for word in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("killed 5 in 10 days", ["number 5", "number 10"]),
        ("12 in 30 attacks, 5 in 2024", ["number 12", "number 30", "number 5", "date 2024"]),
        ("four, over four or five", ["number 4", "number over 4", "number 5"]),
        ("Two boats fled. A third sank", ["number 2", "ordinal 3"]),
        ("five and half of six", ["number 5", "number half", "number 6"]),
        ("20 boats at least 5 of them", ["number 20", "number at-least 5"]),
        ("5 and six at most", ["number 5", "number at-most 6"]),
    ],
)
def test_what_only_looks_like_one_figure_is_two(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("qualifier", "wordings"),
    [
        (Qualifier.OVER, ["over 7", "more than 7", "just over 7", "upwards of 7", "Over seven"]),
        (Qualifier.NEARLY, ["nearly 7", "almost 7", "close to 7", "Nearly seven"]),
        (Qualifier.ABOUT, ["about 7", "around 7", "some 7", "roughly 7", "an estimated 7", "7 or so"]),
        (Qualifier.AT_LEAST, ["at least 7", "no fewer than 7", "7 or more", "7+", "7-plus"]),
        (Qualifier.AT_MOST, ["up to 7", "at most 7", "no more than 7", "as many as 7", "7 or fewer"]),
        (Qualifier.UNDER, ["under 7", "less than 7", "fewer than 7", "just under 7"]),
        (None, ["7", "only 7", "exactly 7", "over the 7", "some of the 7", "7 or more than that"]),
    ],
)  # fmt: skip
def test_a_qualifier_has_one_normal_form(qualifier: Qualifier | None, wordings: list[str]) -> None:
    for wording in wordings:
        (figure,) = figures_in(f"There were {wording} drones.")
        assert (figure.low, figure.qualifier) == (Decimal(7), qualifier), wording
        assert qualifier is None or figure.text == wording


@pytest.mark.parametrize(
    ("qualifier", "texts"),
    [
        (Qualifier.ABOUT, ["approx. 7", "c. 7", "ca. 7", "c.7", "~7", "≈7", "7ish", "7-odd"]),
        (Qualifier.ABOUT, ["7 boats or so"]),
        (Qualifier.AT_MOST, ["7 boats max", "max. 7", "≤7", "<=7", "7 boats at most"]),
        (Qualifier.AT_MOST, ["7 old boats or fewer"]),
        (Qualifier.AT_LEAST, ["min. 7", "≥ 7", "7 boats minimum", "7 boats at least", "7 boats or more"]),
        (Qualifier.UNDER, ["<7", "< 7"]),
        (Qualifier.OVER, [">7", "> 7"]),
        (None, ["7 boats or more than that", "7 boats at least in name", "-> 7"]),
    ],
)  # fmt: skip
def test_a_degree_may_be_a_sign_or_stand_behind(qualifier: Qualifier | None, texts: list[str]) -> None:
    for text in texts:
        (figure,) = figures_in(f"There were {text}.")
        assert (figure.low, figure.qualifier) == (Decimal(7), qualifier), text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 February 2026, February 5, 2026, Feb. 5 2026", ["date y=2026,m=2,d=5"] * 3),
        ("5th of February 2026, February 5th 2026, 2026-02-05", ["date y=2026,m=2,d=5"] * 3),
        ("February 4-5, 4–5 February, 4 to 5 February, 4 and 5 February", ["date m=2,d=4,last_day=5"] * 4),
        ("February 4 and 15 drones flew", ["date m=2,d=4", "number 15"]),
        ("February 5,000 men", ["date m=2", "number 5000"]),
        ("September, Sept., September 2025", ["date m=9", "date m=9", "date y=2025,m=9"]),
        ("late 2021, early 2025", ["date y=2021,p=late", "date y=2025,p=early"]),
        ("mid-2021", ["date y=2021,p=mid"]),
        ("Late January 2026, winter of 2022", ["date y=2026,m=1,p=late", "date y=2022,p=winter"]),
        ("2014-2022, 2021-22, between 2014 and 2022, 2011–12", [
            "date 2014–2022",
            "date y=2021,last_year=2022",
            "date 2014–2022",
            "date y=2011,last_year=2012",
        ]),
        ("the 1990s, 1980s", ["date y=1990,last_year=1999", "date y=1980,last_year=1989"]),
        ("the 1800s, 1900s, the 2000s", ["number 1800s", "number 1900s", "number 2000s"]),
        ("28 February to 3 March 2026, between February 28 and March 3, 2026",
         ["date y=2026,m=2,d=28,last_day=3,last_month=3"] * 2),
        ("28 December 2025–3 January 2026", ["date y=2025,m=12,d=28", "date y=2026,m=1,d=3"]),
        ("February to March 2026, 28 December to 3 January",
         ["date y=2026,m=2,last_month=3", "date m=12,d=28,last_day=3,last_month=1"]),
        ("3 February to 5 February 2026", ["date y=2026,m=2,d=3,last_day=5"]),
        ("28 December to 3 January 2026", ["number 28 december to 3 january 2026"]),
        ("late May to 3 June 2026, May to June", ["number late may to 3 june 2026", "date m=5,last_month=6"]),
        ("28 February to Tuesday, 3 March", ["number 28 february to tuesday, 3 march"]),
        ("Q1-Q3 2025, Q1–3 2025, 2025 Q1 to Q3, January to September 2025",
         ["date y=2025,m=1,last_month=9"] * 4),
        ("Q1 and Q2 2025, Q3-Q1 2025", ["number q1 and q2 2025", "number q3-q1 2025"]),
        ("c. 2021, ~May 2021", ["date about 2021", "date about y=2021,m=5"]),
        ("2021-12", ["date y=2021,m=12"]),
        ("2021, about 2021", ["date 2021", "date about 2021"]),
        ("over 2000 troops, 2,021", ["number over 2000", "number 2021"]),
        ("May 2024, in May, they may", ["date y=2024,m=5", "date m=5"]),
        ("In March 2023, March on", ["date y=2023,m=3"]),
        ("Thursday, Mondays, sunday", ["weekday thursday", "weekday monday"]),
        ("Thursday (5 February)", ["weekday thursday", "date m=2,d=5"]),
        ("last month, Yesterday, this year, last week", [
            "relative last month",
            "relative yesterday",
            "relative this year",
            "relative last week",
        ]),
        ("since 2021—but", ["date 2021"]),
        ("Jan asked Mar and Dec", []),
    ],
)  # fmt: skip
def test_dates_are_read(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


def test_figures_in_registered_names_belong_to_the_name() -> None:
    assert brief("an MQ-9 near Second Thomas Shoal on France 2, since World War Two", NAMES) == []
    assert brief("three MQ-9s", NAMES) == ["number 3", "number 9 MQ-"]
    assert brief("France 2.5 and France 2,000", NAMES) == ["number 2.5", "number 2000"]
    assert brief("MQ-90, MQ-9", NAMES) == ["number 90 MQ-"]


def test_a_figure_keeps_its_raw_text_and_place() -> None:
    text = "“Nearly\u00a015,000” men;  over\n40,000"
    found = figures_in(text)
    assert [(figure.text, text[figure.start : figure.end] == figure.text) for figure in found] == [
        ("Nearly\u00a015,000", True),
        ("over\n40,000", True),
    ]


ALPHABET = (
    "0123456789,.-–—−% $€+<≤~±:/'’\u00a0\u00ad\u0301½٣Ⅷ三aeno one two three hundred million dozen half "
    "first 1st nearly over doubled ninefold fold twice a couple of pair between "
    "and to or in out c. max Q1 m km pm February May 2026 2021-22 late last month Thursday"
)


@given(st.text() | st.text(alphabet=ALPHABET) | st.lists(st.sampled_from(ALPHABET.split())).map(" ".join))
def test_reading_never_raises_and_figures_never_overlap(text: str) -> None:
    reached = 0
    for figure in figures_in(text, names=NAMES):
        assert reached <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        assert hash(figure.key) is not None
        reached = figure.end


@given(st.text(alphabet=ALPHABET))
def test_no_digit_is_overlooked(text: str) -> None:
    seen = {at for figure in figures_in(text) for at in range(figure.start, figure.end)}
    digits = {at for at, char in enumerate(text) if char.isdecimal()}
    assert digits <= seen


@given(st.integers(0, 999_999_999_999))
def test_a_number_in_words_is_the_number_in_digits(number: int) -> None:
    written = (in_words(number), f"{number}", f"{number:,}")
    (worded,), (plain,), (grouped,) = (figures_in(f"{amount} men") for amount in written)
    assert worded.low == plain.low == grouped.low == number
    assert carries(worded, grouped)
    assert carries(plain, grouped)


BELOW_20 = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(number: int) -> str:
    """Return ``number`` in English, written without the module under test."""
    if number < 100:
        ten, one = divmod(number, 10)
        return BELOW_20[number] if number < 20 else f"{TENS[ten - 2]}-{BELOW_20[one]}".removesuffix("-zero")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = f" and {in_words(number % size)}" if number % size < 100 else f" {in_words(number % size)}"
            return f"{in_words(number // size)} {name}" + (rest if number % size else "")
    raise AssertionError


VARIATIONS: list[Callable[[str], str]] = [
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" ", "\n   "),
    "\u00ad".join,
    lambda text: text.replace("-", "–"),
    lambda text: text.replace("-", "‑"),
    lambda text: unicodedata.normalize("NFD", text),
]


@pytest.mark.parametrize("number", range(len(VARIATIONS)))
@pytest.mark.parametrize(
    "text", ["nearly 15,000 men", "February 4-5, 2026", "a five-year pause", "no more than 700", "a 31% rise"]
)
def test_typography_changes_no_figure(text: str, number: int) -> None:
    varied = VARIATIONS[number](text)
    assert [figure.key for figure in figures_in(varied)] == [figure.key for figure in figures_in(text)]


@pytest.mark.parametrize(
    ("shown", "needed", "expected"),
    [
        ("1,550", "1550", True),
        ("twelve", "a dozen", True),
        ("2000 troops", "2,000", True),
        ("157", "175", False),
        ("nearly 15,000", "almost 15,000", True),
        ("nearly 15,000", "15,000", False),
        ("15,000", "nearly 15,000", False),
        ("over 15,000", "nearly 15,000", False),
        ("31%", "31", False),
        ("31", "31%", False),
        ("70-80", "70", False),
        ("70", "70-80", False),
        ("first", "one day", False),
        ("$5", "5 men", False),
        ("5 February 2026", "February 5, 2026", True),
        ("5 February 2026", "February 2026", True),
        ("5 February 2026", "in 2026", True),
        ("5 February 2026", "5 February", True),
        ("5 February 2026", "Thursday", True),
        ("5 February 2026", "Friday", False),
        ("February 2026", "5 February 2026", False),
        ("5 February", "5 February 2026", False),
        ("late 2021", "2021", True),
        ("2021", "late 2021", False),
        ("November 2021", "late 2021", False),
        ("4-5 February", "5 February", False),
        ("4-5 February", "4 February", False),
        ("4-5 February", "February", True),
        ("2014-2022", "2014", False),
        ("Thursday", "Thursday", True),
        ("last month", "last year", False),
        ("dozens", "hundreds", False),
        ("half a century", "50 years", True),
        ("28 February to 3 March 2026", "3 March 2026", False),
        ("28 February to 3 March 2026", "28 February 2026", False),
        ("28 February to 3 March 2026", "February 2026", False),
        ("28 February to 3 March 2026", "in 2026", True),
        ("February to March 2026", "March 2026", False),
        ("Q1-Q3 2025", "Q3 2025", False),
        ("1900 to 2050 people", "1,900 to 2,050 people", True),
        ("1900 to 2050 people", "2050", False),
        ("five or six", "six", False),
        ("five or six", "5 to 6", False),
        ("one in five", "five", False),
    ],
)
def test_what_carries_what(shown: str, needed: str, expected: bool) -> None:  # noqa: FBT001
    assert carries(figures_in(shown)[0], figures_in(needed)[0]) is expected


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("late 2021", "2021-09-01/2021-12-31"),
        ("early 2025", "2025-01-01/2025-04-30"),
        ("late January 2026", "2026-01-21/2026-01-31"),
        ("4-5 February 2026", "2026-02-04/2026-02-05"),
        ("2014-2022", "2014-01-01/2022-12-31"),
        ("28 February to 3 March 2026", "2026-02-28/2026-03-03"),
        ("February to March 2026", "2026-02-01/2026-03-31"),
        ("Q1 to Q3 2025", "2025-01-01/2025-09-30"),
        ("31 February to 3 March 2026", None),
        ("February 2024", "2024-02-01/2024-02-29"),
        ("30 February 2026", None),
        ("5 February", None),
        ("winter 2022", None),
    ],
)
def test_a_stated_date_has_bounds(text: str, edtf: str | None) -> None:
    when = figures_in(text)[0].when
    assert when is not None
    assert when.bounds == (edtf and parse_edtf(edtf))


def test_a_phrasebook_finds_whole_words_longest_first() -> None:
    book = Phrasebook([("Korea", "korea"), ("South Korea", "south"), ("US", "us"), ("U.S.", "us")])
    text = "South Korea and Korean, US-Korea, the U.S. bus, us"
    assert [(text[start:end], named) for start, end, named in book.find(text)] == [
        ("South Korea", "south"),
        ("US", "us"),
        ("Korea", "korea"),
        ("U.S.", "us"),
    ]
    nested = book.find("South Korea", nested=True)
    assert nested == ((0, 11, "south"), (6, 11, "korea"))


def test_a_phrasebook_in_any_case_keeps_places_when_lower_case_is_longer() -> None:
    assert Phrasebook([("Drone", "drone")], any_case=True).find("İ DRONE") == ((2, 7, "drone"),)


def test_long_texts_are_read_in_linear_time() -> None:
    """Counted in calls of the pattern engine's Python side, not in seconds."""
    counts = []
    for times in (200, 400):
        calls = 0

        def count(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(count)
        figures_in("one hundred and 5 February between 3 and 4, " * times)
        sys.setprofile(None)
        counts.append(calls)
    assert counts[1] < 3 * counts[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("€3m", "3 million euros"),
        ("EUR 3m", "three million euros"),
        ("$1.2bn", "1.2 billion US dollars"),
        ("US$5", "5 dollars"),
        ("£4.5 million", "4.5 million pounds sterling"),
        ("£5", "5 pounds"),
        ("€5-10 million", "5-10 million euros"),
        ("-12", "minus 12"),
        ("−12", "minus twelve"),
        ("½", "half"),
        ("⅔", "two thirds"),
        ("¾", "three-quarters"),
        ("2½", "2.5"),
        ("2½ million", "2.5 million"),
        ("10–15", "10 to 15"),
        ("between 1.5 million and 2 million", "From 1.5 to 2 million"),
        ("1\u202f550", "1,550"),
        ("1\u00a0550", "1550"),
        ("1’550", "1,550"),
        ("Q3 2025", "the third quarter of 2025"),
        ("H1 2025", "the first half of 2025"),
        ("2025 Q1", "1st quarter of 2025"),
        ("共有150人", "150"),
        ("25/12/2026", "25 December 2026"),
        ("5%", "5 per cent"),
        ("1.5 million", "one and a half million"),
        ("€5-10m", "5 to 10 million euros"),
        ("3m euros", "3 million euros"),
        ("A$5", "5 Australian dollars"),
        ("~20", "about 20"),
        ("at most 20", "20 boats max"),
        ("One third sank", "A third sank"),
    ],
)
def test_a_figure_written_in_one_way_carries_another(one: str, other: str) -> None:
    (shown,), (needed,) = figures_in(one), figures_in(other)
    assert carries(shown, needed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("€3m", "3 million dollars"),
        ("€3m", "3 million"),
        ("3 million", "€3m"),
        ("5 pounds", "£5"),
        ("¥5", "5 yen"),
        ("-12", "12"),
        ("½", "¼"),
        ("two thirds", "66%"),
        ("5 to 8", "5"),
        ("5 to 8", "8"),
        ("Q3 2025", "Q2 2025"),
        ("Q3 2025", "the first half of 2025"),
        ("the first half of 2025", "Q1 2025"),
        ("5%", "5 percentage points"),
        ("B12", "12"),
        ("02/05/2026", "5 February 2026"),
        ("02/05/2026", "2 May 2026"),
        ("one and a half million", "half a million"),
        ("HK$5", "$5"),
        ("5 Australian dollars", "5 dollars"),
        ("Su-35", "35 boats"),
        ("155mm", "155 boats"),
        ("G5", "5G"),
        ("1,5 million", "5 million"),
        ("1.000.000", "1"),
        ("<20", "20"),
        ("20", ">20"),
        ("9/11", "9"),
        ("±20", "20"),
    ],
)
def test_a_figure_does_not_carry_one_that_only_looks_like_it(one: str, other: str) -> None:
    (shown,), (needed,) = figures_in(one), figures_in(other)
    assert not carries(shown, needed)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("02/05/2026", "dmy", date(2026, 5, 2)),
        ("02/05/2026", "mdy", date(2026, 2, 5)),
        ("2.5.2026", "dmy", date(2026, 5, 2)),
        ("25-12-2026", "", date(2026, 12, 25)),
        ("12/25/2026", "", date(2026, 12, 25)),
        ("05/05/2026", "", date(2026, 5, 5)),
        ("02/05/2026", "", None),
        ("25/12/2026", "mdy", None),
        ("31/31/2026", "", None),
    ],
)
def test_a_day_in_digits_is_read_in_the_order_of_its_article_or_not_at_all(
    text: str, order: str, day: date | None
) -> None:
    (found,) = figures_in(text, days=order)
    assert (found.when.only_day if found.when else None) == day


def test_spaces_that_group_digits_become_commas_before_they_are_folded() -> None:
    assert (
        with_groups("Some 1\u202f550\u2009000 in 3\u00a0boats, 1 550")
        == "Some 1,550,000 in 3\u00a0boats, 1 550"
    )
