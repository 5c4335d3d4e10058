"""A page is judged by the quotes that stand in it, and by what it says in their place."""

import pytest

from topicpages.editing.fetching import Fetched
from topicpages.editing.rechecking.citing import CitedQuote
from topicpages.editing.rechecking.judging import Judged, judge_page
from topicpages.evidence import AddressState

ASKED = "https://post.example/news/boats"
TITLE = "New boats for the bay"
THREE, APRIL = CitedQuote(2, "three ferries"), CitedQuote(2, "sail since […] April")
MORE = " ".join(
    ["The harbour has a pier and the pier has a light, which burns at night in every month."] * 20
)
PAID = '<script type="application/ld+json">{"isAccessibleForFree": false}</script>'


def judged(
    body: str,
    *,
    status: int = 200,
    asked: str = ASKED,
    final: str = ASKED,
    moved: str = "",
    quotes: tuple[CitedQuote, ...] = (THREE, APRIL),
    title: str | None = TITLE,
) -> Judged:
    page = Fetched(ASKED, final, moved, status, "text/html", "utf-8", f"<!doctype html>{body}".encode())
    return judge_page(page, quotes, asked=asked, title=title)


def article(text: str, head: str = f"<title>{TITLE}</title>") -> str:
    return f"<html><head>{head}</head><body><article><h1>{TITLE}</h1><p>{text}</p></article></body></html>"


BOTH = "Three boats. The <i>three</i> ferries sail, as they say, since\u00a0April."


def test_a_page_with_all_quotes_is_live_whatever_else_it_says() -> None:
    assert judged(article("The three ferries sail since early April.")) == Judged(AddressState.LIVE)
    wall = f"The three ferries sail since April. Subscribe to continue reading. Not found. {PAID}"
    assert judged(article(wall)) == Judged(AddressState.LIVE)


def test_a_quote_stands_wherever_a_reader_sees_it() -> None:
    """In a caption, a list beside the article, or with other typography."""
    html = (
        article(MORE)
        + "<aside>The <b>three</b> fer<wbr>ries</aside><footer>sail since\u00a0all of April</footer>"
    )
    assert judged(html).state is AddressState.LIVE


def test_a_page_without_some_of_the_quotes_has_changed_and_says_which() -> None:
    changed = judged(article("The four ferries sail since April."))
    assert changed == Judged(AddressState.CHANGED, (THREE,))
    assert judged(article(f"Nothing of the sort. {MORE}")).missing == (THREE, APRIL)
    assert judged(article("The three ferriesmen sail since April.")).missing == (THREE,)


NEW = "https://post.example/2031/boats"


def test_a_page_at_another_address_has_moved_when_the_quotes_stand_there() -> None:
    stands = article("The three ferries sail since April.")
    assert judged(stands, final=NEW, moved=NEW) == Judged(AddressState.MOVED, at=NEW)
    assert judged(stands, final=NEW).state is AddressState.LIVE  # sent there for today only
    changed = judged(article("The three ferries."), final=NEW, moved=NEW)
    assert changed == Judged(AddressState.CHANGED, (APRIL,), NEW)


def test_an_address_that_no_page_may_link_to_is_not_where_an_article_has_moved() -> None:
    stands = article("The three ferries sail since April.")
    assert judged(stands, moved="https://127.0.0.1/boats") == Judged(AddressState.LIVE)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (404, AddressState.DEAD),
        (410, AddressState.DEAD),
        (401, AddressState.PAYWALLED),
        (402, AddressState.PAYWALLED),
        (403, AddressState.UNREACHABLE),
        (429, AddressState.UNREACHABLE),
        (500, AddressState.UNREACHABLE),
        (503, AddressState.UNREACHABLE),
        (204, AddressState.UNREACHABLE),
    ],
)
def test_a_status_tells_what_stands_there(status: int, state: AddressState) -> None:
    assert judged("", status=status) == Judged(state, (THREE, APRIL), why=f"answered {status}")


@pytest.mark.parametrize(
    ("html", "final", "why"),
    [
        ("<title>Page not found - Post</title><p>Sorry.</p>", ASKED, "the page says “not found”"),
        ("<h1>404</h1>", ASKED, "the page says “404”"),
        (
            f"<h1>Oh</h1><p>This page does not exist any more. {MORE[:300]}",
            ASKED,
            "the page says “does not exist”",
        ),
        (
            f"<title>Post</title><article><p>{MORE}</article>",
            "https://post.example/",
            "it leads to the home page",
        ),
        (f"<article><p>{MORE}</article>", "https://post.example/en/", "it leads to the home page"),
        (
            f"<title>Not found</title><p>Already a subscriber? Log in.</p><p>{MORE}</p>",
            ASKED,
            "the page says “Not found”",
        ),
    ],
)
def test_a_notice_or_the_home_page_in_place_of_an_article_is_a_soft_404(
    html: str, final: str, why: str
) -> None:
    assert judged(html, final=final) == Judged(AddressState.SOFT_404, (THREE, APRIL), why=why)


@pytest.mark.parametrize("said", ["Verify that you are human.", "We value your privacy. Accept all?"])
def test_a_short_page_that_asks_something_is_no_proof_that_the_article_is_gone(said: str) -> None:
    why = "the page is short and has nothing of the article"
    found = judged(f"<article><p>{said}</article>", final=ASKED)
    assert found == Judged(AddressState.UNREACHABLE, (THREE, APRIL), why=why)


def test_an_invitation_to_subscribe_below_an_article_asks_for_no_money() -> None:
    found = judged(
        f"<article><p>three ferries. {MORE}</article><footer>Subscribe to keep up</footer>", final=ASKED
    )
    assert found.state is AddressState.CHANGED


def test_an_article_with_its_title_is_no_soft_404_whatever_it_says() -> None:
    assert judged(article("The pier was not found.")).state is AddressState.CHANGED
    assert judged(article("Hello."), final="https://post.example/").state is AddressState.CHANGED


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"The beginning of it. {PAID}", "the page declares that it is not free"),
        ("The three ferries … Subscribe to continue reading.", "the page says “Subscribe to continue”"),
        ("It began. This story is for subscribers only.", "the page says “subscribers only”"),
        ("It began. Already a subscriber? Log in.", "the page says “Already a subscriber”"),
        (
            "It began. Please sign in or register to read the rest.",
            "the page says “sign in or register to read”",
        ),
    ],
)
def test_a_stub_with_a_sign_of_paying_is_paywalled(text: str, why: str) -> None:
    found = judged(article(text))
    assert (found.state, found.why) == (AddressState.PAYWALLED, why)


def test_a_page_with_most_of_its_quotes_has_changed_whatever_it_asks_of_readers() -> None:
    text = article("The three ferries sail since April. Subscribe to continue reading.")
    found = judged(text, quotes=(THREE, APRIL, CitedQuote(3, "the gulls")))
    assert found == Judged(AddressState.CHANGED, (CitedQuote(3, "the gulls"),))


def test_an_article_that_stood_on_the_home_page_is_not_gone_because_it_is_home() -> None:
    home = "https://post.example/"
    html = f"<article><p>{MORE}</article>"
    assert judged(html, asked=home, final=home).state is AddressState.CHANGED


def test_a_page_that_shows_nothing_without_scripts_says_nothing_of_the_article() -> None:
    empty = judged(f"<title>{TITLE}</title><div id=root></div><script>1</script>")
    assert (empty.state, empty.why) == (AddressState.UNREACHABLE, "showed no text without scripts")


def test_an_article_that_no_claim_cites_is_live_unless_a_notice_stands_there() -> None:
    assert judged(article("Already a subscriber? Log in."), quotes=()).state is AddressState.LIVE
    assert judged(article("Hello."), quotes=(), moved=NEW) == Judged(AddressState.MOVED, at=NEW)
    assert judged("<h1>Page not found</h1>", quotes=()).state is AddressState.SOFT_404


def test_an_article_without_a_known_title_is_judged_by_its_quotes() -> None:
    assert judged(article("Hello."), title=None).state is AddressState.CHANGED
    assert judged("<h1>Not found</h1>", title=None).state is AddressState.SOFT_404
