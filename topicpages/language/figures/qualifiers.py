"""Words and signs that bound a number: “nearly 7”, “7 or more”, “c. 7”, “<7”, “7 boats at most”."""

import re

from topicpages.language.figures.figure import Qualifier
from topicpages.language.figures.number_words import ONES, TEENS, TENS

_WORDINGS = {
    Qualifier.AT_LEAST: (
        r"at least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of|minimum|(?<![0-9] )min\."
    ),
    Qualifier.AT_MOST: (
        r"at most|up to|no more than|not more than|as many as|as much as|a maximum of|maximum|max\.?"
    ),
    Qualifier.OVER: (
        r"(?:(?:just|well|far|slightly) )?(?:over|more than|greater than)|upwards? of|in excess of"
        r"|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|north of"
    ),
    Qualifier.UNDER: r"(?:(?:just|well|far|slightly) )?(?:under|below|less than|fewer than)",
    Qualifier.NEARLY: (
        r"nearly|almost|close to|not quite|(?:just|slightly|a little) (?:short|shy) of|virtually|practically"
        r"|all but|approaching|nearing"
    ),
    Qualifier.ABOUT: (
        r"about|around|some|roughly|approximately|approx\.?|circa|(?-i:ca?\.)|an estimated|estimated"
    ),
}
_SIGNS = {
    Qualifier.AT_LEAST: "≥|>=",
    Qualifier.AT_MOST: "≤|<=",
    Qualifier.OVER: ">",
    Qualifier.UNDER: "<",
    Qualifier.ABOUT: "[~≈∼]",
}
_BEFORE = re.compile(
    rf"(?:\b(?:{'|'.join(_WORDINGS.values())}) |\b(?-i:ca?\.)|(?<![-=])(?:{'|'.join(_SIGNS.values())}) ?)$",
    re.IGNORECASE,
)
_FORMS = tuple(
    (re.compile(wording, re.IGNORECASE), form)
    for forms in (_WORDINGS, _SIGNS)
    for form, wording in forms.items()
)
_LONGEST_BEFORE = 40
_RIGHT_BEHIND = re.compile(
    r"\+|-plus\b|-?ish\b|-odd\b| or (?:more|so|fewer|less)\b(?! than)| max(?:imum)?\b| min(?:imum)?\b"
    r"| at (?:most|least)(?=[^\w ]|$)",
    re.IGNORECASE,
)
_NOUN = rf"(?!(?:and|or|but|to|at|{'|'.join((*ONES, *TEENS, *TENS, 'a', 'an'))})\b)[^\W\d_]+"
# “20 boats or more”: what is counted stands between.
_BEHIND = re.compile(
    rf"(?: {_NOUN}){{1,2}} (?P<form>or (?:more|so|fewer|less)\b(?! than)|(?:max|min)(?:imum)?\b|tops\b"
    r"|at (?:most|least)(?=[^\w ]|$))",
    re.IGNORECASE,
)
_FORMS_BEHIND = {
    "+": Qualifier.AT_LEAST,
    "plus": Qualifier.AT_LEAST,
    "or more": Qualifier.AT_LEAST,
    "min": Qualifier.AT_LEAST,
    "minimum": Qualifier.AT_LEAST,
    "at least": Qualifier.AT_LEAST,
    "or so": Qualifier.ABOUT,
    "ish": Qualifier.ABOUT,
    "odd": Qualifier.ABOUT,
    "or fewer": Qualifier.AT_MOST,
    "or less": Qualifier.AT_MOST,
    "max": Qualifier.AT_MOST,
    "maximum": Qualifier.AT_MOST,
    "tops": Qualifier.AT_MOST,
    "at most": Qualifier.AT_MOST,
}


def qualifier_before(text: str, reached: int, at: int) -> tuple[int, Qualifier | None]:
    """Return where the figure at ``at`` begins with its qualifier, and the qualifier."""
    match = _BEFORE.search(text, max(reached, at - _LONGEST_BEFORE), at)
    if not match:
        return at, None
    said = match.group().strip()
    return match.start(), next(form for wording, form in _FORMS if wording.fullmatch(said))


def qualifier_behind(text: str, end: int) -> tuple[int, Qualifier | None]:
    """Return where the figure that ends at ``end`` does so with the qualifier behind it, and the qualifier.

    One behind what is counted (“20 boats at most”) does not move the end.
    """
    if right := _RIGHT_BEHIND.match(text, end):
        return right.end(), _FORMS_BEHIND[right.group().lower().strip(" -")]
    if behind := _BEHIND.match(text, end):
        return end, _FORMS_BEHIND[behind["form"].lower()]
    return end, None
