"""What single words have in common: their forms, and the families of verb, noun and adverb.

Two words are of one family when they have one Snowball stem and only endings that leave the sense alone:
“fire” and “fired”, “operate” and “operation”, but not “international” and “internal”. Irregular forms are
those of a list. There is no dictionary: one takes a fifth of a second to load, and calls “growing” “growe”.
"""

import re
from functools import lru_cache

from Stemmer import Stemmer

from topicpages.language.words.closed import IRREGULAR, NO_VERBS, PLURALS, TURNS, UNRELATED

_STEMMER = Stemmer("english")
_INFLECTED = frozenset(("", "e", "s", "es", "d", "ed", "ing", "y", "ies", "ied", "ying"))
# Others (-al, -ant, -er, -ist, -ity, -ive) make another thing of a word.
_DERIVED = _INFLECTED | frozenset(("ion", "ions", "ate", "ates", "ated", "ating", "ation", "ations"))
_SPELLINGS = {"towards": "toward", "till": "until"}
_SHORTEST_BASE = 4
_NO_PLURAL = ("ss", "us", "is", "'s")
_DOUBLED = re.compile(r"([bdfglmnprt])(ed|ing)")
_IZED = re.compile(r"(.{3,}i)[sz](?:e|es|ed|ing)")


@lru_cache(maxsize=8192)
def keys(word: str) -> frozenset[str]:
    """Return what ``word``, in small letters, has in common with words of its family.

    A word that turns a sentence has only itself, so that “downed” is no “down” and “hardly” not “hard”.
    """
    if word in TURNS:
        return frozenset((f"={_SPELLINGS.get(word, word)}",))
    single = root(word)
    # “found” is a form of “find”, not of “founded”.
    forms = {single, _base(single)} | (set() if word in IRREGULAR else {word})
    if ized := _IZED.fullmatch(word):
        forms.add(f"{ized[1]}ze")
    stems = (f"~{stem(form)}" for form in forms if _ending(form) in _DERIVED and root(form) not in UNRELATED)
    return frozenset((*forms, *stems))


@lru_cache(maxsize=8192)
def inflection(word: str) -> str:
    """Return what all forms of one verb or noun share: “agreed” and “agrees”, not “agreement”."""
    form = root(word)
    return stem(form) if _ending(form) in _INFLECTED else form


@lru_cache(maxsize=8192)
def root(word: str) -> str:
    """Return the verb or singular of an irregular form, the singular of a plural, else ``word``."""
    if known := IRREGULAR.get(word) or PLURALS.get(word):
        return known
    if word in UNRELATED:
        return word
    if word.endswith("men"):
        return f"{word.removesuffix('men')}man"
    if word in ("goes", "does"):
        return word.removesuffix("es")
    if word.endswith("ies") and len(word) > _SHORTEST_BASE:
        return f"{word.removesuffix('ies')}y"
    is_plural = word.endswith("s") and not word.endswith(_NO_PLURAL) and len(word) >= _SHORTEST_BASE
    return word.removesuffix("s") if is_plural else word


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return the Snowball stem of ``word``."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


@lru_cache(maxsize=8192)
def _ending(word: str) -> str:
    """Return what stands behind the letters that ``word`` shares with its stem."""
    stemmed = stem(word)
    differing = (at for at, char in enumerate(stemmed) if word[at : at + 1] != char)
    ending = word[next(differing, len(stemmed)) :]
    doubled = _DOUBLED.fullmatch(ending)
    return doubled[2] if doubled and stemmed.endswith(doubled[1]) else ending


def _base(word: str) -> str:
    """Return the verb of a noun in -ment, the adjective of one in -ly or -ness; else ``word``."""
    for ending in ("ment", "ly", "ness"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= _SHORTEST_BASE and word not in UNRELATED and base not in TURNS:
            return base
    return word


@lru_cache(maxsize=8192)
def is_past(word: str) -> bool:
    """Tell whether ``word``, in small letters, is a past form of a verb: “fired”, “shook”."""
    if word in IRREGULAR:
        return True
    return word.endswith("ed") and word not in NO_VERBS and _ending(word) in ("ed", "d", "ied", "ated")


def is_base(word: str) -> bool:
    """Tell whether ``word`` may be a verb without an ending: “fire”, not “fires”, “fired” or “firing”."""
    return not (word.endswith(("ed", "ing")) or (word.endswith("s") and not word.endswith("ss")))


@lru_cache(maxsize=8192)
def is_verb_form(word: str) -> bool:
    """Tell whether only a verb has the form of ``word``: a past form, or one in “-ing”."""
    if is_past(word):
        return True
    return word.endswith("ing") and word not in NO_VERBS and _ending(word) in ("ing", "ating", "ying")
