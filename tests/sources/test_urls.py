"""Addresses from sources: rebuilt or refused; text fragments that open a page at the words."""

import re
import string
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from topicpages.sources.urls import public_url, text_fragment


@pytest.mark.parametrize(
    ("raw", "rebuilt"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG:443/News", "https://example.org/News"),
        ("http://example.org:80/", "http://example.org/"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        ("https://example.org/ü?q=ä#ö", "https://example.org/%C3%BC?q=%C3%A4#%C3%B6"),
        ("https://example.org/%c3%bc", "https://example.org/%c3%bc"),
        ("https://example.org/'\"<>`{}|^[]", "https://example.org/%27%22%3C%3E%60%7B%7D%7C%5E%5B%5D"),
        ("https://xn--mnchen-3ya.de/", "https://xn--mnchen-3ya.de/"),
        (f"https://example.org/{'a' * 1_980}", f"https://example.org/{'a' * 1_980}"),
    ],
)
def test_an_address_is_rebuilt_in_printable_ascii(raw: str, rebuilt: str) -> None:
    assert public_url(raw) == (rebuilt, None)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("", "is not an http or https address"),
        ("javascript:alert(1)", "is not an http or https address"),
        ("data:text/html,x", "is not an http or https address"),
        ("//example.org/", "is not an http or https address"),
        ("ftp://example.org/", "is not an http or https address"),
        ("https:example.org", "has no host"),
        ("https:///example.org", "has no host"),
        ("https://user:secret@example.org/", "names a user or a password"),
        ("https://good.example@evil.example/", "names a user or a password"),
        ("https://example.org/a b", "holds white space"),
        ("java\nscript:alert(1)", "holds white space"),
        (" https://example.org/", "holds white space"),
        ("https://example.org/\u2003", "holds white space"),
        ("https://example.org\\@evil.example/", "holds a backslash"),
        ("https://example.org/\x00", "holds a control character or one that cannot be seen"),
        ("https://example.org/\u202egpj.exe", "holds a control character or one that cannot be seen"),
        ("https://exam\u200bple.org/", "holds a control character or one that cannot be seen"),
        ("https://example.org/\ud800", "holds a control character or one that cannot be seen"),
        ("https://münchen.de/", "has a host outside ASCII (write its xn-- form, as a browser copies it)"),
        ("https://ｅxample.org/", "has a host outside ASCII (write its xn-- form, as a browser copies it)"),
        ("https://localhost/", "has a host that is not a public name, such as example.org"),
        ("https://127.0.0.1/", "has a host that is not a public name, such as example.org"),
        ("https://127.0.0.0x1/", "has a host that is not a public name, such as example.org"),
        ("https://[::1]/", "has a host that is not a public name, such as example.org"),
        ("https://example..org/", "has a host that is not a public name, such as example.org"),
        ("https://ex%61mple.org/", "has a host that is not a public name, such as example.org"),
        (f"https://{'a.' * 127}org/", "has a host that is not a public name, such as example.org"),
        ("https://example.org:99999/", "is not a well-formed address"),
        ("https://[example.org/", "is not a well-formed address"),
        ("https://example.org/100%", "has a “%” without two hexadecimal digits after it (write %25)"),
        ("https://example.org/%0d%0aSet-Cookie:x", "holds an escaped control character"),
        ("https://example.org/#:~:text=x", "ends in a text fragment (leave out “:~:” and what follows)"),
        ("https://example.org/" + "a" * 2_000, "has 2020 characters (at most 2000)"),
    ],
)
def test_an_address_that_could_deceive_or_run_is_refused_with_its_reason(raw: str, problem: str) -> None:
    assert public_url(raw) == (None, problem)


_HOST = "has a host that is not a public name, such as example.org"


def fits(host: str) -> bool:
    rebuilt, problem = public_url(f"https://{host}/")
    assert (rebuilt, problem) in ((f"https://{host}/", None), (None, _HOST))
    return problem is None


def test_a_label_of_a_host_holds_letters_digits_and_inner_hyphens_and_the_last_begins_with_a_letter() -> None:
    plain = string.ascii_lowercase + string.digits
    either = plain + "-" + "".join(sorted(set("!$&'()*+,;=_~\"<>^`{|}") - set(plain)))
    assert "".join(char for char in either if fits(f"{char}.org")) == plain
    assert "".join(char for char in either if fits(f"{char}x.org")) == plain
    assert "".join(char for char in either if fits(f"x{char}x.org")) == plain + "-"
    assert "".join(char for char in either if fits(f"x{char}.org")) == plain
    assert "".join(char for char in either if fits(f"x.{char}rg")) == string.ascii_lowercase
    assert "".join(char for char in either if fits(f"x.o{char}g")) == plain + "-"
    assert "".join(char for char in either if fits(f"x.o{char}")) == plain


def test_a_host_has_two_labels_or_more_of_up_to_63_letters_and_253_in_all() -> None:
    assert fits("a.b.c.example.org")
    assert not fits("org")
    assert not fits("example.org.")
    assert [length for length in range(61, 66) if fits(f"{'a' * length}.org")] == [61, 62, 63]
    assert [length for length in range(61, 66) if fits(f"example.{'o' * length}")] == [61, 62, 63]
    hosts = {length: f"{'a.' * ((length - 3) // 2)}{'o' * (4 - length % 2)}" for length in range(251, 256)}
    assert [length for length, host in hosts.items() if len(host) == length and fits(host)] == [251, 252, 253]


def test_an_escape_has_two_hexadecimal_digits_and_stands_for_no_control_character() -> None:
    def problem(escape: str) -> str | None:
        return public_url(f"https://example.org/{escape}")[1]

    digits = string.digits + "ABCDEFabcdef"
    control = "holds an escaped control character"
    for code in range(256):
        is_control = code < 32 or code == 127
        for escape in {f"%{code:02x}", f"%{code:02X}", f"%{code >> 4:X}{code & 15:x}"}:
            assert problem(escape) == (control if is_control else None), escape
    bad = "has a “%” without two hexadecimal digits after it (write %25)"
    for char in string.ascii_letters + string.digits + "-_~:@!$&()*+,;=":
        assert problem(f"%{char}4") == (
            None if char in "23456789ABCDEFabcdef" else control if char in "01" else bad
        )
        assert problem(f"%4{char}") == (None if char in digits else bad), char
    # Digits that follow nothing are digits.
    assert [problem(text) for text in ("0a1f7F", "%41f7F", "1F", "%2507")] == [None] * 4


_PIECES = st.sampled_from(
    [":", "/", "//", "?", "#", "@", "%", "%41", "http", "https://", "example.org", "\\", "[", "]"]
)


@given(st.lists(_PIECES | st.text(max_size=3), max_size=12).map("".join))
@example("https://example.org/a#b#c")
def test_whatever_passes_is_inert_ascii_and_is_rebuilt_as_itself(raw: str) -> None:
    rebuilt, problem = public_url(raw)
    assert (rebuilt is None) != (problem is None)
    if rebuilt is not None:
        assert re.fullmatch(r"https?://[a-z0-9.-]+(:[0-9]+)?/[A-Za-z0-9/:@!$&()*+,;=._~%?#-]*", rebuilt)
        assert public_url(rebuilt) == (rebuilt, None)


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=20))
def test_the_path_says_the_same_after_rebuilding(path: str) -> None:
    rebuilt, _ = public_url(f"https://example.org/{path}")
    if rebuilt is not None and not set("?#%") & set(path):
        assert unquote(urlsplit(rebuilt).path) == f"/{path}"


@pytest.mark.parametrize(
    ("arguments", "fragment"),
    [
        ({"quote": "twelve old fighters"}, "#:~:text=twelve%20old%20fighters"),
        ({"quote": "e-mail, R&D"}, "#:~:text=e%2Dmail%2C%20R%26D"),
        ({"quote": "“New\u00a0START”"}, "#:~:text=%E2%80%9CNew%20START%E2%80%9D"),
        ({"quote": "first […] middle [...] last"}, "#:~:text=first,last"),
        ({"quote": "first\u00a0[…]\u2003last"}, "#:~:text=first,last"),
        ({"quote": "talks", "prefix": "the pre-war"}, "#:~:text=the%20pre%2Dwar-,talks"),
        ({"quote": "talks", "suffix": "in Geneva"}, "#:~:text=talks,-in%20Geneva"),
        ({"quote": "a […] b", "prefix": "p", "suffix": "s"}, "#:~:text=p-,a,b,-s"),
        ({"quote": "half\ud800"}, "#:~:text=half%3F"),
        ({"quote": " "}, ""),
        ({"quote": "[…]", "prefix": "p"}, ""),
    ],
)
def test_a_text_fragment_encodes_what_a_directive_would_misread(
    arguments: dict[str, str], fragment: str
) -> None:
    assert text_fragment("https://example.org/", **arguments) == f"https://example.org/{fragment}"


def test_a_text_fragment_joins_a_fragment_that_is_there() -> None:
    assert text_fragment("https://example.org/#part", "word") == "https://example.org/#part:~:text=word"


@given(st.text(min_size=1), st.text(), st.text())
def test_no_quote_breaks_out_of_its_directive(quote: str, prefix: str, suffix: str) -> None:
    url = text_fragment("https://example.org/", quote, prefix=prefix, suffix=suffix)
    assert re.fullmatch(r"https://example\.org/(#:~:text=[A-Za-z0-9._~%]*-?(,-?[A-Za-z0-9._~%]+){0,3})?", url)
