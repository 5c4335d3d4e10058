import hashlib
import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from tests.support.miniature import miniature
from topicpages.editing.formatting import formatted_source
from topicpages.editing.intake import Asked, Taken, received_file, take_in
from topicpages.editing.intake.extracted import of_article
from topicpages.editing.intake.metadata import without_tracking
from topicpages.language import Phrasebook
from topicpages.sources import (
    KeptText,
    Library,
    OriginalText,
    SourceFile,
    link_corpus,
    prints,
    read_article,
    read_corpus,
    read_sources,
)
from topicpages.sources.private_texts import private_text

TODAY = date(2031, 5, 5)
HERE = Path(__file__).parent
GIVE_A_DAY = "give it: --published 2026-02-05, or 2026-02-05~ for about that day"


def page(name: str) -> str:
    return (HERE / "received" / name).read_text("utf-8")


HARBOUR, UNDATED, STUB, MISSING, PLAIN, MARKDOWN = (
    page(name)
    for name in ("ferry.html", "undated.html", "stub.html", "missing.html", "plain.txt", "marked.md")
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    files, _ = read_sources(miniature(tmp_path_factory.mktemp("site")))
    return link_corpus(read_corpus(files)[0])[0]


def take(
    library: Library,
    text: str,
    name: str = "saved.html",
    *,
    originals: Mapping[str, OriginalText] | None = None,
    asked: Asked | None = None,
) -> tuple[Taken | None, list[str]]:
    received = received_file(name, text.encode())
    taken, faults = take_in(
        received, library, asked=asked or Asked(), on=TODAY, originals=originals or {}, publishers=""
    )
    return taken, list(map(str, faults))


def record_of(taken: Taken | None) -> str:
    assert taken is not None
    path = f"sources/articles/{taken.id}.md"
    record, faults = read_article(SourceFile(path, taken.sources[path]))
    assert (record is not None, faults) == (True, ())
    return taken.sources[path]


def lines_of(taken: Taken | None) -> str:
    """Return the original with what the record says of each line."""
    assert taken is not None
    read, _ = read_article(SourceFile("a.md", taken.sources[f"sources/articles/{taken.id}.md"]))
    assert read is not None
    assert read[0].original is not None
    rows = {row.lines: row.role.value for row in read[0].original.passages}
    rows |= {row.lines: f"({row.why})" for row in read[0].original.skipped}
    text = taken.originals[f"{taken.id}.txt"].decode().split("\n")
    held = ((what, filter(None, text[at.first - 1 : at.last])) for at, what in sorted(rows.items()))
    return "".join(f"{what}: {' / '.join(lines)[:60].strip()}\n" for what, lines in held)


def refusals(*found: tuple[str, str, str, str]) -> tuple[None, list[str]]:
    """Return what comes of an article with these errors: name, code, what is wrong, what to do."""
    return None, [f"{name}:1:1: error[{code}]: {what} ({remedy})" for name, code, what, remedy in found]


@pytest.mark.parametrize("name", ["ferry.html", "stub.html", "western.html", "plain.txt", "marked.md"])
def test_what_is_received_becomes_a_record_with_what_it_states_and_where(library: Library, name: str) -> None:
    raw = (HERE / "received" / name).read_bytes()
    asked = Asked(publisher="The Sound") if name == "plain.txt" else Asked()
    taken, _ = take_in(received_file(name, raw), library, asked=asked, on=TODAY, originals={})
    found = {f"{name}.record.md": record_of(taken), f"{name}.lines": lines_of(taken)}
    if "UPDATE_CASES" in os.environ:
        for path, words in found.items():
            (HERE / "taken" / path).write_text(words, "utf-8")
    assert found == {path: (HERE / "taken" / path).read_text("utf-8") for path in found}


@pytest.mark.parametrize("text", ["private", "full", "notes"])
@pytest.mark.parametrize("name", ["ferry.html", "stub.html", "western.html", "plain.txt", "marked.md"])
def test_what_is_taken_in_is_in_the_canonical_form(
    library: Library, name: str, text: Literal["private", "full", "notes"]
) -> None:
    raw, asked = (HERE / "received" / name).read_bytes(), Asked(text=text, publisher="The Sound: a “paper”")
    taken, _ = take_in(received_file(name, raw), library, asked=asked, on=TODAY, originals={})
    assert taken is not None
    assert len(taken.sources) == 2
    for path, written in taken.sources.items():
        assert formatted_source(path, written) == (written, ())


def test_the_page_is_kept_beside_all_of_its_visible_text(library: Library) -> None:
    taken, _ = take(library, HARBOUR)
    assert taken is not None
    assert set(taken.originals) == {f"{taken.id}.html", f"{taken.id}.txt"}
    assert taken.originals[f"{taken.id}.html"] == HARBOUR.encode()
    text = taken.originals[f"{taken.id}.txt"]
    assert hashlib.sha256(text).hexdigest() in record_of(taken)
    assert b"unseen" not in text
    assert b"not seen" not in text
    assert "at\u00a0Lund" in text.decode()


def test_an_outlet_that_is_not_registered_gets_an_entry_of_unknown_owner(library: Library) -> None:
    taken, _ = take(library, HARBOUR)
    assert taken is not None
    assert taken.sources["sources/publishers.yml"] == (
        "island-gazette:\n  name: Island Gazette\n  owner: unknown\n  country: unknown\n"
        '  basis: "editor\'s data: name from JSON-LD “publisher”; owner and country were not looked up"\n'
    )


def test_what_stands_in_the_registry_stays_with_its_comments(library: Library) -> None:
    registry = "# outlets\nharbour-post: {name: Harbour Post} # a daily\n\n\n"
    received = received_file("a.html", HARBOUR.encode())
    taken, _ = take_in(received, library, asked=Asked(), on=TODAY, originals={}, publishers=registry)
    assert taken is not None
    begin, rest = taken.sources["sources/publishers.yml"].split("island-gazette:")
    assert begin == "# outlets\nharbour-post: {name: Harbour Post} # a daily\n"
    assert rest.startswith("\n  name: Island Gazette\n")


def test_a_registry_that_cannot_be_extended_is_left_alone(library: Library) -> None:
    received, registry = (
        received_file("a.html", HARBOUR.encode()),
        "{harbour-post: {name: Harbour Post}}\n",
    )
    taken, faults = take_in(
        received, library, asked=Asked(), on=TODAY, originals={}, publishers=registry
    )  # fmt: skip
    assert (taken, list(map(str, faults))) == refusals(
        (
            "sources/publishers.yml",
            "publishers-not-extended",
            "a publisher cannot be added at the end of the file",
            "write its entries one below the other, without braces around them",
        )
    )


def test_a_page_that_asks_to_pay_is_doubted_and_its_outlet_is_known(library: Library) -> None:
    taken, faults = take(library, STUB, "s.html")
    assert taken is not None
    assert "sources/publishers.yml" not in taken.sources
    what = "line 5 of its text asks to subscribe: the 33 words that were found may be only the beginning"
    assert (taken.said[0], faults) == (f"careful: {what}", [])


def test_a_stub_of_a_few_words_is_refused_with_the_reason(library: Library) -> None:
    page = STUB.replace("\nof this year and of the year before", "")
    asks = "line 5 of its text asks to subscribe: the 25 words that were found may be only the beginning"
    what = f"“s.html” has 22 words of an article, of 25 at least; {asks}"
    remedy = "open it in a browser, save its text in a file, and add that"
    assert take(library, page, "s.html") == refusals(("s.html", "not-an-article", what, remedy))


def test_the_page_of_a_missing_page_is_no_article(library: Library) -> None:
    what = "“m.html” is what a server shows in place of a page"
    assert take(library, MISSING, "m.html") == refusals(
        ("m.html", "not-an-article", what, "look for the article in a browser")
    )


@pytest.mark.parametrize(
    "text", ["", "<html></html>", "<p>", "Only a few words.", "<!DOCTYPE html><script>go()</script>"]
)
def test_what_has_no_text_of_an_article_is_refused(library: Library, text: str) -> None:
    taken, faults = take(library, text, "a.html", asked=Asked(publisher="A", published="2031-05-01"))
    assert (taken, [fault.split("]")[0] for fault in faults]) == (None, ["a.html:1:1: error[not-an-article"])


def test_no_day_is_made_up_for_a_page_that_has_none(library: Library) -> None:
    what = "it does not say when it was published"
    assert take(library, UNDATED, "u.html") == refusals(("u.html", "day-not-found", what, GIVE_A_DAY))
    taken, faults = take(library, UNDATED, "u.html", asked=Asked(published="2031-04~"))
    assert faults == []
    why = "given by the editor; the text does not print it"
    assert f'published: {{edtf: "2031-04~", basis: inferred, why: "{why}"}}  # given\n' in record_of(taken)
    assert "authors" not in record_of(taken)


def test_a_day_to_come_is_not_believed(library: Library) -> None:
    page = UNDATED.replace("<head>", '<head><meta name="date" content="2031-05-06">')
    what = "meta tag “date” says that it was published on 2031-05-06, which is to come"
    assert take(library, page, "u.html") == refusals(("u.html", "day-not-found", what, GIVE_A_DAY))


def test_a_text_is_kept_byte_by_byte(library: Library) -> None:
    taken, faults = take(library, PLAIN, "p.txt", asked=Asked(publisher="The Sound"))
    assert faults == []
    assert taken is not None
    assert dict(taken.originals) == {"sound-new-boats-bay-lund.txt": PLAIN.encode()}


def test_a_text_that_names_no_outlet_is_not_given_one(library: Library) -> None:
    remedy = "give it: --publisher NAME, or the address of the page: --url"
    assert take(library, PLAIN, "p.txt") == refusals(
        ("p.txt", "publisher-not-found", "it does not say who published it", remedy)
    )


def test_markdown_is_kept_beside_its_text_without_marks(library: Library) -> None:
    taken, faults = take(library, MARKDOWN, "n.md")
    assert faults == []
    assert taken is not None
    assert taken.originals[f"{taken.id}.md"] == MARKDOWN.encode()


def test_a_full_text_stands_below_its_record(library: Library) -> None:
    taken, _ = take(library, HARBOUR, asked=Asked(text="full"))
    record = record_of(taken)
    assert "\ntext: full\n" in record
    assert record.split("\n---\n\n")[1] == (HERE / "taken" / "ferry.html.full.md").read_text("utf-8")


def test_notes_have_a_place_for_each_passage_and_no_word_of_the_article(library: Library) -> None:
    taken, _ = take(library, STUB, "s.html", asked=Asked(text="notes"))
    assert record_of(taken).split("\n---\n\n")[1] == (
        "[title: say in your own words what stands there]\n\n"
        "[body: say in your own words what stands there]\n"
    )


def test_no_word_of_a_private_text_stands_in_the_sources(library: Library) -> None:
    taken, _ = take(library, HARBOUR)
    assert taken is not None
    sources = "".join(taken.sources.values())
    assert [word for word in ("council", "crowns", "gulls", "storm") if word in sources] == []


def test_ids_are_unique_and_follow_the_rules(library: Library) -> None:
    received, kept = (
        received_file("a.html", HARBOUR.encode()),
        {"island-gazette-new-ferry-line-opens-lund"},
    )
    taken, _ = take_in(received, library, asked=Asked(), on=TODAY, originals={}, kept=kept)
    assert taken is not None
    assert taken.id == "island-gazette-new-ferry-line-opens-lund-2"
    for wanted, code in (("A b", "bad-id"), ("con", "bad-id"), ("harbour-post", "id-taken")):
        faults = take(library, HARBOUR, asked=Asked(id=wanted))[1]
        assert [fault.split("]")[0] for fault in faults] == [f"saved.html:1:1: error[{code}"]


def test_the_same_text_is_not_taken_twice(library: Library) -> None:
    # The original of an article of the miniature is made from nothing; here it is this very text.
    changed = _library_with(library, sha256=hashlib.sha256(PLAIN.encode()).hexdigest())
    remedy = "keep that one; remove it first to take the article in anew"
    assert take(changed, PLAIN, "p.txt", asked=Asked(publisher="Another")) == refusals(
        ("p.txt", "same-original", "“harbour-post” is a record of this text", remedy)
    )


def test_text_that_another_article_has_too_is_told_with_its_share(library: Library) -> None:
    lines = tuple(PLAIN.split("\n"))
    held = {"harbour-post": OriginalText(("x", "", *lines[13:14], *lines[21:22]), "2" * 64)}
    taken, _ = take(library, PLAIN, "p.txt", asked=Asked(publisher="The Sound"), originals=held)
    assert taken is not None
    share = "32 % of its runs of 8 words stand in “harbour-post” of Harbour Post"
    proposal = "origins: [{origin: harbour-post, relation: rewrite-of, basis: compared, note: apparently}]"
    assert taken.said[-2:] == (
        f"{share}: one may come from the other, or both from a third; see who was first",
        f"  if so, write: {proposal}",
    )
    assert f"# {taken.said[-2]}\n# {proposal}\n" in record_of(taken)


def _library_with(library: Library, *, sha256: str) -> Library:
    articles = dict(library.articles)
    article = articles["harbour-post"]
    assert article.record.original is not None
    original = article.record.original.model_copy(update={"sha256": sha256})
    record = article.record.model_copy(update={"original": original})
    articles["harbour-post"] = replace(article, record=record)
    return replace(library, articles=articles)


PRINTED = """\
(date line): Sound Notes - 4 May 2031
title: New boats for the bay of Lund
body: The harbour office of Lund opened a new ferry line on Friday
heading: What was agreed
bullet: - Three ferries cross the sound each day
bullet: - A ticket costs 12 crowns
body: The council had asked for four boats, but it was told that t
"""


def pdf_of(*pages: str, fonts: str = "/Helvetica") -> bytes:
    """Return a PDF whose pages have these lines, each on a line of its own; a blank line leaves a gap."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        f"<< /Type /Font /Subtype /Type1 /BaseFont {fonts} /Encoding /WinAnsiEncoding >>",
    ]
    for number, text in enumerate(pages):
        shown = "\n".join(f"({line}) Tj T*" if line else "T*" for line in text.split("\n"))
        stream = f"BT /F1 11 Tf 14 TL 50 800 Td\n{shown}\nET"
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    raw, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(raw))
        raw += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(bodies) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Root 1 0 R /Size {size} >>"
    return raw + f"{tail}\nstartxref\n{len(raw)}\n%%EOF\n".encode()


def test_a_pdf_is_read_as_paragraphs_without_heads_and_page_numbers(library: Library) -> None:
    raw = pdf_of(page("printed-1.txt"), page("printed-2.txt"))
    asked = Asked(publisher="Sound Notes")
    taken, faults = take_in(received_file("a.pdf", raw), library, asked=asked, on=TODAY, originals={})
    assert faults == ()
    assert taken is not None
    assert taken.originals[f"{taken.id}.pdf"] == raw
    assert taken.originals[f"{taken.id}.txt"].decode() == page("printed.txt")
    assert lines_of(taken) == PRINTED


def test_a_pdf_without_text_or_of_broken_bytes_is_told(library: Library) -> None:
    for raw, what in (
        (pdf_of("", ""), "the PDF has no text, only pictures"),
        (b"%PDF-1.7\n", "the PDF cannot be read"),
        (pdf_of("a b")[:200], "the PDF cannot be read"),
    ):
        _, faults = take_in(received_file("a.pdf", raw), library, asked=Asked(), on=TODAY, originals={})
        told = f"a.pdf:1:1: error[not-a-pdf]: {what} (save its text in a file, and add that)"
        assert list(map(str, faults)) == [told]


AMONG = """\
<body><div class="text"><h1>Boats</h1>
<div>The harbour office of Lund opened a new ferry line on Friday, after two years of talks.</div>
<ul><li>Three boats</li><li>Two piers</li></ul>
<p><a href="/gulls">Gulls take over the market of Lund</a></p>
<div class="share"><p>Tell your friends of it</p></div>
<div>It was told that the money was enough for three boats, and the island council agreed in the end.</div>
<ul><li>A ticket costs 12 crowns</li></ul></div>
<div class="rail"><p>It is sunny on the island today, and it will stay so.</p></div></body>
"""


def test_a_list_among_the_passages_is_kept_whatever_the_extractor_does(library: Library) -> None:
    asked = Asked(publisher="The Sound", published="2031-05-02")
    assert (
        lines_of(take(library, AMONG, asked=asked)[0])
        == """\
title: Boats
body: The harbour office of Lund opened a new ferry line on Friday
bullet: Three boats
bullet: Two piers
(link alone): Gulls take over the market of Lund
(buttons to share): Tell your friends of it
body: It was told that the money was enough for three boats, and t
bullet: A ticket costs 12 crowns
(not part of the article by the extractor): It is sunny on the island today, and it will stay so.
"""
    )


def test_a_line_of_markdown_that_is_only_a_picture_is_no_passage(library: Library) -> None:
    sentence = "The harbour office of Lund opened a new ferry line on Friday, after two years of talks."
    text = f"# ![](boat.png)\n\n{sentence}\n\n{sentence}\n"
    taken, faults = take(library, text, "a.md", asked=Asked(publisher="The Sound", published="2031-05-02"))
    assert faults == []
    assert lines_of(taken).splitlines()[0] == "(picture): "
    assert "title:" not in record_of(taken)


def test_a_text_file_whose_characters_could_only_be_guessed_is_refused(library: Library) -> None:
    raw = ("Über die neue Fähre. " * 10).encode("cp1252")
    taken, faults = take_in(received_file("a.txt", raw), library, asked=Asked(), on=TODAY, originals={})
    assert (taken, list(map(str, faults))) == refusals(
        ("a.txt", "not-utf-8", "“a.txt” is not UTF-8", "save the file as UTF-8")
    )


def test_a_short_sentence_and_a_short_title_above_the_text_are_kept(library: Library) -> None:
    asked = Asked(publisher="The Sound", published="2031-05-02")
    sentence = "The harbour office of Lund opened a new ferry line on Friday, after two years of talks."
    text = f"Boats\n\nThere are new boats.\n\n{sentence}\n\n{sentence}\n"
    assert lines_of(take(library, text, "a.txt", asked=asked)[0]) == (
        "title: Boats\nbody: There are new boats.\n" + 2 * f"body: {sentence[:60].strip()}\n"
    )


def test_an_address_elsewhere_that_the_page_calls_its_own_is_told(library: Library) -> None:
    page = HARBOUR.replace(
        "/2031/05/04/ferry?utm_source=front", "https://first.example.org/ferry?utm_source=front"
    )
    taken, _ = take(library, page, asked=Asked(url="https://gazette.example.org/copy?id=7&utm_source=x"))
    record = record_of(taken)
    assert "\nurl: https://gazette.example.org/copy?id=7  # given\n" in record
    told = (
        "# the page gives https://first.example.org/ferry as its own address: the text may come from there\n"
    )
    assert told in record


def test_an_agency_that_the_text_names_is_proposed_and_no_more(library: Library) -> None:
    page = HARBOUR.replace("It was told that", "The news agency Reuters reported that")
    record = record_of(take(library, page)[0])
    assert (
        "# line 37 may credit “reuters”:\n# origins: [{origin: reuters, relation: based-on, basis: credited,"
        " shown_by: The news agency Reuters reported that the money}]\n"
    ) in record
    assert "\norigins:" not in record


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("https://Example.org/a?utm_source=x&id=3&fbclid=1#top", "https://example.org/a?id=3"),
        ("https://example.org/a?b=%20c&d", "https://example.org/a?b=%20c&d"),
        ("https://example.org", "https://example.org/"),
        ("javascript:alert(1)", ""),
        ("https://example.org/[", "https://example.org/%5B"),
        ("https://[", ""),
    ],
)
def test_addresses_are_kept_without_what_tells_where_readers_came_from(address: str, clean: str) -> None:
    assert without_tracking(address) == clean


WESTERN_TEXT = (HERE / "received" / "western.html").read_text("cp1252")
SENTENCES = (
    "The harbour office of Lund opened a new ferry line on Friday, after two years of talks about the pier.",
    "It was told that the money was enough for three boats, and the island council agreed in the end.",
)
GIVEN = Asked(publisher="The Sound", published="2031-05-02")


def test_what_the_extractor_takes_from_above_the_title_or_from_a_box_of_others_is_left_out(
    library: Library,
) -> None:
    page = f"""<body><main><p>Shipping news of the island</p><h1>Boats</h1><p>{SENTENCES[0]}</p>
        <p hidden>Unseen</p><div class="recirc-unit">
        <p>All boats of the sound in one great book, with pictures, for 12 crowns.</p></div>
        <p>{SENTENCES[1]}</p></main></body>"""
    assert lines_of(take(library, page, asked=GIVEN)[0]) == (
        "(not part of the article by the extractor): Shipping news of the island\ntitle: Boats\n"
        f"body: {SENTENCES[0][:60].strip()}\n"
        "(related articles): All boats of the sound in one great book, with pictures, for\n"
        f"body: {SENTENCES[1][:60].strip()}\n"
    )


def test_entries_between_paragraphs_that_are_no_elements_of_text_are_kept(library: Library) -> None:
    blocks = [f"<div class=paragraph>{sentence}</div>" for sentence in SENTENCES]
    page = f"""<body><table><tr><td><ul><li><a href=/a>News</a></li></ul></td><td><h1>Boats</h1>{blocks[0]}
        <ul><li>Three boats</li><li>Two piers</li></ul>{blocks[1]}</td></tr></table></body>"""
    assert lines_of(take(library, page, asked=GIVEN)[0]).splitlines()[1:] == [
        "title: Boats",
        f"body: {SENTENCES[0][:60].strip()}",
        "bullet: Three boats",
        "bullet: Two piers",
        f"body: {SENTENCES[1][:60].strip()}",
    ]


def test_a_line_is_known_by_a_paragraph_that_begins_or_ends_like_it() -> None:
    lines = ["theharbourofficeoflundopenedaftertwoyears", "menu", "itwastoldthatthemoneywasenough", "menu"]
    shorter = [
        "theharbourofficeoflundopenedyears",
        "atthemoneywasenough",
        "xitwastoldthatthemoneywasenoughforthree",
    ]
    assert of_article(lines, shorter) == {0, 2}
    assert of_article(["menu", "body", "menu"], ["body", "menu"]) == {1, 2}


def test_the_title_is_the_line_that_the_path_of_the_page_repeats(library: Library) -> None:
    head = "Search in all titles here\nHome » News » New boats\n\nNew boats"
    text = f"{head}\n\n{SENTENCES[0]}\n\n{SENTENCES[1]}\n"
    assert lines_of(take(library, text, "a.txt", asked=GIVEN)[0]).splitlines()[:3] == [
        "(menu): Search in all titles here",
        "(path of the page): Home » News » New boats",
        "title: New boats",
    ]


def test_characters_that_hide_or_move_others_are_named_in_the_record(library: Library) -> None:
    text = f"\u202eBoats for all of us\u200b: #1\n\n{SENTENCES[0]}\n\n{SENTENCES[1]}\n"
    record = record_of(take(library, text, "a.txt", asked=GIVEN)[0])
    assert record.split("\n")[1] == 'title: "[U+202E]Boats for all of us[U+200B]: #1"  # line 1'


def test_the_article_at_an_address_is_not_taken_twice(library: Library) -> None:
    article = library.articles["harbour-post"]
    record = article.record.model_copy(
        update={"url": "https://gazette.example.org/2031/05/04/ferry?fbclid=9"}
    )
    held = replace(library, articles={**library.articles, article.id: replace(article, record=record)})
    what = "“harbour-post” is a record of the article at this address"
    remedy = "keep that one; remove it first to take the article in anew"
    assert take(held, HARBOUR) == refusals(("saved.html", "same-original", what, remedy))


def test_quoted_phrases_tell_of_the_same_text_where_no_original_is_there(library: Library) -> None:
    article = library.articles["harbour-post"]
    note = "“opened a new ferry line on Friday”, “two years of talks about” and “the money was enough for”"
    passages = (replace(article.passages[0], text=note), *article.passages[1:])
    held = replace(library, articles={**library.articles, article.id: replace(article, passages=passages)})
    taken, _ = take(held, "\n\n".join(SENTENCES), "a.txt", asked=GIVEN)
    assert taken is not None
    share = "100 % of the quoted phrases stand in it that are in the notes of “harbour-post” of Harbour Post"
    assert taken.said[-2] == f"{share}: one may come from the other, or both from a third; see who was first"


def test_a_day_in_another_language_is_read_where_the_page_prints_it(library: Library) -> None:
    page = WESTERN_TEXT.replace('<meta name="date" content="2031-05-03">', "")
    undated = take(library, page, "w.html")
    assert undated == refusals(
        ("w.html", "day-not-found", "it does not say when it was published", GIVE_A_DAY)
    )
    printed = page.replace("</h1>", '</h1><p class="date-published">3. Mai 2024</p>')
    taken, _ = take(library, printed, "w.html")
    said = 'published: {edtf: "2024-05-03", basis: stated}  # line 3, as htmldate reads it'
    assert said in record_of(taken)
    assert "(date line): 3. Mai 2024\n" in lines_of(taken)


def test_a_text_is_found_again_by_what_the_lock_knows_of_a_private_one(library: Library) -> None:
    articles = dict(library.articles)
    kept = KeptText(
        on=TODAY, sha256="3" * 64, rows="4" * 64, normaliser=2, prints=" ".join(prints(PLAIN)), passages={}
    )
    article = articles["harbour-post"]
    assert article.record.original is not None
    private = private_text(
        article.passages, article.record.original, (), original=None, kept=kept, names=Phrasebook(())
    )
    articles["harbour-post"] = replace(article, private=private)
    taken, _ = take(replace(library, articles=articles), PLAIN, "p.txt", asked=Asked(publisher="The Sound"))
    assert taken is not None
    share = "25 % of its runs of 20 words that are compared stand in “harbour-post” of Harbour Post"
    assert taken.said[-2] == f"{share}: one may come from the other, or both from a third; see who was first"
