"""The kinds of values. A new one is a class here and a row in ``_AnyKind``; no other module knows them.

Each says how it is proven (``parts``) and compared (``compared``), what it is without ids that name nothing
(``registered``), and how it is shown. The stages after this one go by parts and extents alone.
"""

from collections.abc import Mapping
from typing import Annotated, get_args

from pydantic import BeforeValidator, Discriminator, Tag

from topicpages.sources.model.values.amounts import AmountValue
from topicpages.sources.model.values.days import DateValue, PeriodValue
from topicpages.sources.model.values.extents import Aspect, Compared, Days, Extent, Interval, Same, interval
from topicpages.sources.model.values.kind import Named, Registered, Value
from topicpages.sources.model.values.parties import PartiesValue
from topicpages.sources.model.values.parts import Amount, Dating, Part, Parties, Words
from topicpages.sources.model.values.texts import AnswerValue, TextValue

__all__ = [
    "KINDS",
    "Amount",
    "AmountValue",
    "AnswerValue",
    "AnyValue",
    "Aspect",
    "Compared",
    "DateValue",
    "Dating",
    "Days",
    "Extent",
    "Interval",
    "Named",
    "Part",
    "Parties",
    "PartiesValue",
    "PeriodValue",
    "Registered",
    "Same",
    "TextValue",
    "Value",
    "Words",
    "interval",
]

# Each with the tag that ``decode`` knows for the shape of a union.
_AnyKind = (
    Annotated[AmountValue, Tag("<amount>")]
    | Annotated[DateValue, Tag("<date>")]
    | Annotated[PeriodValue, Tag("<period>")]
    | Annotated[PartiesValue, Tag("<parties>")]
    | Annotated[AnswerValue, Tag("<answer>")]
    | Annotated[TextValue, Tag("<text>")]
)
KINDS: Mapping[str, type[Value]] = {
    tag.tag: kind for kind, tag in (get_args(member) for member in get_args(_AnyKind))
}


def _tags(raw: Mapping[object, object]) -> list[str]:
    """Return the tags of all kinds of which ``raw`` has keys, once for each group of them."""
    groups = ((tag, group) for tag, kind in KINDS.items() for group in kind.DEFINED_BY)
    return [tag for tag, group in groups if any(key in raw for key in group)]


def _tag(raw: object) -> str | None:
    if isinstance(raw, Mapping):
        return next(iter(_tags(raw)), None)
    return next((tag for tag, kind in KINDS.items() if isinstance(raw, kind)), None)


def _of_one_kind(raw: object) -> object:
    """Return ``raw`` if its keys are those of one kind.

    Raises:
        ValueError: they are not; in the form that ``decode`` knows.
    """
    if not isinstance(raw, Mapping):
        return raw
    tags = _tags(raw)
    if len(tags) != 1:
        groups = ", ".join(" and ".join(group) for kind in KINDS.values() for group in kind.DEFINED_BY)
        raise ValueError(f"bad-value|a value is one of {groups}|give exactly one of them")
    own, any_kind = _keys(KINDS[tags[0]]), frozenset().union(*map(_keys, KINDS.values()))
    stray = next((key for key in raw if key in any_kind - own), "")
    if stray:
        raise ValueError(f"bad-value|“{stray}” does not belong to this value|remove it")
    return raw


def _keys(kind: type[Value]) -> frozenset[str]:
    return frozenset(field.alias or name for name, field in kind.model_fields.items())


AnyValue = Annotated[_AnyKind, Discriminator(_tag), BeforeValidator(_of_one_kind)]
