"""Pictures: what is drawn, what the table beside it says, and that no text of a source can act in them."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from topicpages.language.characters import one_line
from topicpages.pages.markdown import Safe
from topicpages.pages.pictures.bars import BarRow, Bound, bars
from topicpages.pages.pictures.choices import MOST_PERIODS, MOST_TOPICS, Period, busiest, timeline_by_choice
from topicpages.pages.pictures.derivation import Edge, Node, derivation_graph
from topicpages.pages.pictures.frame import Caption, Picture, with_table
from topicpages.pages.pictures.land import land
from topicpages.pages.pictures.lettering import fitted, width, wrapped
from topicpages.pages.pictures.matrix import Carries, MatrixArticle, MatrixClaim, matrix
from topicpages.pages.pictures.people import CountGroup, people
from topicpages.pages.pictures.placemap import MapPlace, place_map
from topicpages.pages.pictures.placing import Tag, placed, spread
from topicpages.pages.pictures.projection import Point, Projection, Window
from topicpages.pages.pictures.svg import PICTURE_ELEMENTS, element, link
from topicpages.pages.pictures.timeline import TimelineEvent, timeline
from topicpages.pages.pictures.timescale import Slot, scale

ROOT = Path(__file__).parents[2]
SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
CAPTION = Caption("fig", "A title & more", "What <is> drawn")
HOSTILE = (
    '</text></svg><script>alert(1)</script>" onload="x" {{ x }} *b* [l](javascript:1) &lt; \'q\' --> ]]>'
)

NIGHT = (
    BarRow("drones", 183, "183", group="Russia", url="#drones"),
    BarRow("ballistic missiles", 2, "2", group="Russia", url="#missiles"),
    BarRow("drones claimed downed", 95, "95", group="Ukraine"),
)
FREED = (
    CountGroup("servicemen", 157, "Returned to Russia", "#servicemen"),
    CountGroup("nationals", 3, "Returned to Russia"),
    CountGroup("servicemen", 150, "Returned to Ukraine"),
    CountGroup("civilians", 7, "Returned to Ukraine"),
)
SIGNED = TimelineEvent(
    "New START is signed",
    "2010",
    date(2010, 1, 1),
    date(2010, 12, 31),
    topic="Treaty",
    standing="one article",
)
NIGHT_OF = TimelineEvent(
    "The attack",
    "night of 4 to 5 February 2026",
    date(2026, 2, 4),
    date(2026, 2, 5),
    topic="War",
    lasting=True,
)
EXPIRED = TimelineEvent(
    "The treaty expires",
    "5 February 2026",
    date(2026, 2, 5),
    date(2026, 2, 5),
    topic="Treaty",
    url="#expired",
)
MET = TimelineEvent("Talks", "5 February 2026", date(2026, 2, 5), date(2026, 2, 5), topic="Talks")
PRINTED = TimelineEvent(
    "An article", "about 5 February 2026", date(2026, 2, 5), date(2026, 2, 5), approximate=True, topic="Talks"
)
EVENTS = (EXPIRED, SIGNED, MET, NIGHT_OF, PRINTED)
PLACES = (
    MapPlace("Abu Dhabi", 24.45, 54.38, "Talks", "../entities/abu-dhabi/", 14),
    MapPlace("Kyiv", 50.45, 30.52, "The attack", "", 5),
    MapPlace("Kyiv region", 50.3, 30.5, "", "", 1),
    MapPlace("Black Sea", 43.4, 34.0, "The drone", "", 6, wide_area=True),
    MapPlace("Crimea", 45.3, 34.4, "", "", 3, wide_area=True),
    MapPlace("Azov Sea", 46.1, 36.6, "", "", 1, wide_area=True),
    MapPlace("Poland", 52.0, 19.5, "", "", 4, wide_area=True),
    MapPlace("Taiwan", 23.7, 121.0, "A visit", "", 1),
)
NODES = (
    Node("ap", "Associated Press", 0, "wire"),
    Node("reuters", "Reuters", 0),
    Node("nn", "NewsSpace", 1, url="../newsspace/"),
    Node("az", "AnewZ", 1),
    Node("eucom", "U.S. European Command", 2),
)
EDGES = (
    Edge("ap", "nn", "rewrite of", "compared", scope="10 passages"),
    Edge("reuters", "az", "based on", "compared"),
    Edge("az", "eucom", "quoted by", "credited"),
    Edge("nowhere", "az", "based on", "stated"),
)
ARTICLES = (MatrixArticle("AnewZ", "../anewz/"), MatrixArticle("NewsSpace"))
CLAIMS = (
    MatrixClaim("How many drones?", (Carries.FULL, Carries.NOT), "War", "#drones"),
    MatrixClaim("Who was freed?", (Carries.NOT, Carries.PART), "Exchange"),
    MatrixClaim("When was it?", (Carries.FULL, Carries.FULL), "Exchange"),
)

EVERY: dict[str, Callable[[], Picture]] = {
    "bars": lambda: bars(NIGHT, caption=CAPTION),
    "people": lambda: people(FREED, caption=CAPTION),
    "timeline": lambda: timeline(EVENTS, caption=CAPTION),
    "choice": lambda: timeline_by_choice(
        EVENTS, caption=CAPTION, periods=(Period("That week", date(2026, 2, 2), date(2026, 2, 8)),)
    ),
    "map": lambda: place_map(PLACES, caption=CAPTION),
    "graph": lambda: derivation_graph(NODES, EDGES, caption=CAPTION),
    "matrix": lambda: matrix(CLAIMS, ARTICLES, caption=CAPTION),
    "no bars": lambda: bars((), caption=CAPTION),
    "no people": lambda: people((), caption=CAPTION),
    "no events": lambda: timeline((), caption=CAPTION),
    "no choice": lambda: timeline_by_choice((), caption=CAPTION),
    "no places": lambda: place_map((), caption=CAPTION),
    "no graph": lambda: derivation_graph((), (), caption=CAPTION),
    "no matrix": lambda: matrix((), (), caption=CAPTION),
}


def parsed(html: str) -> ET.Element:
    return ET.fromstring(f"<root>{html}</root>")  # noqa: S314 -- it is our own


def drawings(html: str, name: str) -> Iterator[ET.Element]:
    return (svg for svg in parsed(html).iter(f"{SVG}svg") if svg.get("class") == f"pic-{name}")


def words(tree: ET.Element) -> list[str]:
    return ["".join(text.itertext()).strip() for text in tree.iter(f"{SVG}text")]


def local(name: str) -> str:
    return name.replace(XLINK, "xlink:").rpartition("}")[2]


@pytest.mark.parametrize("kind", EVERY)
def test_a_picture_holds_only_allowed_tags_and_attributes_on_one_line(kind: str) -> None:
    picture = EVERY[kind]()
    assert isinstance(picture.html, Safe)
    html = with_table(picture, CAPTION)
    assert "\n" not in html
    tree = parsed(html)
    unknown = {
        (local(one.tag), local(name))
        for one in tree.iter()
        if one is not tree
        for name in (one.attrib or {"": ""})
        if local(one.tag) not in PICTURE_ELEMENTS
        or (name and local(name) not in PICTURE_ELEMENTS[local(one.tag)])
    }
    assert unknown == set()


@pytest.mark.parametrize("kind", EVERY)
def test_ids_are_unique_and_every_reference_within_a_picture_leads_somewhere(kind: str) -> None:
    html = EVERY[kind]().html
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    named = {
        *re.findall(r'aria-(?:labelledby|describedby)="([^"]*)"', html),
        *re.findall(r"url\(#([^)]*)\)", html),
        *re.findall(r'<use xlink:href="#([^"]*)"', html),
    }
    assert named <= set(ids)


@pytest.mark.parametrize("kind", [kind for kind in EVERY if "matrix" not in kind])
def test_every_drawing_has_its_title_and_description(kind: str) -> None:
    for name in ("wide", "narrow"):
        for svg in drawings(EVERY[kind]().html, name):
            title, description = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
            assert title is not None
            assert description is not None
            assert (title.text, description.text) == (CAPTION.title, CAPTION.description)
            assert (title.get("id"), description.get("id")) == (
                svg.get("aria-labelledby"),
                svg.get("aria-describedby"),
            )
            # An image would hide its links from assistive software.
            assert svg.get("role") == ("group" if svg.find(f".//{SVG}a") is not None else "img")


@pytest.mark.parametrize("kind", EVERY)
def test_the_same_values_give_the_same_picture(kind: str) -> None:
    assert EVERY[kind]() == EVERY[kind]()


@pytest.mark.parametrize("kind", EVERY)
def test_no_letters_are_smaller_than_11_pixels_on_a_telephone_of_390(kind: str) -> None:
    html = EVERY[kind]().html
    for svg in drawings(html, "narrow"):
        scaled = 358 / float((svg.get("viewBox") or "").split()[2])
        sizes = [
            float(text.get("font-size") or svg.get("font-size") or 0) * scaled
            for text in svg.iter(f"{SVG}text")
        ]
        assert min(sizes, default=11) >= 11


def hostile_pictures(text: str) -> tuple[Picture, ...]:
    event = TimelineEvent(text, text, date(2026, 2, 5), date(2026, 2, 5), topic=text, standing=text)
    caption = Caption("fig", text, text)
    return (
        bars((BarRow(text, 1, text, text),), caption=caption),
        people((CountGroup(text, 3, text),), caption=caption),
        timeline((event, SIGNED), caption=caption, topics=(text,)),
        timeline_by_choice(
            (event, SIGNED),
            caption=caption,
            periods=(Period(text, event.lower, event.upper),),
            topics=(text,),
        ),
        place_map((MapPlace(text, 50, 30, text), MapPlace("b", 40, 20)), caption=caption),
        derivation_graph(
            (Node("a", text, 0, text), Node("b", text, 1)),
            (Edge("a", "b", text, text, text),),
            caption=caption,
        ),
        matrix((MatrixClaim(text, (Carries.FULL,), text),), (MatrixArticle(text),), caption=caption),
    )


def test_hostile_text_is_shown_as_it_is_and_nothing_of_it_acts() -> None:
    for picture in hostile_pictures(HOSTILE):
        html = with_table(picture, Caption("fig", HOSTILE, HOSTILE))
        tree = parsed(html)
        assert {local(one.tag) for one in tree.iter()} - {"root"} <= set(PICTURE_ELEMENTS)
        assert not re.search(r"<script|onload=|javascript:|\{\{", html)
        shown = {
            "".join(one.itertext()) for one in tree.iter() if local(one.tag) in {"title", "th", "figcaption"}
        }
        assert HOSTILE in shown
        # In a drawing, lines are broken and may be cut, but what stands there is what was given.
        given_text = HOSTILE.replace(" ", "")
        parts = [text.rstrip("…").replace(" ", "") for text in words(tree) if "</text>" in text]
        assert all(part[: len(given_text)] in given_text for part in parts if part.startswith("<"))
        assert parts or not words(tree)


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_well_formed_pictures_without_blank_lines(text: str) -> None:
    for picture in hostile_pictures(text):
        html = with_table(picture, Caption("fig", text, text))
        tree = parsed(html)
        assert "\n" not in html
        assert {local(one.tag) for one in tree.iter()} - {"root"} <= set(PICTURE_ELEMENTS)


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "//evil.example/", "/\\evil", "data:x", "#a b", '#"', "http://[", ""]
)
def test_a_link_with_a_scheme_of_its_own_or_to_another_host_is_refused(target: str) -> None:
    with pytest.raises(ValueError, match=r"is not a link|did not come from"):
        link(target)


def test_links_within_the_site_and_public_addresses_are_kept() -> None:
    for target in ("#a-claim", "../topics/x/#a--b", "x.html#a", "./#a", "https://example.org/x"):
        assert link(target) == target


@pytest.mark.parametrize(("tag", "name"), [("script", "id"), ("rect", "onclick"), ("g", "style")])
def test_an_element_or_attribute_that_is_not_allowed_is_our_own_bug(tag: str, name: str) -> None:
    with pytest.raises(ValueError, match="pictures make no"):
        element(tag, **{name: "x"})


# --- bars


WIDE_BAR = """
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="pic-wide"
 viewBox="0 0 688 43" font-size="13" role="img" aria-labelledby="night-wide-title"
 aria-describedby="night-wide-desc">
<title id="night-wide-title">Drones</title>
<desc id="night-wide-desc">One bar</desc>
<text x="0" y="21.3">drones</text>
<line x1="200" y1="2" x2="200" y2="31.2" class="pic-axis"/>
<path d="M200.0 8.6H646.9V24.6H200.0Z" class="pic-fill pic-1"/>
<text x="653.9" y="21.6" font-size="14" font-weight="600">183</text>
</svg>"""
NARROW_BAR = """
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="pic-narrow"
 viewBox="0 0 340 61" font-size="13" role="img" aria-labelledby="night-narrow-title"
 aria-describedby="night-narrow-desc">
<title id="night-narrow-title">Drones</title>
<desc id="night-narrow-desc">One bar</desc>
<text x="0" y="21.3">drones</text>
<line x1="1" y1="24.2" x2="1" y2="46.2" class="pic-axis"/>
<path d="M1.0 27.2H298.9V43.2H1.0Z" class="pic-fill pic-1"/>
<text x="305.9" y="40.2" font-size="14" font-weight="600">183</text>
</svg>"""


def test_a_picture_of_one_bar_is_exactly_this() -> None:
    picture = bars((BarRow("drones", 183, "183"),), caption=Caption("night", "Drones", "One bar"))
    both = f'<div class="pic" data-search-exclude="">{WIDE_BAR}{NARROW_BAR}</div>'
    assert picture.html == both.replace("\n", "")
    assert (picture.table.header, picture.table.rows) == (("Of what", "Figure"), (("drones", "183"),))


def bar_lengths(html: str, name: str) -> list[float]:
    (svg,) = drawings(html, name)
    paths = [path.get("d") or "" for path in svg.iter(f"{SVG}path")]
    return [
        float(end) - float(start) for start, end in re.findall(r"M([\d.]+) [\d.]+H([\d.]+)", " ".join(paths))
    ]


@pytest.mark.parametrize("name", ["wide", "narrow"])
def test_bars_are_as_long_as_their_figures_and_the_smallest_is_still_seen(name: str) -> None:
    drones, missiles, downed = bar_lengths(bars(NIGHT, caption=CAPTION).html, name)
    assert downed / drones == pytest.approx(95 / 183, abs=0.002)
    assert 2 <= missiles < 5
    assert (
        bar_lengths(bars((BarRow("none", 0, "0"), BarRow("one", 1, "1")), caption=CAPTION).html, name)[0] == 0
    )


@pytest.mark.parametrize("name", ["wide", "narrow"])
def test_bars_of_different_units_have_a_printed_scale_for_each_unit(name: str) -> None:
    rows = (
        BarRow("warheads", 1550, "1,550", unit="warheads"),
        BarRow("drones", 95, "95", group="North", unit="drones"),
        BarRow("launchers", 700, "at most 700", unit="launchers", bound=Bound.LESS),
        BarRow("drones", 183, "183", group="South", unit="drones"),
        BarRow("ships", 2, "2", unit="ships"),
    )
    (svg,) = drawings(bars(rows, caption=CAPTION).html, name)
    assert words(svg) == [
        *("warheads", "1,550", "0", "500", "1,000", "1,500", "2,000"),
        *("drones", "North", "95", "South", "183", "0", "50", "100", "150", "200"),
        *("launchers", "at most 700", "0", "200", "400", "600", "800"),
        *("ships", "2", "0", "5", "10"),
        "Each unit has a scale of its own. Notched end: less than the figure, or at most that.",
    ]
    ends = [float(line.get("x2") or 0) - float(line.get("x1") or 0) for line in svg.iter(f"{SVG}line")]
    warheads, drones, launchers, ships = (end for end in ends if end > 0)
    shares = [
        length / end
        for length, end in zip(
            bar_lengths(bars(rows, caption=CAPTION).html, name),
            (warheads, drones, drones, launchers, ships),
            strict=True,
        )
    ]
    assert shares == pytest.approx([1550 / 2000, 95 / 200, 183 / 200, 700 / 800, 2 / 10], abs=0.002)
    assert bars(rows, caption=CAPTION).table.rows[1] == ("drones", "North", "95")


def test_the_table_of_bars_holds_their_figures_groups_and_links() -> None:
    table = bars(NIGHT, caption=CAPTION).table
    assert table.header == ("Of what", "Group", "Figure")
    assert table.rows == (
        ("drones", "Russia", "183"),
        ("ballistic missiles", "Russia", "2"),
        ("drones claimed downed", "Ukraine", "95"),
    )
    assert table.links == ("#drones", "#missiles", "")


def test_a_bound_is_told_in_words_and_by_the_end_of_its_bar() -> None:
    ends = {}
    for bound in Bound:
        picture = bars((BarRow("killed", 15_000, "15,000", bound=bound),), caption=CAPTION)
        (svg,) = drawings(picture.html, "wide")
        path = next(svg.iter(f"{SVG}path")).get("d") or ""
        ends[bound] = (words(svg)[2:], re.sub(r"[\d. -]+", "", path))
    assert ends == {
        Bound.EXACT: ([], "MHVHZ"),
        Bound.MORE: (["Pointed end: more than the figure, or at least that."], "MHLLHZ"),
        Bound.LESS: (["Notched end: less than the figure, or at most that."], "MHLLHZ"),
        Bound.ABOUT: (["Rounded end: about the figure."], "MHQHZ"),
    }


# --- people


def counted(html: str, name: str) -> int:
    (svg,) = drawings(html, name)
    tens = len(list(svg.iter(f"{SVG}use")))
    single = sum((path.get("d") or "").count("m6 1.2") for path in svg.findall(f"{SVG}g/{SVG}path"))
    return 10 * tens + single


@pytest.mark.parametrize("name", ["wide", "narrow"])
@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 157, 600])
def test_there_is_one_figure_for_each_person(name: str, count: int) -> None:
    html = people((CountGroup("people", count),), caption=CAPTION).html
    assert counted(html, name) == count
    assert "Each figure stands for one person." in " ".join(words(next(drawings(html, name))))


def test_a_great_many_people_are_counted_in_hundreds_and_the_picture_says_so() -> None:
    html = people((CountGroup("killed", 15_234), CountGroup("missing", 3)), caption=CAPTION).html
    assert counted(html, "wide") == 152 + 1
    assert "100 people, rounded" in " ".join(words(next(drawings(html, "wide"))))


def test_the_table_of_people_holds_every_count_and_side() -> None:
    table = people(FREED, caption=CAPTION).table
    assert table.header == ("Who", "Side", "People")
    assert table.rows == (
        ("servicemen", "Returned to Russia", "157"),
        ("nationals", "Returned to Russia", "3"),
        ("servicemen", "Returned to Ukraine", "150"),
        ("civilians", "Returned to Ukraine", "7"),
    )


# --- timeline


def test_events_stand_in_the_order_of_their_days_with_dates_that_last_first() -> None:
    picture = timeline(EVENTS, caption=CAPTION)
    assert picture.table.header == ("When", "What", "Topic", "Standing")
    assert [row[:2] for row in picture.table.rows] == [
        ("2010", "New START is signed"),
        ("night of 4 to 5 February 2026", "The attack"),
        ("5 February 2026", "The treaty expires"),
        ("5 February 2026", "Talks"),
        ("about 5 February 2026", "An article"),
    ]
    assert picture.table.links == ("", "", "#expired", "", "")


def test_equal_dates_share_a_mark_and_uncertain_ones_look_different() -> None:
    (svg,) = drawings(timeline(EVENTS, caption=CAPTION).html, "wide")
    in_legend = set(svg.findall(f"{SVG}g/*"))
    marks = [one for one in svg.iter() if one not in in_legend and one.get("class") != "pic-hit"]
    dots = [one.get("class") for one in marks if one.tag == f"{SVG}circle"]
    spans = [
        (one.get("class"), one.get("fill"))
        for one in marks
        if one.tag == f"{SVG}rect" and one.get("width") == "6"
    ]
    # A day, and about a day; a time within the year, and one that lasts.
    assert dots == ["pic-fill pic-1", "pic-ring pic-1"]
    assert spans == [(None, "url(#fig-wide-soft)"), ("pic-fill pic-1", None)]
    legend = [
        word
        for word in words(svg)
        if word in {"on that day", "about that day", "some time within", "all that time"}
    ]
    assert legend == ["on that day", "about that day", "some time within", "all that time"]


def test_a_long_time_without_events_is_left_out_and_the_picture_says_how_long() -> None:
    (svg,) = drawings(timeline(EVENTS, caption=CAPTION).html, "narrow")
    assert "15 years between" in words(svg)


def test_topics_are_named_only_where_there_are_several() -> None:
    (several,) = drawings(timeline(EVENTS, caption=CAPTION).html, "wide")
    (one,) = drawings(timeline((SIGNED,), caption=CAPTION).html, "wide")
    assert "Treaty ·\u00a0one article" in words(several)
    assert "one article" in words(one)


days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
spans_of_days = st.tuples(days, st.integers(0, 4000)).map(
    lambda pair: (pair[0], pair[0] + min(timedelta(days=pair[1]), date.max - pair[0]))
)


@settings(max_examples=60, deadline=None)
@example([(date(502, 1, 1), date(502, 1, 1)), (date(7775, 1, 1), date(7775, 1, 1))])
@example([(date(2023, 3, 1), date(2023, 3, 31)), (date(2025, 9, 1), date(2025, 9, 30))])
@given(st.lists(spans_of_days, min_size=1, max_size=12))
def test_the_scale_never_runs_backwards_and_words_never_overlap(pairs: list[tuple[date, date]]) -> None:
    slots = sorted(
        (
            Slot(low.toordinal(), high.toordinal() + 1, (low.toordinal() + high.toordinal() + 1) / 2, 40)
            for low, high in pairs
        ),
        key=lambda slot: slot.anchor,
    )
    time = scale(slots, top=6, gap=30, tolerance=70, smallest_tick=22)
    heights = [time.at(slot.anchor) for slot in slots]
    assert heights == sorted(heights)
    assert all(after - before >= 40 for before, after in pairwise(time.tops))
    assert all(6 <= height <= time.stretches[-1].bottom for height in heights)
    assert all(before.bottom + 30 == after.top for before, after in pairwise(time.stretches))
    ticks = [tick.at for tick in time.ticks]
    assert ticks == sorted(ticks)
    lines = [
        at for tick in time.ticks for at in ((tick.at,) * bool(tick.text) + (tick.at + 13,) * bool(tick.year))
    ]
    assert [(one, other) for one, other in pairwise(lines) if other - one < 11] == []


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(spans_of_days, st.booleans(), st.booleans()), max_size=8))
def test_any_dates_make_a_timeline(drawn: list[tuple[tuple[date, date], bool, bool]]) -> None:
    events = [
        TimelineEvent("x", low.isoformat(), low, high, approximate=about, lasting=lasting)
        for (low, high), about, lasting in drawn
    ]
    for name in ("wide", "narrow"):
        for svg in drawings(timeline(events, caption=CAPTION).html, name):
            assert words(svg).count("x") == len(events)


def test_the_busiest_days_are_those_with_most_events_and_the_first_of_equals() -> None:
    assert busiest(EVENTS) == Period("The busiest 7 days", date(2026, 2, 4), date(2026, 2, 10))
    assert busiest((EXPIRED, SIGNED), days=1) == Period(
        "The busiest 1 days", date(2026, 2, 5), date(2026, 2, 5)
    )
    assert busiest(()) is None


def test_a_period_holds_what_lies_wholly_in_it() -> None:
    first, last = date(2026, 2, 4), date(2026, 2, 5)
    assert Period("", first, last).holds(NIGHT_OF)
    assert not Period("", first + timedelta(1), last).holds(NIGHT_OF)
    assert not Period("", first, last - timedelta(1)).holds(NIGHT_OF)


def test_each_period_and_topic_has_a_view_and_the_first_choices_are_made() -> None:
    html = EVERY["choice"]().html
    views = {
        one.get("class"): {word for svg in one.iter(f"{SVG}svg") for word in words(svg)}
        & {e.label for e in EVENTS}
        for one in parsed(html).iter("div")
        if (one.get("class") or "").startswith("pic-view")
    }
    week = {"The treaty expires", "Talks", "The attack", "An article"}
    assert views == {
        "pic-view pic-p1 pic-t1": {*week, "New START is signed"},
        "pic-view pic-p1 pic-t2": {"The treaty expires", "New START is signed"},
        "pic-view pic-p1 pic-t3": {"Talks", "An article"},
        "pic-view pic-p1 pic-t4": {"The attack"},
        "pic-view pic-p2 pic-t1": week,
        "pic-view pic-p2 pic-t2": {"The treaty expires"},
        "pic-view pic-p2 pic-t3": {"Talks", "An article"},
        "pic-view pic-p2 pic-t4": {"The attack"},
    }
    inputs = [
        (one.get("name"), one.get("class"), "checked" in one.attrib) for one in parsed(html).iter("input")
    ]
    assert inputs == [
        ("fig-p", "pic-take-p1", True),
        ("fig-p", "pic-take-p2", False),
        ("fig-t", "pic-take-t1", True),
        ("fig-t", "pic-take-t2", False),
        ("fig-t", "pic-take-t3", False),
        ("fig-t", "pic-take-t4", False),
    ]


# --- map


def test_the_table_of_a_map_holds_every_place_also_those_beyond_it() -> None:
    table = place_map(PLACES, caption=CAPTION).table
    assert [(row[0], row[2], row[3]) for row in table.rows][:2] == [
        ("Abu Dhabi", "24.4° N, 54.4° E", "14"),
        ("Kyiv", "50.5° N, 30.5° E", "5"),
    ]
    assert [row[0] for row in table.rows] == [place.name for place in PLACES]
    assert table.links[0] == "../entities/abu-dhabi/"


@pytest.mark.parametrize("name", ["wide", "narrow"])
def test_every_place_is_marked_and_a_far_one_is_named_beside_the_small_map(name: str) -> None:
    (svg,) = drawings(place_map(PLACES, caption=CAPTION).html, name)
    shown = words(svg)
    assert {place.name for place in PLACES[:-1]} <= set(shown)
    assert any(word.startswith("Beyond this map:") and word.endswith("Taiwan") for word in shown)
    marks = [one.get("class", "") for one in svg.findall(f"{SVG}circle")]
    assert sorted(set(marks)) == ["pic-dot pic-2", "pic-ring pic-2"]
    assert len(marks) == len(PLACES) - 1


@pytest.mark.parametrize("name", ["wide", "narrow"])
def test_no_name_on_a_map_lies_over_another_or_over_a_mark(name: str) -> None:
    (svg,) = drawings(place_map(PLACES, caption=CAPTION).html, name)
    names = {place.name for place in PLACES[:-1]}
    boxes = [
        (float(one.get("x") or 0), float(one.get("y") or 0), width(text, 13, bold=True))
        for one in svg.iter(f"{SVG}text")
        if (text := "".join(one.itertext())) in names
    ]
    apart = [
        left_x + left_wide <= right_x or right_x + right_wide <= left_x or abs(left_y - right_y) >= 13
        for (left_x, left_y, left_wide), (right_x, right_y, right_wide) in combinations(boxes, 2)
    ]
    assert len(apart) == 21
    assert all(apart)
    marks = [(float(c.get("cx") or 0), float(c.get("cy") or 0)) for c in svg.findall(f"{SVG}circle")]
    assert not [
        (x, y)
        for x, y in marks
        for left, base, wide in boxes
        if left < x < left + wide and base - 10 < y < base
    ]


def test_marks_that_would_cover_each_other_go_apart_and_no_farther() -> None:
    alone, one, other, same = ((50.0, 9.0), 4.0), ((10.0, 10.0), 5.0), ((10.0, 13.0), 4.0), ((90.0, 9.0), 4.0)
    assert spread([alone, one, other]) == [(50.0, 9.0), (10.0, 6.0), (10.0, 17.0)]
    assert spread([same, same]) == [(85.0, 9.0), (95.0, 9.0)]
    assert spread([]) == []


def inside(point: Point, rings: list[list[Point]]) -> bool:
    """Tell whether an odd number of shores lies west of ``point``."""
    x, y = point
    crossed = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1):
                crossed = not crossed
    return crossed


@pytest.mark.parametrize(
    ("place", "is_land"),
    [
        ((30.5, 50.4), True),  # Kyiv
        ((34.4, 45.3), True),  # Crimea
        ((34.0, 43.4), False),  # Black Sea
        ((51.0, 42.0), False),  # Caspian Sea
        ((54.0, 23.5), True),  # south of Abu Dhabi
        ((121.0, 23.7), True),  # Taiwan
        ((-100.0, 40.0), True),
        ((-30.0, 40.0), False),
        ((-175.0, 67.0), True),  # the east of Chukotka, past the meridian of 180
    ],
)
def test_land_is_land_and_sea_is_sea(place: Point, is_land: bool) -> None:  # noqa: FBT001 -- a column
    assert inside(place, land(Window(place[0] - 4, place[1] - 4, place[0] + 4, place[1] + 4))) is is_land


def test_the_land_outline_names_its_source_and_licence() -> None:
    stored = json.loads((ROOT / "topicpages/pages/pictures/land.json").read_text(encoding="utf-8"))
    assert "Natural Earth 1:50m (public domain)" in stored["note"]
    assert "No borders" in stored["note"]


@pytest.mark.parametrize(
    "area",
    [(10, 20, 60, 60), (-75, -50, -40, -20), (-20, -10, 40, 12), (-120, -40, 150, 60), (170, -20, 190, -10)],
)
def test_a_point_of_the_map_leads_back_to_its_degrees(area: tuple[float, float, float, float]) -> None:
    projection = Projection.around(*area)
    west, south, east, north = area
    for longitude, latitude in (
        (west, south),
        (east, north),
        (west, north),
        ((west + east) / 2, (south + north) / 2),
    ):
        back = projection.degrees(*projection.flat(longitude, latitude))
        assert back == pytest.approx((longitude, latitude), abs=1e-6)
    assert projection.flat((west + east) / 2, north)[1] > projection.flat((west + east) / 2, south)[1]


def test_places_on_both_sides_of_the_180th_meridian_make_a_small_map() -> None:
    picture = place_map((MapPlace("Suva", -18.1, 178.4), MapPlace("Apia", -13.8, -171.8)), caption=CAPTION)
    (svg,) = drawings(picture.html, "wide")
    assert "100 km" in words(svg)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=6))
def test_any_places_make_a_map(points: list[tuple[float, float]]) -> None:
    picture = place_map([MapPlace("x", lat, lon) for lat, lon in points], caption=CAPTION)
    for name in ("wide", "narrow"):
        (svg,) = drawings(picture.html, name)
        assert "nan" not in ET.tostring(svg, encoding="unicode")


def test_labels_that_have_room_keep_off_each_other() -> None:
    frame = Window(0, 0, 300, 200)
    tags = [Tag((x, y), 4, 60, 16) for x, y in ((100, 100), (110, 104), (104, 92), (295, 10))]
    spots = placed(tags, frame)
    for one, other in combinations(spots, 2):
        assert not (
            one.left < other.right
            and other.left < one.right
            and one.low < other.high
            and other.low < one.high
        )
    assert all(spot.left >= 0 and spot.right <= 300 for spot in spots)


# --- graph and matrix


def test_every_derivation_between_known_nodes_is_drawn_and_told_once() -> None:
    picture = derivation_graph(NODES, EDGES, caption=CAPTION)
    assert picture.table.header == ("What", "How it derives", "From", "Known because")
    assert picture.table.rows == (
        ("NewsSpace", "rewrite of (10 passages)", "Associated Press", "compared"),
        ("AnewZ", "based on", "Reuters", "compared"),
        ("U.S. European Command", "quoted by", "AnewZ", "credited"),
    )
    (wide,) = drawings(picture.html, "wide")
    curves = [path for path in wide.iter(f"{SVG}path") if "C" in (path.get("d") or "")]
    assert [path.get("stroke-dasharray") for path in curves] == [None, None, "6 4"]
    for name in ("wide", "narrow"):
        told = " ".join(words(next(drawings(picture.html, name)))).replace("  ", " ")
        for sentence in (
            "rewrite of Associated Press, 10 passages ·\u00a0compared",
            "based on Reuters ·\u00a0compared",
            "quoted by AnewZ ·\u00a0credited",
        ):
            assert told.count(sentence) == 1
        assert {"Origins", "Articles", "Voices", "compared", "credited"} <= set(
            words(next(drawings(picture.html, name)))
        )


def test_the_matrix_says_in_words_what_each_article_carries_and_counts_it() -> None:
    picture = matrix(CLAIMS, ARTICLES, caption=CAPTION)
    assert picture.table.rows == (
        ("How many drones?", "in full", "not"),
        ("Who was freed?", "not", "in part"),
        ("When was it?", "in full", "in full"),
    )
    rows = [["".join(cell.itertext()) for cell in row] for row in parsed(picture.html).iter("tr")]
    assert rows == [
        ["Claim", "AnewZ", "NewsSpace"],
        ["War"],
        ["How many drones?", "in full", "not"],
        ["Exchange"],
        ["Who was freed?", "not", "in part"],
        ["When was it?", "in full", "in full"],
        ["Carried in full, of 3", "2", "1"],
        ["Carried in part, of 3", "0", "1"],
    ]


def test_a_row_of_the_matrix_with_too_few_entries_is_our_own_bug() -> None:
    with pytest.raises(ValueError, match="1 entries for 2 articles"):
        matrix((MatrixClaim("x", (Carries.FULL,)),), ARTICLES, caption=CAPTION)


# --- lettering


@given(st.text(max_size=200), st.floats(40, 400), st.integers(1, 6))
def test_lines_fit_their_room_and_nothing_is_lost_unless_a_line_says_so(
    text: str, room: float, lines: int
) -> None:
    broken = wrapped(text, room, 13, lines=lines)
    assert 1 <= len(broken) <= lines
    assert all(width(line, 13) <= room or len(line) == 1 for line in broken)
    joined, whole = "".join(broken).replace(" ", ""), one_line(text).replace(" ", "")
    assert joined == whole or (
        broken[-1].endswith("…") and whole.startswith("".join(broken[:-1]).replace(" ", ""))
    )


def test_a_name_that_is_too_long_is_cut_with_a_mark() -> None:
    assert fitted("United Nations Human Rights Monitoring Mission", 120, 13) == "United Nations…"
    assert fitted("Kyiv", 120, 13) == "Kyiv"


# --- stylesheet

STYLES = ROOT / "docs/assets/styles"
CSS = (STYLES / "pictures.css").read_text(encoding="utf-8")
COLOURS = tuple(f"--pic-{number}" for number in range(1, 7))


def scheme(which: int) -> dict[str, str]:
    """Return the colours of the light scheme (0) or the dark one (1)."""
    css = (STYLES / "colours.css").read_text("utf-8").partition("@media print")[0] + CSS
    found = re.findall(r"(--(?:tp|pic)-[a-z0-9]+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\);", css)
    colours = {name: pair[which] for name, *pair in found}
    named = re.findall(r"(--pic-[a-z0-9]+): var\((--tp-[a-z]+)\);", css)
    return colours | {name: colours[other] for name, other in named}


LIGHT, DARK = scheme(0), scheme(1)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_stand_out_from_page_land_and_water(colours: dict[str, str]) -> None:
    grounds = [colours[name] for name in ("--tp-paper", "--tp-sheet", "--pic-land", "--pic-water")]
    weak = [(name, ground) for name in COLOURS for ground in grounds if contrast(colours[name], ground) < 3]
    letters = ("--pic-ink", "--pic-soft", "--pic-link")
    weak += [
        (name, ground) for name in letters for ground in grounds if contrast(colours[name], ground) < 4.5
    ]
    assert weak == []


def test_the_stylesheet_knows_every_period_and_topic_that_can_be_chosen() -> None:
    known = set(re.findall(r":has\(\.pic-take-([pt]\d+):checked\) > \.pic-view:not\(\.pic-\1\)", CSS))
    assert known == {f"p{number}" for number in range(1, MOST_PERIODS + 1)} | {
        f"t{number}" for number in range(1, MOST_TOPICS + 1)
    }


def test_the_stylesheet_asks_for_nothing_from_outside() -> None:
    assert not re.search(r"url\(|@import|https?:", CSS)
