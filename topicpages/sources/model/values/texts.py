"""An answer in words, and a plain yes or no."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from topicpages.language import normalise
from topicpages.sources.model.scalars import Name
from topicpages.sources.model.values.extents import Aspect, Compared, Same
from topicpages.sources.model.values.kind import Value
from topicpages.sources.model.values.parts import Part, Words


class AnswerValue(Value):
    """Yes or no: nothing that words could carry."""

    DEFINED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("answer",),)

    answer: Literal["yes", "no"]

    def parts(self) -> Iterator[Part]:
        """Yield nothing."""
        yield from ()

    def compared(self) -> Iterator[Compared]:
        """Yield the answer."""
        yield Compared(Aspect.ANSWER, ("answer",), Same(self.answer))


class TextValue(Value):
    """An answer in words."""

    DEFINED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("text",),)

    text: Name

    def parts(self) -> Iterator[Part]:
        """Yield the words."""
        yield Words(self.text)

    def compared(self) -> Iterator[Compared]:
        """Yield the words without case and closing marks."""
        folded = normalise(self.text).text.casefold().strip(" .")
        yield Compared(Aspect.TEXT, ("text",), Same(folded))
