"""A robots.txt is read as RFC 9309 says."""

import pytest

from topicpages.editing.fetching.robots import rules_for


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("\ufeffUSER-AGENT : * # all\n disallow :/ # none", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: topicpages\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: TopicPages/2.0\nAllow: /", "/a", True),
        ("User-agent: other\nUser-agent: topicpages\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /x\n\nUser-agent: *\nDisallow: /a", "/a", False),
        ("Disallow: /", "/a", True),
        # the longest rule decides, not the first, and of equals the one that allows
        ("User-agent: *\nAllow: /\nDisallow: /a", "/a/b", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        # patterns
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
        ("User-agent: *\nDisallow: /*?print=", "/a?page=1", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?c", True),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /a*b*$", "/acbc", False),
        ("User-agent: *\nDisallow: /ab*ab$", "/ab", True),
        ("User-agent: *\nDisallow: " + "/*a" * 500 + "b", "/" + "/a" * 5_000, True),
        ("User-agent: *\nDisallow: /*aa*a$", "/aa", True),
        ("User-agent: *\nDisallow: */a", "/a", False),
        ("User-agent: *\nDisallow: /a\nUser-agent\nDisallow: /b", "/b", False),
        # one way to write a character
        ("User-agent: *\nDisallow: /caf%C3%A9", "/caf%c3%a9/a", False),
        ("User-agent: *\nDisallow: /café", "/caf%C3%A9", False),
        ("User-agent: *\nDisallow: /%61", "/a", False),
    ],
)
def test_a_path_is_allowed_as_the_longest_fitting_rule_says(text: str, path: str, *, allowed: bool) -> None:
    assert rules_for("topicpages", text).allow(path) is allowed
