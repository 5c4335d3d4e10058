"""Everything that a build generates, by what makes it: a feed or an export is one module and one row here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from topicpages.evidence import Evidence, Lock
from topicpages.pages.render import render_pages
from topicpages.pages.render.addresses import Addresses
from topicpages.pages.search_index import search_files, search_records
from topicpages.sources import Library


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What outputs are made of. ``progress`` is told how many pages of how many are done."""

    library: Library
    evidence: Evidence
    lock: Lock
    addresses: Addresses
    progress: Callable[[int, int], None]


# Returns texts by their path below ``docs/``.
Output = Callable[[Material], Mapping[str, str]]


def _pages(material: Material) -> Mapping[str, str]:
    return render_pages(
        material.library,
        material.evidence,
        material.lock,
        addresses=material.addresses,
        progress=material.progress,
    )


def _search(material: Material) -> Mapping[str, str]:
    return search_files(search_records(material.library, material.evidence, addresses=material.addresses))


OUTPUTS: Mapping[str, Output] = {
    "pages": _pages,
    "search": _search,
}


def generated_files(material: Material) -> Mapping[str, str]:
    """Return the text of every generated file by its path below ``docs/``, all outputs together.

    Raises:
        ValueError: two outputs make the same file.
    """
    texts: dict[str, str] = {}
    for name, output in OUTPUTS.items():
        made = output(material)
        if twice := texts.keys() & made.keys():
            raise ValueError(f"“{name}” makes {sorted(twice)} again")
        texts.update(made)
    return texts
