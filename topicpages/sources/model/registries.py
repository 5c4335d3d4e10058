"""The shapes of the registries beside the articles and fact sheets."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, ConfigDict, Field, RootModel, StringConstraints

from topicpages.sources.model.enums import EntityKind, OriginKind
from topicpages.sources.model.scalars import MAX_QUOTE, Id, Name, Names, Shape, Text, Url, one_or_many
from topicpages.sources.model.short_forms import ShortShape


class Publisher(ShortShape):
    """Who publishes an outlet; ``unknown`` is an answer, a guess is not."""

    PLAIN: ClassVar[str] = "name"

    name: Name
    owner: Name = "unknown"
    country: Name = "unknown"
    basis: Text | None = None
    note: Text | None = None


class Origin(Shape):
    """Where reporting comes from; ``from`` names the origins that it comes from itself.

    The owner of a statement or post is the entity whose word it is.
    """

    name: Name
    kind: OriginKind
    owner: Name | None = None
    from_: tuple[Id, ...] = Field(default=(), alias="from")
    note: Text | None = None


class Note(ShortShape):
    """The editor's own words, shown as such; ``outside`` marks knowledge that no article gives."""

    PLAIN: ClassVar[str] = "text"

    text: Text
    outside: bool = False


class QuoteSpec(ShortShape):
    """Exact words of an article, and context that makes them unique."""

    PLAIN: ClassVar[str] = "exact"

    exact: Annotated[Text, StringConstraints(max_length=MAX_QUOTE)]
    prefix: Text | None = None
    suffix: Text | None = None


Quotes = Annotated[tuple[QuoteSpec, ...], Field(min_length=1)]


class PlainCitation(ShortShape):
    """A pointer to words of an article, outside of claims."""

    LISTS: ClassVar[tuple[str, ...]] = ("quotes",)

    article: Id
    quotes: Quotes


class RoleAsStated(ShortShape):
    """An office as articles state it, with who states it."""

    PLAIN: ClassVar[str] = "text"
    LISTS: ClassVar[tuple[str, ...]] = ("citations",)

    text: Text
    citations: tuple[PlainCitation, ...] = ()


class Coordinates(Shape):
    """Approximate position in degrees; always editor's data."""

    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    basis: Text


class Entity(Shape):
    """A person, organisation, state, place, treaty or piece of equipment that claims name.

    ``in_sentence`` is the name as it stands within a sentence, where that differs: “the Pentagon”.
    """

    name: Name
    in_sentence: Name | None = None
    kind: EntityKind
    aliases: tuple[Text, ...] = ()
    adjectives: tuple[Text, ...] = ()
    spellings: tuple[Text, ...] = ()
    role: RoleAsStated | None = None
    coordinates: Coordinates | None = None
    note: Note | None = None

    @property
    def spoken(self) -> str:
        """The name as it stands within a sentence."""
        return self.in_sentence or self.name

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every wording that names it in a text: its name, aliases and adjectives, without “the”."""
        words = (self.name, *self.aliases, *self.adjectives)
        return tuple(word.removeprefix("the ") for word in words)


class Unit(Shape):
    """A unit: the words that name what is counted, and the wider unit to which it belongs."""

    name: Name
    words: tuple[Name, ...] = ()
    wider: Id | None = Field(default=None, alias="is")


class Paraphrase(ShortShape):
    """A word or phrase of articles that says the same as one of ours; ``in`` names the claims where it does.

    Without ``in`` it does in all claims.
    """

    PLAIN: ClassVar[str] = "word"

    word: Name
    in_: Names | None = Field(default=None, alias="in")


class Paraphrases(
    RootModel[
        Mapping[
            Text,
            Annotated[
                tuple[Paraphrase, ...],
                BeforeValidator(
                    one_or_many,
                    json_schema_input_type=Paraphrase | Annotated[list[Paraphrase], Field(min_length=1)],
                ),
                Field(min_length=1),
            ],
        ]
    ]
):
    """``sources/paraphrases.yml``: by a word or phrase of ours, those of the articles that say the same."""

    model_config = ConfigDict(frozen=True)


class LoadedWord(Shape):
    """A word that takes sides; a trailing ``*`` stands for any ending."""

    word: Name
    why: Text


class Wording(Shape):
    """``sources/wording.yml``."""

    words: tuple[LoadedWord, ...] = ()


class AllowedWarning(Shape):
    """A warning that may stand ``at`` a claim (``topic/claim``) or in a file (``sources/entities.yml``)."""

    code: Name
    at: Name
    why: Text


class Warnings(Shape):
    """``sources/warnings.yml``: the warnings that stop a build, and the single ones that do not."""

    stop: tuple[Name, ...] = ()
    allow: tuple[AllowedWarning, ...] = ()


class SiteSpec(ShortShape):
    """``sources/site.yml``: what the home page says and which topics come in which order.

    ``report`` is where readers report errors, such as ``https://github.com/OWNER/REPOSITORY/issues/new``.
    """

    LISTS: ClassVar[tuple[str, ...]] = ("about", "topics")

    name: Name
    description: Text
    about: tuple[Text, ...] = ()
    topics: tuple[Id, ...] = ()
    report: Url | None = None
