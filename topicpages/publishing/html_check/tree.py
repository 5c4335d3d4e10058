"""Checks a built site as a whole: every page, every link, every address."""

import os
from collections.abc import Iterator
from pathlib import Path

from topicpages.diagnostics import Diagnostic, Span
from topicpages.publishing.html_check.links import link_faults
from topicpages.publishing.html_check.markup import markup_faults
from topicpages.publishing.html_check.page import Page, address_of
from topicpages.publishing.html_check.theme import Theme
from topicpages.sources import collisions


def check_site(site: Path, *, base_path: str, theme: Theme) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the pages of ``site``, each fault once a page, sorted by place.

    ``base_path`` is where the site is served on its host, from ``/`` to ``/``; ``theme`` is what the theme
    itself writes, see ``theme_of``. Paths of spans are relative to ``site``, lines and columns those of the
    built file. Drawings (``.svg``) are held to the same list as those within pages.
    """
    files, faults = _listed(site)
    pages = {path: Page(site, path, base_path=base_path) for path in sorted(files) if path.endswith(".html")}
    drawings = [Page(site, path, base_path=base_path) for path in sorted(files) if path.endswith(".svg")]
    faults.extend(_shared_addresses(pages))
    for page in (*pages.values(), *drawings):
        faults.extend(markup_faults(page, theme))
        faults.extend(
            link_faults(page, base_path=base_path, files=files, pages=pages, known=theme.odd_addresses)
        )
    return tuple(sorted(_once_a_page(faults)))


def _listed(site: Path) -> tuple[frozenset[str], list[Diagnostic]]:
    """Return the paths of all files below ``site``, and a fault for each that only points elsewhere."""
    paths: set[str] = set()
    faults = []
    for folder, folders, names in os.walk(site):
        for name in (*folders, *names):
            place = Path(folder, name)
            path = place.relative_to(site).as_posix()
            if place.is_symlink():
                message = f"“{path}” is a symlink"
                faults.append(Diagnostic(Span(path), "page-symlink", message, "publish the file itself"))
            elif name in names:
                paths.add(path)
    return frozenset(paths), faults


def _shared_addresses(pages: dict[str, Page]) -> Iterator[Diagnostic]:
    """Yield pages that some host or disk would take for one: hosts add ``.html``, disks ignore case."""
    by_address: dict[str, list[str]] = {}
    for path in pages:
        address = address_of(path).removesuffix(".html").rstrip("/")
        by_address.setdefault(address, []).append(path)
    groups = [paths for paths in by_address.values() if len(paths) > 1]
    groups += [[by_address[name][0] for name in group] for group in collisions(by_address)]
    for first, *others in map(sorted, groups):
        for other in others:
            message = f"“{other}” and “{first}” have one address where case or “.html” does not matter"
            yield Diagnostic(Span(other), "page-address-twice", message, "rename one")


def _once_a_page(faults: list[Diagnostic]) -> Iterator[Diagnostic]:
    seen: set[tuple[str, str, str]] = set()
    for fault in sorted(faults):
        name = (fault.span.path, fault.code, fault.message)
        if name not in seen:
            seen.add(name)
            yield fault
