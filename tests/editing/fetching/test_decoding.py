"""The text of a page is right, also where its header is not."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topicpages.editing.fetching import Fetched, decoded

WORDS = "Der Hafen von Örebro „schließt“ – für 5 €"
META = '<meta charset="{}"><p>'
CYRILLIC = "Паром из Лунда отходит в полдень, сообщила гавань. Мэр города сказала, что новый причал готов."


def page(body: bytes, charset: str = "", media_type: str = "text/html") -> Fetched:
    return Fetched("", "", "", 200, media_type, charset, body)


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (WORDS.encode(), ""),
        (WORDS.encode(), "utf-8"),
        (WORDS.encode(), "iso-8859-1"),
        (WORDS.encode(), "no-such-charset"),
        (codecs.BOM_UTF8 + WORDS.encode(), "iso-8859-1"),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), ""),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "utf-8"),
        (codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"), ""),
        (WORDS.encode("utf-16-le"), "utf-16-le"),
        (WORDS.encode("cp1252"), "windows-1252"),
        (WORDS.encode("cp1252"), "iso-8859-1"),
        (WORDS.encode("cp1252"), "us-ascii"),
        (WORDS.encode("cp1252"), ""),
        (WORDS.encode("cp1252"), "utf-8"),
        (WORDS.encode("cp1252"), "punycode"),
    ],
)
def test_bytes_that_are_not_what_is_declared_are_read_as_what_they_are(body: bytes, charset: str) -> None:
    assert decoded(page(body, charset)) == WORDS


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "iso-8859-5"])
def test_the_page_itself_may_declare_its_charset(charset: str) -> None:
    text = META.format(charset) + CYRILLIC
    assert decoded(page(text.encode(charset))) == text
    assert decoded(page(text.encode(charset), "utf-8")) == text  # the header lies


def test_a_meta_element_says_nothing_in_plain_text() -> None:
    text = META.format("koi8-r") + WORDS
    assert decoded(page(text.encode("cp1252"), media_type="text/plain")) == text


def test_what_nobody_declares_is_guessed() -> None:
    assert decoded(page((CYRILLIC * 3).encode("windows-1251"), "utf-8")) == CYRILLIC * 3


def test_a_charset_of_seven_bits_is_believed() -> None:
    text = "港のフェリー"
    assert decoded(page(text.encode("iso2022_jp"), "iso-2022-jp")) == text


@given(st.binary(max_size=300), st.text(max_size=12))
def test_any_bytes_give_a_text(body: bytes, charset: str) -> None:
    assert isinstance(decoded(page(body, charset)), str)
