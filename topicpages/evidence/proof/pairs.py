"""Declared paraphrases: a word of ours that may stand for one of the articles, and pairs that may not."""

from dataclasses import dataclass, field

from topicpages.language import Word, WordKind, denies, opposite, phrase, says_may

# Words that a paraphrase must not drop.
_KEPT = frozenset((WordKind.TURN, WordKind.HEDGE, WordKind.VERB))


@dataclass(frozen=True, slots=True)
class Pair:
    """A declared paraphrase: ``ours`` may stand for ``theirs``, in all claims or only in ``claims``."""

    ours: str
    theirs: str
    claims: tuple[str, ...] = ()
    our_words: tuple[Word, ...] = field(init=False, compare=False)
    their_words: tuple[Word, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "our_words", phrase(self.ours))
        object.__setattr__(self, "their_words", phrase(self.theirs))

    def holds_in(self, answer: str) -> bool:
        """Tell whether it may be used in ``answer``, by its id or that of its claim."""
        return not self.claims or any(
            answer == claim or answer.startswith(f"{claim}/") for claim in self.claims
        )

    @property
    def bend(self) -> str:
        """How the one says something else than the other, for a message; empty when it may be declared."""
        ours, theirs = self.our_words, self.their_words
        if any(opposite(one.name, other.name) for one in ours for other in theirs):
            return f"“{self.ours}” is the opposite of “{self.theirs}”"
        if sum(map(denies, ours)) != sum(map(denies, theirs)):
            return f"of “{self.ours}” and “{self.theirs}” only one denies"
        said = [word for word in theirs if word.kind is not WordKind.EMPTY]
        is_empty = all(word.kind is WordKind.EMPTY for word in ours)
        if is_empty and any(word.kind is WordKind.HEDGE or says_may(word) for word in said):
            return f"“{self.ours}” says nothing of “{self.theirs}”"
        left = [word for word in said if not any(word.is_like(other) for other in ours)]
        is_part = len(left) < len(said) and all(
            word.kind is WordKind.EMPTY or any(word.is_like(other) for other in theirs) for word in ours
        )
        dropped = [word for word in left if (is_part and word.kind in _KEPT) or says_may(word)]
        if dropped and not any(word.kind is WordKind.HEDGE or says_may(word) for word in ours):
            return f"“{self.ours}” leaves out “{dropped[0].text}” of “{self.theirs}”"
        return ""
