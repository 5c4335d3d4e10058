"""The check of the built site: what nobody wrote is found, and so is every link that leads nowhere."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.sample_site import build_sample, sample_page
from topicpages.commands.explanations import Explanation, explanations
from topicpages.diagnostics import Diagnostic, Span
from topicpages.publishing.html_check import Theme, check_site, theme_of
from topicpages.publishing.policy import hash_of
from topicpages.publishing.theme.blank_site import build_blank_site, depth_of

SHELL = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>T</title>
<link rel="canonical" href="https://example.org/base/{url}"></head>
<body><nav><a class="md-skip" href="#main">Skip</a><form name="f"><input type="text" name="q"></form></nav>
<article class="tp-page" id="main">
{body}
</article><script>theme()</script></body></html>
"""


def write_site(folder: Path, bodies: Mapping[str, str]) -> Path:
    """Write a page of the shell for each path, and any other file as it is."""
    for path, body in bodies.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        url = path.removesuffix("index.html")
        file.write_text(SHELL.format(body=body, url=url) if path.endswith(".html") else body, "utf-8")
    return folder


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    empty = write_site(tmp_path_factory.mktemp("empty"), {"index.html": "<h1>Empty</h1>"})
    return theme_of(empty, base_path="/base/")


def faults(site: Path, theme: Theme) -> list[str]:
    """Return what the check says, a line each: place, code and message."""
    found = check_site(site, base_path="/base/", theme=theme)
    return [f"{one.span}: {one.code}: {one.message}" for one in found]


CLEAN = """\
<h1 id="a">A<a class="headerlink" href="#a" title="Link">¶</a></h1>
<p class="tp-lead" dir="auto">Words <a href="https://example.com/x?a=b#:~:text=c" rel="noopener">out</a>,
<a href="topics/b/#claim">in</a>, <a href="topics/b/#claim:~:text=x">in at words</a>,
<a href="/base/">home</a>, <a href="https://example.org/base/topics/b/">here by name</a>,
<a href="">self</a>, <a href="#">top</a>.</p>
<table><thead><tr><th style="text-align: left;">H</th></tr></thead></table>
<img src="assets/a.svg" srcset="assets/a.svg 1x, assets/b%20c.svg 2x" alt="">
<svg viewBox="0 0 1 1" role="img"><title>T</title><a xlink:href="topics/b/#claim"><text x="1">t</text></a>
<linearGradient id="g"/></svg>
<button type="button" data-clipboard-text="x">Copy</button>
<form action="topics/b/" method="get" role="search"><input type="search" name="q"></form>
"""


def test_a_site_of_what_templates_write_has_no_fault(tmp_path: Path, theme: Theme) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg>'
    write_site(
        tmp_path,
        {"index.html": CLEAN, "topics/b/index.html": '<p id="claim">x <a href="../../">home</a></p>'},
    )
    write_site(tmp_path, {"assets/a.svg": drawing, "assets/b c.svg": drawing})
    assert faults(tmp_path, theme) == []


_EXPLAINED = {
    *("dead-link", "dead-anchor", "page-id-twice", "page-loads", "page-markup", "page-scheme", "page-script"),
}


@pytest.mark.parametrize("shown", [one for one in explanations() if one.code in _EXPLAINED])
def test_what_explain_shows_as_bad_in_a_page_is_found_and_what_it_shows_as_good_is_not(
    shown: Explanation, tmp_path: Path, theme: Theme
) -> None:
    (change,) = shown.changes
    others = {"topics/ferries/index.html": '<p id="number">3</p>', "assets/pier.png": ""}
    bad = write_site(tmp_path / "bad", {"index.html": "\n".join(change.bad), **others})
    assert shown.code in {one.code for one in check_site(bad, base_path="/base/", theme=theme)}
    good = write_site(tmp_path / "good", {"index.html": "\n".join(change.good), **others})
    assert faults(good, theme) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<b>x</b>", ["6:1: page-markup: “<b>” is not what the templates write"]),
        ("\n  <p onclick=x>", ["7:3: page-markup: “<p onclick>” is not what the templates write"]),
        ('<p style="color:red">', ["6:1: page-markup: “<p style>” is not what the templates write"]),
        ('<td style="x">', []),  # no table around it: a browser drops the tag
        (
            '<table><tr><td style="background:url(x)"></table>',
            ["6:12: page-markup: “<td style=background:url(x)>” is not what the templates write"],
        ),
        (
            '<table><tr><td style="text-align: left;color:red"></table>',
            ["6:12: page-markup: “<td style=text-align: left;color:red>” is not what the templates write"],
        ),
        ("<p data-md-scope=x>", ["6:1: page-markup: “<p data-md-scope>” is not what the templates write"]),
        ("<iframe srcdoc=x></iframe>", ["6:1: page-markup: “<iframe>” is not what the templates write"]),
        ("<math><mi>x</mi></math>", [
            "6:1: page-markup: “<math>” is not what the templates write",
            "6:7: page-markup: “<mi>” is not what the templates write",
        ]),
        ("<svg><foreignobject>x</foreignobject></svg>", [
            "6:6: page-markup: “<foreignobject>” is not what the templates write",
        ]),
        ("<a target=_blank>x</a>", ["6:1: page-markup: “<a target=_blank>” is not what the templates write"]),
        ("<button>x</button>", ["6:1: page-markup: “<button>” has no “type”"]),
        ("<input type=file>", ["6:1: page-markup: “<input type=file>” is not what the templates write"]),
        ("<form method=post>", ["6:1: page-markup: “<form method=post>” is not what the templates write"]),
        ("<script type=application/json>{</script>", [
            "6:1: page-markup: “<script>” is not what the templates write",
            "6:1: page-script: a script of data is not JSON",
        ]),
        ("<script type=application/ld+json>{}</script>", [
            "6:1: page-markup: “<script>” is not what the templates write",
        ]),
        ("<p id=a>1<p id=a>2", ["6:10: page-id-twice: “a” is the id of an earlier element of the page too"]),
        ("<p id=main>x", ["6:1: page-id-twice: “main” is the id of an earlier element of the page too"]),
        ("<b>1</b><b>2</b>", ["6:1: page-markup: “<b>” is not what the templates write"]),
    ],
)  # fmt: skip
def test_what_no_template_writes_is_found_in_a_page(
    tmp_path: Path, theme: Theme, body: str, found: list[str]
) -> None:
    write_site(tmp_path, {"index.html": body})
    assert faults(tmp_path, theme) == [f"index.html:{one}" for one in found]


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("<script>theme()</script>", []),
        ("<script>alert(1)</script>", [f"the script “{hash_of('alert(1)')}” is none of the theme’s"]),
        (
            "<script type=module src=x.js></script>",
            ["the script “/base/x.js” is none of the theme’s"],
        ),
        (
            "<script type=application/json src=//evil.example/x></script>",
            [
                "“//evil.example/x” is not an address that a page may hold",
                "the script “//evil.example/x” is none of the theme’s",
            ],
        ),
    ],
)
def test_a_script_in_the_text_of_a_page_is_found(
    tmp_path: Path, theme: Theme, script: str, found: list[str]
) -> None:
    write_site(tmp_path, {"index.html": script, "x.js": ""})
    messages = sorted(one.message for one in check_site(tmp_path, base_path="/base/", theme=theme))
    assert messages == sorted([*found, "“<script>” is not what the templates write"])


@pytest.mark.parametrize(
    ("around", "message"),
    [
        ("<p>x</p>", "“<p>” is not what the templates write"),
        ('<a href="/base/" title="x">x</a>', "“<a title>” is not what the templates write"),
        ('<input type="file">', "“<input type=file>” is not what the templates write"),
        (
            "<script>other()</script>",
            f"the script “{hash_of('other()')}” is none of the theme’s",
        ),
        (
            '<meta http-equiv="refresh" content="0">',
            "“<meta http-equiv=refresh>” is not what the templates write",
        ),
        ('<a href="javascript:x">x</a>', "“javascript:x” is not an address that a page may hold"),
    ],
)
def test_what_the_theme_does_not_write_is_found_around_the_text(
    tmp_path: Path, theme: Theme, around: str, message: str
) -> None:
    write_site(tmp_path, {"index.html": f"</article>{around}"})
    messages = [one.message for one in check_site(tmp_path, base_path="/base/", theme=theme)]
    assert any(one.startswith(message) for one in messages), messages


def test_only_a_policy_that_forbids_by_default_may_be_added(tmp_path: Path, theme: Theme) -> None:
    good = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'\">"
    for policy, allowed in ((good, True), (good.replace("'none'", "*"), False)):
        file = write_site(tmp_path, {"index.html": ""}) / "index.html"
        file.write_text(
            file.read_text().replace("<title>", policy.replace(" content", ' name="x" content') + "<title>")
        )
        found = [one for one in faults(tmp_path, theme) if "http-equiv" in one]
        assert (found == []) is allowed


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("b/", "dead-link: “b/” leads to “/base/b/”, where nothing is"),
        ("topics/b", "dead-link: “topics/b” leads to “/base/topics/b”, where nothing is"),
        ("Topics/b/", "dead-link: “Topics/b/” leads to “/base/Topics/b/”, where nothing is"),
        (
            "topics/b/#no",
            "dead-anchor: “topics/b/#no” leads to “#no”, which “topics/b/index.html” does not have",
        ),
        ("#no", "dead-anchor: “#no” leads to “#no”, which “index.html” does not have"),
        ("../", "dead-link: “../” leads out of the site, to “/”"),
        ("/topics/b/", "dead-link: “/topics/b/” leads out of the site, to “/topics/b/”"),
        (
            "https://example.org/base/no/",
            "dead-link: “https://example.org/base/no/” leads to “/base/no/”, where nothing is",
        ),
        ("topics/b/index.html?q=1#claim", ""),
        ("topics/b/#cl%61im", ""),
        ("//example.com/", "page-scheme: “//example.com/” is not an address that a page may hold"),
        ("javascript:alert(1)", "page-scheme: “javascript:alert(1)” is not an address that a page may hold"),
        ("java\tscript:x", "page-scheme: “java\tscript:x” is not an address that a page may hold"),
        (
            " https://example.com/",
            "page-scheme: “ https://example.com/” is not an address that a page may hold",
        ),
        ("https:example.com", "page-scheme: “https:example.com” is not an address that a page may hold"),
        ("\\\\example.com", "page-scheme: “\\\\example.com” is not an address that a page may hold"),
        ("data:text/html,x", "page-scheme: “data:text/html,x” is not an address that a page may hold"),
        (
            "mailto:a@example.org",
            "page-scheme: “mailto:a@example.org” is not an address that a page may hold",
        ),
        ("https://example.org.evil.example/base/no/", ""),
    ],
)
@pytest.mark.parametrize("link", ['<a href="{}">x</a>', '<svg><a xlink:href="{}"><text>x</text></a></svg>'])
def test_every_link_leads_somewhere(tmp_path: Path, theme: Theme, href: str, found: str, link: str) -> None:
    write_site(tmp_path, {"index.html": link.format(href), "topics/b/index.html": '<p id="claim">x</p>'})
    column = link.index("<a") + 1
    assert faults(tmp_path, theme) == ([f"index.html:6:{column}: {found}"] if found else [])


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<img src="no.png" alt="">', "dead-link: “no.png” leads to “/base/no.png”, where nothing is"),
        (
            '<img srcset="a.png 1x, no.png 2x">',
            "dead-link: “no.png” leads to “/base/no.png”, where nothing is",
        ),
        (
            '<img src="https://example.com/a.png">',
            "page-loads: “https://example.com/a.png” would be fetched from another host",
        ),
        (
            '<img src="data:image/png,x">',
            "page-scheme: “data:image/png,x” is not an address that a page may hold",
        ),
        ('<form action="no/"></form>', "dead-link: “no/” leads to “/base/no/”, where nothing is"),
    ],
)
def test_everything_that_a_page_fetches_is_on_the_site(
    tmp_path: Path, theme: Theme, markup: str, found: str
) -> None:
    write_site(tmp_path, {"index.html": markup, "a.png": ""})
    assert faults(tmp_path, theme) == [f"index.html:6:1: {found}"]


def test_the_picture_that_other_sites_fetch_is_on_the_site(tmp_path: Path) -> None:
    named = '<meta property="og:image" content="https://{}">'
    empty = write_site(tmp_path / "empty", {"index.html": named.format("example.org/base/index.html")})
    theme = theme_of(empty, base_path="/base/")
    assert faults(empty, theme) == []
    for address, found in (
        ("example.org/base/no.png", "dead-link: “{}” leads to “/base/no.png”, where nothing is"),
        ("example.com/a.png", "page-loads: “{}” would be fetched from another host"),
    ):
        write_site(tmp_path / "site", {"index.html": named.format(address)})
        assert faults(tmp_path / "site", theme) == [f"index.html:6:1: {found.format(f'https://{address}')}"]


def test_an_address_that_the_theme_itself_writes_is_let_through(tmp_path: Path) -> None:
    shell = '<body><a href="javascript:void(0)" class="share">x</a>{}</body>'
    for name, more in (
        ("empty", ""),
        ("same", ""),
        ("other", '<a href="javascript:other()" class="share">x</a>'),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(shell.format(more))
    theme = theme_of(tmp_path / "empty", base_path="/")
    assert check_site(tmp_path / "same", base_path="/", theme=theme) == ()
    assert [one.code for one in check_site(tmp_path / "other", base_path="/", theme=theme)] == [
        "page-markup",
        "page-scheme",
    ]


def test_links_of_the_404_page_hold_at_any_address(tmp_path: Path, theme: Theme) -> None:
    write_site(tmp_path, {"index.html": "", "404.html": '<a href="/base/">x</a> <a href="index.html">y</a>'})
    assert [one.partition(": ")[2] for one in faults(tmp_path, theme)] == [
        "dead-link: “index.html” leads to “/base/no/such/page/index.html”, where nothing is"
    ]


def test_the_text_of_the_404_page_is_the_theme_s_on_that_page_only(tmp_path: Path) -> None:
    empty = write_site(tmp_path / "empty", {"index.html": "", "404.html": "<video></video>"})
    site = write_site(tmp_path / "site", {"index.html": "<video></video>", "404.html": "<video></video>"})
    assert faults(site, theme_of(empty, base_path="/base/")) == [
        "index.html:6:1: page-markup: “<video>” is not what the templates write"
    ]


def test_no_two_pages_have_one_address(tmp_path: Path, theme: Theme) -> None:
    write_site(
        tmp_path, dict.fromkeys(["a/index.html", "a.html", "B/index.html", "b/index.html", "c.html"], "")
    )
    end = "have one address where case or “.html” does not matter"
    assert faults(tmp_path, theme) == [
        f"a/index.html:1:1: page-address-twice: “a/index.html” and “a.html” {end}",
        f"b/index.html:1:1: page-address-twice: “b/index.html” and “B/index.html” {end}",
    ]


def test_a_symlink_is_no_part_of_a_site(tmp_path: Path, theme: Theme) -> None:
    (tmp_path / "outside").mkdir()
    site = write_site(tmp_path / "site", {"index.html": '<a href="secret.txt">x</a>'})
    (site / "secret.txt").symlink_to(tmp_path / "outside")
    assert check_site(site, base_path="/base/", theme=theme) == (
        Diagnostic(
            Span("index.html", 6, 1),
            "dead-link",
            "“secret.txt” leads to “/base/secret.txt”, where nothing is",
            "correct the link",
        ),
        Diagnostic(
            Span("secret.txt"), "page-symlink", "“secret.txt” is a symlink", "publish the file itself"
        ),
    )


def test_a_drawing_is_held_to_the_same_list(tmp_path: Path, theme: Theme) -> None:
    drawing = '<svg onload="x()"><script>x()</script><a href="no/"><text>t</text></a></svg>'
    write_site(tmp_path, {"index.html": "", "a.svg": drawing})
    messages = [one.message for one in check_site(tmp_path, base_path="/base/", theme=theme)]
    assert messages == [
        "“<svg onload>” is not what the templates write",
        "“<script>” is not what the templates write",
        f"the script “{hash_of('x()')}” is none of the theme’s",
        "“no/” leads to “/base/no/”, where nothing is",
    ]


PAGES = {
    "index.md": sample_page(
        "Home", "See [the exchange](topics/exchange.md#counted).\n\n| a | b |\n|:--|--:|\n| 1 | 2 |"
    ),
    "topics/exchange.md": sample_page("Exchange", "## Counted { #counted }\n\nBack [home](../index.md)."),
}


def test_a_site_as_mkdocs_builds_it_has_no_fault_and_one_slip_is_found(tmp_path: Path) -> None:
    site = build_sample(tmp_path, PAGES)
    empty = build_blank_site(tmp_path / "mkdocs.yml", tmp_path / "empty", depth=depth_of(site))
    theme = theme_of(empty, base_path="/base/")
    assert check_site(site, base_path="/base/", theme=theme) == ()
    page = site / "topics/exchange/index.html"
    page.write_text(page.read_text().replace("Back <a", '<img src=x onerror="alert(1)"><a'))
    assert [one.message for one in check_site(site, base_path="/base/", theme=theme)] == [
        "“x” leads to “/base/topics/exchange/x”, where nothing is",
        "“<img onerror>” is not what the templates write",
    ]
