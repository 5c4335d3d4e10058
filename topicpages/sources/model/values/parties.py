"""The parties of an agreement or exchange."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import Field

from topicpages.sources.model.scalars import Id
from topicpages.sources.model.values.extents import Aspect, Compared, Same
from topicpages.sources.model.values.kind import Named, Registered, Value
from topicpages.sources.model.values.parts import Part, Parties


class PartiesValue(Value):
    """Entities in no order."""

    DEFINED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("parties",),)

    parties: tuple[Id, ...] = Field(min_length=1)

    def parts(self) -> Iterator[Part]:
        """Yield the parties."""
        yield Parties(self.parties)

    def compared(self) -> Iterator[Compared]:
        """Yield who they are."""
        yield Compared(Aspect.PARTIES, ("parties",), Same(frozenset(self.parties)))

    def registered(self, registered: Registered) -> Value:
        """Return it without unknown parties."""
        known = (key for at, key in enumerate(self.parties) if registered.is_party(key, "parties", at))
        return self.model_copy(update={"parties": tuple(known)})

    def shown(self, named: Named) -> Mapping[str, Any]:
        """Return their names."""
        return {"parties": " and ".join(map(named.entity, self.parties))}
