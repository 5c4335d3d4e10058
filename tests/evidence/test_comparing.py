"""What a change of the sources does to claims is told whole, short, and without the sources' text acting."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.support.evidence_samples import (
    ONE,
    REGISTRIES,
    article,
    assessed,
    claim,
    library,
    sheet,
)
from tests.support.hostile_strings import CLASSES
from topicpages.diagnostics import Diagnostic, Severity, Span
from topicpages.evidence.comparing import MOST_CHARACTERS, Changes, State, compare, compare_files, summary
from topicpages.evidence.comparing.markup import block, code
from topicpages.evidence.comparing.results import (
    ClaimChange,
    DisputeChange,
    FileChanges,
    PartsChange,
    ReviewChange,
    Support,
    SupportChange,
)
from topicpages.evidence.lock_file import Lock, sign_claims

TODAY = date(2026, 2, 20)
_CARRIED = "It says that “North freed 157 people” in May."
_CITES_BOTH = (
    '[{article: one, quotes: ["North freed 157 people"]}, {article: two, quotes: ["North freed 157 people"]}]'
)
_TWO_ARTICLES = {"one": ONE, "two": article(_CARRIED, publisher="beta")}


def _state(
    *claims: str,
    articles: Mapping[str, str] | None = None,
    registries: Mapping[str, str] | None = None,
    lock: Lock | None = None,
    lead: str = "",
) -> State:
    found = library(
        articles=articles, sheets={"topic": sheet(*claims or (claim(),), lead=lead)}, registries=registries
    )
    return State(found, assessed(found, lock))


def _told(changes: Changes) -> dict[str, object]:
    """Return the lists that are not empty."""
    return {name: value for name, value in asdict(changes).items() if value}


# --- what differs ----------------------------------------------------------------------------------------


def test_the_same_sources_do_not_differ() -> None:
    changes = compare(_state(), _state())
    assert _told(changes) == {}
    told = "## What this change does\n\nNo claim, article or page changes.\n"
    assert summary(changes, FileChanges()) == told


def test_a_statement_value_and_quote_are_told_as_they_were_and_are() -> None:
    articles = {"one": article("It says that “North freed 157 people” in May, later that “North freed 158”.")}
    quotes = '[{article: one, quotes: ["North freed 158"]}]'
    values = "[{amount: 158, unit: people, party: north}]"
    now = claim(statement="North freed 158 people.", values=values, citations=quotes)
    changes = compare(_state(articles=articles), _state(now, articles=articles))
    assert changes.claims_changed == (
        ClaimChange(
            "topic/freed",
            "sources/facts/topic.yml:5",
            was=(
                "statement: North freed 157 people.",
                "value: amount 157, party North, unit people",
                "cites: one reports “North freed 157 people”",
            ),
            now=(
                "statement: North freed 158 people.",
                "value: amount 158, party North, unit people",
                "cites: one reports “North freed 158”",
            ),
        ),
    )
    assert "- statement: North freed 157 people.\n" in summary(changes, None)


def test_a_claim_that_is_new_or_gone_is_told_with_all_its_lines_and_how_it_stands() -> None:
    one, both = (
        _state(),
        _state(
            claim(), claim("other", question="Who was freed?", statement="North freed people.", values="[]")
        ),
    )
    added = compare(one, both).claims_added
    assert [(change.id, change.place, change.was, change.remark) for change in added] == [
        ("topic/other", "sources/facts/topic.yml:11", (), "one article (1 article · 1 origin)")
    ]
    assert added[0].now[:2] == ("question: Who was freed?", "statement: North freed people.")
    removed = compare(both, one).claims_removed
    assert [(change.id, change.now, change.was) for change in removed] == [("topic/other", (), added[0].now)]


def test_lines_in_another_order_are_told_as_that() -> None:
    articles = {"one": article("It says that “North freed 157 people” and “3 drones”.")}
    values = ["{amount: 157, unit: people, party: north}", "{amount: 3, unit: drones}"]
    quotes = '[{article: one, quotes: ["North freed 157 people", "3 drones"]}]'

    def ordered(*shown: str) -> State:
        told = "North freed 157 people and 3 drones."
        one = claim(statement=told, values=f"[{', '.join(shown)}]", citations=quotes)
        return _state(one, articles=articles)

    (change,) = compare(ordered(*values), ordered(*reversed(values))).claims_changed
    assert (change.was, change.now, change.remark) == ((), (), "the same lines in another order")


def test_a_claim_whose_passage_was_rewritten_is_told_though_its_lines_stay() -> None:
    rewritten = {"one": article("In May, it says, “North freed 157 people”, at last.")}
    changes = compare(_state(), _state(articles=rewritten))
    remark = "its own words stay; the passages or articles that it cites differ"
    assert changes.claims_changed == (
        ClaimChange("topic/freed", "sources/facts/topic.yml:5", was=(), now=(), remark=remark),
    )
    assert changes.articles_changed == (PartsChange("sources/articles/one.md", changed=("passage 1",)),)


def test_answers_that_come_to_exclude_each_other_are_newly_disputed_and_the_way_back_is_told_too() -> None:
    articles = {"one": article("It says “North freed 157 people” and “North freed 158 people”.")}
    one = claim()
    other = claim(
        "again",
        statement="North freed 158 people.",
        values="[{amount: 158, unit: people, party: north}]",
        citations='[{article: one, quotes: ["North freed 158 people"]}]',
    )
    before, after = _state(one, articles=articles), _state(one, other, articles=articles)
    statements = ("North freed 157 people.", "North freed 158 people.")
    changes = compare(before, after)
    assert changes.newly_disputed == (
        DisputeChange("topic/freed", statements),
        DisputeChange("topic/again", statements),
    )
    # A dispute alone takes no support away.
    assert (changes.support_lost, changes.support_gained) == ((), ())
    back = compare(after, before)
    assert back.no_longer_disputed == (DisputeChange("topic/freed", statements),)
    assert [change.id for change in back.claims_removed] == ["topic/again"]


def test_an_answer_loses_support_with_a_citation_and_gains_it_with_one() -> None:
    both = _state(claim(citations=_CITES_BOTH), articles=_TWO_ARTICLES)
    one = _state(articles=_TWO_ARTICLES)
    stood = Support("several origins", "2 articles · 2 origins", ("one", "two"), ())
    stands = Support("one article", "1 article · 1 origin", ("one",), ())
    changes = compare(both, one)
    assert changes.support_lost == (SupportChange("topic/freed", stood, stands, lost=("two",), gained=()),)
    assert changes.support_gained == ()
    line = (
        "- `topic/freed`: `several origins (2 articles · 2 origins)` → `one article (1 article · 1 origin)`; "
        "carried no longer by `two`\n"
    )
    assert line in summary(changes, None)
    back = compare(one, both)
    assert back.support_gained == (SupportChange("topic/freed", stands, stood, lost=(), gained=("two",)),)
    assert back.support_lost == ()


def test_an_article_that_is_withdrawn_takes_its_support_away() -> None:
    cited = claim(citations=_CITES_BOTH)
    gone = _TWO_ARTICLES["two"].replace(
        "text: notes\n", "text: notes\nwithdrawn: true\nwithdrawn_why: asked\n"
    )
    changes = compare(
        _state(cited, articles=_TWO_ARTICLES), _state(cited, articles={**_TWO_ARTICLES, "two": gone})
    )
    assert [(change.answer, change.lost) for change in changes.support_lost] == [("topic/freed", ("two",))]
    parts = PartsChange("sources/articles/two.md", added=("withdrawn", "withdrawn_why"))
    assert changes.articles_changed == (parts,)


def test_origins_that_turn_out_to_be_one_are_lost_support_though_both_articles_carry_it_still() -> None:
    cited = claim(citations=_CITES_BOTH)
    wire = "[{origin: wire, relation: rewrite-of, basis: compared}]"
    copied = {
        "one": article(_CARRIED, origins=wire),
        "two": article(_CARRIED, publisher="beta", origins=wire),
    }
    changes = compare(_state(cited, articles=_TWO_ARTICLES), _state(cited, articles=copied))
    assert [(change.was.counts, change.now.counts) for change in changes.support_lost] == [
        ("2 articles · 2 origins", "2 articles · 1 origin")
    ]
    assert changes.articles_changed == (
        PartsChange("sources/articles/one.md", changed=("origins",)),
        PartsChange("sources/articles/two.md", changed=("origins",)),
    )


def test_a_citation_that_carried_a_part_is_lost_support_too() -> None:
    articles = {"one": ONE, "two": article("It has “157 people” only.", publisher="beta")}
    part = '[{article: one, quotes: ["North freed 157 people"]}, {article: two, quotes: ["157 people"]}]'
    changes = compare(_state(claim(citations=part), articles=articles), _state(articles=articles))
    assert [change.lost for change in changes.support_lost] == [("two (in part)",)]


def test_a_review_that_an_edit_outdates_is_told_and_so_is_one_that_is_signed_or_dropped() -> None:
    before = _state()
    signed = sign_claims(Lock(), before.library.claims, library=before.library, by="Ann", on=TODAY)
    reviewed = _state(lock=signed)
    edited = _state(claim(question="How many people were freed?"), lock=signed)
    assert compare(before, reviewed).reviews_signed == (ReviewChange("topic/freed", "Ann"),)
    assert compare(reviewed, edited).edited_since_review == (ReviewChange("topic/freed", "Ann"),)
    assert compare(edited, edited).edited_since_review == ()
    assert compare(reviewed, before).reviews_dropped == (ReviewChange("topic/freed", "Ann"),)


def test_articles_and_entries_of_other_files_that_come_go_or_differ_are_told() -> None:
    lead = '[{text: "North freed 157 people.", rests_on: [freed]}]'
    units = REGISTRIES["units"].replace("drones: {name: drones, words: [drone, drones]}\n", "")
    warnings = "stop: [loaded-word]\nallow: [{code: loaded-word, at: topic/freed, why: it is quoted}]\n"
    registries = {
        "units": units + "boats: {name: boats}\n",
        "origins": REGISTRIES["origins"].replace("A Speech", "The Speech"),
        "warnings": warnings,
    }
    changes = compare(_state(), _state(articles=_TWO_ARTICLES, registries=registries, lead=lead))
    assert [change.path for change in changes.articles_added] == ["sources/articles/two.md"]
    assert changes.other_files == (
        PartsChange("sources/facts/topic.yml", added=("lead",)),
        PartsChange("sources/origins.yml", changed=("speech",)),
        PartsChange("sources/units.yml", added=("boats",), removed=("drones",)),
        PartsChange(
            "sources/warnings.yml", added=("stop at loaded-word", "allow loaded-word at topic/freed")
        ),
    )
    back = compare(_state(articles=_TWO_ARTICLES), _state())
    assert [change.path for change in back.articles_removed] == ["sources/articles/two.md"]
    assert back.claims_changed == ()


def test_pages_are_compared_by_their_text_and_files_of_the_search_are_no_pages() -> None:
    was = {"index.md": "a", "topics/a.md": "b", "topics/b.md": "c", "search-index/claims.js": "d"}
    now = {"index.md": "a", "topics/a.md": "B", "topics/c.md": "c", "search-index/claims.js": "D"}
    assert compare_files(was, now) == FileChanges(("topics/c.md",), ("topics/a.md",), ("topics/b.md",))


# --- how it is told --------------------------------------------------------------------------------------

NOTHING = compare(_state(), _state())


ALL_SECTIONS = """\
## What this change does

1 claim newly disputed; 1 answer lost support; 1 claim added; 1 claim changed; 2 claims removed; \
1 answer with other support; 1 claim no longer disputed; edited since review: 1; reviews signed: 1; \
reviews dropped: 1; 1 article added; 1 article changed; 1 article removed; 2 other files changed; \
1 page added; 2 pages changed; 1 page deleted.

### Newly disputed (1)

- `topic/freed`
```text
One.
Two.
```

### Lost support (1)

- `topic/freed`: `several origins (2 articles · 2 origins)` → `one article (1 article · 1 origin)`; \
carried no longer by `two`

### Claims added (1)

- `topic/new` in `sources/facts/topic.yml:9`: `one article`
```diff
+ statement: New.
```

### Claims changed (1)

- `topic/freed` in `sources/facts/topic.yml:5`
```diff
- statement: One.
+ statement: Two.
```

### Claims removed (2)

- `topic/old` in `sources/facts/topic.yml:7`: `one article`
```diff
- statement: Old.
```
- `topic/empty` in `sources/facts/topic.yml:8`

### Gained or changed support (1)

- `topic/other`: `one article (1 article · 1 origin)` → `several origins (2 articles · 2 origins)`; \
carried now by `two`

### No longer disputed (1)

- `topic/other`
```text
One.
```

### Edited since review (1)

- `topic/freed`, by `Ann`

### Reviews signed (1)

- `topic/new`, by `Eve`

### Reviews dropped (1)

- `topic/other`, by `Una`

### Articles added (1)

- `sources/articles/two.md`

### Articles changed (1)

- `sources/articles/one.md`: added `url`; changed `passage 1`, `passage 3`; removed `rights`

### Articles removed (1)

- `sources/articles/three.md`

### Other files (2)

- `sources/site.yml`: changed `name`
- `sources/units.yml`: added `a`, `b`, `c`, `d`, `e`, `f` and 1 more

### Pages added (1)

- `topics/new.md`

### Pages changed (2)

- `index.md`
- `changes.md`

### Pages deleted (1)

- `topics/old.md`
"""


def test_the_first_line_counts_and_what_matters_most_stands_first() -> None:
    sheet_at = "sources/facts/topic.yml"
    both = Support("several origins", "2 articles · 2 origins", ("one", "two"), ())
    alone = Support("one article", "1 article · 1 origin", ("one",), ())
    changes = Changes(
        claims_added=(ClaimChange("topic/new", f"{sheet_at}:9", (), ("statement: New.",), "one article"),),
        claims_changed=(
            ClaimChange("topic/freed", f"{sheet_at}:5", ("statement: One.",), ("statement: Two.",)),
        ),
        claims_removed=(
            ClaimChange("topic/old", f"{sheet_at}:7", ("statement: Old.",), (), "one article"),
            ClaimChange("topic/empty", f"{sheet_at}:8", (), ()),
        ),
        newly_disputed=(DisputeChange("topic/freed", ("One.", "Two.")),),
        no_longer_disputed=(DisputeChange("topic/other", ("One.",)),),
        support_lost=(SupportChange("topic/freed", both, alone, ("two",), ()),),
        support_gained=(SupportChange("topic/other", alone, both, (), ("two",)),),
        edited_since_review=(ReviewChange("topic/freed", "Ann"),),
        reviews_signed=(ReviewChange("topic/new", "Eve"),),
        reviews_dropped=(ReviewChange("topic/other", "Una"),),
        articles_added=(PartsChange("sources/articles/two.md", added=("title",)),),
        articles_changed=(
            PartsChange("sources/articles/one.md", ("url",), ("rights",), ("passage 1", "passage 3")),
        ),
        articles_removed=(PartsChange("sources/articles/three.md", removed=("title",)),),
        other_files=(
            PartsChange("sources/site.yml", changed=("name",)),
            PartsChange("sources/units.yml", added=tuple("abcdefg")),
        ),
    )
    pages = FileChanges(("topics/new.md",), ("index.md", "changes.md"), ("topics/old.md",))
    assert summary(changes, pages) == ALL_SECTIONS


def test_errors_of_either_state_are_told_first_and_warnings_are_not() -> None:
    error = Diagnostic(Span("sources/facts/a.yml", 3), "bad-id", "“```” is no id", "write another")
    warning = Diagnostic(Span("sources/a.yml"), "loaded-word", "“x”", severity=Severity.WARNING)
    assert (
        summary(NOTHING, None, was=(error,), now=(error, warning))
        == """\
## What this change does

**Before, the sources had 1 error**; what an error keeps from being read is missing here.

**The sources have 1 error**; what an error keeps from being read is missing here.

````text
sources/facts/a.yml:3:1: error[bad-id]: “```” is no id (write another)
````

Pages were not compared: none are made from sources with errors.

No claim, article or page changes.
"""
    )


def _hostile(text: str, times: int = 1) -> Changes:
    """Return changes in which every text that can come from the sources is ``text``."""
    claims = (ClaimChange(text, text, (text,) * times, (text,) * times, text),) * times
    support = Support(text, text, (text,) * times, (text,) * times)
    lists: dict[str, tuple[object, ...]] = {
        "claims": claims,
        "disputed": (DisputeChange(text, (text,) * times),) * times,
        "support": (SupportChange(text, support, support, (text,) * times, (text,) * times),) * times,
        "review": (ReviewChange(text, text),) * times,
        "files": (PartsChange(text, (text,) * times, (text,) * times, (text,) * times),) * times,
    }
    kinds = {"claims": "claims", "disputed": "disputed", "support": "support", "review": "review"}
    chosen = {
        field.name: next((lists[kind] for word, kind in kinds.items() if word in field.name), lists["files"])
        for field in fields(Changes)
    }
    return Changes(**chosen)  # type: ignore[arg-type]


def _leaves(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        yield from _leaves(token.children) if token.children else (token,)


def _outside_code(markdown: str) -> str:
    """Return all text and structure but what stands in code, as a host would read ``markdown``."""
    read = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
    return "\n".join(
        f"{token.type} {token.content}"
        for token in _leaves(read)
        if token.type not in ("fence", "code_inline")
    )


_PLAIN = _outside_code(summary(_hostile("word"), FileChanges(("word.md",), ("word.md",), ("word.md",))))


def _stays_in_code(text: str) -> None:
    told = summary(_hostile(text), FileChanges((text,), (text,), (text,)))
    assert _outside_code(told) == _PLAIN


@pytest.mark.parametrize("kind", CLASSES)
def test_hostile_text_of_the_sources_stays_in_code(kind: str) -> None:
    for text in CLASSES[kind]:
        _stays_in_code(text)


@pytest.mark.parametrize(
    "text",
    [
        "@everyone", "#17", "GH-17", "https://evil.example/", "![x](https://evil.example/a.png)", ":tada:",
        "$`x`$", "`", "``", "```", "````", "a`b``c", "`a", "a`", "\n```\n# Head", "~~~", "\\`", "|",
        "| a | b |", "    code", "- [x] done", "</details>", "::error::x", "##[error]x", "\u202egnp", " ",
    ],
)  # fmt: skip
def test_what_a_host_acts_on_stays_in_code(text: str) -> None:
    _stays_in_code(text)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("`~\\ \n\t@[]()<>!|#-+*_a") | st.characters(), min_size=1, max_size=30))
def test_any_text_stays_in_code(text: str) -> None:
    _stays_in_code(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a", "`a`"),
        ("a`b", "``a`b``"),
        ("`a", "`` `a ``"),
        ("a``", "``` a`` ```"),
        ("a\n b", "`a b`"),
        ("\n", "` `"),
        ("a" * 120, f"`{'a' * 120}`"),
        ("a" * 121, f"`{'a' * 119}…`"),
        ("a" + "`" * 8, f"`{'`' * 8} a{'`' * 8} {'`' * 8}`"),
        ("a" + "`" * 9, f"`{'`' * 8}a{'`' * 8}…{'`' * 8}`"),
        ("a" + "`" * 20, f"`{'`' * 8}a{'`' * 8}…{'`' * 8}`"),
    ],
)
def test_a_span_of_code_has_a_fence_that_its_text_has_not(text: str, shown: str) -> None:
    assert code(text) == shown


def test_a_span_of_code_may_be_shorter() -> None:
    assert (code("abc", longest=3), code("abcd", longest=3)) == ("`abc`", "`ab…`")


def test_a_block_has_a_fence_that_no_line_has_and_says_how_many_lines_it_leaves_out() -> None:
    assert block(["a", "b"], "diff", most=2) == "```diff\na\nb\n```"
    assert block(["a", "```"], "text", most=2) == "````text\na\n```\n````"
    assert block(["a", "b", "c", "````"], "text", most=2) == "```text\na\nb\n… and 2 more lines\n```"
    assert block(["a" * 400, "a" * 401], "text", most=2).splitlines()[1:3] == ["a" * 400, "a" * 399 + "…"]


@settings(deadline=None)
@given(st.text(st.sampled_from("` \na") | st.characters(), max_size=20))
def test_a_span_of_code_is_one_line(text: str) -> None:
    assert len(code(text).splitlines()) == 1


@pytest.mark.parametrize("text", ["word" * 2_000, "`" * 5_000, "€" * 3_000, "x"])
def test_a_summary_of_any_change_fits_into_a_comment_and_says_what_it_left_out(text: str) -> None:
    fault = Diagnostic(Span(f"sources/{text}.yml"), "bad-id", text)
    paths = tuple(f"{text}{number}" for number in range(60))
    told = summary(_hostile(text, 60), FileChanges(paths, paths, paths), was=(fault,) * 60, now=(fault,) * 60)
    assert len(told) <= MOST_CHARACTERS
    assert "### Claims added (60)\n\n- `" in told
    _, *sections = told.split("\n### ")
    for section in sections:
        shown = sum(line.startswith("- `") for line in section.splitlines())
        left = re.findall(r"^- … and (\d+) more$", section, re.MULTILINE)
        assert "`" in text or shown + sum(map(int, left)) == 60


def test_the_changes_are_json_as_they_are() -> None:
    assert json.loads(json.dumps(asdict(_hostile("word"))))["reviews_signed"] == [
        {"id": "word", "by": "word"}
    ]
