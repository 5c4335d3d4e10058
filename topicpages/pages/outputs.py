"""Everything that a build generates, by what makes it: a feed or an export is one module and one row here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from topicpages.evidence import Evidence, Lock
from topicpages.pages.render import render_pages
from topicpages.pages.render.addresses import Addresses
from topicpages.pages.search_index import search_files, search_records
from topicpages.sources import Library


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """What outputs are made of. ``progress`` is told how many pages of how many are done."""

    library: Library
    evidence: Evidence
    lock: Lock
    addresses: Addresses
    progress: Callable[[int, int], None]


# Returns texts by their path below ``docs/``.
Output = Callable[[Inputs], Mapping[str, str]]


def _pages(inputs: Inputs) -> Mapping[str, str]:
    return render_pages(
        inputs.library,
        inputs.evidence,
        inputs.lock,
        addresses=inputs.addresses,
        progress=inputs.progress,
    )


def _search(inputs: Inputs) -> Mapping[str, str]:
    return search_files(search_records(inputs.library, inputs.evidence, addresses=inputs.addresses))


OUTPUTS: Mapping[str, Output] = {
    "pages": _pages,
    "search": _search,
}


def generated_files(inputs: Inputs) -> Mapping[str, str]:
    """Return the text of every generated file by its path below ``docs/``, all outputs together.

    Raises:
        ValueError: two outputs make the same file.
    """
    texts: dict[str, str] = {}
    for name, output in OUTPUTS.items():
        made = output(inputs)
        if twice := texts.keys() & made.keys():
            raise ValueError(f"“{name}” makes {sorted(twice)} again")
        texts.update(made)
    return texts
