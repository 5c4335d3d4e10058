"""From the bytes below ``sources/`` to a library: every id is resolved, every quote has its passage.

In goes a folder: ``read_sources``, ``read_corpus`` and ``link_corpus`` in this order. Out comes a
``Library`` of frozen objects that know their place in a file, and diagnostics: faults of files, of shape,
of reference. Whatever stands in the files, nothing raises; what has a fault is left out and told. Nothing
here judges whether a claim is true to what it cites.
"""

from topicpages.sources.article_reader import Passage
from topicpages.sources.corpus import read_corpus
from topicpages.sources.decode import decode_tree, near_miss
from topicpages.sources.files import LOCK, SOURCES, read_lock_file, read_sources
from topicpages.sources.ids import collisions
from topicpages.sources.library import (
    OWN_VOICE,
    Article,
    Assertion,
    Citation,
    Claim,
    Lead,
    Library,
    Picture,
    Quote,
    Topic,
)
from topicpages.sources.link import link_corpus
from topicpages.sources.model import (
    AllowedWarning,
    ArticleKind,
    AssertionSpec,
    ClaimKind,
    Correction,
    Day,
    Derivation,
    Differs,
    Entity,
    EntityKind,
    LineRange,
    LoadedWord,
    Note,
    Origin,
    OriginKind,
    PictureKind,
    ReadingRule,
    ReadingSpec,
    Relation,
    RelationBasis,
    Role,
    Says,
    Shape,
    Text,
    Unit,
    Value,
)
from topicpages.sources.today import day_of_build
from topicpages.sources.urls import public_url, text_fragment
from topicpages.sources.yaml_reader import Document, Place, read_yaml

__all__ = [
    "LOCK",
    "OWN_VOICE",
    "SOURCES",
    "AllowedWarning",
    "Article",
    "ArticleKind",
    "Assertion",
    "AssertionSpec",
    "Citation",
    "Claim",
    "ClaimKind",
    "Correction",
    "Day",
    "Derivation",
    "Differs",
    "Document",
    "Entity",
    "EntityKind",
    "Lead",
    "Library",
    "LineRange",
    "LoadedWord",
    "Note",
    "Origin",
    "OriginKind",
    "Passage",
    "Picture",
    "PictureKind",
    "Place",
    "Quote",
    "ReadingRule",
    "ReadingSpec",
    "Relation",
    "RelationBasis",
    "Role",
    "Says",
    "Shape",
    "Text",
    "Topic",
    "Unit",
    "Value",
    "collisions",
    "day_of_build",
    "decode_tree",
    "link_corpus",
    "near_miss",
    "public_url",
    "read_corpus",
    "read_lock_file",
    "read_sources",
    "read_yaml",
    "text_fragment",
]
