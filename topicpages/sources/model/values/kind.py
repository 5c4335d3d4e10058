"""The base of all kinds of values: each says how its values are proven, compared, looked up and shown."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Protocol

from topicpages.sources.model.scalars import Shape
from topicpages.sources.model.values.extents import Compared
from topicpages.sources.model.values.parts import Amount, Part, Parties


class Registered(Protocol):
    """Tells whether an id is registered, and reports it when it is not, at ``steps`` below the value."""

    def is_party(self, key: str, *steps: str | int) -> bool:
        """Tell it of the party ``key``."""

    def is_unit(self, key: str, *steps: str | int) -> bool:
        """Tell it of the unit ``key``."""


class Named(Protocol):
    """Gives the names that readers see in place of ids."""

    def entity(self, key: str) -> str:
        """Return the name of an entity."""

    def unit(self, key: str) -> str:
        """Return the name of a unit."""


class Value(Shape):
    """One typed answer. A new kind is a class of its own, and a row in ``_AnyKind``."""

    # A value has a key of exactly one of these groups, and by that it is of this kind.
    DEFINED_BY: ClassVar[tuple[tuple[str, ...], ...]]

    @abstractmethod
    def parts(self) -> Iterator[Part]:
        """Yield what a citation must carry of this value."""

    @abstractmethod
    def compared(self) -> Iterator[Compared]:
        """Yield the extents by which answers disagree."""

    @property
    def fault(self) -> str:
        """What is wrong with the value as a whole, as ``decode`` knows faults; empty when nothing is."""
        return ""

    def registered(self, registered: Registered) -> "Value":
        """Return this value without the ids that name nothing."""
        del registered
        return self

    def shown(self, named: Named) -> Mapping[str, Any]:
        """Return what a reader sees, by the key of the sheet."""
        del named
        return self.model_dump(exclude_none=True, by_alias=True)

    @property
    def party_ids(self) -> frozenset[str]:
        """The parties that it names."""
        named: set[str | None] = set()
        for part in self.parts():
            if isinstance(part, Parties):
                named.update(part.ids)
            elif isinstance(part, Amount):
                named.add(part.party)
        return frozenset(filter(None, named))

    @property
    def unit_ids(self) -> frozenset[str]:
        """The units that it names."""
        return frozenset(part.unit for part in self.parts() if isinstance(part, Amount))
