"""Small libraries from a few lines of YAML: an article and a claim that it carries, unless told otherwise."""

from collections.abc import Mapping
from datetime import date

from topicpages.diagnostics import Diagnostic
from topicpages.evidence.assessment import Evidence, assess
from topicpages.evidence.lock_file import Lock
from topicpages.sources.corpus import read_corpus
from topicpages.sources.files import SourceFile
from topicpages.sources.library import Library
from topicpages.sources.link import link_corpus

TODAY = date(2026, 3, 1)

REGISTRIES = {
    "site": "name: Sample\ndescription: A sample.\n",
    "publishers": (
        "alpha: {name: Alpha}\n"
        "beta: {name: Beta}\n"
        "gamma: {name: Gamma, owner: Big House}\n"
        "delta: {name: Delta, owner: Big House}\n"
    ),
    "origins": (
        "wire: {name: The Wire, kind: wire}\n"
        "agency: {name: The Agency, kind: wire}\n"
        "speech: {name: A Speech, kind: statement, owner: north}\n"
    ),
    "entities": (
        "north: {name: North, kind: state, adjectives: [Northern]}\n"
        "south: {name: South, kind: state, adjectives: [Southern]}\n"
        "ministry: {name: Ministry, kind: organisation}\n"
    ),
    "units": (
        "people: {name: people, words: [people]}\n"
        "years: {name: years, words: [year, years]}\n"
        "drones: {name: drones, words: [drone, drones]}\n"
    ),
    "wording": 'words: [{word: "brav*", why: praise}, {word: regime, why: takes sides}]\n',
}


def article(*notes: str, publisher: str = "alpha", origins: str | None = "[]", text: str = "notes") -> str:
    """Return a record; ``origins`` is the YAML of that key, ``None`` leaves it out."""
    rows = "".join(f"    - {{lines: {number}, role: body}}\n" for number in range(1, len(notes) + 1))
    original = f"original:\n  sha256: {'a' * 64}\n  passages:\n{rows}" if text == "notes" else ""
    known = f"origins: {origins}\n" if origins is not None else ""
    front = (
        f"title: Printed title\npublisher: {publisher}\npublished: {{edtf: 2026-02-05}}\n"
        f"kinds: [report]\ntext: {text}\n{known}{original}"
    )
    return f"---\n{front}---\n\n" + "\n\n".join(notes) + "\n"


def claim(
    key: str = "freed",
    *,
    question: str = "How many were freed?",
    statement: str = "North freed 157 people.",
    values: str = "[{amount: 157, unit: people, party: north}]",
    citations: str = '[{article: one, quotes: ["North freed 157 people"]}]',
    more: str = "",
) -> str:
    """Return one claim of a section as YAML; ``more`` are further keys, one a line."""
    keys = [
        f"id: {key}",
        f'question: "{question}"',
        f'statement: "{statement}"',
        "kind: quantity",
        f"values: {values}",
        f"citations: {citations}",
        *more.splitlines(),
    ]
    return "      - " + "\n        ".join(keys) + "\n"


def positions(*answers: tuple[str, str], key: str = "freed", more: str = "") -> str:
    """Return a claim with positions as YAML; each is its statement and its values."""
    head = [f"id: {key}", "question: How many were freed?", "positions:"]
    for number, (statement, values) in enumerate(answers, start=1):
        head += [
            f"  - id: p{number}",
            f'    statement: "{statement}"',
            "    kind: quantity",
            f"    values: {values}",
            '    citations: [{article: one, quotes: ["North freed 157 people"]}]',
        ]
    return "      - " + "\n        ".join([*head, *more.splitlines()]) + "\n"


def sheet(*claims: str, lead: str = "", more: str = "") -> str:
    """Return a fact sheet; ``lead`` is the YAML of that key, ``more`` further keys."""
    leads = f"lead: {lead}\n" if lead else ""
    return f"title: Topic\n{leads}sections:\n  - title: Section\n    claims:\n{''.join(claims)}{more}"


ONE = article("It says that “North freed 157 people” in May.")


def linked(
    *,
    articles: Mapping[str, str] | None = None,
    sheets: Mapping[str, str] | None = None,
    registries: Mapping[str, str] | None = None,
) -> tuple[Library, tuple[Diagnostic, ...]]:
    """Return the library of these files and what is wrong with their shape and ids."""
    texts = {f"sources/{stem}.yml": text for stem, text in {**REGISTRIES, **(registries or {})}.items()}
    for number, (key, text) in enumerate((articles if articles is not None else {"one": ONE}).items()):
        # No two records are of one original.
        texts[f"sources/articles/{key}.md"] = text.replace("a" * 64, "b" * number + "a" * (64 - number))
    for key, text in (sheets if sheets is not None else {"topic": sheet(claim())}).items():
        texts[f"sources/facts/{key}.yml"] = text
    corpus, shape = read_corpus({path: SourceFile(path, text) for path, text in texts.items()})
    library, faults = link_corpus(corpus)
    return library, (*shape, *faults)


def library(
    *,
    articles: Mapping[str, str] | None = None,
    sheets: Mapping[str, str] | None = None,
    registries: Mapping[str, str] | None = None,
) -> Library:
    """Return the library of these files, which must be sound."""
    found, faults = linked(articles=articles, sheets=sheets, registries=registries)
    assert faults == ()
    return found


def assessed(found: Library, lock: Lock | None = None, today: date = TODAY) -> Evidence:
    """Return the evidence of ``found``."""
    return assess(found, lock or Lock(), today)[0]


def reported(found: tuple[Diagnostic, ...]) -> list[str]:
    """Return place, severity and code of each fault, sorted."""
    return [f"{fault.span} {fault.severity} {fault.code}" for fault in sorted(found)]
