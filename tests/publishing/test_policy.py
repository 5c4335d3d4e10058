"""The policy in the pages: the theme works under it, and nothing else runs."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from selectolax.lexbor import LexborHTMLParser

from tests.support.browser import accounted, served
from tests.support.sample_site import build_sample, sample_page, write_config
from topicpages.diagnostics import Diagnostic, Span
from topicpages.publishing.policy import hash_of, insert_policy, policy, script_hashes
from topicpages.publishing.theme.blank_site import build_blank_site, depth_of

PAGES = {
    "index.md": sample_page("Home", "See [the exchange](a/b/exchange.md#counted)."),
    "a/index.md": sample_page("Folder", "Words."),
    "a/b/exchange.md": sample_page("Exchange", "## Counted { #counted }\n\nServicemen from Kursk came home."),
    "a/b/c/deep.md": sample_page("Deep", "The propeller was struck."),
}
HEAD = '<!doctype html>\n<html lang="en">\n  <head>\n    <meta charset="utf-8">'


def test_the_policy_allows_this_site_and_the_given_scripts_only() -> None:
    assert policy(["sha256-b=", "sha256-a=", "sha256-b="]) == (
        "default-src 'none'; script-src 'self' 'sha256-a=' 'sha256-b='; "
        "script-src-attr 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
        "form-action 'self'; object-src 'none'"
    )


def test_hashes_are_those_of_scripts_that_run_from_within_the_page(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.html").write_text(
        '<script>1</script><script src="x.js"></script><script type="module">2</script>'
    )
    (tmp_path / "deep/b.html").write_text(
        '<script type="application/json">3</script><script type="application/ld+json">4</script>'
        "<script>1</script>"
    )
    assert script_hashes(tmp_path) == {hash_of("1"), hash_of("2")}


def test_the_hash_is_the_one_that_browsers_compute() -> None:
    # The example of the Content Security Policy standard.
    assert hash_of("alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="


def test_the_policy_stands_first_in_every_page_and_only_once(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"{HEAD}<script>1</script>")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/index.html").write_text(f"{HEAD}\n")
    tag = '\n      <meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    for _ in range(2):
        assert insert_policy(tmp_path, "default-src 'none'") == ()
        assert (tmp_path / "a.html").read_text() == f"{HEAD}{tag}<script>1</script>"
        assert (tmp_path / "deep/index.html").read_text() == f"{HEAD}{tag}\n"


@pytest.mark.parametrize("source", ["", "<p>part</p>", "<!-- <head> -->" + HEAD, f"<script>1</script>{HEAD}"])
def test_a_page_with_another_beginning_is_reported_and_left(tmp_path: Path, source: str) -> None:
    (tmp_path / "a.html").write_text(source)
    message = "the page does not begin with a head and its charset, so no policy can stand in it"
    assert insert_policy(tmp_path, "default-src 'none'") == (
        Diagnostic(Span("a.html"), "page-without-policy", message, "let the theme make the page"),
    )
    assert (tmp_path / "a.html").read_text() == source


def test_a_policy_that_would_leave_its_attribute_is_our_own_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is not a policy"):
        insert_policy(tmp_path, 'x"><script>')


def test_every_script_of_a_real_site_is_one_of_the_blank_site(tmp_path: Path) -> None:
    site = build_sample(tmp_path, PAGES)
    empty = build_blank_site(tmp_path / "mkdocs.yml", tmp_path / "empty", depth=depth_of(site))
    assert depth_of(site) == depth_of(empty) == 4
    assert script_hashes(site) <= script_hashes(empty)
    # Shallower, it lacks the script that the deepest page needs: the test above can fail.
    shallow = build_blank_site(tmp_path / "mkdocs.yml", tmp_path / "shallow", depth=2)
    assert not script_hashes(site) <= script_hashes(shallow)


def test_a_blank_site_has_the_pages_of_the_navigation_and_nothing_outside_its_folder(tmp_path: Path) -> None:
    config = write_config(tmp_path)
    nav = "nav: [index.md, {Topics: [topics/new-start.md, {More: ../outside.md}]}, {Away: 'https://example.org/'}]"
    config.write_text(f"{config.read_text()}{nav}\n")
    (tmp_path / "docs").mkdir()
    site = build_blank_site(config, tmp_path / "made" / "here", depth=0)
    assert sorted(page.relative_to(site).as_posix() for page in site.rglob("*.html")) == [
        "404.html",
        "deep/index.html",
        "index.html",
        "second/index.html",
        "topics/new-start/index.html",
    ]
    assert not list(tmp_path.rglob("outside*"))


def test_a_value_of_the_environment_is_the_builds_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEPT", "before")
    monkeypatch.delenv("ADDED", raising=False)
    config = write_config(tmp_path)
    config.write_text(config.read_text().replace("site_name: Sample", "site_name: !ENV [ADDED, without]"))
    (tmp_path / "docs").mkdir()
    site = build_blank_site(config, tmp_path / "e", depth=0, environment={"ADDED": "with", "KEPT": "now"})
    title = LexborHTMLParser((site / "index.html").read_bytes()).css_first("title")
    assert title is not None
    assert title.text() == "Empty - with"
    again = build_blank_site(config, tmp_path / "f", depth=0)
    title = LexborHTMLParser((again / "index.html").read_bytes()).css_first("title")
    assert title is not None
    assert title.text() == "Empty - without"


def guarded(root: Path, url: str, pages: dict[str, str]) -> Path:
    """Build ``pages`` in ``root`` and put the policy of their blank site into them."""
    site = build_sample(root, pages, url=url)
    empty = build_blank_site(root / "mkdocs.yml", root / "empty", depth=depth_of(site))
    assert insert_policy(site, policy(script_hashes(empty))) == ()
    return site


def test_the_theme_works_under_the_policy_without_a_violation(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "site").mkdir()
    with served(tmp_path / "site", "/base/") as home, accounted(browser, home) as (context, account):
        guarded(tmp_path, home, PAGES)
        page = context.new_page()
        page.goto(home)
        page.locator(".md-search__input").click()
        page.locator(".md-search__input").press_sequentially("propeller", delay=20)
        page.locator(".md-search-result__link", has_text="propeller").click()
        expect(page).to_have_url(f"{home}a/b/c/deep/?h=propeller")
        page.goto(home)
        page.get_by_role("link", name="the exchange").click()  # the theme swaps the page in place
        expect(page).to_have_url(f"{home}a/b/exchange/#counted")
        page.locator("label[for=__palette_1]").first.click()
        page.goto(f"{home}a/")
        expect(page.locator("body")).to_have_attribute("data-md-color-media", "(prefers-color-scheme: light)")
        assert (account.dialogs, account.requests, account.violations, account.errors) == ([], [], [], [])
        page.goto(f"{home}nothing/here/")
        expect(page.locator("h1")).to_have_text("404 - Not found")
        assert (account.requests, account.violations) == ([], [])


HOSTILE = """
<script>alert("inline")</script>
<img src="nothing" onerror="alert('handler')">
<svg><script>alert("svg")</script></svg>
<iframe srcdoc="<script>parent.alert('frame')</script>"></iframe>
<a id="link" href="javascript:alert('link')">link</a>
<img src="https://example.org/picture.png">
"""


def test_with_escaping_off_the_policy_alone_stops_what_would_run(tmp_path: Path, browser: Browser) -> None:
    pages = {"index.md": sample_page("Home", HOSTILE)}
    outcomes = {}
    for wall in (False, True):
        root = tmp_path / str(wall)
        (root / "site").mkdir(parents=True)
        with served(root / "site", "/base/") as home, accounted(browser, home) as (context, account):
            (guarded if wall else build_without_policy)(root, home, pages)
            page = context.new_page()
            page.goto(home)
            page.locator("#link").click()
            page.wait_for_load_state("networkidle")
            outcomes[wall] = (sorted(set(account.dialogs)), account.requests)
    assert outcomes[False] == (
        ["frame", "handler", "inline", "link", "svg"],
        ["https://example.org/picture.png"],
    )
    assert outcomes[True] == ([], [])


def build_without_policy(root: Path, url: str, pages: dict[str, str]) -> Path:
    return build_sample(root, pages, url=url)
