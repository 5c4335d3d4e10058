"""Decodes all files of ``sources/`` into models; ids in them are not resolved yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from topicpages.diagnostics import Diagnostic, Span, near_miss
from topicpages.sources.article_reader import Passage, read_article
from topicpages.sources.decode import bad_id, decode_registry, decode_tree
from topicpages.sources.files import ARTICLES, FACTS, SOURCES, SourceFile
from topicpages.sources.ids import id_problem
from topicpages.sources.model import (
    ArticleRecord,
    Entity,
    FactSheet,
    Origin,
    Paraphrases,
    Publisher,
    SiteSpec,
    Unit,
    Warnings,
    Wording,
)
from topicpages.sources.shapes import Shapes
from topicpages.sources.yaml_reader import Place, read_yaml

Model = TypeVar("Model", bound=BaseModel)

_REGISTRIES: Mapping[str, type[BaseModel]] = {
    "publishers": Publisher,
    "origins": Origin,
    "entities": Entity,
    "units": Unit,
}
_SINGLE: Mapping[str, type[BaseModel]] = {
    "paraphrases": Paraphrases,
    "site": SiteSpec,
    "warnings": Warnings,
    "wording": Wording,
}


def shapes_of(path: str) -> Shapes | None:
    """Return what may stand in the file at ``path`` (of a record: in its front matter), by its name alone."""
    folder, stem = str(PurePosixPath(path).parent), PurePosixPath(path).stem
    if folder in {ARTICLES, FACTS}:
        return Shapes.of(ArticleRecord if folder == ARTICLES else FactSheet)
    if stem in _REGISTRIES:
        return Shapes.of(_REGISTRIES[stem], by_id=True)
    return Shapes.of(_SINGLE[stem]) if stem in _SINGLE else None


@dataclass(frozen=True, slots=True)
class Corpus:
    """Decoded files by id; ``places`` gives where each registry stands, by file stem."""

    site: SiteSpec
    articles: Mapping[str, tuple[ArticleRecord, tuple[Passage, ...], Place]]
    sheets: Mapping[str, tuple[FactSheet, Place]]
    publishers: Mapping[str, Publisher]
    origins: Mapping[str, Origin]
    entities: Mapping[str, Entity]
    units: Mapping[str, Unit]
    wording: Wording
    paraphrases: Paraphrases
    warnings: Warnings
    places: Mapping[str, Place]
    partial: frozenset[str]
    """Paths of files with faults of shape: what they would have held is unknown, not absent."""

    def has_lost(self, path: str) -> bool:
        """Tell whether ``path`` may be of a file that was not read: it, its folder, or one misnamed."""
        folder = PurePosixPath(path).parent
        misnamed = (
            one
            for one in map(PurePosixPath, self.partial)
            if one.parent == folder and one.suffix and id_problem(one.stem)
        )
        return path in self.partial or str(folder) in self.partial or any(misnamed)


def read_corpus(
    files: Mapping[str, SourceFile], unread: Iterable[Diagnostic] = ()
) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    """Decode every file; what has faults of shape is left out and reported. Never raises.

    ``unread`` are the faults of files that could not be read.
    """
    reader = _Reader(files)
    lost = frozenset(fault.span.path for fault in unread)
    registries = {stem: reader.registry(stem, model) for stem, model in _REGISTRIES.items()}
    site = reader.single("site", SiteSpec)
    if f"{SOURCES}/site.yml" not in {*files, *lost} and files:
        what = f"{SOURCES}/site.yml is missing"
        reader.faults.append(
            Diagnostic(
                Span(f"{SOURCES}/site.yml"), "missing-file", what, "give the site a name and a description"
            )
        )
    reader.refuse_unknown_registries()
    articles = reader.articles()
    sheets = reader.sheets()
    corpus = Corpus(
        site=site or SiteSpec(name="Site", description="Site"),
        articles=articles,
        sheets=sheets,
        publishers=_typed(registries["publishers"], Publisher),
        origins=_typed(registries["origins"], Origin),
        entities=_typed(registries["entities"], Entity),
        units=_typed(registries["units"], Unit),
        wording=reader.single("wording", Wording) or Wording(),
        paraphrases=reader.single("paraphrases", Paraphrases) or Paraphrases({}),
        warnings=reader.single("warnings", Warnings) or Warnings(),
        places=reader.places,
        partial=lost.union(fault.span.path for fault in reader.faults),
    )
    return corpus, tuple(reader.faults)


def _typed(entries: Mapping[str, BaseModel], model: type[Model]) -> Mapping[str, Model]:
    return {key: entry for key, entry in entries.items() if isinstance(entry, model)}


class _Reader:
    """Decodes file after file and keeps what was wrong."""

    def __init__(self, files: Mapping[str, SourceFile]) -> None:
        self.files = files
        self.faults: list[Diagnostic] = []
        self.places: dict[str, Place] = {}

    def registry(self, stem: str, model: type[BaseModel]) -> Mapping[str, BaseModel]:
        place = self._place(f"{SOURCES}/{stem}.yml")
        if place is None or place.document.tree is None:
            return {}
        self.places[stem] = place
        entries, faults = decode_registry(place.document, model)
        self.faults.extend(faults)
        return entries

    def single(self, stem: str, model: type[Model]) -> Model | None:
        place = self._place(f"{SOURCES}/{stem}.yml")
        if place is None or (place.document.tree is None and stem != "site"):
            return None
        self.places[stem] = place
        entry, faults = decode_tree(place, model)
        self.faults.extend(faults)
        return entry

    def refuse_unknown_registries(self) -> None:
        known = {*_REGISTRIES, *_SINGLE}
        for path in self.files:
            stem = PurePosixPath(path).stem
            if path.count("/") == 1 and stem not in known:
                remedy = (
                    near_miss(stem, known) or f"known: {', '.join(sorted(known))}; fact sheets go to {FACTS}/"
                )
                self.faults.append(Diagnostic(Span(path), "stray-file", f"“{path}” is no registry", remedy))

    def articles(self) -> dict[str, tuple[ArticleRecord, tuple[Passage, ...], Place]]:
        articles = {}
        for stem, path in self._below(ARTICLES):
            article, faults = read_article(self.files[path])
            self.faults.extend(faults)
            if article is not None and self._is_id(stem, path):
                articles[stem] = article
        return articles

    def sheets(self) -> dict[str, tuple[FactSheet, Place]]:
        sheets = {}
        for stem, path in self._below(FACTS):
            place = self._place(path)
            if place is None:
                continue
            sheet, faults = decode_tree(place, FactSheet)
            self.faults.extend(faults)
            if sheet is not None and self._is_id(stem, path):
                sheets[stem] = (sheet, place)
        return sheets

    def _place(self, path: str) -> Place | None:
        if path not in self.files:
            return None
        document, faults = read_yaml(self.files[path].text, path)
        self.faults.extend(faults)
        return None if document is None or faults else Place(document)

    def _below(self, folder: str) -> list[tuple[str, str]]:
        """Return (file name without its ending, path) of the files in ``folder``, sorted by path."""
        paths = sorted(path for path in self.files if path.startswith(f"{folder}/"))
        return [(PurePosixPath(path).stem, path) for path in paths]

    def _is_id(self, stem: str, path: str) -> bool:
        """Tell whether ``stem`` may be an id, for it becomes a URL; otherwise report it."""
        problem = id_problem(stem)
        if problem:
            self.faults.append(bad_id(Span(path), problem))
        return not problem
