"""Bad input as sheets, registries, records, names, values and lock: a place, exit 1, nothing written.

Each input is tried by a process of its own, within 2 s of the processor and 300 MB. The processes are forked
by this same file run as a program, which has no threads as a test runner has. ``BAD_INPUTS`` bounds how many
are tried in the long test, ``SEED`` chooses them.
"""

import base64
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.support.corpora import FOLDER, needs_corpora
from tests.support.hostile_strings import STRINGS
from tests.support.miniature import BASE, miniature, tree

PROJECT = Path(__file__).parents[2]
# What an input may take: so many times what a fixed piece of work takes on this machine, whichever it is.
TIMES, MEGABYTES = 50, 300
SHEET, RECORD = "sources/facts/ferries.yml", "sources/articles/harbour-post.md"
FRONT = (BASE / RECORD).read_bytes().partition(b"---\n\n")[0] + b"---\n\n"

Files = Mapping[str, bytes]


# --- where an input may come in --------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """How a site is made with an input, and whether no input makes a good one of it."""

    files: Callable[[bytes], Files | None]
    is_always_bad: bool = True


def scalar(raw: bytes) -> str:
    """Return the text of ``raw`` as a YAML scalar of one line."""
    return json.dumps(raw.decode("utf-8", "replace")[:9_000])


def in_every_field(raw: bytes) -> Files:
    """Put the text where people write text, quotes, names and addresses."""
    text = scalar(raw)
    sheet = f"""\
title: {text}
description: {text}
lead: [{{text: {text}, rests_on: [number]}}]
sections:
  - title: {text}
    claims:
      - id: number
        question: {text}
        statement: {text}
        kind: quantity
        when: {{edtf: 2031-05-02, as: {text}}}
        values: [{{text: {text}}}]
        note: {{text: {text}}}
        citations: [{{article: harbour-post, quotes: [{{exact: {text}, prefix: {text}}}, {text}]}}]
corrections: [{{claim: number, on: 2031-05-02, was: {text}, now: {text}, why: {text}}}]
"""
    record = f"""\
---
title: {text}
publisher: harbour-post
authors: [{{literal: {text}}}]
published: {{edtf: 2031-05-02, basis: inferred, why: {text}}}
url: {text}
kinds: [report]
text: full
origins: [{{origin: coast-wire, relation: quotes, basis: credited, shown_by: {text}, note: {text}}}]
rights: {{holder: {text}}}
---

Here are three ferries.
"""
    registries = {
        "entities": f"port-office: {{name: {text}, kind: place, aliases: [{text}], adjectives: [{text}]}}",
        "units": f"ferries: {{name: {text}, words: [{text}]}}",
        "wording": f"words: [{{word: {text}, why: {text}}}]",
        "site": f"{{name: {text}, description: {text}, about: [{text}]}}",
    }
    found = {f"sources/{name}.yml": content for name, content in registries.items()}
    return {path: content.encode() for path, content in {SHEET: sheet, RECORD: record, **found}.items()}


def as_every_id(raw: bytes) -> Files:
    """Put the text where only an id, a date, a number or a path of lines may stand."""
    text = scalar(raw)
    return {
        "sources/facts/more.yml": f"""\
title: More
sections:
  - title: Boats
    claims:
      - id: {text}
        question: How many?
        statement: There are three ferries.
        kind: {text}
        when: {{edtf: {text}}}
        where: [{text}]
        see: [{text}]
        values: [{{amount: {text}, unit: {text}, party: {text}}}, {{edtf: {text}}}, {{parties: [{text}]}}]
        citations: [{{article: {text}, quotes: [three ferries], voice: {text}, says: {text}}}]
figures: [{{id: {text}, kind: {text}, title: T, caption: C, alt: A, claims: [{text}]}}]
corrections: [{{claim: {text}, on: {text}, was: a, now: b, why: c}}]
""".encode(),
        "sources/articles/more.md": f"""\
---
publisher: {text}
published: {{edtf: {text}}}
kinds: [{text}]
text: notes
withdrawn: {text}
excerpt_max_words: {text}
origins: [{{origin: {text}, relation: {text}, basis: {text}, passages: [{text}]}}]
original: {{sha256: {text}, passages: [{{lines: {text}, role: {text}}}]}}
---

A note.
""".encode(),
        "sources/site.yml": f"name: N\ndescription: D\ntopics: [{text}]\n".encode(),
    }


def as_name(raw: bytes) -> Files | None:
    """Make it the name of a sheet, where a file system has such names."""
    name = raw.replace(b"\0", b"").replace(b"/", b"%2f")[:200]
    return {f"sources/facts/{os.fsdecode(name)}.yml": (BASE / SHEET).read_bytes()} if name else None


PLACES: Mapping[str, Place] = {
    "sheet": Place(lambda raw: {SHEET: raw}),
    "registry": Place(lambda raw: {"sources/units.yml": raw}),
    "record": Place(lambda raw: {RECORD: raw}),
    "front matter": Place(lambda raw: {RECORD: b"---\n" + raw + b"\n---\n\nA note.\n"}),
    "id": Place(as_every_id),
    "text": Place(in_every_field, is_always_bad=False),
    "plain scalar": Place(
        lambda raw: {"sources/site.yml": b"description: D\nname: " + raw}, is_always_bad=False
    ),
    "body": Place(lambda raw: {RECORD: FRONT + raw}, is_always_bad=False),
    "lock": Place(lambda raw: {"sources/evidence.lock.json": raw}, is_always_bad=False),
    "name": Place(as_name, is_always_bad=False),
}

FEW_PLACES = ("sheet", "record", "body", "text")


# --- what is put there -----------------------------------------------------------------------------------

_HEAD = b"title: T\nsections:\n  - title: S\n    claims:\n"


def _claims(count: int, fields: str) -> bytes:
    claim = "      - {{id: c{0}, question: Q{0}?, statement: S, kind: event, {1}}}\n"
    return _HEAD + "".join(claim.format(number, fields.format(number)) for number in range(count)).encode()


_OF_QUESTIONS = _claims(
    1_900,
    "values: [{{amount: {0}, unit: ferries}}], "
    "citations: [{{article: harbour-post, quotes: [three ferries]}}]",
)

# What numbers, dates, names and quotes are made of, over and over: no reader of text may go back and forth.
_PIECES = (
    "1,", "1.1.", "1-", "one hundred ", "twenty-", "half a ", "U.S.", "May 4-5, ", "2026-02-", "“a” ", "‘b’ ",
    "’s ", "[…] ", "a-", "(", "— ", "٣", "½", "$1 ", "5 % ", "e\u0301", "\u200d", "\U0001f469\u200d", "%41",
)  # fmt: skip


def _paragraphs(piece: str) -> bytes:
    paragraph = piece * (9_000 // len(piece))
    return "\n\n".join([paragraph] * (900_000 // len(paragraph.encode()))).encode()


# Nothing of these is anybody else's: they grow, nest, repeat and break off.
MADE: Mapping[str, bytes] = {
    "nothing": b"",
    "white space": b" \t\r\n\x0b\x0c" * 100,
    "a byte order mark": b"\xef\xbb\xbf",
    "UTF-16": "title: Ferries\n".encode("utf-16"),
    "UTF-32": "title: Ferries\n".encode("utf-32"),
    "Latin-1": "title: Fähre\n".encode("latin-1"),
    "half a character": b"title: \xe2\x82",
    "overlong": b"title: \xc0\xaf",
    "surrogates": b"title: \xed\xa0\x80",
    "beyond Unicode": b"title: \xf4\x90\x80\x80",
    "every byte": bytes(range(256)),
    "zeros": b"\0" * 1_000_000,
    "too large": b"#" * 1_048_577,
    "as large as may be": b"#" * 1_048_576,
    "one long word": b"a" * 1_000_000,
    "one long line of words": b"a " * 500_000,
    "many lines": b"a\n" * 500_000,
    "many paragraphs": b"a\n\n" * 340_000,
    "many keys": b"".join(b"k%d: v\n" % number for number in range(45_000)),
    "many equal keys": b"k: v\n" * 49_000,
    "many entries": b"- a\n" * 99_000,
    "too many entries": b"- a\n" * 200_000,
    "many empty mappings": b"- {}\n" * 99_000,
    "deep lists": b"[" * 500_000,
    "deep mappings": b"{a: " * 200_000,
    "deep entries": b"- " * 500_000,
    "deep keys": b"? " * 500_000,
    "a doubling alias": b"a: &a [x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(1_000)),
    "an alias of itself": b"&a [*a]",
    "a merge of itself": b"a: &a {<<: *a}",
    "a tag that runs": b"!!python/object/apply:os.system [exit 7]",
    "long escapes": b'title: "' + b"\\u202e" * 170_000 + b'"',
    "an unclosed quote": b'title: "' + b"a\n" * 400_000,
    "a long block": b"title: |\n" + b"  a\n" * 250_000,
    "deep JSON": b'{"a":' * 100_000,
    "long numbers": b"title: " + b"9" * 1_000_000,
    "many dots": b"." * 1_000_000,
    "many marks": "“".encode() * 300_000,
    "many pairs of marks": "“a” ".encode() * 110_000,
    "sections of wrong type": b"title: T\nsections: [" + b"a, " * 98_000 + b"]",
    "claims without anything": _HEAD + b"      - {}\n" * 40_000,
    "claims of an unknown article": _claims(5_000, "citations: [{{article: harbor-post, quotes: [x]}}]"),
    "claims of unknown parties": _claims(
        3_000, "values: [{{amount: 1, unit: f{0}, party: p{0}}}], citations: [{{article: a, quotes: [x]}}]"
    ),
    "claims of missing quotes": _claims(
        3_000, 'citations: [{{article: harbour-post, quotes: ["it is {0} ferries"]}}]'
    ),
    "claims of one question": re.sub(rb"Q\d+", b"Q", _OF_QUESTIONS),
    "claims of questions with many answers": re.sub(rb"(Q\d+)\d\?", rb"\1?", _OF_QUESTIONS),
    "claims of broken dates": _claims(300, "when: {{edtf: '[{0}..'}}, citations: []"),
    "entities of one name": b"".join(b"e%d: {name: N, kind: place}\n" % number for number in range(14_000)),
    "units in a chain": b"".join(b"u%d: {name: n, is: u%d}\n" % (n, n + 1) for n in range(14_000)),
    "words of YAML 1.1": b"title: [yes, NO, on, 0o17, 190:20:30, 1_0, .inf, ~, 2001-12-14t21:59:43.10-05:00]",
    "half a character in an escape": b'title: "\\ud800"',
    "halves of characters in JSON": b'{"reviews": {"\\ud800": 1, "\\udc80\\ud83d": "\\u0000"}}',
    "zero in an escape": b'title: "a\\0b"',
    "lines that only YAML ends": "title: a\u2028b\u0085c\u2029d".encode(),
    "carriage returns": b"title: T\rsections: []\r\r",
    "front matter in front matter": b"---\n---\ntitle: T\n---\n...\n",
    "a template": b"title: '{{ 7 * 7 }}{% include \"x\" %}'",
    **{f"{piece!r} over and over": _paragraphs(piece) for piece in _PIECES},
    "units in a ring": b"".join(b"u%d: {name: n, is: u%d}\n" % (n, (n + 1) % 9_000) for n in range(9_000)),
}


def corpora() -> Iterator[tuple[str, bytes]]:
    """Yield every input of the corpora by name, whole, in bytes, and our own hostile strings."""
    for number, text in enumerate(STRINGS):
        yield f"our own {number}", text.encode("utf-8", "surrogatepass")
    for file in sorted(FOLDER.glob("*.json")):
        for number, entry in enumerate(json.loads(file.read_bytes())):
            yield f"{file.stem} {number}", _bytes_of(entry, in_base64="b64" in file.stem)


def _bytes_of(entry: object, *, in_base64: bool) -> bytes:
    match entry:
        case str():
            return base64.b64decode(entry) if in_base64 else entry.encode("utf-8", "surrogatepass")
        case {"parts": list(parts)}:
            return "".join(text * times for text, times in parts).encode("utf-8", "surrogatepass")[:1_100_000]
        case dict():
            key = next(key for key in ("yaml", "text", "payload", "literal") if key in entry)
            return str(entry[key]).encode("utf-8", "surrogatepass")
        case _:
            raise ValueError(f"a corpus holds a {type(entry).__name__}")


# --- the program that forks ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tried:
    """What became of one input: what was wrong with that, and what it took."""

    name: str
    place: str
    problems: tuple[str, ...]
    status: int
    seconds: float
    megabytes: int


@cache
def most_seconds() -> float:
    """Return how many seconds of a processor an input may take on this machine."""
    return TIMES * min(_seconds_of_fixed_work() for _ in range(5))


def _seconds_of_fixed_work() -> float:
    begun = time.process_time()
    sorted(str(number) for number in range(300_000))
    return time.process_time() - begun


def run(inputs: Mapping[str, bytes], pairs: list[tuple[str, str]]) -> list[Tried]:
    """Try inputs at places, each in a process of its own; only to be called where there are no threads."""
    import build_pages  # noqa: PLC0415 -- what is forked has all that it needs

    with tempfile.TemporaryDirectory() as folder:
        return [tried(build_pages.main, Path(folder), name, place, inputs[name]) for name, place in pairs]


def tried(main: Callable[[list[str]], int], folder: Path, name: str, place: str, raw: bytes) -> Tried:
    files = PLACES[place].files(raw)
    if files is None:
        return Tried(name, place, (), 1, 0.0, 0)
    root, out = folder / "site", folder / "out"
    shutil.rmtree(root, ignore_errors=True)
    miniature(root)
    for path, content in files.items():
        (root / path).write_bytes(content)
    before = tree(root)
    # A site that may be good is only checked: pages with any text in them are tried elsewhere.
    command = "build" if PLACES[place].is_always_bad else "check"
    status, usage = forked(lambda: main([command, "--root", str(root), "--format", "json"]), out)
    seconds, megabytes = usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024
    problems = [*_problems(out, root, status, is_always_bad=PLACES[place].is_always_bad)]
    if tree(root) != before:
        problems.append("something was written")
    if seconds > most_seconds() or megabytes > MEGABYTES:
        problems.append(f"took {seconds:.2f} s and {megabytes} MB")
    return Tried(name, place, tuple(problems), status, seconds, megabytes)


def forked(action: Callable[[], int], out: Path) -> tuple[int, resource.struct_rusage]:
    """Run ``action`` in a child with its output in ``out``, and return its status and what it used."""
    child = os.fork()
    if child == 0:
        status = 99
        try:
            descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(descriptor, 1)
            os.dup2(descriptor, 2)
            limit = int(most_seconds()) * 5 + 1
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
            status = action()
            sys.stdout.flush()
        except BaseException as error:  # noqa: BLE001 -- whatever it is, it is what we look for
            os.write(2, f"Traceback: {type(error).__name__}: {error}".encode("utf-8", "replace")[:2_000])
        finally:
            os._exit(status)
    _, ended, usage = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(ended), usage


def _problems(out: Path, root: Path, status: int, *, is_always_bad: bool) -> Iterator[str]:
    text = out.read_text("utf-8", "replace")
    if status not in (0, 1):
        yield f"ended with {status}: {text[-300:]}"
        return
    if is_always_bad and status == 0:
        yield "was taken for good"
    try:
        faults = json.loads(text[: text.rindex("]") + 1])
    except ValueError:
        yield f"printed no JSON: {text[:300]}"
        return
    if status == 1 and not any(fault["severity"] == "error" for fault in faults):
        yield "failed without an error"
    for fault in faults:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", fault["code"]) or not _is_place(root, fault):
            yield f"told {fault['code']} at {fault['path'][:60]}:{fault['line']}:{fault['column']}"


def _is_place(root: Path, fault: Mapping[str, object]) -> bool:
    """Tell whether a fault stands in its file: in a line that it has, at most one past the line's end."""
    path, line, column = root / str(fault["path"]), int(str(fault["line"])), int(str(fault["column"]))
    if not path.is_file():
        return (line, column) == (1, 1)
    text = path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    return 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1


def program(share: str, seed: int) -> None:
    """Try that many inputs of the corpora, or those that are ``made`` here, and print the results."""
    os.environ["SOURCE_DATE_EPOCH"] = "1935705600"
    inputs = dict(MADE if share.startswith("made") else corpora())
    places = FEW_PLACES if share == "made" else tuple(PLACES)
    pairs = [(name, place) for name in inputs for place in places]
    if share.isdecimal():
        pairs = sorted(random.Random(seed).sample(pairs, min(int(share), len(pairs))))
    json.dump([asdict(one) for one in run(inputs, pairs)], sys.stdout)


# --- the tests -------------------------------------------------------------------------------------------


def bad_ones(share: str, *, seed: int = 1) -> list[str]:
    """Run the program, print its figures, and return a line for each input that was not met as it should."""
    begun = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-m", "tests.torture.test_bad_input", share, str(seed)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-2_000:]
    results = json.loads(ended.stdout)
    slowest = max(results, key=lambda one: one["seconds"])
    largest = max(results, key=lambda one: one["megabytes"])
    refused = sum(one["status"] == 1 for one in results)
    print(  # noqa: T201 -- the figures of the long tests are read by people
        f"\n{len(results)} inputs in {time.monotonic() - begun:.0f} s, {refused} refused;"
        f" slowest {slowest['seconds']:.2f} s ({slowest['name']} as {slowest['place']}),"
        f" largest {largest['megabytes']} MB ({largest['name']} as {largest['place']})"
    )
    return [
        f"{one['name']} as {one['place']}: {'; '.join(one['problems'][:3])}"
        for one in results
        if one["problems"]
    ]


def test_input_made_to_be_bad_is_told_at_a_place_within_its_limits() -> None:
    assert bad_ones("made") == []


@needs_corpora
def test_a_share_of_the_corpora_is_told_at_a_place_within_its_limits() -> None:
    assert bad_ones("200") == []


@pytest.mark.torture
def test_input_made_to_be_bad_is_told_wherever_it_comes_in() -> None:
    assert bad_ones("made everywhere") == []


@pytest.mark.torture
@needs_corpora
def test_the_corpora_are_told_at_a_place_within_their_limits() -> None:
    assert bad_ones(os.environ.get("BAD_INPUTS", "6000"), seed=int(os.environ.get("SEED", "2"))) == []


if __name__ == "__main__":
    program(sys.argv[1], int(sys.argv[2]))
