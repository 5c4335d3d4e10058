"""Sorts the lines of a page into passages and skipped lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from topicpages.editing.intake.days import is_only_date
from topicpages.editing.intake.lines import SHAPE_UNKNOWN, Guess, Sorted, key
from topicpages.editing.intake.page import STRONG, PageLine
from topicpages.editing.intake.phrases import begins_sources, reason
from topicpages.sources import LineRange, Role

_LONGEST_HEADING = 20
_SENTENCE = 25
_LONG_TITLE = 15
_ENDS = (".", "!", "?", "…", "”", '"', ":")


def numbered(lines: Iterable[PageLine]) -> tuple[tuple[int, ...], str]:
    """Return the number of each line in the original made from ``lines``, and its text.

    A blank line stands between two lines, but not between entries of a list.
    """
    numbers, text, last = [], [], None
    for line in lines:
        if last is not None and not (line.listed and last.listed):
            text.append("")
        text.append(line.text)
        numbers.append(len(text))
        last = line
    return tuple(numbers), "\n".join([*text, ""])


def sorted_lines(
    lines: Sequence[PageLine], numbers: Sequence[int], extracted: frozenset[int], titles: Sequence[Guess]
) -> tuple[tuple[Sorted, ...], int | None]:
    """Return each line as a passage or with why it is skipped, and the index of the printed title.

    ``extracted`` are the indices of lines that belong to the article by the extractor; ``titles`` are those
    that the head of the page gives.
    """
    title = _printed_title(lines, titles)
    inside = extracted - _in_boxes_of_others(lines, extracted)
    above = {
        index
        for index in inside
        if title is not None and index < title and not _is_sentence(lines[index].text)
    }
    inside -= above
    inside |= _between(lines, inside)
    around = inside if title is None else inside | {title}
    shared = frozenset(number for index in around for number, _ in lines[index].boxes)
    sources = _source_lists(lines, sorted(inside))
    rows = []
    for index, line in enumerate(lines):
        role, why = _role(lines, index, title, inside), ""
        if index != title:
            why = "source list" if index in sources else _why(line, shared, inside=index in inside)
        place = LineRange(numbers[index], numbers[index])
        rows.append(Sorted(place, line.text, None, why) if why else Sorted(place, line.text, role))
    return tuple(_without_lone_headings(rows)), title


def _between(lines: Sequence[PageLine], inside: frozenset[int]) -> frozenset[int]:
    """Return the lines among the passages that stand in the same parts of the page, such as a short list.

    The extractor leaves some out. What its markup or words call something else, and mere links, stay out.
    """
    homes = {home for index in inside for home in lines[index].homes}
    shared = frozenset(number for index in inside for number, _ in lines[index].boxes)
    among = range(min(inside, default=0), max(inside, default=0))
    return frozenset(
        index
        for index in among
        if index not in inside
        and lines[index].homes[-1:]
        and lines[index].homes[-1] in homes
        and not _why(lines[index], shared, inside=False).removeprefix(SHAPE_UNKNOWN)
    )


def _why(line: PageLine, shared: frozenset[int], *, inside: bool) -> str:
    """Return why a line is no part of the article; empty when it is one."""
    told = reason(line.text) or ("date line" if is_only_date(line.text) else "")
    if not told and line.linked and line.role is not Role.HEADING and not _ends(line.text):
        told = "link alone"
    return told if inside else line.why(shared) or told or SHAPE_UNKNOWN


def _printed_title(lines: Sequence[PageLine], titles: Sequence[Guess]) -> int | None:
    """Return the line that prints one of ``titles``, else the only main heading; a main heading comes first.

    The head of a page may add the name of the outlet behind the title.
    """
    keys = [key(title.text) for title in titles]
    main = [index for index, line in enumerate(lines) if line.tag == "h1"]
    for index in (*main, *(index for index, line in enumerate(lines) if line.tag != "h1" and not line.boxes)):
        printed = key(lines[index].text)
        if printed and any(
            printed == known or (len(printed) >= _LONG_TITLE and known.startswith(printed)) for known in keys
        ):
            return index
    return main[0] if len(main) == 1 else None


def _in_boxes_of_others(lines: Sequence[PageLine], extracted: frozenset[int]) -> frozenset[int]:
    """Return the extracted lines in boxes of adverts, comments and so on that have little of the article."""
    size: Counter[int] = Counter()
    for index in extracted:
        size.update({number: len(lines[index].text) for number, why in lines[index].boxes if why in STRONG})
    total = sum(len(lines[index].text) for index in extracted)
    small = {number for number, length in size.items() if 4 * length < total}
    return frozenset(index for index in extracted if any(number in small for number, _ in lines[index].boxes))


def _role(lines: Sequence[PageLine], index: int, title: int | None, inside: frozenset[int]) -> Role:
    line = lines[index]
    if index == title:
        return Role.TITLE
    if title is not None and index > title and _is_deck(lines, index, title, inside):
        return Role.DECK
    if (
        line.role is Role.BODY
        and line.bold
        and len(line.text.split()) <= _LONGEST_HEADING
        and not _ends(line.text)
    ):
        return Role.HEADING
    return line.role


def _is_deck(lines: Sequence[PageLine], index: int, title: int, inside: frozenset[int]) -> bool:
    """Tell whether a line right below the title is called so, or is a heading before the first paragraph."""
    between = [other for other in range(title + 1, index) if other in inside]
    if between:
        return False
    return lines[index].deck or (
        lines[index].role is Role.HEADING and len(lines[index].text.split()) > _LONGEST_HEADING // 2
    )


def _source_lists(lines: Sequence[PageLine], inside: Sequence[int]) -> frozenset[int]:
    """Return the lines of lists of sources: from their heading to the next heading or long sentence."""
    found, in_list = set(), False
    for index in inside:
        line = lines[index]
        if begins_sources(line.text):
            in_list = True
        elif line.role is Role.HEADING or (not line.listed and _is_sentence(line.text)):
            in_list = False
        if in_list:
            found.add(index)
    return frozenset(found)


def _without_lone_headings(rows: Sequence[Sorted]) -> Iterator[Sorted]:
    """Yield ``rows``, with headings that nothing of the article follows skipped."""
    passages = [row for row in rows if row.role]
    after = dict(pairwise(passages))
    for row in rows:
        follows = after.get(row)
        if row.role is not Role.HEADING:
            yield row
        elif follows is None:
            yield Sorted(row.lines, row.text, None, "heading that no text follows")
        else:
            yield row


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= _SENTENCE or (_ends(text) and len(text.split()) > _LONGEST_HEADING // 2)


def _ends(text: str) -> bool:
    return text.rstrip(" ’'»)").endswith(_ENDS)
