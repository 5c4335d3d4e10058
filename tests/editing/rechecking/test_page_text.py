"""The text of a page holds what a reader sees, and no word is cut or glued."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from topicpages.editing.fetching import Fetched
from topicpages.editing.rechecking.page_text import PageText, page_text


def page(body: bytes | str, media_type: str = "text/html") -> Fetched:
    content = body.encode() if isinstance(body, str) else body
    return Fetched("", "", "", 200, media_type, "utf-8", content)


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("<p>three <b>fer</b>ries", "three ferries"),
        ("<p>three</p>ferries<div>sail</div>now", "three ferries sail now"),
        ("<ul><li>three<li>four</ul>five", "three four five"),
        ("<table><tr><td>three<td>four</table>", "three four"),
        ("three<!-- and -->four<br>five", "threefour five"),
        ("<p hidden>not this</p><p>this", "this"),
        ("<script>no</script><style>no</style><template>no</template><p>yes", "yes"),
        ("<noscript>yes</noscript>", "yes"),
        ("<p>a&nbsp;&lt;b&gt;", "a <b>"),
        ("", ""),
        ("<p>" * 3_000 + "deep", "deep"),
        ("<b>" * 3_000 + "deep", "deep"),
    ],
)
def test_what_is_seen_stands_in_the_whole_text(body: str, seen: str) -> None:
    assert " ".join(page_text(page(body)).whole.split()) == seen


def test_the_article_and_the_headings_are_told_apart_from_menus() -> None:
    text = "The ferry of Lund sails at noon, said the harbour, and it comes back in the evening of that day."
    html = f"<title>Ferries</title><nav><a href=/>Home</a></nav><article><h1>Noon</h1><p>{text}</article>"
    found = page_text(page(f"<!doctype html><html>{html}</html>"))
    assert found.headings == ("Ferries", "Noon")
    assert text in found.main
    assert "Home" not in found.main
    assert "Home" in found.whole


def test_a_page_that_would_keep_a_parser_for_minutes_is_not_parsed() -> None:
    deep = "<div>" * 300_000
    assert page_text(page(f"{deep}deep{'</div>' * 300_000}")) == PageText((), "", "")
    many = page_text(page("<p>Ferries</p>" * 100_000))
    assert many.whole.split() == ["Ferries"] * 100_000
    assert many.main == many.whole


@pytest.mark.parametrize(
    ("html", "paid"),
    [
        ('<script type="application/ld+json">{"isAccessibleForFree": false}</script>', True),
        ('<script type="application/ld+json">[{"a": [{"isAccessibleForFree": "False"}]}]</script>', True),
        (
            '<script type="application/ld+json">{"isAccessibleForFree": "http://schema.org/False"}</script>',
            True,
        ),
        ('<script type="application/ld+json">{"isAccessibleForFree": true}</script>', False),
        ('<script type="application/ld+json">{"isAccessibleForFree": fal</script>', False),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", False),
        ('<meta itemprop="isAccessibleForFree" content="false">', True),
        ('<meta itemprop="isAccessibleForFree" content="true">', False),
        ("isAccessibleForFree: false", False),
    ],
)
def test_a_page_may_declare_that_it_is_not_free(html: str, *, paid: bool) -> None:
    assert page_text(page(html)).says_paid is paid


def pdf(*lines: str) -> bytes:
    """Return a PDF with these lines on a page each."""
    writer = PdfWriter()
    for line in lines:
        sheet = writer.add_blank_page(300, 300)
        stream = DecodedStreamObject()
        shown = "".join(f"({part}) Tj 0 -20 Td " for part in line.split("\n"))
        stream.set_data(f"BT /F1 12 Tf 20 200 Td {shown}ET".encode())
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
        fonts = DictionaryObject({NameObject("/F1"): named})
        sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        sheet[NameObject("/Contents")] = stream
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def test_the_text_of_a_pdf_is_read_and_words_cut_at_line_ends_are_joined() -> None:
    found = page_text(page(pdf("three fer-\nries sail", "since April"), "application/pdf"))
    assert found.whole.split() == ["three", "ferries", "sail", "since", "April"]


@given(st.binary(max_size=200))
def test_a_broken_pdf_has_no_text(body: bytes) -> None:
    assert page_text(page(b"%PDF-1.4\n" + body, "application/pdf")).whole == ""


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
def test_plain_text_is_taken_as_it_is(media_type: str) -> None:
    found = page_text(page("three <b>ferries</b>", media_type))
    assert (found.main, found.whole) == ("three <b>ferries</b>",) * 2
