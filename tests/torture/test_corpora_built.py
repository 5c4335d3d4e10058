"""Hostile strings in the built site and in a real browser: nothing opens, nothing is fetched, nothing runs.

The site is built with the real configuration, theme, templates and scripts. Each test has a bounded share
that always runs and, under ``torture``, the whole, which prints its figures.
"""

import os
import random
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as BrowserError
from selectolax.lexbor import LexborHTMLParser

from tests.support.browser import Account, accounted, served
from tests.support.corpora import SEED, needs_corpora, seen, some, strings
from tests.support.placing import ROOT, Placing, library, pages_with, with_texts
from topicpages.pages.render import FOLDERS
from topicpages.pages.search_index import search_files, search_records
from topicpages.publishing.html_check import check_site, theme_of
from topicpages.publishing.policy import insert_policy, policy, script_hashes
from topicpages.publishing.theme.blank_site import build_blank_site, depth_of

pytestmark = needs_corpora

CONFIG = ROOT / "mkdocs.yml"
SAMPLE = "samplewordzqx"
PUBLIC = "https://example.org/base/"
# The corpora that were made to run scripts.
ATTACKS = ("blns", "dompurify_expect", "html5sec")
BROWSED, ATTACKED = 60, 8
# How many attacks the long test opens, each twice, in a page of its own.
MANY_ATTACKED = int(os.environ.get("ATTACKS", "150"))


def build_with(root: Path, pages: Mapping[str, str], *, url: str) -> Path:
    """Build ``pages`` into ``root/site`` with everything else as in the project."""
    docs, site = root / "docs", root / "site"
    shutil.copytree(ROOT / "docs/assets", docs / "assets")
    for path, text in {"search.md": (ROOT / "docs/search.md").read_text("utf-8"), **pages}.items():
        page = docs / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8", newline="\n", errors="surrogatepass")
    site.mkdir(exist_ok=True)
    config = load_config(
        str(CONFIG), docs_dir=str(docs), site_dir=str(site), hooks=[], site_url=url, strict=False
    )
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return site


def empty_beside(site: Path, *, url: str) -> Path:
    """Return the blank site of the project's configuration, as deep as ``site``."""
    folder = site.parent / "empty"
    return build_blank_site(CONFIG, folder, depth=depth_of(site), environment={"SITE_URL": url})


def guard(site: Path, *, url: str) -> None:
    assert insert_policy(site, policy(script_hashes(empty_beside(site, url=url)))) == ()


def hostile_search(texts: Iterator[str]) -> Mapping[str, str]:
    """Return the files of the search, with a hostile text and the word “needle” in whatever it shows."""
    site = library()
    records = search_records(site.library, site.evidence, addresses=FOLDERS)
    return search_files(
        replace(
            record,
            question=f"{next(texts)} needle",
            answers=tuple(f"{next(texts)} needle" for _ in record.answers),
            topic=next(texts),
            sources=(next(texts),),
        )
        for record in records
    )


# ---- what stands in the built pages -----------------------------------------------------------------


def titles_shown(page: Path) -> list[str]:
    """Return what the theme makes of a page's title, wherever it prints it."""
    tree = LexborHTMLParser(page.read_bytes())
    title, topic = tree.css_first("title"), tree.css_first("[data-md-component=header-topic] .md-ellipsis")
    shared = tree.css_first("meta[property='og:title']")
    assert title is not None
    assert topic is not None
    assert shared is not None
    return [title.text(), " ".join(topic.text().split(" ")).strip("\n "), shared.attributes["content"] or ""]


def check_built(texts: Sequence[str], root: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Build the site with ``texts`` in all places, check all of it, and return how many places there were."""
    samples, hostile = Placing(), Placing(cycle(texts))
    harmless, put = pages_with(samples, monkeypatch), pages_with(hostile, monkeypatch)
    site = build_with(root, {**put, **hostile_search(cycle(texts))}, url=PUBLIC)
    theme = theme_of(empty_beside(site, url=PUBLIC), base_path="/base/")
    assert check_site(site, base_path="/base/", theme=theme) == ()
    built_harmless = build_with(root / "harmless", harmless, url=PUBLIC)
    for path in sorted(site.rglob("*.html")):
        other = built_harmless / path.relative_to(site)
        if other.name != "404.html":
            assert titles_shown(path) == [with_texts(one, hostile.shown) for one in titles_shown(other)]
    return len(hostile.shown)


def test_a_share_of_the_corpora_passes_the_check_of_the_built_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check_built(some(seen(strings()), 2_000), tmp_path, monkeypatch) > 1_000


@pytest.mark.torture
def test_the_corpora_pass_the_check_of_the_built_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, placed, rounds = seen(strings()), 0, 3
    for number in range(rounds):
        random.Random(SEED + number).shuffle(texts)
        placed += check_built(texts, tmp_path / str(number), monkeypatch)
    sys.stdout.write(f"\n{len(texts)} strings, {rounds} sites built: {placed} places, 0 faults\n")


# ---- what a browser makes of it ---------------------------------------------------------------------


def browse(page: Page, home: str, paths: Sequence[str]) -> None:
    """Visit pages, open a citation's card on each that has one, and search."""
    for path in paths:
        page.goto(f"{home}{path.removesuffix('index.md').removesuffix('.md')}")
        cite = page.locator(".tp-cite").first
        if cite.count():
            # Not by pointing: words without an end may lie over a neighbour's citation.
            cite.focus()
            page.locator(".tp-popover").wait_for()
            cite.blur()
    page.goto(f"{home}search/")
    page.locator("#tp-q").fill("needle")
    page.locator("#tp-q").press("Enter")
    page.locator("#tp-hits li").first.wait_for()


def kinds(pages: Mapping[str, str]) -> list[str]:
    """Return a page of each kind: the longest, for it holds most."""
    longest: dict[str, str] = {}
    for path in sorted(pages, key=lambda path: len(pages[path])):
        folder, _, name = path.rpartition("/")
        longest[name if not folder or name == "index.md" else folder] = path
    return sorted(longest.values())


def browsed(
    texts: Sequence[str], root: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> tuple[int, Account]:
    """Put ``texts`` into the site, go through it in the browser, and return the places and what happened."""
    hostile = Placing(cycle(texts))
    put = pages_with(hostile, monkeypatch)
    files = {**put, **hostile_search(cycle(texts))}
    (root / "site").mkdir(parents=True)
    with served(root / "site", "/base/") as home, accounted(browser, home) as (context, account):
        guard(build_with(root, files, url=home), url=home)
        browse(context.new_page(), home, kinds(put))
    return len(hostile.shown), account


def test_a_share_of_the_corpora_does_nothing_in_a_browser(
    tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    attacks = some(seen(strings(*ATTACKS)), BROWSED)
    _, account = browsed(attacks, tmp_path, browser, monkeypatch)
    assert (account.dialogs, account.requests, account.violations) == ([], [], [])


@pytest.mark.torture
def test_the_corpora_do_nothing_in_a_browser(
    tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    attacks, placed = seen(strings(*ATTACKS)), 0
    random.Random(SEED).shuffle(attacks)
    places, account = browsed(attacks, tmp_path, browser, monkeypatch)
    assert (account.dialogs, account.requests, account.violations) == ([], [], [])
    placed += places
    sys.stdout.write(f"\n{len(attacks)} strings in {placed} places: 0 dialogs, 0 requests, 0 violations\n")


# ---- with escaping switched off, the policy alone -------------------------------------------------------


def write_attacks(site: Path, attacks: Sequence[str]) -> None:
    """Copy the sample page for each attack, with it as it is: in a paragraph, an attribute, a block."""
    sample = (site / "attack/sample/index.html").read_text("utf-8")
    for number, attack in enumerate(attacks):
        page = site / f"attack/{number}/index.html"
        page.parent.mkdir()
        page.write_text(sample.replace(SAMPLE, attack), encoding="utf-8", errors="replace")


def attacked(
    attacks: Sequence[str], root: Path, browser: Browser, *, guarded: bool
) -> tuple[set[int], list[str]]:
    """Open the page of each; return those that ran a script, and what was fetched from elsewhere."""
    ran = set()
    body = f'# Attack\n\n{SAMPLE}\n\n<div title="{SAMPLE}">\n{SAMPLE}\n</div>\n'
    pages = dict.fromkeys(("index.md", "attack/sample.md"), f"---\ntitle: Attack\n---\n\n{body}")
    (root / "site").mkdir(parents=True)
    with served(root / "site", "/base/") as home, accounted(browser, home) as (context, account):
        site = build_with(root, pages, url=home)
        write_attacks(site, attacks)
        if guarded:
            guard(site, url=home)
        context.add_init_script(PRESS_EVERYTHING)
        for number in range(len(attacks)):
            before = len(account.dialogs)
            provoke(context, f"{home}attack/{number}/")
            if len(account.dialogs) > before:
                ran.add(number)
    return ran, account.requests


# Done by the page itself, for a call from outside would wait for ever for a page that an attack keeps busy.
# Once, and links to other pages are not followed: it is scripts that are looked for. The page says that it is
# done when what all this set going has had its turn: animations, and whatever waits for a frame or a moment.
PRESS_EVERYTHING = """
const pressEverything = () => {
    if (!location.pathname.includes("/attack/") || sessionStorage.getItem("pressed")) return;
    sessionStorage.setItem("pressed", "yes");
    addEventListener("click", (event) => {
        const link = event.target.closest("a, area");
        if (link && String(link.protocol ?? "http:").startsWith("http")) event.preventDefault();
    }, { capture: true });
    for (const one of [...document.querySelectorAll("article *")].slice(0, 50)) {
        one.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
        one.focus?.();
        one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
};
const moment = (after) => new Promise((go) => setTimeout(go, after));
const frame = () => Promise.race([new Promise(requestAnimationFrame), moment(100)]);
addEventListener("load", async () => {
    pressEverything();
    for (let turn = 0; turn < 3; turn += 1) { await frame(); await moment(0); }
    const ended = document.getAnimations().map((animation) => animation.finished.catch(() => null));
    await Promise.race([Promise.all(ended), moment(1000)]);
    document.documentElement.setAttribute("data-done", "");
});
"""


def provoke(context: BrowserContext, url: str) -> None:
    """Open a page, which presses what can be pressed and says when it is done; close what came of it."""
    page = context.new_page()
    with suppress(BrowserError):  # an attack may hang its page or leave it
        page.goto(url, wait_until="load", timeout=3_000)
        page.locator("html[data-done]").wait_for(state="attached", timeout=3_000)
    for opened in context.pages:
        opened.close(run_before_unload=False)


def test_a_share_of_the_attacks_is_stopped_by_the_policy_alone(tmp_path: Path, browser: Browser) -> None:
    attacks = some([text for text in strings("html5sec") if "alert(" in text], ATTACKED)
    ran, _ = attacked(attacks, tmp_path / "open", browser, guarded=False)
    assert len(ran) >= 3, "without the policy some of them run, or this test proves nothing"
    stopped, requests = attacked(attacks, tmp_path / "guarded", browser, guarded=True)
    assert (stopped, requests) == (set(), [])


@pytest.mark.torture
def test_every_attack_is_stopped_by_the_policy_alone(tmp_path: Path, browser: Browser) -> None:
    attacks = some([text for text in strings(*ATTACKS) if "alert(" in text], MANY_ATTACKED)
    ran, _ = attacked(attacks, tmp_path / "open", browser, guarded=False)
    still, requests = attacked(attacks, tmp_path / "guarded", browser, guarded=True)
    sys.stdout.write(
        f"\n{len(attacks)} attacks, escaping off: {len(ran)} ran without the policy, {len(still)} with it; "
        f"requests with it: {sorted(set(requests))}\n"
    )
    # Most were made for browsers of their day.
    assert len(ran) > len(attacks) // 8, "without the policy some of them run, or this test proves nothing"
    assert [attacks[number] for number in still] == []
