"""The words that a key may hold."""

from enum import StrEnum


class Role(StrEnum):
    """What a passage is in its article."""

    TITLE = "title"
    DECK = "deck"
    HEADING = "heading"
    BODY = "body"
    BULLET = "bullet"


class Unused(StrEnum):
    """Why no claim needs a passage."""

    OPINION = "opinion"
    REPETITION = "repetition"
    OFF_TOPIC = "off-topic"


class ArticleKind(StrEnum):
    """What sort of text an article is."""

    REPORT = "report"
    ANALYSIS = "analysis"
    COMMENTARY = "commentary"
    REWRITE = "rewrite"
    STATEMENT = "statement"
    WIRE = "wire"


class ClaimKind(StrEnum):
    """What sort of assertion a claim makes."""

    EVENT = "event"
    QUANTITY = "quantity"
    STATUS = "status"
    QUOTATION = "quotation"
    BACKGROUND = "background"
    ASSESSMENT = "assessment"


class Says(StrEnum):
    """How an article carries an assertion."""

    STATES = "states"
    REPORTS = "reports"
    CLAIMS = "claims"
    DENIES = "denies"
    ESTIMATES = "estimates"
    WARNS = "warns"


class Differs(StrEnum):
    """Why unequal answers are no true conflict."""

    TIME = "time"
    SCOPE = "scope"
    DEFINITION = "definition"
    DETAIL = "detail"
    WORDING = "wording"
    DEGREE = "degree"


class EntityKind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    PLACE = "place"
    TREATY = "treaty"
    EQUIPMENT = "equipment"


class OriginKind(StrEnum):
    """The kind of an origin. A statement counts as a voice and never makes articles independent."""

    WIRE = "wire"
    OUTLET = "outlet"
    STATEMENT = "statement"
    POST = "post"


class Relation(StrEnum):
    """How an article's text comes from an origin."""

    REWRITE_OF = "rewrite-of"
    BASED_ON = "based-on"
    QUOTES = "quotes"


class RelationBasis(StrEnum):
    """How we know of a derivation."""

    COMPARED = "compared"
    CREDITED = "credited"
    STATED = "stated"


class PictureKind(StrEnum):
    """How a picture shows its values."""

    PEOPLE = "people"
    BARS = "bars"
    TIMELINE = "timeline"


class ReadingRule(StrEnum):
    """How words are read; each rule is evaluated and nothing else is accepted."""

    WEEKDAY = "weekday"
    RELATIVE_DATE = "relative-date"
    LATEST_DATE = "latest-date"
    SAME_MONTH = "same-month"
    SUM = "sum"
    DIFFERENCE = "difference"
    YEARS_BETWEEN = "years-between"
    BOTH_PARTIES = "both-parties"
