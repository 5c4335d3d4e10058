"""A timeline to look at by period and by topic: every view is drawn, radio buttons show one of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from topicpages.pages import markdown
from topicpages.pages.markdown import Safe
from topicpages.pages.pictures.frame import Caption, Picture
from topicpages.pages.pictures.svg import element, together
from topicpages.pages.pictures.timeline import TimelineEvent, table_of, timeline

# The stylesheet knows so many.
MOST_PERIODS, MOST_TOPICS = 6, 15
_NOTHING = "Nothing of this topic lies in this period."


@dataclass(frozen=True, slots=True)
class Period:
    """A time to look at closely: events that lie wholly between its first and last day."""

    label: str
    lower: date
    upper: date

    def holds(self, event: TimelineEvent) -> bool:
        """Tell whether ``event`` lies wholly in it."""
        return self.lower <= event.lower and event.upper <= self.upper


def busiest(events: Sequence[TimelineEvent], *, days: int = 7) -> Period | None:
    """Return the run of ``days`` that holds most events, the first of equals; ``None`` without events."""
    starts = sorted({event.lower for event in events if event.upper - event.lower < timedelta(days=days)})
    periods = [Period(f"The busiest {days} days", day, day + timedelta(days=days - 1)) for day in starts]
    return max(periods, key=lambda period: sum(map(period.holds, events)), default=None)


def timeline_by_choice(
    events: Sequence[TimelineEvent],
    *,
    caption: Caption,
    periods: Sequence[Period] = (),
    topics: Sequence[str] = (),
) -> Picture:
    """Return the timeline of ``events`` with a choice of period and topic that needs no script.

    Everything comes first and is shown at the start. ``topics`` gives their order; those that it leaves
    out follow. Beyond ``MOST_PERIODS`` and ``MOST_TOPICS`` there is no choice, only everything.
    """
    named = tuple(dict.fromkeys((*topics, *(event.topic for event in events if event.topic))))
    of_topics = [("All topics", list(events))]
    of_topics += [
        (topic, [event for event in events if event.topic == topic]) for topic in named[: MOST_TOPICS - 1]
    ]
    of_periods: list[Period | None] = [None, *periods[: MOST_PERIODS - 1]]
    views = [
        _view(
            [event for event in of_topic if period is None or period.holds(event)],
            replace(caption, prefix=f"{caption.prefix}-{when}-{what}"),
            named,
            f"pic-view pic-p{when} pic-t{what}",
        )
        for when, period in enumerate(of_periods, 1)
        for what, (_, of_topic) in enumerate(of_topics, 1)
    ]
    pickers = (
        _picker(caption, "Period", "p", ["Everything", *(period.label for period in of_periods if period)]),
        _picker(caption, "Topic", "t", [topic for topic, _ in of_topics]),
    )
    html = element("div", *pickers, *views, class_="pic-choice")
    return Picture(html, table_of(sorted(events, key=lambda event: (event.lower, event.upper))))


def _view(events: Sequence[TimelineEvent], caption: Caption, topics: Sequence[str], look: str) -> Safe:
    if not events:
        return element("div", element("p", markdown.escape(_NOTHING)), class_=look)
    return element("div", timeline(events, caption=caption, topics=topics).html, class_=look)


def _picker(caption: Caption, legend: str, kind: str, choices: Sequence[str]) -> Safe:
    """Return radio buttons for ``choices``, the first one chosen; nothing when there is no other."""
    if len(choices) == 1:
        return Safe()
    labels = (
        element(
            "label",
            element(
                "input",
                type="radio",
                name=f"{caption.prefix}-{kind}",
                value=number,
                class_=f"pic-take-{kind}{number}",
                checked="" if number == 1 else None,
            ),
            together((Safe(" "), markdown.escape(choice))),
        )
        for number, choice in enumerate(choices, 1)
    )
    return element(
        "fieldset",
        element("legend", markdown.escape(legend)),
        *labels,
        class_="pic-pick",
        data_search_exclude="",
    )
