"""A date, and a period that has a start and perhaps an end."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from topicpages.language import parse_edtf
from topicpages.sources.model.scalars import EdtfText, Name
from topicpages.sources.model.values.extents import Aspect, Compared, Days
from topicpages.sources.model.values.kind import Value
from topicpages.sources.model.values.parts import Dating, Part


class DateValue(Value):
    """A date; ``as`` is how the articles put it."""

    DEFINED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("edtf",),)

    edtf: EdtfText
    as_: Name | None = Field(default=None, alias="as")

    def parts(self) -> Iterator[Part]:
        """Yield the date."""
        yield from _dated(self.edtf, self.as_)

    def compared(self) -> Iterator[Compared]:
        """Yield its days."""
        yield from _read("edtf", self.edtf)


class PeriodValue(Value):
    """A period; ``as`` is how the articles put its start."""

    DEFINED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("start",),)

    start: EdtfText
    end: EdtfText | None = None
    as_: Name | None = Field(default=None, alias="as")

    def parts(self) -> Iterator[Part]:
        """Yield its start and its end."""
        yield from _dated(self.start, self.as_)
        if self.end:
            yield from _dated(self.end, None)

    def compared(self) -> Iterator[Compared]:
        """Yield the days of its start, and those of its end."""
        yield from _read("start", self.start)
        if self.end:
            yield from _read("end", self.end)


def _dated(text: str, as_stated: str | None) -> Iterator[Part]:
    if edtf := parse_edtf(text):
        yield Dating(edtf, as_stated)


def _read(key: str, text: str) -> Iterator[Compared]:
    if edtf := parse_edtf(text):
        yield Compared(Aspect.DATE, (key,), Days(edtf))
