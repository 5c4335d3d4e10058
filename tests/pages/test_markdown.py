"""Untrusted text in Markdown pages: seen as it is, and nothing of it acts."""

import html
import re
import string
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import jinja2
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mkdocs.utils import meta
from selectolax.lexbor import LexborHTMLParser

import topicpages
from tests.support.contexts import CONTEXTS, expected, page, rendered, signature
from tests.support.hostile_strings import CLASSES
from topicpages.language.characters import BREAKS, one_line
from topicpages.pages.markdown import (
    Safe,
    anchor,
    attribute,
    environment,
    escape,
    fragment,
    front_matter,
    path,
    url,
)

# What Markdown, its extensions, YAML, Jinja and HTML react to, in pieces to be strung together.
_TRIGGERS = st.sampled_from(
    [
        *"<>&\"'`*_~[](){}#+-.!|:;=/\\^$%@,? \t\n\r\x00\x02\x03\x85\u2028\u00a0\u202e\u200d\ud800",
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!--", "-->", "]]>", "<?php",
        "&lt;", "&#60;", "&#x3c;", "&amp;#42;", "javascript:", "http://a.org", "a@b.org", "www.a.org",
        "```", "~~~", "    ", "\n\n", "\n---\n", "\n===\n", "1. ", "12) ", "- ", "# ", "> ", ":   ",
        "[a](javascript:alert(1))", "[a]: /b", "![a](b)", "<http://a>", "{: onclick=alert(1) }", "{ .c #i }",
        "{{ 7*7 }}", "{% raw %}", "{# #}", "*[HTML]: x", "[^1]", "[TOC]", "///", "--8<--", "<![CDATA[",
        "\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03", "amp;", 'markdown="1"', "</article>", "</p></div>",
        "</title>", "</svg>", "--", "a-b", "U. S.", "!!! note\n", "|---|",
    ]
)  # fmt: skip
_TEXTS = st.lists(_TRIGGERS | st.text(st.characters(), max_size=4), min_size=1, max_size=12).map("".join)
_SEEN = _TEXTS.filter(one_line)


@pytest.mark.parametrize("context", CONTEXTS)
@settings(deadline=None)
@given(text=_SEEN)
def test_any_text_is_seen_as_it_is_and_makes_nothing_else(context: str, text: str) -> None:
    assert signature(page(context, text)) == expected(context, text)


@pytest.mark.parametrize("context", ["paragraph", "heading", "HTML block"])
def test_the_oracle_sees_markup_that_text_made(context: str) -> None:
    raw = CONTEXTS[context].replace("{{ text }}", "<b>word</b>")
    assert signature(rendered(raw)) != expected(context, "<b>word</b>")


@pytest.mark.parametrize("kind", CLASSES)
def test_hostile_strings_are_only_text_in_every_kind_of_place(kind: str) -> None:
    wrong = [
        (context, text)
        for text in CLASSES[kind]
        for context in CONTEXTS
        if signature(page(context, text)) != expected(context, text)
    ]
    assert wrong == []


def test_no_template_puts_text_into_an_attribute_that_markdown_would_decode() -> None:
    # Python-Markdown reads the attributes beside markdown="…" and writes them anew: "&lt;" as "<".
    templates = Path(topicpages.__file__).parent / "pages/templates"
    sources = {one.name: one.read_text("utf-8") for one in templates.rglob("*.jinja")}
    assert [
        name for name, source in sources.items() if re.search(r"<(?=[^>]*\smarkdown=)[^>]*\{\{", source)
    ] == []


@settings(deadline=None)
@given(_TEXTS)
def test_front_matter_gives_the_theme_escaped_text_on_one_line(text: str) -> None:
    document = f"---\ntitle: {front_matter(text)}\ndescription: {front_matter(text)}\n---\n\nBody.\n"
    body, values = meta.get_data(document)
    assert values == {"title": html.escape(one_line(text)), "description": html.escape(one_line(text))}
    assert body == "Body.\n"


@settings(deadline=None)
@given(_TEXTS)
def test_a_title_from_front_matter_is_only_text_where_the_theme_prints_it_unescaped(text: str) -> None:
    _, values = meta.get_data(f"---\ntitle: {front_matter(text)}\n---\n")
    tree = LexborHTMLParser(
        f'<title>{values["title"]}</title><meta content="{values["title"]}"><p>{values["title"]}</p>'
    )
    [title, described, paragraph] = (tree.css_first(name) for name in ("title", "meta", "p"))
    assert title
    assert described
    assert paragraph
    assert [title.text(), described.attributes["content"], paragraph.text()] == [one_line(text)] * 3
    assert len(tree.css("*")) == len(LexborHTMLParser("<title>a</title><meta content=a><p>a</p>").css("*"))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Mr. A's 31%; so?", "Mr&#46; A&#39;s 31&#37;&#59; so&#63;"),
        ("a-b - c", "a&#45;b &#45; c"),
        ("1. One", "1&#46; One"),
        ("1,550 «words»", "1&#44;550 «words»"),
        ("\u00a0a\u2009b\u00a0", "&#160;a&#8201;b&#160;"),
        ("a\n\n# b", "a &#35; b"),
        ("\u202e<", "&#91;U&#43;202E&#93;&#60;"),
        ("ABC XYZ 09", "ABC XYZ 09"),
        ("", ""),
    ],
)
def test_every_mark_that_could_act_is_a_reference(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("a*b", "a&#42;b"),
        (" a\n", " a "),
        ("\u00a0a\u2009", "&#160;a&#8201;"),
        ("\x1ca", "&#91;U&#43;001C&#93;a"),
        (" \n\t", " "),
        ("", ""),
    ],
)
def test_a_piece_of_a_line_keeps_one_space_at_its_ends(text: str, piece: str) -> None:
    assert fragment(text) == piece


@settings(deadline=None)
@given(_TEXTS, _TEXTS)
def test_a_line_cut_into_pieces_is_the_same_line(first: str, second: str) -> None:
    assume(not set(first[-1:] + second[:1]) & {*BREAKS, "\u200c", "\u200d", "\ufe0f"})
    assert fragment(first) + fragment(second) == fragment(first + second)


def test_an_attribute_keeps_lines_and_spaces_for_copying() -> None:
    assert attribute(" a\r\n  b\u2028\tc\x0b") == " a&#10;  b&#10;&#9;c&#10;"
    assert attribute("A\r\x0c\x85\u2029XYZ") == "A&#10;&#10;&#10;&#10;XYZ"


def test_what_string_methods_make_of_safe_text_is_escaped_again() -> None:
    made = environment(Path())
    safe = Safe("<b>")
    assert made.from_string("{{ safe }}").render(safe=safe) == "<b>"
    for template in (
        "{{ safe ~ '' }}",
        "{{ safe.lower() }}",
        "{{ [safe] | join }}",
        "{{ safe + '' }}",
        "{{ safe * 1 }}",
    ):
        assert made.from_string(template).render(safe=safe) == "&#60;b&#62;", template
    assert made.from_string("{% set a %}{{ safe }}{% endset %}{{ a }}").render(safe=safe) == "&#60;b&#62;"


@pytest.mark.parametrize("value", [7, -7, 1.5, Decimal("2.50"), "text"])
def test_figures_and_text_are_printed_escaped(value: object) -> None:
    assert environment(Path()).from_string("{{ value }}").render(value=value) == escape(str(value))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "a template prints a NoneType; print one of its fields instead"),
        (True, "a template prints True; let it choose words instead"),
        ([], "a template prints a list; print one of its fields instead"),
        (html, "a template prints a module; print one of its fields instead"),
    ],
)
def test_a_template_that_prints_what_is_not_text_is_our_own_error(value: object, message: str) -> None:
    with pytest.raises(TypeError) as raised:
        environment(Path()).from_string("{{ value }}").render(value=value)
    assert str(raised.value) == message


@pytest.mark.parametrize("template", ["{{ absent }}", "{{ text.absent }}", "{% if absent %}{% endif %}"])
def test_an_undefined_name_is_our_own_error(template: str) -> None:
    with pytest.raises(jinja2.UndefinedError, match="absent"):
        environment(Path()).from_string(template).render(text="")


@pytest.mark.parametrize(
    "name", ["safe", "e", "forceescape", "striptags", "tojson", "urlize", "xmlattr", "random", "escape_html"]
)
def test_filters_that_escape_too_little_are_absent(name: str) -> None:
    with pytest.raises(jinja2.TemplateAssertionError, match=f"No filter named '{name}'"):
        environment(Path()).from_string(f"{{{{ 'a' | {name} }}}}")


def test_templates_come_from_the_folder_and_includes_are_not_escaped_again(tmp_path: Path) -> None:
    (tmp_path / "page.md.jinja").write_text(
        "{% if true %}\n# {{ text }}\n  {% endif %}\n{% include 'row.jinja' %}\n", "utf-8"
    )
    (tmp_path / "row.jinja").write_text("<p>{{ text }}</p>\n", "utf-8")
    template = environment(tmp_path).get_template("page.md.jinja")
    assert template.render(text="é*") == "# é&#42;\n<p>é&#42;</p>\n"


def test_an_address_is_written_for_a_link_and_comes_back_whole() -> None:
    address = "https://example.org/a_b~c?d=e&f=*g*#:~:text=h%20i,-j"
    source = url(address)
    assert (
        source
        == "https://example.org/a&#95;b&#126;c?d&#61;e&#38;f&#61;&#42;g&#42;&#35;:&#126;:text&#61;h%20i&#44;-j"
    )
    for line in (f"[a]({source})", f'a <a href="{source}">b</a>', f'<p><a href="{source}">b</a></p>'):
        link = LexborHTMLParser(rendered(line)).css_first("a")
        assert link
        assert link.attributes["href"] == address


def test_an_address_without_encryption_or_with_a_port_is_written_too() -> None:
    for address in ("http://example.org:8080/a", "https://example.org/AZaz09.-%2F?"):
        assert url(address) == address


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", 'https://example.org/"', "https://example.org/ü", "https://a b/"]
)
def test_an_address_that_was_not_rebuilt_is_our_own_error(address: str) -> None:
    with pytest.raises(ValueError, match="public_url") as raised:
        url(address)
    assert str(raised.value) == f"“{address}” did not come from public_url"


PRINTABLE = [chr(code) for code in range(32, 128)]
LETTERS, DIGITS = string.ascii_letters, string.digits


def taken(write: Callable[[str], str], around: str) -> str:
    """Return the characters with which ``around`` is taken as it stands, in the order of their numbers."""
    found = ""
    for char in (*PRINTABLE, "\n", "é", "٣"):
        with suppress(ValueError):
            write(around.format(char))
            found += char
    return found


@pytest.mark.parametrize(
    ("write", "around", "chars"),
    [
        (url, "https://exam{}ple.org/", "-./" + DIGITS + string.ascii_lowercase),
        (url, "https://example.org:8{}/", "/" + DIGITS),
        (url, "https://example.org:{}/", DIGITS),
        (url, "https://example.org{}/", "-./" + DIGITS + string.ascii_lowercase),
        (url, "https://example.org{}", "/"),
        (url, "http{}://example.org/", "s"),
        (url, "https://example.org/{}", "!#$%&()*+,-./:;=?@_~" + LETTERS + DIGITS),
        (path, "{}", "_-" + LETTERS + DIGITS),
        (path, "{}.md", "_-" + LETTERS + DIGITS),
        (path, "a{}b", "-./_#" + LETTERS + DIGITS),
        (path, "{}/b", "-_" + LETTERS + DIGITS),
        (path, "a{}/b", "-._" + LETTERS + DIGITS),
        (path, "#a{}b", "-_" + string.ascii_lowercase + DIGITS),
        (path, "../{}", "-_" + LETTERS + DIGITS),
        (anchor, "{}", string.ascii_lowercase + DIGITS),
        (anchor, "a{}b", "-_" + string.ascii_lowercase + DIGITS),
        (anchor, "a-{}b", "-_" + string.ascii_lowercase + DIGITS),
        (anchor, "a--{}b", string.ascii_lowercase + DIGITS),
        (anchor, "a{}", string.ascii_lowercase + DIGITS),
    ],
)
def test_what_stands_unescaped_holds_exactly_these_characters(
    write: Callable[[str], str], around: str, chars: str
) -> None:
    assert taken(write, around) == "".join(sorted(chars))


@pytest.mark.parametrize(
    "target", ["a.md", "../ledger/news-space.md#p3", "index.md", "#c1", "a/b/", "../", "../../a"]
)
def test_a_path_made_of_ids_is_unchanged(target: str) -> None:
    assert path(target) == target


@pytest.mark.parametrize(
    "target", ["", "/a", "//a.org", "a//b", "a/../b", "javascript:x", "a b", "a?b", "a)b", ".git/x", "a#b c"]
)
def test_a_path_that_leaves_the_site_or_needs_escaping_is_our_own_error(target: str) -> None:
    with pytest.raises(ValueError, match="path") as raised:
        path(target)
    assert str(raised.value) == f"“{target}” is not a relative path made of ids"


@pytest.mark.parametrize("name", ["a", "new-start", "claim--position", "p3", "cite_1-a"])
def test_an_anchor_made_of_ids_is_unchanged(name: str) -> None:
    assert anchor(name) == name


@pytest.mark.parametrize("name", ["", "-a", "a-", "A", "a b", 'a"', "a}", "a---b", "é"])
def test_an_anchor_that_needs_escaping_is_our_own_error(name: str) -> None:
    with pytest.raises(ValueError, match="anchor") as raised:
        anchor(name)
    assert str(raised.value) == f"“{name}” is not an anchor made of ids"
