"""A number or a range of numbers, of a unit and perhaps of a party."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import ConfigDict

from topicpages.language import Qualifier
from topicpages.sources.model.scalars import Id, Number
from topicpages.sources.model.values.extents import Aspect, Compared, interval
from topicpages.sources.model.values.kind import Named, Registered, Value
from topicpages.sources.model.values.parts import Amount, Part
from topicpages.sources.model.values.texts import TextValue


class AmountValue(Value):
    """A number, or a range whose ends may be open; ``party`` is whose it is."""

    model_config = ConfigDict(json_schema_extra={"required": ["unit"]})

    DEFINED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("amount",), ("min", "max"))

    amount: Number | None = None
    min: Number | None = None
    max: Number | None = None
    qualifier: Qualifier | None = None
    unit: Id = ""  # that it is needed is told in our words, after the faults of the fields
    party: Id | None = None

    @property
    def fault(self) -> str:
        """A missing unit, or a range that ends before it begins."""
        if not self.unit:
            return "bad-value|an amount needs its “unit”|name a unit of units.yml"
        if self.min is not None and self.max is not None and self.min > self.max:
            return f"bad-value|min {self.min} is above max {self.max}|exchange them"
        return ""

    @property
    def part(self) -> Amount:
        """The amount as the proof takes it."""
        low = self.amount if self.amount is not None else self.min
        high = self.amount if self.amount is not None else self.max
        return Amount(low, high, self.unit, self.qualifier, self.party)

    def parts(self) -> Iterator[Part]:
        """Yield the amount."""
        yield self.part

    def compared(self) -> Iterator[Compared]:
        """Yield the numbers that it allows, for its unit and party."""
        yield Compared(Aspect.AMOUNT, (self.unit, self.party or ""), interval(self.part))

    def registered(self, registered: Registered) -> Value:
        """Return it without an unknown party; of an unknown unit, a value that says nothing."""
        party = self.party if self.party and registered.is_party(self.party, "party") else None
        if not registered.is_unit(self.unit, "unit"):
            return TextValue(text="…")
        return self.model_copy(update={"party": party})

    def shown(self, named: Named) -> Mapping[str, Any]:
        """Return its keys with the names of unit and party."""
        party = {} if self.party is None else {"party": named.entity(self.party)}
        return {**super().shown(named), "unit": named.unit(self.unit), **party}

    @property
    def printed(self) -> str:
        """The number as a picture prints it: “over 1,550”, “70–80”."""
        qualifier = f"{self.qualifier.value.replace('-', ' ')} " if self.qualifier else ""
        low = f"{self.min:,}–" if self.min is not None and self.max is not None else ""
        return f"{qualifier}{low}{self.reach:,}"

    @property
    def reach(self) -> Decimal:
        """The number, or the upper end of the range, or its lower end if it has no upper one."""
        return next(number for number in (self.amount, self.max, self.min) if number is not None)
