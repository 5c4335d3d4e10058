"""Currencies: their signs, codes and words, and which of them says the same as another."""

import re

_DOLLARS = {
    "A$": (("AU$", "AUD"), "australian"),
    "C$": (("CA$", "CAD"), "canadian"),
    "HK$": (("HKD",), "hong kong"),
    "NZ$": (("NZD",), "new zealand"),
    "S$": (("SGD",), "singapore"),
    "NT$": (("TWD",), "taiwan"),
}
"""The dollars that are not those of the United States: other signs and codes of each, and whose they are."""

SIGNS = {
    "$": "$",
    "€": "€",
    "£": "£",
    "¥": "¥",
    "US$": "$",
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "yen",
    **{sign: sign for sign in "₹₽₴₺₩₪₫₦₱₸₼₾"},
    **{sign: dollar for dollar, (others, _) in _DOLLARS.items() for sign in (dollar, *others)},
}
"""What stands before or behind the digits (“€3m”, “EUR 3m”), each with the currency it is read as."""

_WORDS = {
    "$": ("dollar", "dollars"),
    "€": ("euro", "euros"),
    "£": ("pound sterling", "pounds sterling"),
    "pounds": ("pound", "pounds"),
    "yen": ("yen",),
    **{dollar: (f"{whose} dollar", f"{whose} dollars") for dollar, (_, whose) in _DOLLARS.items()},
}
_OURS = re.compile(r"(?:US|U\.S\.|American) ", re.IGNORECASE)
_CODES = "|".join(sign for sign in SIGNS if sign.isalpha())
BEHIND = (
    rf"(?:(?:{_OURS.pattern}|(?:{'|'.join(whose for _, whose in _DOLLARS.values())}) )?dollars?"
    rf"|euros?|pounds? sterling|pounds?|yen|{_CODES})"
)
"""What stands behind a number as its currency, as a pattern."""

_MARKS = "".join(sign for sign in SIGNS if len(sign) == 1)
_OF_OTHERS = rf"(?-i:[A-Z]{{1,3}})[{_MARKS}]"
BEFORE = rf"(?:{_OF_OTHERS}|[{_MARKS}]|{_CODES})"
"""What stands before a number as its currency, as a pattern; “Z$” is one of its own."""
MARK = f"[{_MARKS}]"
"""A sign that is no letter, as a pattern."""


def currency_of(text: str) -> str:
    """Return the currency that a sign, code or word is read as; empty for no currency.

    “pounds” may be weights: they are a currency of their own, which “£” carries and not the other way round.
    A sign of another country that is not known is its own currency: “Z$”.
    """
    word = text.strip()
    if word.upper() in SIGNS:
        return SIGNS[word.upper()]
    if re.fullmatch(_OF_OTHERS, word):
        return word
    word = _OURS.sub("", word).lower()
    return next((currency for currency, words in _WORDS.items() if word in words), "")


def currency_carries(shown: str, needed: str) -> bool:
    """Tell whether the currency ``shown`` says ``needed`` too."""
    return shown == needed or (shown == "£" and needed == "pounds")


def words_of(currency: str) -> tuple[str, ...]:
    """Return the signs, codes and words that name ``currency`` in a registry of units, in small letters."""
    read = tuple(sign.lower() for sign, named in SIGNS.items() if named == currency)
    weights = _WORDS["pounds"] if currency == "£" else ()
    return (*read, *_WORDS.get(currency, ()), *weights)


def is_currency(word: str) -> bool:
    """Tell whether ``word`` of a figure is a currency."""
    return word in SIGNS.values() or word in _WORDS
