"""The kinds of values. A new one is a class here and a row in ``_AnyKind``.

Each says how it is proven (``parts``) and compared (``compared``), what it is without ids that name nothing
(``registered``), and how it is shown. The stages after this one go by parts and
extents; only pictures of bars and people ask for a kind, ``AmountValue``, and proposals, which exchange a
figure or a day.
"""

from collections.abc import Mapping
from typing import Annotated, cast, get_args

from pydantic import Discriminator, Tag, ValidatorFunctionWrapHandler, WrapValidator

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
_KEYS = {
    tag: frozenset(field.alias or name for name, field in kind.model_fields.items())
    for tag, kind in KINDS.items()
}
_ANY_KEY = frozenset[str]().union(*_KEYS.values())


def _tags(raw: Mapping[object, object]) -> list[str]:
    """Return the tags of all kinds of which ``raw`` says something, once for each group of keys."""
    groups = ((tag, group) for tag, kind in KINDS.items() for group in kind.DEFINED_BY)
    return [tag for tag, group in groups if any(raw.get(key) is not None for key in group)]


def _tag(raw: object) -> str | None:
    if isinstance(raw, Mapping):
        # Of no kind: whichever is tried, its fields tell of keys that nobody knows.
        return next(iter([*_tags(raw), *KINDS]))
    return next((tag for tag, kind in KINDS.items() if isinstance(raw, kind)), None)


def _of_one_kind(raw: object, validate: ValidatorFunctionWrapHandler) -> Value:
    """Return the value; its fields have told their faults before this tells what is wrong with it as a whole.

    Raises:
        ValueError: it is of no kind or of several, is not whole, or has a key of another kind.
    """
    if not isinstance(raw, Mapping):
        return cast("Value", validate(raw))
    tags = _tags(raw)
    others = _ANY_KEY - _KEYS[next(iter([*tags, *KINDS]))]
    strays = [key for key in raw if key in others]
    value = cast("Value", validate({key: said for key, said in raw.items() if key not in strays}))
    if len(tags) != 1:
        groups = ", ".join(" and ".join(group) for kind in KINDS.values() for group in kind.DEFINED_BY)
        raise ValueError(f"bad-value|a value is one of {groups}|give exactly one of them")
    if fault := value.fault:
        raise ValueError(fault)
    if stray := next((key for key in strays if raw[key] is not None), ""):
        raise ValueError(f"bad-value|“{stray}” does not belong to this value|remove it")
    return value


AnyValue = Annotated[_AnyKind, Discriminator(_tag), WrapValidator(_of_one_kind)]
