"""A line to write for every key: messages and editors show it, with the author's own words where they fit."""

import re
from collections.abc import Mapping, Sequence

from topicpages.language import parse_edtf
from topicpages.sources.ids import id_problem
from topicpages.sources.model.scalars import in_figures

Example = str | Sequence["Example"] | Mapping[str, "Example"]

_CITATION: Example = {"article": "herald-lund", "quote": "opened on 3 May"}
_QUESTION: Mapping[str, Example] = {
    "id": "opening-day",
    "question": "When did the harbour open?",
    "where": ["lund"],
    "differs_by": ["scope"],
    "note": "The paper does not say why.",
    "see": ["mayor-ready"],
    "self_contradicts": ["herald-lund"],
}
_ANSWER: Mapping[str, Example] = {
    "statement": "It opened on 3 May.",
    "kind": "event",
    "when": "2024-05-03",
    "as_of": "2024-05",
    "stale_after": "2029-12-31",
    "values": [{"amount": "700", "unit": "boats"}],
    "order": ["guild", "harbour-office"],
    "speaker": "ada-lind",
    "variants": [{"article": "herald-lund", "quote": "ready", "omits": "for every storm"}],
    "citations": [_CITATION],
    "retired": {"on": "2024-05-21", "why": "The office withdrew it."},
}
_POSITIONS: Example = [{"id": "office", "statement": "…"}, {"id": "courier", "statement": "…"}]

EXAMPLES: Mapping[str, Mapping[str, Example]] = {
    "FactSheet": {
        "title": "The port",
        "description": "When it opened, and how large it is.",
        "lead": "It opened on 3 May 2024.",
        "sections": [{"title": "The opening", "claims": ["…"]}],
        "figures": [{"id": "boats-counted", "kind": "bars", "title": "…"}],
        "corrections": [{"claim": "depth", "on": "2024-05-20", "was": "…", "now": "…", "why": "…"}],
    },
    "SectionSpec": {
        "title": "The opening",
        "claims": [{"id": "opening-day", "question": "When did the harbour open?", "statement": "…"}],
    },
    "SingleClaimSpec": {**_QUESTION, **_ANSWER},
    "PositionsClaimSpec": {**_QUESTION, "positions": _POSITIONS},
    "PositionSpec": {**_ANSWER, "id": "office"},
    "CitationSpec": {
        "article": "herald-lund",
        "quotes": ["opened on 3 May"],
        "voice": "harbour-office",
        "says": "claims",
        "reads": [{"from": "3 May", "means": "2024-05-03", "by": "latest-date"}],
    },
    "PlainCitation": {"article": "herald-lund", "quotes": ["mayor Ada Lind"]},
    "QuoteSpec": {"exact": "ready for every storm", "prefix": "being", "suffix": "that may"},
    "ReadingSpec": {"from": "3 May", "means": "2024-05-03", "by": "latest-date"},
    "When": {"edtf": "2024-05-03", "as": "on Friday", "basis": "inferred", "why": "the day of the paper"},
    "Variant": {"article": "herald-lund", "quote": "ready", "omits": "for every storm"},
    "Retired": {"on": "2024-05-21", "why": "The office withdrew it."},
    "LeadSentence": {"text": "It opened on 3 May 2024.", "rests_on": ["opening-day"]},
    "PictureSpec": {
        "id": "boats-counted",
        "kind": "bars",
        "title": "Boats at the opening",
        "caption": "The office counted 40 boats.",
        "alt": "A long bar and a shorter one.",
        "claims": ["first-boats"],
    },
    "Correction": {
        "claim": "depth",
        "on": "2024-05-20",
        "was": "The basin is nine metres deep.",
        "now": "The basin is seven metres deep.",
        "why": "We had misread the figure.",
    },
    "AmountValue": {
        "amount": "700", "min": "7", "max": "9", "qualifier": "at-most", "unit": "boats", "party": "guild"
    },
    "DateValue": {"edtf": "2024-05-03", "as": "on Friday"},
    "PeriodValue": {"start": "2022-04", "end": "2024-03", "as": "from April 2022"},
    "PartiesValue": {"parties": ["harbour-office", "guild"]},
    "AnswerValue": {"answer": "yes"},
    "TextValue": {"text": "the Grey Heron"},
    "ArticleRecord": {
        "title": "A harbour for everybody",
        "publisher": "The Herald",
        "authors": ["Ann Doe"],
        "published": "2024-05-06",
        "url": "https://example.org/a",
        "url_basis": "stated",
        "url_public": "true",
        "archive": "https://example.net/copy/a",
        "kinds": ["report"],
        "dates": "dmy",
        "text": "notes",
        "unconfirmed": ["title", "published"],
        "origins": [{"origin": "wire", "relation": "rewrite-of", "basis": "compared"}],
        "original": {"sha256": "…", "passages": [{"lines": "1", "role": "body"}]},
        "rights": "The Herald Ltd",
        "excerpt_max_words": "40",
        "withdrawn": "true",
        "withdrawn_why": "The paper took it down.",
    },
    "Author": {"literal": "Our staff", "family": "Doe", "given": "Ann"},
    "Published": {"edtf": "2024-05-06", "basis": "inferred", "why": "treats that Friday as past"},
    "Derivation": {
        "origin": "wire",
        "relation": "rewrite-of",
        "basis": "compared",
        "passages": "all",
        "shown_by": "mayor’s speech",
        "note": "Held on the pier.",
    },
    "PassageRow": {"lines": "3-5", "role": "body", "voice": "commentary", "unused": "opinion", "note": "…"},
    "SkippedLines": {"lines": "8-12", "why": "comment form"},
    "Original": {
        "sha256": "…",
        "retrieved": "2024-05-07",
        "passages": [{"lines": "3-5", "role": "body"}],
        "skipped": [{"lines": "8-12", "why": "comment form"}],
    },
    "Rights": {"holder": "The Herald Ltd"},
    "Publisher": {
        "name": "The Herald", "owner": "Eva Tide", "country": "unknown", "basis": "imprint", "note": "Weekly."
    },
    "Origin": {
        "name": "Coast Wire", "kind": "wire", "owner": "The Coast", "from": ["bay-wire"], "note": "A wire."
    },
    "Note": {"text": "No article says why.", "outside": "true"},
    "RoleAsStated": {"text": "mayor", "citations": [{"article": "courier-lund", "quote": "mayor Ada Lind"}]},
    "Coordinates": {"lat": "55.7", "lon": "13.2", "basis": "atlas"},
    "Entity": {
        "name": "Harbour Office",
        "kind": "organisation",
        "in_sentence": "the Harbour Office",
        "aliases": ["Port Office"],
        "adjectives": ["harbourly"],
        "spellings": ["Harbor Office"],
        "role": "mayor",
        "coordinates": {"lat": "55.7", "lon": "13.2", "basis": "atlas"},
        "note": "No article says why.",
    },
    "Unit": {"name": "boats", "words": ["boat", "boats"], "is": "vessels"},
    "Paraphrase": {"word": "leave", "in": "port/first-ship"},
    "Paraphrases": {},
    "LoadedWord": {"word": "ready*", "why": "praise"},
    "Wording": {"words": [{"word": "ready*", "why": "praise"}]},
    "AllowedWarning": {"code": "loaded-word", "at": "port/mayor-ready", "why": "the question asks for it"},
    "Warnings": {
        "stop": ["loaded-word"],
        "allow": [{"code": "loaded-word", "at": "port/mayor-ready", "why": "the question asks for it"}],
    },
    "SiteSpec": {
        "name": "A port",
        "description": "What the papers say of it.",
        "about": ["An invented place."],
        "topics": ["port"],
        "report": "https://example.org/reports/new",
    },
}  # fmt: skip
"""By the name of a shape and the key."""

MEANT: Mapping[str, Mapping[str, str]] = {
    "SingleClaimSpec": {
        **dict.fromkeys(("answer", "claim", "text"), "statement"),
        **dict.fromkeys(("date", "day"), "when"),
        **dict.fromkeys(("source", "sources"), "citations"),
        **dict.fromkeys(("place", "places"), "where"),
        "type": "kind",
    },
    "CitationSpec": {
        **dict.fromkeys(("source", "id"), "article"),
        **dict.fromkeys(("exact", "text", "words"), "quotes"),
        **dict.fromkeys(("speaker", "by", "who"), "voice"),
    },
    "ArticleRecord": {
        **dict.fromkeys(("date", "day", "edtf"), "published"),
        **dict.fromkeys(("outlet", "source", "paper"), "publisher"),
        **dict.fromkeys(("byline", "by"), "authors"),
        **dict.fromkeys(("link", "address"), "url"),
        "headline": "title",
        "type": "kinds",
    },
    "QuoteSpec": dict.fromkeys(("text", "quote", "words"), "exact"),
    "Entity": {**dict.fromkeys(("alias", "names"), "aliases"), "type": "kind"},
    "SiteSpec": {"title": "name"},
    "SectionSpec": {**dict.fromkeys(("name", "heading"), "title"), "facts": "claims"},
    "FactSheet": {"name": "title", "claims": "sections"},
}
"""By the name of a shape: keys that it does not have, and those that are meant by them."""

_AMOUNT = re.compile(r"(\d[\d,.]*) ([a-z]+)")
_NEEDS_QUOTES = re.compile(r"[\s,\[\]{}#&*!|>'\"%@`?:-]|.*(?:: | #|[,\[\]{}])|.*:$|$")
_SHOWN = 40


def line(key: str, example: Example) -> str:
    """Return “key: example” as it may stand on one line of YAML."""
    inner = _plain(example) if isinstance(example, str) else _flow(example)
    return f"{key}: {inner}"


def filled(example: Example, said: object) -> Example:
    """Return ``example`` with the author's words in place of those that are of the same sort.

    ``said`` is what stands there, in whatever shape. Where nothing of it fits, that is ``example`` itself.
    """
    text = _only_text(said)
    if text is None:
        return example
    if isinstance(example, str):
        sort = _sorts(example)[0]
        text = in_figures(text) or text if sort == "date" else text
        return text if sort in (*_sorts(text), "text") else example
    if isinstance(example, Mapping):
        return _filled_mapping(example, text)
    first = example[0]
    if isinstance(first, str):
        return [word for word in re.split(r" *, *", text) if word] or [text]
    if isinstance(first, Mapping) and "amount" in first:
        return [_value(first, text)]
    inner = filled(first, text)
    return example if inner is first else [inner]


def _filled_mapping(example: Mapping[str, Example], text: str) -> Example:
    if any(isinstance(one, str) and _sorts(one)[0] == "date" for one in example.values()):
        text = in_figures(text) or text
    sorts = _sorts(text)
    alike = (
        key
        for sort in sorts
        for key, other in example.items()
        if isinstance(other, str) and other != "…" and sort == _sorts(other)[0]
    )
    key = next(alike, None)
    return example if key is None else {**example, key: text}


def _value(amount: Mapping[str, Example], text: str) -> Example:
    if found := _AMOUNT.fullmatch(text):
        return {"amount": found[1].replace(",", ""), "unit": found[2]}
    if text.casefold() in {"yes", "no"}:
        return {"answer": text.casefold()}
    text = in_figures(text) or text
    if "date" in _sorts(text) and len(text) > len("2024"):
        return {"edtf": text}
    return {**amount, "amount": text} if "number" in _sorts(text) else {"text": text}


def _sorts(text: str) -> list[str]:
    """Return what ``text`` may be, the narrowest first."""
    sorts = ["date"] if parse_edtf(text) else []
    if re.fullmatch(r"-?\d[\d.]*", text):
        sorts.append("number")
    if text in {"true", "false"}:
        sorts.append("flag")
    if not sorts and id_problem(text) is None:
        sorts.append("id")
    return [*sorts, "text"]


def _only_text(said: object) -> str | None:
    """Return the one text that ``said`` has in it, if there is exactly one."""
    while isinstance(said, Mapping | list | tuple) and len(said) == 1:
        said = next(iter(said.values() if isinstance(said, Mapping) else said))
    return said if isinstance(said, str) and len(said) <= _SHOWN else None


def _flow(example: Example) -> str:
    if isinstance(example, str):
        return _in_quotes(example) if _NEEDS_QUOTES.match(example) else example
    if isinstance(example, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in example.items()) + "}"
    return f"[{', '.join(map(_flow, example))}]"


def _plain(text: str) -> str:
    return _in_quotes(text) if re.match(r"[\[\]{}#&*!|>'\"%@`,]|.*(?:: | #)|[-?:] |.*:$|$", text) else text


def _in_quotes(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
