"""Words that are a known one but for a slip of the hand: what was meant is certain, and is a fix."""

from collections.abc import Collection

from topicpages.diagnostics import Fix
from topicpages.sources.yaml_reader import Place

# Words of three letters differ in one from many.
_SHORTEST = 4


def one_slip(word: str, known: Collection[str]) -> str:
    """Return the one known word that ``word`` is but for a slip of the hand, or the empty string.

    A slip is one letter or hyphen too many, too few or wrong, two that are exchanged, or capitals. Digits
    tell things apart, and short words are too like each other.
    """
    found = {one for one in known if one != word and _is_slip(word, one)}
    return found.pop() if len(found) == 1 else ""


def fixes_of(place: Place, word: str, known: Collection[str]) -> tuple[Fix, ...]:
    """Return what makes ``word``, the text at ``place``, the known word that it is but for a slip."""
    meant, at = one_slip(word, known), place.letters
    return (Fix(at, word, meant),) if meant and at else ()


def _is_slip(word: str, known: str) -> bool:
    if word.casefold().replace("_", "-") == known.casefold().replace("_", "-"):
        return True
    if min(len(word), len(known)) < _SHORTEST or abs(len(word) - len(known)) > 1:
        return False
    start = _alike(word, known)
    end = _alike(word[start:][::-1], known[start:][::-1])
    ours, theirs = word[start : len(word) - end], known[start : len(known) - end]
    exchanged = len(ours) == 2 and ours == theirs[::-1]  # noqa: PLR2004 -- a pair
    return (exchanged or max(len(ours), len(theirs)) == 1) and not any(map(str.isdigit, ours + theirs))


def _alike(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if len({*pair}) > 1),
        min(len(one), len(other)),
    )
